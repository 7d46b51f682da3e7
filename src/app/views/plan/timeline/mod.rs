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

use leptos::prelude::*;

use self::better_order::BetterOrder;
use self::chart::Chart;
use self::problems::Problems;
use self::state::TimelineState;
use self::strip::Strip;
use self::table::TimelineTable;
use self::toolbar::TimelineToolbar;
use crate::app::components::{EmptyState, IconName, piece};
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
                    {piece(move || rows_come.get().then(|| if state.as_table.get() {
                        view! { <TimelineTable state=state /> }
                    } else {
                        view! { <Chart state=state /> }
                    }))}
                    <BetterOrder state=state />
                    <Strip state=state />
                </div>
            }
            .into_any()
        }
    })
}
