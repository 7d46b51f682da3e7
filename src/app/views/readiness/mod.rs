//! How ready the project is: the questions, the reviews, and who can be called in.

mod answer_dialog;
mod questions;
mod reserve;
mod review_dialog;
mod reviews;
mod targets;

use std::sync::Arc;

use lastmile::finish::readiness::{Report, report};
use lastmile::present::readiness as said;
use lastmile::project::{Id, Readiness, ReadinessAnswer};
use leptos::prelude::*;

use self::answer_dialog::AnswerDialog;
use self::questions::Questions;
use self::reserve::ReserveList;
use self::review_dialog::{ReviewDialog, ReviewForm};
use self::reviews::Reviews;
use super::head;
use super::parts::Parts;
use super::signing::{SignDialog, Signing};
use crate::app::commands::Commands;
use crate::app::components::{Tone, piece};
use crate::app::engine::Engine;
use crate::app::later::later_too;
use crate::app::route::{Place, Router};
use crate::app::session::Session;
use crate::app::workspace::Workspace;

/// What the parts of the place share.
#[derive(Clone, Copy)]
struct ReadinessState {
    workspace: Workspace,
    router: Router,
    session: Session,
    engine: Engine,
    signing: Signing,
    /// All questions with their answers.
    report: Memo<Arc<Report>>,
    /// The question a person is about to answer against or beside the rules: its id and its words.
    answering: RwSignal<Option<(Id<ReadinessAnswer>, String)>>,
    /// The review that is being written down.
    review: ReviewForm,
}

/// The place.
pub fn page() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let engine = expect_context::<Engine>();
    // It walks all tasks several times: no key waits for that.
    let follow = move || engine.schedule().track();
    let found = later_too(workspace, follow, move |project, today| {
        let dates = engine.schedule().get_untracked();
        Arc::new(report(project, today, dates.value().map(Arc::as_ref)))
    });
    let found = Memo::new(move |_| found.get().unwrap_or_default());
    let state = ReadinessState {
        workspace,
        router: expect_context(),
        session: expect_context::<Commands>().session,
        engine,
        signing: Signing::new(workspace),
        report: found,
        answering: RwSignal::new(None),
        review: ReviewForm::new(),
    };
    let summary = Memo::new(move |_| {
        found.with(|report| match report.questions.len() {
            0 => String::new(),
            _ => said::summary(report),
        })
    });
    view! {
        <div class="readiness">
            <header class="page-head">
                <div>
                    {head::title(Place::Readiness)}
                    <p class="page-head__summary">{summary}</p>
                </div>
            </header>
            <Parts place=Place::Readiness>
                {piece(move || match state.router.part().get() {
                    "reviews" => view! { <Reviews state=state /> }.into_any(),
                    "reserve" => view! { <ReserveList state=state /> }.into_any(),
                    _ => view! { <Questions state=state /> }.into_any(),
                })}
            </Parts>
        </div>
        <AnswerDialog state=state />
        <ReviewDialog state=state />
        <SignDialog signing=state.signing />
    }
    .into_any()
}

/// Whether an answer is good news.
fn tone(answer: Option<Readiness>) -> Tone {
    match answer {
        Some(Readiness::Ready) => Tone::Good,
        Some(Readiness::AtRisk) => Tone::Warning,
        Some(Readiness::NotReady) => Tone::Bad,
        None => Tone::Neutral,
    }
}
