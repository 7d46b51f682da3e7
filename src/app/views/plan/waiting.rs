//! What stands in a part of the plan as long as nothing is open.

use lastmile::project::Task;
use leptos::prelude::*;

use crate::app::components::{EmptyState, IconName, piece};
use crate::app::workspace::Workspace;

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
            view! { <EmptyState icon=IconName::Plan headline=headline text=text /> }.into_any()
        }
    })
}
