//! One line becomes a task; what was understood of it is shown while it is typed.

use lastmile::edit::Author;
use lastmile::edit::task::{self as edit_task, Place};
use lastmile::present::quick_add::{Names, QuickAdd, Reading, quick_add};
use lastmile::project::{Id, Person};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::paste::PasteState;
use super::state::AuditState;
use crate::app::browser::idle;
use crate::app::commands::Commands;
use crate::app::components::{Badge, Button, ButtonKind, IconName, TextField, Tone, When, piece};
use crate::app::drafts::{DraftPlace, Owner};

/// The field above the table.
#[component]
pub fn QuickAddField() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let paste = expect_context::<PasteState>();
    let text = RwSignal::new(String::new());
    let names = StoredValue::new(None::<Names>);
    let are_old = StoredValue::new(false);
    // Reading all names of a project takes longer than a key may, and so does letting go of them:
    // they are read when the field is entered and in the pauses after changes, not while one types.
    let refresh = move || {
        if are_old.get_value() || names.with_value(Option::is_none) {
            names.set_value(Some(read_names(state)));
            are_old.set_value(false);
        }
    };
    Effect::new(move || {
        state.workspace.read(|_| ());
        if names.with_value(Option::is_some) && !are_old.get_value() {
            are_old.set_value(true);
            spawn_local(async move {
                idle::idle().await;
                if are_old.try_get_value() == Some(true) {
                    refresh();
                }
            });
        }
    });
    let understood = Memo::new(move |_| {
        let line = text.get();
        if line.trim().is_empty() {
            return QuickAdd::default();
        }
        refresh();
        names
            .with_value(|names| names.as_ref().map(|names| quick_add(&line, names)))
            .unwrap_or_default()
    });
    let add = move || {
        let line = text.get_untracked();
        if line.trim().is_empty() {
            return;
        }
        refresh();
        let Some(read) = names.with_value(|names| names.as_ref().map(|n| quick_add(&line, n)))
        else {
            return;
        };
        let made = state.workspace.make(|project, author, ids| {
            edit_task::add_drafts(project, &[read.draft], &Place::End(None), author, ids)
        });
        if let Some(made) = made {
            text.set(String::new());
            if let Some(id) = made.first() {
                state.wanted.set(Some((String::new(), Some(id.clone()))));
            }
        }
    };
    rehearse(state);
    let field = NodeRef::<html::Input>::new();
    take_wishes(field);
    let place = untrack(|| state.workspace.open_id()).map(|project| DraftPlace {
        project,
        owner: Owner::List,
        field: "Add a task",
    });
    let found = place.as_ref().and_then(DraftPlace::found);
    if let Some(found) = &found {
        text.set(found.clone());
    }
    let keep = place.map(|place| place.keep(state.workspace.keeper()));
    view! {
        <section
            class="quick-add"
            aria-label="Add tasks"
            on:focusin=move |_| refresh()
            on:paste=move |event| pasted(paste, &event)
        >
            <div class="quick-add__line">
                <TextField
                    label="Add a task"
                    label_hidden=true
                    value=text
                    on_change=move |line| text.set(line)
                    on_input=move |line| text.set(line)
                    on_draft=keep.unwrap_or_else(|| Callback::new(|_| ()))
                    draft=found
                    on_enter=move |()| add()
                    placeholder="Add a task: Fix pricing calculator @Mia !must 6h due fri #web"
                    node_ref=field
                />
                <Button label="Add" kind=ButtonKind::Primary on_press=move |()| add() />
                <Button
                    label="Paste a list"
                    icon=IconName::Paste
                    on_press=move |()| paste.open(String::new())
                />
            </div>
            <When holds=Signal::derive(move || understood.with(|read| !read.tokens.is_empty()))>
                <ul class="quick-add__read" role="list" aria-label="What was understood">
                    {piece(move || understood.get().tokens.into_iter().map(token).collect_view())}
                </ul>
            </When>
        </section>
    }
}

fn token(token: lastmile::present::quick_add::Token) -> impl IntoView {
    let tone = match token.reading {
        Reading::Understood => Tone::Accent,
        Reading::Creates => Tone::Good,
        Reading::Unclear => Tone::Warning,
    };
    view! { <li><Badge text=token.sentence tone=tone /></li> }
}

fn read_names(state: AuditState) -> Names {
    let today = untrack(|| state.workspace.today());
    let me: Option<Id<Person>> = state.workspace.me();
    state
        .workspace
        .peek(|project| Names::of(project, me.as_ref(), today))
}

/// Works out once what adding a task changes, and changes nothing. Browsers compile a function when it
/// is first called; the first task of a visit would wait for a hundred of them.
fn rehearse(state: AuditState) {
    let workspace = state.workspace;
    spawn_local(async move {
        idle::idle().await;
        let read = quick_add("A task", &read_names(state));
        let author = Author {
            today: untrack(|| workspace.today()),
            person: None,
        };
        let mut ids = String::new;
        workspace.peek(|project| {
            let place = Place::End(None);
            // A project that is full refuses, which changes nothing either.
            let _ = edit_task::add_drafts(project, &[read.draft], &place, &author, &mut ids);
        });
    });
}

/// Several lines are a list, not a title.
fn pasted(paste: PasteState, event: &web_sys::ClipboardEvent) {
    let text = event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok());
    let Some(text) = text.filter(|text| text.trim().lines().count() > 1) else {
        return;
    };
    event.prevent_default();
    paste.open(text);
}

/// Moves the focus into the field when a person asks for a new task from anywhere.
fn take_wishes(field: NodeRef<html::Input>) {
    let session = expect_context::<Commands>().session;
    let first = untrack(|| session.add_wishes().get());
    Effect::new(move || {
        let wishes = session.add_wishes().get();
        if wishes != first
            && let Some(field) = field.get()
        {
            // A field that is on the page takes the focus.
            let _ = field.focus();
        }
    });
}
