//! Ten thousand rows.

use leptos::prelude::*;

use super::super::{Badge, Button, InlineEdit, Panel, Tone, Toolbar, WindowedList, WindowedRow};

#[component]
pub fn Rows() -> AnyView {
    let keys = RwSignal::new((1..=10_000_u32).collect::<Vec<_>>());
    let goal = RwSignal::new(None::<u32>);
    let header = || {
        view! {
            <div class="gallery__row gallery__row--head" role="row" aria-rowindex="1">
                <span role="columnheader">"No."</span>
                <span role="columnheader">"Title"</span>
                <span role="columnheader">"State"</span>
            </div>
        }
    };
    view! {
        <Panel title="Ten thousand rows">
            <Toolbar label="Rows">
                <Button label="Go to 5,000" on_press=move || goal.set(Some(5_000)) />
                <Button label="Go to 1" on_press=move || goal.set(Some(1)) />
                <Button label="Turn round" on_press=move || keys.update(|keys| keys.reverse()) />
            </Toolbar>
            <WindowedList
                label="Tasks"
                role="table"
                keys=keys
                scroll_to=goal
                header=header
                row=Callback::new(row)
            />
        </Panel>
    }
    .into_any()
}

fn row(row: WindowedRow<u32>) -> AnyView {
    let WindowedRow { key, index } = row;
    // What is typed here is kept nowhere: the next row in its place says its own.
    let typed = RwSignal::new(None::<(u32, String)>);
    let title = Signal::derive(move || {
        let own = typed.get().filter(|(of, _)| *of == key.get());
        own.map_or_else(
            || format!("Test checkout with card {}", key.get()),
            |(_, text)| text,
        )
    });
    view! {
        <div class="gallery__row" role="row" aria-rowindex=move || (index.get() + 2).to_string()>
            <span role="cell">{key}</span>
            <span role="cell">
                <InlineEdit
                    label=Signal::derive(move || format!("Title of task {}", key.get()))
                    value=title
                    on_change=move |text| typed.set(Some((key.get_untracked(), text)))
                />
            </span>
            <span role="cell">
                <Badge text="Doing" tone=Tone::Accent />
            </span>
        </div>
    }
    .into_any()
}
