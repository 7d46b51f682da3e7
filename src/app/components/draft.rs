//! Half-typed text: kept apart from the value until it is committed or dropped.

use leptos::ev;
use leptos::prelude::*;

/// What a person is typing into a field, and where it goes.
///
/// While there is a draft it is shown in place of the value, so that a change from elsewhere (another
/// tab, a merge) does not take the text from under a person's hands.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    typed: RwSignal<Option<String>>,
    value: Signal<String>,
    on_change: Callback<String>,
    keep: Option<Callback<Option<String>>>,
}

impl Draft {
    /// A field showing `value`, which begins with the half-typed text `kept` from an earlier time.
    pub(super) fn new(
        value: Signal<String>,
        on_change: Callback<String>,
        on_draft: Option<Callback<Option<String>>>,
        kept: Option<String>,
    ) -> Self {
        Self {
            typed: RwSignal::new(kept),
            value,
            on_change,
            keep: on_draft,
        }
    }

    /// What the field shows.
    pub(super) fn shown(self) -> String {
        self.typed.get().unwrap_or_else(|| self.value.get())
    }

    /// What the field shows, for a handler; `None` once the field is gone: an element that leaves
    /// the page while it has the focus is still told that it lost it.
    pub(super) fn shown_untracked(self) -> Option<String> {
        self.typed
            .try_get_untracked()?
            .or_else(|| self.value.try_get_untracked())
    }

    /// Whether something typed waits to be committed.
    pub(super) fn is_open(self) -> bool {
        self.typed.with_untracked(Option::is_some)
    }

    /// A person typed: the field holds `text` now.
    pub(super) fn hold(self, text: String) {
        if let Some(keep) = self.keep {
            keep.run(Some(text.clone()));
        }
        self.typed.set(Some(text));
    }

    /// Hands the draft over as the new value; does nothing without a draft.
    ///
    /// The callback may take the field's owner away, so nothing is written that may be gone.
    pub(super) fn commit(self) {
        let Some(Some(text)) = self.typed.try_get_untracked() else {
            return;
        };
        let differs = self.value.try_with_untracked(|value| *value != text);
        if differs == Some(true) {
            self.on_change.run(text);
        }
        self.forget();
    }

    /// Drops what was typed: the field shows the value again.
    pub(super) fn forget(self) {
        if let Some(keep) = self.keep {
            keep.run(None);
        }
        let _ = self.typed.try_set(None);
    }

    /// Escape drops an open draft, and then means nothing else. Tells whether it did.
    pub(super) fn escaped(self, event: &ev::KeyboardEvent) -> bool {
        if event.key() != "Escape" || !self.is_open() || event.is_composing() {
            return false;
        }
        event.prevent_default();
        event.stop_propagation();
        self.forget();
        true
    }
}

/// Whether this is the Enter that ends an input, and not one that ends a composition.
pub(super) fn is_plain_enter(event: &ev::KeyboardEvent) -> bool {
    // Safari reports the Enter that ends a composition after it, with the old code 229.
    event.key() == "Enter" && !event.is_composing() && event.key_code() != 229
}
