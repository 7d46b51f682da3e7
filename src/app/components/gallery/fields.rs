//! Fields to write in.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::super::{DateField, InlineEdit, NumberField, Panel, TextArea, TextField, TextKind};

#[component]
pub fn Fields() -> AnyView {
    let title = RwSignal::new("Fix the pricing calculator".to_owned());
    let notes = RwSignal::new("Totals are wrong for yearly plans.\nSales knows.".to_owned());
    let hours = RwSignal::new(Some(6.5));
    let due = RwSignal::new(NaiveDate::from_ymd_opt(2026, 11, 27));
    let draft = RwSignal::new(None::<String>);
    let search = RwSignal::new(String::new());
    view! {
        <Panel title="Fields" lead="Enter and leaving a field commit; Escape drops what was typed.">
            <div class="gallery__grid">
                <TextField
                    label="Title"
                    value=title
                    on_change=move |text| title.set(text)
                    on_draft=move |text| draft.set(text)
                    hint=Signal::derive(move || {
                        draft.get().map_or_else(
                            || "What has to be done, as a verb.".to_owned(),
                            |text| format!("Typing: {text}"),
                        )
                    })
                />
                <TextField
                    label="Mail address"
                    kind=TextKind::Mail
                    value="ann@example"
                    on_change=|_| ()
                    error="This address has no domain, such as example.org."
                />
                <TextField
                    label="Search"
                    kind=TextKind::Search
                    value=search
                    on_change=move |text| search.set(text)
                    on_input=move |text| search.set(text)
                    placeholder="Title, person, label"
                />
                <NumberField
                    label="Estimate"
                    value=hours
                    on_change=move |number| hours.set(number)
                    unit="hours"
                    max=400.0
                    step=0.5
                />
                <DateField label="Due" value=due on_change=move |day| due.set(day) />
                <TextArea
                    label="Notes"
                    value=notes
                    on_change=move |text| notes.set(text)
                    hint="Ctrl+Enter saves."
                />
            </div>
            <p class="gallery__cell">
                <InlineEdit
                    label="Title of the task"
                    value=title
                    on_change=move |text| title.set(text)
                    placeholder="No title"
                />
            </p>
        </Panel>
    }
    .into_any()
}
