//! The timeline: when every task happens, what holds it there, and what follows from it.

mod better_order;
mod chart;
mod draft;
mod keys;
mod legend;
mod pointer;
mod problems;
mod row;
mod state;
mod strip;
mod table;
mod toolbar;

use lastmile::present::timeline::Show;
use leptos::prelude::*;

use self::better_order::BetterOrder;
use self::chart::Chart;
use self::problems::Problems;
use self::state::TimelineState;
use self::strip::Strip;
use self::table::TimelineTable;
use self::toolbar::TimelineToolbar;
use crate::app::components::{Button, EmptyState, IconName, piece};
use crate::app::engine::Engine;
use crate::app::later;
use crate::app::route::{Place, Router};
use crate::app::views::plan::waiting::way_to;
use crate::app::workspace::Workspace;

/// The timeline of the open project.
#[component]
pub fn TimelinePart() -> AnyView {
    let state = TimelineState::new(
        expect_context::<Workspace>(),
        expect_context::<Router>(),
        expect_context::<Engine>(),
    );
    let rows_come = later::in_turn();
    let is_empty = Memo::new(move |_| state.workspace.read(|project| project.tasks.is_empty()));
    let is_bare = Memo::new(move |_| {
        let is_planned = state.found.plan.with(Option::is_some);
        is_planned && state.picture.with(|picture| picture.rows.is_empty())
    });
    piece(move || {
        if is_empty.get() {
            view! {
                <EmptyState
                    icon=IconName::Plan
                    headline="Nothing to plan yet"
                    text="Write down what is left in the audit, with who does it and how long it takes. The dates appear here by themselves."
                >
                    {way_to(state.workspace, Place::Audit, "Write down what is left")}
                </EmptyState>
            }
            .into_any()
        } else {
            view! {
                <div class="timeline-part">
                    <TimelineToolbar state=state />
                    <Problems state=state />
                    {piece(move || rows_come.get().then(|| match (is_bare.get(), state.as_table.get()) {
                        (true, _) => bare(state),
                        (false, true) => view! { <TimelineTable state=state /> }.into_any(),
                        (false, false) => view! { <Chart state=state /> }.into_any(),
                    }))}
                    <BetterOrder state=state />
                    <Strip state=state />
                </div>
            }
            .into_any()
        }
    })
}

/// What stands where no row is left to show.
fn bare(state: TimelineState) -> AnyView {
    let show = state.asked.with_untracked(|asked| asked.show);
    let more = (show != Show::All).then(|| {
        let press = move |()| state.asked.update(|asked| asked.show = Show::All);
        view! { <Button label="Show what is finished" on_press=press /> }
    });
    view! {
        <EmptyState
            icon=IconName::Check
            headline="Nothing is open"
            text="All that was written down is finished or left out. The final review closes the project."
        >
            {more}
            {way_to(state.workspace, Place::Review, "Go to the final review")}
        </EmptyState>
    }
    .into_any()
}
