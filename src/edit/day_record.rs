//! Writing down what a day looked like. Nobody does that: it is noted outside undo.

use super::Change;
use crate::project::{DayRecord, Id, Project};

/// Notes how a day stands, unless it was noted before: the first look at a day counts. A day without
/// a date is not noted. What earlier days kept for the next comparison is given up once the day keeps
/// it.
#[must_use]
pub fn note(project: &Project, day: &DayRecord) -> Change {
    let mut change = Change::new("Note the day");
    if let Some(date) = day.date {
        let id: Id<DayRecord> = Id::new(&date.to_string());
        if !project.days.contains_key(&id) {
            change.put(&project.days, &id, day);
            let is_over = |other: &DayRecord| other.date < day.date && other.state.is_some();
            let kept = project.days.iter().filter(|(_, other)| is_over(other));
            for (other, _) in kept.take_while(|_| day.state.is_some()) {
                change.alter(&project.days, other, |other| other.state = None);
            }
        }
    }
    change
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::edit::testing::after;
    use crate::project::DayState;

    #[test]
    fn only_the_newest_day_keeps_what_the_next_is_compared_with() {
        let day = |day, keeps: bool| DayRecord {
            date: NaiveDate::from_ymd_opt(2026, 3, day),
            state: keeps.then(DayState::default),
            ..DayRecord::default()
        };
        let mut project = Project::default();
        for number in [2, 3] {
            project = after(&project, &note(&project, &day(number, true)));
        }
        let keeps = |project: &Project, id| project.days[&Id::new(id)].state.is_some();
        assert!(!keeps(&project, "2026-03-02") && keeps(&project, "2026-03-03"));
        let unknown = after(&project, &note(&project, &day(4, false)));
        assert!(keeps(&unknown, "2026-03-03"), "nothing took its place");
    }

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
