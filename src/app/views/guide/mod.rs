//! How a last mile is worked: what to do next, the five steps, the ways of working, warning signs,
//! and questions; each leads to where it is done.

mod frameworks;
mod items;
mod next;
mod questions;
mod signs;
mod steps;

use std::collections::BTreeMap;

use lastmile::edit::prompt_answer;
use lastmile::finish::guide::{self, Fit, Look, Spot, Standing};
use lastmile::project::Answer;
use leptos::prelude::*;

use super::parts::Parts;
use crate::app::components::{ButtonKind, ButtonLink, piece};
use crate::app::later::later;
use crate::app::route::{Place, Route, Router};
use crate::app::workspace::Workspace;

/// The guide.
pub fn page() -> AnyView {
    let router = expect_context::<Router>();
    let state = GuideState::new(expect_context());
    view! {
        <div class="guide">
            <header class="page-head">
                <div>
                    <h1>"Guide"</h1>
                    <p class="page-head__summary">
                        "How to bring this project to its end, and how far it is. What the records show is ticked off by itself."
                    </p>
                </div>
            </header>
            <Parts place=Place::Guide>
                {piece(move || match router.part().get() {
                    "steps" => steps::part(state),
                    "frameworks" => frameworks::part(state),
                    "questions" => questions::part(state),
                    "signs" => signs::part(state),
                    _ => next::part(state),
                })}
            </Parts>
        </div>
    }
    .into_any()
}

/// What all parts of the guide look at.
#[derive(Clone, Copy)]
pub struct GuideState {
    workspace: Workspace,
    found: ReadSignal<Option<Found>, LocalStorage>,
}

/// How far the open project is.
struct Found {
    standings: BTreeMap<&'static str, Standing>,
    fits: Vec<Fit>,
}

impl GuideState {
    fn new(workspace: Workspace) -> Self {
        let found = later(workspace, |project, today| {
            let look = Look::of(project, today);
            let mut standings = BTreeMap::new();
            for item in guide::items() {
                standings.insert(item.id, guide::standing(&look, item));
            }
            Found {
                standings,
                fits: guide::fits(&look),
            }
        });
        Self { workspace, found }
    }

    /// How far the project is with an item; `None` before it is known.
    fn standing(self, id: &'static str) -> Memo<Option<Standing>> {
        Memo::new(move |_| {
            self.found
                .with(|found| found.as_ref()?.standings.get(id).cloned())
        })
    }

    /// How many of these items are done.
    fn done(self, items: &'static [guide::Item]) -> Memo<usize> {
        Memo::new(move |_| {
            self.found.with(|found| {
                let Some(found) = found else { return 0 };
                let standings = items.iter().map(|item| found.standings.get(item.id));
                standings
                    .filter(|it| it.is_some_and(Standing::is_done))
                    .count()
            })
        })
    }

    /// Ticks an item off, or takes the tick back.
    fn tick(self, id: &'static str, done: bool) {
        let answer = done.then_some(Answer::Covered);
        self.workspace
            .act(|project, author, _| prompt_answer::answer(project, id, answer, author));
    }

    /// The way to a spot of the open project; nothing where there is no such place.
    fn way_to(self, spot: Spot, kind: ButtonKind) -> Option<AnyView> {
        let id = untrack(|| self.workspace.open_id())?;
        let href = Route::spot(&id, spot.place, spot.part, None)?.hash();
        Some(view! { <ButtonLink label=spot.label href=href kind=kind /> }.into_any())
    }
}
