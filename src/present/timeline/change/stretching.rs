//! A bar made longer or shorter.

use super::super::{Axis, Row, Sources, Span, rows};
use super::Intent;
use super::bar::Bar;
use super::clock::{Clock, rounded};
use crate::edit::task as edit_task;
use crate::present::words;
use crate::project::{Estimate, Status, WorkMinutes};

/// The least work a bar can be shortened to.
const WORK_LEAST: u32 = 60;
/// The work that is stretched where nobody has estimated any.
const UNESTIMATED: WorkMinutes = WorkMinutes::hours(4);

/// The minutes of work by which a bar gets longer when its end is drawn so many days to the right,
/// in whole hours; 0 where nothing is left to do.
#[must_use]
pub fn stretch_minutes(sources: Sources<'_>, axis: &Axis, row: &Row, days: f64) -> i32 {
    let found = row.key.task().and_then(|id| sources.project.tasks.get(id));
    let (Some(task), Some(span)) = (found, row.span) else {
        return 0;
    };
    let calendar = rows::working_time(sources.project, sources.schedule.origin);
    let clock = Clock::of(sources, axis);
    // What has been done already does not get longer.
    let from = span.from.max(clock.lead);
    let before = calendar.work_by(clock.time(span.to)) - calendar.work_by(clock.time(from));
    let end = (span.to + days).max(from);
    let after = calendar.work_by(clock.time(end)) - calendar.work_by(clock.time(from));
    let left = f64::from(task.remaining_work().unwrap_or(UNESTIMATED).0);
    let more = if before > 0 {
        left * (after - before) as f64 / before as f64
    } else {
        days * 480.0
    };
    60 * rounded(more / 60.0)
}

impl Bar<'_> {
    /// Makes it so many minutes of work longer, or shorter.
    pub(super) fn stretched(&self, minutes: i64) -> Intent {
        let open = match self.open() {
            Ok(open) => open,
            Err(refused) => return refused,
        };
        if self.is_summary {
            return self.refused("Its subtasks say how long it takes.".to_owned());
        }
        let before = self.task.remaining_work().unwrap_or(UNESTIMATED);
        let after = (i64::from(before.0) + minutes).max(i64::from(WORK_LEAST));
        let after = WorkMinutes(u32::try_from(after).unwrap_or(u32::MAX));
        let share = f64::from(after.0) / f64::from(before.0.max(1));
        let reported = self.task.remaining.is_some() || self.task.status == Status::Doing;
        let project = self.sources.project;
        let (change, left) = if reported {
            let change = edit_task::set_remaining(project, self.id, Some(after));
            (change, " left")
        } else {
            let estimate = scaled(self.task.estimate, after, share);
            let change = edit_task::set_estimate(project, self.id, Some(estimate));
            (change, "")
        };
        let clock = Clock::of(self.sources, self.axis);
        let from = self.span.from.max(clock.lead).min(self.span.to);
        let worked = self.worked(from, self.span.to);
        let length = rounded(worked as f64 * share);
        let to = clock.at(self.calendar.finish(clock.time(from), length));
        let said = format!(
            "{}{left} instead of {}.{}",
            words::work(after),
            words::work(before),
            self.effect(open, i64::from(length) - worked)
        );
        Intent {
            span: Some(Span {
                from: self.span.from,
                to: to.max(self.span.from),
            }),
            said,
            change,
        }
    }
}

/// An estimate with another likely value; the others keep their share of it.
fn scaled(before: Option<Estimate>, likely: WorkMinutes, share: f64) -> Estimate {
    let scale = |work: Option<WorkMinutes>| {
        let minutes = f64::from(work?.0) * share / 15.0;
        Some(WorkMinutes(15 * rounded(minutes).unsigned_abs()))
    };
    let before = before.unwrap_or_default();
    let optimistic = scale(before.optimistic).map(|work| work.min(likely));
    let pessimistic = scale(before.pessimistic).map(|work| work.max(likely));
    Estimate {
        optimistic,
        likely,
        pessimistic,
    }
}
