//! Files in and out.

mod arrivals;
mod export;
mod import;
mod linked;
mod preview;

use leptos::prelude::*;

use self::export::ExportPanel;
use self::linked::LinkedPanel;
use super::head;
use crate::app::browser::one_file;
use crate::app::components::{Button, ButtonKind, IconName, Panel};
use crate::app::route::Place;

pub use self::import::{ImportButton, Imports};
pub use self::preview::ImportDialog;

/// Files in and out.
#[component]
pub fn Share() -> impl IntoView {
    view! {
        <div class="share">
            <header class="page-head">
                <div>
                    {head::title(Place::Share)}
                    <p class="page-head__summary">
                        "Hand the project over as a file, keep a copy in a safe place, or bring one in."
                    </p>
                </div>
            </header>
            <ExportPanel />
            <LinkedPanel />
            <Panel
                title="Import"
                lead="A Lastmile file becomes a project of its own. You see what is in it before anything is made, and nothing that is here changes."
            >
                <div class="drop-place">
                    <crate::app::components::Icon name=IconName::Upload />
                    <p>"Drop a file anywhere on this page, or choose one."</p>
                    <ImportButton />
                    {brought_along()}
                </div>
            </Panel>
        </div>
    }
}

/// A way to what the page itself brought along, where it did.
fn brought_along() -> Option<AnyView> {
    one_file::carried()?;
    let imports = expect_context::<Imports>();
    let look = move |()| {
        if let Some(carried) = one_file::carried() {
            imports.begin(carried.file);
        }
    };
    let button = view! {
        <Button
            label="What this page brought along"
            kind=ButtonKind::Quiet
            on_press=look
        />
    };
    Some(button.into_any())
}
