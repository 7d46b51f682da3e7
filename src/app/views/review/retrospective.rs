//! The retrospective: facts first, then what went well, what cost time, what can be better.

use lastmile::finish::learning;
use lastmile::present::words;
use lastmile::project::ReviewKind;
use leptos::prelude::*;

use super::items;
use crate::app::components::{Disclosure, HeadingLevel, Panel, StatTile};
use crate::app::workspace::Workspace;

/// The retrospective.
pub fn part(workspace: Workspace) -> AnyView {
    let column = move |kind, title: &'static str, add, example| {
        view! {
            <Panel title=title level=HeadingLevel::Three framed=true>
                {items::list(workspace, kind, title, add, example)}
            </Panel>
        }
        .into_any()
    };
    view! {
        {facts(workspace)}
        {column(ReviewKind::WentWell, "What went well", "Add what went well", "Staging was a copy of production")}
        {column(ReviewKind::CausedDelay, "What cost time", "Add what cost time", "Prices were open while we built")}
        {column(ReviewKind::Improve, "What can be better", "Add what can be better", "Ask Legal in the first week")}
        {column(ReviewKind::Action, "Actions", "Add an action", "Write the launch checklist")}
    }
    .into_any()
}

fn facts(workspace: Workspace) -> AnyView {
    let facts = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| learning::facts(project, today))
    });
    let effort = Signal::derive(move || {
        facts.with(|it| {
            if it.compared == 0 {
                return "Not known".to_owned();
            }
            let ratio = it.actual.as_hours() / it.estimated.as_hours().max(0.01);
            format!("{ratio:.1} ×")
        })
    });
    let effort_detail = Signal::derive(move || {
        facts.with(|it| match it.compared {
            0 => "No finished task says what it took".to_owned(),
            count => format!(
                "{} took {} instead of {}",
                words::count(count, "finished task"),
                words::work(it.actual),
                words::work(it.estimated)
            ),
        })
    });
    let waited = Signal::derive(move || {
        let days = facts.with(|it| it.waits.values().map(|(_, days)| *days).sum::<u32>());
        words::count(days as usize, "day")
    });
    let waits = Signal::derive(move || {
        facts.with(|it| {
            let one = it.waits.iter().map(|(kind, (count, days))| {
                format!(
                    "{}: {} in {}",
                    words::blocker_kind(*kind),
                    words::count(*days as usize, "day"),
                    words::count(*count, "wait")
                )
            });
            one.collect::<Vec<_>>().join("; ")
        })
    });
    let changes =
        Signal::derive(move || facts.with(|it| it.changes.iter().sum::<usize>().to_string()));
    let changes_detail = Signal::derive(move || {
        facts.with(|it| {
            let [accepted, deferred, rejected, open] = it.changes;
            format!("{accepted} accepted, {deferred} deferred, {rejected} rejected, {open} open")
        })
    });
    let buffer = Signal::derive(move || {
        facts.with(|it| {
            it.buffer_used_percent
                .map_or_else(|| "Not known".to_owned(), |percent| format!("{percent} %"))
        })
    });
    view! {
        <Panel title="The facts" lead="Before opinions: what the records say.">
            <div class="tiles">
                <StatTile label="Effort against estimates" value=effort detail=effort_detail />
                <StatTile label="Time spent waiting" value=waited detail=waits />
                <StatTile label="Changes asked for" value=changes detail=changes_detail />
                <StatTile label="Buffer used" value=buffer />
            </div>
            <Disclosure summary="How these are counted">
                <p>
                    "Effort: finished tasks with an estimate and the hours they took, summed, actual divided by estimated. Waiting: days from the day a task was blocked to the day it was cleared, or to today; waits beside each other count each. Buffer: as written down on the last day the project was opened."
                </p>
            </Disclosure>
        </Panel>
    }
    .into_any()
}
