//! How much it matters, how far it is, how it can be shared.

use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::present::risks::put_off;
use lastmile::present::words;
use lastmile::project::{Id, Priority, Status, Task, Teamwork};
use leptos::prelude::*;

use super::{of, set};
use crate::app::components::{Choice, Select};
use crate::app::workspace::Workspace;

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
fn priorities() -> Vec<Choice> {
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
fn priority_of(value: &str) -> Option<Priority> {
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
fn statuses() -> Vec<Choice> {
    Status::ALL
        .iter()
        .map(|one| Choice::new(words::status(*one), words::status(*one)))
        .collect()
}

/// The status a choice stands for.
fn status_of(value: &str) -> Option<Status> {
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
