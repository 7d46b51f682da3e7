//! The pre-mortem: imagine that it has failed, and write down why.

use lastmile::edit::risk as edit;
use lastmile::present::risks as said;
use leptos::prelude::*;

use crate::app::components::{Button, ButtonKind, Dialog, TextArea};
use crate::app::workspace::Workspace;

/// Asks why it failed; each line becomes a risk.
#[component]
pub fn PreMortem(open: RwSignal<bool>) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let text = RwSignal::new(String::new());
    let add = Callback::new(move |()| {
        let risks = said::pre_mortem(&text.get_untracked());
        let added = workspace.act(|project, author, ids| {
            edit::add_all(project, risks, author, ids).map(|(_, change)| change)
        });
        if added {
            text.set(String::new());
            open.set(false);
        }
    });
    let label = move || match said::pre_mortem(&text.get()).len() {
        0 | 1 => "Add the risk".to_owned(),
        many => format!("Add {many} risks"),
    };
    view! {
        <Dialog
            title="Pre-mortem"
            open=open
            on_close=move |()| open.set(false)
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=move |()| open.set(false) />
                    <Button
                        label=Signal::derive(label)
                        kind=ButtonKind::Primary
                        on_press=add
                    />
                }
            }
        >
            <p>
                "It is a month after the target date, and it has failed. Everyone writes down why: a reason in each line. Each line becomes a risk."
            </p>
            <TextArea
                label="It failed, because …"
                value=text
                rows=7
                placeholder="The payment provider rejected our certificate"
                on_input=move |value| text.set(value)
                on_change=move |value| text.set(value)
            />
        </Dialog>
    }
    .into_any()
}
