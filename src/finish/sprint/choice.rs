//! What fits into a sprint, and what to take into it first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::finish::team::Team;
use crate::project::{DependencyKind, Id, Person, Priority, Project, Sprint, Task, Today};
use crate::schedule::Scheduled;

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
