//! A schedule as plain data: all that screens and other engines read of it, without its network.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::buffer::{Buffer, buffer, buffer_left_minutes};
use super::calendar::Time;
use super::problem::Problem;
use super::result::{Reached, Schedule, Scheduled};
use crate::project::{Id, Milestone, Project, Task};

/// When everything happens. Cheap to keep and to hand over; made by [`Schedule::timetable`].
#[derive(Clone, Debug, PartialEq)]
pub struct Timetable {
    /// The status date: day 0 of all times.
    pub origin: NaiveDate,
    /// Every task that is open or done, summary tasks included.
    pub tasks: BTreeMap<Id<Task>, Scheduled>,
    /// The open tasks without subtasks, to the minute.
    pub spans: BTreeMap<Id<Task>, Span>,
    /// Every milestone that has tasks.
    pub milestones: BTreeMap<Id<Milestone>, Reached>,
    /// The day the last open task finishes; `None` when nothing is open.
    pub finish: Option<NaiveDate>,
    /// The critical chain, first to last.
    pub chain: Vec<Id<Task>>,
    /// The buffers by the project's rule; a buffer from the forecast stands in the forecast.
    pub buffer: Buffer,
    /// The promised day: the target date, else the end of the buffer frozen with the baseline.
    pub promised: Option<NaiveDate>,
    /// Working minutes of the project from the end of the plan to the end of the promised day;
    /// negative when it is missed, `None` when nothing is promised or open.
    pub buffer_left_minutes: Option<i64>,
    /// What had to be worked around.
    pub problems: Vec<Problem>,
}

/// When one task is worked on, on the axis of minutes that begins with the status date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its start.
    pub start: Time,
    /// Its finish.
    pub finish: Time,
}

impl Schedule {
    /// The schedule as plain data, with the problems that were named beside it.
    #[must_use]
    pub fn timetable(&self, project: &Project, problems: Vec<Problem>) -> Timetable {
        let promised = promised(project);
        let open = self.finish_date.and(promised);
        let nodes = self.plan.tasks.iter().zip(&self.start).zip(&self.finish);
        Timetable {
            origin: self.plan.origin,
            tasks: self.tasks.clone(),
            spans: nodes
                .map(|((id, start), finish)| {
                    let span = Span {
                        start: *start,
                        finish: *finish,
                    };
                    (id.clone(), span)
                })
                .collect(),
            milestones: self.milestones.clone(),
            finish: self.finish_date,
            chain: self.chain.clone(),
            buffer: buffer(project, self, None),
            promised,
            buffer_left_minutes: open.map(|promised| buffer_left_minutes(self, promised)),
            problems,
        }
    }
}

/// The promised day: the target date, else the end of the buffer frozen with the last baseline.
#[must_use]
pub fn promised(project: &Project) -> Option<NaiveDate> {
    let frozen = || {
        let taken = project.baselines.values();
        let ends = taken.filter_map(|it| Some((it.taken_on, it.buffer_end?)));
        ends.max().map(|(_, end)| end)
    };
    project.settings.target_date.or_else(frozen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Baseline, Today, notation};
    use crate::schedule::{Options, schedule};

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn timetable(project: &Project) -> Timetable {
        let (schedule, problems) = schedule(project, Today(day(2)), &Options::default());
        schedule.timetable(project, problems)
    }

    #[test]
    fn a_target_date_is_promised_before_any_frozen_buffer() {
        let mut project =
            notation::project("person ann\n task a 8h @ann\n task b 8h done=2026-03-01");
        assert_eq!(timetable(&project).promised, None);
        for (id, taken, end) in [("old", 1, 20), ("new", 2, 10)] {
            let baseline = Baseline {
                taken_on: Some(day(taken)),
                buffer_end: Some(day(end)),
                ..Baseline::default()
            };
            project.baselines.insert(Id::new(id), baseline);
        }
        assert_eq!(timetable(&project).promised, Some(day(10)));
        project.settings.target_date = Some(day(2));
        let timetable = timetable(&project);
        assert_eq!(timetable.promised, Some(day(2)));
        assert_eq!(timetable.buffer_left_minutes, Some(0));
        assert_eq!(timetable.spans.len(), 1);
        assert_eq!(timetable.tasks.len(), 2);
    }

    #[test]
    fn with_nothing_open_no_buffer_is_left_and_none_is_missed() {
        let mut project = notation::project("task b 8h done=2026-03-01");
        project.settings.target_date = Some(day(9));
        assert_eq!(timetable(&project).buffer_left_minutes, None);
    }
}
