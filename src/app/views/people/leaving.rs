//! Someone leaves: who takes over what they had?

use lastmile::present::people as said;
use lastmile::project::{Id, Person};
use leptos::prelude::*;

use super::person::take_out;
use super::rows::{chosen, somebody};
use crate::app::components::{Button, ButtonKind, Choice, Dialog, DialogSize, Select};
use crate::app::workspace::Workspace;

/// Asks who takes over from the person in `leaving`.
#[component]
pub fn LeavingDialog(
    /// Who leaves.
    leaving: RwSignal<Option<Id<Person>>>,
    /// The order of the list.
    listed: Memo<Vec<Id<Person>>>,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let heir = RwSignal::new(String::new());
    let name = move || {
        let id = leaving.get();
        workspace.read(|project| {
            let person = id.and_then(|id| project.people.get(&id));
            person.map(|person| person.name.clone()).unwrap_or_default()
        })
    };
    let title = move || format!("Take {} out of the project?", name());
    let in_hand = move || {
        let id = leaving.get();
        let list = id.map(|id| workspace.read(|project| said::in_hand(project, &id)));
        format!("In their hands: {}.", list.unwrap_or_default().join(", "))
    };
    let others = move || {
        let gone = leaving.get();
        let options = somebody(workspace, "Nobody for now").get();
        let stays = |choice: &Choice| gone.as_ref().is_none_or(|id| choice.value != id.as_str());
        options.into_iter().filter(stays).collect::<Vec<_>>()
    };
    let close = move || {
        leaving.set(None);
        heir.set(String::new());
    };
    let go = move || {
        let heir = chosen::<Person>(&heir.get_untracked());
        if let Some(id) = leaving.get_untracked() {
            close();
            take_out(workspace, &id, heir.as_ref(), listed);
        }
    };
    view! {
        <Dialog
            title=Signal::derive(title)
            open=Signal::derive(move || leaving.with(Option::is_some))
            on_close=move |()| close()
            size=DialogSize::Narrow
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=move |()| close() />
                    <Button
                        label="Take out"
                        kind=ButtonKind::Danger
                        on_press=move |()| go()
                    />
                }
            }
        >
            <p>{in_hand}</p>
            <Select
                label="Who takes over?"
                options=Signal::derive(others)
                value=heir
                on_change=move |value| heir.set(value)
                hint="Undo brings all of it back."
            />
        </Dialog>
    }
}
