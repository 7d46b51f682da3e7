//! What can be done with all selected tasks at once.

use std::collections::BTreeSet;

use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::present::words;
use lastmile::project::{Id, Priority, Status, Task};
use leptos::prelude::*;

use super::state::AuditState;
use crate::app::components::{
    Button, ButtonKind, DateField, IconButton, IconName, Menu, MenuEntry, MenuItem, Popover, When,
    piece,
};
use crate::app::views::task::fields;
use crate::app::workspace::Workspace;

/// The bar of bulk edits; it is there while tasks are selected.
#[component]
pub fn SelectionBar() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let workspace = expect_context::<Workspace>();
    let count = Memo::new(move |_| state.selected.with(BTreeSet::len));
    let act = move |setting: Setting| {
        let ids = ids(state);
        workspace.act(|project, _, _| edit_task::set(project, &ids, &setting));
    };
    let priorities = move || {
        let all = Priority::ALL.map(|one| {
            let set = move || act(Setting::Priority(Some(one)));
            MenuEntry::from(MenuItem::new(words::priority(Some(one)), set))
        });
        all.to_vec()
    };
    let statuses = move || {
        let set = move |status: Status| {
            move || {
                let ids = ids(state);
                workspace
                    .act(|project, author, _| edit_task::set_status(project, &ids, status, author));
            }
        };
        let all =
            Status::ALL.map(|one| MenuEntry::from(MenuItem::new(words::status(one), set(one))));
        all.to_vec()
    };
    let owners = move || {
        let people = workspace.read(fields::people);
        let assign = |choice: crate::app::components::Choice| {
            let id = Id::new(&choice.value);
            let set = move || act(Setting::Assign(id.clone()));
            MenuEntry::from(MenuItem::new(choice.label, set))
        };
        people.into_iter().map(assign).collect::<Vec<_>>()
    };
    let delete = move || {
        let ids = ids(state);
        if workspace.act(|project, _, _| edit_task::delete(project, &ids)) {
            state.selected.set(BTreeSet::new());
        }
    };
    let duplicate = move || {
        let ids = ids(state);
        workspace.act(|project, author, mint| edit_task::duplicate(project, &ids, author, mint));
    };
    view! {
        <When holds=Signal::derive(move || count.get() > 0)>
            <section class="selection-bar" aria-label="Selected tasks">
                <strong>{piece(move || format!("{} selected", words::count(count.get(), "task")))}</strong>
                <Menu label="Set priority" entries=Signal::derive(priorities) />
                <Menu label="Set status" entries=Signal::derive(statuses) />
                <Menu label="Assign" entries=Signal::derive(owners) />
                <Popover label="Set due date">
                    <DateField
                        label="Due on"
                        value=Signal::derive(|| None)
                        on_change=move |day| act(Setting::Due(day))
                    />
                </Popover>
                <Button label="Duplicate" icon=IconName::Duplicate on_press=move |()| duplicate() />
                <Button
                    label="Delete"
                    icon=IconName::Trash
                    kind=ButtonKind::Danger
                    on_press=move |()| delete()
                />
                <IconButton
                    label="Select nothing"
                    icon=IconName::Close
                    keys="Escape"
                    on_press=move |()| state.selected.set(BTreeSet::new())
                />
            </section>
        </When>
    }
}

fn ids(state: AuditState) -> Vec<Id<Task>> {
    state.selected.get_untracked().into_iter().collect()
}
