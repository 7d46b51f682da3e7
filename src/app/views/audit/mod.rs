//! What remains: the table of tasks, what is in the way, what the audit still lacks.

mod finish;
mod state;
mod table;

use leptos::prelude::*;

use self::state::AuditState;
use self::table::TaskTable;
use crate::app::workspace::Workspace;

/// The audit.
#[component]
pub fn Audit() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    provide_context(AuditState::new(workspace));
    view! {
        <h1>"Audit"</h1>
        <TaskTable />
    }
}
