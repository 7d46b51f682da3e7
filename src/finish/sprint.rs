//! A sprint: what fits into it, what to take first, how it burns down, and how it ended.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::team::Team;
use crate::project::{
    DependencyKind, Id, Person, Priority, Project, Sprint, Task, Today, WorkMinutes,
};
use crate::schedule::Scheduled;

/// The sprint that is open; of several that a merge may have left, the one that began last.
#[must_use]
pub fn current(project: &Project) -> Option<(&Id<Sprint>, &Sprint)> {
    let open = project
        .sprints
        .iter()
        .filter(|(_, it)| it.closed_on.is_none());
    open.max_by_key(|(id, it)| (it.start, *id))
}

/// The sprint that was closed last.
#[must_use]
pub fn last_closed(project: &Project) -> Option<(&Id<Sprint>, &Sprint)> {
    let closed = project
        .sprints
        .iter()
        .filter(|(_, it)| it.closed_on.is_some());
    closed.max_by_key(|(id, it)| (it.closed_on, it.start, *id))
}

/// What one person has to do in a sprint, against their hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Who; `None` for what nobody does.
    pub person: Option<Id<Person>>,
    /// The minutes they work from now to its end.
    pub hours: i64,
    /// What is left of what they do in it, their share of what they share.
    pub work: i64,
}

/// The room each person has from today (or the sprint's first day) to its end, by id; last what
/// nobody does, if there is any. People without hours and without work are left out.
#[must_use]
pub fn room(project: &Project, sprint: &Sprint, today: Today) -> Vec<Room> {
    let team = Team::of(project, today);
    let end = sprint.end.unwrap_or(today.0);
    let first = sprint.start.unwrap_or(today.0).max(today.0);
    let mut work: BTreeMap<Option<&Id<Person>>, i64> = BTreeMap::new();
    for task in sprint.tasks.keys().filter_map(|id| project.tasks.get(id)) {
        let left = i64::from(task.remaining_work().unwrap_or_default().0);
        let people: Vec<_> = task
            .assignees
            .keys()
            .filter(|it| project.people.contains_key(it))
            .collect();
        if people.is_empty() {
            *work.entry(None).or_default() += left;
        }
        let share = left / i64::try_from(people.len().max(1)).unwrap_or(1);
        for person in people {
            *work.entry(Some(person)).or_default() += share;
        }
    }
    let mut all = Vec::new();
    for person in project.people.keys() {
        let room = Room {
            person: Some(person.clone()),
            hours: team.minutes(person, first, end),
            work: work.get(&Some(person)).copied().unwrap_or_default(),
        };
        if room.hours > 0 || room.work > 0 {
            all.push(room);
        }
    }
    if let Some(work) = work.get(&None).filter(|work| **work > 0) {
        all.push(Room {
            person: None,
            hours: 0,
            work: *work,
        });
    }
    all
}

/// Open tasks without subtasks in the order to take them into a sprint: what is worth most first,
/// and what it waits for before it.
///
/// Musts come before shoulds, then the higher value, then the earlier start of the plan, then by id.
/// What something waits for is as important as that is.
#[must_use]
pub fn order(project: &Project, dates: &BTreeMap<Id<Task>, Scheduled>) -> Vec<Id<Task>> {
    let own = |task: &Task| {
        let priority = task.priority.unwrap_or(Priority::Must);
        (priority, Reverse(task.value.unwrap_or(0)))
    };
    let (outline, _) = project.outline();
    let mut weight = BTreeMap::new();
    for id in outline.leaves() {
        if let Some(task) = project.tasks.get(&id).filter(|it| it.is_open()) {
            weight.insert(id, own(task));
        }
    }
    // What waits hands its weight back, as often as there may be links in a row.
    let links: Vec<_> = project
        .dependencies
        .values()
        .filter(|it| it.kind == DependencyKind::FinishToStart)
        .collect();
    for _ in 0..weight.len() {
        let mut has_changed = false;
        for link in &links {
            let waiting = weight.get(&link.successor).copied();
            if let Some(waiting) = waiting
                && let Some(first) = weight.get_mut(&link.predecessor)
                && waiting < *first
            {
                *first = waiting;
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
    let starts = |id: &Id<Task>| dates.get(id).and_then(|it| it.start);
    let mut order: Vec<_> = weight
        .into_iter()
        .map(|(id, weight)| (weight, starts(&id).unwrap_or(NaiveDate::MAX), id))
        .collect();
    order.sort();
    order.into_iter().map(|(_, _, id)| id).collect()
}

/// The tasks that still fit into an open sprint, in the order to take them: each one whose people all
/// have the hours for their share of it. What nobody does or has estimated is passed over.
#[must_use]
pub fn fitting(
    project: &Project,
    sprint: &Sprint,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    today: Today,
) -> Vec<Id<Task>> {
    let mut free: BTreeMap<Id<Person>, i64> = BTreeMap::new();
    for room in room(project, sprint, today) {
        if let Some(person) = room.person {
            free.insert(person, room.hours - room.work);
        }
    }
    let mut fitting = Vec::new();
    for id in order(project, dates) {
        let Some(task) = project.tasks.get(&id) else {
            continue;
        };
        let Some(left) = task.remaining_work() else {
            continue;
        };
        let people: Vec<_> = task.assignees.keys().cloned().collect();
        let many = i64::try_from(people.len()).unwrap_or(1).max(1);
        let share = i64::from(left.0) / many;
        let fits = |person: &Id<Person>| free.get(person).is_some_and(|it| *it >= share);
        if people.is_empty() || sprint.tasks.contains_key(&id) || !people.iter().all(fits) {
            continue;
        }
        for person in &people {
            if let Some(free) = free.get_mut(person) {
                *free -= share;
            }
        }
        fitting.push(id);
    }
    fitting
}

/// How a sprint burns down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BurnDown {
    /// What was committed.
    pub committed: WorkMinutes,
    /// What was left at the end of each day so far, the first day of the sprint first.
    pub left: Vec<(NaiveDate, WorkMinutes)>,
    /// What the plan says will be left at the end of each day from today on.
    pub planned: Vec<(NaiveDate, WorkMinutes)>,
    /// The day the plan has the last of its tasks done; `None` where it does not say for all.
    pub done_by: Option<NaiveDate>,
}

/// How a sprint burns down up to today, and from there by the plan.
///
/// What was left on a past day is what was said of a task up to then in check-ins, else what was
/// committed; nothing once it was finished. A task that was dropped or put off counts as nothing
/// from today on.
#[must_use]
pub fn burn_down(
    project: &Project,
    sprint: &Sprint,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    today: Today,
) -> BurnDown {
    let (Some(start), Some(end)) = (sprint.start, sprint.end) else {
        return BurnDown::default();
    };
    let until = sprint.closed_on.unwrap_or(today.0);
    let tasks: Vec<(&Id<Task>, WorkMinutes, Option<&Task>)> = sprint
        .tasks
        .iter()
        .map(|(id, work)| (id, *work, project.tasks.get(id)))
        .collect();
    let now = |task: Option<&Task>| {
        let left = task.map(|task| task.remaining_work().unwrap_or_default());
        left.unwrap_or_default()
    };
    let mut left = Vec::new();
    for day in start.iter_days().take_while(|day| *day <= until.min(end)) {
        let of = |(id, committed, task): &(&Id<Task>, WorkMinutes, Option<&Task>)| {
            let finished = task.and_then(|task| task.finished);
            if day == today.0 && sprint.closed_on.is_none() {
                now(*task)
            } else if finished.is_some_and(|finished| finished <= day) {
                WorkMinutes::ZERO
            } else {
                said(project, id, start, day).unwrap_or(*committed)
            }
        };
        left.push((day, tasks.iter().map(of).sum()));
    }
    let finish = |id: &Id<Task>| dates.get(id).and_then(|it| it.finish);
    let mut planned = Vec::new();
    let open = || {
        tasks
            .iter()
            .filter(|(_, _, task)| now(*task) > WorkMinutes::ZERO)
    };
    if sprint.closed_on.is_none() {
        let from = start.max(today.0);
        for day in from.iter_days().take_while(|day| *day <= end) {
            let later = open().filter(|(id, _, _)| finish(id).is_none_or(|it| it > day));
            planned.push((day, later.map(|(_, _, task)| now(*task)).sum()));
        }
    }
    let ends: Option<Vec<NaiveDate>> = open().map(|(id, _, _)| finish(id)).collect();
    BurnDown {
        committed: sprint.tasks.values().copied().sum(),
        left,
        planned,
        done_by: ends.and_then(|ends| ends.into_iter().max()),
    }
}

/// What was last said to be left of a task in the check-ins from one day to another.
fn said(project: &Project, task: &Id<Task>, from: NaiveDate, to: NaiveDate) -> Option<WorkMinutes> {
    let days = project.check_ins.values().filter_map(|it| {
        let date = it.date.filter(|date| from <= *date && *date <= to)?;
        Some((date, *it.remaining_minutes.get(task)?))
    });
    days.max_by_key(|(date, _)| *date).map(|(_, left)| left)
}

/// How a sprint ended, or stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The tasks that are done.
    pub done: Vec<Id<Task>>,
    /// The tasks that were dropped or put off.
    pub out: Vec<Id<Task>>,
    /// The tasks that are left, with what is left of them.
    pub left: Vec<(Id<Task>, WorkMinutes)>,
    /// What was committed.
    pub committed: WorkMinutes,
    /// What was committed of the tasks that are done.
    pub delivered: WorkMinutes,
}

/// The summary of a sprint: as it was closed, or as it stands while it is open.
#[must_use]
pub fn summary(project: &Project, sprint: &Sprint) -> Summary {
    let mut summary = Summary {
        committed: sprint.tasks.values().copied().sum(),
        ..Summary::default()
    };
    for (id, committed) in &sprint.tasks {
        let task = project.tasks.get(id);
        let left = if sprint.closed_on.is_some() {
            sprint.left.get(id).copied()
        } else {
            let open = task.filter(|task| task.is_open());
            open.map(|task| task.remaining_work().unwrap_or_default())
        };
        let is_out =
            task.is_none_or(|task| !task.is_open() && task.status != crate::project::Status::Done);
        if let Some(left) = left {
            summary.left.push((id.clone(), left));
        } else if is_out {
            summary.out.push(id.clone());
        } else {
            summary.done.push(id.clone());
            summary.delivered += *committed;
        }
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation::project;
    use crate::project::{CheckIn, Status};
    use crate::schedule;

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
}
