//! Whom and what it belongs to, and what comes before it.

use std::collections::BTreeMap;

use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::edit::{self, Change, MintId, Refusal};
use lastmile::present::{links, words};
use lastmile::project::{DependencyKind, Id, Person, Project, Record, Table, Task};
use leptos::prelude::*;

use super::{of, set};
use crate::app::components::{Choice, Combobox};
use crate::app::workspace::Workspace;

/// Who does it; a name that is not there yet can be made in passing.
pub fn owners(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let chosen = of(workspace, &id, |_, task| {
        task.assignees
            .keys()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    });
    let options = Memo::new(move |_| workspace.read(people));
    let made = id.clone();
    let on_change = move |chosen: Vec<String>| {
        workspace.act(|project, _, _| {
            let before = project.tasks.get(&id).map(|task| task.assignees.clone());
            let before = before.unwrap_or_default();
            let units = |person: &Id<Person>| before.get(person).copied().unwrap_or(1);
            let chosen = chosen.iter().map(|text| Id::new(text));
            let assignees: BTreeMap<_, _> = chosen.map(|id| (id.clone(), units(&id))).collect();
            edit_task::set(
                project,
                std::slice::from_ref(&id),
                &Setting::Assignees(assignees),
            )
        });
    };
    let on_create = move |name: String| {
        workspace.act(|project, _, ids| {
            let (person, change) = edit::person::add(project, &name, ids)?;
            Ok(with_task(project, change, &made, |task| {
                task.assignees.insert(person, 1);
            }))
        });
    };
    view! {
        <Combobox
            label="Owners"
            options=options
            chosen=chosen
            on_change=on_change
            on_create=on_create
            multiple=true
            label_hidden=bare
            opens_at_once=bare
            placeholder="A name"
        />
    }
    .into_any()
}

/// The people to choose from, by name.
pub fn people(project: &Project) -> Vec<Choice> {
    sorted(project.people.iter().map(|(id, person)| {
        Choice::new(id.as_str(), person.name.clone()).detail(person.role.clone())
    }))
}

fn sorted(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = choices.collect();
    choices.sort_by_cached_key(|choice| words::folded(&choice.label));
    choices
}

/// The same change, which also alters a task.
fn with_task(
    project: &Project,
    mut change: Change,
    id: &Id<Task>,
    how: impl FnOnce(&mut Task),
) -> Change {
    change.alter(&project.tasks, id, how);
    change
}

/// An edit that makes a record by its name.
type Add<R> = fn(&Project, &str, &mut dyn MintId) -> Result<(Id<R>, Change), Refusal>;

/// One thing out of a list, or a new one.
struct OneOf<R: Record + 'static> {
    label: &'static str,
    table: fn(&Project) -> &Table<R>,
    name: fn(&R) -> &str,
    read: fn(&Task) -> Option<Id<R>>,
    write: fn(&mut Task, Option<Id<R>>),
    setting: fn(Option<Id<R>>) -> Setting,
    add: Add<R>,
}

fn one_of<R: Record + 'static>(
    workspace: Workspace,
    id: Id<Task>,
    bare: bool,
    what: OneOf<R>,
) -> AnyView {
    let OneOf {
        label,
        table,
        name,
        read,
        write,
        setting,
        add,
    } = what;
    let chosen = of(workspace, &id, move |_, task| {
        read(task)
            .into_iter()
            .map(|id| id.to_string())
            .collect::<Vec<_>>()
    });
    let options = Memo::new(move |_| {
        workspace.read(|project| {
            let all = table(project).iter();
            sorted(all.map(|(id, it)| Choice::new(id.as_str(), name(it))))
        })
    });
    let made = id.clone();
    let on_change = move |chosen: Vec<String>| {
        set(
            workspace,
            &id,
            setting(chosen.first().map(|text| Id::new(text))),
        );
    };
    let on_create = move |name: String| {
        workspace.act(|project, _, ids| {
            let (new, change) = add(project, &name, ids)?;
            Ok(with_task(project, change, &made, |task| {
                write(task, Some(new));
            }))
        });
    };
    view! {
        <Combobox
            label=label
            options=options
            chosen=chosen
            on_change=on_change
            on_create=on_create
            label_hidden=bare
            opens_at_once=bare
            placeholder="None"
        />
    }
    .into_any()
}

/// What it is a part of handing over.
pub fn deliverable(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    one_of(
        workspace,
        id,
        bare,
        OneOf {
            label: "Deliverable",
            table: |project| &project.deliverables,
            name: |it| &it.name,
            read: |task| task.deliverable.clone(),
            write: |task, id| task.deliverable = id,
            setting: Setting::Deliverable,
            add: edit::deliverable::add,
        },
    )
}

/// The stream of work it belongs to.
pub fn workstream(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    one_of(
        workspace,
        id,
        bare,
        OneOf {
            label: "Workstream",
            table: |project| &project.workstreams,
            name: |it| &it.name,
            read: |task| task.workstream.clone(),
            write: |task, id| task.workstream = id,
            setting: Setting::Workstream,
            add: edit::workstream::add,
        },
    )
}

/// Free words.
pub fn labels(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let chosen = of(workspace, &id, |_, task| {
        task.labels.iter().cloned().collect::<Vec<_>>()
    });
    let options = Memo::new(move |_| {
        workspace.read(|project| {
            let all = project.tasks.values().flat_map(|task| &task.labels);
            let all: std::collections::BTreeSet<_> = all.cloned().collect();
            all.into_iter()
                .map(|label| Choice::new(label.clone(), label))
                .collect::<Vec<_>>()
        })
    });
    let made = id.clone();
    let on_change = move |chosen: Vec<String>| {
        set(
            workspace,
            &id,
            Setting::Labels(chosen.into_iter().collect()),
        );
    };
    let on_create = move |label: String| set(workspace, &made, Setting::AddLabel(label));
    view! {
        <Combobox
            label="Labels"
            options=options
            chosen=chosen
            on_change=on_change
            on_create=on_create
            multiple=true
            label_hidden=bare
            opens_at_once=bare
            placeholder="A word"
        />
    }
    .into_any()
}

/// The tasks before it. One that would close a circle is refused, with the circle.
pub fn predecessors(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let of_task = id.clone();
    let chosen = Memo::new(move |_| workspace.read(|project| before(project, &of_task)));
    let of_task = id.clone();
    let is_usual = Memo::new(move |_| {
        let mut waits = workspace
            .read(|project| links::waits(project, &of_task))
            .into_iter();
        !bare && waits.all(|wait| wait.is_usual())
    });
    let of_task = id.clone();
    let options = Memo::new(move |_| {
        workspace.read(|project| {
            let others = project.tasks.iter().filter(|(other, _)| **other != of_task);
            sorted(others.map(|(id, task)| Choice::new(id.as_str(), task.title.clone())))
        })
    });
    let on_change = move |now: Vec<String>| {
        let before = workspace.peek(|project| before(project, &id));
        for gone in before.iter().filter(|text| !now.contains(text)) {
            workspace.act(|project, _, _| edit::dependency::unlink(project, &Id::new(gone), &id));
        }
        for new in now.iter().filter(|text| !before.contains(text)) {
            workspace.act(|project, _, _| {
                let kind = DependencyKind::FinishToStart;
                edit::dependency::link(project, &Id::new(new), &id, kind, 0)
            });
        }
    };
    view! {
        <Combobox
            label="After"
            options=options
            chosen=chosen
            on_change=on_change
            multiple=true
            label_hidden=bare
            opens_at_once=bare
            placeholder="Words of a title"
            hint=Signal::derive(move || if is_usual.get() { "It starts when these are finished." } else { "" }.to_owned())
        />
    }
    .into_any()
}

fn before(project: &Project, id: &Id<Task>) -> Vec<String> {
    let links = project
        .dependencies
        .values()
        .filter(|link| link.successor == *id);
    links.map(|link| link.predecessor.to_string()).collect()
}
