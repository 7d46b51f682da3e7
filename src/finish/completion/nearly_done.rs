//! Tasks that have been nearly done for a while.

use chrono::NaiveDate;

use crate::project::{Id, Project, Status, Task, WorkMinutes};

/// What is left of a task that is nearly done, in percent of its plan.
pub const SHARE_PERCENT: u64 = 30;

/// After so many reports in a row without progress a task is stuck.
pub const CHECK_INS: usize = 3;

/// A task that is said to be nearly done again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearlyDone {
    /// The task.
    pub task: Id<Task>,
    /// What is said to be left.
    pub left: WorkMinutes,
    /// How many reports in a row have said no less.
    pub reports: usize,
    /// The day of the first of them.
    pub since: NaiveDate,
}

/// The begun tasks of which at most [`SHARE_PERCENT`] is left and whose remaining work has not
/// shrunk over the last [`CHECK_INS`] reports, the longest stuck first.
///
/// `reports` are what people said was left of which task on which day, in any order; of two on one
/// day the smaller counts.
#[must_use]
pub fn nearly_done(
    project: &Project,
    reports: &[(&Id<Task>, NaiveDate, WorkMinutes)],
) -> Vec<NearlyDone> {
    let mut sorted = reports.to_vec();
    sorted.sort_unstable();
    sorted.dedup_by_key(|(task, day, _)| (*task, *day));
    let mut found: Vec<NearlyDone> = sorted
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|reports| stuck(project, reports))
        .collect();
    found.sort_unstable_by(|a, b| (a.since, &a.task).cmp(&(b.since, &b.task)));
    found
}

/// What the reports on one task, by day, say.
fn stuck(project: &Project, reports: &[(&Id<Task>, NaiveDate, WorkMinutes)]) -> Option<NearlyDone> {
    let (id, _, left) = reports.last()?;
    let task = project.tasks.get(*id)?;
    if task.status != Status::Doing || left.0 == 0 {
        return None;
    }
    let planned = task.estimate?.likely;
    if u64::from(left.0) * 100 > u64::from(planned.0) * SHARE_PERCENT {
        return None;
    }
    // Backwards, as long as the earlier report said no more than the later one.
    let mut first = reports.len() - 1;
    while first > 0
        && let (Some((_, _, before)), Some((_, _, after))) =
            (reports.get(first - 1), reports.get(first))
        && before <= after
    {
        first -= 1;
    }
    let number = reports.len() - first;
    let (_, since, _) = reports.get(first)?;
    (number >= CHECK_INS).then(|| NearlyDone {
        task: Id::clone(id),
        left: *left,
        reports: number,
        since: *since,
    })
}
