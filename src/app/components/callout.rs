//! A remark that must not be missed.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, IconName};

/// A framed remark with a title, a text and what can be done about it.
///
/// It is part of the page, not an announcement: say through the live region what appears of itself.
#[component]
pub fn Callout(
    /// What it is about, in one sentence.
    #[prop(into)]
    title: Signal<String>,
    /// The meaning behind its colour and icon.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// What can be done: buttons, links.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// More about it.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="callout" role="note" data-tone=Signal::derive(move || tone.get().name())>
            <Icon name=Signal::derive(move || IconName::of(tone.get())) />
            <div class="callout__body">
                <p class="callout__title">{title}</p>
                {children.map(|children| view! { <div class="callout__text">{children()}</div> })}
                {actions.map(|actions| view! { <div class="callout__actions">{actions.run()}</div> })}
            </div>
        </div>
    }
    .into_any()
}
