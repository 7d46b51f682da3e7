//! The streams of work that run beside each other.

use lastmile::edit::workstream;
use lastmile::present::words;
use lastmile::project::{Id, Project, Table, Workstream};
use leptos::prelude::*;

use super::rows::{
    AddByName, Row, Rows, cell, choice_of, chosen, focus_after_removal, of, somebody,
};
use crate::app::components::{
    EmptyState, HeadingLevel, IconName, MenuEntry, MenuItem, Panel, Select,
};
use crate::app::views::moves::move_items;
use crate::app::workspace::Workspace;

fn table(project: &Project) -> &Table<Workstream> {
    &project.workstreams
}

/// The workstreams in their order, and a field that adds one.
#[component]
pub fn Workstreams() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let listed = Memo::new(move |_| workspace.read(|project| table(project).ids_in_order()));
    let add = move |name: &str| {
        workspace
            .act(|project, _, ids| workstream::add(project, name, ids).map(|(_, change)| change))
    };
    view! {
        <Panel
            title="Workstreams"
            lead="Work that runs side by side and is looked at apart, each with someone who leads it."
        >
            <Show
                when=move || !listed.with(Vec::is_empty)
                fallback=|| {
                    view! {
                        <EmptyState
                            icon=IconName::Swarm
                            level=HeadingLevel::Three
                            headline="One stream so far"
                            text="Split the rest where it can go on without waiting: quality, documentation, sales. Then the table of tasks can be grouped by it."
                        />
                    }
                }
            >
                <Rows label="Workstreams" columns=&["Name", "Lead"]>
                    <For each=move || listed.get() key=Clone::clone let:id>
                        <WorkstreamRow id=id listed=listed />
                    </For>
                </Rows>
            </Show>
            <AddByName label="Add a workstream" placeholder="Documentation" on_add=add />
        </Panel>
    }
}

#[component]
fn WorkstreamRow(id: Id<Workstream>, listed: Memo<Vec<Id<Workstream>>>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let name: Signal<String> = of(workspace, table, &id, |it| it.name.clone()).into();
    let menu_id = id.clone();
    let menu = move || {
        let gone = menu_id.clone();
        let delete = MenuItem::new("Delete", move || {
            let at = listed.with_untracked(|all| all.iter().position(|one| *one == gone));
            if workspace.act(|project, _, _| workstream::delete(project, &gone)) {
                focus_after_removal("section-workstreams", at.unwrap_or(0));
            }
        });
        let moved = menu_id.clone();
        let mut entries = move_items(&listed.get(), &menu_id, move |before| {
            workspace.act(|project, _, _| workstream::move_before(project, &moved, before));
        });
        entries.push(MenuEntry::from(delete.icon(IconName::Trash).danger()));
        entries
    };
    let counted = id.clone();
    view! {
        <Row record=id.to_string() name=name cells=cells(workspace, &id, name) menu=Signal::derive(menu)>
            <Tasks id=counted.clone() />
        </Row>
    }
}

fn cells(workspace: Workspace, id: &Id<Workstream>, name: Signal<String>) -> AnyView {
    let (renamed, handed) = (id.clone(), id.clone());
    let rename = move |text: String| {
        workspace.act(|project, _, _| workstream::rename(project, &renamed, &text));
    };
    let lead = of(workspace, table, id, |it| choice_of(it.lead.as_ref()));
    let set_lead = move |value: String| {
        workspace.act(|project, _, _| workstream::set_lead(project, &handed, chosen(&value)));
    };
    view! {
        <div class="row__name">{cell("Name", name, name, rename)}</div>
        <Select
            label=Signal::derive(move || format!("Lead of {}", name.get()))
            label_hidden=true
            options=somebody(workspace, "Nobody yet")
            value=lead
            on_change=set_lead
        />
    }
    .into_any()
}

/// How much of the work runs in it.
#[component]
fn Tasks(id: Id<Workstream>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let said = Memo::new(move |_| {
        workspace.read(|project| {
            let own = project
                .tasks
                .values()
                .filter(|task| task.workstream.as_ref() == Some(&id));
            format!("{} in it.", words::count(own.count(), "task"))
        })
    });
    view! { <p class="people__remark">{said}</p> }
}
