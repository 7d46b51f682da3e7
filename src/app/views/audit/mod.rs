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

pub use self::bottlenecks::Bottlenecks;
pub use self::gaps::Gaps;
pub use self::guide::Guide;
pub use self::paste::PasteDialog;
pub use self::scope::ScopeGrowth;

use self::paste::PasteState;
use self::quick_add::QuickAddField;
use self::selection::SelectionBar;
use self::state::AuditState;
use self::table::TaskTable;
use self::toolbar::TableToolbar;
use super::head;
use super::parts::Parts;
use crate::app::chunks::{self, Meanwhile};
use crate::app::commands::Commands;
use crate::app::components::piece;
use crate::app::later::later;
use crate::app::route::{Place, Router};
use crate::app::workspace::Workspace;

/// The audit.
#[component]
pub fn Audit() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let session = expect_context::<Commands>().session;
    provide_context(AuditState::new(workspace, router, session));
    provide_context(PasteState::new());
    // It walks all tasks: after the first time, once the page has nothing else to do.
    let first = workspace.peek(summary);
    let found = later(workspace, |project, _| summary(project));
    let summary = Memo::new(move |_| found.get().unwrap_or_else(|| first.clone()));
    view! {
        <div class="audit">
            <header class="page-head">
                <div>
                    {head::title(Place::Audit)}
                    <p class="page-head__summary">{summary}</p>
                </div>
            </header>
            <QuickAddField />
            <Parts place=Place::Audit>
                {piece(move || match router.part().get() {
                    "bottlenecks" => chunks::show(&chunks::BOTTLENECKS, Meanwhile::Said),
                    "gaps" => chunks::show(&chunks::GAPS, Meanwhile::Said),
                    "guide" => chunks::show(&chunks::GUIDED_AUDIT, Meanwhile::Said),
                    "scope" => chunks::show(&chunks::SCOPE, Meanwhile::Said),
                    _ => view! {
                        <div class="audit__tasks">
                            <TableToolbar />
                            <TaskTable />
                            <SelectionBar />
                        </div>
                    }
                    .into_any(),
                })}
            </Parts>
        </div>
        {chunks::show(&chunks::PASTE, Meanwhile::Nothing)}
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
