//! A bar another task is to wait for, or that waits no longer.

use super::Intent;
use super::bar::Bar;
use crate::edit::{Refusal, dependency};
use crate::present::words;
use crate::project::{DependencyKind, Id, Task};

impl Bar<'_> {
    /// Lets another task wait for it.
    pub(super) fn linked(&self, to: &Id<Task>) -> Intent {
        let title = |id: &Id<Task>| words::task(self.sources.project, id);
        let kind = DependencyKind::FinishToStart;
        let change = if to == self.id {
            Err(Refusal::Other(format!(
                "Choose the task that is to wait for {}: with the arrow keys, or by a click.",
                title(self.id)
            )))
        } else {
            dependency::link(self.sources.project, self.id, to, kind, 0)
        };
        let said = match &change {
            Ok(_) => format!("{} waits for {}.", title(to), title(self.id)),
            Err(refusal) => refusal.to_string(),
        };
        Intent {
            span: None,
            said,
            change,
        }
    }

    /// Lets it wait no longer for another task.
    pub(super) fn unlinked(&self, from: &Id<Task>) -> Intent {
        let title = |id: &Id<Task>| words::task(self.sources.project, id);
        let change = dependency::unlink(self.sources.project, from, self.id);
        let said = match &change {
            Ok(_) => format!("{} no longer waits for {}.", title(self.id), title(from)),
            Err(refusal) => refusal.to_string(),
        };
        Intent {
            span: None,
            said,
            change,
        }
    }
}
