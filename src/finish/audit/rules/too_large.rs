//! Tasks that are too large to see progress in.

use super::{Rule, Scope};
use crate::project::{Id, Task, WorkMinutes};

/// Beyond this a task is too large to be seen through.
const WEEK: WorkMinutes = WorkMinutes::hours(40);

pub(super) const RULE: Rule = Rule {
    id: "too_large",
    one: "task is larger than a week",
    many: "tasks are larger than a week",
    why: "Work of more than 40 hours hides its surprises until the end. Break it into parts that take a day or two.",
    find,
};

fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    scope.pick(|task| task.remaining_work().is_some_and(|work| work > WEEK))
}
