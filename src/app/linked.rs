//! The file that is kept up to date: written a moment after each change of the open project.

use gloo_timers::future::TimeoutFuture;
use lastmile::project::{Id, Project};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::browser::idle;
use super::browser::linked_file::{self, LinkedFile};
use super::chunks;
use super::newest::Newest;
use super::workspace::Workspace;

/// A file is written when so long nothing has changed: not at every key.
const PAUSE_MS: u32 = 2_000;

/// How the file of the open project stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// This browser cannot link files.
    NotOffered,
    /// There is none.
    None,
    /// The browser wants to be asked again before it is written.
    Waiting(String),
    /// It is written after each change.
    Linked(String),
    /// The last attempt to write it failed.
    Failed(String),
}

/// The file of the open project; copies are the same.
#[derive(Clone, Copy)]
pub struct Links {
    workspace: Workspace,
    file: StoredValue<Option<(Id<Project>, LinkedFile)>, LocalStorage>,
    state: RwSignal<LinkState>,
    /// Of several changes in a row only the last one's pause ends in a file.
    asked: Newest,
}

impl Links {
    /// Finds the file of each project that is opened, and follows its changes.
    pub fn start(workspace: Workspace) -> Self {
        let offered = linked_file::is_offered();
        let links = Self {
            workspace,
            file: StoredValue::new_local(None),
            state: RwSignal::new(if offered {
                LinkState::None
            } else {
                LinkState::NotOffered
            }),
            asked: Newest::new(),
        };
        if !offered {
            return links;
        }
        let open = Memo::new(move |_| workspace.open_id());
        Effect::new(move || {
            let open = open.get();
            spawn_local(async move { links.find(open).await });
        });
        Effect::new(move || {
            workspace.read(|_| ());
            links.write_soon();
        });
        links
    }

    /// How it stands; follows it.
    pub fn state(self) -> Signal<LinkState> {
        self.state.into()
    }

    /// Lets the person choose the file of the open project, and writes it.
    pub fn choose(self, name: &str) {
        let name = name.to_owned();
        spawn_local(async move {
            let Some(id) = untrack(|| self.workspace.open_id()) else {
                return;
            };
            let Some(file) = LinkedFile::choose(&name).await else {
                return;
            };
            self.keep(&id, Some(&file)).await;
            self.file.set_value(Some((id, file)));
            self.write().await;
        });
    }

    /// Asks the browser whether the file may be written again.
    pub fn reconnect(self) {
        let Some((_, file)) = self.file.get_value() else {
            return;
        };
        spawn_local(async move {
            if file.ask().await {
                self.write().await;
            }
        });
    }

    /// Writes the file no more; it stays where it is.
    pub fn forget(self) {
        let Some((id, _)) = self.file.get_value() else {
            return;
        };
        self.file.set_value(None);
        self.state.set(LinkState::None);
        spawn_local(async move { self.keep(&id, None).await });
    }

    async fn keep(self, id: &Id<Project>, file: Option<&LinkedFile>) {
        if let Some(mirror) = self.workspace.keeper().mirror() {
            // Without it the link lasts as long as the page.
            let handle = file.map(|file| file.kept().clone());
            let _ = mirror.put_handle(&key(id), handle).await;
        }
    }

    async fn find(self, open: Option<Id<Project>>) {
        self.file.set_value(None);
        self.state.set(LinkState::None);
        let (Some(id), Some(mirror)) = (open, self.workspace.keeper().mirror()) else {
            return;
        };
        let Ok(Some(handle)) = mirror.handle(&key(&id)).await else {
            return;
        };
        if untrack(|| self.workspace.open_id()).as_ref() != Some(&id) {
            return;
        }
        let file = LinkedFile::of_kept(handle);
        let name = file.name();
        let allowed = file.is_allowed().await;
        self.file.set_value(Some((id, file)));
        self.state.set(if allowed {
            LinkState::Linked(name)
        } else {
            LinkState::Waiting(name)
        });
    }

    fn write_soon(self) {
        let this = self.asked.start();
        let linked = self
            .state
            .with_untracked(|state| matches!(state, LinkState::Linked(_) | LinkState::Failed(_)));
        if !linked {
            return;
        }
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            if this.is_newest() == Some(true) {
                idle::idle().await;
                self.write().await;
            }
        });
    }

    async fn write(self) {
        let Some((id, file)) = self.file.get_value() else {
            return;
        };
        let name = file.name();
        let rests = Box::new(idle::rests());
        let Ok(writing) = chunks::write_file(self.workspace, vec![id], false, rests).await else {
            self.state.set(LinkState::Failed(name));
            return;
        };
        let written = writing.await;
        self.state.set(match file.write(&written.text).await {
            Ok(()) => {
                written.note(self.workspace);
                LinkState::Linked(name)
            }
            Err(_) => LinkState::Failed(name),
        });
    }
}

fn key(id: &Id<Project>) -> String {
    format!("file/{id}")
}
