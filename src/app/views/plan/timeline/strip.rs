//! The line below the picture: what the chosen row is, when, and why it is there.

use lastmile::present::timeline::RowWords;
use leptos::prelude::*;

use super::state::TimelineState;
use crate::app::components::{Button, IconName, When, piece};

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
    let is_task = Signal::derive(move || {
        state
            .active
            .with(|active| active.as_ref().is_some_and(|key| key.task().is_some()))
    });
    view! {
        <section class="tl-strip" aria-label="The chosen row">
            {piece(move || words.with(|words| match words {
                Some(words) => said(words),
                None => hint(),
            }))}
            <When holds=is_task>
                <Button
                    label="Open"
                    icon=IconName::Sidebar
                    on_press=move |()| {
                        let task = state.active.with_untracked(|key| key.as_ref()?.task().cloned());
                        state.router.open_task(task);
                    }
                />
            </When>
        </section>
    }
    .into_any()
}

fn said(words: &RowWords) -> AnyView {
    let when = [words.dates.as_str(), words.who.as_str()];
    let when: Vec<_> = when.into_iter().filter(|text| !text.is_empty()).collect();
    view! {
        <div class="tl-strip__words">
            <p class="tl-strip__head">
                <strong>{words.title.clone()}</strong>
                <span>{when.join(" · ")}</span>
            </p>
            <p class="tl-strip__why">{words.why.clone()}</p>
        </div>
    }
    .into_any()
}

fn hint() -> AnyView {
    view! {
        <p class="tl-strip__why">
            "Choose a row to read why it is where it is. Arrow keys go from row to row, Enter opens a task."
        </p>
    }
    .into_any()
}
