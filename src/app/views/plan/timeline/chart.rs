//! The picture: rows in a list of which only those in sight are built, days above and below them,
//! and the links between the rows in sight.

use std::ops::Range;

use lastmile::present::timeline::{RowKey, axis_markup, lines_markup, under_markup};
use leptos::prelude::*;

use super::pointer::Pull;
use super::state::TimelineState;
use super::{keys, pointer, row};
use crate::app::browser::dom;
use crate::app::components::{WindowedList, WindowedRow, piece};

/// The timeline as a picture.
#[component]
pub fn Chart(
    /// What is shown.
    state: TimelineState,
) -> AnyView {
    let rows = Memo::new(move |_| {
        state.picture.with(|picture| -> Vec<RowKey> {
            picture.rows.iter().map(|row| row.key.clone()).collect()
        })
    });
    let build = Callback::new(move |row: WindowedRow<RowKey>| row::view(state, row));
    let under = Callback::new(move |window: Signal<Range<usize>>| below(state, window));
    let days = move || state.picture.with(|picture| picture.axis.days.to_string());
    let zoom = move || state.zoom().label().to_lowercase();
    let shown = Memo::new(move |_| {
        let has_rows = state.picture.with(|picture| !picture.rows.is_empty());
        (state.zoom(), has_rows)
    });
    Effect::new(move || {
        shown.track();
        request_animation_frame(move || look_at_today(state));
    });
    view! {
        <div
            class="timeline"
            data-zoom=Signal::derive(zoom)
            data-stale=Signal::derive(move || state.is_stale.get().then_some(""))
            style:--days=days
            on:keydown=move |event| keys::pressed(state, &event)
            on:click=move |event| pointer::clicked(state, &event)
            on:focusin=move |event| pointer::arrived(state, &event)
            on:pointerdown=move |event| pointer::pressed(state, &event)
            on:pointermove=move |event| pointer::moved(state, &event)
            on:pointerup=move |_| pointer::released(state)
            on:pointercancel=move |_| pointer::cancelled(state)
        >
            <WindowedList
                label="Timeline"
                role="treegrid"
                keys=rows
                row=build
                header=move || head(state)
                under=under
                scroll_to=state.wanted
            />
            {piece(move || state.pull.get().map(pulled))}
        </div>
    }
    .into_any()
}

/// Brings today into sight, with a quarter of the days in sight before it.
fn look_at_today(state: TimelineState) {
    let axis = state
        .picture
        .with_untracked(|picture| (picture.axis.today, picture.axis.days));
    let (Some(today), days) = axis else { return };
    let Some(list) = dom::find(".timeline .windowed", |_| true) else {
        return;
    };
    let Ok(Some(track)) = list.query_selector(".tl-row--head > .tl-track") else {
        return;
    };
    let width = track.get_bounding_client_rect().width();
    let in_sight = width - f64::from(list.scroll_width() - list.client_width());
    let at = width * f64::from(today) / f64::from(days.max(1));
    dom::scroll_across(&list, at - in_sight / 4.0);
}

/// The line that follows the pointer until a link is let go.
fn pulled(pull: Pull) -> AnyView {
    let ((x1, y1), (x2, y2)) = (pull.from, pull.to);
    let line = format!(
        r#"<line x1="{x1:.0}" y1="{y1:.0}" x2="{x2:.0}" y2="{y2:.0}"/><circle cx="{x2:.0}" cy="{y2:.0}" r="4"/>"#
    );
    view! { <svg class="tl-pull" aria-hidden="true" inner_html=line></svg> }.into_any()
}

fn head(state: TimelineState) -> AnyView {
    let markup = Memo::new(move |_| {
        let zoom = state.zoom();
        state
            .picture
            .with(|picture| axis_markup(&picture.axis, zoom))
    });
    view! {
        <div class="tl-row tl-row--head" role="row">
            <div class="tl-task" role="columnheader">
                <span class="tl-title">"Task"</span>
                <span class="tl-dates">"Done by"</span>
            </div>
            <div class="tl-track" role="columnheader">
                <span class="visually-hidden">"When and why"</span>
                <svg class="tl-picture" aria-hidden="true" focusable="false" inner_html=move || markup.get()></svg>
            </div>
        </div>
    }
    .into_any()
}

/// Days off, today, and the links, below the rows.
fn below(state: TimelineState, window: Signal<Range<usize>>) -> AnyView {
    let days = Memo::new(move |_| {
        let zoom = state.zoom();
        state
            .picture
            .with(|picture| under_markup(&picture.axis, zoom))
    });
    let lines = Memo::new(move |_| {
        let (zoom, rows) = (state.zoom(), window.get());
        state.picture.with(|picture| {
            let days = picture.axis.days;
            let markup = lines_markup(&picture.lines, &rows, zoom.elbow(days));
            let height = rows.end.saturating_sub(rows.start).max(1);
            (markup, format!("0 0 {days} {height}"))
        })
    });
    let count = move || state.picture.with(|picture| picture.rows.len().to_string());
    view! {
        <svg
            class="tl-under"
            aria-hidden="true"
            style:--count=count
            inner_html=move || days.get()
        ></svg>
        <svg
            class="tl-lines"
            aria-hidden="true"
            preserveAspectRatio="none"
            viewBox=move || lines.with(|lines| lines.1.clone())
            style:--first=move || window.with(|rows| rows.start.to_string())
            style:--count=move || window.with(|rows| rows.end.saturating_sub(rows.start).max(1).to_string())
            inner_html=move || lines.with(|lines| lines.0.clone())
        ></svg>
    }
    .into_any()
}
