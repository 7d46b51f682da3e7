//! Several people on one task for a while.

use std::collections::BTreeSet;

use super::found;
use crate::edit::text;
use crate::edit::{Change, Refusal};
use crate::forecast;
use crate::project::{Id, Person, Project, Task, Teamwork};

/// Lets people help with an open task: a swarm. For each who is new to it the task takes
/// [`forecast::HAND_OVER`] longer.
///
/// Refused where help would make nothing shorter: on a summary task, and on one that needs all its
/// people at once or cannot be divided.
pub fn form_swarm(
    project: &Project,
    id: &Id<Task>,
    helpers: &BTreeSet<Id<Person>>,
) -> Result<Change, Refusal> {
    let task = found(project, id)?;
    let title = text::quoted(&task.title);
    if helpers.iter().any(|it| !project.people.contains_key(it)) {
        return Err(Refusal::Gone("person"));
    }
    let why_not = if !task.is_open() {
        Some(format!("{title} is closed: nobody can help with it."))
    } else if project
        .tasks
        .values()
        .any(|it| it.parent.as_ref() == Some(id))
    {
        Some(format!("{title} has subtasks: help with one of them."))
    } else {
        match task.teamwork {
            Teamwork::Shared => None,
            Teamwork::Together => Some(format!(
                "{title} needs all its people at once: more of them would not make it shorter."
            )),
            Teamwork::Alone => Some(format!(
                "{title} cannot be divided: helpers would not make it shorter."
            )),
        }
    };
    if let Some(why_not) = why_not {
        return Err(Refusal::Other(why_not));
    }
    let mut change = Change::new(format!("Form a swarm around {title}"));
    change.alter(&project.tasks, id, |task| forecast::join(task, helpers));
    Ok(change)
}

/// Sends the helpers of a task back to their own work.
pub fn dissolve_swarm(project: &Project, id: &Id<Task>) -> Result<Change, Refusal> {
    let title = text::quoted(&found(project, id)?.title);
    let mut change = Change::new(format!("Dissolve the swarm around {title}"));
    change.alter(&project.tasks, id, |task| {
        let helpers = std::mem::take(&mut task.helpers);
        task.assignees.retain(|person, _| !helpers.contains(person));
    });
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, id, project, with_people};
    use crate::project::{Estimate, Status, WorkMinutes};

    fn with_copy(how: impl FnOnce(&mut Task)) -> Project {
        let mut project = with_people(project("Copy, Page, - Part"), &["Ann", "Bob"]);
        let copy = project.tasks.get_mut(&id("Copy")).unwrap();
        copy.assignees = [(id("Ann"), 1)].into();
        copy.estimate = Some(Estimate::single(WorkMinutes::hours(8)));
        how(copy);
        project
    }

    fn bob() -> BTreeSet<Id<Person>> {
        [id("Bob")].into()
    }

    #[test]
    fn a_swarm_comes_with_its_hand_over_and_goes_without_its_helpers() {
        let project = with_copy(|_| {});
        let swarm = after(
            &project,
            &form_swarm(&project, &id("Copy"), &bob()).unwrap(),
        );
        let copy = &swarm.tasks[&id("Copy")];
        assert_eq!(copy.assignees.len(), 2);
        assert_eq!(copy.helpers, bob());
        assert_eq!(copy.estimate.unwrap().likely, WorkMinutes::hours(9));
        let gone = after(&swarm, &dissolve_swarm(&swarm, &id("Copy")).unwrap());
        let copy = &gone.tasks[&id("Copy")];
        assert_eq!(copy.assignees, [(id("Ann"), 1)].into());
        assert!(copy.helpers.is_empty());
    }

    #[test]
    fn hand_over_counts_on_what_was_reported_as_left_and_once_per_helper() {
        let project = with_copy(|copy| copy.remaining = Some(WorkMinutes::hours(3)));
        let swarm = after(
            &project,
            &form_swarm(&project, &id("Copy"), &bob()).unwrap(),
        );
        assert_eq!(
            swarm.tasks[&id("Copy")].remaining,
            Some(WorkMinutes::hours(4))
        );
        assert!(form_swarm(&swarm, &id("Copy"), &bob()).unwrap().is_empty());
    }

    #[test]
    fn nobody_helps_where_help_makes_nothing_shorter() {
        let refused = |project: &Project, task: &str| {
            form_swarm(project, &id(task), &bob())
                .map_or_else(|refusal| refusal.to_string(), |change| change.label)
        };
        assert!(refused(&with_copy(|_| {}), "Copy").starts_with("Form a swarm"));
        let alone = with_copy(|copy| copy.teamwork = Teamwork::Alone);
        assert!(refused(&alone, "Copy").contains("cannot be divided"));
        let together = with_copy(|copy| copy.teamwork = Teamwork::Together);
        assert!(refused(&together, "Copy").contains("all its people at once"));
        let done = with_copy(|copy| copy.status = Status::Done);
        assert!(refused(&done, "Copy").contains("is closed"));
        assert!(refused(&with_copy(|_| {}), "Page").contains("has subtasks"));
        let stranger = [id("Zoe")].into();
        assert_eq!(
            form_swarm(&with_copy(|_| {}), &id("Copy"), &stranger),
            Err(Refusal::Gone("person"))
        );
    }
}
