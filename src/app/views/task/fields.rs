//! The fields of a task, as they stand in a cell of the table (`bare`: the label is for screen
//! readers) and beside it.

use std::collections::BTreeMap;

use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::edit::{self, Change, MintId, Refusal};
use lastmile::present::risks::put_off;
use lastmile::present::{estimate_text, words};
use lastmile::project::{
    DependencyKind, Id, Person, Priority, Project, Record, Status, Table, Task, Teamwork,
};
use leptos::prelude::*;

use crate::app::components::{Choice, Combobox, DateField, Select, TextField};
use crate::app::workspace::Workspace;

/// Reads something of a task, following its changes.
pub fn of<T: PartialEq + Default + Send + Sync + 'static>(
    workspace: Workspace,
    id: &Id<Task>,
    read: impl Fn(&Project, &Task) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let id = id.clone();
    Memo::new(move |_| {
        workspace.read(|project| {
            project
                .tasks
                .get(&id)
                .map(|task| read(project, task))
                .unwrap_or_default()
        })
    })
}

fn set(workspace: Workspace, id: &Id<Task>, setting: Setting) {
    workspace.act(|project, _, _| edit_task::set(project, std::slice::from_ref(id), &setting));
}

/// The title.
pub fn title(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let value = of(workspace, &id, |_, task| task.title.clone());
    let on_change = move |text: String| {
        workspace.act(|project, _, _| edit_task::rename(project, &id, &text));
    };
    view! { <TextField label="Title" value=value on_change=on_change label_hidden=bare /> }
        .into_any()
}

/// Must, should, nice, or not sorted.
pub fn priority(
    workspace: Workspace,
    id: Id<Task>,
    bare: bool,
    end: Option<Callback<()>>,
) -> AnyView {
    let value = of(workspace, &id, |_, task| {
        priority_value(task.priority).to_owned()
    });
    let options = priorities();
    let on_change = move |value: String| {
        set(workspace, &id, Setting::Priority(priority_of(&value)));
        if let Some(end) = end {
            end.run(());
        }
    };
    view! {
        <Select label="Priority" options=options value=value on_change=on_change label_hidden=bare />
    }
    .into_any()
}

/// The choices of a priority.
pub fn priorities() -> Vec<Choice> {
    let all = [None].into_iter().chain(Priority::ALL.map(Some));
    all.map(|one| Choice::new(priority_value(one), words::priority(one)))
        .collect()
}

fn priority_value(priority: Option<Priority>) -> &'static str {
    match priority {
        None => "",
        Some(Priority::Must) => "must",
        Some(Priority::Should) => "should",
        Some(Priority::Nice) => "nice",
    }
}

/// The priority a choice stands for.
pub fn priority_of(value: &str) -> Option<Priority> {
    Priority::ALL
        .into_iter()
        .find(|one| priority_value(Some(*one)) == value)
}

/// How far it is.
pub fn status(
    workspace: Workspace,
    id: Id<Task>,
    bare: bool,
    end: Option<Callback<()>>,
) -> AnyView {
    let value = of(workspace, &id, |_, task| {
        words::status(task.status).to_owned()
    });
    let hint = of(workspace, &id, {
        let id = id.clone();
        move |project, _| put_off(project, &id)
    });
    let options = statuses();
    let on_change = move |value: String| {
        let Some(status) = status_of(&value) else {
            return;
        };
        workspace.act(|project, author, _| {
            edit_task::set_status(project, std::slice::from_ref(&id), status, author)
        });
        if status == Status::Done {
            workspace.offer_actual(&id);
        }
        if let Some(end) = end {
            end.run(());
        }
    };
    view! {
        <Select
            label="Status"
            options=options
            value=value
            on_change=on_change
            hint=hint
            label_hidden=bare
        />
    }
    .into_any()
}

/// The choices of a status.
pub fn statuses() -> Vec<Choice> {
    Status::ALL
        .iter()
        .map(|one| Choice::new(words::status(*one), words::status(*one)))
        .collect()
}

/// The status a choice stands for.
pub fn status_of(value: &str) -> Option<Status> {
    Status::ALL
        .into_iter()
        .find(|one| words::status(*one) == value)
}

/// How several people would share it.
pub fn teamwork(workspace: Workspace, id: Id<Task>) -> AnyView {
    const WAYS: [(&str, Teamwork, &str); 3] = [
        ("shared", Teamwork::Shared, "They share the work"),
        ("together", Teamwork::Together, "All are needed at once"),
        ("alone", Teamwork::Alone, "Cannot be divided"),
    ];
    let value = of(workspace, &id, |_, task| {
        let way = WAYS.iter().find(|(_, way, _)| *way == task.teamwork);
        way.map_or("", |(value, ..)| value).to_owned()
    });
    let options: Vec<Choice> = WAYS
        .iter()
        .map(|(value, _, label)| Choice::new(*value, *label))
        .collect();
    let on_change = move |value: String| {
        if let Some((_, way, _)) = WAYS.iter().find(|(name, ..)| *name == value) {
            set(workspace, &id, Setting::Teamwork(*way));
        }
    };
    view! {
        <Select
            label="With several people"
            options=options
            value=value
            on_change=on_change
            hint="Whether helpers would make it shorter."
        />
    }
    .into_any()
}

/// What it takes: one value, or three.
pub fn estimate(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let value = of(workspace, &id, |_, task| {
        task.estimate
            .as_ref()
            .map(estimate_text::show)
            .unwrap_or_default()
    });
    let on_change = move |text: String| {
        let day = workspace.day_minutes();
        let estimate = Some(text.trim()).filter(|text| !text.is_empty());
        match estimate
            .map(|text| estimate_text::parse(text, day))
            .transpose()
        {
            Ok(estimate) => set(workspace, &id, Setting::Estimate(estimate)),
            Err(why) => workspace.refuse(&Refusal::Other(why)),
        }
    };
    view! {
        <TextField
            label="Estimate"
            value=value
            on_change=on_change
            label_hidden=bare
            placeholder="6h, 2d or 3h/5h/10h"
            hint=if bare { "" } else { "One value, or low / likely / high." }
        />
    }
    .into_any()
}

/// Work that is left, or was spent.
pub fn work(
    workspace: Workspace,
    id: Id<Task>,
    label: &'static str,
    read: fn(&Task) -> Option<lastmile::project::WorkMinutes>,
    setting: fn(Option<lastmile::project::WorkMinutes>) -> Setting,
) -> AnyView {
    let value = of(workspace, &id, move |_, task| {
        read(task).map(estimate_text::show_work).unwrap_or_default()
    });
    let on_change = move |text: String| {
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        let day = workspace.day_minutes();
        match text
            .map(|text| estimate_text::parse_work(text, day))
            .transpose()
        {
            Ok(work) => set(workspace, &id, setting(work)),
            Err(why) => workspace.refuse(&Refusal::Other(why)),
        }
    };
    view! { <TextField label=label value=value on_change=on_change placeholder="6h or 2d" /> }
        .into_any()
}

/// The day it is promised for.
pub fn due(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let value = of(workspace, &id, |_, task| task.due);
    let on_change = move |day| set(workspace, &id, Setting::Due(day));
    view! { <DateField label="Due" value=value on_change=on_change label_hidden=bare /> }.into_any()
}

/// The first day it can be worked on.
pub fn not_before(workspace: Workspace, id: Id<Task>) -> AnyView {
    let value = of(workspace, &id, |_, task| task.not_before);
    let on_change = move |day| set(workspace, &id, Setting::NotBefore(day));
    view! { <DateField label="Not before" value=value on_change=on_change /> }.into_any()
}

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
            hint=if bare { "" } else { "It starts when these are finished." }
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
