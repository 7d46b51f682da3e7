//! Something folded away until it is asked for.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A summary that unfolds what is behind it.
#[component]
pub fn Disclosure(
    /// What is behind it.
    #[prop(into)]
    summary: Signal<String>,
    /// Whether it is unfolded at first.
    #[prop(optional)]
    open: bool,
    /// What is behind it. Built at once, so that search in the page and print find it.
    children: Children,
) -> AnyView {
    view! {
        <details class="disclosure" open=open>
            <summary class="disclosure__summary">
                <Icon name=IconName::ChevronRight />
                {summary}
            </summary>
            <div class="disclosure__body">{children()}</div>
        </details>
    }
    .into_any()
}
