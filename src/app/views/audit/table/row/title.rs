//! The first cell of a row.

use lastmile::project::Status;
use leptos::prelude::*;

use super::super::Column;
use super::filled::Filled;
use super::{Parts, Place, about, text_of};
use crate::app::components::{IconName, piece, still_icon};

/// The title with its place in the tree, the mark that finishes the task, and the way to open it.
pub(super) fn title(parts: Parts) -> AnyView {
    let Parts { place, filled, .. } = parts;
    let depth = Memo::new(move |_| place.with(|it| it.depth));
    let is_summary = Memo::new(move |_| place.with(|it| it.rolled_up.is_some()));
    let is_folded = Memo::new(move |_| place.with(|it| it.is_folded));
    let is_done = Signal::derive(move || filled.with(|it| (it.status == Status::Done).to_string()));
    let before = piece(move || {
        if is_summary.get() {
            let (label, icon) = if is_folded.get() {
                ("Show subtasks", IconName::ChevronRight)
            } else {
                ("Hide subtasks", IconName::ChevronDown)
            };
            return view! {
                <button type="button" class="task-title__fold" tabindex="-1" data-fold="" aria-label=label>
                    {still_icon(icon)}
                </button>
            }
            .into_any();
        }
        view! {
            <button
                type="button"
                class="task-title__done"
                tabindex="-1"
                data-done=""
                aria-pressed=is_done
                aria-label=about(filled, "Done: ")
            >
                {still_icon(IconName::Check)}
            </button>
        }
        .into_any()
    });
    view! {
        <span class="task-title" style:--depth=move || depth.get().to_string()>
            {before}
            <span class="task-title__words">
                <span class="task-text">{piece(move || filled.with(|filled| filled.title.clone()))}</span>
                <span class="task-title__meta">{piece(move || place.with(|place| filled.with(|it| meta(place, it))))}</span>
            </span>
            <button
                type="button"
                class="task-title__open"
                tabindex="-1"
                data-open=""
                aria-label=about(filled, "Open ")
            >
                {still_icon(IconName::Sidebar)}
            </button>
        </span>
    }
    .into_any()
}

/// On a narrow page, what the other columns would say.
fn meta(place: &Place, filled: &Filled) -> String {
    const SAID: [Column; 5] = [
        Column::Priority,
        Column::Owner,
        Column::Estimate,
        Column::Due,
        Column::Waiting,
    ];
    let mut said: Vec<String> = SAID.map(|column| text_of(place, filled, column)).into();
    said.push(filled.put_off.clone());
    said.retain(|text| !text.is_empty());
    said.join(" · ")
}
