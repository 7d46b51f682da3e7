//! How the team is doing: answers, load against hours, and what would help.

mod answer;
mod load;
mod relief;
mod team;

use lastmile::finish::pulse::{LEAST_ANSWERS, WINDOW_DAYS};
use leptos::prelude::*;

use super::state::Execute;
use crate::app::components::{Panel, piece};

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let loads = Memo::new(move |_| execute.read(load::all));
    view! {
        <div class="execute-part execute-part--two">
            <div class="execute-part__main">
                {answer::form(execute)}
                <Panel
                    title="The team"
                    lead=format!(
                        "Shown from {LEAST_ANSWERS} answers of the last {WINDOW_DAYS} days on, so that nobody can be told from the others.",
                    )
                >
                    {piece(move || team::figures(execute))}
                </Panel>
            </div>
            <div class="execute-part__side">
                <Panel title="Load against hours" framed=true>
                    {piece(move || loads.with(|(until, loads)| load::list(execute, until, loads)))}
                </Panel>
                <Panel title="What would help" framed=true>
                    {relief::suggestions(execute, loads)}
                </Panel>
            </div>
        </div>
    }
    .into_any()
}
