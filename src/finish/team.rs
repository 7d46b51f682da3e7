//! Who works how much on which day: the calendars of a team.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::project::{Id, Person, Project, Today};
use crate::schedule::{self, DAY, WorkCalendar};

/// How many days ahead a day of work is looked for.
const HORIZON_DAYS: i32 = 3_650;

/// The calendars of a team from today on.
#[derive(Clone, Debug)]
pub struct Team {
    today: Today,
    calendars: BTreeMap<Id<Person>, (WorkCalendar, i64)>,
}

impl Team {
    /// The people of a project, as of a day.
    #[must_use]
    pub fn of(project: &Project, today: Today) -> Self {
        let mut calendars = BTreeMap::new();
        for (id, calendar) in schedule::calendars(project, today.0) {
            let capacity = project.people.get(&id).map_or(1, |it| it.capacity.max(1));
            calendars.insert(id, (calendar, i64::from(capacity)));
        }
        Self { today, calendars }
    }

    /// The minutes someone works on the days from one to another, both included; of a pool those of
    /// all its people. Days before today have none.
    #[must_use]
    pub fn minutes(&self, person: &Id<Person>, first: NaiveDate, last: NaiveDate) -> i64 {
        let Some((calendar, capacity)) = self.calendars.get(person) else {
            return 0;
        };
        let from = self.day(first).max(0);
        let to = self.day(last).min(from.saturating_add(HORIZON_DAYS));
        let minutes: i64 = (from..=to).map(|day| calendar.work_on(day)).sum();
        minutes * capacity
    }

    /// The day on which someone who does nothing else from today on has done this much work; `None`
    /// for one who never works.
    #[must_use]
    pub fn done_by(&self, person: &Id<Person>, minutes: i64) -> Option<NaiveDate> {
        let (calendar, _) = self.calendars.get(person)?;
        if !calendar.ever_works() {
            return None;
        }
        let end = calendar.finish(0, i32::try_from(minutes.max(1)).ok()?);
        self.date(end.saturating_sub(1) / DAY)
    }

    /// The next so many days on which someone of the team works, today included if it is one.
    #[must_use]
    pub fn working_days(&self, count: usize) -> Vec<NaiveDate> {
        let works = |day: &i32| self.calendars.values().any(|(it, _)| it.work_on(*day) > 0);
        let days = (0..HORIZON_DAYS).filter(works);
        days.filter_map(|day| self.date(day)).take(count).collect()
    }

    fn day(&self, date: NaiveDate) -> i32 {
        let days = (date - self.today.0).num_days();
        i32::try_from(days.clamp(-1, i64::from(HORIZON_DAYS))).unwrap_or(HORIZON_DAYS)
    }

    fn date(&self, day: i32) -> Option<NaiveDate> {
        let days = Days::new(u64::try_from(day).ok()?);
        self.today.0.checked_add_days(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation::project;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    /// From Monday 2 March 2026 on.
    fn team() -> Team {
        let project = project("person ann 50% off=2026-03-04..2026-03-05\nperson pool x3");
        Team::of(&project, Today(day(2)))
    }

    #[test]
    fn hours_leave_out_weekends_time_off_and_the_past() {
        let minutes = |name: &str, from, to| team().minutes(&Id::new(name), day(from), day(to));
        assert_eq!(minutes("ann", 2, 6), 3 * 240);
        assert_eq!(minutes("ann", 7, 8), 0);
        assert_eq!(minutes("pool", 1, 2), 3 * 480);
        assert_eq!(minutes("pool", 1, 1), 0);
        assert_eq!(minutes("zoe", 2, 6), 0);
    }

    #[test]
    fn work_is_done_on_the_day_its_last_minute_falls_on() {
        let done = |minutes| team().done_by(&Id::new("ann"), minutes);
        assert_eq!(done(0), Some(day(2)));
        assert_eq!(done(480), Some(day(3)));
        assert_eq!(done(481), Some(day(6)));
        assert_eq!(team().done_by(&Id::new("zoe"), 1), None);
    }

    #[test]
    fn working_days_are_those_on_which_anyone_works() {
        let days = team().working_days(6);
        assert_eq!(days, [2, 3, 4, 5, 6, 9].map(day));
    }
}
