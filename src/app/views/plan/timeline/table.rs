//! The timeline as a table: the same rows, in words.

use lastmile::present::timeline::{RowKey, RowWords};
use leptos::prelude::*;

use super::state::TimelineState;
use super::{keys, pointer};
use crate::app::components::{WindowedList, WindowedRow, piece};

/// The columns.
const COLUMNS: [&str; 6] = ["Task", "Who", "Start", "Finish", "Slack", "Why it is there"];

/// The rows of the timeline in words.
#[component]
pub fn TimelineTable(
    /// What is shown.
    state: TimelineState,
) -> AnyView {
    let rows = Memo::new(move |_| {
        state.picture.with(|picture| -> Vec<RowKey> {
            picture.rows.iter().map(|row| row.key.clone()).collect()
        })
    });
    let build = Callback::new(move |row: WindowedRow<RowKey>| line(state, row));
    view! {
        <div
            class="timeline timeline--table"
            on:click=move |event| pointer::clicked(state, &event)
            on:focusin=move |event| pointer::arrived(state, &event)
            on:keydown=move |event| keys::pressed(state, &event)
        >
            <WindowedList label="Timeline" role="grid" keys=rows row=build header=head scroll_to=state.wanted />
        </div>
    }
    .into_any()
}

fn head() -> AnyView {
    let cells = COLUMNS.map(|name| view! { <div role="columnheader">{name}</div> }.into_any());
    view! { <div class="tl-line-of-table tl-line-of-table--head" role="row">{Vec::from(cells)}</div> }
        .into_any()
}

fn line(state: TimelineState, row: WindowedRow<RowKey>) -> AnyView {
    let WindowedRow { key, index } = row;
    let place = Memo::new(move |_| {
        state.picture.with(|picture| {
            let row = picture.rows.get(index.get());
            row.map_or((0, false), |row| (row.depth, row.on_chain))
        })
    });
    let is_active = Memo::new(move |_| {
        state.active.with(|active| match active {
            Some(active) => key.with(|key| active == key),
            None => index.get() == 0,
        })
    });
    let words = Memo::new(move |_| key.with(|key| state.words(key)));
    view! {
        <div
            class="tl-line-of-table"
            role="row"
            data-row=Signal::derive(move || index.get().to_string())
            aria-rowindex=Signal::derive(move || (index.get() + 2).to_string())
            tabindex=Signal::derive(move || if is_active.get() { "0" } else { "-1" })
            style:--depth=move || place.get().0.to_string()
        >
            {piece(move || {
                let is_on_chain = place.get().1;
                words.with(|words| cells(words, is_on_chain))
            })}
        </div>
    }
    .into_any()
}

fn cells(words: &RowWords, is_on_chain: bool) -> AnyView {
    let chain = if is_on_chain { "chain" } else { "" };
    let slack = [words.slack.as_str(), chain, &words.late].into_iter();
    let slack: Vec<_> = slack.filter(|text| !text.is_empty()).collect();
    let slack = slack.join(" · ");
    view! {
        <div role="gridcell" class="tl-title" title=words.title.clone()>{words.title.clone()}</div>
        <div role="gridcell">{words.who.clone()}</div>
        <div role="gridcell">{words.start.clone()}</div>
        <div role="gridcell">{words.finish.clone()}</div>
        <div role="gridcell">{slack}</div>
        <div role="gridcell" title=words.why.clone()>{words.why.clone()}</div>
    }
    .into_any()
}
