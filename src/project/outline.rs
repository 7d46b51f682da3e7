//! The tree of tasks, read so that it is a tree whatever merging has made of it.

use std::collections::{BTreeMap, BTreeSet};

use super::order::OrderKey;
use super::{Id, Problem, Project, Table, Task};

/// The tasks in the order people see, with their depth.
///
/// A task whose parent is missing is read as a root. Where parents form a cycle (two people moved
/// tasks under each other), the member with the smallest id is read as a root.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    children: BTreeMap<Option<Id<Task>>, Vec<Id<Task>>>,
}

impl Outline {
    /// Reads the tree, and what is wrong with it, ordered by task id.
    #[must_use]
    pub fn of(tasks: &Table<Task>) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut roots_by_force: BTreeSet<&Id<Task>> = BTreeSet::new();
        let mut settled: BTreeSet<&Id<Task>> = BTreeSet::new();
        for (id, task) in tasks {
            // A root is on no cycle; in most projects most tasks are roots.
            let Some(parent) = &task.parent else { continue };
            if !tasks.contains_key(parent) {
                problems.push(Problem::ParentMissing(id.clone()));
                roots_by_force.insert(id);
            }
            let mut path: Vec<&Id<Task>> = Vec::new();
            let mut on_path: BTreeSet<&Id<Task>> = BTreeSet::new();
            let mut next = Some(id);
            while let Some(here) = next.filter(|here| !settled.contains(here)) {
                if !on_path.insert(here) {
                    let cycle = path.iter().skip_while(|seen| **seen != here);
                    if let Some(smallest) = cycle.min() {
                        problems.push(Problem::ParentCycle((*smallest).clone()));
                        roots_by_force.insert(*smallest);
                    }
                    break;
                }
                path.push(here);
                next = tasks
                    .get_key_value(here)
                    .and_then(|(_, task)| task.parent.as_ref())
                    .and_then(|parent| tasks.get_key_value(parent))
                    .map(|(parent, _)| parent);
            }
            settled.extend(path);
        }
        problems.sort();
        (
            Self {
                children: sorted_children(tasks, &roots_by_force),
            },
            problems,
        )
    }

    /// Takes in that these tasks are no longer as in `before`, of which it was read, but as in
    /// `after`. It is then what [`Self::of`] reads from that, at the price of what has changed.
    ///
    /// `false` where it has to be read from nothing: some of them are now on a circle, or below a
    /// task that is missing. Of an outline that was read with problems it must not be asked.
    #[must_use]
    pub fn follow(
        &mut self,
        before: &Table<Task>,
        after: &Table<Task>,
        changed: &[Id<Task>],
    ) -> bool {
        let moved = changed.iter().filter(|id| {
            let (before, after) = (before.get(id), after.get(id));
            let place = |task: &'_ Task| (task.parent.clone(), task.order.clone());
            before.map(place) != after.map(place)
        });
        let moved: Vec<_> = moved.collect();
        for id in &moved {
            if before.contains_key(id) && !self.take_out(before, id) {
                return false;
            }
        }
        for id in &moved {
            self.put_in(after, id);
        }
        moved.iter().all(|id| {
            if after.contains_key(id) {
                is_below_a_root(after, id)
            } else {
                !self.is_summary(id)
            }
        })
    }

    fn take_out(&mut self, tasks: &Table<Task>, id: &Id<Task>) -> bool {
        let parent = tasks.get(id).and_then(|task| task.parent.clone());
        let Some(siblings) = self.children.get_mut(&parent) else {
            return false;
        };
        let at = among(siblings, tasks, id);
        if siblings.get(at) != Some(id) {
            return false;
        }
        siblings.remove(at);
        if siblings.is_empty() {
            self.children.remove(&parent);
        }
        true
    }

    fn put_in(&mut self, tasks: &Table<Task>, id: &Id<Task>) {
        if let Some(task) = tasks.get(id) {
            let siblings = self.children.entry(task.parent.clone()).or_default();
            let at = among(siblings, tasks, id);
            siblings.insert(at, id.clone());
        }
    }

    /// The direct subtasks of a task, or the roots for `None`, in order.
    #[must_use]
    pub fn children(&self, parent: Option<&Id<Task>>) -> &[Id<Task>] {
        self.children
            .get(&parent.cloned())
            .map_or(&[], Vec::as_slice)
    }

    /// Whether the task has subtasks.
    #[must_use]
    pub fn is_summary(&self, id: &Id<Task>) -> bool {
        !self.children(Some(id)).is_empty()
    }

    /// The tasks without subtasks, in order: those that are worked on.
    #[must_use]
    pub fn leaves(&self) -> Vec<Id<Task>> {
        self.rows()
            .into_iter()
            .map(|(id, _)| id)
            .filter(|id| !self.is_summary(id))
            .collect()
    }

    /// Every task with its depth (0 for roots), parents before their subtasks.
    #[must_use]
    pub fn rows(&self) -> Vec<(Id<Task>, usize)> {
        self.rows_of(self.children(None))
    }

    /// These tasks and all below them with their depth (0 for these), parents before their subtasks.
    #[must_use]
    pub fn rows_of(&self, tops: &[Id<Task>]) -> Vec<(Id<Task>, usize)> {
        let mut rows = Vec::new();
        let mut waiting: Vec<(&Id<Task>, usize)> = tops.iter().rev().map(|id| (id, 0)).collect();
        while let Some((id, depth)) = waiting.pop() {
            rows.push((id.clone(), depth));
            waiting.extend(
                self.children(Some(id))
                    .iter()
                    .rev()
                    .map(|child| (child, depth + 1)),
            );
        }
        rows
    }

    /// A task and everything below it, itself first.
    #[must_use]
    pub fn subtree(&self, id: &Id<Task>) -> Vec<Id<Task>> {
        let mut found = vec![id.clone()];
        let mut next = 0;
        while let Some(id) = found.get(next).cloned() {
            found.extend_from_slice(self.children(Some(&id)));
            next += 1;
        }
        found
    }
}

impl Project {
    /// The tree of its tasks, and what is wrong with it.
    #[must_use]
    pub fn outline(&self) -> (Outline, Vec<Problem>) {
        Outline::of(&self.tasks)
    }
}

/// Where a task stands among its siblings, or would.
fn among(siblings: &[Id<Task>], tasks: &Table<Task>, id: &Id<Task>) -> usize {
    let order = |id: &Id<Task>| tasks.get(id).map(|task| &task.order);
    let place = (order(id), id);
    siblings.partition_point(|sibling| (order(sibling), sibling) < place)
}

/// Whether a task is a root, or the way up from it ends at one.
fn is_below_a_root(tasks: &Table<Task>, id: &Id<Task>) -> bool {
    let mut here = tasks.get(id);
    // On a circle the way has no end.
    for _ in 0..=tasks.len() {
        match here.map(|task| &task.parent) {
            None => return false,
            Some(None) => return true,
            Some(Some(parent)) => here = tasks.get(parent),
        }
    }
    false
}

fn sorted_children(
    tasks: &Table<Task>,
    roots_by_force: &BTreeSet<&Id<Task>>,
) -> BTreeMap<Option<Id<Task>>, Vec<Id<Task>>> {
    type Placed<'a> = (&'a OrderKey, &'a Id<Task>);
    let mut keyed: BTreeMap<Option<&Id<Task>>, Vec<Placed<'_>>> = BTreeMap::new();
    for (id, task) in tasks {
        let parent = task
            .parent
            .as_ref()
            .filter(|_| !roots_by_force.contains(id));
        keyed.entry(parent).or_default().push((&task.order, id));
    }
    keyed
        .into_iter()
        .map(|(parent, mut children)| {
            children.sort();
            (
                parent.cloned(),
                children.into_iter().map(|(_, id)| id.clone()).collect(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tasks(parents: &[(&str, Option<&str>)]) -> Table<Task> {
        let keys = OrderKey::spread(None, None, parents.len());
        parents
            .iter()
            .zip(keys)
            .map(|((id, parent), order)| {
                (
                    Id::new(id),
                    Task {
                        parent: parent.map(Id::new),
                        order,
                        ..Task::default()
                    },
                )
            })
            .collect()
    }

    fn listing(parents: &[(&str, Option<&str>)]) -> (String, Vec<Problem>) {
        let (outline, problems) = Outline::of(&tasks(parents));
        let rows = outline.rows().into_iter();
        let text: Vec<_> = rows
            .map(|(id, depth)| format!("{}{id}", "-".repeat(depth)))
            .collect();
        (text.join(" "), problems)
    }

    #[test]
    fn subtasks_follow_their_parent_in_order() {
        let (rows, problems) = listing(&[
            ("b", None),
            ("b2", Some("b")),
            ("a", None),
            ("b1", Some("b")),
        ]);
        assert_eq!(rows, "b -b2 -b1 a");
        assert_eq!(problems, []);
    }

    #[test]
    fn a_missing_parent_makes_a_root_and_a_problem() {
        let (rows, problems) = listing(&[("a", Some("gone")), ("b", Some("a"))]);
        assert_eq!(rows, "a -b");
        assert_eq!(problems, [Problem::ParentMissing(Id::new("a"))]);
    }

    #[test]
    fn a_cycle_of_parents_is_cut_at_the_smallest_id() {
        let (rows, problems) = listing(&[
            ("c", Some("b")),
            ("b", Some("a")),
            ("a", Some("c")),
            ("d", Some("c")),
        ]);
        assert_eq!(rows, "a -b --c ---d");
        assert_eq!(problems, [Problem::ParentCycle(Id::new("a"))]);
    }

    #[test]
    fn a_task_that_is_its_own_parent_is_a_root() {
        let (rows, problems) = listing(&[("a", Some("a"))]);
        assert_eq!(rows, "a");
        assert_eq!(problems, [Problem::ParentCycle(Id::new("a"))]);
    }
}
