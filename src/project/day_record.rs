//! What one day looked like: the memory behind the trend charts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DayState, Id, Moved, Priority, Record, Task, WorkMinutes};

/// What the engines said on one local day, written down at the first opening of that day. Its id is
/// the date in ISO form, so that two people's records of a day are one. Not a step of undo.
///
/// A field that is `None` was not known on that day. Lengths are working minutes of the project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayRecord {
    /// The day.
    pub date: Option<NaiveDate>,
    /// The length of the critical chain when it was frozen (see the baseline).
    pub chain_minutes: Option<i64>,
    /// How much of it was left.
    pub chain_remaining_minutes: Option<i64>,
    /// The length of the project buffer when it was frozen.
    pub buffer_minutes: Option<i64>,
    /// How much of it was left; negative when it was overrun.
    pub buffer_left_minutes: Option<i64>,
    /// The last day of the leveled plan, buffer aside.
    pub finish: Option<NaiveDate>,
    /// The day it was promised for.
    pub promised: Option<NaiveDate>,
    /// The day by which it would be done one time in two.
    pub p50: Option<NaiveDate>,
    /// The day by which it would be done four times in five.
    pub p80: Option<NaiveDate>,
    /// The day by which it would be done nine times in ten.
    pub p90: Option<NaiveDate>,
    /// The chance of the promised day, in percent.
    pub on_time_percent: Option<u8>,
    /// Open tasks without subtasks by priority; an unsorted one counts as a must.
    pub open_tasks: BTreeMap<Priority, u32>,
    /// Their remaining work by priority, in minutes.
    pub open_minutes: BTreeMap<Priority, WorkMinutes>,
    /// Tasks without subtasks that were done.
    pub done_tasks: Option<u32>,
    /// The work they took as far as it was written down, else as it was estimated.
    pub done_minutes: Option<WorkMinutes>,
    /// Tasks without subtasks that were dropped or put off.
    pub out_tasks: Option<u32>,
    /// The work they would have taken.
    pub out_minutes: Option<WorkMinutes>,
    /// Open tasks that were blocked.
    pub blocked_tasks: Option<u32>,
    /// Readiness questions that were answered with ready, out of all.
    pub ready_questions: Option<u32>,
    /// What moved the 80 % date since the record before.
    pub moved: Option<Moved>,
    /// The open tasks whose estimate, or what is left beyond it, has grown or shrunk since then.
    pub re_estimated: BTreeSet<Id<Task>>,
    /// What the next record is compared with.
    pub state: Option<DayState>,
}

impl Record for DayRecord {
    const KIND: &'static str = "day";
    const KEYED: &'static [&'static str] = &["open_tasks", "open_minutes"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{flatten, gather};

    #[test]
    fn a_day_comes_back_from_its_flat_fields() {
        let day = DayRecord {
            date: NaiveDate::from_ymd_opt(2026, 3, 2),
            buffer_left_minutes: Some(-120),
            open_tasks: [(Priority::Must, 3), (Priority::Nice, 1)].into(),
            open_minutes: [(Priority::Must, WorkMinutes(90))].into(),
            ..DayRecord::default()
        };
        let fields = flatten(&day);
        assert!(fields.contains_key("open_tasks/must"), "{fields:?}");
        assert_eq!(gather::<DayRecord>(&fields), (day, vec![]));
    }
}
