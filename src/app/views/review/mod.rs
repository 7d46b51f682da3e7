//! The end of a project and what it leaves behind: the final review, the retrospective, lessons,
//! what estimates were worth, what delay costs, how work gets better, and what one can show for it.

mod economics;
mod estimates;
mod finale;
mod growth;
mod improve;
mod items;
mod lessons;
mod retrospective;

use leptos::prelude::*;

use super::head;
use super::parts::Parts;
use crate::app::components::{Toast, Tone, piece};
use crate::app::route::{Place, Router};
use crate::app::workspace::Workspace;

/// The review.
pub fn page() -> AnyView {
    let router = expect_context::<Router>();
    let workspace = expect_context::<Workspace>();
    view! {
        <div>
            <header class="page-head">
                <div>
                    {head::title(Place::Review)}
                    <p class="page-head__summary">
                        "Have it accepted, close it, and let the next project begin wiser."
                    </p>
                </div>
            </header>
            <Parts place=Place::Review>
                <div class="review-part">
                    {piece(move || match router.part().get() {
                        "retrospective" => retrospective::part(workspace),
                        "lessons" => lessons::part(workspace),
                        "estimates" => estimates::part(workspace),
                        "economics" => economics::part(workspace),
                        "improve" => improve::part(workspace),
                        "growth" => growth::part(workspace),
                        _ => finale::part(workspace),
                    })}
                </div>
            </Parts>
        </div>
    }
    .into_any()
}

/// What lies beside the projects is out of reach of the undo of the open one.
fn offer_undo(workspace: Workspace, text: &str) {
    let toast = Toast::new(Tone::Good, text);
    workspace.say(toast.action("Undo", move || workspace.undo_on_shelf()));
}
