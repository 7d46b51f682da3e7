//! A row of the timeline: what it is about, and its part of the picture.

use lastmile::present::timeline::{Act, Axis, Form, Row, RowKey, RowWords, row_markup};
use leptos::prelude::*;

use super::draft::Told;
use super::state::TimelineState;
use crate::app::components::{IconName, WindowedRow, piece, still_icon};

/// Builds a row, which shows one key after the other.
pub fn view(state: TimelineState, row: WindowedRow<RowKey>) -> AnyView {
    let WindowedRow { key, index } = row;
    let shown = Memo::new(move |_| {
        let at = index.get();
        state.picture.with(|picture| {
            let row = picture.rows.get(at);
            row.filter(|row| key.with(|key| row.key == *key)).cloned()
        })
    });
    let words = Memo::new(move |_| key.with(|key| state.words(key)));
    let is_active = Memo::new(move |_| {
        state.active.with(|active| match active {
            Some(active) => key.with(|key| active == key),
            None => index.get() == 0,
        })
    });
    let is_chosen = move || is_active.get() && state.active.with(Option::is_some);
    let form = Signal::derive(move || shown.with(|row| row.as_ref().map(|row| row.form)));
    let told = Memo::new(move |_| {
        let told = state.told.get()?;
        key.with(|key| told.0 == *key).then_some(told.1)
    });
    let is_target = Memo::new(move |_| {
        // A draft that was applied stays until the next, and says no more.
        state.told.with(Option::is_some)
            && state
                .draft
                .with(|draft| match draft.as_ref().map(|draft| &draft.act) {
                    Some(Act::Link(task)) => {
                        shown.with(|row| row.as_ref()?.key.task().cloned()).as_ref() == Some(task)
                    }
                    Some(Act::Move(_) | Act::Stretch(_) | Act::Unlink(_)) | None => false,
                })
    });
    let markup = Memo::new(move |_| {
        let (told, row) = (told.get(), shown.get());
        let Some(row) = row else {
            return String::new();
        };
        state.picture.with(|picture| {
            words.with(|words| match told {
                Some(told) => about_to(&picture.axis, row, words, told),
                None => row_markup(&picture.axis, &row, words),
            })
        })
    });
    view! {
        <div
            class="tl-row"
            role="row"
            data-row=Signal::derive(move || index.get().to_string())
            data-drafted=Signal::derive(move || told.with(Option::is_some).then_some(""))
            data-target=Signal::derive(move || is_target.get().then_some(""))
            data-form=Signal::derive(move || form.get().map(form_name))
            aria-rowindex=Signal::derive(move || (index.get() + 2).to_string())
            attr:aria-level=Signal::derive(move || depth(shown).map(|depth| (depth + 1).to_string()))
            aria-expanded=Signal::derive(move || unfolded(shown).map(|open| open.to_string()))
            aria-selected=Signal::derive(move || is_chosen().to_string())
            tabindex=Signal::derive(move || if is_active.get() { "0" } else { "-1" })
        >
            <div class="tl-task" role="rowheader" style:--depth=move || depth(shown).unwrap_or(0).to_string()>
                {piece(move || shown.with(|row| row.as_ref().map(mark)))}
                {piece(move || words.with(title))}
            </div>
            <div class="tl-track" role="gridcell">
                <svg class="tl-picture" aria-hidden="true" focusable="false" inner_html=move || markup.get()></svg>
                <span class="visually-hidden">{piece(move || words.with(|words| words.why.clone()))}</span>
            </div>
        </div>
    }
    .into_any()
}

/// The row with its bar where it would lie, and beside it the day or the work that would be written
/// down. What follows from that, and what a link does, has room below the picture.
fn about_to(axis: &Axis, row: Row, words: &RowWords, told: Told) -> String {
    let row = Row {
        span: told.span.or(row.span),
        ..row
    };
    let words = RowWords {
        who: match told.span.and(told.said.split_inclusive(". ").next()) {
            Some(first) => first.trim_end().to_owned(),
            None => words.who.clone(),
        },
        ..words.clone()
    };
    row_markup(axis, &row, &words)
}

fn depth(row: Memo<Option<Row>>) -> Option<usize> {
    row.with(|row| row.as_ref().map(|row| row.depth))
}

fn unfolded(row: Memo<Option<Row>>) -> Option<bool> {
    row.with(|row| row.as_ref()?.unfolded)
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Finish => "finish",
        Form::Milestone => "milestone",
        Form::Rhythm => "rhythm",
        Form::Group | Form::Summary => "summary",
        Form::Todo | Form::Doing => "open",
        Form::Done => "done",
    }
}

/// What is before the title: the way to fold, or what is special about it.
fn mark(row: &Row) -> AnyView {
    if let Some(open) = row.unfolded {
        let (icon, label) = if open {
            (IconName::ChevronDown, "Hide what is below")
        } else {
            (IconName::ChevronRight, "Show what is below")
        };
        return view! {
            <button type="button" class="tl-fold" tabindex="-1" data-fold="" aria-label=label>
                {still_icon(icon)}
            </button>
        }
        .into_any();
    }
    let (icon, said) = match row.form {
        Form::Finish => (IconName::Flag, "The project"),
        Form::Milestone => (IconName::Milestone, "Milestone"),
        Form::Rhythm => (IconName::Message, "Check-ins and messages"),
        Form::Group | Form::Summary | Form::Todo | Form::Doing | Form::Done => {
            if row.is_blocked {
                (IconName::Block, "Blocked")
            } else if row.on_chain {
                (IconName::Critical, "Critical chain")
            } else if row.form == Form::Done {
                (IconName::Check, "Done")
            } else {
                return view! { <span class="tl-mark"></span> }.into_any();
            }
        }
    };
    let kind = if row.on_chain { "chain" } else { "" };
    view! {
        <span class="tl-mark" title=said data-kind=kind>
            {still_icon(icon)}
            <span class="visually-hidden">{said}</span>
        </span>
    }
    .into_any()
}

fn title(words: &RowWords) -> AnyView {
    view! {
        <span class="tl-title" title=words.title.clone()>{words.title.clone()}</span>
        <span class="tl-dates">{words.finish.clone()}</span>
    }
    .into_any()
}
