//! Tasks nobody does.

use super::{Rule, Scope};
use crate::project::{Id, Task};

pub(super) const RULE: Rule = Rule {
    id: "no_owner",
    one: "task has no owner",
    many: "tasks have no owner",
    why: "What belongs to everyone is done by no one. Give each to one person, even if that person only finds out who does it.",
    find,
};

fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    scope.pick(|task| {
        !task
            .assignees
            .keys()
            .any(|id| scope.project.people.contains_key(id))
    })
}
