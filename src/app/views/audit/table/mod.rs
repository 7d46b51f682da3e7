//! The table of tasks: a tree grid of which only the rows in sight are built. The cells are plain
//! text; keys and clicks are handled once, on the grid, and the cell that is edited turns into a
//! field.

mod columns;
mod editor;
mod keys;
mod pointer;
mod row;

pub use columns::Column;

use leptos::prelude::*;

use super::state::{AuditState, RowKey, is_key_of, key_of};
use crate::app::components::{EmptyState, IconName, When, WindowedList, WindowedRow};
use crate::app::workspace::Workspace;
use lastmile::present::{Direction, SortBy, TaskQuery, TaskRow};
use std::collections::BTreeSet;

/// The table.
#[component]
pub fn TaskTable() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let workspace = expect_context::<Workspace>();
    let rows = Memo::new_owning(move |before: Option<Vec<RowKey>>| {
        let mut keys = before.unwrap_or_default();
        let has_changed = state.rows(|rows| follow(&mut keys, rows));
        (keys, has_changed)
    });
    let build = Callback::new(move |row: WindowedRow<RowKey>| row::view(state, workspace, row));
    let is_empty = move || rows.with(Vec::is_empty);
    view! {
        <div
            class="task-table"
            data-columns=Signal::derive(move || column_names(state))
            on:keydown=move |event| keys::pressed(state, &event)
            on:click=move |event| pointer::clicked(state, &event)
            on:mousemove=move |event| pointer::hovered(&event)
            on:focusin=move |event| pointer::arrived(state, &event)
            on:focusout=move |event| pointer::left(state, &event)
            on:dragstart=move |event| pointer::dragged(state, &event)
            on:dragover=move |event| pointer::dragged_over(state, &event)
            on:drop=move |event| pointer::dropped(state, &event)
        >
            <WindowedList
                label="Tasks"
                role="treegrid"
                keys=rows
                row=build
                header=move || header(state)
                scroll_to=state.wanted
            />
            <When holds=Signal::derive(is_empty)>
                <NoRows />
            </When>
        </div>
    }
}

/// Makes these the keys of the rows; whether they were others. Most of them stay what they are.
fn follow(keys: &mut Vec<RowKey>, rows: &[TaskRow]) -> bool {
    let same = |(key, row): &(&RowKey, &TaskRow)| is_key_of(key, row);
    let first = keys.iter().zip(rows).take_while(same).count();
    let ends = keys.iter().rev().zip(rows.iter().rev());
    let most = keys.len().min(rows.len()) - first;
    let last = ends.take(most).take_while(same).count();
    let (old, new) = (first..keys.len() - last, first..rows.len() - last);
    let has_changed = !(old.is_empty() && new.is_empty());
    let new = rows.get(new).unwrap_or_default();
    keys.splice(old, new.iter().map(key_of));
    has_changed
}

/// The names of the columns shown: the style sheet lays the table out by them.
fn column_names(state: AuditState) -> String {
    state.columns.with(|columns| {
        columns
            .iter()
            .map(|column| column.slug())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

fn header(state: AuditState) -> AnyView {
    let heads = move || {
        let columns = state.columns.get();
        columns
            .into_iter()
            .map(|column| head(state, column))
            .collect_view()
    };
    view! {
        <div class="task-row task-row--head" role="row">
            <div class="task-cell task-cell--select" role="columnheader">
                <SelectAll />
            </div>
            {heads}
        </div>
    }
    .into_any()
}

fn head(state: AuditState, column: Column) -> AnyView {
    let Some(sort) = sorted_by(column) else {
        return view! {
            <div class="task-cell" role="columnheader" data-column=column.slug()>
                {column.title()}
            </div>
        }
        .into_any();
    };
    let direction = Memo::new(move |_| {
        state
            .query
            .with(|query| (query.sort == sort).then_some(query.direction))
    });
    let said = move || match direction.get() {
        Some(Direction::Ascending) => "ascending",
        Some(Direction::Descending) => "descending",
        None => "none",
    };
    // Up, down, and back to people's own order.
    let turn = move |_| {
        state.query.update(|query| {
            (query.sort, query.direction) = match direction.get_untracked() {
                None => (sort, Direction::Ascending),
                Some(Direction::Ascending) => (sort, Direction::Descending),
                Some(Direction::Descending) => (SortBy::Order, Direction::Ascending),
            };
        });
    };
    view! {
        <div class="task-cell" role="columnheader" data-column=column.slug() aria-sort=said>
            <button type="button" class="task-head" on:click=turn>
                {column.title()}
            </button>
        </div>
    }
    .into_any()
}

fn sorted_by(column: Column) -> Option<SortBy> {
    match column {
        Column::Title => Some(SortBy::Title),
        Column::Priority => Some(SortBy::Priority),
        Column::Owner => Some(SortBy::Owner),
        Column::Estimate => Some(SortBy::Work),
        Column::Due => Some(SortBy::Due),
        Column::Status => Some(SortBy::Status),
        Column::Waiting => Some(SortBy::Blocked),
        Column::Deliverable | Column::Workstream | Column::Labels | Column::After => None,
    }
}

#[component]
fn SelectAll() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let shown = move || state.rows(|rows| rows.iter().filter_map(|row| key_of(row).1).collect());
    let all = Memo::new(move |_| {
        // Most of the time nothing is selected, and there may be thousands of rows.
        if state.selected.with(BTreeSet::is_empty) {
            return false;
        }
        let shown: BTreeSet<_> = shown();
        !shown.is_empty() && state.selected.with(|selected| shown.is_subset(selected))
    });
    let toggle = move |_| {
        let every = if all.get_untracked() {
            BTreeSet::new()
        } else {
            untrack(shown)
        };
        state.selected.set(every);
    };
    view! {
        <input
            type="checkbox"
            aria-label="Select all tasks shown"
            prop:checked=all
            on:change=toggle
        />
    }
}

#[component]
fn NoRows() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let workspace = expect_context::<Workspace>();
    let nothing_at_all = Memo::new(move |_| workspace.read(|project| project.tasks.is_empty()));
    move || {
        if nothing_at_all.get() {
            view! {
                <EmptyState
                    icon=IconName::Audit
                    headline="What is left to do?"
                    text="Write one task above and press Enter, or paste your whole list there. Names, hours and dates are understood as you type."
                />
            }
            .into_any()
        } else {
            view! {
                <EmptyState
                    icon=IconName::Search
                    headline="No task answers this"
                    text="Change the words you are looking for, or show tasks of every status."
                >
                    <crate::app::components::Button
                        label="Show all open tasks"
                        on_press=move |()| state.query.set(TaskQuery::default())
                    />
                </EmptyState>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use lastmile::project::Id;

    use super::*;

    fn rows(ids: &str) -> Vec<TaskRow> {
        let row = |id: char| TaskRow::Task {
            id: Id::new(&id.to_string()),
            group: String::new(),
            depth: 0,
            rolled_up: None,
        };
        ids.chars().map(row).collect()
    }

    #[test]
    fn keys_follow_the_rows() {
        let mut keys = Vec::new();
        for ids in ["abc", "abc", "abdc", "a", "", "aa", "aaa", "aba", "cba"] {
            let rows = rows(ids);
            let after: Vec<_> = rows.iter().map(key_of).collect();
            let differ = keys != after;
            assert_eq!((follow(&mut keys, &rows), &keys), (differ, &after));
        }
    }
}
