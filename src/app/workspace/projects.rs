//! The projects as a whole: opening, making, copying, removing.

use lastmile::document::Document;
use lastmile::edit::{Change, MintId, project_entry};
use lastmile::project::{self, Id, Project, ProjectEntry};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Meanwhile, Workspace};
use crate::app::chunks::{self, NOT_LOADED};
use crate::app::components::{Toast, Tone};

/// How far the opening of a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It can be read.
    Open,
    /// It is being read.
    UnderWay,
    /// This browser does not have it.
    NotHere,
    /// The part of the program that reads it could not be loaded.
    NotLoaded,
}

impl Workspace {
    /// Opens a project in place of the one that is open; [`Self::opening`] says how that goes.
    pub fn open(self, id: &Id<Project>) {
        self.wanted.set(Some(id.clone()));
        self.unopened.set(None);
        let is_open = untrack(|| self.open_id()).as_ref() == Some(id);
        let is_under_way = self
            .under_way
            .with_value(|all| all.iter().any(|it| it.project == *id));
        if is_open || is_under_way || !self.knows(id) {
            return;
        }
        self.under_way.update_value(|all| {
            all.push(Meanwhile {
                project: id.clone(),
                records: Vec::new(),
                rescan: false,
            });
        });
        let id = id.clone();
        spawn_local(async move {
            let (document, history) = self.keeper.open(id.as_str()).await;
            let book = match chunks::open_book(document, history).await {
                Ok(reading) => Some(reading.await),
                Err(_) => None,
            };
            let mut meanwhile = None;
            self.under_way.update_value(|all| {
                let at = all.iter().position(|it| it.project == id);
                meanwhile = at.map(|at| all.swap_remove(at));
            });
            // Someone may have gone elsewhere meanwhile.
            let is_wanted = self
                .wanted
                .with_untracked(|wanted| wanted.as_ref() == Some(&id));
            let Some(mut book) = book.filter(|_| is_wanted) else {
                self.keeper.close(id.as_str());
                if is_wanted {
                    self.unopened.set(Some(id));
                }
                return;
            };
            for record in meanwhile.iter().flat_map(|it| &it.records) {
                book.apply(record);
            }
            let before = untrack(|| self.open_id());
            self.open.set(Some(book));
            if let Some(before) = before {
                self.keeper.close(before.as_str());
            }
            if meanwhile.is_some_and(|it| it.rescan) {
                self.rescan(id.as_str());
            }
            self.tidy(id.as_str());
        });
    }

    /// How far the opening of a project is; follows it.
    pub fn opening(self, id: &Id<Project>) -> Opening {
        if self.open_id().as_ref() == Some(id) {
            Opening::Open
        } else if self.unopened.with(|unopened| unopened.as_ref() == Some(id)) {
            Opening::NotLoaded
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
        let kept = self.adopt(name, &document, false, Change::default()).await;
        kept.then_some(id)
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

    /// Takes in a whole document as a project of this browser; whether it could be kept. What comes
    /// from a file is safe there: only later changes are waiting for the next one. `beside` is
    /// written to the shelf in the same step.
    pub async fn adopt(
        self,
        name: &str,
        document: &Document,
        from_file: bool,
        beside: Change,
    ) -> bool {
        if let Err(reason) = self.keeper.keep_whole(document).await {
            self.say(Toast::new(
                Tone::Bad,
                format!("The project could not be kept. {reason}"),
            ));
            return false;
        }
        let author = self.author();
        let id = Id::new(document.id());
        let in_file = from_file.then(|| document.version().changes());
        self.keeper.measure();
        self.act_on_shelf(|shelf, _| {
            let mut change = project_entry::add(shelf, &id, name, in_file, &author)?;
            change.writes.extend(beside.writes);
            Ok(change)
        })
    }

    /// A copy of a project under a new id and name.
    pub async fn duplicate(self, id: &Id<Project>, name: &str) -> Option<Id<Project>> {
        let document = self.document_of(id).await;
        let copy: Id<Project> = Id::new(&self.ids()());
        let mut document = document.copy_as(copy.as_str());
        let Ok(change) = chunks::name_copy(&document, name).await else {
            self.say(Toast::new(Tone::Bad, NOT_LOADED));
            return None;
        };
        document.commit(&change, &self.context());
        let kept = self.adopt(name, &document, false, Change::default()).await;
        kept.then_some(copy)
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
        self.keeper.read(id.as_str()).await
    }
}
