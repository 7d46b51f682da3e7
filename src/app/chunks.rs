//! The parts of the program that are loaded when they are needed, and what stands there until then.
//!
//! A part is what one function and nothing else needs; scripts/split-page.mjs cuts it out of a
//! release build. A debug build stays whole, and each part is there at once.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use lastmile::document::{Book, Document, History, Pace, Rest};
use lastmile::edit::{Change, MintId};
use lastmile::exchange::json::{self, Outside};
use lastmile::exchange::page::carried;
use lastmile::project::{self, Id, Project, Today};
use lastmile::samples::Sample;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use wasm_bindgen_futures::spawn_local;

use super::browser::{dom, idle, page};
use super::components::{Button, ButtonKind, EmptyState, IconName, piece};
use super::daily;
use super::engine::Engine;
use super::keeper::SnapshotSteps;
use super::workspace::Workspace;
use super::written::{self, Written};

type Loaded = Result<(), SplitLoaderError>;
/// Work in which the page has its turn.
type Work<T> = Pin<Box<dyn Future<Output = T>>>;
/// When that work rests.
pub type Rests = Box<dyn Fn() -> Option<Rest>>;

/// A part of the program that draws something.
///
/// The owner of its view is the part it is drawn in, as if it had been there from the start.
pub struct Chunk {
    load: fn() -> Pin<Box<dyn Future<Output = Loaded>>>,
    draw: fn() -> Option<AnyView>,
    is_here: AtomicBool,
}

impl Chunk {
    async fn fetch(&self) -> Loaded {
        (self.load)().await?;
        self.is_here.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// What stands where a part will be, for the moment until it is loaded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Meanwhile {
    /// A word that it comes, at once.
    Said,
    /// Nothing: nobody has asked for it yet, and it lets other parts go first.
    Nothing,
}

/// How many parts that somebody waits for are being loaded.
static AWAITED: AtomicUsize = AtomicUsize::new(0);

macro_rules! chunks {
    ($($(#[$doc:meta])* $name:ident = $module:ident: $view:path;)*) => {$(
        mod $module {
            use super::{AnyView, IntoAny, SplitLoaderError};

            #[cfg_attr(chunked, leptos::wasm_split::wasm_split(
                $module,
                wasm_split_path = leptos::wasm_split,
                fallible,
                preload(load)
            ))]
            pub(super) fn draw() -> Result<AnyView, SplitLoaderError> {
                Ok($view().into_any())
            }

            // Once it is loaded, nothing is left to wait for.
            #[cfg(chunked)]
            pub(super) fn drawn() -> Option<AnyView> {
                super::at_once(draw())?.ok()
            }

            #[cfg(not(chunked))]
            pub(super) fn drawn() -> Option<AnyView> {
                draw().ok()
            }

            #[cfg(not(chunked))]
            pub(super) async fn load() -> super::Loaded {
                Ok(())
            }
        }

        $(#[$doc])*
        pub static $name: Chunk = Chunk {
            load: || Box::pin($module::load()),
            draw: $module::drawn,
            is_here: AtomicBool::new(cfg!(not(chunked))),
        };
    )*

    /// Every part that draws something.
    static ALL: &[&Chunk] = &[$(&$name,)*];
    };
}

// The names are those of places in addresses, or PLACE_PART: what the address names is fetched beside
// the program.
chunks! {
    /// The projects, and the ways to begin one.
    HOME = home: crate::app::views::home::Home;
    /// The place Overview.
    OVERVIEW = overview: crate::app::views::overview::page;
    /// The place Audit.
    AUDIT = audit: crate::app::views::audit::Audit;
    /// What is in the way.
    BOTTLENECKS = audit_bottlenecks: crate::app::views::audit::Bottlenecks;
    /// What the audit still lacks.
    GAPS = audit_gaps: crate::app::views::audit::Gaps;
    /// The prompts by area.
    GUIDED_AUDIT = audit_guide: crate::app::views::audit::Guide;
    /// The baseline and what grew since.
    SCOPE = audit_scope: crate::app::views::audit::ScopeGrowth;
    /// The paste of many lines.
    PASTE = paste: crate::app::views::audit::PasteDialog;
    /// The place Done.
    DONE = done: crate::app::views::done::page;
    /// The place Plan.
    PLAN = plan: crate::app::views::plan::page;
    /// The place Execute.
    EXECUTE = execute: crate::app::views::execute::page;
    /// The place Risks.
    RISKS = risks: crate::app::views::risks::page;
    /// The place Readiness.
    READINESS = readiness: crate::app::views::readiness::page;
    /// The place Review.
    REVIEW = review: crate::app::views::review::page;
    /// The place Share.
    SHARE = share: crate::app::views::share::Share;
    /// The place People and settings.
    PEOPLE = people: crate::app::views::people::People;
    /// The place Guide.
    GUIDE = guide: crate::app::views::guide::page;
    /// The task beside a place.
    TASK = task: crate::app::views::task::Beside;
    /// What may lie over the page.
    OVERLAYS = overlays: crate::app::views::shell::Overlays;
}

macro_rules! late {
    ($($(#[$doc:meta])* $module:ident: fn $name:ident($($given:ident: $of:ty),*) -> $out:ty $body:block)*) => {$(
        #[cfg(chunked)]
        #[leptos::wasm_split::wasm_split($module, wasm_split_path = leptos::wasm_split, fallible)]
        $(#[$doc])*
        pub fn $name($($given: $of),*) -> Result<$out, SplitLoaderError> {
            Ok($body)
        }

        #[cfg(not(chunked))]
        $(#[$doc])*
        pub async fn $name($($given: $of),*) -> Result<$out, SplitLoaderError> {
            Ok($body)
        }
    )*};
}

late! {
    /// A document with its undo steps as an open project; the page has its turn meanwhile.
    project: fn open_book(document: Document, history: History) -> Work<Book<Project>> {
        Box::pin(async move {
            let rests = idle::rests();
            Book::open_at(document, history, Pace::resting(&rests)).await
        })
    }
    /// The change that makes a document that was copied an open project of this name.
    project: fn name_copy(document: &Document, name: &str) -> Change {
        let (before, _) = document.read::<Project>();
        let mut after = before.settings.clone();
        name.clone_into(&mut after.name);
        after.closed_on = None;
        after.closed_by = None;
        let mut change = Change::new("Name the copy");
        change.update(&Id::new(project::Settings::ID), &before.settings, &after);
        change
    }
    /// Has the engines follow the open project, and each of its days noted.
    project: fn begin_following(engine: Engine, owner: Option<Owner>) -> () {
        let begin = || {
            engine.begin();
            daily::start(engine);
        };
        if let Some(owner) = owner {
            owner.with(begin);
        }
    }
    /// How a snapshot is made.
    snapshots: fn snapshot_steps() -> SnapshotSteps {
        SnapshotSteps::new()
    }
    /// The change that makes an empty project this sample.
    samples: fn build_sample(sample: Sample, today: Today, ids: &mut dyn MintId) -> Change {
        sample.build(today, &mut || ids.mint_text())
    }
    /// What a file holds, or why it cannot be imported, as a sentence.
    files: fn read_file(bytes: Vec<u8>, rests: Rests) -> Work<Result<Outside, String>> {
        Box::pin(async move {
            let file = carried(&bytes).unwrap_or(&bytes);
            let outside = json::import_at(file, Pace::resting(&rests)).await;
            outside.map_err(|refusal| refusal.to_string())
        })
    }
    /// Projects as the text of a file, with what is kept beside them or without it.
    files: fn write_file(workspace: Workspace, projects: Vec<Id<Project>>, with_shelf: bool, rests: Rests) -> Work<Written> {
        Box::pin(written::write(workspace, projects, with_shelf, rests))
    }
}

/// Why something was not done that needs a part of the program, as a sentence.
pub const NOT_LOADED: &str = "The part of the app that does this could not be loaded. Try again, or reload the page: the connection may be gone, or a newer version may have taken the place of this one.";

/// What a future comes to that waits for nothing.
#[cfg(chunked)]
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    use std::task::{Context, Poll, Waker};

    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Here,
    Failed,
}

/// What a part draws, once it is loaded. When it cannot be loaded, that is said where it would be,
/// with a way to try again.
pub fn show(chunk: &'static Chunk, meanwhile: Meanwhile) -> AnyView {
    let is_here = chunk.is_here.load(Ordering::Relaxed);
    let stage = RwSignal::new(if is_here { Stage::Here } else { Stage::Loading });
    if !is_here {
        load(chunk, stage, meanwhile);
    }
    piece(move || match stage.get() {
        Stage::Here => untrack(chunk.draw).unwrap_or_else(|| ().into_any()),
        Stage::Failed => not_loaded(move || again(chunk, stage)),
        Stage::Loading if meanwhile == Meanwhile::Said => {
            view! { <p class="opening-project" role="status">"Loading…"</p> }.into_any()
        }
        Stage::Loading => ().into_any(),
    })
}

fn again(chunk: &'static Chunk, stage: RwSignal<Stage>) {
    stage.set(Stage::Loading);
    load(chunk, stage, Meanwhile::Said);
}

fn load(chunk: &'static Chunk, stage: RwSignal<Stage>, meanwhile: Meanwhile) {
    let awaited = usize::from(meanwhile == Meanwhile::Said);
    AWAITED.fetch_add(awaited, Ordering::Relaxed);
    spawn_local(async move {
        if awaited == 0 {
            nothing_awaited().await;
        }
        let next = match chunk.fetch().await {
            Ok(()) => Stage::Here,
            Err(_) => Stage::Failed,
        };
        AWAITED.fetch_sub(awaited, Ordering::Relaxed);
        // The person may have gone elsewhere meanwhile.
        let _ = stage.try_set(next);
    });
}

/// What stands where a part would be that could not be loaded; `again` tries again.
pub fn not_loaded(again: impl Fn() + Send + Sync + 'static) -> AnyView {
    // It may stand for the whole page, or below the heading of one.
    let is_page = dom::find("h1", |_| true).is_none();
    view! {
        {is_page.then(|| view! { <h1>"Not loaded"</h1> })}
        <EmptyState
            icon=IconName::Warning
            headline="This part of the app could not be loaded"
            text="The connection may be gone, or a newer version may have taken the place of this one. What you wrote is kept."
        >
            <Button label="Try again" kind=ButtonKind::Primary on_press=move |()| again() />
            <Button label="Reload the page" on_press=move |()| page::reload() />
        </EmptyState>
    }
    .into_any()
}

/// Waits until what was asked for first is there, or cannot be had.
pub async fn landed() {
    while AWAITED.load(Ordering::Relaxed) > 0 {
        idle::breathe().await;
    }
}

/// Waits until the page is idle and loads nothing that somebody waits for.
async fn nothing_awaited() {
    idle::idle().await;
    while AWAITED.load(Ordering::Relaxed) > 0 {
        idle::idle().await;
    }
}

/// Loads every part, one after the other, whenever the page has nothing else to do: the next place
/// then opens at once, and with no connection.
pub async fn load_all() {
    for chunk in ALL {
        nothing_awaited().await;
        // One that fails is tried again when it is asked for.
        let _ = chunk.fetch().await;
    }
}
