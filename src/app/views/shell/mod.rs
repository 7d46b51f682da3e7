//! The frame around every place: sidebar, top bar, and what may lie over the page.

mod backup;
mod leftovers;
mod palette;
mod projects;
mod save;
mod shortcuts;
mod sidebar;
mod top_bar;

use lastmile::edit::closing;
use lastmile::present::words;
use leptos::prelude::*;

use crate::app::chunks::{self, Meanwhile};
use crate::app::components::{Button, Callout, IconName, Tone, When, piece};
use crate::app::linked::Links;
use crate::app::workspace::Workspace;

use self::backup::{BackupReminder, Unfiled};
use self::leftovers::Leftovers;
use self::palette::Palette;
use self::projects::NewProjectDialog;
use self::shortcuts::Shortcuts;
use self::sidebar::Sidebar;
use self::top_bar::TopBar;
use super::people::WhoOffer;
use super::share::{ImportDialog, Imports};

pub use self::projects::{named, project_items};

/// The frame with a place in it.
#[component]
pub fn Shell(
    /// The place.
    children: Children,
) -> impl IntoView {
    provide_context(Imports::start());
    let workspace = expect_context::<Workspace>();
    provide_context(Links::start(workspace));
    provide_context(Unfiled::of(workspace));
    view! {
        <div class="shell">
            <a class="skip-link" href="#main" on:click=skip>"Skip to the content"</a>
            <Sidebar />
            <div class="shell__page">
                <TopBar />
                <main class="shell__main" id="main" tabindex="-1">
                    <ReadOnly />
                    <Closed />
                    <BackupReminder />
                    <Leftovers />
                    {children()}
                </main>
            </div>
            {chunks::show(&chunks::OVERLAYS, Meanwhile::Nothing)}
        </div>
    }
}

/// What may lie over the page: it need not be there to begin with.
#[component]
pub fn Overlays() -> AnyView {
    view! {
        <Palette />
        <Shortcuts />
        <NewProjectDialog />
        <WhoOffer />
        <ImportDialog />
    }
    .into_any()
}

/// Says that a newer version has written to the project.
#[component]
fn ReadOnly() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    view! {
        <When holds=Signal::derive(move || workspace.is_read_only())>
            <Callout title="This project can only be read here" tone=Tone::Warning>
                <p>
                    "A newer version of the app has written to it. Reload the page to get that version; what you type here now is not kept."
                </p>
            </Callout>
        </When>
    }
}

/// Says that the project is closed, with the way to open it again.
#[component]
fn Closed() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let closed = Memo::new(move |_| workspace.read(|project| project.settings.closed_on));
    let reopen = move |()| {
        workspace.act(|project, _, _| closing::reopen(project));
    };
    piece(move || {
        closed.get().map(|day| {
            let on = words::date(day, workspace.today());
            view! {
                <Callout
                    title=format!("This project was closed on {on}. It is only read.")
                    tone=Tone::Neutral
                    actions=move || view! { <Button label="Reopen" icon=IconName::Undo on_press=reopen /> }
                >
                    <p>"Its retrospective, its lessons and its files are open to you as before."</p>
                </Callout>
            }
        })
    })
}

/// The address belongs to the route: the link only moves the focus.
fn skip(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element with a tab index can always take the focus.
        let _ = main.focus();
    }
}
