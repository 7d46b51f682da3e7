//! What a screen reader is told without being asked.

use leptos::prelude::*;

/// Says things to a screen reader. One per app, handed around by copy.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<(u32, String)>);

impl Announcer {
    /// One that has said nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new((0, String::new())))
    }

    /// Says `text`, also when it is what was said last.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        let _ = self.0.try_update(|said| {
            *said = (said.0.wrapping_add(1), text);
        });
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

/// The one live region of the page: says what the announcer was told. It is not seen.
#[component]
pub fn LiveRegion(
    /// What is told to it.
    announcer: Announcer,
) -> AnyView {
    let said = move || {
        announcer.0.with(|(count, text)| {
            // The same text twice would be no change, and not be read.
            let again = if count % 2 == 0 { "" } else { "\u{a0}" };
            format!("{text}{again}")
        })
    };
    view! { <div class="visually-hidden" role="status" aria-live="polite">{said}</div> }.into_any()
}
