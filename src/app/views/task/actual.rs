//! After a task is finished: what did it take? Asked beside the work, never in its way.

use lastmile::edit;
use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::present::estimate_text;
use lastmile::project::{Id, Task};
use leptos::prelude::*;

use crate::app::components::{Button, ButtonKind, IconButton, IconName, TextField};
use crate::app::workspace::Workspace;

/// Offers the hours of the task that was finished last, filled in with the estimate.
#[component]
pub fn ActualOffer() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    move || {
        workspace
            .offered_actual()
            .map(|id| view! { <Offer id=id /> })
    }
}

#[component]
fn Offer(id: Id<Task>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let (title, guess) = workspace.peek(|project| {
        let task = project.tasks.get(&id);
        let guess = task
            .and_then(edit_task::offered_actual)
            .map(estimate_text::show_work);
        (
            task.map(|task| task.title.clone()).unwrap_or_default(),
            guess.unwrap_or_default(),
        )
    });
    let text = RwSignal::new(guess);
    let keep = move || {
        let day = workspace.day_minutes();
        match estimate_text::parse_work(&text.get_untracked(), day) {
            Ok(work) => {
                let setting = Setting::Actual(Some(work));
                let done = workspace.act(|project, _, _| {
                    edit_task::set(project, std::slice::from_ref(&id), &setting)
                });
                if done {
                    workspace.remember(&id);
                    workspace.close_offer();
                }
            }
            Err(why) => workspace.refuse(&edit::Refusal::Other(why)),
        }
    };
    let keep_by_key = keep.clone();
    view! {
        <section class="actual-offer" aria-label="What it took">
            <p>"Finished: " <strong>{title}</strong></p>
            <TextField
                label="It took"
                value=text
                on_change=move |value| text.set(value)
                on_input=move |value| text.set(value)
                on_enter=move |()| keep_by_key()
                placeholder="6h"
            />
            <Button label="Keep" kind=ButtonKind::Primary on_press=move |()| keep() />
            <IconButton
                label="Not now"
                icon=IconName::Close
                on_press=move |()| workspace.close_offer()
            />
        </section>
    }
}
