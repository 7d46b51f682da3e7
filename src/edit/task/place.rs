//! Where a task stands: its place among its siblings and the summary task it is a part of.

use std::slice;

use super::{found, selected};
use crate::edit::dependency::circle_after_move;
use crate::edit::text;
use crate::edit::{Change, Refusal};
use crate::project::limits::DEPTH;
use crate::project::order::OrderKey;
use crate::project::{Id, Outline, Project, Task};

/// A place in the tree of tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind the last subtask of this one, or behind the last root.
    End(Option<Id<Task>>),
    /// Directly before a task, beside it.
    Before(Id<Task>),
    /// Directly behind a task, beside it.
    After(Id<Task>),
}

/// Moves tasks, with all that is below them, to one place, keeping their order.
///
/// Subtasks that are selected together with their summary task stay in it. Refused where a task
/// would become a part of itself, nest too deep, or end up waiting for itself through its links.
pub fn move_to(project: &Project, ids: &[Id<Task>], place: &Place) -> Result<Change, Refusal> {
    let ids = selected(project, ids)?;
    let (outline, _) = project.outline();
    let label = format!("Move {}", text::tasks(project, &ids));
    moved(project, &outline, &ids, place, label)
}

/// Moves a task one place up among its siblings.
pub fn move_up(project: &Project, id: &Id<Task>) -> Result<Change, Refusal> {
    beside(project, id, "Move", "up", "first", |siblings, at| {
        let above = siblings.get(at.checked_sub(1)?)?;
        Some(Place::Before(above.clone()))
    })
}

/// Moves a task one place down among its siblings.
pub fn move_down(project: &Project, id: &Id<Task>) -> Result<Change, Refusal> {
    beside(project, id, "Move", "down", "last", |siblings, at| {
        Some(Place::After(siblings.get(at + 1)?.clone()))
    })
}

/// Makes a task the last subtask of the task above it.
pub fn indent(project: &Project, id: &Id<Task>) -> Result<Change, Refusal> {
    beside(project, id, "Indent", "", "first", |siblings, at| {
        let above = siblings.get(at.checked_sub(1)?)?;
        Some(Place::End(Some(above.clone())))
    })
}

/// Moves a subtask out of its summary task, directly behind it.
pub fn outdent(project: &Project, id: &Id<Task>) -> Result<Change, Refusal> {
    let task = found(project, id)?;
    let title = text::quoted(&task.title);
    let (outline, _) = project.outline();
    let Some(parent) = parent_of(project, &outline, id) else {
        return Err(Refusal::Other(format!(
            "{title} is no part of another task."
        )));
    };
    let label = format!("Outdent {title}");
    moved(
        project,
        &outline,
        slice::from_ref(id),
        &Place::After(parent),
        label,
    )
}

/// A move to a place found among the siblings; `None` when the task is at that end already.
fn beside(
    project: &Project,
    id: &Id<Task>,
    verb: &str,
    direction: &str,
    end: &str,
    place: impl Fn(&[Id<Task>], usize) -> Option<Place>,
) -> Result<Change, Refusal> {
    let title = text::quoted(&found(project, id)?.title);
    let (outline, _) = project.outline();
    let parent = parent_of(project, &outline, id);
    let siblings = outline.children(parent.as_ref());
    let at = siblings.iter().position(|sibling| sibling == id);
    let Some(place) = at.and_then(|at| place(siblings, at)) else {
        return Err(Refusal::Other(format!("{title} is the {end} one here.")));
    };
    let label = format!("{verb} {title} {direction}");
    moved(
        project,
        &outline,
        slice::from_ref(id),
        &place,
        label.trim_end().to_owned(),
    )
}

fn moved(
    project: &Project,
    outline: &Outline,
    ids: &[Id<Task>],
    place: &Place,
    label: String,
) -> Result<Change, Refusal> {
    let ids = tops(project, outline, ids);
    let (parent, anchor) = match place {
        Place::End(parent) => (parent.clone(), None),
        Place::Before(anchor) | Place::After(anchor) => {
            found(project, anchor)?;
            (parent_of(project, outline, anchor), Some(anchor))
        }
    };
    check_nesting(project, outline, &ids, parent.as_ref())?;
    if let Some(parent) = &parent {
        circle_after_move(project, &ids, parent)?;
    }
    let staying: Vec<_> = outline
        .children(parent.as_ref())
        .iter()
        .filter(|sibling| !ids.contains(sibling))
        .collect();
    let at = match (place, anchor) {
        (Place::End(_), _) | (_, None) => staying.len(),
        (Place::Before(_) | Place::After(_), Some(anchor)) => {
            // Beside itself: a task that is moved stands for where it was.
            let siblings = outline.children(parent.as_ref());
            let before = siblings.iter().take_while(|sibling| *sibling != anchor);
            let stays = usize::from(!ids.contains(anchor) && matches!(place, Place::After(_)));
            before.filter(|sibling| !ids.contains(sibling)).count() + stays
        }
    };
    let mut change = Change::new(label);
    let keys = Keys::fitting(project, &staying, at, ids.len());
    for (sibling, order) in keys.staying {
        change.alter(&project.tasks, sibling, |task| task.order = order);
    }
    for (id, order) in ids.iter().zip(keys.new) {
        change.alter(&project.tasks, id, |task| {
            task.order = order;
            task.parent.clone_from(&parent);
        });
    }
    Ok(change)
}

/// Keys for new siblings, and the new keys of those that stay where there was no room.
pub(super) struct Keys<'a> {
    pub(super) new: Vec<OrderKey>,
    pub(super) staying: Vec<(&'a Id<Task>, OrderKey)>,
}

impl<'a> Keys<'a> {
    /// Keys for `count` tasks between the siblings before and from `at`. Where merging has left no
    /// room between two siblings, all of them get new keys.
    pub(super) fn fitting(
        project: &Project,
        siblings: &[&'a Id<Task>],
        at: usize,
        count: usize,
    ) -> Self {
        let key = |index: usize| {
            let task = siblings.get(index).and_then(|id| project.tasks.get(id));
            task.map(|task| &task.order)
        };
        let before = at.checked_sub(1).and_then(key);
        let after = key(at);
        let new = OrderKey::spread(before, after, count);
        let fits = before
            .into_iter()
            .chain(&new)
            .chain(after)
            .is_sorted_by(|a, b| a < b);
        if fits {
            let staying = Vec::new();
            return Self { new, staying };
        }
        let mut all = OrderKey::spread(None, None, siblings.len() + count);
        let behind = all.split_off((at + count).min(all.len()));
        let new = all.split_off(at.min(all.len()));
        let keys = all.into_iter().chain(behind);
        let staying = siblings.iter().copied().zip(keys).collect();
        Self { new, staying }
    }
}

/// The summary task the outline reads a task under.
fn parent_of(project: &Project, outline: &Outline, id: &Id<Task>) -> Option<Id<Task>> {
    let parent = project.tasks.get(id)?.parent.as_ref()?;
    outline
        .children(Some(parent))
        .contains(id)
        .then(|| parent.clone())
}

/// The tasks that are not below another one of them, in the order people see.
fn tops(project: &Project, outline: &Outline, ids: &[Id<Task>]) -> Vec<Id<Task>> {
    if let [_] = ids {
        return ids.to_vec();
    }
    let chosen: std::collections::BTreeSet<_> = ids.iter().collect();
    let below = |id: &Id<Task>| {
        let up = |id: &Id<Task>| parent_of(project, outline, id);
        std::iter::successors(up(id), up).any(|above| chosen.contains(&above))
    };
    let rows = outline.rows().into_iter().map(|(id, _)| id);
    rows.filter(|id| chosen.contains(id) && !below(id))
        .collect()
}

fn check_nesting(
    project: &Project,
    outline: &Outline,
    ids: &[Id<Task>],
    parent: Option<&Id<Task>>,
) -> Result<(), Refusal> {
    let Some(parent) = parent else {
        return Ok(());
    };
    found(project, parent)?;
    let up = |id: &Id<Task>| parent_of(project, outline, id);
    let above: Vec<_> = std::iter::successors(Some(parent.clone()), up).collect();
    for id in ids {
        if above.contains(id) {
            return Err(Refusal::InsideItself(found(project, id)?.title.clone()));
        }
        if above.len() + height(outline, id) > DEPTH {
            return Err(Refusal::TooDeep(DEPTH));
        }
    }
    Ok(())
}

/// How many levels a task and what is below it take up.
fn height(outline: &Outline, id: &Id<Task>) -> usize {
    let mut levels = 0;
    let mut level = vec![id.clone()];
    while !level.is_empty() {
        levels += 1;
        level = level
            .iter()
            .flat_map(|id| outline.children(Some(id)).iter().cloned())
            .collect();
    }
    levels
}
