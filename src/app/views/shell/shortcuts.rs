//! The sheet of keys.

use leptos::prelude::*;

use crate::app::commands::{self, Commands};
use crate::app::components::{Dialog, DialogSize, KeyHint};
use crate::app::keys;
use crate::app::session::Opened;

/// Keys that work in the table of tasks, beside those of the command table.
const IN_TABLE: [(&str, &str); 12] = [
    ("↑ ↓ ← →", "Move between cells"),
    ("Enter", "Change the cell, or open the task"),
    ("F2", "Change the cell"),
    ("Escape", "Leave the cell as it was"),
    ("Space", "Select the task"),
    ("Shift+↑ ↓", "Select a range"),
    ("x", "Done, or open again"),
    ("Alt+↑ ↓", "Move the task up or down"),
    ("Alt+→ ←", "Make it a subtask, or take it out"),
    ("o", "Open the task beside the table"),
    ("Delete", "Delete the selected tasks"),
    ("Ctrl+A", "Select all tasks shown"),
];

/// The keys, by where they work.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let session = expect_context::<Commands>().session;
    view! {
        <Dialog
            title="Keyboard shortcuts"
            open=session.is_open(Opened::Shortcuts)
            on_close=move |()| session.close()
            size=DialogSize::Middle
        >
            <h3>"Anywhere"</h3>
            <dl class="shortcuts">
                {commands::all()
                    .into_iter()
                    .filter(|command| !command.keys().is_empty())
                    .map(|command| row(keys::written(command), command.label()))
                    .collect_view()}
            </dl>
            <h3>"In the table of tasks"</h3>
            <dl class="shortcuts">
                {IN_TABLE
                    .into_iter()
                    .map(|(keys, does)| row(keys.to_owned(), does.to_owned()))
                    .collect_view()}
            </dl>
        </Dialog>
    }
}

fn row(keys: String, does: String) -> impl IntoView {
    view! {
        <div class="shortcuts__row">
            <dt>{does}</dt>
            <dd><KeyHint keys=keys /></dd>
        </div>
    }
}
