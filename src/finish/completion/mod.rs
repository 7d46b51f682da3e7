//! How far the work is, told three ways that people like to mix up: by what is said, by what is
//! accepted, and by what is left on the critical chain.

mod nearly_done;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use nearly_done::{CHECK_INS, NearlyDone, SHARE_PERCENT, nearly_done};

use super::rhythm::is_working_day;
use super::signing::approvals;
use crate::project::{Baseline, Criterion, Id, Project, Status, Subject, Task, Today, WorkMinutes};
use crate::schedule::Timetable;

/// How many days are counted at the most: ten years.
const LONGEST: usize = 3_653;

/// What people say: their work done, out of all that was planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The planned work of finished tasks, and of begun ones what is not said to be left.
    pub done: WorkMinutes,
    /// The planned work of all tasks without subtasks that were not dropped or put off.
    pub all: WorkMinutes,
    /// How many of those are done.
    pub done_tasks: usize,
    /// How many there are.
    pub tasks: usize,
    /// Those that nobody has estimated; they are in no sum.
    pub unestimated: BTreeSet<Id<Task>>,
}

/// What is accepted: criteria that are settled and covered by an acceptance that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The accepted criteria.
    pub accepted: BTreeSet<Id<Criterion>>,
    /// The criteria that are met or waived, accepted or not.
    pub settled: BTreeSet<Id<Criterion>>,
    /// How many there are.
    pub all: usize,
}

/// What is left on the critical chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLeft {
    /// The working days from today to the one on which its last task ends, both included.
    pub left_days: u32,
    /// The same as the latest baseline planned it, from its own day on; `None` before a baseline
    /// that knows.
    pub frozen_days: Option<u32>,
    /// Its tasks, first to last.
    pub tasks: Vec<Id<Task>>,
    /// The day the last of them ends.
    pub finish: Option<NaiveDate>,
}

impl Said {
    /// In percent, rounded down; `None` while nothing is estimated.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        percent(self.done.0.into(), self.all.0.into())
    }
}

impl Accepted {
    /// In percent, rounded down; `None` without criteria.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        percent(self.accepted.len() as u64, self.all as u64)
    }
}

impl ChainLeft {
    /// How much of the frozen time is behind, in percent, rounded down; 0 where more is left than
    /// was frozen.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        let frozen = self.frozen_days?;
        percent(frozen.saturating_sub(self.left_days).into(), frozen.into())
    }
}

fn percent(part: u64, all: u64) -> Option<u32> {
    u32::try_from((part * 100).checked_div(all)?).ok()
}

/// What people say.
///
/// The planned work of a task is its likely estimate, else what it took and what is left. A task that
/// grew beyond its plan counts as begun with nothing done.
#[must_use]
pub fn said(project: &Project) -> Said {
    let mut said = Said::default();
    for id in project.outline().0.leaves() {
        let Some(task) = project.tasks.get(&id) else {
            continue;
        };
        let is_done = task.status == Status::Done;
        if !is_done && !task.is_open() {
            continue;
        }
        said.tasks += 1;
        said.done_tasks += usize::from(is_done);
        let Some(planned) = planned(task) else {
            said.unestimated.insert(id);
            continue;
        };
        let left = task.remaining_work().unwrap_or_default();
        said.all += planned;
        said.done += WorkMinutes(planned.0.saturating_sub(left.0));
    }
    said
}

fn planned(task: &Task) -> Option<WorkMinutes> {
    let reported = || match (task.actual, task.remaining) {
        (None, None) => None,
        (spent, left) => Some(spent.unwrap_or_default() + left.unwrap_or_default()),
    };
    let likely = task.estimate.map(|estimate| estimate.likely);
    likely.or_else(reported)
}

/// What is accepted. A yes on what done means is no acceptance; only a yes that it is done is.
#[must_use]
pub fn accepted(project: &Project) -> Accepted {
    let mut covered: BTreeSet<&str> = BTreeSet::new();
    for (_, sign_off) in approvals(project) {
        if matches!(sign_off.subject, Subject::Acceptance | Subject::FinalReview) {
            covered.extend(sign_off.signed.keys().map(String::as_str));
        }
    }
    let mut accepted = Accepted {
        all: project.criteria.len(),
        ..Accepted::default()
    };
    for (id, criterion) in &project.criteria {
        if criterion.is_settled() {
            accepted.settled.insert(id.clone());
            if covered.contains(id.as_str()) {
                accepted.accepted.insert(id.clone());
            }
        }
    }
    accepted
}

/// What is left on the critical chain, against the latest baseline that planned a finish.
///
/// It is counted from today, not from the start of its first task: a chain that can only begin next
/// week is not shorter for it.
#[must_use]
pub fn chain_left(project: &Project, today: Today, dates: &Timetable) -> ChainLeft {
    let planned = |it: &Baseline| {
        let finish = it.tasks.values().filter_map(|task| task.finish).max();
        Some((it.taken_on?, finish?))
    };
    let latest = project.baselines.values().filter_map(planned).max();
    ChainLeft {
        left_days: dates
            .finish
            .map_or(0, |finish| working_days(project, today.0, finish)),
        frozen_days: latest.map(|(from, to)| working_days(project, from, to)),
        tasks: dates.chain.clone(),
        finish: dates.finish,
    }
}

/// The working days from one day to another, both included.
fn working_days(project: &Project, from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().take_while(|day| *day <= to).take(LONGEST);
    let working = days.filter(|day| is_working_day(project, *day));
    u32::try_from(working.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
