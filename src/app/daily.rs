//! The day record: how the project stands is written down once a local day, when it is first looked
//! at, for the charts and comparisons of later days.

use lastmile::edit::day_record;
use lastmile::engine::Answer;
use lastmile::finish::{readiness, status};
use lastmile::project::{DayRecord, Id, Project};
use leptos::prelude::*;

use super::browser::page;
use super::engine::{Ask, Engine, Heavy};
use super::workspace::Workspace;

/// Writes down each day as soon as its forecast is known, and what moved it since the day before.
pub fn start(engine: Engine) {
    let workspace = engine.workspace();
    let forecast = engine.forecast();
    let ask = engine.ask();
    let answer = ask.answer();
    let asked = StoredValue::new(None);
    let is_known = Memo::new(move |_| forecast.with(Heavy::is_fresh));
    let is_answered =
        Memo::new(move |_| answer.with(|it| it.as_ref().is_some_and(Heavy::is_fresh)));
    Effect::new(move || {
        workspace.today();
        workspace.open_id();
        is_answered.get();
        if is_known.get() {
            // Not in this run of effects: what is written is read by others of it.
            page::after(0, move || untrack(|| note(workspace, engine, ask, asked)));
        }
    });
}

/// `asked` is the project of which is asked what moved its date.
fn note(workspace: Workspace, engine: Engine, ask: Ask, asked: StoredValue<Option<Id<Project>>>) {
    let today = workspace.today();
    let open = workspace.open_id();
    if asked.get_value() != open {
        // An answer about another project says nothing about this one.
        ask.stop();
        asked.set_value(open);
    }
    let (is_closed, is_noted, has_state) = workspace.peek(|project| {
        let is_noted = project.days.contains_key(&status::day_id(today.0));
        let has_state = status::last_state(project).is_some();
        (project.settings.closed_on.is_some(), is_noted, has_state)
    });
    if is_closed || is_noted || workspace.is_read_only() {
        ask.stop();
        return;
    }
    let (schedule, forecast) = (engine.schedule().get(), engine.forecast().get());
    let (Heavy::Fresh(timetable), Heavy::Fresh(outlook)) = (schedule, forecast) else {
        return;
    };
    // Answers of yesterday do not say how today stands, nor does a project that has no work yet.
    if timetable.origin != today.0 || timetable.tasks.is_empty() {
        return;
    }
    let moved = match ask.answer().get() {
        Some(Heavy::Fresh(answer)) => match *answer {
            Answer::Moved(moved) => moved,
            Answer::Prices(_) | Answer::Payments { .. } | Answer::Order(_) => None,
        },
        None if has_state => return ask.moved(),
        Some(_) if has_state => return,
        Some(_) | None => None,
    };
    workspace.note(|project| {
        let with = Some((&outlook.forecast, &outlook.buffer));
        let ready = readiness::report(project, today, Some(&timetable));
        let day = DayRecord {
            ready_questions: Some(readiness::ready_questions(&ready)),
            moved,
            re_estimated: status::re_estimated(project),
            state: Some(status::state(project, &outlook.forecast, today)),
            ..status::day(project, &timetable, with, today)
        };
        day_record::note(project, &day)
    });
    ask.stop();
}
