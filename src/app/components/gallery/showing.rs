//! Showing: figures, bars, remarks, empty places.

use leptos::prelude::*;

use super::super::{
    Avatar, Badge, Button, ButtonKind, Callout, ChipList, Choice, Disclosure, EmptyState, IconName,
    Meter, Panel, ProgressBar, Reason, StatTile, Tabs, Tone, Toolbar, WhyButton,
};

#[component]
pub fn Showing() -> AnyView {
    let chips = RwSignal::new(vec![
        Choice::new("web", "web").icon(IconName::Tag),
        Choice::new("launch", "launch"),
        Choice::new("legal", "legal"),
    ]);
    view! {
        <Panel title="Figures">
            <div class="gallery__tiles">
                <StatTile
                    label="Done by, 80 % sure"
                    value="12 Dec"
                    detail="3 days after the target"
                    tone=Tone::Bad
                    why=|| {
                        view! {
                            <WhyButton about="12 December" reasons=vec![Reason::new("Waits.")] />
                        }
                    }
                />
                <StatTile
                    label="Buffer used"
                    value="41 %"
                    detail="at 38 % of the chain"
                    tone=Tone::Warning
                />
                <StatTile label="Ready" value="5 of 8" detail="one more than last week" tone=Tone::Good />
                <StatTile label="Open tasks" value="42" />
            </div>
            <div class="gallery__grid">
                <Meter label="Storage" value=0.31 text="1.6 of 5 MB" />
                <Meter label="Buffer" value=0.72 text="5 of 7 days" tone=Tone::Warning />
                <ProgressBar label="Simulating" value=0.6 text="1,200 of 2,000 runs" />
            </div>
        </Panel>
        <Panel title="Marks" framed=true actions=|| view! { <Button label="Edit" on_press=|| () /> }>
            <Toolbar label="Badges">
                <Badge text="Nice to have" />
                <Badge text="Doing" tone=Tone::Accent />
                <Badge text="Ready" tone=Tone::Good icon=IconName::Done />
                <Badge text="At risk" tone=Tone::Warning icon=IconName::Warning />
                <Badge text="Blocked 9 days" tone=Tone::Bad icon=IconName::Block />
                <Badge text="Critical" tone=Tone::Critical icon=IconName::Critical />
                {["Ann Okafor", "Ben Carter", "Chloé Martin", "Dev Anand", "Eva Lind", "Finn", "Gül Aydın"]
                    .map(|name| view! { <Avatar name=name /> })
                    .collect_view()}
                <Avatar name="Ann" decorative=true />
            </Toolbar>
            <ChipList
                label="Labels"
                items=chips
                on_remove=move |value: String| chips.update(|all| all.retain(|it| it.value != value))
            />
        </Panel>
        <Panel title="Remarks">
            <div class="gallery__grid">
                <Callout title="Three tasks have no estimate.">
                    <p>"The forecast takes the usual size of your tasks for them."</p>
                </Callout>
                <Callout title="Everything is signed off." tone=Tone::Good />
                <Callout
                    title="The musts take 71 % of the work."
                    tone=Tone::Warning
                    actions=|| view! { <Button label="Sort the musts" on_press=|| () /> }
                >
                    <p>"Above 60 % nothing is left to give when something goes wrong."</p>
                </Callout>
                <Callout title="This browser keeps nothing: it is in private mode." tone=Tone::Bad />
                <Callout title="The contract is on the critical chain." tone=Tone::Critical />
            </div>
        </Panel>
        <Folded />
        <EmptyState
            icon=IconName::Audit
            headline="What is still to do?"
            text="Paste your list, one task a line. Indented lines become subtasks."
        >
            <Button label="Paste a list" kind=ButtonKind::Primary icon=IconName::Paste on_press=|| () />
            <Button label="Open a sample" on_press=|| () />
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Folded() -> AnyView {
    let view_of = RwSignal::new("kind".to_owned());
    view! {
        <Panel title="Folded and tabbed">
            <Tabs
                label="Bottlenecks"
                tabs=vec![
                    Choice::new("kind", "By kind").detail("4"),
                    Choice::new("person", "By person").detail("3"),
                    Choice::new("age", "By age"),
                ]
                selected=view_of
                on_select=move |value| view_of.set(value)
            >
                <p>{move || format!("Shown: {}", view_of.get())}</p>
            </Tabs>
            <Disclosure summary="What counts as blocked?" open=true>
                <p>"A task that cannot go on until someone outside of it acts."</p>
            </Disclosure>
            <Disclosure summary="Formula">
                <p>"Criticality × remaining hours."</p>
            </Disclosure>
        </Panel>
    }
    .into_any()
}
