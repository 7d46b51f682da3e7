//! How the remaining effort divides among must, should and nice.

use super::Scope;
use crate::project::{Priority, WorkMinutes};

/// The share of musts above which there is no room left to give way: a plan needs should-haves it
/// can drop (DSDM's limit for `MoSCoW`).
pub const MUST_PERCENT: u32 = 60;

/// The open tasks of one priority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many there are.
    pub tasks: usize,
    /// What is left of those that are estimated.
    pub work: WorkMinutes,
    /// How many nobody has estimated.
    pub unestimated: usize,
}

/// How the open work divides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// The musts.
    pub must: Share,
    /// The shoulds.
    pub should: Share,
    /// The nice-to-haves.
    pub nice: Share,
    /// What nobody has sorted yet. Forecasts treat it as musts; this does not.
    pub unsorted: Share,
}

impl Balance {
    /// The effort of all open tasks.
    #[must_use]
    pub fn work(&self) -> WorkMinutes {
        self.must.work + self.should.work + self.nice.work + self.unsorted.work
    }

    /// The musts' share of the effort in whole percent, rounded down; `None` without any effort.
    #[must_use]
    pub fn must_percent(&self) -> Option<u32> {
        let (must, all) = (u64::from(self.must.work.0), u64::from(self.work().0));
        u32::try_from((must * 100).checked_div(all)?).ok()
    }

    /// Whether more than [`MUST_PERCENT`] of the effort is must.
    #[must_use]
    pub fn has_too_many_musts(&self) -> bool {
        u64::from(self.must.work.0) * 100 > u64::from(self.work().0) * u64::from(MUST_PERCENT)
    }
}

/// Divides the open tasks by priority.
#[must_use]
pub fn balance(scope: &Scope<'_>) -> Balance {
    let mut balance = Balance::default();
    for (_, task) in scope.tasks() {
        let share = match task.priority {
            Some(Priority::Must) => &mut balance.must,
            Some(Priority::Should) => &mut balance.should,
            Some(Priority::Nice) => &mut balance.nice,
            None => &mut balance.unsorted,
        };
        share.tasks += 1;
        match task.remaining_work() {
            Some(work) => share.work += work,
            None => share.unestimated += 1,
        }
    }
    balance
}
