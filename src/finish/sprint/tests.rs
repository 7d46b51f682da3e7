//! A sprint of a small team, day by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::project::notation::project;
use crate::project::{CheckIn, Status, Task, Today, WorkMinutes};
use crate::schedule::{self, Scheduled};

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
}

fn hours(hours: u32) -> WorkMinutes {
    WorkMinutes::hours(hours)
}

const TEAM: &str = "
    person ann
    person bob
    task copy 8h @ann must done=2026-03-03
    task page 16h @ann must left=6h
    task film 16h @bob should
    task gone 4h @bob nice dropped";

/// From Monday 2 to Friday 6 March 2026.
fn sprint() -> Sprint {
    let tasks = [("copy", 8), ("page", 16), ("film", 16), ("gone", 4)];
    Sprint {
        start: Some(day(2)),
        end: Some(day(6)),
        tasks: tasks.map(|(id, work)| (Id::new(id), hours(work))).into(),
        ..Sprint::default()
    }
}

fn dates(project: &Project, today: Today) -> BTreeMap<Id<Task>, Scheduled> {
    schedule::schedule(project, today, &schedule::Options::default())
        .0
        .tasks
}

#[test]
fn what_is_left_follows_what_was_finished_and_said_and_then_the_plan() {
    let mut project = project(TEAM);
    let said = CheckIn {
        date: Some(day(3)),
        remaining_minutes: [(Id::new("page"), hours(10))].into(),
        ..CheckIn::default()
    };
    project.check_ins.insert(Id::new("x"), said);
    let wednesday = Today(day(4));
    let dates = dates(&project, wednesday);
    let burn = burn_down(&project, &sprint(), &dates, wednesday);
    let left = [(2, 44), (3, 30), (4, 22)].map(|(at, left)| (day(at), hours(left)));
    assert_eq!(burn.left, left);
    let planned = [(4, 16), (5, 0), (6, 0)].map(|(at, left)| (day(at), hours(left)));
    assert_eq!(burn.planned, planned);
    assert_eq!(burn.done_by, Some(day(5)));
    assert_eq!(burn.committed, hours(44));
}

#[test]
fn room_is_what_is_left_of_the_sprint_against_what_is_left_to_do() {
    let mut project = project(TEAM);
    project
        .tasks
        .get_mut(&Id::new("film"))
        .unwrap()
        .assignees
        .clear();
    let rooms = room(&project, &sprint(), Today(day(5)));
    let said: Vec<_> = rooms
        .iter()
        .map(|it| {
            (
                it.person.as_ref().map(Id::as_str),
                it.hours / 60,
                it.work / 60,
            )
        })
        .collect();
    assert_eq!(
        said,
        [(Some("ann"), 16, 6), (Some("bob"), 16, 0), (None, 0, 16)]
    );
}

#[test]
fn what_a_must_waits_for_comes_before_it_and_before_every_should() {
    let mut project = project(
        "
        person ann
        task first 8h @ann nice
        task should 8h @ann should
        task must 8h @ann must <first
        task worth 8h @ann must
        task done 8h @ann must done=2026-03-01
        ",
    );
    let titles = |project: &Project| {
        let order = order(project, &dates(project, Today(day(2))));
        order
            .iter()
            .map(|id| id.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    project.tasks.get_mut(&Id::new("worth")).unwrap().value = Some(9);
    assert_eq!(titles(&project), ["worth", "first", "must", "should"]);
    project.tasks.get_mut(&Id::new("must")).unwrap().value = Some(10);
    assert_eq!(titles(&project), ["first", "must", "worth", "should"]);
}

#[test]
fn what_fits_is_what_everyone_on_it_has_hours_for() {
    let project = project(
        "
        person ann
        person bob
        task long 41h @ann must
        task fits 30h @ann must
        task exactly 20h @ann @bob must
        task more 1h @ann should
        task nobody 1h should
        task unknown @bob should
        task easy 30h @bob should
        ",
    );
    let week = Sprint {
        start: Some(day(2)),
        end: Some(day(6)),
        ..Sprint::default()
    };
    let monday = Today(day(2));
    let fitting = fitting(&project, &week, &dates(&project, monday), monday);
    let fitting: Vec<_> = fitting.iter().map(Id::as_str).collect();
    assert_eq!(fitting, ["fits", "exactly", "easy"]);
}

#[test]
fn a_closed_sprint_stays_as_it_was_closed() {
    let mut project = project(TEAM);
    let mut sprint = sprint();
    let open = summary(&project, &sprint);
    assert_eq!(open.done, [Id::new("copy")]);
    assert_eq!(open.out, [Id::new("gone")]);
    assert_eq!(open.left.len(), 2);
    assert_eq!((open.committed, open.delivered), (hours(44), hours(8)));
    sprint.closed_on = Some(day(6));
    sprint.left = open.left.into_iter().collect();
    project.tasks.get_mut(&Id::new("page")).unwrap().status = Status::Done;
    assert_eq!(summary(&project, &sprint).left.len(), 2);
}

#[test]
fn the_sprint_that_began_last_is_the_one_that_counts() {
    let mut project = Project::default();
    for (id, start, closed) in [("a", 2, None), ("b", 9, None), ("c", 16, Some(day(20)))] {
        let sprint = Sprint {
            start: Some(day(start)),
            closed_on: closed,
            ..Sprint::default()
        };
        project.sprints.insert(Id::new(id), sprint);
    }
    assert_eq!(current(&project).unwrap().0.as_str(), "b");
    assert_eq!(last_closed(&project).unwrap().0.as_str(), "c");
}
