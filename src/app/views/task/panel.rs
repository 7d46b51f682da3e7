//! All fields of the task that is open.

use lastmile::edit::task as edit_task;
use lastmile::edit::task::Setting;
use lastmile::present::words;
use lastmile::project::{Id, Project, Task};
use leptos::prelude::*;

use super::links::Links;
use super::{blocker::BlockerFields, fields};
use crate::app::browser::dom;
use crate::app::components::{
    Button, ButtonKind, EmptyState, IconButton, IconName, Menu, MenuEntry, MenuItem, TextArea,
    When, piece,
};
use crate::app::drafts::{DraftPlace, Owner};
use crate::app::route::{Route, Router};
use crate::app::workspace::Workspace;

/// The open task, if the address names one.
#[component]
pub fn TaskPanel() -> impl IntoView {
    let router = expect_context::<Router>();
    let open = Memo::new(move |_| match router.route().get() {
        Route::Project { task, .. } => task,
        Route::Home => None,
    });
    move || open.get().map(|id| view! { <Panel id=id /> })
}

#[component]
fn Panel(id: Id<Task>) -> impl IntoView {
    let router = expect_context::<Router>();
    let workspace = expect_context::<Workspace>();
    let is_there = {
        let id = id.clone();
        Memo::new(move |_| workspace.read(|project| project.tasks.contains_key(&id)))
    };
    let close = move || {
        router.open_task(None);
        back_to_table();
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && !event.is_composing() {
            event.prevent_default();
            close();
        }
    };
    request_animation_frame(|| {
        if let Some(panel) = dom::find(".task-panel", |_| true) {
            dom::focus(&panel);
        }
    });
    view! {
        <aside class="task-panel" aria-label="Task" tabindex="-1" on:keydown=key>
            <header class="task-panel__head">
                <h2>"Task"</h2>
                <TaskMenu id=id.clone() />
                <IconButton label="Close" icon=IconName::Close keys="Escape" on_press=move |()| close() />
            </header>
            {piece(move || {
                if is_there.get() {
                    view! { <Fields id=id.clone() /> }.into_any()
                } else {
                    view! {
                        <EmptyState
                            icon=IconName::Audit
                            headline="This task is not here"
                            text="It was deleted, or the address comes from another browser."
                        />
                    }
                        .into_any()
                }
            })}
        </aside>
    }
}

/// The focus goes back to where the keys were, or to the main part of the page.
fn back_to_table() {
    request_animation_frame(|| {
        let cell = dom::find(".task-cell[data-active]", |_| true);
        if let Some(element) = cell.or_else(|| dom::find("#main", |_| true)) {
            dom::focus(&element);
        }
    });
}

#[component]
fn TaskMenu(id: Id<Task>) -> impl IntoView {
    let router = expect_context::<Router>();
    let workspace = expect_context::<Workspace>();
    let entries = move || {
        let (copied, gone) = (id.clone(), id.clone());
        let duplicate = MenuItem::new("Duplicate", move || {
            workspace.act(|project, author, ids| {
                edit_task::duplicate(project, std::slice::from_ref(&copied), author, ids)
            });
        });
        let delete = MenuItem::new("Delete", move || {
            let gone = std::slice::from_ref(&gone);
            if workspace.act(|project, _, _| edit_task::delete(project, gone)) {
                router.open_task(None);
            }
        });
        vec![
            MenuEntry::from(duplicate.icon(IconName::Duplicate)),
            MenuEntry::from(delete.icon(IconName::Trash).danger()),
        ]
    };
    view! {
        <Menu
            label="What to do with this task"
            icon=IconName::More
            icon_only=true
            kind=ButtonKind::Quiet
            entries=Signal::derive(entries)
        />
    }
}

#[component]
fn Fields(id: Id<Task>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let is_summary = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.read(|project| {
                project
                    .tasks
                    .values()
                    .any(|task| task.parent.as_ref() == Some(&id))
            })
        })
    };
    let parts = id.clone();
    view! {
        <div class="task-panel__body">
            {fields::title(workspace, id.clone(), false)}
            <When holds=is_summary>
                <p class="task-panel__remark">
                    "This task has subtasks: their work, owners and status count, not its own."
                </p>
            </When>
            <div class="task-panel__grid">
                {fields::status(workspace, id.clone(), false, None)}
                {fields::priority(workspace, id.clone(), false, None)}
                {fields::estimate(workspace, id.clone(), false)}
                {fields::work(workspace, id.clone(), "Still left", |task| task.remaining, Setting::Remaining)}
                {fields::due(workspace, id.clone(), false)}
                {fields::not_before(workspace, id.clone())}
                {fields::work(workspace, id.clone(), "Spent so far", |task| task.actual, Setting::Actual)}
            </div>
            {fields::owners(workspace, id.clone(), false)}
            {fields::teamwork(workspace, id.clone())}
            <BlockerFields id=id.clone() />
            <div class="task-panel__waits">
                {fields::predecessors(workspace, id.clone(), false)}
                <Links id=id.clone() />
            </div>
            <div class="task-panel__grid">
                {fields::deliverable(workspace, id.clone(), false)}
                {fields::workstream(workspace, id.clone(), false)}
            </div>
            {fields::labels(workspace, id.clone(), false)}
            <Notes id=id.clone() />
            <Subtasks id=parts />
            <Origin id=id />
        </div>
    }
}

#[component]
fn Notes(id: Id<Task>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let value = fields::of(workspace, &id, |_, task| task.notes.clone());
    let draft_of = id.clone();
    let project = untrack(|| workspace.open_id()).unwrap_or_else(|| Id::new(""));
    let on_change = move |text: String| {
        workspace.act(|project, _, _| edit_task::set_notes(project, &id, &text));
    };
    let place = DraftPlace {
        project,
        owner: Owner::Task(draft_of),
        field: "Notes",
    };
    view! {
        <TextArea
            label="Notes"
            value=value
            on_change=on_change
            on_draft=place.keep(workspace.keeper())
            draft=place.found()
            rows=4
        />
    }
}

/// The subtasks by title, and a way to add one.
#[component]
fn Subtasks(id: Id<Task>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let of = id.clone();
    let parts = Memo::new(move |_| workspace.read(|project| parts_of(project, &of)));
    let add = move || {
        let place = edit_task::Place::End(Some(id.clone()));
        let made = workspace.make(|project, author, ids| {
            edit_task::add(project, "New subtask", &place, author, ids)
        });
        if made.is_some() {
            router.open_task(made);
        }
    };
    view! {
        <section class="task-panel__parts" aria-labelledby="task-parts">
            <h3 id="task-parts">"Subtasks"</h3>
            <ul role="list">
                <For each=move || parts.get() key=Clone::clone let:part>
                    <li>
                        <button
                            type="button"
                            class="task-panel__part"
                            data-status=part.2
                            on:click={
                                let id = part.0.clone();
                                move |_| router.open_task(Some(id.clone()))
                            }
                        >
                            {part.1.clone()}
                        </button>
                    </li>
                </For>
            </ul>
            <Button label="Add a subtask" icon=IconName::Add kind=ButtonKind::Quiet on_press=move |()| add() />
        </section>
    }
}

fn parts_of(project: &Project, id: &Id<Task>) -> Vec<(Id<Task>, String, &'static str)> {
    let mut parts: Vec<_> = project
        .tasks
        .iter()
        .filter(|(_, task)| task.parent.as_ref() == Some(id))
        .collect();
    parts.sort_by(|(a_id, a), (b_id, b)| (&a.order, a_id).cmp(&(&b.order, b_id)));
    let part = |(id, task): (&Id<Task>, &Task)| {
        (id.clone(), task.title.clone(), words::status(task.status))
    };
    parts.into_iter().map(part).collect()
}

/// When the task was written down, by whom, and when it was done.
#[component]
fn Origin(id: Id<Task>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let said = fields::of(workspace, &id, move |project, task| {
        let today = workspace.today();
        let by = task.added_by.as_ref().and_then(|id| project.people.get(id));
        let by = by
            .map(|person| format!(" by {}", person.name))
            .unwrap_or_default();
        let added = task
            .added_on
            .map(|day| format!("Added {}{by}.", words::date(day, today)));
        let began = task
            .started
            .map(|day| format!("Begun {}.", words::date(day, today)));
        let done = task
            .finished
            .map(|day| format!("Finished {}.", words::date(day, today)));
        [added, began, done]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    });
    view! { <p class="task-panel__remark">{said}</p> }
}
