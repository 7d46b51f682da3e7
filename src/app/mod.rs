//! The app in the browser.

pub mod browser;
pub mod chunks;
pub mod commands;
pub mod components;
pub mod daily;
pub mod drafts;
pub mod engine;
pub mod keeper;
pub mod keys;
pub mod later;
pub mod linked;
mod newest;
pub mod preferences;
pub mod route;
pub mod session;
pub mod views;
pub mod workspace;
pub mod written;

use leptos::prelude::*;

use self::browser::{idle, page, rescue, starts};
use self::chunks::{Chunk, Meanwhile};
use self::commands::Commands;
use self::components::{Announcer, LiveRegion, ToastStack, Toaster, piece};
use self::engine::Engine;
use self::preferences::Preferences;
use self::route::{Place, Route, Router};
use self::session::Session;
use self::views::home::NotHere;
use self::views::safe_mode::SafeMode;
use self::views::shell::Shell;
use self::workspace::{Opening, Workspace};

/// Opens what this browser keeps and shows the app.
pub async fn start() {
    let safe = starts::begin() >= FAILED_BEFORE_SAFE_MODE;
    // Leaving in good order is no failure, however soon it comes.
    page::on_window("pagehide", || {
        if !rescue::has_panicked() {
            starts::succeeded();
        }
    });
    let (toaster, announcer) = (Toaster::new(), Announcer::new());
    let workspace = Workspace::start(toaster, announcer).await;
    leptos::mount::mount_to_body(move || {
        view! { <App workspace=workspace toaster=toaster announcer=announcer safe=safe /> }
    });
    chunks::landed().await;
    page::mark_started();
    idle::idle().await;
    starts::succeeded();
    chunks::load_all().await;
}

/// After so many failed starts in a row nothing is opened by itself.
const FAILED_BEFORE_SAFE_MODE: u32 = 2;

/// The whole app.
#[component]
fn App(workspace: Workspace, toaster: Toaster, announcer: Announcer, safe: bool) -> impl IntoView {
    let commands = Commands {
        workspace,
        router: Router::start(),
        session: Session::new(),
    };
    provide_context(commands);
    provide_context(commands.workspace);
    provide_context(commands.router);
    let engine = Engine::start(commands.workspace);
    provide_context(engine);
    provide_context(Preferences::start());
    keys::listen(commands);
    let safe = RwSignal::new(safe);
    let go_on = Callback::new(move |()| safe.set(false));
    view! {
        <Shell>
            {piece(move || {
                if safe.get() {
                    view! { <SafeMode go_on=go_on /> }.into_any()
                } else {
                    view! { <Here /> }.into_any()
                }
            })}
        </Shell>
        <ToastStack toaster=toaster />
        <LiveRegion announcer=announcer />
    }
}

/// What the address says.
#[component]
fn Here() -> impl IntoView {
    let Commands {
        workspace, router, ..
    } = expect_context::<Commands>();
    // A place is built anew only when another project or place is gone to, not when a task opens.
    let place = Memo::new(move |_| match router.route().get() {
        Route::Home => None,
        Route::Project { id, place, .. } => Some((id, place)),
    });
    let project = Memo::new(move |_| place.get().map(|(id, _)| id));
    // Opening reads storage: it is done once per project, whoever asks for its state meanwhile.
    Effect::new(move || {
        if let Some(id) = project.get() {
            workspace.open(&id);
        }
    });
    let opening = Memo::new(move |_| project.get().map(|id| workspace.opening(&id)));
    move || {
        let (Some((_, place)), Some(opening)) = (place.get(), opening.get()) else {
            page::set_title("Lastmile");
            return chunks::show(&chunks::HOME, Meanwhile::Said);
        };
        match opening {
            Opening::UnderWay => {
                view! { <p class="opening-project" role="status">"Opening the project…"</p> }
                    .into_any()
            }
            Opening::NotHere => {
                page::set_title("Not here – Lastmile");
                view! { <NotHere /> }.into_any()
            }
            Opening::NotLoaded => {
                let again = move || {
                    if let Some(id) = project.get_untracked() {
                        workspace.open(&id);
                    }
                };
                chunks::not_loaded(again)
            }
            Opening::Open => {
                page::set_title(&format!("{} – Lastmile", place.title()));
                view! {
                    {chunks::show(at(place), Meanwhile::Said)}
                    {chunks::show(&chunks::TASK, Meanwhile::Nothing)}
                }
                .into_any()
            }
        }
    }
}

fn at(place: Place) -> &'static Chunk {
    match place {
        Place::Overview => &chunks::OVERVIEW,
        Place::Audit => &chunks::AUDIT,
        Place::Done => &chunks::DONE,
        Place::Plan => &chunks::PLAN,
        Place::Execute => &chunks::EXECUTE,
        Place::Risks => &chunks::RISKS,
        Place::Readiness => &chunks::READINESS,
        Place::Share => &chunks::SHARE,
        Place::People => &chunks::PEOPLE,
        Place::Guide => &chunks::GUIDE,
        Place::Review => &chunks::REVIEW,
    }
}
