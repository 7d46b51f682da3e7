//! The parts of a place, one of them shown: its tabs, which the address and the back button know.

use leptos::prelude::*;

use crate::app::components::{Choice, Tabs};
use crate::app::route::{Place, Router};

/// The tabs of a place above the part the address names. The children look at [`Router::part`].
#[component]
pub fn Parts(
    /// The place; it has parts.
    place: Place,
    /// What the shown part is.
    children: Children,
) -> AnyView {
    let router = expect_context::<Router>();
    let part = router.part();
    let tabs: Vec<_> = place
        .parts()
        .iter()
        .map(|part| Choice::new(part.name, part.title))
        .collect();
    view! {
        <Tabs
            label=format!("Parts of {}", place.title())
            tabs=tabs
            selected=Signal::derive(move || part.get().to_owned())
            on_select=move |name: String| router.show_part(place, &name)
        >
            {children()}
        </Tabs>
    }
    .into_any()
}
