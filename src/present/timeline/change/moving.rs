//! A bar moved to other days.

use chrono::{Days, NaiveDate};

use super::super::{Sources, Span};
use super::Intent;
use super::bar::Bar;
use super::clock::Clock;
use crate::edit::task as edit_task;
use crate::present::{why, words};
use crate::project::Status;
use crate::schedule::{Binding, DAY};

impl Bar<'_> {
    /// Lets it start so many days later, or earlier.
    pub(super) fn moved(&self, days: i32) -> Intent {
        let open = match self.open() {
            Ok(open) => open,
            Err(refused) => return refused,
        };
        if !self.is_summary && (self.task.status == Status::Doing || self.task.started.is_some()) {
            let why = "Work on it has begun, so it stays where it is. Draw its end instead.";
            return self.refused(why.to_owned());
        }
        let Some(start) = self.scheduled.start else {
            return self.refused("It has no day yet.".to_owned());
        };
        let goal = self.working_day(shifted(start, days));
        let own = matches!(open.binding, Binding::NotBefore(_)) && self.task.not_before.is_some();
        if days < 0 && !own {
            let Sources {
                project,
                schedule,
                today,
                ..
            } = self.sources;
            let why = why::why(project, schedule, self.id, today);
            return self.refused(format!("It cannot start earlier. {why}"));
        }
        let day = Some(goal).filter(|goal| *goal > self.sources.today.0);
        // Back where it was, it begins within the day as it did; elsewhere with the day.
        let lead = Clock::of(self.sources, self.axis).lead;
        let to = if days == 0 {
            self.span.from
        } else {
            self.axis.start_of(goal).max(lead)
        };
        let written = day.map_or_else(
            || "As early as possible.".to_owned(),
            |day| {
                let day = words::date(day, self.sources.today);
                format!("Not before {day}.")
            },
        );
        Intent {
            span: Some(self.laid_from(to)),
            said: format!(
                "{written}{}",
                self.effect(open, self.worked(self.span.from, to))
            ),
            change: edit_task::set_not_before(self.sources.project, self.id, day),
        }
    }

    /// The day itself, or the next one on which somebody works.
    fn working_day(&self, date: NaiveDate) -> NaiveDate {
        let clock = Clock::of(self.sources, self.axis);
        let time = clock.time(self.axis.start_of(date));
        let days = (self.calendar.next_working(time) - time) / DAY;
        // Outside of the axis nobody can point at a day.
        if (0..14).contains(&days) {
            shifted(date, days)
        } else {
            date
        }
    }

    /// Where the bar lies when it begins here and takes as much working time.
    fn laid_from(&self, from: f64) -> Span {
        let clock = Clock::of(self.sources, self.axis);
        let length = self.worked(self.span.from, self.span.to);
        let length = i32::try_from(length).unwrap_or(i32::MAX);
        let to = clock.at(self.calendar.finish(clock.time(from), length));
        Span {
            from,
            to: to.max(from),
        }
    }
}

fn shifted(date: NaiveDate, days: i32) -> NaiveDate {
    let by = Days::new(u64::from(days.unsigned_abs()));
    let shifted = if days < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    };
    shifted.unwrap_or(date)
}
