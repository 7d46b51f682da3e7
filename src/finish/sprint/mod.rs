//! A sprint: what fits into it, what to take first, how it burns down, and how it ended.

mod choice;
mod course;

pub use choice::{Room, fitting, order, room};
pub use course::{BurnDown, Summary, burn_down, summary};

use crate::project::{Id, Project, Sprint};

/// The sprint that is open; of several that a merge may have left, the one that began last.
#[must_use]
pub fn current(project: &Project) -> Option<(&Id<Sprint>, &Sprint)> {
    let open = project
        .sprints
        .iter()
        .filter(|(_, it)| it.closed_on.is_none());
    open.max_by_key(|(id, it)| (it.start, *id))
}

/// The sprint that was closed last.
#[must_use]
pub fn last_closed(project: &Project) -> Option<(&Id<Sprint>, &Sprint)> {
    let closed = project
        .sprints
        .iter()
        .filter(|(_, it)| it.closed_on.is_some());
    closed.max_by_key(|(id, it)| (it.closed_on, it.start, *id))
}

#[cfg(test)]
mod tests;
