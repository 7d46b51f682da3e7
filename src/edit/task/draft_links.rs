//! The links of drafts, as far as they make sense.

use std::collections::BTreeMap;

use super::add::{Draft, PredecessorRef};
use crate::project::{Dependency, Id, LinkGraph, Node, Project, Task};

/// The links of drafts, those that would close a circle left out.
pub(super) fn links(
    project: &Project,
    drafts: &[Draft],
    new: &[Id<Task>],
    nesting: &[Option<usize>],
    parent: Option<&Id<Task>>,
) -> Vec<Dependency> {
    let mut scratch = Project::default();
    let mut found: BTreeMap<Id<Dependency>, Dependency> = BTreeMap::new();
    for (draft, successor) in drafts.iter().zip(new) {
        for predecessor in &draft.predecessors {
            let predecessor = match predecessor {
                PredecessorRef::Task(id) => project.tasks.contains_key(id).then(|| id.clone()),
                PredecessorRef::Draft(at) => new.get(*at).cloned(),
            };
            let Some(predecessor) = predecessor else {
                continue;
            };
            let id = Dependency::id_of(&predecessor, successor);
            let link = Dependency::finish_to_start(predecessor, successor.clone());
            found.insert(id, link);
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    // The tree and the links as they will be; nothing else of a task matters for circles.
    let bare = |parent: Option<Id<Task>>| Task {
        parent,
        ..Task::default()
    };
    for (id, task) in &project.tasks {
        scratch.tasks.insert(id.clone(), bare(task.parent.clone()));
    }
    for ((id, above), _) in new.iter().zip(nesting).zip(drafts) {
        let above = above.and_then(|above| new.get(above)).or(parent);
        scratch.tasks.insert(id.clone(), bare(above.cloned()));
    }
    scratch.dependencies.clone_from(&project.dependencies);
    scratch
        .dependencies
        .extend(found.iter().map(|(id, link)| (id.clone(), link.clone())));
    if !LinkGraph::of(&scratch).sorted().1 {
        drop_closing(project, &mut scratch, &mut found);
    }
    found.into_values().collect()
}

/// Adds the new links one by one and drops those that close a circle.
fn drop_closing(
    project: &Project,
    scratch: &mut Project,
    found: &mut BTreeMap<Id<Dependency>, Dependency>,
) {
    scratch.dependencies.clone_from(&project.dependencies);
    found.retain(|id, link| {
        let graph = LinkGraph::of(scratch);
        let ends = graph
            .index(&link.predecessor)
            .zip(graph.index(&link.successor));
        let closes =
            ends.is_none_or(|(from, to)| graph.way(Node::start(to), Node::end(from)).is_some());
        if !closes {
            scratch.dependencies.insert(id.clone(), link.clone());
        }
        !closes
    });
}
