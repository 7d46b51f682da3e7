//! What the overview shows, worked out anew whenever the engines have found something.

use std::sync::Arc;

use chrono::Days;
use lastmile::engine::Outlook;
use lastmile::finish::audit::{Scope, bottlenecks};
use lastmile::finish::status;
use lastmile::present::chart::Chart;
use lastmile::present::overview::{self, Change, Line, Tile};
use lastmile::project::{Project, Today};
use lastmile::schedule::Timetable;
use leptos::prelude::*;

use crate::app::engine::{Engine, Heavy};
use crate::app::workspace::Workspace;

/// All that is on the page.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    /// Whether there is any work at all.
    pub(super) is_empty: bool,
    pub(super) tiles: Vec<Tile>,
    pub(super) actions: Vec<Line>,
    pub(super) waits: Vec<Line>,
    pub(super) coming: Vec<Line>,
    /// Since the last day, and since a week ago, as far as they are written down.
    pub(super) changes: Vec<Change>,
    pub(super) burn_up: Option<Chart>,
}

/// What is shown; `None` before there are dates.
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
    Memo::new(move |_| {
        let timetable = timetable.get()?;
        let outlook = outlook.get();
        let today = workspace.today();
        Some(workspace.peek(|project| look(project, &timetable, outlook.as_deref(), today)))
    })
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

fn look(
    project: &Project,
    timetable: &Timetable,
    outlook: Option<&Outlook>,
    today: Today,
) -> Shown {
    let forecast = outlook.map(|outlook| &outlook.forecast);
    let with = outlook.map(|outlook| (&outlook.forecast, &outlook.buffer));
    let now = status::day(project, timetable, with, today);
    let next = status::next_actions(project, timetable, forecast, today);
    let mut changes: Vec<Change> = Vec::new();
    for days in [1, 7] {
        let since = today.0.checked_sub_days(Days::new(days));
        let then = since.and_then(|since| status::last_before(project, since));
        let change = then.and_then(|then| overview::change(project, then, &now, today));
        changes.extend(change.filter(|change| changes.last() != Some(change)));
    }
    Shown {
        is_empty: timetable.tasks.is_empty(),
        tiles: overview::tiles(project, timetable, forecast, &now, today),
        actions: overview::actions(project, &next),
        waits: overview::waits(project, &bottlenecks(&Scope::of(project, today))),
        coming: overview::coming(project, timetable, today),
        changes,
        burn_up: overview::burn_up(project, &now, today),
    }
}
