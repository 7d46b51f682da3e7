//! What the project is called, what it is for, and by when.

use chrono::NaiveDate;
use lastmile::edit::settings::{self, Setting};
use lastmile::project::Settings;
use leptos::prelude::*;

use crate::app::components::{DateField, Panel, TextArea, TextField};
use crate::app::workspace::Workspace;

/// The project's own card.
#[component]
pub fn ProjectCard() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let read = move |read: fn(&Settings) -> String| {
        Memo::new(move |_| workspace.read(|project| read(&project.settings)))
    };
    view! {
        <Panel title="Project" lead="The dates here frame every forecast.">
            <TextField
                label="Name"
                value=read(|card| card.name.clone())
                on_change=move |name: String| set(workspace, &Setting::Name(name))
            />
            <TextArea
                label="What it is for"
                value=read(|card| card.purpose.clone())
                on_change=move |text: String| set(workspace, &Setting::Purpose(text))
                rows=2
                placeholder="Who is better off once it is done, and how would they notice?"
            />
            <div class="form-grid">
                {day(
                    workspace,
                    "Target date",
                    "The day it is promised for.",
                    |card| card.target_date,
                    Setting::TargetDate,
                )}
                {day(
                    workspace,
                    "Start of the last mile",
                    "The day from which only finishing counted.",
                    |card| card.last_mile_start,
                    Setting::LastMileStart,
                )}
                {day(
                    workspace,
                    "Start of the whole project",
                    "With the planned end it says how long all of it was meant to take.",
                    |card| card.project_start,
                    Setting::ProjectStart,
                )}
                {day(
                    workspace,
                    "First planned end",
                    "As it stood in the first plan, not as it moved since.",
                    |card| card.planned_end,
                    Setting::PlannedEnd,
                )}
            </div>
        </Panel>
    }
}

fn set(workspace: Workspace, setting: &Setting) {
    workspace.act(|project, _, _| settings::set(project, setting));
}

fn day(
    workspace: Workspace,
    label: &'static str,
    hint: &'static str,
    read: fn(&Settings) -> Option<NaiveDate>,
    setting: fn(Option<NaiveDate>) -> Setting,
) -> AnyView {
    let value = Memo::new(move |_| workspace.read(|project| read(&project.settings)));
    let on_change = move |day| set(workspace, &setting(day));
    view! { <DateField label=label value=value on_change=on_change hint=hint /> }.into_any()
}
