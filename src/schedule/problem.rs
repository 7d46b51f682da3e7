//! What keeps a plan from being as good as its records could make it.

use crate::project::{Dependency, Id, Person, Task};

/// Something about the project that scheduling had to work around. The schedule is complete all
/// the same; each variant says what was done instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// These tasks wait for each other in a circle, in this order and then from the start again.
    /// The links among them are passed over until one of them is cut.
    Cycle(Vec<Id<Task>>),
    /// A link whose predecessor or successor does not exist; it is passed over.
    LinkDangling(Id<Dependency>),
    /// A link between a task and a part of itself; it is passed over.
    LinkToOwnPart(Id<Dependency>),
    /// The task is open and nobody is to do it; it is scheduled as if someone were always free.
    NobodyDoesIt(Id<Task>),
    /// The task is assigned to someone who does not exist (any more); they are passed over.
    AssigneeMissing(Id<Task>, Id<Person>),
    /// Nobody has estimated the task; it is scheduled with a stated default.
    NotEstimated(Id<Task>),
    /// More units of a pool are assigned than it has; all it has are taken.
    PoolTooSmall(Id<Task>, Id<Person>),
    /// The person has no working time at all; they are scheduled by the project's hours.
    NoWorkingTime(Id<Person>),
    /// The project has no working time at all; it is scheduled by office hours.
    NoProjectTime,
    /// All assignees must be present and they never are; it is scheduled as if they shared it.
    NeverTogether(Id<Task>),
    /// The task does not finish within 700 years.
    NeverFinishes(Id<Task>),
}
