//! Half-typed text: kept while it is being typed, so that a crash takes nothing, and dropped once
//! it is committed or given up. It lies in the local storage, and in the mirror, since a browser
//! that is killed forgets what it stored in the last minute.

use lastmile::project::{Id, Project, Task};
use lastmile::storage::Storage;
use leptos::prelude::*;

use super::browser::local_storage::{self, BrowserStorage};
use super::keeper::Keeper;
use super::route::{Place, Route};
use super::workspace::Workspace;

const PREFIX: &str = "lastmile/draft/";

/// A field whose text is kept while it is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    /// The project.
    pub project: Id<Project>,
    /// What it is a field of.
    pub owner: Owner,
    /// The field's name on the screen.
    pub field: &'static str,
}

/// What a half-typed text belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The list of tasks.
    List,
    /// A task.
    Task(Id<Task>),
    /// A form in a part of a place, and whose form it is there.
    Form(Place, &'static str, String),
}

/// Begins the name of a form in a key; no id of a task does.
const FORM: char = '~';

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
        let owner = match &self.owner {
            Owner::List => String::new(),
            Owner::Task(task) => part(task.as_str()),
            Owner::Form(place, of, whose) => {
                part(&format!("{FORM}{}{FORM}{of}{FORM}{whose}", place.slug()))
            }
        };
        format!(
            "{PREFIX}{}/{owner}/{}",
            part(self.project.as_str()),
            part(self.field)
        )
    }
}

/// A text of a form: kept with every key until the form is sent or the text is as it was.
#[derive(Clone, Copy)]
pub struct FormText {
    /// What the field shows.
    pub value: RwSignal<String>,
    before: StoredValue<String>,
    keep: Option<Callback<Option<String>>>,
}

impl FormText {
    /// Begins with what was being typed when the page ended, else with what was said before.
    pub fn new(workspace: Workspace, owner: Owner, field: &'static str, before: String) -> Self {
        let place = untrack(|| workspace.open_id()).map(|project| DraftPlace {
            project,
            owner,
            field,
        });
        let found = place.as_ref().and_then(DraftPlace::found);
        Self {
            value: RwSignal::new(found.unwrap_or_else(|| before.clone())),
            before: StoredValue::new(before),
            keep: place.map(|place| place.keep(workspace.keeper())),
        }
    }

    /// Takes what was typed.
    pub fn set(self, text: String) {
        if let Some(keep) = self.keep {
            let is_as_before = self.before.with_value(|before| *before == text);
            keep.run((!is_as_before).then(|| text.clone()));
        }
        self.value.set(text);
    }

    /// The form was sent: nothing is left to be kept.
    pub fn sent(self) {
        if let Some(keep) = self.keep {
            keep.run(None);
        }
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
    let (project, owner, field) = (parts.next()?, parts.next()?, parts.next()?);
    let project = Id::new(&project);
    let mut spot = owner.strip_prefix(FORM).unwrap_or_default().split(FORM);
    let form = Route::spot(
        &project,
        spot.next().unwrap_or_default(),
        spot.next().unwrap_or_default(),
        None,
    );
    let task = Some(&owner).filter(|task| !task.is_empty());
    let task = task.map(|task| Id::new(task));
    Some(Leftover {
        key: key.to_owned(),
        route: form.unwrap_or_else(|| Route::task(&project, Place::Audit, task)),
        field,
        text: local_storage::read(key)?,
    })
}

fn decode(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}
