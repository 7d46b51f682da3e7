//! Tasks nobody has sorted.

use super::{Rule, Scope};
use crate::project::{Id, Task};

pub(super) const RULE: Rule = Rule {
    id: "unsorted",
    one: "task is not sorted",
    many: "tasks are not sorted",
    why: "Until someone says must, should or nice, a task counts as a must and nothing can give way.",
    find,
};

fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    scope.pick(|task| task.priority.is_none())
}
