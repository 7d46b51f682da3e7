//! The order of rows without a tree.

use std::cmp::Ordering;

use super::{Direction, SortBy, TaskQuery};
use crate::project::{Id, Project, Task, fold};

/// The first owner by name.
fn owner<'a>(project: &'a Project, task: &Task) -> Option<&'a str> {
    let names = task
        .assignees
        .keys()
        .filter_map(|id| project.people.get(id));
    names.map(|person| person.name.as_str()).min()
}

pub(super) fn sort(project: &Project, tasks: &mut [(Id<Task>, &Task)], query: &TaskQuery) {
    type Compare<'a> = Box<dyn Fn(&Task, &Task) -> Ordering + 'a>;
    let down = query.direction == Direction::Descending;
    let compare: Compare<'_> = match query.sort {
        SortBy::Order if down => {
            tasks.reverse();
            return;
        }
        SortBy::Order => return,
        SortBy::Title => {
            Box::new(move |a, b| last(Some(fold(&a.title)), Some(fold(&b.title)), down))
        }
        SortBy::Priority => Box::new(move |a, b| last(a.priority, b.priority, down)),
        SortBy::Owner => Box::new(move |a, b| last(owner(project, a), owner(project, b), down)),
        SortBy::Work => Box::new(move |a, b| last(a.remaining_work(), b.remaining_work(), down)),
        SortBy::Due => Box::new(move |a, b| last(a.due, b.due, down)),
        SortBy::Status => Box::new(move |a, b| last(Some(a.status), Some(b.status), down)),
        SortBy::Blocked => Box::new(move |a, b| {
            let since = |task: &Task| task.blocker.as_ref().map(|blocker| blocker.since);
            last(since(a), since(b), down)
        }),
    };
    tasks.sort_by(|(_, a), (_, b)| compare(a, b));
}

/// Compares two values, those that are absent last in both directions.
fn last<T: Ord>(a: Option<T>, b: Option<T>, down: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if down => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
