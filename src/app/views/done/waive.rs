//! Saying that a criterion need not hold, and why.

use lastmile::edit::criterion;
use leptos::prelude::*;

use super::DoneState;
use crate::app::components::{Button, ButtonKind, Dialog, DialogSize, TextArea};

/// The question for the reason.
#[component]
pub fn WaiveDialog(state: DoneState) -> AnyView {
    let reason = RwSignal::new(String::new());
    let close = move |()| {
        state.waiving.set(None);
        reason.set(String::new());
    };
    let waive = move |()| {
        let Some(id) = state.waiving.get_untracked() else {
            return;
        };
        let text = reason.get_untracked();
        if state
            .workspace
            .act(|project, author, _| criterion::waive(project, &id, &text, author))
        {
            close(());
        }
    };
    let text = Signal::derive(move || {
        let id = state.waiving.get()?;
        state
            .workspace
            .read(|project| Some(project.criteria.get(&id)?.text.clone()))
    });
    view! {
        <Dialog
            title="Waive a criterion"
            open=Signal::derive(move || state.waiving.with(Option::is_some))
            on_close=close
            size=DialogSize::Narrow
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=close />
                    <Button label="Waive it" kind=ButtonKind::Primary on_press=waive />
                }
            }
        >
            <p class="done__waived">{move || text.get().unwrap_or_default()}</p>
            <TextArea
                label="Why it need not hold"
                value=reason
                on_change=move |text: String| reason.set(text)
                on_input=move |text: String| reason.set(text)
                on_submit=waive
                hint="Whoever signed what done means sees this: their sign-off turns void until they agree."
                rows=3
            />
        </Dialog>
    }
    .into_any()
}
