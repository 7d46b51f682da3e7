//! Lists of tasks that matter: ranked ones, with a bar for each line that opens to its reasons, and the
//! critical chain.

use lastmile::present::outlook::{ChainStep, Mover};
use lastmile::project::{Id, Task};
use leptos::prelude::*;

use crate::app::route::{Route, Router};

/// The address of a task beside the part of the place that is shown.
pub fn task_href(router: Router, task: &Id<Task>) -> String {
    match router.route().get_untracked() {
        Route::Home => String::new(),
        Route::Project {
            id, place, part, ..
        } => Route::Project {
            id,
            place,
            part,
            task: Some(task.clone()),
            record: None,
        }
        .hash(),
    }
}

/// A bar that is filled by a share.
pub fn bar(share: f64) -> AnyView {
    let filled = (share.clamp(0.0, 1.0) * 100.0).round();
    let drawn = format!(
        "<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\">\
         <rect width=\"{filled}\" height=\"1\"/></svg>"
    );
    view! { <span class="ranked__bar" aria-hidden="true" inner_html=drawn></span> }.into_any()
}

/// The list; `link` says what its links lead to.
pub fn list(router: Router, label: &'static str, link: &'static str, lines: Vec<Mover>) -> AnyView {
    let lines = lines.into_iter().map(|line| {
        let href = task_href(router, &line.task);
        let reasons = line.reasons.into_iter();
        let reasons = reasons.map(|reason| view! { <p>{reason}</p> }.into_any());
        view! {
            <li>
                <details class="ranked__line">
                    <summary>
                        <span class="ranked__title">{line.title}</span>
                        {bar(line.share)}
                        <span class="ranked__figure">{line.figure}</span>
                    </summary>
                    <div class="ranked__why">
                        {reasons.collect_view()}
                        <p>
                            <a href=href>{link}</a>
                        </p>
                    </div>
                </details>
            </li>
        }
        .into_any()
    });
    view! {
        <ol class="ranked" role="list" aria-label=label>
            {lines.collect_view()}
        </ol>
    }
    .into_any()
}

/// The tasks of the critical chain, each with what holds it where it is.
pub fn chain(router: Router, steps: Vec<ChainStep>) -> AnyView {
    let steps = steps.into_iter().map(|step| {
        view! {
            <li>
                <p>
                    <a href=task_href(router, &step.task)>{step.title}</a>
                    <span class="chain__when">{step.when}</span>
                </p>
                <p class="chain__why">{step.why}</p>
            </li>
        }
        .into_any()
    });
    view! { <ol class="chain">{steps.collect_view()}</ol> }.into_any()
}
