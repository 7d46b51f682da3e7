//! The local storage, as raw text.

use gloo_storage::{LocalStorage as Gloo, Storage as _};
use lastmile::storage::{Storage, StorageError};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// What this page can keep texts in.
#[derive(Debug)]
pub enum BrowserStorage {
    /// The browser's local storage.
    Local,
    /// Nothing: the browser does not let this page keep anything. What is done stays in memory and
    /// every write is refused, so that nothing ever counts as saved.
    None,
}

impl BrowserStorage {
    /// The storage of this page.
    pub fn find() -> Self {
        if is_there() { Self::Local } else { Self::None }
    }
}

impl Storage for BrowserStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        match self {
            Self::Local => Gloo::raw().get_item(key).map_err(|error| reason(&error)),
            Self::None => Err(StorageError::Blocked),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        match self {
            Self::Local => Gloo::raw()
                .set_item(key, text)
                .map_err(|error| reason(&error)),
            Self::None => Err(StorageError::Blocked),
        }
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        match self {
            Self::Local => Gloo::raw().remove_item(key).map_err(|error| reason(&error)),
            Self::None => Err(StorageError::Blocked),
        }
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let Self::Local = self else {
            return Err(StorageError::Blocked);
        };
        let storage = Gloo::raw();
        let count = storage.length().map_err(|error| reason(&error))?;
        let key = |at| storage.key(at).map_err(|error| reason(&error)).transpose();
        (0..count).filter_map(key).collect()
    }
}

fn reason(error: &JsValue) -> StorageError {
    let exception = error.dyn_ref::<web_sys::DomException>();
    match exception.map(web_sys::DomException::name).as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        Some("SecurityError") => StorageError::Blocked,
        Some(name) => StorageError::Other(name.to_owned()),
        None => StorageError::Other("unknown error".to_owned()),
    }
}

/// Whether the browser lets this page store anything. Where it does not, the bindings would fail
/// without a word.
fn is_there() -> bool {
    matches!(window().local_storage(), Ok(Some(_)))
}

/// The text under a key that may get lost: a preference, a draft.
pub fn read(key: &str) -> Option<String> {
    BrowserStorage::find().get(key).ok().flatten()
}

/// Stores a text that may get lost.
pub fn write(key: &str, text: &str) {
    // A full storage forgets preferences and drafts; the badge says that it is full.
    let _ = BrowserStorage::find().set(key, text);
}

/// Removes a text that may get lost.
pub fn remove(key: &str) {
    let _ = BrowserStorage::find().remove(key);
}
