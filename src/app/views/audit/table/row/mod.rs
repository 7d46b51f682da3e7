//! A row of the table as text.

mod filled;
mod title;

use lastmile::present::{TaskRow, estimate_text, words};
use lastmile::project::{Id, Status, WorkMinutes};
use leptos::prelude::*;

use self::filled::{Filled, fill};
use self::title::title;
use super::Column;
use super::editor::Editor;
use crate::app::components::{Icon, IconName, WindowedRow, follow, piece, settle};
use crate::app::views::audit::state::{AuditState, Cell, RowKey, is_key_of};
use crate::app::workspace::Workspace;

/// Builds a row, which shows one key after the other: heads of groups and tasks.
pub fn view(state: AuditState, workspace: Workspace, row: WindowedRow<RowKey>) -> AnyView {
    let WindowedRow { key, index } = row;
    let is_group = Memo::new(move |_| key.with(|key| key.1.is_none()));
    let parts = Parts {
        state,
        key,
        place: RwSignal::new(Place::default()),
        filled: RwSignal::new(Filled::default()),
        edited: Memo::new(move |_| column_here(key, state.editing.into())),
        entered: RwSignal::new(None),
    };
    follow(move || {
        let links = state
            .columns
            .with(|columns| columns.contains(&Column::After));
        key.with(|key| {
            settle(parts.place, place(state, key, index.get()));
            let filled = key
                .1
                .as_ref()
                .map(|id| workspace.read(|project| fill(project, id, workspace.today(), links)));
            settle(parts.filled, filled.unwrap_or_default());
        });
        settle(parts.entered, column_here(key, state.entry.into()));
    });
    piece(move || {
        if is_group.get() {
            group(parts)
        } else {
            task(parts)
        }
    })
}

/// What the parts of a row share.
#[derive(Clone, Copy)]
struct Parts {
    state: AuditState,
    key: Signal<RowKey>,
    place: RwSignal<Place>,
    filled: RwSignal<Filled>,
    /// The column that is being edited, if it is in this row.
    edited: Memo<Option<Column>>,
    /// The column of the cell that Tab arrives at, if it is in this row.
    entered: RwSignal<Option<Column>>,
}

/// Where a row stands, and what follows from that.
#[derive(Clone, Debug, Default, PartialEq)]
struct Place {
    at: usize,
    depth: usize,
    /// Of a summary task: the work below it.
    rolled_up: Option<WorkMinutes>,
    is_folded: bool,
    /// Of the head of a group: its name and what is in it.
    group: (String, String),
}

fn place(state: AuditState, key: &RowKey, at: usize) -> Place {
    let (in_group, id) = key;
    let fold = id.as_ref().map_or(in_group.as_str(), Id::as_str);
    let mut place = Place {
        at,
        is_folded: state.folded.with(|folded| folded.contains(fold)),
        ..Place::default()
    };
    state.rows(
        |rows| match rows.get(at).filter(|row| is_key_of(key, row)) {
            Some(TaskRow::Task {
                depth, rolled_up, ..
            }) => (place.depth, place.rolled_up) = (*depth, *rolled_up),
            Some(TaskRow::Group {
                title, count, work, ..
            }) => {
                let sum = format!("{}, {}", words::count(*count, "task"), words::work(*work));
                place.group = (title.clone(), sum);
            }
            None => {}
        },
    );
    place
}

/// The column of a cell that is in this row.
fn column_here(key: Signal<RowKey>, cell: Signal<Option<Cell>>) -> Option<Column> {
    cell.with(|cell| {
        let here = cell
            .as_ref()
            .filter(|cell| key.with(|key| cell.row == *key));
        here.map(|cell| cell.column)
    })
}

fn group(parts: Parts) -> AnyView {
    let Parts {
        state, key, place, ..
    } = parts;
    view! {
        <div class="task-row task-row--group" role="row" aria-rowindex=rowindex(place)>
            <div class="task-group" role="gridcell">
                <button
                    type="button"
                    class="task-group__fold"
                    aria-expanded=Signal::derive(move || place.with(|it| (!it.is_folded).to_string()))
                    on:click=move |_| key.with_untracked(|key| state.fold(&key.0))
                >
                    <Icon name=Signal::derive(move || chevron(place.with(|it| !it.is_folded))) />
                    <span class="task-group__title">{piece(move || place.with(|it| it.group.0.clone()))}</span>
                </button>
                <span class="task-group__sum">{piece(move || place.with(|it| it.group.1.clone()))}</span>
            </div>
        </div>
    }
    .into_any()
}

fn rowindex(place: RwSignal<Place>) -> Signal<String> {
    Signal::derive(move || place.with(|it| (it.at + 2).to_string()))
}

fn chevron(open: bool) -> IconName {
    if open {
        IconName::ChevronDown
    } else {
        IconName::ChevronRight
    }
}

fn task(parts: Parts) -> AnyView {
    let Parts {
        state,
        key,
        place,
        filled,
        ..
    } = parts;
    let selected = Memo::new(move |_| {
        key.with(|(_, id)| {
            let id = id.as_ref();
            id.is_some_and(|id| state.selected.with(|selected| selected.contains(id)))
        })
    });
    let cells = piece(move || {
        let columns = state.columns.get().into_iter();
        columns.map(|column| cell(parts, column)).collect_view()
    });
    let expanded = move || {
        place.with(|it| {
            let is_open = !it.is_folded;
            it.rolled_up.map(|_| is_open.to_string())
        })
    };
    view! {
        <div
            class="task-row"
            role="row"
            data-task=Signal::derive(move || key.with(|(_, id)| id.as_ref().map(ToString::to_string)))
            data-group=Signal::derive(move || key.with(|key| key.0.clone()))
            data-status=Signal::derive(move || status_name(filled.with(|filled| filled.status)))
            draggable="true"
            aria-rowindex=rowindex(place)
            attr:aria-level=Signal::derive(move || place.with(|it| it.depth + 1))
            aria-selected=Signal::derive(move || selected.get().to_string())
            aria-expanded=Signal::derive(expanded)
        >
            <div class="task-cell task-cell--select" role="gridcell">
                <input
                    type="checkbox"
                    tabindex="-1"
                    data-select=""
                    aria-label=about(filled, "Select ")
                    prop:checked=selected
                />
            </div>
            {cells}
        </div>
    }
    .into_any()
}

/// What is done to the task of a row, and its title.
fn about(filled: RwSignal<Filled>, what: &'static str) -> Signal<String> {
    Signal::derive(move || filled.with(|filled| format!("{what}{}", filled.title)))
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Todo => "todo",
        Status::Doing => "doing",
        Status::Done => "done",
        Status::Deferred => "deferred",
        Status::Dropped => "dropped",
    }
}

fn cell(parts: Parts, column: Column) -> AnyView {
    let Parts {
        state,
        key,
        place,
        filled,
        edited,
        entered,
    } = parts;
    let edited = Memo::new(move |_| edited.get() == Some(column));
    let content = piece(move || {
        let row = key.get_untracked();
        match row.1.clone().filter(|_| edited.get()) {
            Some(task) => {
                let cell = Cell { row, column };
                view! { <Editor state=state cell=cell task=task /> }.into_any()
            }
            None if column == Column::Title => title(parts),
            None => {
                let text =
                    move || place.with(|it| filled.with(|filled| text_of(it, filled, column)));
                view! { <span class="task-text">{piece(text)}</span> }.into_any()
            }
        }
    });
    let tone = Signal::derive(move || filled.with(|filled| filled.tone(column)));
    view! {
        <div
            class="task-cell"
            role="gridcell"
            tabindex=Signal::derive(move || if entered.get() == Some(column) { "0" } else { "-1" })
            data-column=column.slug()
            data-tone=matches!(column, Column::Due | Column::Priority).then_some(tone)
        >
            {content}
        </div>
    }
    .into_any()
}

fn text_of(place: &Place, filled: &Filled, column: Column) -> String {
    // Of a summary task only what is rolled up counts.
    match (place.rolled_up, column) {
        (Some(work), Column::Estimate) if work != WorkMinutes::ZERO => {
            format!("{} left", estimate_text::show_work(work))
        }
        (Some(_), Column::Priority | Column::Owner | Column::Estimate | Column::Status) => {
            String::new()
        }
        _ => filled.text(column),
    }
}
