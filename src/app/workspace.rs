//! The workspace: the only writer. Every edit, undo and file comes through here, and all that the
//! screen shows of a project is read through here.

use std::rc::Rc;
use std::sync::Arc;

use lastmile::document::{Actor, Book, ChangeRecord, Context, Document, History, Minter};
use lastmile::edit::{Author, Change, MintId, Refusal, history, project_entry};
use lastmile::project::{self, Id, Model, Person, Project, ProjectEntry, Task, Today};
use lastmile::storage::SaveState;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::browser::{clock, page, random, rescue};
use super::components::{Announcer, Toast, Toaster, Tone};
use super::drafts;
use super::keeper::{Heard, Keeper, Look};

/// A handle on the workspace; copies are the same workspace.
#[derive(Clone, Copy)]
pub struct Workspace {
    shelf: RwSignal<Book<project::Workspace>, LocalStorage>,
    open: RwSignal<Option<Book<Project>>, LocalStorage>,
    /// The project that is to be open.
    wanted: RwSignal<Option<Id<Project>>>,
    keeper: Keeper,
    minter: StoredValue<Minter, LocalStorage>,
    actor: Actor,
    today: RwSignal<Today>,
    toaster: Toaster,
    announcer: Announcer,
    offered: RwSignal<Option<Id<Task>>>,
}

/// An edit of the open project, whatever made it.
type Edit<'a> = &'a mut dyn FnMut(&Project, &Author, &mut dyn MintId) -> Result<Change, Refusal>;

/// How far the opening of a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It can be read.
    Open,
    /// It is being read.
    UnderWay,
    /// This browser does not have it.
    NotHere,
}

/// How often the clock is looked at, and what could not be kept is tried again, in milliseconds.
const TICK: u32 = 20_000;

/// The id of the document beside the projects.
const SHELF: &str = "workspace";

impl Workspace {
    /// Opens what this browser keeps beside the projects, and listens to its other tabs.
    pub async fn start(toaster: Toaster, announcer: Announcer) -> Self {
        let actor = Actor(random::random_u64());
        let keeper = Keeper::start(actor).await;
        drafts::restore(keeper).await;
        let (document, history) = keeper.open(SHELF).await;
        let workspace = Self {
            shelf: RwSignal::new_local(Book::open(document, history)),
            open: RwSignal::new_local(None),
            wanted: RwSignal::new(None),
            keeper,
            minter: StoredValue::new_local(Minter::new(actor)),
            actor,
            today: RwSignal::new(clock::today()),
            toaster,
            announcer,
            offered: RwSignal::new(None),
        };
        workspace.listen();
        workspace
    }

    /// Other tabs, the clock, and the moments in which the page sleeps and wakes.
    fn listen(self) {
        page::on_storage(move |key, text| {
            for (document, heard) in self.keeper.receive(key.as_deref(), text.as_deref()) {
                match heard {
                    Heard::Record(record) => self.apply(&document, &[record]),
                    Heard::Rescan => self.rescan(&document),
                }
            }
        });
        page::on_visibility(move |visible| {
            if visible {
                self.wake();
            }
        });
        page::every(TICK, move || {
            let today = clock::today();
            if self.today.get_untracked() != today {
                self.today.set(today);
            }
            self.keeper.retry();
        });
        page::ask_before_leaving(move || {
            matches!(
                self.keeper.save_state().get_untracked(),
                SaveState::NotSaved(_)
            )
        });
        self.keeper.measure();
    }

    /// A page that slept has heard of nothing.
    fn wake(self) {
        self.today.set(clock::today());
        self.rescan(SHELF);
        if let Some(id) = untrack(|| self.open_id()) {
            self.rescan(id.as_str());
        }
        self.keeper.retry();
    }

    fn rescan(self, document: &str) {
        let mut found = None;
        self.look(document, &mut |document, _| {
            found = self.keeper.rescan(document);
        });
        let Some(found) = found else { return };
        self.apply(document, &found.records);
        if let Some(snapshot) = found.snapshot {
            if document == SHELF {
                self.shelf.update(|book| {
                    book.absorb(&snapshot);
                });
            } else {
                self.open.update(|book| {
                    let book = book
                        .as_mut()
                        .filter(|book| book.document().id() == document);
                    book.map(|book| book.absorb(&snapshot));
                });
            }
        }
    }

    /// Takes in what other tabs have done.
    fn apply(self, document: &str, records: &[Arc<ChangeRecord>]) {
        if records.is_empty() || rescue::has_panicked() {
            return;
        }
        if document == SHELF {
            self.shelf.update(|book| {
                for record in records {
                    book.apply(record);
                }
            });
        } else {
            self.open.update(|book| {
                let Some(book) = book
                    .as_mut()
                    .filter(|book| book.document().id() == document)
                else {
                    return;
                };
                for record in records {
                    book.apply(record);
                }
            });
        }
    }

    /// Shows an open document and its undo steps to someone.
    fn look(self, id: &str, look: &mut dyn FnMut(&Document, &History)) {
        if id == SHELF {
            self.shelf
                .with_untracked(|book| look(book.document(), book.history()));
        } else {
            self.open.with_untracked(|book| {
                if let Some(book) = book.as_ref().filter(|book| book.document().id() == id) {
                    look(book.document(), book.history());
                }
            });
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
        let mut edit = Some(edit);
        self.try_edit(&mut |project, author, ids| match edit.take() {
            Some(edit) => edit(project, author, ids),
            None => Ok(Change::default()),
        })
    }

    /// Like [`Self::act`] for an edit that makes something: returns what it made.
    pub fn make<T>(
        self,
        edit: impl FnOnce(&Project, &Author, &mut dyn MintId) -> Result<(T, Change), Refusal>,
    ) -> Option<T> {
        let mut made = None;
        let done = self.act(|project, author, ids| {
            let (new, change) = edit(project, author, ids)?;
            made = Some(new);
            Ok(change)
        });
        made.filter(|_| done)
    }

    /// One function for all edits, whatever their closures: each would be a copy of its own.
    fn try_edit(self, edit: Edit<'_>) -> bool {
        let author = self.author();
        let mut ids = self.ids();
        match self.peek(|project| edit(project, &author, &mut ids)) {
            Ok(change) => {
                self.commit(&change);
                true
            }
            Err(refusal) => {
                self.refuse(&refusal);
                false
            }
        }
    }

    /// Like [`Self::act`] for what is kept beside the projects.
    pub fn act_on_shelf(
        self,
        edit: impl FnOnce(&project::Workspace, &mut dyn MintId) -> Result<Change, Refusal>,
    ) -> bool {
        let mut ids = self.ids();
        let change = self
            .shelf
            .with_untracked(|book| edit(book.model(), &mut ids));
        self.commit_to_shelf(change)
    }

    fn commit_to_shelf(self, change: Result<Change, Refusal>) -> bool {
        match change {
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

    /// Opens a project in place of the one that is open; [`Self::opening`] says how that goes.
    pub fn open(self, id: &Id<Project>) {
        self.wanted.set(Some(id.clone()));
        let is_open = untrack(|| self.open_id()).as_ref() == Some(id);
        if is_open || !self.knows(id) {
            return;
        }
        let id = id.clone();
        spawn_local(async move {
            let (document, history) = self.keeper.open(id.as_str()).await;
            // Someone may have gone elsewhere meanwhile.
            if self
                .wanted
                .with_untracked(|wanted| wanted.as_ref() != Some(&id))
            {
                self.keeper.close(id.as_str());
                return;
            }
            let before = untrack(|| self.open_id());
            self.open.set(Some(Book::open(document, history)));
            if let Some(before) = before {
                self.keeper.close(before.as_str());
            }
            self.tidy(id.as_str());
        });
    }

    /// How far the opening of a project is; follows it.
    pub fn opening(self, id: &Id<Project>) -> Opening {
        if self.open_id().as_ref() == Some(id) {
            Opening::Open
        } else if self.read_shelf(|shelf| shelf.projects.contains_key(&project_entry::id_of(id))) {
            Opening::UnderWay
        } else {
            Opening::NotHere
        }
    }

    fn knows(self, id: &Id<Project>) -> bool {
        self.peek_shelf(|shelf| shelf.projects.contains_key(&project_entry::id_of(id)))
    }

    /// Makes a project of a change on an empty one. `None` when it could not be kept: that has been
    /// said then.
    pub async fn create(
        self,
        name: &str,
        build: impl FnOnce(&mut dyn MintId) -> Change,
    ) -> Option<Id<Project>> {
        let mut ids = self.ids();
        let id: Id<Project> = Id::new(&ids.mint_text());
        let mut document = Document::new(id.as_str());
        document.commit(&build(&mut ids), &self.context());
        self.adopt(name, &document).await.then_some(id)
    }

    /// Makes a project with nothing but a name.
    pub async fn create_empty(self, name: &str) -> Option<Id<Project>> {
        self.create(name, |_| {
            let mut change = Change::new("New project");
            let settings = project::Settings {
                name: name.to_owned(),
                ..Default::default()
            };
            change.add(&Id::new(project::Settings::ID), &settings);
            change
        })
        .await
    }

    /// Takes in a whole document as a project of this browser; whether it could be kept.
    pub async fn adopt(self, name: &str, document: &Document) -> bool {
        if let Err(reason) = self.keeper.keep_whole(document).await {
            self.say(Toast::new(
                Tone::Bad,
                format!("The project could not be kept. {reason}"),
            ));
            return false;
        }
        let author = self.author();
        let id = Id::new(document.id());
        self.keeper.measure();
        self.act_on_shelf(|shelf, _| project_entry::add(shelf, &id, name, &author))
    }

    /// A copy of a project under a new id and name.
    pub async fn duplicate(self, id: &Id<Project>, name: &str) -> Option<Id<Project>> {
        let document = self.document_of(id).await;
        let copy: Id<Project> = Id::new(&self.ids()());
        let mut document = document.copy_as(copy.as_str());
        let (before, _) = document.read::<Project>();
        let after = project::Settings {
            name: name.to_owned(),
            ..before.settings.clone()
        };
        let mut change = Change::new("Name the copy");
        change.update(&Id::new(project::Settings::ID), &before.settings, &after);
        document.commit(&change, &self.context());
        self.adopt(name, &document).await.then_some(copy)
    }

    /// The projects that were deleted from the list, whose content is still here.
    pub fn deleted(self) -> Vec<Id<Project>> {
        let kind = <ProjectEntry as project::Record>::KIND;
        let listed = self.shelf.with(|book| {
            let records = book.document().records();
            let gone = records
                .filter(|(of, id, _)| &***of == kind && book.document().fields(kind, id).is_none());
            gone.map(|(_, id, _)| Id::new(id)).collect::<Vec<_>>()
        });
        listed
            .into_iter()
            .filter(|id: &Id<Project>| self.keeper.holds(id.as_str()))
            .collect()
    }

    /// Takes the content of deleted projects away for good.
    pub async fn purge_deleted(self) {
        for id in untrack(|| self.deleted()) {
            self.keeper.purge(id.as_str()).await;
        }
        self.announcer.say("Deleted projects are gone for good.");
    }

    /// Whether the open project was written to by a newer version, so that it can only be read.
    pub fn is_read_only(self) -> bool {
        self.open_id()
            .is_some_and(|id| self.keeper.is_read_only(id.as_str()))
    }

    /// A project's document as it is now, open or not.
    pub async fn document_of(self, id: &Id<Project>) -> Document {
        let mut open = None;
        self.look(id.as_str(), &mut |document, _| {
            open = Some(document.clone());
        });
        if let Some(open) = open {
            return open;
        }
        let (document, _) = self.keeper.open(id.as_str()).await;
        self.keeper.close(id.as_str());
        document
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

    /// The person of the open project who is at this browser, if they are among its people.
    pub fn me(self) -> Option<Id<Person>> {
        self.author().person
    }

    /// Who edits, and when.
    fn author(self) -> Author {
        let me = self
            .shelf
            .with_untracked(|book| book.model().settings.me.clone());
        let today = self.today.get_untracked();
        self.peek(|project| Author::named(project, &me, today))
    }

    fn ids(self) -> impl FnMut() -> String {
        move || {
            let mut text = String::new();
            self.minter
                .update_value(|minter| text = minter.mint::<project::Task>().to_string());
            text
        }
    }

    /// An id that no record has in any browser.
    pub fn new_id<T>(self) -> Id<T> {
        Id::new(&self.ids()())
    }

    /// The document beside the projects, as it is now.
    pub fn shelf_document(self) -> Document {
        self.shelf.with_untracked(|book| book.document().clone())
    }

    /// What a change says of its origin: this browser, its user, now.
    pub fn context(self) -> Context {
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
            self.name_on_shelf(&Id::new(&id));
        }
    }

    /// The list of projects has a copy of each name; the project's own card decides.
    fn name_on_shelf(self, id: &Id<ProjectEntry>) {
        let name = self.peek(|project| project.settings.name.clone());
        let differs = self.peek_shelf(|shelf| {
            let entry = shelf.projects.get(id);
            entry.is_some_and(|entry| entry.name != name)
        });
        if differs && !name.is_empty() {
            self.act_on_shelf(|shelf, _| project_entry::rename(shelf, id, &name));
        }
    }

    fn keep(self, document: &str, record: Option<Arc<ChangeRecord>>) {
        if let Some(record) = record {
            self.keeper.append(document, &record);
            self.tidy(document);
        }
    }

    fn tidy(self, document: &str) {
        let look: Look = Rc::new(move |id, act| self.look(id, act));
        self.keeper.tidy(document, &look);
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
