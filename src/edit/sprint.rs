//! Edits of sprints: committing to tasks, closing, opening again.

use chrono::NaiveDate;

use super::{Author, Change, MintId, Refusal, mint, text};
use crate::project::{Id, Project, Sprint, Task};

/// The longest sprint, in days. One to two weeks are meant; what lasts longer hides the end.
pub const LONGEST_DAYS: i64 = 28;

/// One field of a sprint, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What is true at its end.
    Goal(String),
    /// The first and the last day.
    Days(NaiveDate, NaiveDate),
    /// Anything else.
    Note(String),
}

/// Begins a sprint. Refused while another one is open: people finish one thing first.
pub fn add(
    project: &Project,
    goal: &str,
    start: NaiveDate,
    end: NaiveDate,
    ids: &mut dyn MintId,
) -> Result<(Id<Sprint>, Change), Refusal> {
    if let Some(open) = project.sprints.values().find(|it| it.closed_on.is_none()) {
        let goal = text::quoted(&open.goal);
        return Err(Refusal::Other(format!(
            "The sprint {goal} is still open. Close it first."
        )));
    }
    check(start, end)?;
    let sprint = Sprint {
        goal: text::title("The goal", goal)?,
        start: Some(start),
        end: Some(end),
        ..Sprint::default()
    };
    let id = mint(ids);
    let mut change = Change::new(format!("Begin the sprint {}", text::quoted(&sprint.goal)));
    change.add(&id, &sprint);
    Ok((id, change))
}

/// Sets one field of a sprint.
pub fn set(project: &Project, id: &Id<Sprint>, setting: Setting) -> Result<Change, Refusal> {
    match setting {
        Setting::Goal(goal) => {
            let goal = text::title("The goal", &goal)?;
            alter(project, id, "Set the goal of", |it| it.goal = goal)
        }
        Setting::Days(start, end) => {
            check(start, end)?;
            alter(project, id, "Set the days of", |it| {
                (it.start, it.end) = (Some(start), Some(end));
            })
        }
        Setting::Note(note) => {
            let note = text::prose("The note", &note)?;
            alter(project, id, "Write a note on", |it| it.note = note)
        }
    }
}

/// Commits to open tasks, with what is left of each now. Tasks that are in it already stay as they
/// were committed; those that are closed or gone are passed over.
pub fn commit(project: &Project, id: &Id<Sprint>, tasks: &[Id<Task>]) -> Result<Change, Refusal> {
    let sprint = open(project, id)?;
    let new: Vec<_> = tasks
        .iter()
        .filter(|task| !sprint.tasks.contains_key(task))
        .filter_map(|id| project.tasks.get_key_value(id))
        .filter(|(_, task)| task.is_open())
        .collect();
    let what = match new.as_slice() {
        [(one, _)] => text::tasks(project, std::slice::from_ref(one)),
        all => text::count(all.len(), "task"),
    };
    let mut change = Change::new(format!("Commit to {what}"));
    change.alter(&project.sprints, id, |sprint| {
        for (id, task) in new {
            let left = task.remaining_work().unwrap_or_default();
            sprint.tasks.insert(id.clone(), left);
        }
    });
    Ok(change)
}

/// Takes a task out of an open sprint.
pub fn release(project: &Project, id: &Id<Sprint>, task: &Id<Task>) -> Result<Change, Refusal> {
    open(project, id)?;
    let title = text::tasks(project, std::slice::from_ref(task));
    let mut change = Change::new(format!("Take {title} out of the sprint"));
    change.alter(&project.sprints, id, |sprint| {
        sprint.tasks.remove(task);
    });
    Ok(change)
}

/// Closes a sprint today, and notes what is left of its tasks that are not done.
pub fn close(project: &Project, id: &Id<Sprint>, author: &Author) -> Result<Change, Refusal> {
    let sprint = open(project, id)?;
    let left = sprint.tasks.keys().filter_map(|id| {
        let task = project.tasks.get(id).filter(|task| task.is_open())?;
        Some((id.clone(), task.remaining_work().unwrap_or_default()))
    });
    let left: Vec<_> = left.collect();
    alter(project, id, "Close", |sprint| {
        sprint.left = left.into_iter().collect();
        sprint.closed_on = Some(author.today.0);
    })
}

/// Opens a closed sprint again. Refused while another one is open.
pub fn reopen(project: &Project, id: &Id<Sprint>) -> Result<Change, Refusal> {
    let mut others = project.sprints.iter();
    if others.any(|(other, it)| other != id && it.closed_on.is_none()) {
        return Err(Refusal::Other(
            "Another sprint is open. Close it first.".to_owned(),
        ));
    }
    alter(project, id, "Open again", |sprint| {
        sprint.left.clear();
        sprint.closed_on = None;
    })
}

/// Deletes a sprint. Its tasks stay.
pub fn delete(project: &Project, id: &Id<Sprint>) -> Result<Change, Refusal> {
    let mut change = alter(project, id, "Delete the sprint", |_| {})?;
    change.delete(id);
    Ok(change)
}

fn found<'a>(project: &'a Project, id: &Id<Sprint>) -> Result<&'a Sprint, Refusal> {
    project.sprints.get(id).ok_or(Refusal::Gone("sprint"))
}

fn open<'a>(project: &'a Project, id: &Id<Sprint>) -> Result<&'a Sprint, Refusal> {
    let sprint = found(project, id)?;
    if sprint.closed_on.is_some() {
        return Err(Refusal::Other(
            "This sprint is closed. Open it again first.".to_owned(),
        ));
    }
    Ok(sprint)
}

fn alter(
    project: &Project,
    id: &Id<Sprint>,
    verb: &str,
    how: impl FnOnce(&mut Sprint),
) -> Result<Change, Refusal> {
    let goal = text::quoted(&found(project, id)?.goal);
    let mut change = Change::new(format!("{verb} {goal}"));
    change.alter(&project.sprints, id, how);
    Ok(change)
}

fn check(start: NaiveDate, end: NaiveDate) -> Result<(), Refusal> {
    let days = end.signed_duration_since(start).num_days();
    if (0..LONGEST_DAYS).contains(&days) {
        return Ok(());
    }
    Err(Refusal::Other(if days < 0 {
        "The sprint ends before it begins.".to_owned()
    } else {
        format!("A sprint lasts {LONGEST_DAYS} days at most; one or two weeks work best.")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, day, id, ids, project};
    use crate::project::{Estimate, Status, WorkMinutes};

    fn begun() -> (Project, Id<Sprint>) {
        let mut project = project("Copy, Page, Old");
        for (name, hours) in [("Copy", 8), ("Page", 4)] {
            let task = project.tasks.get_mut(&id(name)).unwrap();
            task.estimate = Some(Estimate::single(WorkMinutes::hours(hours)));
        }
        project.tasks.get_mut(&id("Old")).unwrap().status = Status::Done;
        let days = (day("2026-03-09"), day("2026-03-20"));
        let (sprint, change) = add(&project, "Ship", days.0, days.1, &mut ids()).unwrap();
        let project = after(&project, &change);
        let all = ["Copy", "Page", "Old", "gone"].map(id);
        let change = commit(&project, &sprint, &all).unwrap();
        assert_eq!(change.label, "Commit to 2 tasks");
        (after(&project, &change), sprint)
    }

    #[test]
    fn only_open_tasks_are_committed_with_what_is_left_of_them() {
        let (project, sprint) = begun();
        let hours = |name: &str, hours| (id(name), WorkMinutes::hours(hours));
        let committed = [hours("Copy", 8), hours("Page", 4)].into();
        assert_eq!(project.sprints[&sprint].tasks, committed);
        let fewer = after(&project, &release(&project, &sprint, &id("Copy")).unwrap());
        assert_eq!(fewer.sprints[&sprint].tasks, [hours("Page", 4)].into());
    }

    #[test]
    fn closing_notes_what_is_left_and_opening_again_forgets_it() {
        let (mut project, sprint) = begun();
        project.tasks.get_mut(&id("Copy")).unwrap().status = Status::Done;
        let closed = after(&project, &close(&project, &sprint, &author()).unwrap());
        let left = [(id("Page"), WorkMinutes::hours(4))].into();
        assert_eq!(closed.sprints[&sprint].left, left);
        assert_eq!(closed.sprints[&sprint].closed_on, Some(author().today.0));
        assert!(close(&closed, &sprint, &author()).is_err());
        assert!(commit(&closed, &sprint, &[id("Page")]).is_err());
        let again = after(&closed, &reopen(&closed, &sprint).unwrap());
        assert_eq!(again.sprints, project.sprints);
    }

    #[test]
    fn one_sprint_is_open_at_a_time() {
        let (project, sprint) = begun();
        let days = (day("2026-03-23"), day("2026-03-27"));
        let next = |project: &Project| add(project, "Next", days.0, days.1, &mut || "s2".into());
        assert!(next(&project).is_err());
        let closed = after(&project, &close(&project, &sprint, &author()).unwrap());
        let both = after(&closed, &next(&closed).unwrap().1);
        assert!(reopen(&both, &sprint).is_err());
        let one = after(&both, &delete(&both, &id("s2")).unwrap());
        assert!(reopen(&one, &sprint).is_ok());
    }

    #[test]
    fn a_sprint_lasts_from_one_day_to_four_weeks() {
        let (project, sprint) = begun();
        let lasts = |end: &str| {
            let days = Setting::Days(day("2026-03-09"), day(end));
            set(&project, &sprint, days).is_ok()
        };
        assert!(lasts("2026-03-09") && lasts("2026-04-05"));
        assert!(!lasts("2026-03-08") && !lasts("2026-04-06"));
        let renamed = set(&project, &sprint, Setting::Goal("  ".into()));
        assert_eq!(renamed, Err(Refusal::Empty("The goal")));
        let goal = set(&project, &sprint, Setting::Goal("Live".into())).unwrap();
        let note = set(&project, &sprint, Setting::Note("Calm".into())).unwrap();
        let after = after(&after(&project, &goal), &note);
        assert_eq!(after.sprints[&sprint].goal, "Live");
        assert_eq!(after.sprints[&sprint].note, "Calm");
    }

    #[test]
    fn a_deleted_task_leaves_the_open_sprint_and_stays_in_the_closed_one() {
        let (project, sprint) = begun();
        let gone = |project: &Project| {
            let change = super::super::task::delete(project, &[id("Page")]).unwrap();
            after(project, &change).sprints[&sprint].tasks.len()
        };
        assert_eq!(gone(&project), 1);
        let closed = after(&project, &close(&project, &sprint, &author()).unwrap());
        assert_eq!(gone(&closed), 2);
    }
}
