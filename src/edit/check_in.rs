//! What people say about their work, day by day.

use chrono::NaiveDate;

use super::list::found;
use super::task::check_work;
use super::text::{self, quoted};
use super::{Author, Change, Refusal};
use crate::project::{
    Blocker, BlockerKind, CheckIn, Id, Person, Project, Status, Task, WorkMinutes,
};

/// Writes down a person's update of today and what follows from it, as one change.
///
/// Each task they spoke of gets the work that is left; one with less left than before has begun,
/// and one with nothing left is done today. The task that is held up is marked as blocked, since
/// today unless it was before. A second update of the same day takes the place of the first; what
/// it no longer mentions stays as it is on the tasks. `date`, `person` and `entered_by` of `said`
/// are not read.
///
/// Refused when it says nothing at all, or speaks of what is not there.
pub fn report(
    project: &Project,
    person: &Id<Person>,
    said: &CheckIn,
    author: &Author,
) -> Result<Change, Refusal> {
    let name = quoted(&found(&project.people, person)?.name);
    let update = checked(project, person, said, author)?;
    let mut change = Change::new(format!("Check in {name}"));
    let id = CheckIn::id_of(person, author.today.0);
    change.put(&project.check_ins, &id, &update);
    for (id, task) in &project.tasks {
        let left = update.remaining_minutes.get(id);
        let is_blocked = update.blocked.as_ref() == Some(id);
        if left.is_none() && !is_blocked {
            continue;
        }
        let mut after = task.clone();
        if let Some(left) = left {
            report_left(&mut after, *left, author.today.0);
        }
        if is_blocked && after.is_open() {
            block(&mut after, &update, author.today.0);
        }
        change.update(id, task, &after);
    }
    Ok(change)
}

/// Takes an update back. What followed from it stays on the tasks.
pub fn delete(project: &Project, id: &Id<CheckIn>) -> Result<Change, Refusal> {
    let Some(update) = project.check_ins.get(id) else {
        return Err(Refusal::Gone("update"));
    };
    let person = update.person.as_ref();
    let person = person.and_then(|person| project.people.get(person));
    let name = quoted(person.map_or("", |person| &person.name));
    let mut change = Change::new(format!("Delete the update of {name}"));
    change.delete(id);
    Ok(change)
}

fn checked(
    project: &Project,
    person: &Id<Person>,
    said: &CheckIn,
    author: &Author,
) -> Result<CheckIn, Refusal> {
    let tasks = said.remaining_minutes.keys().chain(&said.blocked);
    for task in tasks {
        if !project.tasks.contains_key(task) {
            return Err(Refusal::Gone("task"));
        }
    }
    for left in said.remaining_minutes.values() {
        check_work(*left)?;
    }
    let update = CheckIn {
        person: Some(person.clone()),
        date: Some(author.today.0),
        done: text::prose("What is done", &said.done)?,
        next: text::prose("What comes next", &said.next)?,
        remaining_minutes: said.remaining_minutes.clone(),
        blocker: text::prose("What is in the way", &said.blocker)?,
        cause: said.cause,
        blocked: said.blocked.clone(),
        help: text::prose("The help needed", &said.help)?,
        entered_by: author.person.clone().filter(|by| by != person),
    };
    let texts = [&update.done, &update.next, &update.blocker, &update.help];
    let is_empty = texts.iter().all(|text| text.is_empty())
        && update.remaining_minutes.is_empty()
        && update.blocked.is_none();
    if is_empty {
        return Err(Refusal::Empty("An update"));
    }
    Ok(update)
}

fn report_left(task: &mut Task, left: WorkMinutes, today: NaiveDate) {
    if !task.is_open() {
        return;
    }
    let before = task.remaining_work();
    if left == WorkMinutes::ZERO {
        task.status = Status::Done;
        task.finished = Some(today);
        return;
    }
    if before != Some(left) {
        task.remaining = Some(left);
    }
    if task.status == Status::Todo && before.is_some_and(|before| left < before) {
        task.status = Status::Doing;
        task.started = task.started.or(Some(today));
    }
}

fn block(task: &mut Task, update: &CheckIn, today: NaiveDate) {
    let before = task.blocker.take();
    let known = before.as_ref();
    let kind = update.cause.or(known.map(|it| it.kind));
    let note = if update.blocker.is_empty() {
        known.map(|it| it.note.clone()).unwrap_or_default()
    } else {
        update.blocker.clone()
    };
    task.blocker = Some(Blocker {
        kind: kind.unwrap_or(BlockerKind::Other),
        waiting_on: known.and_then(|it| it.waiting_on.clone()),
        since: known.and_then(|it| it.since).or(Some(today)),
        note,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::task;
    use crate::edit::testing::{after, author, day, id, project, with_people};
    use crate::project::Estimate;

    fn team() -> Project {
        let mut team = with_people(project("Copy, Art"), &["Ann", "Bob"]);
        for task in team.tasks.values_mut() {
            task.estimate = Some(Estimate::single(WorkMinutes::hours(8)));
        }
        team
    }

    fn left(hours: u32) -> CheckIn {
        CheckIn {
            remaining_minutes: [(id("Copy"), WorkMinutes::hours(hours))].into(),
            ..CheckIn::default()
        }
    }

    fn reported(project: &Project, said: &CheckIn) -> Project {
        let author = Author {
            person: Some(id("Bob")),
            ..author()
        };
        after(
            project,
            &report(project, &id("Ann"), said, &author).unwrap(),
        )
    }

    #[test]
    fn an_update_is_kept_by_person_and_day_with_who_wrote_it_down() {
        let team = reported(&team(), &left(5));
        let ids: Vec<_> = team.check_ins.keys().map(Id::as_str).collect();
        assert_eq!(ids, ["2026-03-12 Ann"]);
        let update = &team.check_ins[&id("2026-03-12 Ann")];
        assert_eq!(update.entered_by, Some(id("Bob")));
        let again = reported(&team, &left(3));
        assert_eq!(again.check_ins.len(), 1);
    }

    #[test]
    fn less_left_than_before_begins_a_task_and_nothing_left_finishes_it() {
        let team = team();
        let copy = |project: &Project| project.tasks[&id("Copy")].clone();
        assert_eq!(copy(&reported(&team, &left(8))).status, Status::Todo);
        let begun = copy(&reported(&team, &left(5)));
        assert_eq!(begun.status, Status::Doing);
        assert_eq!(begun.remaining, Some(WorkMinutes::hours(5)));
        assert_eq!(begun.started, Some(day("2026-03-12")));
        let done = copy(&reported(&team, &left(0)));
        assert_eq!(done.status, Status::Done);
        assert_eq!(done.finished, Some(day("2026-03-12")));
    }

    #[test]
    fn what_is_in_the_way_blocks_the_task_and_keeps_since_when() {
        let blocker = Blocker {
            kind: BlockerKind::Approval,
            waiting_on: None,
            since: Some(day("2026-03-02")),
            note: "Yes or no".into(),
        };
        let team = team();
        let team = after(
            &team,
            &task::block(&team, &[id("Copy")], &blocker, &author()).unwrap(),
        );
        let said = |task: &str| CheckIn {
            blocked: Some(id(task)),
            blocker: "The account is locked".into(),
            ..CheckIn::default()
        };
        let still = reported(&team, &said("Copy")).tasks[&id("Copy")]
            .blocker
            .clone();
        let still = still.unwrap();
        assert_eq!(still.kind, BlockerKind::Approval);
        assert_eq!(still.since, Some(day("2026-03-02")));
        assert_eq!(still.note, "The account is locked");
        let new = reported(&team, &said("Art")).tasks[&id("Art")]
            .blocker
            .clone();
        assert_eq!(new.unwrap().since, Some(day("2026-03-12")));
    }

    #[test]
    fn an_update_says_something_about_what_is_there() {
        let team = team();
        let refused =
            |said: &CheckIn, who: &str| report(&team, &id(who), said, &author()).unwrap_err();
        assert_eq!(
            refused(&CheckIn::default(), "Ann"),
            Refusal::Empty("An update")
        );
        assert_eq!(refused(&left(1), "Cem"), Refusal::Gone("person"));
        let elsewhere = CheckIn {
            blocked: Some(id("gone")),
            ..CheckIn::default()
        };
        assert_eq!(refused(&elsewhere, "Ann"), Refusal::Gone("task"));
    }

    #[test]
    fn an_update_taken_back_leaves_the_tasks() {
        let team = reported(&team(), &left(5));
        let update = id("2026-03-12 Ann");
        let change = delete(&team, &update).unwrap();
        assert_eq!(change.label, "Delete the update of “Ann”");
        let team = after(&team, &change);
        assert!(team.check_ins.is_empty());
        assert_eq!(team.tasks[&id("Copy")].status, Status::Doing);
        assert_eq!(delete(&team, &update), Err(Refusal::Gone("update")));
    }
}
