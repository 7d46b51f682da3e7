//! The board: cards by status or by person, moved by drag, keys or a menu.

mod cards;
mod moves;

use lastmile::present::board::{self, CARDS, Card, Columns, Lane, Layout, Target};
use lastmile::project::{Id, Task};
use leptos::prelude::*;

use self::cards::lane;
use super::state::Execute;
use crate::app::components::{
    Checkbox, Choice, ConfirmDialog, EmptyState, IconName, SegmentedControl, piece,
};

/// By person a column is one of many: it shows fewer cards at first.
const CARDS_OF_A_PERSON: usize = 8;

/// What the board's handlers share.
#[derive(Clone, Copy)]
struct Board {
    execute: Execute,
    layout: RwSignal<Layout>,
    /// The card that is dragged, and the column it comes from.
    dragged: StoredValue<Option<(Id<Task>, Target)>>,
    /// The column that is dragged over, by its place.
    over: RwSignal<Option<(usize, usize)>>,
    /// A move that would be a second task at once.
    asking: RwSignal<Option<Asking>>,
    /// The card the keys are on: it keeps the focus when the board is drawn anew.
    active: StoredValue<Option<Id<Task>>>,
}

/// A move that waits for a yes.
#[derive(Clone, Debug, PartialEq)]
struct Asking {
    task: Id<Task>,
    from: Target,
    to: Target,
    text: String,
}

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let board = Board {
        execute,
        layout: RwSignal::new(Layout {
            cards: CARDS,
            ..Layout::default()
        }),
        dragged: StoredValue::new(None),
        over: RwSignal::new(None),
        asking: RwSignal::new(None),
        active: StoredValue::new(None),
    };
    let lanes = Memo::new(move |_| {
        let layout = board.layout.get();
        execute.read(|project, dates, today| board::board(project, dates, layout, today))
    });
    Effect::new(move || {
        lanes.track();
        board.keep_focus();
    });
    let is_empty =
        move || lanes.with(|lanes| lanes.iter().all(|lane| cards_of(lane).next().is_none()));
    view! {
        <div class="execute-part execute-part--wide">
            {tools(board)}
            {piece(move || {
                if is_empty() {
                    return nothing();
                }
                lanes.with(|lanes| {
                    let all = lanes.iter().enumerate().map(|(at, it)| lane(board, at, it));
                    view! {
                        <div
                            class="board"
                            on:keydown=move |event| board.key(&event)
                            on:focusin=move |event| board.focused(&event)
                        >
                            {all.collect_view()}
                        </div>
                    }
                        .into_any()
                })
            })}
            {question(board)}
        </div>
    }
    .into_any()
}

fn cards_of(lane: &Lane) -> impl Iterator<Item = &Card> {
    lane.columns.iter().flat_map(|column| &column.cards)
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Execute
            headline="No cards yet"
            text="The board shows the open tasks of the audit and what was finished in the last seven days. Write the remaining work down there first."
        />
    }
    .into_any()
}

fn tools(board: Board) -> AnyView {
    let layout = board.layout;
    let value = move || match layout.with(|it| it.columns) {
        Columns::Status => "status",
        Columns::Person => "person",
    };
    let choose = move |value: String| {
        layout.update(|layout| {
            (layout.columns, layout.cards) = if value == "person" {
                (Columns::Person, CARDS_OF_A_PERSON)
            } else {
                (Columns::Status, CARDS)
            };
        });
    };
    view! {
        <div class="execute-part__head">
            <p class="execute-part__lead">
                "One task per person at a time. Drag a card, use its menu, or Shift and an arrow key."
            </p>
            <div class="execute-part__tools">
                <Checkbox
                    label="Lanes by workstream"
                    checked=Signal::derive(move || layout.with(|it| it.lanes))
                    on_change=move |lanes| layout.update(|it| it.lanes = lanes)
                />
                <SegmentedControl
                    label="Columns by"
                    label_hidden=true
                    options=vec![
                        Choice::new("status", "By status"),
                        Choice::new("person", "By person"),
                    ]
                    value=Signal::derive(move || value().to_owned())
                    on_change=choose
                />
            </div>
        </div>
    }
    .into_any()
}

/// The question before a second task at once.
fn question(board: Board) -> AnyView {
    let asking = board.asking;
    let text = move || asking.with(|it| it.as_ref().map(|it| it.text.clone()).unwrap_or_default());
    let go_on = move |()| {
        if let Some(it) = asking.get_untracked() {
            asking.set(None);
            board.go(&it.task, &it.from, &it.to);
        }
    };
    view! {
        <ConfirmDialog
            title="A second task at once?"
            text=Signal::derive(text)
            open=Signal::derive(move || asking.with(Option::is_some))
            confirm="Do both at once"
            on_confirm=go_on
            on_cancel=move |()| asking.set(None)
        />
    }
    .into_any()
}
