//! What lies over the page: dialogs, popovers, toasts.

use leptos::prelude::*;

use super::super::{
    Announcer, Button, ButtonKind, ConfirmDialog, Dialog, IconName, Panel, Popover, Reason,
    TextArea, TextField, Toast, Toaster, Tone, Toolbar, WhyButton,
};

#[component]
pub fn Overlays(toaster: Toaster, announcer: Announcer) -> AnyView {
    let form = RwSignal::new(false);
    let question = RwSignal::new(false);
    let name = RwSignal::new("Website relaunch".to_owned());
    let tell = move |toast: Toast| {
        announcer.say(toast.text.clone());
        toaster.show(toast);
    };
    let actions = move || {
        view! {
            <Button label="Cancel" on_press=move || form.set(false) />
            <Button label="Create" kind=ButtonKind::Primary on_press=move || form.set(false) />
        }
    };
    view! {
        <Panel title="Over the page">
            <Toolbar label="Things that open">
                <Button label="New project…" on_press=move || form.set(true) />
                <Button
                    label="Delete…"
                    kind=ButtonKind::Danger
                    on_press=move || question.set(true)
                />
                <Button
                    label="Good news"
                    on_press=move || {
                        tell(Toast::new(Tone::Good, "3 tasks added.").action("Undo", || ()));
                    }
                />
                <Button
                    label="Bad news"
                    on_press=move || {
                        tell(Toast::new(Tone::Bad, "The browser's storage is full. Nothing is lost: \
                             export the project, then free space."));
                    }
                />
                <Popover label="Working hours" icon=IconName::Clock>
                    <p>"Monday to Friday, 8 hours a day."</p>
                </Popover>
                <WhyButton
                    about="12 December, 80 %"
                    reasons=vec![
                        Reason::new("The contract waits for Chloé since 9 days.").at("#/audit"),
                        Reason::new("Ben is on the pricing page until Thursday.").at("#/plan"),
                        Reason::new("Two should-haves have no estimate."),
                    ]
                    rule="The date before which 80 % of 2,000 simulated runs finish."
                />
            </Toolbar>
        </Panel>
        <Dialog
            title="New project"
            open=form
            on_close=move || form.set(false)
            actions=actions
        >
            <TextField label="Name" value=name on_change=move |text| name.set(text) />
            <TextArea label="Purpose" value="" on_change=|_| () hint="Who has what when it is done?" />
        </Dialog>
        <ConfirmDialog
            title="Delete “Website relaunch”?"
            text="Its 42 tasks go with it. You can undo this."
            open=question
            confirm="Delete project"
            danger=true
            on_confirm=move || question.set(false)
            on_cancel=move || question.set(false)
        />
    }
    .into_any()
}
