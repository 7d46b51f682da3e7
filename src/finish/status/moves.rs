//! What moves the 80 % date, and the way between two days put together from what their records say.

use chrono::NaiveDate;

use crate::project::{DayRecord, Moved, Project};

/// What moves the 80 % date, in the order in which the causes are brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mover {
    /// People, days off, links, order: all that is not below.
    Plan,
    /// What was worked off, against the time that passed.
    Progress,
    /// Estimates that changed, and work that turned out to be more than was left.
    Estimates,
    /// Tasks that were written down or taken back in.
    Added,
    /// Tasks that were dropped, put off or deleted.
    LeftOut,
    /// Waits that began or ended.
    Waiting,
    /// Risks and integration points.
    Risks,
}

impl Moved {
    /// Each cause with its working minutes, in their order.
    #[must_use]
    pub fn causes(&self) -> [(Mover, i64); 7] {
        [
            (Mover::Plan, self.plan),
            (Mover::Progress, self.progress),
            (Mover::Estimates, self.estimates),
            (Mover::Added, self.added),
            (Mover::LeftOut, self.left_out),
            (Mover::Waiting, self.waiting),
            (Mover::Risks, self.risks),
        ]
    }

    /// The whole way, in working minutes.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        self.causes().iter().map(|(_, minutes)| minutes).sum()
    }

    pub(super) fn slot(&mut self, mover: Mover) -> &mut i64 {
        match mover {
            Mover::Plan => &mut self.plan,
            Mover::Progress => &mut self.progress,
            Mover::Estimates => &mut self.estimates,
            Mover::Added => &mut self.added,
            Mover::LeftOut => &mut self.left_out,
            Mover::Waiting => &mut self.waiting,
            Mover::Risks => &mut self.risks,
        }
    }
}

/// The way from an earlier day to a later one, put together from the ways between the records that
/// lie on it and the last stretch, which is in no record yet. `None` where a record between them does
/// not say how it came about.
#[must_use]
pub fn moved_since(project: &Project, since: NaiveDate, last: &Moved) -> Option<Moved> {
    let mut sum = Moved {
        since: Some(since),
        ..*last
    };
    let mut reached = last.since?;
    let mut records: Vec<&DayRecord> = project.days.values().collect();
    records.sort_unstable_by_key(|day| day.date);
    for record in records.into_iter().rev() {
        if reached <= since {
            break;
        }
        if record.date != Some(reached) {
            continue;
        }
        let moved = record.moved?;
        for (mover, minutes) in moved.causes() {
            *sum.slot(mover) += minutes;
        }
        reached = moved.since?;
    }
    (reached == since).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::super::day_id;
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    #[test]
    fn the_days_on_the_way_are_walked_and_a_gap_ends_it() {
        let mut project = Project::default();
        let record = |date: NaiveDate, moved| DayRecord {
            date: Some(date),
            moved,
            ..DayRecord::default()
        };
        let between = |since: NaiveDate, risks| Moved {
            since: Some(since),
            risks,
            ..Moved::default()
        };
        let third = record(day(3), Some(between(day(2), 60)));
        project.days.insert(day_id(day(3)), third);
        let last = between(day(3), 30);
        let whole = moved_since(&project, day(2), &last).unwrap();
        assert_eq!((whole.since, whole.risks), (Some(day(2)), 90));
        assert_eq!(moved_since(&project, day(1), &last), None);
        let gap = record(day(3), None);
        project.days.insert(day_id(day(3)), gap);
        assert_eq!(moved_since(&project, day(2), &last), None);
    }
}
