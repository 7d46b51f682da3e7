//! The project at hand, the others, and making a new one.

use lastmile::edit::project_entry;
use lastmile::project::{Id, Project};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::commands::{CommandId, Commands};
use crate::app::components::{
    Button, ButtonKind, Dialog, IconName, Menu, MenuEntry, MenuItem, TextField, Toast, ToastAction,
    Tone,
};
use crate::app::route::{Place, Route};
use crate::app::session::Opened;
use crate::app::workspace::listed;

/// A menu named after the open project: the other projects, and what can be done with this one.
#[component]
pub fn ProjectSwitcher() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let workspace = commands.workspace;
    let name = move || match commands.router.route().get() {
        Route::Project { .. } => named(workspace.read(|project| project.settings.name.clone())),
        Route::Home => "Lastmile".to_owned(),
    };
    view! {
        <Menu
            label=Signal::derive(name)
            icon=IconName::Folder
            kind=ButtonKind::Quiet
            entries=Signal::derive(move || entries(commands))
        />
    }
}

/// What stands for a project without a name.
pub fn named(name: String) -> String {
    if name.is_empty() {
        "Unnamed project".to_owned()
    } else {
        name
    }
}

fn entries(commands: Commands) -> Vec<MenuEntry> {
    let workspace = commands.workspace;
    let open = workspace.open_id();
    let mut entries = vec![MenuEntry::Title("Projects".to_owned())];
    entries.extend(
        workspace
            .read_shelf(|shelf| listed(shelf, false))
            .into_iter()
            .map(|(id, entry)| {
                let here = open.as_ref() == Some(&id);
                let go = move || commands.router.go(&Route::place(&id, Place::Overview));
                MenuItem::new(named(entry.name), go).checked(here).into()
            }),
    );
    entries.push(MenuEntry::Line);
    let new = MenuItem::new("New project", move || commands.run(CommandId::NewProject));
    entries.push(new.icon(IconName::Add).into());
    let all = MenuItem::new("All projects", move || commands.run(CommandId::Projects));
    entries.push(all.icon(IconName::Folder).into());
    if let Some(id) = open {
        entries.push(MenuEntry::Title("This project".to_owned()));
        entries.extend(project_items(commands, &id));
    }
    entries
}

/// What can be done with a project as a whole.
pub fn project_items(commands: Commands, id: &Id<Project>) -> Vec<MenuEntry> {
    let workspace = commands.workspace;
    let archived = workspace.read_shelf(|shelf| {
        shelf
            .projects
            .get(&project_entry::id_of(id))
            .is_some_and(|entry| entry.archived)
    });
    let (copied, put_away, gone) = (id.clone(), id.clone(), id.clone());
    let copy = MenuItem::new("Duplicate", move || duplicate(commands, &copied));
    let archive = MenuItem::new(
        if archived {
            "Take back from the archive"
        } else {
            "Archive"
        },
        move || archive(commands, &put_away, !archived),
    );
    let delete = MenuItem::new("Delete", move || delete(commands, &gone));
    vec![
        copy.icon(IconName::Duplicate).into(),
        archive.icon(IconName::Archive).into(),
        delete.icon(IconName::Trash).danger().into(),
    ]
}

fn duplicate(commands: Commands, id: &Id<Project>) {
    let name = commands
        .workspace
        .peek_shelf(|shelf| {
            shelf
                .projects
                .get(&project_entry::id_of(id))
                .map(|entry| entry.name.clone())
        })
        .unwrap_or_default();
    let (id, name) = (id.clone(), format!("{} (copy)", named(name)));
    spawn_local(async move {
        let copy = commands.workspace.duplicate(&id, &name).await;
        commands.go_to_project(copy, Place::Overview);
    });
}

fn archive(commands: Commands, id: &Id<Project>, archived: bool) {
    let done = commands.workspace.act_on_shelf(|shelf, _| {
        let id = project_entry::id_of(id);
        if archived {
            project_entry::archive(shelf, &id)
        } else {
            project_entry::restore(shelf, &id)
        }
    });
    if done {
        commands.router.go(&Route::Home);
        offer_undo(
            commands,
            if archived {
                "Archived."
            } else {
                "Taken back from the archive."
            },
        );
    }
}

fn delete(commands: Commands, id: &Id<Project>) {
    if commands
        .workspace
        .act_on_shelf(|shelf, _| project_entry::delete(shelf, &project_entry::id_of(id)))
    {
        commands.router.go(&Route::Home);
        offer_undo(commands, "Project deleted.");
    }
}

fn offer_undo(commands: Commands, text: &str) {
    let mut toast = Toast::new(Tone::Good, text);
    toast.action = Some(ToastAction {
        label: "Undo".to_owned(),
        on_press: Callback::new(move |()| commands.workspace.undo_on_shelf()),
    });
    commands.workspace.say(toast);
}

/// Asks for the name of a new project and opens it.
#[component]
pub fn NewProjectDialog() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let session = commands.session;
    let name = RwSignal::new(String::new());
    let make = move || {
        let given = name.get_untracked();
        let given = if given.trim().is_empty() {
            "New project"
        } else {
            given.trim()
        }
        .to_owned();
        session.close();
        name.set(String::new());
        spawn_local(async move {
            let made = commands.workspace.create_empty(&given).await;
            commands.go_to_project(made, Place::Audit);
        });
    };
    view! {
        <Dialog
            title="New project"
            open=session.is_open(Opened::NewProject)
            on_close=move |()| session.close()
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=move |()| session.close() />
                    <Button
                        label="Create project"
                        kind=ButtonKind::Primary
                        on_press=move |()| make()
                    />
                }
            }
        >
            <TextField
                label="What is it called?"
                value=name
                on_change=move |text| name.set(text)
                on_enter=move |()| make()
                placeholder="Website relaunch"
            />
        </Dialog>
    }
}
