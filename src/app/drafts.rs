//! Half-typed text: kept while it is being typed, so that a crash takes nothing, and dropped once
//! it is committed or given up. It lies in the local storage, and in the mirror, since a browser
//! that is killed forgets what it stored in the last minute.

use lastmile::project::{Id, Project, Task};
use lastmile::storage::Storage;
use leptos::prelude::*;

use super::browser::local_storage::{self, BrowserStorage};
use super::keeper::Keeper;
use super::route::{Place, Route};

const PREFIX: &str = "lastmile/draft/";

/// A field whose text is kept while it is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    /// The project.
    pub project: Id<Project>,
    /// The task, if it is a field of one.
    pub task: Option<Id<Task>>,
    /// The field's name on the screen.
    pub field: &'static str,
}

impl DraftPlace {
    /// The half-typed text found here.
    pub fn found(&self) -> Option<String> {
        local_storage::read(&self.key())
    }

    /// Keeps the half-typed text, or drops it with `None`.
    pub fn keep(&self, keeper: Keeper) -> Callback<Option<String>> {
        let key = self.key();
        Callback::new(move |text: Option<String>| {
            match &text {
                Some(text) => local_storage::write(&key, text),
                None => local_storage::remove(&key),
            }
            keeper.mirror_text(&key, text);
        })
    }

    fn key(&self) -> String {
        let part = |text: &str| String::from(js_sys::encode_uri_component(text));
        let task = self
            .task
            .as_ref()
            .map(|task| part(task.as_str()))
            .unwrap_or_default();
        format!(
            "{PREFIX}{}/{task}/{}",
            part(self.project.as_str()),
            part(self.field)
        )
    }
}

/// A half-typed text that was found at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    key: String,
    /// Where it was being typed.
    pub route: Route,
    /// The field's name on the screen.
    pub field: String,
    /// The text.
    pub text: String,
}

/// All half-typed texts of this browser. Another open tab may still be typing some of them.
pub fn leftovers() -> Vec<Leftover> {
    let keys = BrowserStorage::find().keys().unwrap_or_default();
    keys.iter().filter_map(|key| leftover(key)).collect()
}

/// Gives a half-typed text up.
pub fn drop(leftover: &Leftover, keeper: Keeper) {
    local_storage::remove(&leftover.key);
    keeper.mirror_text(&leftover.key, None);
}

/// Brings back what only the mirror still has.
pub async fn restore(keeper: Keeper) {
    for (key, text) in keeper.mirrored_texts(PREFIX).await {
        if local_storage::read(&key).is_none() {
            local_storage::write(&key, &text);
        }
    }
}

fn leftover(key: &str) -> Option<Leftover> {
    let mut parts = key.strip_prefix(PREFIX)?.split('/').map(decode);
    let (project, task, field) = (parts.next()?, parts.next()?, parts.next()?);
    let task = Some(task)
        .filter(|task| !task.is_empty())
        .map(|task| Id::new(&task));
    Some(Leftover {
        key: key.to_owned(),
        route: Route::task(&Id::new(&project), Place::Audit, task),
        field,
        text: local_storage::read(key)?,
    })
}

fn decode(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}
