//! Tasks nobody has estimated.

use super::{Rule, Scope};
use crate::project::{Id, Task};

pub(super) const RULE: Rule = Rule {
    id: "no_estimate",
    one: "task has no estimate",
    many: "tasks have no estimate",
    why: "Without an estimate a task counts as a guess in every date. A rough one is better than none, and three values say how rough it is.",
    find,
};

fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    scope.pick(|task| task.remaining_work().is_none())
}
