//! What one can show for it: statements made of recorded figures, and notes for those who learn.

use lastmile::present::growth;
use lastmile::project::LessonKind;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::lessons;
use crate::app::browser::clipboard;
use crate::app::components::{Button, IconName, Panel, Switch, Toast, Tone, piece};
use crate::app::workspace::Workspace;

/// Evidence and mentoring notes.
pub fn part(workspace: Workspace) -> AnyView {
    let named = RwSignal::new(false);
    let statements = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| growth::statements(project, today, named.get()))
    });
    let copy = move |()| {
        let text = statements.with_untracked(|all| all.join("\n"));
        spawn_local(async move {
            let (tone, said) = if clipboard::copy(&text).await {
                (Tone::Good, "Copied.")
            } else {
                (Tone::Bad, "The browser did not let it be copied.")
            };
            workspace.say(Toast::new(tone, said));
        });
    };
    let none = Signal::derive(move || {
        statements
            .with(Vec::is_empty)
            .then(|| "Nothing is recorded yet.".to_owned())
    });
    view! {
        <Panel
            title="Evidence for a review or a CV"
            lead="Sentences made only of figures recorded in this project. What is not recorded is not claimed."
            framed=true
            actions=move || view! {
                <Button label="Copy" icon=IconName::Copy refusal=none on_press=copy />
            }
        >
            <Switch
                label="Name the project"
                checked=named
                on_change=move |on| named.set(on)
                hint="Names of people and clients never appear."
            />
            {piece(move || {
                statements.with(|all| {
                    if all.is_empty() {
                        let text = "Finish tasks, close the project, and what it shows stands here.";
                        return view! { <p class="guide__quiet">{text}</p> }.into_any();
                    }
                    let lines: Vec<AnyView> =
                        all.iter().map(|line| view! { <li>{line.clone()}</li> }.into_any()).collect();
                    view! { <ul class="guide-facts">{lines}</ul> }.into_any()
                })
            })}
        </Panel>
        <Panel
            title="Mentoring notes"
            lead="What you would tell someone who does this for the first time."
            framed=true
        >
            {lessons::list(
                workspace,
                &[LessonKind::Mentoring],
                "Mentoring notes",
                "Add a note",
                "Ask what could stop us, not whether we are on time",
            )}
        </Panel>
    }
    .into_any()
}
