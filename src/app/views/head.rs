//! The name of a place, and the way from it to what the guide says about it.

use leptos::prelude::*;

use crate::app::components::{Icon, IconName};
use crate::app::route::{Place, Route};
use crate::app::workspace::Workspace;

/// The heading of a place, with a quiet link to the part of the guide that explains it.
pub fn title(place: Place) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let link = untrack(|| workspace.open_id()).map(|id| {
        let (part, what) = explained(place);
        let href = Route::part(&id, Place::Guide, part).hash();
        view! {
            <a class="page-head__guide" href=href>
                <Icon name=IconName::Guide />
                {what}
                <span class="visually-hidden">", in the guide"</span>
            </a>
        }
    });
    view! {
        <div class="page-head__title">
            <h1>{place.title()}</h1>
            {link}
        </div>
    }
    .into_any()
}

/// The part of the guide that explains a place, and what is to be learned there.
fn explained(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::Overview => ("next", "What to do this week"),
        Place::Audit | Place::Done | Place::Plan | Place::Execute | Place::Review => {
            ("steps", "How this step works")
        }
        Place::Risks => ("signs", "The pitfalls and their signs"),
        Place::Readiness => ("next", "What is still to do"),
        Place::Share => ("questions", "Working from many places"),
        Place::People | Place::Guide => ("frameworks", "Ways of working"),
    }
}
