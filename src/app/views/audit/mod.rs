//! What remains: the table of tasks, what is in the way, what the audit still lacks.

mod bottlenecks;
mod finish;
mod gaps;
mod guide;
mod paste;
mod quick_add;
mod scope;
mod selection;
mod state;
mod table;
mod toolbar;

use std::collections::BTreeSet;

use lastmile::present::words;
use lastmile::project::{Project, WorkMinutes};
use leptos::prelude::*;

use self::bottlenecks::Bottlenecks;
use self::gaps::Gaps;
use self::guide::Guide;
use self::paste::{PasteDialog, PasteState};
use self::quick_add::QuickAddField;
use self::scope::ScopeGrowth;
use self::selection::SelectionBar;
use self::state::{AuditState, Part};
use self::table::TaskTable;
use self::toolbar::TableToolbar;
use super::task::{ActualOffer, TaskPanel};
use crate::app::components::{Choice, Tabs, piece};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// The audit.
#[component]
pub fn Audit() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let state = AuditState::new(workspace, expect_context::<Router>());
    provide_context(state);
    provide_context(PasteState::new());
    let summary = Memo::new(move |_| workspace.read(summary));
    view! {
        <div class="audit">
            <header class="page-head">
                <div>
                    <h1>"Audit"</h1>
                    <p class="page-head__summary">{summary}</p>
                </div>
            </header>
            <QuickAddField />
            <Tabs
                label="Parts of the audit"
                tabs=parts()
                selected=Signal::derive(move || state.part.get().name().to_owned())
                on_select=move |name: String| state.part.set(Part::of(&name))
            >
                {piece(move || match state.part.get() {
                    Part::Tasks => view! {
                        <div class="audit__tasks">
                            <TableToolbar />
                            <TaskTable />
                            <SelectionBar />
                        </div>
                    }
                    .into_any(),
                    Part::Bottlenecks => view! { <Bottlenecks /> }.into_any(),
                    Part::Gaps => view! { <Gaps /> }.into_any(),
                    Part::Guide => view! { <Guide /> }.into_any(),
                    Part::Scope => view! { <ScopeGrowth /> }.into_any(),
                })}
            </Tabs>
        </div>
        <PasteDialog />
        <TaskPanel />
        <ActualOffer />
    }
}

/// What is left, in a line.
fn summary(project: &Project) -> String {
    let parents: BTreeSet<_> = project
        .tasks
        .values()
        .filter_map(|task| task.parent.as_ref())
        .collect();
    let leaves = project.tasks.iter().filter(|(id, _)| !parents.contains(id));
    let open: Vec<_> = leaves
        .filter(|(_, task)| task.is_open())
        .map(|(_, task)| task)
        .collect();
    if open.is_empty() {
        return "Nothing is open.".to_owned();
    }
    let work: WorkMinutes = open.iter().filter_map(|task| task.remaining_work()).sum();
    let blocked = open.iter().filter(|task| task.blocker.is_some()).count();
    let unknown = open
        .iter()
        .filter(|task| task.remaining_work().is_none())
        .count();
    let mut said = vec![
        words::count(open.len(), "open task"),
        format!("{} left", words::work(work)),
    ];
    if unknown > 0 {
        said.push(format!("{unknown} without an estimate"));
    }
    if blocked > 0 {
        said.push(format!("{blocked} blocked"));
    }
    said.join(" · ")
}

fn parts() -> Vec<Choice> {
    Part::ALL
        .map(|part| Choice::new(part.name(), part.title()))
        .to_vec()
}
