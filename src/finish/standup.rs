//! The check-in of a team: who speaks of what, who has not been heard, and how far the work is.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::team::Team;
use crate::project::{CheckIn, Id, Outline, Person, Project, Status, Task, Today, WorkMinutes};
use crate::schedule::Scheduled;

/// How many tasks that have not begun yet someone is asked about.
const NEXT_TASKS: usize = 2;

/// What one person is asked at a check-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who.
    pub person: Id<Person>,
    /// Their update of today, if there is one.
    pub said: Option<Id<CheckIn>>,
    /// The day of their last update before today.
    pub last: Option<NaiveDate>,
    /// Their tasks that were finished since then and not told yet; without an earlier update those
    /// of today.
    pub done: Vec<Id<Task>>,
    /// The tasks to speak of: those they have begun, then the next ones of the plan.
    pub tasks: Vec<Id<Task>>,
    /// Whether they do not work today while others do.
    pub is_away: bool,
}

/// Whom to hear at a check-in, by name; those who are away last. People without any task are left
/// out unless they have said something today.
#[must_use]
pub fn turns(project: &Project, dates: &BTreeMap<Id<Task>, Scheduled>, today: Today) -> Vec<Turn> {
    let team = Team::of(project, today);
    // On a day off of everyone, whoever speaks does so all the same.
    let is_day_off = team.working_days(1) != [today.0];
    let (outline, _) = project.outline();
    let mut own: BTreeMap<&Id<Person>, Vec<(Id<Task>, &Task)>> = BTreeMap::new();
    for id in outline.leaves() {
        let Some(task) = project.tasks.get(&id) else {
            continue;
        };
        for person in task.assignees.keys() {
            own.entry(person).or_default().push((id.clone(), task));
        }
    }
    let mut turns = Vec::new();
    for person in project.people.keys() {
        let said = CheckIn::id_of(person, today.0);
        let said = Some(said).filter(|id| project.check_ins.contains_key(id));
        let tasks = own.remove(person).unwrap_or_default();
        let last = last_update(project, person, today);
        let turn = Turn {
            person: person.clone(),
            done: told_next(&tasks, last, today),
            tasks: spoken_of(tasks, dates),
            said,
            last: last.and_then(|it| it.date),
            is_away: !is_day_off && team.minutes(person, today.0, today.0) == 0,
        };
        if !turn.tasks.is_empty() || !turn.done.is_empty() || turn.said.is_some() {
            turns.push(turn);
        }
    }
    turns.sort_by_key(|turn| {
        let person = project.people.get(&turn.person);
        (turn.is_away, person.map_or("", |it| it.name.as_str()))
    });
    turns
}

fn last_update<'p>(project: &'p Project, person: &Id<Person>, today: Today) -> Option<&'p CheckIn> {
    let theirs = project.check_ins.values().filter(|it| {
        it.person.as_ref() == Some(person) && it.date.is_some_and(|date| date < today.0)
    });
    theirs.max_by_key(|it| it.date)
}

fn told_next(tasks: &[(Id<Task>, &Task)], last: Option<&CheckIn>, today: Today) -> Vec<Id<Task>> {
    let since = last.and_then(|it| it.date).unwrap_or(today.0);
    let was_told = |id: &Id<Task>| {
        last.is_some_and(|it| it.remaining_minutes.get(id) == Some(&WorkMinutes::ZERO))
    };
    let done = tasks.iter().filter(|(id, task)| {
        let finished = task.finished.is_some_and(|day| day >= since);
        finished && task.status == Status::Done && !was_told(id)
    });
    done.map(|(id, _)| id.clone()).collect()
}

fn spoken_of(
    tasks: Vec<(Id<Task>, &Task)>,
    dates: &BTreeMap<Id<Task>, Scheduled>,
) -> Vec<Id<Task>> {
    let start = |id: &Id<Task>| dates.get(id).and_then(|it| it.start);
    let mut doing = Vec::new();
    let mut next = Vec::new();
    for (id, task) in tasks {
        match task.status {
            Status::Doing => doing.push(id),
            Status::Todo => next.push((start(&id).unwrap_or(NaiveDate::MAX), id)),
            Status::Done | Status::Deferred | Status::Dropped => {}
        }
    }
    next.sort();
    let next = next.into_iter().take(NEXT_TASKS).map(|(_, id)| id);
    doing.into_iter().chain(next).collect()
}

/// How far the work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is done: of finished tasks what they took (else their estimate), of begun ones what they
    /// have less left than estimated.
    pub done: WorkMinutes,
    /// What is left of the open tasks that are estimated.
    pub left: WorkMinutes,
    /// How many tasks are done.
    pub done_tasks: usize,
    /// How many are open.
    pub open_tasks: usize,
}

impl Progress {
    /// The share that is done, in whole percent rounded down; 100 only when nothing is left.
    #[must_use]
    pub fn percent(self) -> u32 {
        let all = u64::from(self.done.0) + u64::from(self.left.0);
        let share = (u64::from(self.done.0) * 100).checked_div(all).unwrap_or(0);
        let percent = u32::try_from(share).unwrap_or(100);
        if self.open_tasks == 0 && self.done_tasks > 0 {
            100
        } else {
            percent.min(99)
        }
    }
}

/// How far all tasks without subtasks are. Dropped and deferred ones do not count.
#[must_use]
pub fn progress(project: &Project, outline: &Outline) -> Progress {
    let mut all = Progress::default();
    for task in outline
        .leaves()
        .iter()
        .filter_map(|id| project.tasks.get(id))
    {
        let estimate = task.estimate.map(|it| it.likely).unwrap_or_default();
        match task.status {
            Status::Done => {
                all.done += task.actual.unwrap_or(estimate);
                all.done_tasks += 1;
            }
            Status::Todo | Status::Doing => {
                let left = task.remaining_work().unwrap_or_default();
                all.left += left;
                all.done += WorkMinutes(estimate.0.saturating_sub(left.0));
                all.open_tasks += 1;
            }
            Status::Deferred | Status::Dropped => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation::project;
    use crate::schedule;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    const TEAM: &str = "
        person ann
        person bob off=2026-03-04..2026-03-04
        person cem
        task old 8h @ann done=2026-03-02
        task told 8h @ann done=2026-03-03
        task fresh 8h @ann done=2026-03-03
        task on 8h @ann doing=2026-03-03 left=2h
        task next 8h @ann
        task after 8h @ann <next
        task far 8h @ann <after
        task film 8h @bob
        task out 8h @cem dropped";

    fn team() -> (Project, Vec<Turn>) {
        let mut project = project(TEAM);
        let update = CheckIn {
            person: Some(Id::new("ann")),
            date: Some(day(3)),
            remaining_minutes: [(Id::new("told"), WorkMinutes::ZERO)].into(),
            ..CheckIn::default()
        };
        let id = CheckIn::id_of(&Id::new("ann"), day(3));
        project.check_ins.insert(id, update);
        let today = Today(day(4));
        let dates = schedule::schedule(&project, today, &schedule::Options::default()).0;
        let turns = turns(&project, &dates.tasks, today);
        (project, turns)
    }

    #[test]
    fn each_speaks_of_what_is_begun_and_next_and_done_since_last_time() {
        let (_, turns) = team();
        let names: Vec<_> = turns.iter().map(|it| it.person.as_str()).collect();
        assert_eq!(names, ["ann", "bob"]);
        let ann = &turns[0];
        assert_eq!(ann.tasks, ["on", "next", "after"].map(Id::new));
        assert_eq!(ann.done, [Id::new("fresh")]);
        assert_eq!((ann.last, &ann.said), (Some(day(3)), &None));
        assert!(!ann.is_away && turns[1].is_away);
    }

    #[test]
    fn an_update_of_today_is_found() {
        let (mut project, _) = team();
        let id = CheckIn::id_of(&Id::new("cem"), day(4));
        project.check_ins.insert(id.clone(), CheckIn::default());
        let turns = turns(&project, &BTreeMap::new(), Today(day(4)));
        let cem = turns.iter().find(|it| it.person.as_str() == "cem").unwrap();
        assert_eq!(cem.said, Some(id));
    }

    #[test]
    fn on_a_day_off_of_everyone_nobody_is_away() {
        let (project, _) = team();
        let turns = turns(&project, &BTreeMap::new(), Today(day(7)));
        assert!(turns.iter().all(|turn| !turn.is_away));
    }

    #[test]
    fn progress_counts_work_and_says_100_only_at_the_end() {
        let (mut project, _) = team();
        let all = progress(&project, &project.outline().0);
        assert_eq!((all.done_tasks, all.open_tasks), (3, 5));
        assert_eq!((all.done.as_hours(), all.left.as_hours()), (30.0, 34.0));
        assert_eq!(all.percent(), 46);
        for task in project.tasks.values_mut() {
            task.remaining = Some(WorkMinutes::ZERO);
        }
        let nearly = progress(&project, &project.outline().0);
        assert_eq!(nearly.percent(), 99);
        for task in project.tasks.values_mut() {
            task.status = Status::Done;
        }
        assert_eq!(progress(&project, &project.outline().0).percent(), 100);
        assert_eq!(Progress::default().percent(), 0);
    }
}
