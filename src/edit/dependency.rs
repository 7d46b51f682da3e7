//! Edits of the links between tasks.

use super::text::quoted;
use super::{Change, Refusal};
use crate::project::limits::ESTIMATE_MINUTES;
use crate::project::{Dependency, DependencyKind, Id, LinkGraph, Node, Project, Task};

/// Makes one task wait for another, or gives the link between them another kind or lag.
///
/// Refused where tasks would wait for each other in a circle, summary tasks included; the refusal
/// names the circle.
pub fn link(
    project: &Project,
    predecessor: &Id<Task>,
    successor: &Id<Task>,
    kind: DependencyKind,
    lag_minutes: i32,
) -> Result<Change, Refusal> {
    let names = names(project, predecessor, successor)?;
    if lag_minutes.unsigned_abs() > ESTIMATE_MINUTES {
        return Err(Refusal::OutOfRange {
            what: "A lag",
            least: "−20,000 hours".to_owned(),
            most: "20,000 hours".to_owned(),
        });
    }
    let id = Dependency::id_of(predecessor, successor);
    let is_new = !project.dependencies.contains_key(&id);
    if is_new {
        let graph = LinkGraph::of(project);
        let index = |id| graph.index(id).unwrap_or(usize::MAX / 2 - 1);
        let (from, to) = (index(predecessor), index(successor));
        if let Some(way) = graph.way(Node::start(to), Node::end(from)) {
            return Err(Refusal::Cycle(circle(&graph, from, &way)));
        }
    }
    let link = Dependency {
        kind,
        lag_minutes,
        ..Dependency::finish_to_start(predecessor.clone(), successor.clone())
    };
    let mut change = Change::new(if is_new {
        format!("Let {} wait for {}", names.1, names.0)
    } else {
        format!("Change how {} waits for {}", names.1, names.0)
    });
    change.put(&project.dependencies, &id, &link);
    Ok(change)
}

/// Makes one task no longer wait for another.
pub fn unlink(
    project: &Project,
    predecessor: &Id<Task>,
    successor: &Id<Task>,
) -> Result<Change, Refusal> {
    let id = Dependency::id_of(predecessor, successor);
    if !project.dependencies.contains_key(&id) {
        return Err(Refusal::Gone("link"));
    }
    let title = |id| project.tasks.get(id).map_or("", |task: &Task| &task.title);
    let (before, after) = (quoted(title(predecessor)), quoted(title(successor)));
    let mut change = Change::new(format!("Let {after} no longer wait for {before}"));
    change.delete(&id);
    Ok(change)
}

/// Every task that cannot become a predecessor of this one without a circle: itself, what waits
/// for it, and the summary tasks around them. Ordered by id.
///
/// For a list of suggestions: one walk, instead of one refusal after another.
#[must_use]
pub fn impossible_predecessors(project: &Project, successor: &Id<Task>) -> Vec<Id<Task>> {
    let graph = LinkGraph::of(project);
    let Some(index) = graph.index(successor) else {
        return Vec::new();
    };
    let ends = graph.reached(Node::start(index)).into_iter();
    let mut found: Vec<_> = ends
        .filter(|node| node.is_end())
        .filter_map(|node| graph.id(node.task()).cloned())
        .collect();
    found.sort();
    found
}

/// Refuses a move under a summary task that would make tasks wait for each other in a circle.
pub(super) fn circle_after_move(
    project: &Project,
    ids: &[Id<Task>],
    parent: &Id<Task>,
) -> Result<(), Refusal> {
    let moved: Vec<_> = ids
        .iter()
        .map(|id| (id.clone(), Some(parent.clone())))
        .collect();
    let graph = LinkGraph::with_parents(project, &moved);
    let Some(above) = graph.index(parent) else {
        return Err(Refusal::Gone("task"));
    };
    for task in ids.iter().filter_map(|id| graph.index(id)) {
        let inward = graph.way(Node::start(task), Node::start(above));
        let way = inward.or_else(|| graph.way(Node::end(above), Node::end(task)));
        if let Some(way) = way {
            return Err(Refusal::Cycle(circle(&graph, above, &way)));
        }
    }
    Ok(())
}

fn names(
    project: &Project,
    predecessor: &Id<Task>,
    successor: &Id<Task>,
) -> Result<(String, String), Refusal> {
    let title = |id| {
        let task = project.tasks.get(id).ok_or(Refusal::Gone("task"))?;
        Ok(quoted(&task.title))
    };
    Ok((title(predecessor)?, title(successor)?))
}

/// The circle as a person reads it: `“Copy” → “Review” → “Copy”`. A step between a summary task
/// and a part of it reads `“Launch” (with “Send mail”)`.
fn circle(graph: &LinkGraph<'_>, first: usize, way: &[Node]) -> String {
    let title = |task: usize| quoted(graph.task(task).map_or("", |task| &task.title));
    let with = |task: usize| [" (with ", &title(task), ")"].concat();
    let mut text = title(first);
    let mut here = first;
    for (at, node) in way.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| way.get(at));
        let by_link = before.is_none_or(|before| before.is_end() && !node.is_end());
        let leaves = way
            .get(at + 1)
            .is_none_or(|next| node.is_end() && !next.is_end());
        if !by_link && (node.task() == here || !leaves) {
            continue;
        }
        if by_link {
            text.push_str(" → ");
            text.push_str(&title(node.task()));
        } else {
            text.push_str(&with(node.task()));
        }
        here = node.task();
    }
    if here != first {
        text.push_str(&with(first));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, id, linked, project};

    fn link_fs(project: &Project, from: &str, to: &str) -> Result<Change, Refusal> {
        link(
            project,
            &id(from),
            &id(to),
            DependencyKind::FinishToStart,
            0,
        )
    }

    #[test]
    fn a_link_that_closes_a_circle_is_refused_and_the_circle_named() {
        let project = linked("Copy, Review, Ship", &["Copy > Review"]);
        let refused = link_fs(&project, "Review", "Copy").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "That would be a circle: “Review” → “Copy” → “Review”."
        );
        assert!(link_fs(&project, "Copy", "Ship").is_ok());
        assert!(link_fs(&project, "Review", "Ship").is_ok());
    }

    #[test]
    fn a_task_cannot_wait_for_itself() {
        let project = project("Copy");
        let refused = link_fs(&project, "Copy", "Copy").unwrap_err();
        assert_eq!(refused, Refusal::Cycle("“Copy” → “Copy”".to_owned()));
    }

    #[test]
    fn a_circle_through_a_summary_task_is_refused() {
        let project = linked("Launch, - Mail, - Post, Legal", &["Legal > Launch"]);
        let refused = link_fs(&project, "Mail", "Legal").unwrap_err();
        assert_eq!(
            refused,
            Refusal::Cycle("“Mail” → “Legal” → “Launch” (with “Mail”)".to_owned())
        );
        assert!(link_fs(&project, "Mail", "Post").is_ok());
        assert!(matches!(
            link_fs(&project, "Launch", "Mail"),
            Err(Refusal::Cycle(_))
        ));
        assert!(matches!(
            link_fs(&project, "Mail", "Launch"),
            Err(Refusal::Cycle(_))
        ));
    }

    #[test]
    fn a_lag_up_to_20_000_hours_is_kept() {
        let project = project("Copy, Review");
        let link = |lag| {
            link(
                &project,
                &id("Copy"),
                &id("Review"),
                DependencyKind::default(),
                lag,
            )
        };
        assert!(link(1_200_000).is_ok());
        assert!(link(-1_200_000).is_ok());
        assert!(matches!(link(1_200_001), Err(Refusal::OutOfRange { .. })));
        assert!(matches!(link(i32::MIN), Err(Refusal::OutOfRange { .. })));
    }

    #[test]
    fn a_link_made_again_does_not_bring_back_its_old_lag() {
        let project = project("Copy, Review");
        let change = link_fs(&project, "Copy", "Review").unwrap();
        let lag = change
            .writes
            .iter()
            .find(|write| write.field == "lag_minutes");
        assert_eq!(lag.unwrap().value, serde_json::Value::Null);
    }

    #[test]
    fn a_link_that_is_there_is_given_another_kind_and_lag() {
        let project = linked("Copy, Review", &["Copy > Review"]);
        let (copy, review) = (id("Copy"), id("Review"));
        let kind = DependencyKind::StartToStart;
        let change = link(&project, &copy, &review, kind, 60).unwrap();
        assert_eq!(change.label, "Change how “Review” waits for “Copy”");
        let changed = after(&project, &change);
        let link = changed.dependencies.get(&Dependency::id_of(&copy, &review));
        let link = link.unwrap();
        assert_eq!((link.kind, link.lag_minutes), (kind, 60));
    }

    #[test]
    fn a_link_can_be_taken_away_once() {
        let project = linked("Copy, Review", &["Copy > Review"]);
        let change = unlink(&project, &id("Copy"), &id("Review")).unwrap();
        assert_eq!(change.label, "Let “Review” no longer wait for “Copy”");
        let refused = unlink(&project, &id("Review"), &id("Copy"));
        assert_eq!(refused, Err(Refusal::Gone("link")));
    }

    #[test]
    fn what_cannot_become_a_predecessor_is_what_would_be_refused() {
        let project = linked(
            "Launch, - Mail, - Post, Legal, Copy",
            &["Legal > Launch", "Post > Copy"],
        );
        for successor in project.tasks.keys() {
            let impossible = impossible_predecessors(&project, successor);
            for predecessor in project.tasks.keys() {
                let link = link_fs(&project, predecessor.as_str(), successor.as_str());
                let known = project
                    .dependencies
                    .contains_key(&Dependency::id_of(predecessor, successor));
                assert!(known || link.is_err() == impossible.contains(predecessor));
            }
        }
    }
}
