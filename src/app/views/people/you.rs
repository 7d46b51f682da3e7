//! Who is at this browser.

use lastmile::edit::{self, Author, workspace_settings};
use lastmile::project::{Id, Person};
use leptos::prelude::*;

use super::rows::{choice_of, chosen, somebody};
use crate::app::components::{Button, IconName, Panel, Select, TextField, When, piece};
use crate::app::workspace::Workspace;

/// The name that edits carry, and who that is in this project.
#[component]
pub fn You() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let me = Memo::new(move |_| workspace.read_shelf(|shelf| shelf.settings.me.clone()));
    let here = Memo::new(move |_| me_here(workspace));
    let has_people = move || workspace.read(|project| !project.people.is_empty());
    let is_stranger = move || me.with(|me| !me.is_empty()) && here.with(Option::is_none);
    let choose = move |value: String| {
        let name = chosen::<Person>(&value).and_then(|id| {
            workspace.peek(|project| project.people.get(&id).map(|person| person.name.clone()))
        });
        if let Some(name) = name {
            set_me(workspace, &name);
        }
    };
    let join = move |()| {
        let name = me.get_untracked();
        workspace.act(|project, _, ids| {
            edit::person::add(project, &name, ids).map(|(_, change)| change)
        });
    };
    view! {
        <Panel
            title="You"
            lead="Your name goes with what you do, so that others see whose edit it was. It holds for all projects in this browser."
        >
            <div class="form-grid">
                <TextField
                    label="Your name"
                    value=me
                    on_change=move |name: String| {
                        set_me(workspace, &name);
                    }
                    placeholder="Ann Lee"
                />
                <When holds=Signal::derive(has_people)>
                    <Select
                        label="In this project you are"
                        options=somebody(workspace, "None of the people")
                        value=Signal::derive(move || here.with(|id| choice_of(id.as_ref())))
                        on_change=choose
                    />
                </When>
            </div>
            <When holds=Signal::derive(is_stranger)>
                <p class="people__remark">
                    {piece(move || format!("Nobody in this project is called {} yet.", me.get()))}
                </p>
                <Button
                    label="Add me to the people"
                    icon=IconName::Add
                    on_press=join
                />
            </When>
        </Panel>
    }
}

/// Writes down who is at this browser; whether it could be.
pub fn set_me(workspace: Workspace, name: &str) -> bool {
    workspace.act_on_shelf(|shelf, _| workspace_settings::set_me(shelf, name))
}

/// Who is at this browser among the people of the open project; follows both.
pub fn me_here(workspace: Workspace) -> Option<Id<Person>> {
    let me = workspace.read_shelf(|shelf| shelf.settings.me.clone());
    let today = workspace.today();
    workspace.read(|project| Author::named(project, &me, today).person)
}
