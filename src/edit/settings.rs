//! Edits of the project's own card.

use chrono::NaiveDate;

use super::person::check_hours;
use super::{Change, Refusal, text};
use crate::project::{BufferRule, Framework, Id, Project, Settings, WeekHours};
use crate::schedule::BUFFER_PERCENT_RANGE;

/// One field of the project's card, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What the project is called. The list of projects keeps a copy of its own: see
    /// [`super::project_entry::rename`].
    Name(String),
    /// What it is for.
    Purpose(String),
    /// The day the whole project began.
    ProjectStart(Option<NaiveDate>),
    /// The day the whole project was first planned to end.
    PlannedEnd(Option<NaiveDate>),
    /// The day its last mile began.
    LastMileStart(Option<NaiveDate>),
    /// The day it is promised for.
    TargetDate(Option<NaiveDate>),
    /// The working hours of everyone who has none of their own.
    Hours(WeekHours),
    /// The way of working in the last mile.
    Framework(Option<Framework>),
    /// The money the costs are in.
    Currency(String),
    /// What an hour of work costs.
    HourCost(Option<u32>),
    /// What a week of delay costs beyond the work itself.
    DelayCostPerWeek(Option<u32>),
    /// How the project buffer is sized.
    BufferRule(BufferRule),
    /// Its size in percent of the critical chain, 20 to 30.
    BufferPercent(u8),
    /// The team checks in every so many working days from this day on; `None`: not at all.
    CheckIns(Option<(u8, NaiveDate)>),
    /// The time of day of the check-in, in minutes after midnight.
    CheckInMinute(Option<u16>),
}

/// The check-ins are at most so many working days apart.
pub const CHECK_IN_DAYS: u8 = 5;

/// Sets one field of the project's card.
///
/// Refused where the project would end before it began. That the target date has passed is no
/// reason: it is so.
pub fn set(project: &Project, setting: &Setting) -> Result<Change, Refusal> {
    let before = &project.settings;
    let mut after = before.clone();
    let label = match setting {
        Setting::Name(name) => {
            after.name = text::title("The name", name)?;
            "Rename the project"
        }
        Setting::Purpose(purpose) => {
            after.purpose = text::prose("The purpose", purpose)?;
            "Set what the project is for"
        }
        Setting::ProjectStart(day) => {
            after.project_start = *day;
            "Set the project’s start"
        }
        Setting::PlannedEnd(day) => {
            after.planned_end = *day;
            "Set the project’s first planned end"
        }
        Setting::LastMileStart(day) => {
            after.last_mile_start = *day;
            "Set the start of the last mile"
        }
        Setting::TargetDate(day) => {
            after.target_date = *day;
            "Set the target date"
        }
        Setting::Hours(hours) => {
            check_hours(hours)?;
            after.hours = *hours;
            "Set the working hours"
        }
        Setting::Framework(framework) => {
            after.framework = *framework;
            "Choose how to work"
        }
        Setting::Currency(currency) => {
            after.currency = text::line("The currency", currency)?;
            "Set the currency"
        }
        Setting::HourCost(cost) => {
            after.hour_cost = *cost;
            "Set what an hour costs"
        }
        Setting::DelayCostPerWeek(cost) => {
            after.delay_cost_per_week = *cost;
            "Set what a week of delay costs"
        }
        Setting::BufferRule(rule) => {
            after.buffer_rule = *rule;
            "Choose how the buffer is sized"
        }
        Setting::BufferPercent(percent) => {
            let (least, most) = BUFFER_PERCENT_RANGE;
            within(
                "The buffer’s percentage",
                (*percent).into(),
                (least.into(), most.into()),
            )?;
            after.buffer_percent = Some(*percent);
            "Set the size of the buffer"
        }
        Setting::CheckIns(rhythm) => {
            let days = rhythm.map(|(days, _)| days);
            within(
                "The days between check-ins",
                days.unwrap_or(1).into(),
                (1, CHECK_IN_DAYS.into()),
            )?;
            after.check_in_days = days;
            after.check_in_first = rhythm.map(|(_, first)| first);
            "Plan the check-ins"
        }
        Setting::CheckInMinute(minute) => {
            within("The time of day", minute.unwrap_or(0), (0, 24 * 60 - 1))?;
            after.check_in_minute = *minute;
            "Set the time of the check-in"
        }
    };
    check_days(&after)?;
    let mut change = Change::new(label);
    change.update(&Id::new(Settings::ID), before, &after);
    Ok(change)
}

fn within(what: &'static str, value: u16, (least, most): (u16, u16)) -> Result<(), Refusal> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(Refusal::OutOfRange {
        what,
        least: least.to_string(),
        most: most.to_string(),
    })
}

fn check_days(settings: &Settings) -> Result<(), Refusal> {
    let Some(start) = settings.project_start else {
        return Ok(());
    };
    for (day, what) in [
        (settings.planned_end, "The planned end comes"),
        (settings.last_mile_start, "The last mile begins"),
        (settings.target_date, "The target date comes"),
    ] {
        if day.is_some_and(|day| day < start) {
            return Err(Refusal::Other(format!(
                "{what} before the project’s start."
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, day, project};

    #[test]
    fn a_project_ends_on_the_day_it_began_or_later() {
        let empty = project("");
        let start = Setting::ProjectStart(Some(day("2026-03-12")));
        let project = after(&empty, &set(&empty, &start).unwrap());
        let settings: [fn(Option<NaiveDate>) -> Setting; 3] = [
            Setting::TargetDate,
            Setting::PlannedEnd,
            Setting::LastMileStart,
        ];
        for setting in settings {
            assert!(set(&project, &setting(Some(day("2026-03-12")))).is_ok());
            assert!(set(&project, &setting(None)).is_ok());
            let refused = set(&project, &setting(Some(day("2026-03-11")))).unwrap_err();
            assert!(refused.to_string().ends_with("before the project’s start."));
        }
    }

    #[test]
    fn a_buffer_has_20_to_30_percent_and_check_ins_come_at_least_weekly() {
        let project = project("");
        let first = day("2026-03-12");
        for (setting, fits) in [
            (Setting::BufferPercent(20), true),
            (Setting::BufferPercent(19), false),
            (Setting::BufferPercent(30), true),
            (Setting::BufferPercent(31), false),
            (Setting::CheckIns(None), true),
            (Setting::CheckIns(Some((5, first))), true),
            (Setting::CheckIns(Some((6, first))), false),
            (Setting::CheckIns(Some((0, first))), false),
            (Setting::CheckInMinute(Some(1_439)), true),
            (Setting::CheckInMinute(Some(1_440)), false),
        ] {
            assert_eq!(set(&project, &setting).is_ok(), fits, "{setting:?}");
        }
    }

    #[test]
    fn a_project_needs_a_name_and_a_working_day() {
        let project = project("");
        assert_eq!(
            set(&project, &Setting::Name(" ".into())),
            Err(Refusal::Empty("The name"))
        );
        assert!(set(&project, &Setting::Name("x".into())).is_ok());
        assert!(set(&project, &Setting::Purpose(String::new())).is_ok());
        assert!(set(&project, &Setting::Hours(WeekHours([0; 7]))).is_err());
        assert!(set(&project, &Setting::Hours(WeekHours([0, 0, 0, 0, 0, 0, 1]))).is_ok());
    }
}
