//! The workspace: the only writer. Every edit, undo and file comes through here, and all that the
//! screen shows of a project is read through here.

use std::sync::Arc;

use lastmile::document::{Actor, Book, ChangeRecord, Context, Document, History, Minter};
use lastmile::edit::{Author, Change, MintId, Refusal, history, project_entry};
use lastmile::project::{self, Id, Model, Person, Project, ProjectEntry, Task, Today};
use leptos::prelude::*;

use super::browser::{clock, random, rescue};
use super::components::{Announcer, Toast, Toaster, Tone};
use super::keeper::Keeper;

/// A handle on the workspace; copies are the same workspace.
#[derive(Clone, Copy)]
pub struct Workspace {
    shelf: RwSignal<Book<project::Workspace>, LocalStorage>,
    open: RwSignal<Option<Book<Project>>, LocalStorage>,
    keeper: Keeper,
    minter: StoredValue<Minter, LocalStorage>,
    actor: Actor,
    today: RwSignal<Today>,
    toaster: Toaster,
    announcer: Announcer,
    offered: RwSignal<Option<Id<Task>>>,
}

/// The id of the document beside the projects.
const SHELF: &str = "workspace";

impl Workspace {
    /// Opens what this browser keeps.
    pub fn start(keeper: Keeper, toaster: Toaster, announcer: Announcer) -> Self {
        let actor = Actor(random::random_u64());
        let shelf = match keeper.load(SHELF) {
            Some((document, history)) => Book::open(document, history),
            None => Book::new(SHELF),
        };
        Self {
            shelf: RwSignal::new_local(shelf),
            open: RwSignal::new_local(None),
            keeper,
            minter: StoredValue::new_local(Minter::new(actor)),
            actor,
            today: RwSignal::new(clock::today()),
            toaster,
            announcer,
            offered: RwSignal::new(None),
        }
    }

    /// Reads the open project (an empty one while none is open) and follows its changes.
    pub fn read<T>(self, read: impl FnOnce(&Project) -> T) -> T {
        self.open.with(|book| match book {
            Some(book) => read(book.model()),
            None => read(&Project::default()),
        })
    }

    /// Reads the open project as it is now.
    pub fn peek<T>(self, read: impl FnOnce(&Project) -> T) -> T {
        self.open.with_untracked(|book| match book {
            Some(book) => read(book.model()),
            None => read(&Project::default()),
        })
    }

    /// The id of the open project; follows it.
    pub fn open_id(self) -> Option<Id<Project>> {
        self.open
            .with(|book| book.as_ref().map(|book| Id::new(book.document().id())))
    }

    /// Reads what is kept beside the projects and follows its changes.
    pub fn read_shelf<T>(self, read: impl FnOnce(&project::Workspace) -> T) -> T {
        self.shelf.with(|book| read(book.model()))
    }

    /// Reads what is kept beside the projects as it is now.
    pub fn peek_shelf<T>(self, read: impl FnOnce(&project::Workspace) -> T) -> T {
        self.shelf.with_untracked(|book| read(book.model()))
    }

    /// The local date; follows midnight.
    pub fn today(self) -> Today {
        self.today.get()
    }

    /// What is kept of all this, and how safely.
    pub fn keeper(self) -> Keeper {
        self.keeper
    }

    /// Does what an edit of the open project says, or shows why not. `true` when it was done (or
    /// there was nothing to do).
    pub fn act(
        self,
        edit: impl FnOnce(&Project, &Author, &mut dyn MintId) -> Result<Change, Refusal>,
    ) -> bool {
        self.make(|project, author, ids| edit(project, author, ids).map(|change| ((), change)))
            .is_some()
    }

    /// Like [`Self::act`] for an edit that makes something: returns what it made.
    pub fn make<T>(
        self,
        edit: impl FnOnce(&Project, &Author, &mut dyn MintId) -> Result<(T, Change), Refusal>,
    ) -> Option<T> {
        let author = self.author();
        let mut ids = self.ids();
        match self.peek(|project| edit(project, &author, &mut ids)) {
            Ok((made, change)) => {
                self.commit(&change);
                Some(made)
            }
            Err(refusal) => {
                self.refuse(&refusal);
                None
            }
        }
    }

    /// Like [`Self::act`] for what is kept beside the projects.
    pub fn act_on_shelf(
        self,
        edit: impl FnOnce(&project::Workspace, &mut dyn MintId) -> Result<Change, Refusal>,
    ) -> bool {
        let mut ids = self.ids();
        match self
            .shelf
            .with_untracked(|book| edit(book.model(), &mut ids))
        {
            Ok(change) => {
                let context = self.context();
                let record = write(self.shelf, |book| book.commit(&change, &context));
                self.keep(SHELF, record);
                true
            }
            Err(refusal) => {
                self.refuse(&refusal);
                false
            }
        }
    }

    /// Shows why something cannot be done.
    pub fn refuse(self, refusal: &Refusal) {
        self.say(Toast::new(Tone::Warning, refusal.to_string()));
    }

    /// Shows news on the screen, and says it.
    pub fn say(self, toast: Toast) {
        self.announcer.say(toast.text.clone());
        self.toaster.show(toast);
    }

    /// The only place where a change of the open project is written.
    fn commit(self, change: &Change) {
        let context = self.context();
        let record = self.write_project(|book| book.commit(change, &context));
        if let Some(record) = &record {
            self.announcer.say(record.label.clone());
        }
        self.keep_project(record);
    }

    /// What undo would take back in the open project; follows it.
    pub fn undo_label(self) -> Option<String> {
        self.open
            .with(|book| book.as_ref()?.undo_label().map(str::to_owned))
    }

    /// What redo would do again in the open project; follows it.
    pub fn redo_label(self) -> Option<String> {
        self.open
            .with(|book| book.as_ref()?.redo_label().map(str::to_owned))
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let context = self.context();
        let record = self.write_project(|book| book.undo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Undone: {}", record.label));
        }
        self.keep_project(record);
    }

    /// Takes the last undone step again.
    pub fn redo(self) {
        let context = self.context();
        let record = self.write_project(|book| book.redo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Done again: {}", record.label));
        }
        self.keep_project(record);
    }

    /// Takes the last step among the projects themselves back: a deletion, an archiving.
    pub fn undo_on_shelf(self) {
        let context = self.context();
        let record = write(self.shelf, |book| book.undo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Undone: {}", record.label));
        }
        self.keep(SHELF, record);
    }

    /// What undo would take back among the projects; follows it.
    pub fn shelf_undo_label(self) -> Option<String> {
        self.shelf.with(|book| book.undo_label().map(str::to_owned))
    }

    /// What redo would do again among the projects; follows it.
    pub fn shelf_redo_label(self) -> Option<String> {
        self.shelf.with(|book| book.redo_label().map(str::to_owned))
    }

    /// Takes the last undone step among the projects again.
    pub fn redo_on_shelf(self) {
        let context = self.context();
        let record = write(self.shelf, |book| book.redo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Done again: {}", record.label));
        }
        self.keep(SHELF, record);
    }

    /// Opens a project; `false` when this browser does not have it.
    pub fn open(self, id: &Id<Project>) -> bool {
        let is_open = self.open.with_untracked(|book| {
            book.as_ref()
                .is_some_and(|book| book.document().id() == id.as_str())
        });
        if is_open {
            return true;
        }
        let known = self.shelf.with_untracked(|book| {
            book.model()
                .projects
                .contains_key(&project_entry::id_of(id))
        });
        match self.keeper.load(id.as_str()).filter(|_| known) {
            Some((document, history)) => {
                self.open.set(Some(Book::open(document, history)));
                true
            }
            None => false,
        }
    }

    /// Makes a project of a change on an empty one, and returns its id.
    pub fn create(self, name: &str, build: impl FnOnce(&mut dyn MintId) -> Change) -> Id<Project> {
        let mut ids = self.ids();
        let id: Id<Project> = Id::new(&ids.mint_text());
        let mut document = Document::new(id.as_str());
        document.commit(&build(&mut ids), &self.context());
        self.adopt(&id, name, document);
        id
    }

    /// Makes a project with nothing but a name, and returns its id.
    pub fn create_empty(self, name: &str) -> Id<Project> {
        self.create(name, |_| {
            let mut change = Change::new("New project");
            let settings = project::Settings {
                name: name.to_owned(),
                ..Default::default()
            };
            change.add(&Id::new(project::Settings::ID), &settings);
            change
        })
    }

    /// Takes in a whole document as a project of this browser.
    pub fn adopt(self, id: &Id<Project>, name: &str, document: Document) {
        self.keeper.keep_whole(&document, &History::default());
        let author = self.author();
        self.act_on_shelf(|shelf, _| project_entry::add(shelf, id, name, &author));
    }

    /// A copy of a project under a new id; `None` when it cannot be read.
    pub fn duplicate(self, id: &Id<Project>, name: &str) -> Option<Id<Project>> {
        let (document, _) = self.keeper.load(id.as_str())?;
        let copy: Id<Project> = Id::new(&self.ids()());
        let mut document = document.copy_as(copy.as_str());
        let mut project = Project::default();
        read_settings(&document, &mut project);
        let mut change = Change::new("Name the copy");
        let renamed = project::Settings {
            name: name.to_owned(),
            ..project.settings.clone()
        };
        change.update(&Id::new(project::Settings::ID), &project.settings, &renamed);
        document.commit(&change, &self.context());
        self.adopt(&copy, name, document);
        Some(copy)
    }

    /// How many minutes a day of work has, for whoever types `2d`: the longest day of the week.
    pub fn day_minutes(self) -> u32 {
        let longest = self.peek(|project| project.settings.hours.0.iter().copied().max());
        u32::from(longest.unwrap_or(0).max(60))
    }

    /// Offers to say what a finished task took, unless that is known.
    pub fn offer_actual(self, id: &Id<Task>) {
        let known = self.peek(|project| {
            project
                .tasks
                .get(id)
                .is_none_or(|task| task.actual.is_some())
        });
        if known {
            self.remember(id);
        } else {
            self.offered.set(Some(id.clone()));
        }
    }

    /// The task whose hours are asked for; follows it.
    pub fn offered_actual(self) -> Option<Id<Task>> {
        self.offered.get()
    }

    /// Asks no more.
    pub fn close_offer(self) {
        self.offered.set(None);
    }

    /// Notes what a finished task was estimated at and took, for the forecasts of all projects.
    pub fn remember(self, id: &Id<Task>) {
        let Some(project_id) = untrack(|| self.open_id()) else {
            return;
        };
        self.act_on_shelf(|shelf, _| {
            self.peek(|project| history::record(shelf, &project_id, project, id))
        });
    }

    /// Who edits, and when.
    fn author(self) -> Author {
        let me = self
            .shelf
            .with_untracked(|book| book.model().settings.me.clone());
        let person = self.peek(|project| person_named(project, &me));
        Author {
            today: self.today.get_untracked(),
            person,
        }
    }

    fn ids(self) -> impl FnMut() -> String {
        move || {
            let mut text = String::new();
            self.minter
                .update_value(|minter| text = minter.mint::<project::Task>().to_string());
            text
        }
    }

    fn context(self) -> Context {
        Context {
            actor: self.actor,
            by: self
                .shelf
                .with_untracked(|book| book.model().settings.me.clone()),
            wall: clock::now_iso(),
        }
    }

    fn write_project(
        self,
        act: impl FnOnce(&mut Book<Project>) -> Option<Arc<ChangeRecord>>,
    ) -> Option<Arc<ChangeRecord>> {
        if rescue::has_panicked() {
            return None;
        }
        let mut record = None;
        self.open.maybe_update(|book| {
            record = book.as_mut().and_then(act);
            record.is_some()
        });
        record
    }

    fn keep_project(self, record: Option<Arc<ChangeRecord>>) {
        let id = self
            .open
            .with_untracked(|book| book.as_ref().map(|book| book.document().id().to_owned()));
        if let Some(id) = id {
            self.keep(&id, record);
        }
    }

    fn keep(self, document: &str, record: Option<Arc<ChangeRecord>>) {
        if let Some(record) = record {
            self.keeper.append(document, &record);
        }
    }
}

fn write<M: Model + 'static>(
    book: RwSignal<Book<M>, LocalStorage>,
    act: impl FnOnce(&mut Book<M>) -> Option<Arc<ChangeRecord>>,
) -> Option<Arc<ChangeRecord>> {
    if rescue::has_panicked() {
        return None;
    }
    let mut record = None;
    book.maybe_update(|book| {
        record = act(book);
        record.is_some()
    });
    record
}

fn read_settings(document: &Document, project: &mut Project) {
    let id = project::Settings::ID;
    let kind = <project::Settings as project::Record>::KIND;
    project.put(kind, id, document.fields(kind, id).as_ref());
}

/// The person of this name in the project's list, compared without regard to case.
fn person_named(project: &Project, name: &str) -> Option<Id<Person>> {
    let name = name.trim().to_lowercase();
    let mut people = project.people.iter();
    people
        .find(|(_, person)| person.name.trim().to_lowercase() == name)
        .map(|(id, _)| id.clone())
}

/// The projects to choose from, in order: those in use or those put away.
pub fn listed(workspace: &project::Workspace, archived: bool) -> Vec<(Id<Project>, ProjectEntry)> {
    let mut listed: Vec<_> = workspace
        .projects
        .iter()
        .filter(|(_, entry)| entry.archived == archived)
        .map(|(id, entry)| (Id::new(id.as_str()), entry.clone()))
        .collect();
    listed.sort_by(|(_, a), (_, b)| a.order.cmp(&b.order));
    listed
}
