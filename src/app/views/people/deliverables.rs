//! What is handed over at the end.

use lastmile::edit::deliverable;
use lastmile::project::{Deliverable, Id, Project, Table};
use leptos::prelude::*;

use super::rows::{
    AddByName, Row, Rows, cell, choice_of, chosen, focus_after_removal, of, somebody,
};
use crate::app::components::{
    DateField, EmptyState, HeadingLevel, IconName, MenuEntry, MenuItem, Panel, Select, TextArea,
};
use crate::app::views::moves::move_items;
use crate::app::workspace::Workspace;

fn table(project: &Project) -> &Table<Deliverable> {
    &project.deliverables
}

/// The deliverables in their order, and a field that adds one.
#[component]
pub fn Deliverables() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let listed = Memo::new(move |_| workspace.read(|project| table(project).ids_in_order()));
    let add = move |name: &str| {
        workspace
            .act(|project, _, ids| deliverable::add(project, name, ids).map(|(_, change)| change))
    };
    view! {
        <Panel
            title="Deliverables"
            lead="What is handed over at the end. Tasks belong to one, so that nothing is finished for nobody."
        >
            <Show
                when=move || !listed.with(Vec::is_empty)
                fallback=|| {
                    view! {
                        <EmptyState
                            icon=IconName::File
                            level=HeadingLevel::Three
                            headline="Nothing is handed over yet"
                            text="Name what someone holds in their hands when this is over: the site that is live, the signed report, the trained team."
                        />
                    }
                }
            >
                <Rows label="Deliverables" columns=&["Name", "Owner", "Due"]>
                    <For each=move || listed.get() key=Clone::clone let:id>
                        <DeliverableRow id=id listed=listed />
                    </For>
                </Rows>
            </Show>
            <AddByName label="Add a deliverable" placeholder="Public website" on_add=add />
        </Panel>
    }
}

#[component]
fn DeliverableRow(id: Id<Deliverable>, listed: Memo<Vec<Id<Deliverable>>>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let name: Signal<String> = of(workspace, table, &id, |it| it.name.clone()).into();
    let menu_id = id.clone();
    let menu = move || {
        let gone = menu_id.clone();
        let delete = MenuItem::new("Delete", move || {
            let at = listed.with_untracked(|all| all.iter().position(|one| *one == gone));
            if workspace.act(|project, _, _| deliverable::delete(project, &gone)) {
                focus_after_removal("section-deliverables", at.unwrap_or(0));
            }
        });
        let moved = menu_id.clone();
        let mut entries = move_items(&listed.get(), &menu_id, move |before| {
            workspace.act(|project, _, _| deliverable::move_before(project, &moved, before));
        });
        entries.push(MenuEntry::from(delete.icon(IconName::Trash).danger()));
        entries
    };
    let details = id.clone();
    view! {
        <Row record=id.to_string() name=name cells=cells(workspace, &id, name) menu=Signal::derive(menu)>
            <Notes id=details.clone() />
        </Row>
    }
}

fn cells(workspace: Workspace, id: &Id<Deliverable>, name: Signal<String>) -> AnyView {
    let (renamed, held, dated) = (id.clone(), id.clone(), id.clone());
    let rename = move |text: String| {
        workspace.act(|project, _, _| deliverable::rename(project, &renamed, &text));
    };
    let owner = of(workspace, table, id, |it| choice_of(it.owner.as_ref()));
    let set_owner = move |value: String| {
        workspace.act(|project, _, _| deliverable::set_owner(project, &held, chosen(&value)));
    };
    let due = of(workspace, table, id, |it| it.due);
    let set_due = move |day| {
        workspace.act(|project, _, _| deliverable::set_due(project, &dated, day));
    };
    view! {
        <div class="row__name">{cell("Name", name, name, rename)}</div>
        <Select
            label=Signal::derive(move || format!("Owner of {}", name.get()))
            label_hidden=true
            options=somebody(workspace, "Nobody yet")
            value=owner
            on_change=set_owner
        />
        <DateField
            label=Signal::derive(move || format!("Due date of {}", name.get()))
            label_hidden=true
            value=due
            on_change=set_due
        />
    }
    .into_any()
}

#[component]
fn Notes(id: Id<Deliverable>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let notes = of(workspace, table, &id, |it| it.notes.clone());
    let on_change = move |text: String| {
        workspace.act(|project, _, _| deliverable::set_notes(project, &id, &text));
    };
    view! {
        <TextArea
            label="For whom and to what end"
            value=notes
            on_change=on_change
            rows=2
        />
    }
}
