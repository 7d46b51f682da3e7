//! Where what is missing is mended.

use lastmile::finish::readiness::{Missing, Target};
use leptos::prelude::*;

use super::ReadinessState;
use crate::app::route::{Place, Route};

/// What is missing, as a link to where it is mended: the task, the tasks in the table, the record.
pub fn link(state: ReadinessState, missing: &Missing) -> AnyView {
    let text = missing.text.clone();
    let Route::Project { id, .. } = state.router.route().get_untracked() else {
        return view! { <span>{text}</span> }.into_any();
    };
    let mut shown = None;
    let route = match &missing.target {
        Target::Task(task) => Some(Route::task(&id, Place::Readiness, Some(task.clone()))),
        Target::Tasks(what, tasks) => {
            let only = tasks.first().filter(|_| tasks.len() == 1).cloned();
            if only.is_some() {
                Some(Route::task(&id, Place::Readiness, only))
            } else {
                shown = Some((what.clone(), tasks.clone()));
                Some(Route::place(&id, Place::Audit))
            }
        }
        Target::Spot(place, part, record) => Route::spot(&id, place, part, record.clone()),
    };
    let href = route.map(|route| route.hash());
    // The address cannot say which tasks: they are handed over to the table that is gone to.
    let hand_over = move |_| {
        if let Some((what, tasks)) = shown.clone() {
            state.session.hand_over_tasks(what, tasks);
        }
    };
    view! { <a class="link" href=href on:click=hand_over>{text}</a> }.into_any()
}
