//! The rows of the table of tasks, kept up to date at the price of what has changed.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{TaskQuery, TaskRow, task_rows, tree};
use crate::project::{Id, Outline, Project, Table, Task};

/// With more changed tasks than this the rows are made anew.
const FOLLOWED: usize = 200;

/// The rows that answer a query, as [`task_rows`] makes them.
///
/// It keeps a copy of the tasks it was made of, which shares their records. What has changed since is
/// found by comparing the two, whatever changed it: an edit, undo, another tab, a merge.
#[derive(Clone, Debug)]
pub struct Listing {
    rows: Vec<TaskRow>,
    tasks: Table<Task>,
    outline: Outline,
    /// Whether every task has its place in the tree: none on a circle or without its parent.
    is_sound: bool,
    query: TaskQuery,
    folded: BTreeSet<String>,
}

impl Listing {
    /// The rows of a project.
    #[must_use]
    pub fn of(project: &Project, query: &TaskQuery, folded: &BTreeSet<String>) -> Self {
        let (outline, problems) = project.outline();
        Self {
            rows: task_rows(project, &outline, query, folded),
            tasks: project.tasks.clone(),
            outline,
            is_sound: problems.is_empty(),
            query: query.clone(),
            folded: folded.clone(),
        }
    }

    /// The rows in their order.
    #[must_use]
    pub fn rows(&self) -> &[TaskRow] {
        &self.rows
    }

    /// Takes in what has become of the project, the query and what is folded. `false` when the rows
    /// are still the same.
    pub fn follow(
        &mut self,
        project: &Project,
        query: &TaskQuery,
        folded: &BTreeSet<String>,
    ) -> bool {
        let is_asked_again = self.query == *query && self.folded == *folded;
        let can_follow = is_asked_again
            && self.is_sound
            && query.is_tree()
            // What is searched in has the names of people, too.
            && query.search.is_empty();
        if can_follow {
            let changed = project.tasks.unshared(&self.tasks);
            if changed.len() <= FOLLOWED
                && let Some(has_changed) = self.patch(project, &changed)
            {
                return has_changed;
            }
        }
        let new = Self::of(project, query, folded);
        let has_changed = new.rows != self.rows;
        *self = new;
        has_changed
    }

    /// Makes the rows anew of those roots below which something has changed; `false` when they are
    /// still the same. `None` where the tree is no longer sound; the rows are to be thrown away then.
    fn patch(&mut self, project: &Project, changed: &[Id<Task>]) -> Option<bool> {
        let mut tops = BTreeSet::new();
        add_tops(&mut tops, &self.tasks, changed);
        if !self.outline.follow(&self.tasks, &project.tasks, changed) {
            return None;
        }
        add_tops(&mut tops, &project.tasks, changed);
        let mut has_changed = false;
        let mut arrived = Vec::new();
        for top in tops {
            let (before, after) = (root(&self.tasks, &top), root(&project.tasks, &top));
            let place = self.place(&self.tasks, &top);
            let rows = match after {
                Some(_) => self.rows_below(project, &top),
                None => Vec::new(),
            };
            if before != after {
                has_changed |= !place.is_empty();
                self.rows.drain(place);
                arrived.push((top, rows));
            } else if self.rows.get(place.clone()) != Some(rows.as_slice()) {
                has_changed = true;
                self.rows.splice(place, rows);
            }
        }
        for (top, rows) in arrived {
            has_changed |= !rows.is_empty();
            let place = self.place(&project.tasks, &top);
            self.rows.splice(place, rows);
        }
        for id in changed {
            self.tasks.share(&project.tasks, id);
        }
        Some(has_changed)
    }

    fn rows_below(&self, project: &Project, top: &Id<Task>) -> Vec<TaskRow> {
        let below = self.outline.rows_of(std::slice::from_ref(top));
        tree(project, &self.outline, below, &self.query, &self.folded)
    }

    /// Where the rows of a root stand; empty, where they would, if it has none.
    fn place(&self, tasks: &Table<Task>, root: &Id<Task>) -> Range<usize> {
        let order = |id: &Id<Task>| tasks.get(id).map(|task| &task.order);
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            let Some((first, id)) = self.first_row(middle) else {
                break;
            };
            let end = self.behind(first);
            match (order(id), id).cmp(&(order(root), root)) {
                std::cmp::Ordering::Equal => return first..end,
                std::cmp::Ordering::Less => low = end,
                std::cmp::Ordering::Greater => high = first,
            }
        }
        low..low
    }

    /// The row of the root at or above this one, and which that is.
    fn first_row(&self, at: usize) -> Option<(usize, &Id<Task>)> {
        let rows = self.rows.get(..=at)?.iter().enumerate().rev();
        let mut roots = rows.filter_map(|(at, row)| match row {
            TaskRow::Task { id, depth: 0, .. } => Some((at, id)),
            TaskRow::Task { .. } | TaskRow::Group { .. } => None,
        });
        roots.next()
    }

    /// Where the rows of the root in this row end.
    fn behind(&self, first: usize) -> usize {
        let below = self.rows.iter().skip(first + 1);
        let is_below = |row: &&TaskRow| matches!(row, TaskRow::Task { depth, .. } if *depth > 0);
        first + 1 + below.take_while(is_below).count()
    }
}

/// The place of a root among all roots; `None` for what is none.
fn root<'t>(tasks: &'t Table<Task>, id: &Id<Task>) -> Option<&'t crate::project::order::OrderKey> {
    let task = tasks.get(id).filter(|task| task.parent.is_none());
    task.map(|task| &task.order)
}

/// Adds the roots above these tasks, in a tree that is sound.
fn add_tops(tops: &mut BTreeSet<Id<Task>>, tasks: &Table<Task>, ids: &[Id<Task>]) {
    for id in ids {
        let mut here = id;
        while let Some(parent) = tasks.get(here).and_then(|task| task.parent.as_ref()) {
            here = parent;
        }
        if tasks.contains_key(here) {
            tops.insert(here.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::present::{SortBy, StatusFilter};
    use crate::project::order::OrderKey;
    use crate::project::{Estimate, Status, WorkMinutes};

    /// What becomes of one task: none, or one with this parent (of those there may be), place,
    /// status and effort.
    type Write = (u8, Option<(Option<u8>, u8, u8, u32)>);

    fn id(number: u8) -> Id<Task> {
        Id::new(&format!("t{number}"))
    }

    fn write(project: &mut Project, (number, task): &Write, is_sound: bool) {
        let Some((parent, place, status, hours)) = task else {
            project.tasks.remove(&id(*number));
            return;
        };
        // Only below a smaller number there is no circle.
        let parent = parent.filter(|parent| !is_sound || parent < number);
        let parent = parent.map(id);
        let task = Task {
            parent: parent.filter(|parent| !is_sound || project.tasks.contains_key(parent)),
            order: OrderKey::spread(None, None, usize::from(*place) + 1)
                .remove(usize::from(*place)),
            status: [Status::Todo, Status::Done, Status::Dropped][usize::from(*status)],
            estimate: Some(Estimate::single(WorkMinutes::hours(*hours))),
            ..Task::default()
        };
        project.tasks.insert(id(*number), task);
    }

    fn writes() -> impl Strategy<Value = Vec<Write>> {
        let task = (proptest::option::of(0_u8..14), 0_u8..6, 0_u8..3, 0_u32..3);
        let write = (0_u8..14, proptest::option::weighted(0.85, task));
        proptest::collection::vec(write, 1..4)
    }

    fn query(which: u8) -> TaskQuery {
        let status = [StatusFilter::Open, StatusFilter::All, StatusFilter::Done];
        TaskQuery {
            status: status[usize::from(which) % 3],
            sort: if which == 3 {
                SortBy::Work
            } else {
                SortBy::Order
            },
            search: if which == 4 {
                "t".to_owned()
            } else {
                String::new()
            },
            only: (which == 5).then(|| (String::new(), [id(1), id(2), id(5)].into())),
            ..TaskQuery::default()
        }
    }

    proptest! {
        /// Steps of several writes each; with `back` a step is undone by going back to an earlier
        /// state, and what is not sound has circles and missing parents as merges leave them.
        #[test]
        fn rows_that_follow_are_those_made_from_nothing(
            steps in proptest::collection::vec((writes(), proptest::option::weighted(0.2, 0_usize..8)), 1..16),
            which in 0_u8..6,
            folded in proptest::collection::btree_set((0_u8..14).prop_map(|number| format!("t{number}")), 0..3),
            is_sound in proptest::bool::weighted(0.7),
        ) {
            let query = query(which);
            let mut project = Project::default();
            let mut states = Vec::new();
            let mut listing = Listing::of(&project, &query, &folded);
            for (writes, back) in &steps {
                let earlier = back.and_then(|back| states.get(back)).cloned();
                match earlier {
                    Some(earlier) => project = earlier,
                    None => writes.iter().for_each(|it| write(&mut project, it, is_sound)),
                }
                states.push(project.clone());
                let before = listing.rows().to_vec();
                let has_changed = listing.follow(&project, &query, &folded);
                let (outline, problems) = project.outline();
                let rows = task_rows(&project, &outline, &query, &folded);
                prop_assert_eq!(listing.rows(), rows.as_slice());
                prop_assert_eq!(&listing.outline, &outline);
                prop_assert_eq!(listing.is_sound, problems.is_empty());
                prop_assert!(has_changed || before == rows);
            }
        }
    }

    /// Most of what is done to a large project must not be the way of last resort.
    #[test]
    fn a_task_that_is_added_moved_or_taken_out_is_followed() {
        let mut project = Project::default();
        for number in 0..14 {
            write(
                &mut project,
                &(number, Some((None, number % 6, 0, 1))),
                true,
            );
        }
        let query = TaskQuery::default();
        let mut listing = Listing::of(&project, &query, &BTreeSet::new());
        let steps: [Write; 4] = [
            (20, Some((None, 5, 0, 2))),
            (20, Some((Some(3), 0, 0, 2))),
            (20, Some((Some(3), 0, 1, 2))),
            (20, None),
        ];
        for step in &steps {
            write(&mut project, step, true);
            let changed = project.tasks.unshared(&listing.tasks);
            assert_eq!(changed, [id(20)]);
            assert_eq!(listing.patch(&project, &changed), Some(true));
        }
    }

    #[test]
    fn what_changes_no_row_is_no_change() {
        let mut project = Project::default();
        write(&mut project, &(1, Some((None, 0, 0, 1))), true);
        let query = TaskQuery::default();
        let mut listing = Listing::of(&project, &query, &BTreeSet::new());
        project.tasks.get_mut(&id(1)).unwrap().title = "Renamed".to_owned();
        assert!(!listing.follow(&project, &query, &BTreeSet::new()));
        let done = TaskQuery {
            status: StatusFilter::Done,
            ..query
        };
        assert!(listing.follow(&project, &done, &BTreeSet::new()));
        assert_eq!(listing.rows(), []);
    }
}
