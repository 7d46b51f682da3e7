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
    let has_work =
        Memo::new(move |_| workspace.read(|project| project.tasks.values().any(Task::is_open)));
    piece(move || {
        if has_work.get() {
            view! { <div class="outlook">{body.run()}</div> }.into_any()
        } else {
            view! {
                <EmptyState icon=IconName::Plan headline=headline text=text>
                    {way_to(workspace, Place::Audit, "Write down what is left")}
                </EmptyState>
            }
            .into_any()
        }
    })
}
