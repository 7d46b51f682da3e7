//! Who works here.

use lastmile::edit::person;
use lastmile::present::people as said;
use lastmile::project::{Id, Person};
use leptos::prelude::*;

use super::leaving::LeavingDialog;
use super::person::PersonRow;
use super::rows::{AddByName, Rows};
use crate::app::components::{EmptyState, HeadingLevel, IconName, Panel};
use crate::app::workspace::Workspace;

/// The people as a list, and a field that adds one.
#[component]
pub fn PeopleList() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let listed = Memo::new(move |_| {
        let named = workspace.read(|project| said::by_name(&project.people, |it| &it.name));
        named.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    });
    let leaving = RwSignal::new(None::<Id<Person>>);
    let add = move |name: &str| {
        workspace.act(|project, _, ids| person::add(project, name, ids).map(|(_, change)| change))
    };
    view! {
        <Panel
            title="People"
            lead="Who does the work. Part of a week, days away and teams that stand in for each other all count for the dates."
        >
            <Show
                when=move || !listed.with(Vec::is_empty)
                fallback=|| {
                    view! {
                        <EmptyState
                            icon=IconName::People
                            level=HeadingLevel::Three
                            headline="Nobody yet"
                            text="Add everyone who has something left to do. A task with an owner gets a date; one without waits for somebody to take it."
                        />
                    }
                }
            >
                <Rows label="People" columns=&["Name", "Role", "Contact", "Time for this project"]>
                    <For each=move || listed.get() key=Clone::clone let:id>
                        <PersonRow id=id leaving=leaving listed=listed />
                    </For>
                </Rows>
            </Show>
            <AddByName label="Add a person" placeholder="Ann Lee" on_add=add />
            <LeavingDialog leaving=leaving listed=listed />
        </Panel>
    }
}
