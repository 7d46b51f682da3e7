//! What a person can do anywhere: one table behind the palette, the keys and the menus.

use lastmile::project::{Id, Project, Task};
use leptos::prelude::*;

use super::components::IconName;
use super::route::{Place, Route, Router};
use super::session::{Opened, Session};
use super::workspace::Workspace;

/// Something that can be done anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandId {
    /// Shows the list of commands and tasks.
    Palette,
    /// Begins a new task.
    AddTask,
    /// Looks for words in the tasks.
    Search,
    /// Takes the last step back.
    Undo,
    /// Takes the last undone step again.
    Redo,
    /// Goes to a place of the project.
    Go(Place),
    /// Goes to the list of projects.
    Projects,
    /// Makes a new project.
    NewProject,
    /// Shows the keys.
    Shortcuts,
}

/// All commands, in the order of the palette.
pub fn all() -> Vec<CommandId> {
    let mut all = vec![
        CommandId::AddTask,
        CommandId::Search,
        CommandId::Undo,
        CommandId::Redo,
    ];
    all.extend(Place::ALL.into_iter().map(CommandId::Go));
    all.extend([
        CommandId::Projects,
        CommandId::NewProject,
        CommandId::Palette,
        CommandId::Shortcuts,
    ]);
    all
}

/// What commands act on.
#[derive(Clone, Copy)]
pub struct Commands {
    /// The only writer.
    pub workspace: Workspace,
    /// Where the person is.
    pub router: Router,
    /// What is open and selected in this tab.
    pub session: Session,
}

impl CommandId {
    /// What it does, in the words of a person.
    pub fn label(self) -> String {
        match self {
            Self::Palette => "Commands and tasks".to_owned(),
            Self::AddTask => "Add a task".to_owned(),
            Self::Search => "Search the tasks".to_owned(),
            Self::Undo => "Undo".to_owned(),
            Self::Redo => "Redo".to_owned(),
            Self::Go(place) => format!("Go to {}", place.title()),
            Self::Projects => "All projects".to_owned(),
            Self::NewProject => "New project".to_owned(),
            Self::Shortcuts => "Keyboard shortcuts".to_owned(),
        }
    }

    /// Its icon.
    pub fn icon(self) -> IconName {
        match self {
            Self::Palette => IconName::Command,
            Self::AddTask | Self::NewProject => IconName::Add,
            Self::Search => IconName::Search,
            Self::Undo => IconName::Undo,
            Self::Redo => IconName::Redo,
            Self::Go(place) => place.icon(),
            Self::Projects => IconName::Folder,
            Self::Shortcuts => IconName::Keyboard,
        }
    }

    /// Its keys, as they are written: `mod` is control, or the command key on a Mac; letters with a
    /// space between are pressed one after the other.
    pub fn keys(self) -> &'static str {
        match self {
            Self::Palette => "mod+k",
            Self::AddTask => "n",
            Self::Search => "/",
            Self::Undo => "mod+z",
            Self::Redo => "mod+shift+z",
            Self::Go(place) => place.keys(),
            Self::Projects => "g h",
            Self::NewProject => "",
            Self::Shortcuts => "?",
        }
    }
}

impl Commands {
    /// Why a command cannot be done now; follows what it depends on.
    pub fn refusal(self, command: CommandId) -> Option<String> {
        let in_project = matches!(self.router.route().get(), Route::Project { .. });
        match command {
            CommandId::AddTask | CommandId::Search | CommandId::Go(_) if !in_project => {
                Some("Open a project first.".to_owned())
            }
            CommandId::Undo if self.undo_label().is_none() => Some("Nothing to undo.".to_owned()),
            CommandId::Redo if self.redo_label().is_none() => Some("Nothing to redo.".to_owned()),
            CommandId::Palette
            | CommandId::AddTask
            | CommandId::Search
            | CommandId::Undo
            | CommandId::Redo
            | CommandId::Go(_)
            | CommandId::Projects
            | CommandId::NewProject
            | CommandId::Shortcuts => None,
        }
    }

    /// What undo would take back here: a step of the open project, or among the projects.
    pub fn undo_label(self) -> Option<String> {
        match self.router.route().get() {
            Route::Home => self.workspace.shelf_undo_label(),
            Route::Project { .. } => self.workspace.undo_label(),
        }
    }

    /// What redo would do again here.
    pub fn redo_label(self) -> Option<String> {
        match self.router.route().get() {
            Route::Home => self.workspace.shelf_redo_label(),
            Route::Project { .. } => self.workspace.redo_label(),
        }
    }

    /// Does it, unless it cannot be done now.
    pub fn run(self, command: CommandId) {
        if untrack(|| self.refusal(command)).is_some() {
            return;
        }
        match command {
            CommandId::Palette => self.session.open(Opened::Palette),
            CommandId::Shortcuts => self.session.open(Opened::Shortcuts),
            CommandId::NewProject => self.session.open(Opened::NewProject),
            CommandId::AddTask => self.in_audit(Session::wish_add),
            CommandId::Search => self.in_audit(Session::wish_search),
            CommandId::Undo => match self.router.route().get_untracked() {
                Route::Home => self.workspace.undo_on_shelf(),
                Route::Project { .. } => self.workspace.undo(),
            },
            CommandId::Redo => match self.router.route().get_untracked() {
                Route::Home => self.workspace.redo_on_shelf(),
                Route::Project { .. } => self.workspace.redo(),
            },
            CommandId::Go(place) => {
                if let Some(id) = untrack(|| self.workspace.open_id()) {
                    self.router.go(&Route::place(&id, place));
                }
            }
            CommandId::Projects => self.router.go(&Route::Home),
        }
    }

    /// Goes to a place of a project that has just been made, if it was: one with tasks is looked at
    /// first, an empty one is filled.
    pub fn go_to_project(self, made: Option<Id<Project>>, place: Place) {
        if let Some(id) = made {
            self.router.go(&Route::place(&id, place));
        }
    }

    /// Opens a task beside the table, from wherever a person is in the project.
    pub fn go_to_task(self, task: Id<Task>) {
        if let Route::Project { id, .. } = self.router.route().get_untracked() {
            self.router.go(&Route::task(&id, Place::Audit, Some(task)));
        }
    }

    fn in_audit(self, wish: impl FnOnce(Session)) {
        if let Route::Project { id, place, .. } = self.router.route().get_untracked()
            && place != Place::Audit
        {
            self.router.go(&Route::place(&id, Place::Audit));
        }
        wish(self.session);
    }
}
