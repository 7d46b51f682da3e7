//! A word or two about the state of something.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, IconName};

/// A short text with a tone. Its text says all; the colour only repeats it.
#[component]
pub fn Badge(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// The meaning behind its colour.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
) -> AnyView {
    view! {
        <span class="badge" data-tone=Signal::derive(move || tone.get().name())>
            {icon.map(|name| view! { <Icon name=name /> })}
            {text}
        </span>
    }
    .into_any()
}
