//! Open tasks whose day has passed.

use super::{Rule, Scope};
use crate::project::{Id, Task};

pub(super) const RULE: Rule = Rule {
    id: "due_past",
    one: "open task is past its due date",
    many: "open tasks are past their due dates",
    why: "Finish it, or agree on a new day with whoever waits for it.",
    find,
};

fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    scope.pick(|task| task.due.is_some_and(|due| due < scope.today.0))
}
