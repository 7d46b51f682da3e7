//! What the table shows: words, status, groups, columns.

use lastmile::present::{GroupBy, StatusFilter, words};
use leptos::html;
use leptos::prelude::*;

use super::state::AuditState;
use super::table::Column;
use crate::app::commands::Commands;
use crate::app::components::{
    Button, ButtonKind, Choice, IconName, Menu, MenuEntry, MenuItem, SegmentedControl, Select,
    TextField, TextKind, Toolbar, When,
};

/// Search, filter, group, columns.
#[component]
pub fn TableToolbar() -> impl IntoView {
    let state = expect_context::<AuditState>();
    view! {
        <Toolbar label="What the table shows">
            <Search />
            <SegmentedControl
                label="Status"
                label_hidden=true
                options=statuses()
                value=Signal::derive(move || state.query.with(|query| query.status.label().to_owned()))
                on_change=move |label: String| {
                    let chosen = StatusFilter::ALL.into_iter().find(|one| one.label() == label);
                    state.query.update(|query| query.status = chosen.unwrap_or_default());
                }
            />
            <Select
                label="Group by"
                label_hidden=true
                options=groups()
                value=Signal::derive(move || state.query.with(|query| query.group.label().to_owned()))
                on_change=move |label: String| {
                    let chosen = GroupBy::ALL.into_iter().find(|one| one.label() == label);
                    state.query.update(|query| query.group = chosen.unwrap_or_default());
                }
            />
            <Columns />
        </Toolbar>
        <OnlyThese />
    }
}

fn statuses() -> Vec<Choice> {
    StatusFilter::ALL
        .map(|one| Choice::new(one.label(), one.label()))
        .to_vec()
}

fn groups() -> Vec<Choice> {
    let label = |one: GroupBy| {
        if one == GroupBy::Nothing {
            "No groups".to_owned()
        } else {
            format!("By {}", one.label().to_lowercase())
        }
    };
    GroupBy::ALL
        .map(|one| Choice::new(one.label(), label(one)))
        .to_vec()
}

/// Words to look for; they narrow the table as they are typed.
#[component]
fn Search() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let session = expect_context::<Commands>().session;
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |before: Option<u32>| {
        let wishes = session.search_wishes().get();
        if before.is_some_and(|before| before != wishes)
            && let Some(field) = field.get_untracked()
        {
            // A field that is on the page takes the focus.
            let _ = field.focus();
        }
        wishes
    });
    let search = Signal::derive(move || state.query.with(|query| query.search.clone()));
    let look_for = Callback::new(move |text: String| {
        state.query.update(|query| query.search = text);
    });
    view! {
        <TextField
            label="Search the tasks"
            label_hidden=true
            kind=TextKind::Search
            placeholder="Search"
            value=search
            on_change=look_for
            on_input=look_for
            node_ref=field
        />
    }
}

/// Which columns are shown.
#[component]
fn Columns() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let entries = move || {
        let shown = state.columns.get();
        let entry = |column: Column| {
            let toggle = move || {
                state.columns.update(|columns| {
                    let on = !columns.contains(&column);
                    columns.retain(|other| *other != column);
                    if on {
                        columns.push(column);
                    }
                    columns.sort();
                });
            };
            MenuEntry::from(MenuItem::new(column.title(), toggle).checked(shown.contains(&column)))
        };
        Column::ALL
            .into_iter()
            .skip(1)
            .map(entry)
            .collect::<Vec<_>>()
    };
    view! {
        <Menu
            label="Columns"
            icon=IconName::Eye
            kind=ButtonKind::Quiet
            entries=Signal::derive(entries)
        />
    }
}

/// Says that only some tasks are shown, and why.
#[component]
fn OnlyThese() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let said = Memo::new(move |_| {
        state.query.with(|query| {
            let (why, tasks) = query.only.as_ref()?;
            Some(format!("{}: {why}", words::count(tasks.len(), "task")))
        })
    });
    view! {
        <When holds=Signal::derive(move || said.with(Option::is_some))>
            <p class="only-these">
                <span>{said}</span>
                <Button
                    label="Show all"
                    kind=ButtonKind::Quiet
                    on_press=move |()| state.query.update(|query| query.only = None)
                />
            </p>
        </When>
    }
}
