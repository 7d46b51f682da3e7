//! A place where nothing is yet: what belongs here and how to begin.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::panel::{Heading, HeadingLevel};

/// What a place shows while it is empty.
#[component]
pub fn EmptyState(
    /// The icon of the place.
    icon: IconName,
    /// What will be here, or what to do first.
    #[prop(into)]
    headline: Signal<String>,
    /// The level of the headline.
    #[prop(default = HeadingLevel::Two)]
    level: HeadingLevel,
    /// Why it is worth it, in a sentence or two.
    #[prop(optional, into)]
    text: Signal<String>,
    /// How to begin: a button, a field to paste into.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="empty-state">
            <span class="empty-state__icon"><Icon name=icon /></span>
            <Heading level=level text=headline />
            <p class="empty-state__text">{text}</p>
            {children.map(|children| view! { <div class="empty-state__actions">{children()}</div> })}
        </div>
    }
    .into_any()
}
