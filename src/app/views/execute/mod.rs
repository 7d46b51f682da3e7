//! The daily work: the board, the sprint, the swarm, the stand-up, messages and pulse.

mod board;
mod messages;
mod pulse;
mod sprint;
mod standup;
mod state;
mod swarm;

use lastmile::finish::focus::focus;
use lastmile::finish::standup::progress;
use lastmile::present::words;
use lastmile::project::Project;
use leptos::prelude::*;

use self::state::Execute;
use super::head;
use super::parts::Parts;
use crate::app::components::piece;
use crate::app::route::Place;

/// The place.
pub fn page() -> AnyView {
    let execute = Execute::here();
    let summary = Memo::new(move |_| execute.workspace.read(summary));
    let part = execute.router.part();
    view! {
        <div class="execute">
            <header class="page-head">
                <div>
                    {head::title(Place::Execute)}
                    <p class="page-head__summary">{summary}</p>
                </div>
            </header>
            <Parts place=Place::Execute>
                {piece(move || match part.get() {
                    "sprint" => sprint::part(execute),
                    "swarm" => swarm::part(execute),
                    "standup" => standup::part(execute),
                    "messages" => messages::part(execute),
                    "pulse" => pulse::part(execute),
                    _ => board::part(execute),
                })}
            </Parts>
        </div>
    }
    .into_any()
}

/// How far the work is and who is on it, in a line.
fn summary(project: &Project) -> String {
    let (outline, _) = project.outline();
    let progress = progress(project, &outline);
    if progress.open_tasks == 0 {
        return "Nothing is open.".to_owned();
    }
    let busy = focus(project, &outline)
        .values()
        .filter(|it| it.primary().is_some())
        .count();
    let blocked = project
        .tasks
        .values()
        .filter(|task| task.is_open() && task.blocker.is_some())
        .count();
    let mut said = vec![
        format!("{} % of the work is done", progress.percent()),
        match busy {
            1 => "1 person is on a task".to_owned(),
            _ => format!("{busy} people are on a task"),
        },
    ];
    if blocked > 0 {
        said.push(format!("{} blocked", words::count(blocked, "task")));
    }
    said.join(" · ")
}
