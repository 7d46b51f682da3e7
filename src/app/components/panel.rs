//! A part of a page with a heading.

use leptos::prelude::*;

use super::browser::fresh_id;

/// The level of a heading. The page's own title is the only one of level 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLevel {
    /// Directly below the title of the page.
    Two,
    /// Below a heading of level 2.
    Three,
    /// Below a heading of level 3.
    Four,
}

/// A heading of the given level.
#[component]
pub fn Heading(
    /// Its level.
    level: HeadingLevel,
    /// Its text.
    #[prop(into)]
    text: Signal<String>,
    /// The element's id, for what is labelled by it.
    #[prop(optional_no_strip)]
    id: Option<String>,
) -> AnyView {
    let text = move || text.get();
    match level {
        HeadingLevel::Two => view! { <h2 class="heading" id=id>{text}</h2> }.into_any(),
        HeadingLevel::Three => view! { <h3 class="heading" id=id>{text}</h3> }.into_any(),
        HeadingLevel::Four => view! { <h4 class="heading" id=id>{text}</h4> }.into_any(),
    }
}

/// A section with a heading, and room for buttons beside it.
#[component]
pub fn Panel(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// The level of its heading.
    #[prop(default = HeadingLevel::Two)]
    level: HeadingLevel,
    /// One sentence below the heading.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Draws a border around it.
    #[prop(optional)]
    framed: bool,
    /// What is in it.
    children: Children,
) -> AnyView {
    let id = fresh_id("panel");
    let said = move || {
        let text = lead.get();
        (!text.is_empty()).then(|| view! { <p class="panel__lead">{text}</p> })
    };
    view! {
        <section class="panel" class:panel--framed=framed aria-labelledby=id.clone()>
            <div class="panel__head">
                <Heading level=level text=title id=Some(id.clone()) />
                {actions.map(|actions| view! { <div class="panel__actions">{actions.run()}</div> })}
            </div>
            {said}
            <div class="panel__body">{children()}</div>
        </section>
    }
    .into_any()
}
