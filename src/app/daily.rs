//! The day record: how the project stands is written down once a local day, when it is first looked
//! at, for the charts and comparisons of later days.

use lastmile::edit::day_record;
use lastmile::finish::status;
use leptos::prelude::*;

use super::browser::page;
use super::engine::{Engine, Heavy};
use super::workspace::Workspace;

/// Writes down each day as soon as its forecast is known.
pub fn start(engine: Engine) {
    let workspace = engine.workspace();
    let forecast = engine.forecast();
    let is_known = Memo::new(move |_| forecast.with(Heavy::is_fresh));
    Effect::new(move || {
        workspace.today();
        workspace.open_id();
        if is_known.get() {
            // Not in this run of effects: what is written is read by others of it.
            page::after(0, move || untrack(|| note(workspace, engine)));
        }
    });
}

fn note(workspace: Workspace, engine: Engine) {
    let (schedule, forecast) = (engine.schedule().get(), engine.forecast().get());
    let (Some(timetable), Some(outlook)) = (schedule.value(), forecast.value()) else {
        return;
    };
    let today = workspace.today();
    // Answers of yesterday do not say how today stands, nor does a project that has no work yet.
    let is_of_today = timetable.origin == today.0 && !timetable.tasks.is_empty();
    let is_closed = workspace.peek(|project| project.settings.closed_on.is_some());
    if !is_of_today || is_closed || workspace.is_read_only() {
        return;
    }
    workspace.note(|project| {
        let with = Some((&outlook.forecast, &outlook.buffer));
        day_record::note(project, &status::day(project, timetable, with, today))
    });
}
