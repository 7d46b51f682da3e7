//! Choosing: boxes, radios, lists, comboboxes.

use leptos::prelude::*;

use super::super::{Checkbox, Choice, Combobox, Panel, SegmentedControl, Select, Switch};

#[component]
pub fn Choosing() -> AnyView {
    let priority = RwSignal::new("must".to_owned());
    let status = RwSignal::new("doing".to_owned());
    let asked = RwSignal::new(true);
    let hints = RwSignal::new(true);
    view! {
        <Panel title="Choosing">
            <div class="gallery__grid">
                <SegmentedControl
                    label="Priority"
                    options=vec![
                        Choice::new("must", "Must"),
                        Choice::new("should", "Should"),
                        Choice::new("nice", "Nice to have"),
                    ]
                    value=priority
                    on_change=move |value| priority.set(value)
                />
                <Select
                    label="Status"
                    options=vec![
                        Choice::new("todo", "To do"),
                        Choice::new("doing", "Doing"),
                        Choice::new("done", "Done"),
                    ]
                    value=status
                    on_change=move |value| status.set(value)
                />
                <div class="gallery__stack">
                    <Checkbox
                        label="The client has accepted it"
                        checked=asked
                        on_change=move |on| asked.set(on)
                    />
                    <Checkbox label="Some of the tasks" checked=false mixed=true on_change=|_| () />
                    <Checkbox
                        label="Documentation"
                        hint="The handbook and the release notes."
                        checked=false
                        on_change=|_| ()
                    />
                </div>
                <div class="gallery__stack">
                    <Switch
                        label="Show hints"
                        checked=hints
                        on_change=move |on| hints.set(on)
                        hint="What a place is for, until it is filled."
                    />
                    <Switch
                        label="Work at weekends"
                        checked=Signal::derive(move || !hints.get())
                        on_change=move |on: bool| hints.set(!on)
                    />
                </div>
                <People />
                <Predecessor />
            </div>
        </Panel>
    }
    .into_any()
}

#[component]
fn People() -> AnyView {
    let people = RwSignal::new(vec![
        Choice::new("ann", "Ann Okafor").detail("Design"),
        Choice::new("ben", "Ben Carter").detail("Frontend"),
        Choice::new("chloé", "Chloé Martin").detail("Legal"),
        Choice::new("dev", "Dev Anand").detail("Backend"),
    ]);
    let owners = RwSignal::new(vec!["ann".to_owned(), "dev".to_owned()]);
    let create = move |name: String| {
        people.update(|people| people.push(Choice::new(name.clone(), name.clone())));
        owners.update(|owners| owners.push(name));
    };
    view! {
        <Combobox
            label="Owners"
            options=people
            chosen=owners
            on_change=move |chosen| owners.set(chosen)
            multiple=true
            on_create=create
            placeholder="Who does it?"
        />
    }
    .into_any()
}

#[component]
fn Predecessor() -> AnyView {
    let tasks: Vec<Choice> = (1..=5_000)
        .map(|n| {
            let title = match n % 4 {
                0 => "Write the release notes",
                1 => "Test checkout with a real card",
                2 => "Approve the contract",
                _ => "Translate the pricing page",
            };
            Choice::new(n.to_string(), format!("{title} {n}")).detail("Launch")
        })
        .collect();
    let chosen = RwSignal::new(vec!["2".to_owned()]);
    view! {
        <Combobox
            label="Waits for"
            options=tasks
            chosen=chosen
            on_change=move |now| chosen.set(now)
            hint="One of 5,000 tasks."
        />
    }
    .into_any()
}
