//! Blocked tasks that wait for nobody in particular.

use super::{Rule, Scope};
use crate::project::{Blocker, Id, Party, Task};

pub(super) const RULE: Rule = Rule {
    id: "blocked_without_name",
    one: "blocked task waits for nobody in particular",
    many: "blocked tasks wait for nobody in particular",
    why: "Only a person can be asked. Say who can clear the way.",
    find,
};

fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    scope.pick(|task| {
        let blocker = task.blocker.as_ref();
        blocker.is_some_and(|blocker| !is_named(scope, blocker))
    })
}

/// Whether it says whom it waits for, and that someone is still there.
fn is_named(scope: &Scope<'_>, blocker: &Blocker) -> bool {
    match &blocker.waiting_on {
        Some(Party::Person(id)) => scope.project.people.contains_key(id),
        Some(Party::Stakeholder(id)) => scope.project.stakeholders.contains_key(id),
        Some(Party::Named(name)) => !name.trim().is_empty(),
        None => false,
    }
}
