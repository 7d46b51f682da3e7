//! Someone has more work than hours until the target date.

use chrono::{Datelike, Days};

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, hours};
use crate::project::{Id, Person, Task, WorkMinutes};

/// This much more work than hours asks for action.
const ACT_PERCENT: u64 = 130;

pub(super) const DETECTOR: Detector = Detector {
    id: "overload",
    title: "Someone has too much",
    rule: "What is left of a person's tasks, shared among all who do them, is more than their working hours until the target date; from 130 % on it asks for action.",
    advice: "Give away, drop or defer until it fits. Nobody works faster because a plan needs it.",
    needs: "a target date, and tasks with people and estimates",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let Some(target) = scope.project.settings.target_date else {
        return Reading::Blind;
    };
    if target < scope.today.0 {
        return Reading::Quiet;
    }
    let mut over = Vec::new();
    let mut is_known = false;
    for (id, person) in &scope.project.people {
        let (work, tasks) = work_of(scope, id);
        is_known |= work > WorkMinutes::ZERO;
        let free = minutes_until(scope, id, person, target);
        if u64::from(work.0) > free {
            let percent = u64::from(work.0) * 100 / free.max(1);
            over.push((percent, person, work, free, tasks));
        }
    }
    if !is_known {
        return Reading::Blind;
    }
    over.sort_by_key(|(percent, ..)| std::cmp::Reverse(*percent));
    let Some((most, _, _, _, tasks)) = over.first() else {
        return Reading::Quiet;
    };
    let facts = over.iter().map(|(_, person, work, free, _)| {
        format!(
            "{} has {} of work and {} until the target date.",
            person.name,
            hours(*work),
            hours(WorkMinutes(u32::try_from(*free).unwrap_or(u32::MAX)))
        )
    });
    Reading::Fires(Sign {
        level: act_if(*most >= ACT_PERCENT),
        since: None,
        facts: facts.collect(),
        tasks: tasks.clone(),
        remedy: Remedy::Show,
    })
}

fn work_of(scope: &Scope<'_>, person: &Id<Person>) -> (WorkMinutes, Vec<Id<Task>>) {
    let mut work = WorkMinutes::ZERO;
    let mut tasks = Vec::new();
    for (id, task) in scope.tasks() {
        let Some(left) = task
            .remaining_work()
            .filter(|_| task.assignees.contains_key(person))
        else {
            continue;
        };
        let heads = u32::try_from(task.assignees.len())
            .unwrap_or(u32::MAX)
            .max(1);
        work += WorkMinutes(left.0 / heads);
        tasks.push(id.clone());
    }
    (work, tasks)
}

/// The minutes someone works for this project from today to that day.
fn minutes_until(
    scope: &Scope<'_>,
    id: &Id<Person>,
    person: &Person,
    last: chrono::NaiveDate,
) -> u64 {
    let project = scope.project;
    let week = person.hours.unwrap_or(project.settings.hours);
    let holiday = |day| project.holidays.values().any(|it| it.date == Some(day));
    let away = |day| {
        project.time_off.values().any(|it| {
            let ends = it.last.or(it.first);
            it.person.as_ref() == Some(id) && it.first <= Some(day) && Some(day) <= ends
        })
    };
    let days = scope.today.0.iter_days().take_while(|day| *day <= last);
    // A target a lifetime away needs no exact sum.
    let limit = scope.today.0.checked_add_days(Days::new(3 * 366));
    let days = days.take_while(|day| limit.is_none_or(|limit| *day <= limit));
    let minutes: u64 = days
        .filter(|day| !holiday(*day) && !away(*day))
        .filter_map(|day| week.0.get(day.weekday().num_days_from_monday() as usize))
        .map(|minutes| u64::from(*minutes))
        .sum();
    minutes * u64::from(person.availability_percent) * u64::from(person.capacity.max(1)) / 100
}
