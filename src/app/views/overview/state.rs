//! What the overview shows, worked out anew whenever the engines have found something.

use std::sync::Arc;

use chrono::Days;
use lastmile::document::Pace;
use lastmile::edit::task::unblock;
use lastmile::engine::{Answer, Outlook};
use lastmile::finish::audit::{Bottleneck, Scope, bottlenecks};
use lastmile::finish::{health, readiness, status};
use lastmile::present::chart::Chart;
use lastmile::present::overview::{self, Change, Line, Sign, Tile};
use lastmile::project::{DayRecord, Moved, Project, Today};
use lastmile::schedule::Timetable;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::browser::idle;
use crate::app::engine::prices::prices;
use crate::app::engine::{Engine, Heavy};
use crate::app::later::{later, later_too};
use crate::app::newest::Newest;
use crate::app::workspace::Workspace;

/// All that is on the page.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    /// Whether there is any work at all.
    pub(super) is_empty: bool,
    pub(super) tiles: Vec<Tile>,
    pub(super) actions: Vec<Line>,
    /// What is stuck longest.
    pub(super) stuck: Vec<Bottleneck>,
    pub(super) coming: Vec<Line>,
    /// The day as it would be written down at this moment.
    pub(super) now: DayRecord,
    pub(super) burn_up: Option<Chart>,
}

/// So much of what is stuck is named.
const STUCK: usize = 5;

/// What is shown; `None` before there are dates. Worked out at a pace: of a large project it takes
/// longer than the page may stand still.
pub(super) fn shown(workspace: Workspace, engine: Engine) -> Memo<Option<Shown>> {
    let (schedule, forecast) = (engine.schedule(), engine.forecast());
    // The share of the work that is done changes often, and nothing here with it.
    let timetable = Memo::new_with_compare(
        move |_| schedule.with(value),
        |before, after| !is_same(before, after),
    );
    let outlook = Memo::new_with_compare(
        move |_| forecast.with(value),
        |before, after| !is_same(before, after),
    );
    let (found, set_found) = signal(None);
    let asked = Newest::new();
    Effect::new(move || {
        let (timetable, outlook, today) = (timetable.get(), outlook.get(), workspace.today());
        let this = asked.start();
        spawn_local(async move {
            let shown = match timetable {
                Some(timetable) => {
                    Some(look(workspace, &timetable, outlook.as_deref(), today).await)
                }
                None => None,
            };
            // Asked again meanwhile, or the place is gone.
            if this.is_newest() == Some(true) {
                let _ = set_found.try_set(shown);
            }
        });
    });
    // What is found to be as it was wakes nothing.
    Memo::new(move |_| found.get())
}

fn value<T>(heavy: &Heavy<Arc<T>>) -> Option<Arc<T>> {
    heavy.value().cloned()
}

fn is_same<T>(before: Option<&Option<Arc<T>>>, after: Option<&Option<Arc<T>>>) -> bool {
    match (
        before.and_then(Option::as_ref),
        after.and_then(Option::as_ref),
    ) {
        (Some(before), Some(after)) => Arc::ptr_eq(before, after),
        (None, None) => before.is_some() == after.is_some(),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

async fn look(
    workspace: Workspace,
    timetable: &Timetable,
    outlook: Option<&Outlook>,
    today: Today,
) -> Shown {
    let forecast = outlook.map(|outlook| &outlook.forecast);
    let with = outlook.map(|outlook| (&outlook.forecast, &outlook.buffer));
    let rests = idle::rests();
    let pace = Pace::resting(&rests);
    // Changes meanwhile lead to other dates, and so to another look.
    let now = workspace.peek(|project| status::day(project, timetable, with, today));
    pace.step().await;
    let tiles =
        workspace.peek(|project| overview::tiles(project, timetable, forecast, &now, today));
    pace.step().await;
    let actions = workspace.peek(|project| {
        let next = status::next_actions(project, timetable, forecast, today);
        overview::actions(project, &next)
    });
    pace.step().await;
    let mut stuck = workspace.peek(|project| bottlenecks(&Scope::of(project, today)));
    stuck.truncate(STUCK);
    pace.step().await;
    let coming = workspace.peek(|project| overview::coming(project, timetable, today));
    pace.step().await;
    let burn_up = workspace.peek(|project| overview::burn_up(project, &now, today));
    // What it leads to on the page has a turn of its own.
    pace.step().await;
    Shown {
        is_empty: timetable.tasks.is_empty(),
        tiles,
        actions,
        stuck,
        coming,
        now,
        burn_up,
    }
}

/// Since the last day, and since a week ago, as far as they are written down; what moved the date
/// follows as soon as the engines have walked the way.
pub(super) fn changes(
    workspace: Workspace,
    engine: Engine,
    shown: Memo<Option<Shown>>,
) -> Memo<Vec<Change>> {
    let now = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|it| it.now.clone())));
    let ask = engine.ask();
    let answer = ask.answer();
    let forecast = engine.forecast();
    let is_known = Memo::new(move |_| forecast.with(Heavy::is_fresh));
    // The note of the day asks the same and keeps the answer: the way is walked once, and what is
    // asked here begins with that note.
    let is_noted = Memo::new(move |_| {
        let id = status::day_id(workspace.today().0);
        let is_over = |it: &Project| it.settings.closed_on.is_some() || it.days.contains_key(&id);
        workspace.is_read_only() || workspace.read(is_over)
    });
    Effect::new(move || {
        // What is asked before the engines have a project is lost; once asked, it is asked again by
        // itself.
        if is_known.get() && is_noted.get() && answer.with_untracked(Option::is_none) {
            ask.moved();
        }
    });
    let last = Memo::new(move |_| {
        answer.with(|answer| match answer.as_ref()?.value()?.as_ref() {
            Answer::Moved(moved) => *moved,
            Answer::Prices(_) | Answer::Payments { .. } | Answer::Order(_) => None,
        })
    });
    Memo::new(move |_| {
        let today = workspace.today();
        let last = last.get();
        now.with(|now| {
            let now = now.as_ref()?;
            Some(workspace.peek(|project| since(project, now, last, today)))
        })
        .unwrap_or_default()
    })
}

fn since(project: &Project, now: &DayRecord, last: Option<Moved>, today: Today) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for days in [1, 7] {
        let since = today.0.checked_sub_days(Days::new(days));
        let then = since.and_then(|since| status::last_before(project, since));
        let change = then.and_then(|then| {
            let mut change = overview::change(project, then, now, today)?;
            if let Some(last) = &last {
                change.movers = overview::movers(project, last, then, now, today);
            }
            Some(change)
        });
        changes.extend(change.filter(|change| changes.last() != Some(change)));
    }
    changes
}

/// What is in the way, with what each costs the 80 % date as soon as that is known.
pub(super) fn waits(workspace: Workspace, shown: Memo<Option<Shown>>) -> Memo<Vec<Line>> {
    let stuck = Memo::new(move |_| {
        shown.with(|shown| match shown {
            Some(shown) => shown.stuck.clone(),
            None => Vec::new(),
        })
    });
    let listed = Memo::new(move |_| {
        stuck.with(|stuck| stuck.iter().map(|it| it.task.clone()).collect::<Vec<_>>())
    });
    let costs = prices(workspace, listed, unblock);
    Memo::new(move |_| {
        stuck.with(|stuck| {
            costs.with(|costs| {
                workspace.peek(|project| overview::waits(project, stuck, &costs.shifts))
            })
        })
    })
}

/// The warning signs that show. All tasks are walked for them, so no key waits for that.
pub(super) fn signs(workspace: Workspace) -> Memo<Vec<Sign>> {
    let found = later(workspace, |project, today| {
        overview::signs(&health::findings(&Scope::of(project, today)), today)
    });
    Memo::new(move |_| found.get().unwrap_or_default())
}

/// How ready the project is, by the same questions as in the place of that name.
pub(super) fn ready(workspace: Workspace, engine: Engine) -> Memo<Option<Tile>> {
    let follow = move || engine.schedule().track();
    let found = later_too(workspace, follow, move |project, today| {
        let dates = engine.schedule().get_untracked();
        let dates = dates.value().map(Arc::as_ref);
        overview::ready(project, &readiness::report(project, today, dates), today)
    });
    Memo::new(move |_| found.get().flatten())
}
