//! Edits of the points that are reached on the way.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::list::{self, found};
use super::text::{self, quoted};
use super::{Change, MintId, Refusal};
use crate::project::{Id, Milestone, MilestoneSize, Project, Task};

/// One field of a milestone, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A step on the way, or one that others wait for.
    Size(MilestoneSize),
    /// The day it is promised for.
    Due(Option<NaiveDate>),
    /// Exactly these tasks must be done for it.
    Tasks(BTreeSet<Id<Task>>),
    /// What the team gets when it is reached.
    Reward(String),
    /// The day it was reached.
    ReachedOn(Option<NaiveDate>),
}

/// Adds a milestone by its title, at the end of the list.
pub fn add(
    project: &Project,
    title: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<Milestone>, Change), Refusal> {
    list::add(&project.milestones, title, ids)
}

/// Gives a milestone another title.
pub fn rename(project: &Project, id: &Id<Milestone>, title: &str) -> Result<Change, Refusal> {
    list::rename(&project.milestones, id, title)
}

/// Sets one field of a milestone. Refused for a task that is not there.
pub fn set(project: &Project, id: &Id<Milestone>, setting: &Setting) -> Result<Change, Refusal> {
    let all = &project.milestones;
    match setting {
        Setting::Size(size) => list::alter(all, id, "Set the size of", |it| it.size = *size),
        Setting::Due(due) => list::alter(all, id, "Set the due date of", |it| it.due = *due),
        Setting::Tasks(tasks) => {
            if tasks.iter().any(|task| !project.tasks.contains_key(task)) {
                return Err(Refusal::Gone("task"));
            }
            list::alter(all, id, "Set the tasks of", |it| it.tasks.clone_from(tasks))
        }
        Setting::Reward(reward) => {
            let reward = text::line("The reward", reward)?;
            list::alter(all, id, "Set the reward for", |it| it.reward = reward)
        }
        Setting::ReachedOn(day) => {
            let verb = if day.is_some() { "Reach" } else { "Take back" };
            list::alter(all, id, verb, |it| it.reached_on = *day)
        }
    }
}

/// Moves it before another one, or to the end.
pub fn move_before(
    project: &Project,
    id: &Id<Milestone>,
    before: Option<&Id<Milestone>>,
) -> Result<Change, Refusal> {
    list::move_before(&project.milestones, id, before)
}

/// Deletes it. Its tasks stay.
pub fn delete(project: &Project, id: &Id<Milestone>) -> Result<Change, Refusal> {
    let title = quoted(&found(&project.milestones, id)?.title);
    let mut change = Change::new(format!("Delete milestone {title}"));
    change.delete(id);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, id, ids, project};

    #[test]
    fn a_milestone_is_reached_through_tasks_that_are_there() {
        let empty = project("Copy");
        let (beta, change) = add(&empty, "Beta", &mut ids()).unwrap();
        let project = after(&empty, &change);
        let tasks = |name: &str| Setting::Tasks([id(name)].into());
        assert_eq!(
            set(&project, &beta, &tasks("gone")),
            Err(Refusal::Gone("task"))
        );
        let change = set(&project, &beta, &tasks("Copy")).unwrap();
        let project = after(&project, &change);
        assert_eq!(project.milestones[&beta].tasks, [id("Copy")].into());
        assert_eq!(
            set(&project, &id("x"), &tasks("Copy")),
            Err(Refusal::Gone("milestone"))
        );
    }

    #[test]
    fn a_deleted_milestone_leaves_its_tasks() {
        let empty = project("Copy");
        let (beta, change) = add(&empty, "Beta", &mut ids()).unwrap();
        let project = after(&empty, &change);
        let after = after(&project, &delete(&project, &beta).unwrap());
        assert_eq!((after.milestones.len(), after.tasks.len()), (0, 1));
    }
}
