//! New tasks: one by its title, many from a list, copies of those that are there.

use std::collections::BTreeMap;

use super::draft_links::links;
use super::found;
use super::place::{Keys, Place};
use super::set::{check_estimate, check_work, label_name};
use crate::edit::names::{Named, Names};
use crate::edit::text::{self, quoted};
use crate::edit::{Author, Change, MintId, Refusal, mint};
use crate::project::limits::{DEPTH, TASKS};
use crate::project::order::OrderKey;
use crate::project::{Deliverable, Dependency, Id, Person, Project, Status, Task, Workstream};

/// A task as it was typed: what it refers to is there already, or is made with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// 0 for a task beside the place it is added at, 1 for a subtask of the last draft of depth 0
    /// before it, and so on. A step down by more than one is read as one.
    pub depth: usize,
    /// Its fields; a blocker without a day is since today. Parent, order, assignees, deliverable, workstream and who added it are not read
    /// from here.
    pub task: Task,
    /// Who does it.
    pub assignees: Vec<Named<Person>>,
    /// What it is a part of handing over.
    pub deliverable: Option<Named<Deliverable>>,
    /// The stream of work it belongs to.
    pub workstream: Option<Named<Workstream>>,
    /// What it waits for. A link that would close a circle is left out: [`add_drafts`] says which.
    pub predecessors: Vec<PredecessorRef>,
}

/// What a draft waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PredecessorRef {
    /// A task of the project.
    Task(Id<Task>),
    /// Another draft of the same list, by its place in it.
    Draft(usize),
}

/// Adds a task by its title. The new task's id, and the change.
pub fn add(
    project: &Project,
    title: &str,
    place: &Place,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Task>, Change), Refusal> {
    let task = Task {
        title: title.to_owned(),
        ..Task::default()
    };
    let draft = Draft {
        task,
        ..Draft::default()
    };
    let (new, change) = add_drafts(project, &[draft], place, author, ids)?;
    let id = new.into_iter().next().ok_or(Refusal::Gone("task"))?;
    Ok((id, change))
}

/// Adds tasks from a list, with the people, deliverables and workstreams that they name and that
/// are not there yet, as one change. The new tasks' ids, in the order of the list.
///
/// Refused as a whole when one draft is not a task (no title, too long, too deep, a nonsensical
/// estimate) or the project would have more than [`TASKS`] tasks.
pub fn add_drafts(
    project: &Project,
    drafts: &[Draft],
    place: &Place,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Vec<Id<Task>>, Change), Refusal> {
    let [first, ..] = drafts else {
        return Err(Refusal::Other("There is nothing to add.".to_owned()));
    };
    if project.tasks.len() + drafts.len() > TASKS {
        return Err(Refusal::Other(format!(
            "A project may have {TASKS} tasks at most; it would have {}.",
            project.tasks.len() + drafts.len()
        )));
    }
    let titles = drafts
        .iter()
        .map(|draft| text::title("The title", &draft.task.title));
    let titles: Vec<String> = titles.collect::<Result<_, _>>()?;
    let label = match titles.as_slice() {
        [title] => format!("Add {}", quoted(title)),
        _ => format!("Add {} tasks", drafts.len()),
    };
    let mut batch = Batch {
        change: Change::new(label),
        people: Names::of(&project.people),
        deliverables: Names::of(&project.deliverables),
        workstreams: Names::of(&project.workstreams),
    };
    let new: Vec<Id<Task>> = drafts.iter().map(|_| mint(ids)).collect();
    let nesting = nesting(drafts, first.depth);
    let top_count = nesting.iter().filter(|above| above.is_none()).count();
    let Room {
        parent,
        level,
        keys,
    } = room(project, place, top_count, &mut batch.change)?;
    let mut tops = keys.into_iter();
    let mut last_child: BTreeMap<usize, OrderKey> = BTreeMap::new();
    let mut levels: Vec<usize> = Vec::new();
    for ((at, draft), title) in drafts.iter().enumerate().zip(titles) {
        let above = nesting.get(at).copied().flatten();
        let depth = above.map_or(level, |above| levels.get(above).copied().unwrap_or(0) + 1);
        levels.push(depth);
        if depth >= DEPTH {
            return Err(Refusal::TooDeep(DEPTH));
        }
        let order = above.map_or_else(
            || tops.next().unwrap_or_default(),
            |above| OrderKey::between(last_child.get(&above), None),
        );
        if let Some(above) = above {
            last_child.insert(above, order.clone());
        }
        let mut task = batch.task(draft, author, ids)?;
        task.title = title;
        task.order = order;
        task.parent = above.map_or_else(|| parent.clone(), |above| new.get(above).cloned());
        if let Some(id) = new.get(at) {
            batch.change.add(id, &task);
        }
    }
    for link in links(project, drafts, &new, &nesting, parent.as_ref()) {
        let id = Dependency::id_of(&link.predecessor, &link.successor);
        batch.change.add(&id, &link);
    }
    Ok((new, batch.change))
}

/// For each draft the place of the draft it is a part of.
fn nesting(drafts: &[Draft], first: usize) -> Vec<Option<usize>> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut nesting = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        let depth = draft.depth.saturating_sub(first);
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        nesting.push(open.last().map(|(_, above)| *above));
        open.push((depth, at));
    }
    nesting
}

/// Where new tasks go: the task they are a part of, how many levels there are above them, and a
/// key for each.
struct Room {
    parent: Option<Id<Task>>,
    level: usize,
    keys: Vec<OrderKey>,
}

/// The room new tasks get at a place; siblings that must give way are
/// written into the change.
fn room(
    project: &Project,
    place: &Place,
    count: usize,
    change: &mut Change,
) -> Result<Room, Refusal> {
    let parent = match place {
        Place::End(parent) => parent.clone(),
        Place::Before(anchor) | Place::After(anchor) => found(project, anchor)?.parent.clone(),
    };
    // A parent that a merge has lost: the anchor is shown as a root.
    let parent = match (parent, place) {
        (Some(parent), Place::End(_)) => {
            found(project, &parent)?;
            Some(parent)
        }
        (parent, _) => parent.filter(|parent| project.tasks.contains_key(parent)),
    };
    let up = |id: &Id<Task>| project.tasks.get(id)?.parent.clone();
    let above = std::iter::successors(parent.clone(), up);
    let level = above.take(DEPTH + 1).count();
    let siblings = project
        .tasks
        .iter()
        .filter(|(_, task)| task.parent == parent);
    let siblings = siblings.map(|(id, task)| (&task.order, id));
    if let Place::End(_) = place {
        let last = siblings.map(|(order, _)| order).max();
        let keys = OrderKey::spread(last, None, count);
        return Ok(Room {
            parent,
            level,
            keys,
        });
    }
    let mut siblings: Vec<_> = siblings.collect();
    siblings.sort();
    let siblings: Vec<_> = siblings.into_iter().map(|(_, id)| id).collect();
    let at = match place {
        Place::Before(anchor) => siblings.iter().position(|id| *id == anchor),
        Place::After(anchor) => siblings
            .iter()
            .position(|id| *id == anchor)
            .map(|at| at + 1),
        Place::End(_) => None,
    };
    let keys = Keys::fitting(project, &siblings, at.unwrap_or(siblings.len()), count);
    for (sibling, order) in keys.staying {
        change.alter(&project.tasks, sibling, |task| task.order = order);
    }
    let keys = keys.new;
    Ok(Room {
        parent,
        level,
        keys,
    })
}

struct Batch {
    change: Change,
    people: Names<Person>,
    deliverables: Names<Deliverable>,
    workstreams: Names<Workstream>,
}

impl Batch {
    /// The task of a draft, its references resolved; title, parent and order are the caller's.
    fn task(
        &mut self,
        draft: &Draft,
        author: &Author,
        ids: &mut dyn MintId,
    ) -> Result<Task, Refusal> {
        let mut task = draft.task.clone();
        task.notes = text::prose("The notes", &task.notes)?;
        let labels = task.labels.iter().map(|name| label_name(name));
        task.labels = labels.collect::<Result<_, _>>()?;
        task.estimate.as_ref().map_or(Ok(()), check_estimate)?;
        task.remaining.or(task.actual).map_or(Ok(()), check_work)?;
        task.assignees.clear();
        for person in &draft.assignees {
            let id = self.people.resolve(person, &mut self.change, ids)?;
            task.assignees.insert(id, 1);
        }
        task.deliverable = match &draft.deliverable {
            Some(named) => Some(self.deliverables.resolve(named, &mut self.change, ids)?),
            None => None,
        };
        task.workstream = match &draft.workstream {
            Some(named) => Some(self.workstreams.resolve(named, &mut self.change, ids)?),
            None => None,
        };
        if let Some(blocker) = &mut task.blocker {
            blocker.since = blocker.since.or(Some(author.today.0));
            blocker.note = text::prose("The note", &blocker.note)?;
        }
        if task.status == Status::Done {
            task.finished = task.finished.or(Some(author.today.0));
        }
        task.added_on = Some(author.today.0);
        task.added_by.clone_from(&author.person);
        Ok(task)
    }
}
