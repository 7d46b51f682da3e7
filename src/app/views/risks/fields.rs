//! The fields of this place's records, each through one function, so that it is built once.

use chrono::NaiveDate;
use lastmile::project::{Id, Party, Project, Task};
use leptos::prelude::*;

use crate::app::components::{
    Choice, Combobox, DateField, NumberField, Select, TextArea, TextField,
};
use crate::app::route::Router;
use crate::app::views::party;
use crate::app::workspace::Workspace;

/// A line of text.
pub fn line(
    label: &'static str,
    value: Signal<String>,
    hint: &'static str,
    set: Callback<String>,
) -> AnyView {
    view! { <TextField label=label value=value hint=hint on_change=set /> }.into_any()
}

/// Several lines of text.
pub fn lines(
    label: &'static str,
    value: Signal<String>,
    hint: &'static str,
    set: Callback<String>,
) -> AnyView {
    view! { <TextArea label=label value=value hint=hint on_change=set rows=2 /> }.into_any()
}

/// Several lines of text that count at every key, for what a button waits for.
pub fn typed(label: &'static str, value: RwSignal<String>) -> AnyView {
    let set = Callback::new(move |text| value.set(text));
    view! { <TextArea label=label value=value on_input=set on_change=set rows=2 /> }.into_any()
}

/// One of a few things.
pub fn choice(
    label: &'static str,
    options: Vec<Choice>,
    value: Signal<String>,
    set: Callback<String>,
) -> AnyView {
    view! { <Select label=label options=options value=value on_change=set /> }.into_any()
}

/// A day.
pub fn day(
    label: &'static str,
    value: Signal<Option<NaiveDate>>,
    set: Callback<Option<NaiveDate>>,
) -> AnyView {
    view! { <DateField label=label value=value on_change=set /> }.into_any()
}

/// A number of working days.
pub fn days(
    label: &'static str,
    value: Signal<Option<f64>>,
    set: Callback<Option<f64>>,
) -> AnyView {
    view! { <NumberField label=label value=value unit="days" max=520.0 on_change=set /> }.into_any()
}

/// One of the people.
pub fn person(
    workspace: Workspace,
    label: &'static str,
    value: Signal<String>,
    set: Callback<String>,
) -> AnyView {
    let options = Signal::derive(move || {
        workspace.read(|project| {
            let mut people = vec![Choice::new("", "Nobody yet")];
            people.extend(
                project
                    .people
                    .iter()
                    .map(|(id, it)| Choice::new(id.as_str(), it.name.clone())),
            );
            people
        })
    });
    view! { <Select label=label options=options value=value on_change=set /> }.into_any()
}

/// Several tasks. `set` is told of each one that comes or goes.
pub fn tasks(
    workspace: Workspace,
    label: &'static str,
    hint: &'static str,
    value: Signal<Vec<Id<Task>>>,
    set: Callback<(Id<Task>, bool)>,
) -> AnyView {
    let options = Signal::derive(move || {
        let chosen = value.get();
        workspace.read(|project| task_choices(project, &chosen))
    });
    let names = move || value.get().iter().map(ToString::to_string).collect();
    let change = move |now: Vec<String>| {
        let before = value.get_untracked();
        let is_there = |id: &Id<Task>| now.iter().any(|it| it == id.as_str());
        for gone in before.iter().filter(|id| !is_there(id)) {
            set.run((gone.clone(), false));
        }
        for new in now.iter().map(|it| Id::new(it)) {
            if !before.contains(&new) {
                set.run((new, true));
            }
        }
    };
    view! {
        <Combobox
            label=label
            hint=hint
            options=options
            chosen=Signal::derive(names)
            on_change=change
            multiple=true
            placeholder="Find a task"
        />
    }
    .into_any()
}

/// The open tasks, and those that are chosen already.
fn task_choices(project: &Project, chosen: &[Id<Task>]) -> Vec<Choice> {
    let tasks = project.tasks.iter();
    tasks
        .filter(|(id, task)| task.is_open() || chosen.contains(id))
        .map(|(id, task)| Choice::new(id.as_str(), task.title.clone()))
        .collect()
}

/// Someone who works here, a stakeholder, or anyone by name.
pub fn party(
    workspace: Workspace,
    label: &'static str,
    value: Signal<Option<Party>>,
    set: Callback<Option<Party>>,
) -> AnyView {
    let options = Signal::derive(move || {
        let chosen = value.get();
        workspace.read(|project| party::choices(project, chosen.as_ref()))
    });
    let names = move || value.get().iter().map(party::value).collect();
    let change = move |now: Vec<String>| set.run(party::chosen(&now));
    let create = move |name: String| set.run(Some(Party::Named(name)));
    view! {
        <Combobox
            label=label
            options=options
            chosen=Signal::derive(names)
            on_change=change
            on_create=create
            placeholder="A name"
        />
    }
    .into_any()
}

/// A table with a name. Cells of a narrow screen carry the names of their columns themselves.
pub fn table(caption: &'static str, columns: &[&'static str], rows: Vec<Vec<AnyView>>) -> AnyView {
    let heads = columns
        .iter()
        .map(|name| view! { <th scope="col">{*name}</th> });
    let body = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(columns.iter().copied());
        let cells = cells.map(|(cell, name)| view! { <td data-label=name>{cell}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="sheet">
            <caption class="visually-hidden">{caption}</caption>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{body.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// A few words that stay on one line where there is room for a table.
pub fn short(text: String) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    view! { <span class="sheet__short">{text}</span> }.into_any()
}

/// The name of a record, which opens it.
pub fn opener(router: Router, id: &str, name: String) -> AnyView {
    let id = id.to_owned();
    let open = move |_| router.open_record(Some(id.clone()));
    view! {
        <button type="button" class="link sheet__name" on:click=open>
            {name}
        </button>
    }
    .into_any()
}

/// A field that adds something by its name, and a button for it. `add` tells whether it could.
pub fn adder(
    label: &'static str,
    placeholder: &'static str,
    add: impl Fn(&str) -> bool + Send + Sync + 'static,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let go = Callback::new(move |()| {
        let name = text.get_untracked();
        if !name.trim().is_empty() && add(&name) {
            let _ = text.try_set(String::new());
        }
    });
    view! {
        <div class="risks__add">
            <TextField
                label=label
                value=text
                on_change=move |value| text.set(value)
                on_input=move |value| text.set(value)
                on_enter=go
                placeholder=placeholder
            />
            <crate::app::components::Button
                label="Add"
                icon=crate::app::components::IconName::Add
                on_press=go
            />
        </div>
    }
    .into_any()
}
