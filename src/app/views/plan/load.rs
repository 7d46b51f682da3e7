//! Who is on what when, and how full their days and weeks are.

use std::sync::Arc;

use lastmile::present::load::{Cell, Load, PersonLoad, Step, in_order, load, said};
use lastmile::present::timeline::{Zoom, axis_markup, load_markup, under_markup};
use lastmile::present::words;
use lastmile::project::{Id, Today};
use lastmile::schedule::Timetable;
use leptos::prelude::*;

use super::waiting::way_to;
use crate::app::browser::dom;
use crate::app::components::{
    self, Caption, Choice, Disclosure, EmptyState, IconName, Panel, SegmentedControl, piece,
};
use crate::app::engine::Engine;
use crate::app::route::{Place, Router};
use crate::app::workspace::Workspace;

/// The load of everyone who works.
#[component]
pub fn LoadPart() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let schedule = expect_context::<Engine>().schedule();
    let step = RwSignal::new(Step::Week);
    let found = Memo::new(move |_| {
        let plan = schedule.with(|plan| plan.value().cloned())?;
        Some(of(workspace, &plan, workspace.today(), step.get()))
    });
    let opened = move |event: leptos::ev::MouseEvent| {
        if let Some(task) =
            dom::closest(&event, "[data-task]").and_then(|it| dom::data(&it, "task"))
        {
            router.open_task(Some(Id::new(&task)));
        }
    };
    piece(move || {
        found.with(|found| {
            let found = found.as_ref()?;
            let days = found.axis.days.to_string();
            if found.people.is_empty() {
                return Some(nobody(workspace));
            }
            let today = workspace.today();
            let (picture, in_words) = (picture(found), said_in_order(found, today));
            let table = table(found, step.get_untracked(), today);
            Some(
                view! {
                    <div class="load">
                        <Panel title="Who is on what">
                            <div class="timeline timeline--load" data-zoom="fit" style:--days=days on:click=opened>
                                {picture}
                            </div>
                            {in_words}
                        </Panel>
                        <Panel
                            title="Planned of what they can work"
                            lead="Hours planned of working hours. “Too much due” means: what is due by then is more than they can work until then."
                            actions=move || steps(step)
                        >
                            {table}
                        </Panel>
                    </div>
                }
                .into_any(),
            )
        })
    })
}

fn of(workspace: Workspace, plan: &Arc<Timetable>, today: Today, step: Step) -> Load {
    workspace.peek(|project| load(project, plan, today, step))
}

fn nobody(workspace: Workspace) -> AnyView {
    view! {
        <EmptyState
            icon=IconName::People
            headline="Nobody works here yet"
            text="Write down who works under People and settings, and give them tasks. Then this shows who is on what, and who has too much."
        >
            {way_to(workspace, Place::People, "Write down who works")}
        </EmptyState>
    }
    .into_any()
}

fn steps(step: RwSignal<Step>) -> AnyView {
    let name = |step| match step {
        Step::Day => "day",
        Step::Week => "week",
    };
    view! {
        <SegmentedControl
            label="Columns"
            label_hidden=true
            options=vec![Choice::new("week", "By week"), Choice::new("day", "By day")]
            value=Signal::derive(move || name(step.get()).to_owned())
            on_change=move |value: String| {
                step.set(if value == "day" { Step::Day } else { Step::Week });
            }
        />
    }
    .into_any()
}

/// A line for each person, a bar for each task they are on.
fn picture(found: &Load) -> AnyView {
    let zoom = Zoom::Fit;
    let lines: Vec<AnyView> = found
        .people
        .iter()
        .map(|person| line(found, person))
        .collect();
    view! {
        <div class="tl-row tl-row--head">
            <div class="tl-task"><span class="tl-title">"Person"</span></div>
            <div class="tl-track">
                <svg class="tl-picture" aria-hidden="true" inner_html=axis_markup(&found.axis, zoom)></svg>
            </div>
        </div>
        <div class="load__lines">
            <svg class="load__under" aria-hidden="true" inner_html=under_markup(&found.axis, zoom)></svg>
            {lines}
        </div>
    }
    .into_any()
}

fn line(found: &Load, person: &PersonLoad) -> AnyView {
    let tasks = words::count(person.stretches.len(), "task");
    view! {
        <div class="tl-row load__line" style:--lanes=person.lanes.to_string()>
            <div class="tl-task">
                <span class="tl-title" title=person.name.clone()>{person.name.clone()}</span>
                <span class="tl-dates">{tasks}</span>
            </div>
            <div class="tl-track">
                <svg class="tl-picture" aria-hidden="true" inner_html=load_markup(&found.axis, person)></svg>
            </div>
        </div>
    }
    .into_any()
}

/// The picture in words.
fn said_in_order(found: &Load, today: Today) -> AnyView {
    let lines = found.people.iter().map(|person| {
        vec![
            person.name.clone().into_any(),
            in_order(person, &found.axis, today).into_any(),
        ]
    });
    let caption = Caption::Said("Who is on what");
    let table = components::table(
        "load__on",
        caption,
        &["Person", "On, in this order"],
        lines.collect(),
    );
    view! { <Disclosure summary="Who is on what as a table">{table}</Disclosure> }.into_any()
}

/// The figures of each person.
fn table(found: &Load, step: Step, today: Today) -> AnyView {
    let heads: Vec<AnyView> = found
        .columns
        .iter()
        .enumerate()
        .map(|(at, day)| {
            let day = words::date(*day, today);
            let head = match (step, at) {
                (Step::Day, _) => day,
                (Step::Week, 0) => "This week".to_owned(),
                (Step::Week, _) => format!("From {day}"),
            };
            view! { <th scope="col">{head}</th> }.into_any()
        })
        .collect();
    let lines: Vec<AnyView> = found
        .people
        .iter()
        .map(|person| {
            let cells: Vec<AnyView> = person.cells.iter().map(|it| figure(*it)).collect();
            view! {
                <tr>
                    <th scope="row">{person.name.clone()}</th>
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="load__scroll" tabindex="0" role="region" aria-label="Load of each person">
            <table class="load__table">
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Below this share of their time, in percent, somebody could take more.
const LOW_PERCENT: i64 = 50;

fn figure(cell: Cell) -> AnyView {
    let tone = match cell.percent() {
        _ if cell.overdue >= 30 => "bad",
        Some(percent) if percent < LOW_PERCENT => "low",
        Some(_) => "full",
        None => "none",
    };
    let share = cell.percent().unwrap_or(0).min(100);
    view! {
        <td class="load__cell" data-tone=tone style:--share=share.to_string()>
            <span>{said(cell)}</span>
        </td>
    }
    .into_any()
}
