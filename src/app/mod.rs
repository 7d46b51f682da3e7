//! The app in the browser.

pub mod browser;
pub mod commands;
pub mod components;
pub mod keeper;
pub mod keys;
pub mod preferences;
pub mod route;
pub mod session;
pub mod views;
pub mod workspace;

use leptos::prelude::*;

use self::browser::page;
use self::commands::Commands;
use self::components::{Announcer, LiveRegion, ToastStack, Toaster};
use self::keeper::Keeper;
use self::preferences::Preferences;
use self::route::{Place, Route, Router};
use self::session::Session;
use self::views::audit::Audit;
use self::views::home::Home;
use self::views::people::People;
use self::views::share::Share;
use self::views::shell::Shell;
use self::workspace::Workspace;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let (toaster, announcer) = (Toaster::new(), Announcer::new());
    let commands = Commands {
        workspace: Workspace::start(Keeper::start(), toaster, announcer),
        router: Router::start(),
        session: Session::new(),
    };
    provide_context(commands);
    provide_context(commands.workspace);
    provide_context(commands.router);
    provide_context(Preferences::start());
    keys::listen(commands);
    page::mark_started();
    view! {
        <Shell>
            <Here />
        </Shell>
        <ToastStack toaster=toaster />
        <LiveRegion announcer=announcer />
    }
}

/// What the address says.
#[component]
fn Here() -> impl IntoView {
    let commands = expect_context::<Commands>();
    // A place is built anew only when another project or place is gone to, not when a task opens.
    let place = Memo::new(move |_| match commands.router.route().get() {
        Route::Home => None,
        Route::Project { id, place, .. } => Some((id, place)),
    });
    move || {
        let Some((id, place)) = place.get() else {
            page::set_title("Lastmile");
            return view! { <Home /> }.into_any();
        };
        if !untrack(|| commands.workspace.open(&id)) {
            page::set_title("Not here – Lastmile");
            return view! { <views::home::NotHere /> }.into_any();
        }
        page::set_title(&format!("{} – Lastmile", place.title()));
        match place {
            Place::Audit => view! { <Audit /> }.into_any(),
            Place::Share => view! { <Share /> }.into_any(),
            Place::People => view! { <People /> }.into_any(),
        }
    }
}
