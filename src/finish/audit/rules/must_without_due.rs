//! Musts without a due date.

use super::{Rule, Scope};
use crate::project::{Id, Priority, Task};

pub(super) const RULE: Rule = Rule {
    id: "must_without_due",
    one: "must has no due date",
    many: "musts have no due date",
    why: "A must without a date is found missing on the last day. Say when you need it.",
    find,
};

fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    scope.pick(|task| task.priority == Some(Priority::Must) && task.due.is_none())
}
