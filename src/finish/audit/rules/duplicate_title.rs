//! Open tasks that are called the same.

use std::collections::BTreeMap;

use super::{Rule, Scope};
use crate::project::{Id, Task, fold};

pub(super) const RULE: Rule = Rule {
    id: "duplicate_title",
    one: "task is written down twice",
    many: "tasks are written down more than once",
    why: "Two entries for one job are estimated twice and done by two people, or by none. Delete one, or say how they differ.",
    find,
};

/// Titles are compared without case, accents, punctuation and spaces. Those called the same stand
/// together.
fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    let mut by_title: BTreeMap<String, Vec<&Id<Task>>> = BTreeMap::new();
    for (id, task) in scope.tasks() {
        let letters = |char: &char| char.is_alphanumeric();
        let title: String = fold(&task.title).chars().filter(letters).collect();
        if !title.is_empty() {
            by_title.entry(title).or_default().push(id);
        }
    }
    let twice = by_title.into_values().filter(|ids| ids.len() > 1);
    twice.flatten().cloned().collect()
}
