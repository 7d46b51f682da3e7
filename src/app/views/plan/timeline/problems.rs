//! What the plan had to assume or work around, above the picture, with ways to mend it.

use lastmile::present::timeline::{Mend, Remark, heading, remarks};
use lastmile::project::{Id, Project};
use leptos::prelude::*;

use super::state::TimelineState;
use crate::app::components::{Disclosure, piece};
use crate::app::route::{Place, Route};

/// The problems of the plan, if it has any.
#[component]
pub fn Problems(
    /// What is shown.
    state: TimelineState,
) -> AnyView {
    let found = Memo::new(move |_| {
        let plan = state.found.plan.get();
        plan.map_or_else(Vec::new, |plan| {
            state
                .workspace
                .peek(|project| remarks(project, &plan.problems))
        })
    });
    piece(move || {
        let found = found.get();
        let project = untrack(|| state.workspace.open_id())?;
        if found.is_empty() {
            return None;
        }
        let summary = heading(&found);
        let lines: Vec<AnyView> = found.iter().map(|it| line(&project, it)).collect();
        Some(view! {
            <div class="tl-problems" data-print="none">
                <Disclosure summary=summary>
                    <ul role="list">{lines}</ul>
                </Disclosure>
            </div>
        })
    })
}

fn line(project: &Id<Project>, remark: &Remark) -> AnyView {
    let (to, label) = match &remark.mend {
        Mend::Gaps => (
            Route::part(project, Place::Audit, "gaps"),
            "Show them in the audit",
        ),
        Mend::Task(task) => (
            Route::task(project, Place::Plan, Some(task.clone())),
            "Open the task",
        ),
        Mend::People => (
            Route::place(project, Place::People),
            "Show the working hours",
        ),
    };
    view! { <li>{remark.text.clone()} " " <a href=to.hash()>{label}</a></li> }.into_any()
}
