//! Every component in each of its states, on a page of its own.

mod buttons;
mod choosing;
mod fields;
mod overlays;
mod rows;
mod showing;

use leptos::prelude::*;

use super::{Announcer, Choice, IconName, LiveRegion, SegmentedControl, ToastStack, Toaster};

/// The page.
#[component]
pub fn Gallery() -> AnyView {
    let announcer = Announcer::new();
    let toaster = Toaster::new();
    view! {
        <main class="gallery">
            <div class="gallery__head">
                <h1>"Components"</h1>
                <Theme />
            </div>
            <buttons::Buttons />
            <fields::Fields />
            <choosing::Choosing />
            <overlays::Overlays toaster=toaster announcer=announcer />
            <showing::Showing />
            <rows::Rows />
        </main>
        <ToastStack toaster=toaster />
        <LiveRegion announcer=announcer />
    }
    .into_any()
}

#[component]
fn Theme() -> AnyView {
    let theme = RwSignal::new("system".to_owned());
    let choose = move |chosen: String| {
        if let Some(root) = document().document_element() {
            // An attribute with a valid name cannot be refused.
            let _ = match chosen.as_str() {
                "system" => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", &chosen),
            };
        }
        theme.set(chosen);
    };
    view! {
        <SegmentedControl
            label="Colours"
            label_hidden=true
            icons_only=true
            options=vec![
                Choice::new("light", "Light").icon(IconName::Sun),
                Choice::new("dark", "Dark").icon(IconName::Moon),
                Choice::new("system", "As the device").icon(IconName::System),
            ]
            value=theme
            on_change=choose
        />
    }
    .into_any()
}
