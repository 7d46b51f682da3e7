//! A bar that something is done to, and what any change of it does to the end of the plan.

use super::super::{Axis, Row, Sources, Span, row_words, rows};
use super::Intent;
use super::clock::Clock;
use crate::edit::Refusal;
use crate::project::{Id, Task};
use crate::schedule::{OpenDates, Scheduled, WorkCalendar};

/// The bar of a task, and what its place follows from.
pub(super) struct Bar<'a> {
    pub(super) sources: Sources<'a>,
    pub(super) axis: &'a Axis,
    pub(super) id: &'a Id<Task>,
    pub(super) task: &'a Task,
    pub(super) scheduled: &'a Scheduled,
    pub(super) span: Span,
    pub(super) calendar: WorkCalendar,
    pub(super) is_summary: bool,
}

impl<'a> Bar<'a> {
    /// The bar of a row; `None` where there is no bar of a task.
    pub(super) fn of(sources: Sources<'a>, axis: &'a Axis, row: &'a Row) -> Option<Self> {
        let id = row.key.task()?;
        Some(Self {
            sources,
            axis,
            id,
            task: sources.project.tasks.get(id)?,
            scheduled: sources.schedule.tasks.get(id)?,
            span: row.span?,
            calendar: rows::working_time(sources.project, sources.schedule.origin),
            is_summary: row.unfolded.is_some(),
        })
    }

    pub(super) fn refused(&self, why: String) -> Intent {
        Intent {
            span: Some(self.span),
            said: why.clone(),
            change: Err(Refusal::Other(why)),
        }
    }

    /// The dates of open work, or why it cannot be changed.
    pub(super) fn open(&self) -> Result<&OpenDates, Intent> {
        let closed = || self.refused("It is done: its days are history.".to_owned());
        self.scheduled.open.as_ref().ok_or_else(closed)
    }

    /// The project's working minutes between two places.
    pub(super) fn worked(&self, from: f64, to: f64) -> i64 {
        let clock = Clock::of(self.sources, self.axis);
        self.calendar.work_by(clock.time(to)) - self.calendar.work_by(clock.time(from))
    }

    /// What a delay by so many working minutes does to the end of the plan.
    pub(super) fn effect(&self, open: &OpenDates, delay: i64) -> String {
        let said = |minutes| row_words::slack(self.sources, minutes);
        let pushed = delay - open.leveled_slack_minutes.max(0);
        if delay <= 0 {
            String::new()
        } else if pushed < 30 && open.leveled_slack_minutes < 30 {
            " The end stays.".to_owned()
        } else if pushed < 30 {
            format!(
                " The end stays: it could slip by {}.",
                said(open.leveled_slack_minutes)
            )
        } else {
            format!(" That moves the end of the plan by {}.", said(pushed))
        }
    }
}
