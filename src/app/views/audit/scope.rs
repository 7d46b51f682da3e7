//! The baseline, and how the work has grown since.

use lastmile::edit::baseline;
use lastmile::finish::audit::{Growth, Scope, growth};
use lastmile::present::words;
use lastmile::project::{Project, Today};
use leptos::prelude::*;

use super::state::AuditState;
use crate::app::components::{
    Button, ButtonKind, Dialog, EmptyState, IconName, Panel, StatTile, TextField, piece,
};
use crate::app::engine::{Engine, Heavy};
use crate::app::later::later;

/// Growth against the latest baseline, and taking one.
#[component]
pub fn ScopeGrowth() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let shown = later(state.workspace, |project, today| {
        let scope = Scope::of(project, today);
        let (id, growth) = growth(&scope)?;
        Some(told(project, id, growth, today))
    });
    let asking = RwSignal::new(false);
    view! {
        <div class="audit-part">
            <div class="audit-part__head">
                <p class="audit-part__lead">
                    "A baseline freezes what is left. What comes later is then seen as what it is: growth."
                </p>
                <Button
                    label="Take a baseline"
                    icon=IconName::Flag
                    on_press=move |()| asking.set(true)
                />
            </div>
            {piece(move || {
                shown.with(|found| match found.as_ref()? {
                    None => Some(none_yet()),
                    Some(told) => Some(grown(state, told)),
                })
            })}
        </div>
        <TakeBaseline asking=asking />
    }
}

fn none_yet() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Flag
            headline="No baseline yet"
            text="Take one when the list is complete. From then on you see who added what, and what it costs."
        />
    }
    .into_any()
}

/// The growth in words.
#[derive(Clone)]
struct Told {
    title: String,
    net: String,
    percent: String,
    growth: Growth,
    added_by: Vec<(String, String)>,
}

fn told(
    project: &Project,
    id: &lastmile::project::Id<lastmile::project::Baseline>,
    growth: Growth,
    today: Today,
) -> Told {
    let baseline = project.baselines.get(id);
    let name = baseline.map(|it| it.name.clone()).unwrap_or_default();
    let day = baseline
        .and_then(|it| it.taken_on)
        .map(|day| words::date(day, today));
    let percent = growth
        .net_percent()
        .map(|percent| format!("{percent:+.0} % of what was frozen").replace('-', "−"));
    let by = growth.added_by.iter().map(|(who, tally)| {
        let who = who.as_ref().and_then(|who| project.people.get(who));
        let who = who.map_or("Not said by whom", |person| person.name.as_str());
        let what = format!(
            "{}, {}",
            words::count(tally.tasks, "task"),
            words::work(tally.work)
        );
        (who.to_owned(), what)
    });
    Told {
        title: format!("Since “{name}”, {}", day.unwrap_or_default()),
        net: words::more_work(growth.net_minutes()),
        percent: percent.unwrap_or_default(),
        added_by: by.collect(),
        growth,
    }
}

fn grown(state: AuditState, told: &Told) -> AnyView {
    let Told {
        title,
        net,
        percent,
        growth,
        added_by,
    } = told.clone();
    let added = growth
        .added
        .iter()
        .cloned()
        .collect::<std::collections::BTreeSet<_>>();
    let changed = growth
        .changed
        .keys()
        .cloned()
        .collect::<std::collections::BTreeSet<_>>();
    let has_added = !added.is_empty();
    let has_changed = !changed.is_empty();
    let rows = added_by.into_iter().map(|(who, what)| {
        view! { <tr><th scope="row">{who}</th><td>{what}</td></tr> }
    });
    view! {
        <Panel title=title framed=true>
            <div class="tiles">
                <StatTile label="Growth" value=net detail=percent />
                <StatTile
                    label="Frozen then"
                    value=words::work(growth.frozen.work)
                    detail=words::count(growth.frozen.tasks, "task")
                />
                <StatTile
                    label="Added since"
                    value=words::work(growth.added_tally.work)
                    detail=words::count(growth.added_tally.tasks, "task")
                />
                <StatTile
                    label="Dropped or put off"
                    value=words::work(growth.removed_tally.work)
                    detail=words::count(growth.removed_tally.tasks, "task")
                />
                <StatTile
                    label="Estimated anew"
                    value=words::more_work(growth.changed_minutes())
                    detail=words::count(growth.changed.len(), "task")
                />
            </div>
            <div class="audit-part__shows">
                {has_added.then(|| view! {
                    <Button
                        label="Show what was added"
                        on_press=move |()| state.show_only("added since the baseline", added.clone())
                    />
                })}
                {has_changed.then(|| view! {
                    <Button
                        label="Show changed estimates"
                        on_press=move |()| state.show_only("estimated differently since the baseline", changed.clone())
                    />
                })}
            </div>
            {has_added.then(|| view! {
                <table class="plain-table">
                    <caption>"Added, by whom"</caption>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            })}
        </Panel>
    }
    .into_any()
}

#[component]
fn TakeBaseline(asking: RwSignal<bool>) -> impl IntoView {
    let state = expect_context::<AuditState>();
    let name = RwSignal::new("Start of the last mile".to_owned());
    let schedule = expect_context::<Engine>().schedule();
    let take = move || {
        let plan = schedule.get_untracked();
        let taken = state.workspace.make(|project, author, ids| {
            let name = name.get_untracked();
            // Without a plan of just this state the baseline has none, rather than another's.
            match &plan {
                Heavy::Fresh(plan) => baseline::take_plan(project, &name, plan, author, ids),
                Heavy::Stale(..) | Heavy::Part(..) | Heavy::Resting(..) | Heavy::Running(_) => {
                    baseline::take(project, &name, &|_| (None, None), author, ids)
                }
            }
        });
        if taken.is_some() {
            asking.set(false);
        }
    };
    view! {
        <Dialog
            title="Take a baseline"
            open=asking
            on_close=move |()| asking.set(false)
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=move |()| asking.set(false) />
                    <Button
                        label="Freeze it"
                        kind=ButtonKind::Primary
                        on_press=move |()| take()
                    />
                }
            }
        >
            <p>"Every open task is noted with what is left of it and when it is planned, and the buffer with the day it ends. Without a target date, that day is what is promised. Nothing else changes."</p>
            <TextField
                label="What it is called"
                value=name
                on_change=move |text| name.set(text)
                on_input=move |text| name.set(text)
            />
        </Dialog>
    }
}
