//! No edit on any project panics, however two people's edits have been merged.

use proptest::prelude::*;
use proptest::sample::select;

use super::task::{Draft, Place, PredecessorRef, Setting};
use super::testing::{after, assert_each_field_once, author, day, id, ids};
use super::{Change, Named, Refusal, baseline, deliverable, dependency, person, stakeholder, task};
use crate::project::order::OrderKey;
use crate::project::{
    Blocker, BlockerKind, Deliverable, Dependency, DependencyKind, Estimate, Id, Milestone, Party,
    Person, Project, Record, Stakeholder, Status, Task, WorkMinutes,
};

/// Few ids, so that records meet; some name nothing.
fn any_id<R: Record>() -> impl Strategy<Value = Id<R>> {
    select(vec!["a", "b", "c", "d", "e", "f", "gone", "", "__proto__"]).prop_map(Id::new)
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "Copy",
            "",
            " ",
            "\u{0}\n",
            "“”",
            "ﬀ",
            "\u{202e}e\u{301}",
            "=1+1"
        ])
        .prop_map(str::to_owned),
        ".{0,12}",
        Just("x".repeat(501)),
    ]
}

fn any_key() -> impl Strategy<Value = OrderKey> {
    let key = |text: &str| serde_json::from_value::<OrderKey>(text.into()).unwrap();
    select(vec!["", "i", "i0", "z", "zzzzzzzz", "ä", "0"]).prop_map(key)
}

fn any_party() -> impl Strategy<Value = Party> {
    prop_oneof![
        any_id().prop_map(Party::Person),
        any_id().prop_map(Party::Stakeholder),
        any_text().prop_map(Party::Named),
    ]
}

fn any_blocker() -> impl Strategy<Value = Blocker> {
    (
        select(BlockerKind::ALL.to_vec()),
        proptest::option::of(any_party()),
        any::<bool>(),
    )
        .prop_map(|(kind, waiting_on, known)| Blocker {
            kind,
            waiting_on,
            since: known.then(|| day("2026-03-01")),
            note: String::new(),
        })
}

fn any_estimate() -> impl Strategy<Value = Estimate> {
    (any::<u32>(), proptest::option::of(any::<u32>())).prop_map(|(likely, most)| Estimate {
        optimistic: None,
        likely: WorkMinutes(likely),
        pessimistic: most.map(WorkMinutes),
    })
}

fn any_task() -> impl Strategy<Value = Task> {
    let place = (proptest::option::of(any_id()), any_key(), any_text());
    let people = proptest::collection::btree_map(any_id(), any::<u16>(), 0..3);
    let state = (
        select(Status::ALL.to_vec()),
        proptest::option::of(any_blocker()),
    );
    (place, people, state, proptest::option::of(any_estimate())).prop_map(
        |((parent, order, title), assignees, (status, blocker), estimate)| Task {
            title,
            parent,
            order,
            assignees,
            status,
            blocker,
            estimate,
            deliverable: Some(Id::new("d")),
            ..Task::default()
        },
    )
}

fn any_project() -> impl Strategy<Value = Project> {
    let tasks = proptest::collection::btree_map(any_id(), any_task(), 0..8);
    let links = proptest::collection::vec((any_id(), any_id()), 0..8);
    let names = proptest::collection::btree_map(any_id(), any_text(), 0..4);
    (tasks, links, names).prop_map(|(tasks, links, names)| {
        let mut project = Project {
            tasks: tasks.into_iter().collect(),
            ..Project::default()
        };
        for (from, to) in links {
            let id = Dependency::id_of(&from, &to);
            project
                .dependencies
                .insert(id, Dependency::finish_to_start(from, to));
        }
        for (id, name) in names {
            let person = Person {
                name: name.clone(),
                capacity: 0,
                ..Person::default()
            };
            let stakeholder = Stakeholder {
                name: name.clone(),
                ..Stakeholder::default()
            };
            let deliverable = Deliverable {
                name,
                ..Deliverable::default()
            };
            project
                .stakeholders
                .insert(Id::new(id.as_str()), stakeholder);
            project
                .deliverables
                .insert(Id::new(id.as_str()), deliverable);
            project.people.insert(id, person);
        }
        let tasks = project.tasks.keys().cloned().collect();
        let milestone = Milestone {
            tasks,
            ..Milestone::default()
        };
        project.milestones.insert(Id::new("m"), milestone);
        project
    })
}

fn any_place() -> impl Strategy<Value = Place> {
    prop_oneof![
        proptest::option::of(any_id()).prop_map(Place::End),
        any_id().prop_map(Place::Before),
        any_id().prop_map(Place::After),
    ]
}

fn any_setting() -> impl Strategy<Value = Setting> {
    prop_oneof![
        proptest::option::of(any::<u8>()).prop_map(Setting::Value),
        proptest::option::of(any_estimate()).prop_map(Setting::Estimate),
        any_id().prop_map(Setting::Assign),
        any_id().prop_map(Setting::Unassign),
        any_text().prop_map(Setting::AddLabel),
        proptest::option::of(any_id()).prop_map(Setting::Deliverable),
    ]
}

/// Every edit of tasks and what they refer to, with whatever arguments.
fn edits(
    project: &Project,
    chosen: &[Id<Task>],
    other: &Id<Task>,
    place: &Place,
    setting: &Setting,
    text: &str,
) -> Vec<Result<Change, Refusal>> {
    let author = author();
    let one = chosen.first().cloned().unwrap_or_else(|| id("gone"));
    let draft = |depth| Draft {
        depth,
        task: Task {
            title: text.to_owned(),
            ..Task::default()
        },
        assignees: vec![Named::New(text.to_owned()), Named::Known(id("a"))],
        predecessors: vec![
            PredecessorRef::Draft(depth),
            PredecessorRef::Task(other.clone()),
        ],
        ..Draft::default()
    };
    let drafts = [draft(3), draft(1), draft(9), draft(0)];
    let blocker = Blocker {
        kind: BlockerKind::Other,
        waiting_on: Some(Party::Named(text.to_owned())),
        since: None,
        note: text.to_owned(),
    };
    let mut all = vec![
        task::add_drafts(project, &drafts, place, &author, &mut ids()).map(|(_, change)| change),
        task::add(project, text, place, &author, &mut ids()).map(|(_, change)| change),
        task::rename(project, &one, text),
        task::set_notes(project, &one, text),
        task::set(project, chosen, setting),
        task::toggle_done(project, &one, &author),
        task::block(project, chosen, &blocker, &author),
        task::unblock(project, &one, &author),
        task::move_to(project, chosen, place),
        task::move_up(project, &one),
        task::move_down(project, &one),
        task::indent(project, &one),
        task::outdent(project, &one),
        task::delete(project, chosen),
        task::duplicate(project, chosen, &author, &mut ids()),
        dependency::link(project, &one, other, DependencyKind::StartToStart, i32::MIN),
        dependency::link(project, &one, other, DependencyKind::FinishToStart, 60),
        dependency::unlink(project, &one, other),
        person::delete(project, &id("a"), Some(&id("b"))),
        person::rename(project, &id("a"), text),
        stakeholder::delete(project, &id("a")),
        deliverable::move_before(project, &id("a"), Some(&id("b"))),
        baseline::take(project, text, &|_| (None, None), &author, &mut ids()).map(|taken| taken.1),
    ];
    all.extend(Status::ALL.map(|status| task::set_status(project, chosen, status, &author)));
    all
}

proptest! {
    #[test]
    fn no_edit_on_any_project_panics_or_writes_a_field_twice(
        project in any_project(),
        chosen in proptest::collection::vec(any_id(), 0..4),
        other in any_id(),
        place in any_place(),
        setting in any_setting(),
        text in any_text(),
    ) {
        for answer in edits(&project, &chosen, &other, &place, &setting, &text) {
            match answer {
                Ok(change) => {
                    assert_each_field_once(&change);
                    let after = after(&project, &change);
                    // A task that a move touches is still a part of the tree.
                    let (outline, _) = after.outline();
                    prop_assert_eq!(outline.rows().len(), after.tasks.len());
                }
                Err(refusal) => prop_assert!(refusal.to_string().ends_with('.')),
            }
        }
    }

    #[test]
    fn a_link_or_move_that_is_not_refused_closes_no_circle(
        project in any_project(),
        from in any_id(),
        to in any_id(),
        place in any_place(),
    ) {
        let circles = |project: &Project| {
            let graph = crate::project::LinkGraph::of(project);
            let node = crate::project::Node::start;
            (0..graph.len())
                .filter(|task| {
                    let after: Vec<_> = graph.after(node(*task)).collect();
                    after.iter().any(|next| graph.way(*next, node(*task)).is_some())
                })
                .count()
        };
        if circles(&project) == 0 {
            let edits = [
                dependency::link(&project, &from, &to, DependencyKind::default(), 0),
                task::move_to(&project, &[from], &place),
            ];
            for change in edits.into_iter().flatten() {
                prop_assert_eq!(circles(&after(&project, &change)), 0, "{}", change.label);
            }
        }
    }
}
