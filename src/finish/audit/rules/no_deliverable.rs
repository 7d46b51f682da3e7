//! Tasks that are no part of anything handed over.

use super::{Rule, Scope};
use crate::project::{Id, Task};

pub(super) const RULE: Rule = Rule {
    id: "no_deliverable",
    one: "task belongs to no deliverable",
    many: "tasks belong to no deliverable",
    why: "Work that is handed over to nobody may not be needed. Say what it is a part of, or drop it.",
    find,
};

/// A subtask belongs to what its summary task belongs to.
fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    let belongs = |index: usize| {
        let deliverable = scope.graph.task(index)?.deliverable.as_ref()?;
        scope.project.deliverables.get(deliverable)
    };
    let has_none = |index: &&usize| {
        let up = |index: &usize| scope.graph.parent(*index);
        std::iter::successors(Some(**index), up).all(|index| belongs(index).is_none())
    };
    let found = scope.open.iter().filter(has_none);
    found
        .filter_map(|index| scope.graph.id(*index).cloned())
        .collect()
}
