//! Writing down what a day looked like. Nobody does that: it is noted outside undo.

use super::Change;
use crate::project::{DayRecord, Id, Project};

/// Notes how a day stands, unless it was noted before: the first look at a day counts. A day without
/// a date is not noted.
#[must_use]
pub fn note(project: &Project, day: &DayRecord) -> Change {
    let mut change = Change::new("Note the day");
    if let Some(date) = day.date {
        let id: Id<DayRecord> = Id::new(&date.to_string());
        if !project.days.contains_key(&id) {
            change.put(&project.days, &id, day);
        }
    }
    change
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::edit::testing::after;

    #[test]
    fn the_first_look_at_a_day_is_kept() {
        let day = |blocked| DayRecord {
            date: NaiveDate::from_ymd_opt(2026, 3, 2),
            blocked_tasks: Some(blocked),
            ..DayRecord::default()
        };
        let before = Project::default();
        let noted = after(&before, &note(&before, &day(1)));
        assert_eq!(noted.days[&Id::new("2026-03-02")], day(1));
        assert!(note(&noted, &day(2)).is_empty());
        assert!(note(&before, &DayRecord::default()).is_empty());
    }
}
