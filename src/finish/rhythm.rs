//! When the team checks in next, and which message is due when.
//!
//! Both keep to the project's working days: what falls on a day off moves to the next working day.

use chrono::{Days, NaiveDate};

use crate::project::{Communication, Project, Today};

/// How many days ahead a next working day is looked for.
const HORIZON_DAYS: usize = 400;
/// How many days back the days of check-ins are counted from.
const LONGEST_DAYS: u64 = 2_000;

/// The days of the check-ins from one day to another, both included; none where no rhythm was
/// chosen. At most so many as there are days.
#[must_use]
pub fn check_in_days(project: &Project, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let settings = &project.settings;
    let Some(every) = settings.check_in_days.filter(|days| *days > 0) else {
        return Vec::new();
    };
    // A first day that is longer ago than any last mile only costs time.
    let earliest = from
        .checked_sub_days(Days::new(LONGEST_DAYS))
        .unwrap_or(from);
    let first = settings.check_in_first.unwrap_or(from).max(earliest);
    let working = first
        .iter_days()
        .take_while(|date| *date <= to)
        .filter(|date| is_working_day(project, *date));
    let check_ins = working.step_by(every.into());
    check_ins.filter(|date| *date >= from).collect()
}

/// The day of the next check-in, today included.
#[must_use]
pub fn next_check_in(project: &Project, today: Today) -> Option<NaiveDate> {
    let end = today.0.checked_add_days(Days::new(HORIZON_DAYS as u64))?;
    check_in_days(project, today.0, end).first().copied()
}

/// The day a message is due next, which may have passed; `None` where it has no first day, or was
/// to be sent once and has been.
///
/// Due days are counted from the first one, so that a weekly message stays on its weekday. One
/// that was sent counts for the due day it was sent nearest to.
#[must_use]
pub fn next_due(project: &Project, communication: &Communication) -> Option<NaiveDate> {
    let first = communication.first_due?;
    let Some(sent) = communication.last_sent else {
        return Some(working_day_from(project, first));
    };
    let every = u64::from(communication.every_days.filter(|days| *days > 0)?);
    // The first due day that is nearer to the next message than to the one that was sent.
    let after = sent.checked_add_days(Days::new(every.div_ceil(2)))?;
    let behind = u64::try_from((after - first).num_days()).unwrap_or(0);
    let due = first.checked_add_days(Days::new(behind.div_ceil(every) * every))?;
    Some(working_day_from(project, due))
}

/// Every day a message is due up to a day, the next one first.
#[must_use]
pub fn due_days(project: &Project, communication: &Communication, to: NaiveDate) -> Vec<NaiveDate> {
    let mut due = Vec::new();
    let mut message = communication.clone();
    while let Some(day) = next_due(project, &message).filter(|day| *day <= to) {
        due.push(day);
        message.last_sent = Some(day);
        if message.every_days.is_none() {
            break;
        }
    }
    due
}

/// By how many days a message is overdue; 0 when it is not.
#[must_use]
pub fn overdue_days(project: &Project, communication: &Communication, today: Today) -> u32 {
    next_due(project, communication).map_or(0, |due| today.days_since(due))
}

/// Whether the project works on that day.
#[must_use]
pub fn is_working_day(project: &Project, date: NaiveDate) -> bool {
    let is_holiday = |date| {
        let mut holidays = project.holidays.values();
        holidays.any(|holiday| holiday.date == Some(date))
    };
    project.settings.hours.minutes_on(date) > 0 && !is_holiday(date)
}

/// The first working day from a day on; that day itself where none is near.
fn working_day_from(project: &Project, date: NaiveDate) -> NaiveDate {
    let days = date.iter_days().take(HORIZON_DAYS);
    let mut working = days.filter(|date| is_working_day(project, *date));
    working.next().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Holiday, Id, WeekHours};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Thursday 12 March 2026 on, with Monday the 16th off.
    fn project(every: Option<u8>) -> Project {
        let mut project = Project::default();
        project.settings.check_in_days = every;
        project.settings.check_in_first = Some(day("2026-03-12"));
        let off = Holiday {
            date: Some(day("2026-03-16")),
            name: "Off".into(),
        };
        project.holidays.insert(Id::new("2026-03-16"), off);
        project
    }

    fn said(days: &[NaiveDate]) -> Vec<String> {
        days.iter()
            .map(|day| day.format("%a %d").to_string())
            .collect()
    }

    fn message(first: &str, every: Option<u16>, sent: Option<&str>) -> Communication {
        Communication {
            first_due: Some(day(first)),
            every_days: every,
            last_sent: sent.map(day),
            ..Communication::default()
        }
    }

    #[test]
    fn check_ins_come_on_working_days_only() {
        let days = |every| {
            let project = project(every);
            said(&check_in_days(
                &project,
                day("2026-03-13"),
                day("2026-03-20"),
            ))
        };
        assert_eq!(
            days(Some(1)),
            ["Fri 13", "Tue 17", "Wed 18", "Thu 19", "Fri 20"]
        );
        assert_eq!(days(Some(2)), ["Tue 17", "Thu 19"]);
        assert!(days(None).is_empty());
    }

    #[test]
    fn the_next_check_in_may_be_today_and_never_comes_to_a_team_that_never_works() {
        let mut project = project(Some(2));
        let next = |project: &Project| next_check_in(project, Today(day("2026-03-12")));
        assert_eq!(next(&project), Some(day("2026-03-12")));
        project.settings.hours = WeekHours([0; 7]);
        assert_eq!(next(&project), None);
    }

    #[test]
    fn a_message_counts_for_the_due_day_it_was_sent_nearest_to() {
        let project = project(None);
        let next = |sent| {
            let message = message("2026-03-06", Some(7), sent);
            next_due(&project, &message).map(|due| said(&[due]).concat())
        };
        assert_eq!(next(None).as_deref(), Some("Fri 06"));
        // Early, on the day, late, and so late that it counts for the next week.
        assert_eq!(next(Some("2026-03-04")).as_deref(), Some("Fri 13"));
        assert_eq!(next(Some("2026-03-06")).as_deref(), Some("Fri 13"));
        assert_eq!(next(Some("2026-03-09")).as_deref(), Some("Fri 13"));
        assert_eq!(next(Some("2026-03-10")).as_deref(), Some("Fri 20"));
    }

    #[test]
    fn a_message_due_on_a_day_off_is_due_on_the_next_working_day() {
        let project = project(None);
        let daily = message("2026-03-12", Some(1), Some("2026-03-13"));
        assert_eq!(next_due(&project, &daily), Some(day("2026-03-17")));
        let all = due_days(&project, &daily, day("2026-03-19"));
        assert_eq!(said(&all), ["Tue 17", "Wed 18", "Thu 19"]);
    }

    #[test]
    fn a_message_that_is_sent_once_is_never_due_again() {
        let project = project(None);
        let open = message("2026-03-12", None, None);
        assert_eq!(due_days(&project, &open, day("2026-05-01")).len(), 1);
        let sent = message("2026-03-12", None, Some("2026-03-12"));
        assert_eq!(next_due(&project, &sent), None);
    }

    #[test]
    fn a_message_is_overdue_from_the_day_after() {
        let project = project(None);
        let open = message("2026-03-12", Some(7), None);
        let overdue = |today| overdue_days(&project, &open, Today(day(today)));
        assert_eq!((overdue("2026-03-12"), overdue("2026-03-14")), (0, 2));
    }
}
