//! Beginning a sprint.

use chrono::{Datelike, Days, NaiveDate};
use lastmile::edit::sprint;
use leptos::prelude::*;

use super::super::state::Execute;
use crate::app::components::{Button, ButtonKind, DateField, IconName, Panel, TextField};

/// A form for a goal and its days: from today to the Friday of the next week.
pub(super) fn begin(execute: Execute) -> AnyView {
    let today = untrack(|| execute.workspace.today()).0;
    let goal = RwSignal::new(String::new());
    let first = RwSignal::new(Some(today));
    let last = RwSignal::new(Some(friday_of_next_week(today)));
    let refusal = move || {
        if goal.with(|goal| goal.trim().is_empty()) {
            Some("Say the goal first.".to_owned())
        } else if first.with(Option::is_none) || last.with(Option::is_none) {
            Some("Choose both days first.".to_owned())
        } else {
            None
        }
    };
    let begin = Callback::new(move |()| {
        let (Some(first), Some(last)) = (first.get_untracked(), last.get_untracked()) else {
            return;
        };
        let goal = goal.get_untracked();
        execute.workspace.act(|project, _, ids| {
            sprint::add(project, &goal, first, last, ids).map(|(_, change)| change)
        });
    });
    view! {
        <Panel
            title="Begin a sprint"
            lead="One or two weeks for finishing only: a goal, the tasks that reach it, and nothing else meanwhile."
            framed=true
        >
            <div class="sprint-form">
                <TextField
                    label="Goal"
                    value=goal
                    on_change=move |text| goal.set(text)
                    on_input=move |text| goal.set(text)
                    placeholder="All release blockers fixed and retested"
                />
                <div class="sprint-form__days">
                    <DateField
                        label="First day"
                        value=first
                        on_change=move |day| first.set(day)
                    />
                    <DateField label="Last day" value=last on_change=move |day| last.set(day) />
                </div>
                <Button
                    label="Begin the sprint"
                    icon=IconName::Execute
                    kind=ButtonKind::Primary
                    refusal=Signal::derive(refusal)
                    on_press=begin
                />
            </div>
        </Panel>
    }
    .into_any()
}

fn friday_of_next_week(today: NaiveDate) -> NaiveDate {
    let monday = u64::from(today.weekday().num_days_from_monday());
    let ahead = Days::new(11_u64.saturating_sub(monday));
    today.checked_add_days(ahead).unwrap_or(today)
}
