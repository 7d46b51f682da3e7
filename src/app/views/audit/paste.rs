//! Many lines become tasks: what was understood is shown before anything is made.

use leptos::prelude::*;

/// What was pasted and waits to be looked at.
#[derive(Clone, Copy)]
pub struct PasteState {
    text: RwSignal<Option<String>>,
}

impl PasteState {
    /// Nothing was pasted.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(None),
        }
    }

    /// Shows what would become of these lines.
    pub fn open(self, text: String) {
        self.text.set(Some(text));
    }
}

/// The preview of pasted lines.
#[component]
pub fn PasteDialog() -> impl IntoView {}
