//! The local storage, as raw text.

use gloo_storage::{LocalStorage as Gloo, Storage as _};
use leptos::prelude::window;

/// Whether the browser lets this page store anything. Where it does not, the bindings would fail
/// without a word.
fn is_there() -> bool {
    matches!(window().local_storage(), Ok(Some(_)))
}

/// The text under a key.
pub fn read(key: &str) -> Option<String> {
    is_there()
        .then(|| Gloo::raw().get_item(key).ok().flatten())
        .flatten()
}

/// Stores a text that may get lost: a preference.
pub fn write(key: &str, text: &str) {
    if is_there() {
        let _ = Gloo::raw().set_item(key, text);
    }
}

/// Removes a text.
pub fn remove(key: &str) {
    if is_there() {
        let _ = Gloo::raw().remove_item(key);
    }
}
