//! The audit: what stands in the way, what the list of tasks still lacks, whether it is balanced,
//! and how it has grown.

mod balance;
mod bottleneck;
mod growth;
mod prompts;
mod rules;

pub use balance::{Balance, MUST_PERCENT, Share, balance};
pub use bottleneck::{Bottleneck, Group, GroupKey, HeldUp, bottlenecks, by_kind, by_party};
pub use growth::{Growth, Tally, growth};
pub use prompts::{AREAS, Area, Prompt, prompt};
pub use rules::{Finding, RULES, Rule, findings};

use crate::project::{Id, LinkGraph, Project, Task, Today};

/// A project as the rules of the audit read it: walked once for all of them.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    /// The project.
    pub project: &'a Project,
    /// The day it is read on.
    pub today: Today,
    /// Its links and parents.
    pub graph: LinkGraph<'a>,
    /// The indices of the open tasks without subtasks, ordered by id.
    pub open: Vec<usize>,
}

impl<'a> Scope<'a> {
    /// Reads a project.
    #[must_use]
    pub fn of(project: &'a Project, today: Today) -> Self {
        let graph = LinkGraph::of(project);
        let is_open = |task: &usize| {
            let open = graph.task(*task).is_some_and(Task::is_open);
            open && !graph.is_summary(*task)
        };
        let open = (0..graph.len()).filter(is_open).collect();
        Self {
            project,
            today,
            graph,
            open,
        }
    }

    /// The open tasks without subtasks, ordered by id.
    pub fn tasks(&self) -> impl Iterator<Item = (&'a Id<Task>, &'a Task)> + '_ {
        let indices = self.open.iter();
        indices.filter_map(|index| self.graph.id(*index).zip(self.graph.task(*index)))
    }

    /// The ids of those open tasks that `is_found` picks.
    fn pick(&self, is_found: impl Fn(&Task) -> bool) -> Vec<Id<Task>> {
        let found = self.tasks().filter(|(_, task)| is_found(task));
        found.map(|(id, _)| id.clone()).collect()
    }
}

#[cfg(test)]
mod tests;
