//! The workspace: the only writer. Every edit, undo and file comes through here, and all that the
//! screen shows of a project is read through here.

mod acts;
mod projects;
mod tabs;

pub use projects::Opening;

use std::collections::BTreeMap;
use std::sync::Arc;

use lastmile::document::{Actor, Book, ChangeRecord, Context, Document, Key, Minter, Touched};
use lastmile::edit::{Author, Change, DELETED};
use lastmile::engine::Entry;
use lastmile::project::{self, Fields, Id, Person, Project, ProjectEntry, Task, Today};
use leptos::prelude::*;

use crate::app::browser::{clock, random};
use crate::app::components::{Announcer, Toaster};
use crate::app::drafts;
use crate::app::keeper::Keeper;

/// A handle on the workspace; copies are the same workspace.
#[derive(Clone, Copy)]
pub struct Workspace {
    shelf: RwSignal<Book<project::Workspace>, LocalStorage>,
    open: RwSignal<Option<Book<Project>>, LocalStorage>,
    /// The project that is to be open.
    wanted: RwSignal<Option<Id<Project>>>,
    /// The project that could not be opened for want of the part of the program that reads it.
    unopened: RwSignal<Option<Id<Project>>>,
    /// The projects that are being opened.
    under_way: StoredValue<Vec<Meanwhile>, LocalStorage>,
    keeper: Keeper,
    minter: StoredValue<Minter, LocalStorage>,
    actor: Actor,
    today: RwSignal<Today>,
    toaster: Toaster,
    announcer: Announcer,
    offered: RwSignal<Option<Id<Task>>>,
}

/// What other tabs have done to a project while it was being opened here.
struct Meanwhile {
    project: Id<Project>,
    records: Vec<Arc<ChangeRecord>>,
    /// More than that.
    rescan: bool,
}

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
            unopened: RwSignal::new(None),
            under_way: StoredValue::new_local(Vec::new()),
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

    /// The records of the open project that have changed since this was last asked; follows it.
    pub fn take_changed(self) -> Touched {
        self.open.track();
        let mut changed = Touched::new();
        self.open.update_untracked(|book| {
            if let Some(book) = book {
                changed = book.take_changed();
            }
        });
        changed
    }

    /// The names of all records of the open project.
    pub fn all_records(self) -> Touched {
        let mut all = Touched::new();
        self.open.with_untracked(|book| {
            let document = book.as_ref().map(Book::document);
            for (kind, id, _) in document.iter().flat_map(|document| document.records()) {
                all.insert((Arc::clone(kind), Arc::clone(id)));
            }
        });
        all
    }

    /// These records of the open project as they are now.
    pub fn entries(self, keys: &[Key]) -> Vec<Entry> {
        self.open.with_untracked(|book| {
            let fields = |kind: &str, id: &str| book.as_ref()?.document().fields(kind, id);
            let entry = |(kind, id): &Key| Entry {
                kind: Arc::clone(kind),
                id: Arc::clone(id),
                fields: fields(kind, id),
            };
            keys.iter().map(entry).collect()
        })
    }

    /// The records that a change of the open project would leave behind.
    pub fn entries_of(self, change: &Change) -> Vec<Entry> {
        self.open.with_untracked(|book| match book {
            Some(book) => outcome(book.document(), change),
            None => Vec::new(),
        })
    }

    /// The id of the open project; follows it.
    pub fn open_id(self) -> Option<Id<Project>> {
        self.open
            .with(|book| book.as_ref().map(|book| Id::new(book.document().id())))
    }

    /// How many changes the open project has seen; follows them.
    pub fn changes(self) -> u64 {
        let changes = |book: &Book<Project>| book.document().version().changes();
        self.open.with(|book| book.as_ref().map_or(0, changes))
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

    /// Mints ids for new records.
    pub fn ids(self) -> impl FnMut() -> String {
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
}

/// The records a change touches, as they would be with it.
fn outcome(document: &Document, change: &Change) -> Vec<Entry> {
    let mut records: BTreeMap<(&str, &str), Fields> = BTreeMap::new();
    for write in &change.writes {
        let key = (write.kind.as_str(), write.id.as_str());
        let fields = records
            .entry(key)
            .or_insert_with(|| document.fields(key.0, key.1).unwrap_or_default());
        if write.value.is_null() {
            fields.remove(&write.field);
        } else {
            fields.insert(write.field.clone(), write.value.clone());
        }
    }
    let mut entries = Vec::with_capacity(records.len());
    for ((kind, id), mut fields) in records {
        let is_gone = fields.remove(DELETED) == Some(true.into());
        entries.push(Entry {
            kind: kind.into(),
            id: id.into(),
            fields: (!is_gone).then_some(fields),
        });
    }
    entries
}

/// The projects to choose from, in order: those in use or those put away.
pub fn listed(workspace: &project::Workspace, archived: bool) -> Vec<(Id<Project>, ProjectEntry)> {
    let all = workspace.projects.in_order().into_iter();
    let wanted = all.filter(|(_, entry)| entry.archived == archived);
    let wanted = wanted.map(|(id, entry)| (Id::new(id.as_str()), entry.clone()));
    wanted.collect()
}
