//! What a forecast could not take as it was written down.

use crate::project::{Id, Task};

/// Something about an estimate that stands in the way of a better forecast. The task is forecast
/// all the same, in the way said here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The three values of the estimate are not in ascending order; they are read sorted.
    EstimateNotAscending(Id<Task>),
    /// The likely value lies so close to the optimistic or the pessimistic one that no curve goes
    /// through all three; it is moved away from it.
    EstimateLopsided(Id<Task>),
}

impl Problem {
    /// The task on which it can be mended.
    #[must_use]
    pub fn task(&self) -> &Id<Task> {
        match self {
            Self::EstimateNotAscending(task) | Self::EstimateLopsided(task) => task,
        }
    }
}
