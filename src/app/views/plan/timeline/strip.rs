//! The line below the picture: what the chosen row is, when, why it is there, and what is about to be
//! done with it.

use lastmile::present::timeline::{Act, RowWords};
use lastmile::present::{links, words};
use leptos::prelude::*;

use super::draft::Told;
use super::keys;
use super::state::TimelineState;
use crate::app::components::{
    Button, ButtonKind, IconName, Menu, MenuEntry, MenuItem, Tone, piece,
};

/// What the row the keys act on is about.
#[component]
pub fn Strip(
    /// What is shown.
    state: TimelineState,
) -> AnyView {
    let words = Memo::new(move |_| {
        let key = state.active.get()?;
        Some(state.words(&key)).filter(|words| !words.title.is_empty())
    });
    let told = Memo::new(move |_| state.told.get().map(|(_, told)| told));
    let is_task = Memo::new(move |_| {
        let active = state.active.get();
        active.is_some_and(|key| key.task().is_some())
    });
    view! {
        <section class="tl-strip" aria-label="The chosen row" data-print="none">
            {piece(move || {
                if let Some(told) = told.get() {
                    return about_to(state, told);
                }
                match words.get() {
                    Some(words) => said(state, &words, is_task.get()),
                    None => hint(),
                }
            })}
        </section>
    }
    .into_any()
}

fn said(state: TimelineState, words: &RowWords, is_task: bool) -> AnyView {
    let when = [&words.dates, &words.sure, &words.who];
    let when = when.into_iter().filter(|text| !text.is_empty());
    let when: Vec<_> = when.map(String::as_str).collect();
    let buttons = is_task.then(|| {
        view! {
            <div class="tl-strip__acts">
                <Menu label="Change" icon=IconName::Edit entries=Signal::derive(move || changes(state)) />
                <Button
                    label="Open"
                    icon=IconName::Sidebar
                    on_press=move |()| {
                        let task = state.active.with_untracked(|key| key.as_ref()?.task().cloned());
                        state.router.open_task(task);
                    }
                />
            </div>
        }
    });
    view! {
        <div class="tl-strip__words">
            <p class="tl-strip__head">
                <strong>{words.title.clone()}</strong>
                <span>{when.join(" · ")}</span>
            </p>
            <p class="tl-strip__why">{words.why.clone()}</p>
        </div>
        {buttons}
    }
    .into_any()
}

/// What can be done with the bar of the active row: the same as by dragging.
fn changes(state: TimelineState) -> Vec<MenuEntry> {
    let item = |label: &'static str, keys: &'static str, act: fn(TimelineState) -> bool| {
        let chosen = MenuItem::new(label, move || {
            act(state);
        });
        MenuEntry::from(chosen.keys(keys))
    };
    let mut entries = vec![
        item("A day later", "Shift+→", |state| keys::nudge(state, 1)),
        item("A day earlier", "Shift+←", |state| keys::nudge(state, -1)),
        item("An hour longer", "+", |state| keys::stretch(state, 60)),
        item("An hour shorter", "-", |state| keys::stretch(state, -60)),
        MenuEntry::Line,
        item("Let another task wait for it", "l", keys::begin_link),
    ];
    entries.extend(cuts(state));
    entries
}

/// The links of the active task that can be cut, by what it waits for.
fn cuts(state: TimelineState) -> Vec<MenuEntry> {
    let Some(key) = state.active.get_untracked() else {
        return Vec::new();
    };
    let Some(task) = key.task() else {
        return Vec::new();
    };
    state.workspace.peek(|project| {
        let cut = |wait: links::Wait| {
            let (key, before) = (key.clone(), wait.predecessor);
            let label = format!("Wait no longer for {}", words::task(project, &before));
            let item = MenuItem::new(label, move || {
                state.propose(key.clone(), Act::Unlink(before.clone()));
            });
            item.into()
        };
        links::waits(project, task).into_iter().map(cut).collect()
    })
}

fn about_to(state: TimelineState, told: Told) -> AnyView {
    let tone = if told.is_possible {
        Tone::Accent
    } else {
        Tone::Warning
    };
    let refusal = (!told.is_possible).then(|| told.said.clone());
    view! {
        <div class="tl-strip__words" data-tone=tone.name() role="status">
            <p>{told.said}</p>
            <p class="tl-strip__why">{piece(move || state.price_said())}</p>
        </div>
        <div class="tl-strip__acts">
            <Button
                label="Apply"
                kind=ButtonKind::Primary
                keys="Enter"
                refusal=Signal::stored(refusal)
                on_press=move |()| state.apply_draft()
            />
            <Button label="Cancel" keys="Escape" on_press=move |()| state.drop_draft() />
        </div>
    }
    .into_any()
}

fn hint() -> AnyView {
    view! {
        <p class="tl-strip__why tl-strip__hint">
            "Choose a row to read why it is where it is. Drag a bar to move it, its end to make it longer, the ring behind it to link it; or use Shift with the arrow keys, + and −, and l."
        </p>
    }
    .into_any()
}
