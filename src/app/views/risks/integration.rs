//! Integration points: where parts meet, which of them can be relied on, and what to try next.

use std::sync::Arc;

use lastmile::edit::integration_point::{self as edit, Setting};
use lastmile::finish::integration::{Standing, between, parts, standings};
use lastmile::forecast::{Stability, stable_rule};
use lastmile::present::{risks as said, words};
use lastmile::project::{Id, IntegrationPoint, Project, Task, TestRun, Today};
use leptos::prelude::*;

use super::fields::{adder, day, days, line, lines, opener, person, table, tasks};
use super::frame;
use super::risk::{read, text};
use super::stability::StabilityDialog;
use crate::app::components::{
    Badge, Button, Disclosure, EmptyState, IconButton, IconName, Tone, Toolbar, piece,
};
use crate::app::engine::Engine;
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// The part of the place.
pub fn part() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let schedule = expect_context::<Engine>().schedule();
    let router = expect_context::<Router>();
    let found = Memo::new(move |_| {
        let today = workspace.today();
        schedule.with(|timetable| {
            let timetable = timetable.value().map(Arc::as_ref);
            workspace.read(|project| standings(project, timetable, today))
        })
    });
    let ruling = RwSignal::new(false);
    let add = move |title: &str| {
        let new = workspace.make(|project, _, ids| edit::add(project, title, ids));
        router.open_record(new.as_ref().map(ToString::to_string));
        new.is_some()
    };
    let rule = move || {
        let (runs, days) = workspace.read(|project| stable_rule(&project.settings));
        format!(
            "Stable means {} in a row, the last of them in the past {}. What is on the critical chain comes first.",
            match runs {
                1 => "1 passed try".to_owned(),
                many => format!("{many} passed tries"),
            },
            words::count(days.into(), "day")
        )
    };
    view! {
        <div class="risks__part">
            <div class="risks__tools">
                {adder("Add an integration point", "Shop and payment provider", add)}
                <Toolbar label="Integration">
                    <Button label="Rule" icon=IconName::Settings on_press=move |()| ruling.set(true) />
                </Toolbar>
            </div>
            <p class="risks__lead">{rule}</p>
            {piece(move || {
                let today = workspace.today();
                let rows: Vec<_> = workspace.read(|project| {
                    let row = |it: &Standing| cells(workspace, project, it, today, router);
                    found.with(|found| found.iter().filter_map(row).collect())
                });
                if rows.is_empty() { nothing() } else { table("Integration points", &COLUMNS, rows) }
            })}
            {piece(move || matrix(workspace, found))}
        </div>
        {dialog()}
        <StabilityDialog open=ruling />
    }
    .into_any()
}

const COLUMNS: [&str; 5] = [
    "Where parts meet",
    "State",
    "Time to mend",
    "Seen to by",
    "Note a try",
];

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Link
            headline="No place where parts meet is written down"
            text="Name what was made apart and has to work together: the shop and the bank, the report and the client’s template. Try each of them now, while there is time to mend."
        />
    }
    .into_any()
}

fn tone(stability: Stability) -> Tone {
    match stability {
        Stability::Failing => Tone::Bad,
        Stability::Untested | Stability::Settling { .. } | Stability::Stale { .. } => Tone::Warning,
        Stability::Stable => Tone::Good,
    }
}

fn cells(
    workspace: Workspace,
    project: &Project,
    standing: &Standing,
    today: Today,
    router: Router,
) -> Option<Vec<AnyView>> {
    let point = project.integration_points.get(&standing.id)?;
    let name = opener(router, standing.id.as_str(), point.title.clone());
    let meet: Vec<&str> = point.parts.iter().map(String::as_str).collect();
    let meet = meet.join(" + ");
    let owner = point.owner.as_ref().and_then(|id| project.people.get(id));
    let owner = owner.map(|it| it.name.clone()).unwrap_or_default();
    let on_chain = standing.is_on_chain.then(|| {
        view! { <Badge text="On the critical chain" tone=Tone::Critical /> }
    });
    let state = said::stability(standing.stability);
    let mend = said::time_to_mend(standing, today);
    Some(vec![
        view! {
            <div class="sheet__words">
                {name}
                {(!meet.is_empty()).then(|| view! { <span class="sheet__quiet">{meet}</span> })}
                {on_chain}
            </div>
        }
        .into_any(),
        view! { <Badge text=state tone=tone(standing.stability) /> }.into_any(),
        mend.into_any(),
        owner.into_any(),
        record(workspace, &standing.id, &point.title),
    ])
}

/// Two buttons that note a try of today.
fn record(workspace: Workspace, id: &Id<IntegrationPoint>, title: &str) -> AnyView {
    let button = |passed: bool| {
        let id = id.clone();
        let (icon, verb) = if passed {
            (IconName::Check, "Passed today")
        } else {
            (IconName::Close, "Failed today")
        };
        let note = move |()| {
            let run = TestRun {
                on: None,
                passed,
                note: String::new(),
            };
            workspace.act(|project, author, ids| edit::record_run(project, &id, &run, author, ids));
        };
        view! { <IconButton label=format!("{verb}: {title}") icon=icon on_press=note /> }
    };
    view! { <span class="risks__tries">{button(true)}{button(false)}</span> }.into_any()
}

/// Which parts meet, and how that stands.
fn matrix(workspace: Workspace, found: Memo<Vec<Standing>>) -> Option<AnyView> {
    let (names, cells) = workspace.read(|project| {
        let names: Vec<String> = parts(project).into_iter().map(str::to_owned).collect();
        let cell = |one: &str, other: &str| {
            found.with(|found| {
                let meet = between(project, found, one, other);
                // The first is the one that can be relied on least.
                meet.first()
                    .map(|it| (said::stability(it.stability), tone(it.stability)))
            })
        };
        let row = |one: &String| {
            names
                .iter()
                .map(|other| (one != other).then(|| cell(one, other)).flatten())
                .collect()
        };
        let cells: Vec<Vec<_>> = names.iter().map(row).collect();
        (names, cells)
    });
    if names.len() < 3 {
        return None;
    }
    let heads = names
        .clone()
        .into_iter()
        .map(|name| view! { <th scope="col">{name}</th> });
    let heads = heads.collect_view();
    let rows = names.into_iter().zip(cells).map(|(name, cells)| {
        let cells = cells.into_iter().map(|cell| {
            let badge = cell.map(|(text, tone)| view! { <Badge text=text tone=tone /> });
            view! { <td>{badge}</td> }
        });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    });
    Some(
        view! {
            <Disclosure summary="Which parts meet">
                <div class="risks__matrix" tabindex="0" role="region" aria-label="Which parts meet">
                    <table class="plain-table">
                        <caption>"Where two parts meet: the point that can be relied on least"</caption>
                        <thead><tr><td></td>{heads}</tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </Disclosure>
        }
        .into_any(),
    )
}

/// The dialog of the point that is open.
fn dialog() -> AnyView {
    let title = |project: &Project, id: &str| {
        let point = project.integration_points.get(&Id::new(id))?;
        Some(point.title.clone())
    };
    frame::dialog(title, body)
}

fn body(workspace: Workspace, router: Router, id: &str) -> AnyView {
    let id = Id::<IntegrationPoint>::new(id);
    let it = {
        let id = id.clone();
        Memo::new(move |_| {
            let found = workspace.read(|project| project.integration_points.get(&id).cloned());
            found.unwrap_or_default()
        })
    };
    let set = {
        let id = id.clone();
        Callback::new(move |setting: Setting| {
            workspace.act(|project, _, _| edit::set(project, &id, &setting));
        })
    };
    let joined = |it: &IntegrationPoint| {
        let parts: Vec<&str> = it.parts.iter().map(String::as_str).collect();
        parts.join(", ")
    };
    let owner = |it: &IntegrationPoint| {
        it.owner
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let set_owner = Callback::new(move |id: String| {
        set.run(Setting::Owner((!id.is_empty()).then(|| Id::new(&id))));
    });
    let set_task = Callback::new(move |(task, is_in): (Id<Task>, bool)| {
        set.run(Setting::NeededBy(task, is_in));
    });
    let set_next = Callback::new(move |day| set.run(Setting::NextTestOn(day)));
    let set_rework = Callback::new(move |days| set.run(Setting::ReworkDays(days)));
    let (runs_of, gone) = (id.clone(), id);
    view! {
        <div class="risks__form">
            <div class="risks__form-part">
                {line("The parts that meet", read(it, joined), "Separated by commas.", text(set, Setting::Parts))}
                {line("Where it is tried", read(it, |it| it.environment.clone()), "", text(set, Setting::Environment))}
                {lines("How it is tried", read(it, |it| it.method.clone()), "", text(set, Setting::Method))}
                {person(workspace, "Seen to by", read(it, owner), set_owner)}
            </div>
            <div class="risks__form-part">
                {tasks(
                    workspace,
                    "Tasks that need it",
                    "The first of them says by when it must work.",
                    read(it, |it| it.tasks.iter().cloned().collect()),
                    set_task,
                )}
                {day("Next try on", read(it, |it| it.next_test_on), set_next)}
                {days("Mending takes, if it fails", read(it, |it| it.rework_days), set_rework)}
                <p class="risks__lead">
                    "The forecast counts on mending in 50 of 100 runs while nobody has tried, 90 while it fails, 20 until it is stable."
                </p>
            </div>
        </div>
        {piece(move || tries(workspace, &runs_of, it))}
        {frame::delete(workspace, router, "Delete this integration point", move |project| {
            edit::delete(project, &gone)
        })}
    }
    .into_any()
}

/// The tries so far, the latest first, with buttons that note one of today.
fn tries(workspace: Workspace, id: &Id<IntegrationPoint>, it: Memo<IntegrationPoint>) -> AnyView {
    let today = workspace.today();
    let mut runs: Vec<_> = it.get().runs.into_iter().collect();
    runs.sort_by_key(|(key, run)| (std::cmp::Reverse(run.on), key.clone()));
    let rows = runs.into_iter().map(|(key, run)| {
        let id = id.clone();
        let on = run.on.map(|day| words::date(day, today)).unwrap_or_default();
        let (text, tone) = if run.passed {
            ("Passed", Tone::Good)
        } else {
            ("Failed", Tone::Bad)
        };
        let remove = move |()| {
            workspace.act(|project, _, _| edit::delete_run(project, &id, &key));
        };
        view! {
            <li>
                <Badge text=text tone=tone />
                <span>{on.clone()}</span>
                <span class="sheet__quiet">{run.note}</span>
                <IconButton label=format!("Delete the try of {on}") icon=IconName::Trash on_press=remove />
            </li>
        }
    });
    let rows = rows.collect_view();
    let note = RwSignal::new(String::new());
    let add = |passed: bool| {
        let id = id.clone();
        Callback::new(move |()| {
            let run = TestRun {
                on: None,
                passed,
                note: note.get_untracked(),
            };
            workspace.act(|project, author, ids| edit::record_run(project, &id, &run, author, ids));
        })
    };
    view! {
        <section class="risks__verdict" aria-label="Tries">
            {line("What was seen today", note.into(), "", Callback::new(move |text| note.set(text)))}
            <span class="risks__tries">
                <Button label="It passed" icon=IconName::Check on_press=add(true) />
                <Button label="It failed" icon=IconName::Close on_press=add(false) />
            </span>
            <ul class="risks__runs" role="list">{rows}</ul>
        </section>
    }
    .into_any()
}
