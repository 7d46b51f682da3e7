//! What may happen, what is asked for, what has to be decided, and where parts meet.

mod change;
mod changes;
mod decisions;
mod fields;
mod frame;
mod heat_map;
mod integration;
mod issue;
mod pre_mortem;
mod price;
mod register;
mod risk;
mod scale;
mod stability;
mod verdict;

use lastmile::present::words;
use lastmile::project::{Decision, Project, RiskStatus};
use leptos::prelude::*;

use super::head;
use super::parts::Parts;
use crate::app::components::piece;
use crate::app::route::{Place, Router};
use crate::app::workspace::Workspace;

/// The place.
pub fn page() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let summary = Memo::new(move |_| workspace.read(summary));
    let part = move || match router.part().get() {
        "changes" => changes::part(),
        "decisions" => decisions::part(),
        "integration" => integration::part(),
        _ => register::part(),
    };
    view! {
        <div class="risks">
            <header class="page-head">
                <div>
                    {head::title(Place::Risks)}
                    <p class="page-head__summary">{summary}</p>
                </div>
            </header>
            <Parts place=Place::Risks>{piece(part)}</Parts>
        </div>
    }
    .into_any()
}

/// What is open, in a line.
fn summary(project: &Project) -> String {
    let with = |status| {
        let risks = project.risks.values();
        risks.filter(|risk| risk.status == status).count()
    };
    let requests = project.change_requests.values();
    let requests = requests.filter(|it| it.verdict.is_none()).count();
    let decisions = project.decisions.values();
    let decisions = decisions.filter(|it| Decision::is_open(it)).count();
    [
        (with(RiskStatus::Happened), "issue"),
        (with(RiskStatus::Open), "open risk"),
        (requests, "open request"),
        (decisions, "open decision"),
        (project.integration_points.len(), "integration point"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, noun)| words::count(count, noun))
    .reduce(|all, one| format!("{all} · {one}"))
    .unwrap_or_else(|| "What may still go wrong, who decides, and what it would cost.".to_owned())
}
