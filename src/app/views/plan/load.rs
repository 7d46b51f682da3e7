//! Who is on what when, and how full their days and weeks are.

use std::sync::Arc;

use chrono::NaiveDate;
use lastmile::present::load::{Cell, Load, PersonLoad, Step, in_order, load, said};
use lastmile::present::timeline::{Axis, Zoom, axis_markup, load_markup, under_markup};
use lastmile::present::words;
use lastmile::project::{Id, Today};
use lastmile::schedule::Timetable;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::waiting::way_to;
use crate::app::browser::{dom, idle};
use crate::app::components::{
    self, Caption, Choice, Disclosure, EmptyState, IconName, Panel, SegmentedControl, piece, settle,
};
use crate::app::engine::Engine;
use crate::app::newest::Newest;
use crate::app::route::{Place, Router};
use crate::app::workspace::Workspace;

/// What stands in the rows of one person.
#[derive(Clone, Copy, PartialEq)]
struct Rows {
    line: RwSignal<Line>,
    /// What they are on, in words.
    in_order: RwSignal<String>,
    figures: RwSignal<Vec<Cell>>,
}

/// A line of the picture.
#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    tasks: usize,
    lanes: usize,
    /// Empty until it is their turn.
    bars: String,
}

impl Line {
    fn of(person: &PersonLoad, bars: String) -> Self {
        Self {
            name: person.name.clone(),
            tasks: person.stretches.len(),
            lanes: person.lanes,
            bars,
        }
    }
}

/// The load of everyone who works.
#[component]
pub fn LoadPart() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let schedule = expect_context::<Engine>().schedule();
    let step = RwSignal::new(Step::Week);
    let found = Memo::new(move |_| {
        let plan = schedule.with(|plan| plan.value().cloned())?;
        Some(Arc::new(of(
            workspace,
            &plan,
            workspace.today(),
            step.get(),
        )))
    });
    let people = Memo::new(move |_| found.with(|found| Some(found.as_ref()?.people.len())));
    let rows = Memo::new(move |_| {
        people.get();
        found.with_untracked(|found| {
            found
                .as_ref()
                .map(|found| rows_of(found))
                .unwrap_or_default()
        })
    });
    fill(workspace, found, rows);
    let opened = opens_tasks(expect_context::<Router>());
    piece(move || {
        match people.get() {
        None => ().into_any(),
        Some(0) => nobody(workspace),
        Some(_) => view! {
            <div class="load">
                <Panel title="Who is on what">
                    <div
                        class="timeline timeline--load"
                        data-zoom="fit"
                        style:--days=Signal::derive(move || days(found))
                        on:click=move |event| opened.run(event)
                    >
                        {picture(found, rows)}
                    </div>
                    {said_in_order(rows)}
                </Panel>
                <Panel
                    title="Planned of what they can work"
                    lead="Hours planned of working hours. “Too much due” means: what is due by then is more than they can work until then."
                    actions=move || steps(step)
                >
                    {piece(move || table(workspace, found, rows, step))}
                </Panel>
            </div>
        }
        .into_any(),
    }
    })
}

fn opens_tasks(router: Router) -> Callback<leptos::ev::MouseEvent> {
    Callback::new(move |event: leptos::ev::MouseEvent| {
        if let Some(task) =
            dom::closest(&event, "[data-task]").and_then(|it| dom::data(&it, "task"))
        {
            router.open_task(Some(Id::new(&task)));
        }
    })
}

type Found = Memo<Option<Arc<Load>>>;

fn days(found: Found) -> String {
    let days = found.with(|found| found.as_ref().map(|found| found.axis.days));
    days.unwrap_or(1).to_string()
}

/// The rows of everyone, with nothing in them but who it is.
fn rows_of(found: &Load) -> Vec<Rows> {
    let row = |person| Rows {
        line: RwSignal::new(Line::of(person, String::new())),
        in_order: RwSignal::new(String::new()),
        figures: RwSignal::new(Vec::new()),
    };
    found.people.iter().map(row).collect()
}

/// So many bars or figures come into a frame: what it takes to draw them leaves room for a key.
const IN_A_FRAME: usize = 200;

/// Fills the rows a few at a time: a bar for each of thousands of tasks takes longer to draw than
/// the page may stand still.
fn fill(workspace: Workspace, found: Found, rows: Memo<Vec<Rows>>) {
    let asked = Newest::new();
    Effect::new(move || {
        let (rows, today) = (rows.get(), workspace.today());
        let Some(found) = found.get() else { return };
        let this = asked.start();
        spawn_local(async move {
            idle::breathe().await;
            let each = || found.people.iter().zip(&rows);
            let lines = each().map(|it| (it, true));
            let mut drawn = 0;
            for ((person, row), is_line) in lines.chain(each().map(|it| (it, false))) {
                // The rows are those of this start, or it is not wanted any more.
                if this.is_newest() != Some(true) {
                    return;
                }
                if is_line {
                    settle(row.line, Line::of(person, load_markup(&found.axis, person)));
                    drawn += person.stretches.len();
                } else {
                    settle(row.figures, person.cells.clone());
                    settle(row.in_order, in_order(person, &found.axis, today));
                    drawn += person.cells.len();
                }
                if drawn >= IN_A_FRAME {
                    drawn = 0;
                    idle::painted().await;
                }
            }
        });
    });
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
fn picture(found: Found, rows: Memo<Vec<Rows>>) -> AnyView {
    let axis = Memo::new(move |_| found.with(|found| Some(found.as_ref()?.axis.clone())));
    let drawn = move |draw: fn(&Axis, Zoom) -> String| {
        Signal::derive(move || {
            axis.with(|axis| {
                axis.as_ref()
                    .map(|axis| draw(axis, Zoom::Fit))
                    .unwrap_or_default()
            })
        })
    };
    let lines = piece(move || {
        let lines = rows.get().into_iter().map(|row| row.line);
        lines
            .map(|of| piece(move || of.with(line)))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="tl-row tl-row--head">
            <div class="tl-task"><span class="tl-title">"Person"</span></div>
            <div class="tl-track">
                <svg class="tl-picture" aria-hidden="true" inner_html=drawn(axis_markup)></svg>
            </div>
        </div>
        <div class="load__lines">
            <svg class="load__under" aria-hidden="true" inner_html=drawn(under_markup)></svg>
            {lines}
        </div>
    }
    .into_any()
}

fn line(of: &Line) -> AnyView {
    let tasks = words::count(of.tasks, "task");
    view! {
        <div class="tl-row load__line" style:--lanes=of.lanes.to_string()>
            <div class="tl-task">
                <span class="tl-title" title=of.name.clone()>{of.name.clone()}</span>
                <span class="tl-dates">{tasks}</span>
            </div>
            <div class="tl-track">
                <svg class="tl-picture" aria-hidden="true" inner_html=of.bars.clone()></svg>
            </div>
        </div>
    }
    .into_any()
}

/// The picture in words.
fn said_in_order(rows: Memo<Vec<Rows>>) -> AnyView {
    let said = piece(move || {
        let lines = rows.get().into_iter().map(|row| {
            vec![
                piece(move || row.line.with(|line| line.name.clone())),
                piece(move || row.in_order.get()),
            ]
        });
        let caption = Caption::Said("Who is on what");
        let columns = ["Person", "On, in this order"];
        components::table("load__on", caption, &columns, lines.collect())
    });
    view! { <Disclosure summary="Who is on what as a table">{said}</Disclosure> }.into_any()
}

/// The figures of each person.
fn table(
    workspace: Workspace,
    found: Found,
    rows: Memo<Vec<Rows>>,
    step: RwSignal<Step>,
) -> AnyView {
    let columns = Memo::new(move |_| {
        let columns = found.with(|found| Some(found.as_ref()?.columns.clone()));
        columns.unwrap_or_default()
    });
    let heads = piece(move || {
        let today = workspace.today();
        let heads = columns.get().into_iter().enumerate();
        let heads = heads.map(|(at, day)| head(day, at, step.get_untracked(), today));
        heads.collect::<Vec<_>>()
    });
    let lines = piece(move || {
        let lines = rows.get().into_iter();
        let lines = lines.map(|row| piece(move || figures(row, columns.with(Vec::len))));
        lines.collect::<Vec<_>>()
    });
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

fn head(day: NaiveDate, at: usize, step: Step, today: Today) -> AnyView {
    let day = words::date(day, today);
    let head = match (step, at) {
        (Step::Day, _) => day,
        (Step::Week, 0) => "This week".to_owned(),
        (Step::Week, _) => format!("From {day}"),
    };
    view! { <th scope="col">{head}</th> }.into_any()
}

/// The figures of a person, once they are those of the columns.
fn figures(row: Rows, columns: usize) -> Option<AnyView> {
    let cells = row.figures.get();
    (cells.len() == columns).then(|| {
        let cells = cells.into_iter().map(figure);
        view! {
            <tr>
                <th scope="row">{piece(move || row.line.with(|line| line.name.clone()))}</th>
                {cells.collect::<Vec<_>>()}
            </tr>
        }
        .into_any()
    })
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
