//! What stands in a part of the plan as long as nothing is open.

use lastmile::project::Task;
use leptos::prelude::*;

use crate::app::components::{ButtonLink, EmptyState, IconName, piece};
use crate::app::route::{Place, Route};
use crate::app::workspace::Workspace;

/// A link to the place where it begins.
pub(super) fn way_to(workspace: Workspace, place: Place, label: &'static str) -> AnyView {
    let href = Signal::derive(move || {
        let id = workspace.open_id();
        id.map_or_else(String::new, |id| Route::place(&id, place).hash())
    });
    view! { <ButtonLink label=label href=href /> }.into_any()
}

/// A part of the plan that is about open work, or what it waits for.
#[component]
pub fn WithOpenWork(
    /// What it says while nothing is open.
    headline: &'static str,
    /// What to do about it.
    text: &'static str,
    /// What it shows of open work.
    #[prop(into)]
    body: ViewFn,
) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let work = Memo::new(move |_| {
        workspace.read(|project| {
            let has_open = project.tasks.values().any(Task::is_open);
            (has_open, !project.tasks.is_empty())
        })
    });
    piece(move || match work.get() {
        (true, _) => view! { <div class="outlook">{body.run()}</div> }.into_any(),
        (false, true) => {
            let text = "Nothing is open: all that was written down is finished or left out. The final review closes the project.";
            view! {
                <EmptyState icon=IconName::Check headline=headline text=text>
                    {way_to(workspace, Place::Review, "Go to the final review")}
                </EmptyState>
            }
            .into_any()
        }
        (false, false) => view! {
            <EmptyState icon=IconName::Plan headline=headline text=text>
                {way_to(workspace, Place::Audit, "Write down what is left")}
            </EmptyState>
        }
        .into_any(),
    })
}
