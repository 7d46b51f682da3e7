//! Three answers to “how far are we?”, side by side, each with its reasons.

use std::collections::BTreeSet;

use lastmile::finish::completion::{
    Accepted, ChainLeft, NearlyDone, Said, accepted, chain_left, nearly_done, said,
};
use lastmile::present::words;
use lastmile::project::{Id, Project, Task, WorkMinutes};
use leptos::prelude::*;

use super::DoneState;
use crate::app::components::{Callout, Reason, StatTile, Tone, WhyButton, piece};
use crate::app::later::later;
use crate::app::route::{Place, Route};

/// The tiles, and what has been nearly done for too long.
#[component]
pub fn Figures(state: DoneState) -> AnyView {
    let workspace = state.workspace;
    let found = later(workspace, |project, _| {
        (said(project), accepted(project), stuck(project))
    });
    let chain = Memo::new(move |_| {
        let dates = state.engine.schedule().get();
        let dates = dates.value()?.clone();
        let today = workspace.today();
        Some(workspace.read(|project| chain_left(project, today, &dates)))
    });
    view! {
        <div class="done__figures">
            {piece(move || found.with(|found| {
                let (said, accepted, _) = found.as_ref()?;
                Some(view! { {by_status(state, said.clone())} {by_criteria(state, accepted.clone())} }.into_any())
            }))}
            {piece(move || chain.get().map(|left| by_chain(state, left)))}
        </div>
        {piece(move || found.with(|found| {
            let (_, _, stuck) = found.as_ref()?;
            (!stuck.is_empty()).then(|| nearly(state, stuck))
        }))}
    }
    .into_any()
}

/// What the check-ins say.
fn stuck(project: &Project) -> Vec<(NearlyDone, String)> {
    let mut reports = Vec::new();
    for check_in in project.check_ins.values() {
        for (task, left) in &check_in.remaining_minutes {
            if let Some(day) = check_in.date {
                reports.push((task, day, *left));
            }
        }
    }
    let found = nearly_done(project, &reports).into_iter();
    let titled = found.map(|it| {
        let title = project.tasks.get(&it.task).map(|task| task.title.clone());
        (it, title.unwrap_or_default())
    });
    titled.collect()
}

fn percent_text(percent: Option<u32>) -> String {
    percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
}

fn task_href(state: DoneState, id: &Id<Task>) -> String {
    let project = untrack(|| state.workspace.open_id());
    project.map_or_else(String::new, |project| {
        Route::task(&project, Place::Done, Some(id.clone())).hash()
    })
}

fn part_href(state: DoneState, place: Place, part: &str) -> String {
    let project = untrack(|| state.workspace.open_id());
    project.map_or_else(String::new, |project| {
        Route::part(&project, place, part).hash()
    })
}

fn by_status(state: DoneState, said: Said) -> AnyView {
    let value = percent_text(said.percent());
    let detail = format!(
        "{} of {} done",
        said.done_tasks,
        words::count(said.tasks, "task")
    );
    let reasons = move || {
        let mut reasons = vec![Reason::new(format!(
            "{} of {} planned work is said to be behind us.",
            words::work(said.done),
            words::work(said.all)
        ))];
        state.workspace.peek(|project| {
            let mut left: Vec<(WorkMinutes, &Id<Task>, &Task)> = Vec::new();
            let parents: BTreeSet<_> = project
                .tasks
                .values()
                .filter_map(|task| task.parent.as_ref())
                .collect();
            for (id, task) in &project.tasks {
                let rest = task.remaining_work().unwrap_or_default();
                if rest.0 > 0 && !parents.contains(id) {
                    left.push((rest, id, task));
                }
            }
            left.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
            for (rest, id, task) in left.iter().take(3) {
                let text = format!("{} left: {}", words::work(*rest), task.title);
                reasons.push(Reason::new(text).at(task_href(state, id)));
            }
        });
        if !said.unestimated.is_empty() {
            let count = words::count(said.unestimated.len(), "task");
            let text = format!("{count} without an estimate are in no sum.");
            reasons.push(Reason::new(text).at(part_href(state, Place::Audit, "gaps")));
        }
        reasons
    };
    let reasons = Signal::derive(reasons);
    view! {
        <StatTile
            label="What people say"
            value=value
            detail=detail
            why=move || {
                view! {
                    <WhyButton
                        about="what people say"
                        reasons=reasons
                        rule="Planned work less what is said to be left, out of all planned work. Dropped and deferred tasks are left out."
                    />
                }
            }
        />
    }
    .into_any()
}

fn by_criteria(state: DoneState, accepted: Accepted) -> AnyView {
    let settled = accepted.settled.len();
    let detail = match accepted.all {
        0 => "No criteria yet".to_owned(),
        all => format!(
            "{} of {all} accepted, {settled} met or waived",
            accepted.accepted.len()
        ),
    };
    let value = percent_text(accepted.percent());
    let reasons = move || {
        let mut reasons = Vec::new();
        state.workspace.peek(|project| {
            let waiting = accepted.settled.difference(&accepted.accepted);
            for id in waiting.take(3) {
                let text = project.criteria.get(id).map_or("", |it| it.text.as_str());
                let text = format!("Met, not accepted: {text}");
                reasons.push(Reason::new(text).at(part_href(state, Place::Done, "sign-offs")));
            }
            let open = project.criteria.iter().filter(|(_, it)| !it.is_settled());
            for (_, criterion) in open.take(3) {
                reasons.push(Reason::new(format!("Not met yet: {}", criterion.text)));
            }
        });
        if reasons.is_empty() {
            let text = if accepted.all == 0 {
                "Nobody has written down what done means."
            } else {
                "Every criterion is met and accepted."
            };
            reasons.push(Reason::new(text));
        }
        reasons
    };
    let reasons = Signal::derive(reasons);
    view! {
        <StatTile
            label="What is signed off"
            value=value
            detail=detail
            why=move || {
                view! {
                    <WhyButton
                        about="what is signed off"
                        reasons=reasons
                        rule="Criteria that are met or waived and covered by an acceptance that stands, out of all criteria. Agreeing on what done means does not count as acceptance."
                    />
                }
            }
        />
    }
    .into_any()
}

fn by_chain(state: DoneState, left: ChainLeft) -> AnyView {
    let days = |days: u32| words::count(days as usize, "day");
    let (value, detail) = match (left.frozen_days, left.percent()) {
        (Some(frozen), Some(percent)) => (
            days(left.left_days),
            format!("of {frozen} working days: {percent} % are behind us"),
        ),
        _ => (
            days(left.left_days),
            "of work; take a baseline to see the share".to_owned(),
        ),
    };
    let grown = left
        .frozen_days
        .is_some_and(|frozen| left.left_days > frozen);
    let tone = if grown { Tone::Warning } else { Tone::Neutral };
    let reasons = move || {
        let workspace = state.workspace;
        let mut reasons = Vec::new();
        workspace.peek(|project| {
            let today = untrack(|| workspace.today());
            if let Some(finish) = left.finish {
                reasons.push(Reason::new(format!(
                    "The chain ends on {}, buffer aside.",
                    words::date(finish, today)
                )));
            }
            for id in left.tasks.iter().take(6) {
                if let Some(task) = project.tasks.get(id) {
                    let rest = words::work(task.remaining_work().unwrap_or_default());
                    let text = format!("{}: {rest} left", task.title);
                    reasons.push(Reason::new(text).at(task_href(state, id)));
                }
            }
            if left.tasks.len() > 6 {
                reasons.push(Reason::new(format!("And {} more.", left.tasks.len() - 6)));
            }
        });
        reasons
    };
    let reasons = Signal::derive(reasons);
    view! {
        <StatTile
            label="What remains on the critical chain"
            value=value
            detail=detail
            tone=tone
            why=move || {
                view! {
                    <WhyButton
                        about="what remains on the critical chain"
                        reasons=reasons
                        rule="The working days until the chain’s last task ends, against those that the latest baseline planned from its day on. This is the figure that moves the date."
                    />
                }
            }
        />
    }
    .into_any()
}

fn nearly(state: DoneState, stuck: &[(NearlyDone, String)]) -> AnyView {
    let today = untrack(|| state.workspace.today());
    let rows = stuck.iter().map(|(it, title)| {
        let text = format!(
            "{} left since {}, said {} times",
            words::work(it.left),
            words::date(it.since, today),
            it.reports
        );
        let (id, title) = (it.task.clone(), title.clone());
        view! {
            <li>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| state.router.open_task(Some(id.clone()))
                >
                    {title}
                </button>
                " "
                <span class="done__quiet">{text}</span>
            </li>
        }
    });
    let title = format!(
        "{} nearly done for a while",
        words::count(stuck.len(), "task")
    );
    let rows = rows.collect_view();
    view! {
        <Callout title=title tone=Tone::Warning>
            <p>
                "What is left has not shrunk over three check-ins. Ask what is really in the way, or break the rest into parts."
            </p>
            <ul>{rows}</ul>
        </Callout>
    }
    .into_any()
}
