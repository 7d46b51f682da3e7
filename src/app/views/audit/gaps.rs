//! What the audit still lacks, and how the work divides into must, should and nice.

use std::collections::BTreeSet;

use lastmile::finish::audit::{Balance, MUST_PERCENT, Scope, Share, balance, findings};
use lastmile::present::words;
use lastmile::project::{Id, Task};
use leptos::prelude::*;

use super::state::AuditState;
use crate::app::components::{Button, Callout, EmptyState, IconName, Meter, Panel, Tone, piece};
use crate::app::later::later;

/// The gaps, each with its count and one press to the tasks.
#[component]
pub fn Gaps() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let found = later(state.workspace, |project, today| {
        let scope = Scope::of(project, today);
        (findings(&scope), balance(&scope), scope.open.is_empty())
    });
    view! {
        <div class="audit-part">
            {piece(move || {
                found.with(|found| {
                    let (findings, balance, nothing_open) = found.as_ref()?;
                    if *nothing_open {
                        return Some(no_tasks());
                    }
                    let lines = findings.iter().map(|finding| {
                        let count = finding.tasks.len();
                        let rule = finding.rule;
                        let what = if count == 1 { rule.one } else { rule.many };
                        gap(state, count, what, rule.why, finding.tasks.iter().cloned().collect())
                    });
                    let lines = if findings.is_empty() { complete() } else {
                        view! { <ul class="gaps" role="list">{lines.collect_view()}</ul> }.into_any()
                    };
                    Some(view! { {balanced(*balance)} {lines} }.into_any())
                })
            })}
        </div>
    }
}

fn no_tasks() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Audit
            headline="Nothing to check yet"
            text="Once there are open tasks, this shows what they lack: an owner, an estimate, a date, a priority."
        />
    }
    .into_any()
}

fn complete() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Done
            headline="The list is complete"
            text="Every open task has an owner, an estimate, a priority and a deliverable, and nothing is late."
        />
    }
    .into_any()
}

fn gap(
    state: AuditState,
    count: usize,
    what: &'static str,
    why: &'static str,
    tasks: BTreeSet<Id<Task>>,
) -> AnyView {
    view! {
        <li class="gap">
            <span class="gap__count">{count}</span>
            <div class="gap__words">
                <strong>{what}</strong>
                <span>{why}</span>
            </div>
            <Button
                label=if count == 1 { "Show the task" } else { "Show the tasks" }
                on_press=move |()| state.show_only(what, tasks.clone())
            />
        </li>
    }
    .into_any()
}

/// How the effort divides, with a warning when nearly everything is a must.
fn balanced(balance: Balance) -> AnyView {
    let all = f64::from(balance.work().0.max(1));
    let bar = move |label: &'static str, share: Share, tone: Tone| {
        let part = f64::from(share.work.0) / all;
        let percent = libm::round(part * 100.0);
        let unknown = match share.unestimated {
            0 => String::new(),
            count => format!(", {count} without an estimate"),
        };
        let said = format!(
            "{}, {} ({percent} %){unknown}",
            words::count(share.tasks, "task"),
            words::work(share.work)
        );
        view! { <Meter label=label value=Signal::stored(part) text=said tone=tone /> }
    };
    let warning = balance.has_too_many_musts().then(|| {
        let percent = balance.must_percent().unwrap_or(0);
        let title = format!("{percent} % of the work is a must");
        view! {
            <Callout title=title tone=Tone::Warning>
                <p>
                    {format!(
                        "Above {MUST_PERCENT} % there is nothing left to give when time gets short. Ask of each must: would we really not finish without it?",
                    )}
                </p>
            </Callout>
        }
    });
    view! {
        <Panel title="Balance of the open work" framed=true>
            <div class="balance">
                {bar("Must", balance.must, Tone::Accent)} {bar("Should", balance.should, Tone::Accent)}
                {bar("Nice to have", balance.nice, Tone::Accent)}
                {(balance.unsorted.tasks > 0).then(|| bar("Not sorted", balance.unsorted, Tone::Warning))}
            </div>
            {warning}
        </Panel>
    }
    .into_any()
}
