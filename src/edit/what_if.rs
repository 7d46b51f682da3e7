//! Changes worth trying before they are made: the same edits, each for several tasks at once.

use chrono::NaiveDate;

use super::task::{self, Setting};
use super::{Author, Change, MintId, Refusal, person, settings};
use crate::project::{Id, Person, Project, Status, Task};

/// What one would like to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Not to do the tasks at all.
    LeaveOut,
    /// To do them in a later phase.
    PutOff,
    /// To have one more person of this name, who takes them over.
    Hire(String),
    /// To have this person on them as well: a swarm.
    Help(Id<Person>),
    /// To begin them on this day at the earliest, or as soon as possible.
    NotBefore(Option<NaiveDate>),
    /// To promise another day; the tasks are not asked for.
    Promise(Option<NaiveDate>),
}

/// The change that makes a wish true. Refused like the edits it is made of.
pub fn change(
    project: &Project,
    tasks: &[Id<Task>],
    wish: &Wish,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    match wish {
        Wish::Promise(day) => settings::set(project, &settings::Setting::TargetDate(*day)),
        _ if tasks.is_empty() => Err(Refusal::Other("Choose a task first.".to_owned())),
        Wish::LeaveOut => task::set_status(project, tasks, Status::Dropped, author),
        Wish::PutOff => task::set_status(project, tasks, Status::Deferred, author),
        Wish::Help(person) => task::set(project, tasks, &Setting::Assign(person.clone())),
        Wish::NotBefore(day) => task::set(project, tasks, &Setting::NotBefore(*day)),
        Wish::Hire(name) => {
            let (id, mut change) = person::add(project, name, ids)?;
            for task in tasks {
                change.alter(&project.tasks, task, |task| {
                    task.assignees = [(id.clone(), 1)].into();
                });
            }
            Ok(change)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, day, id, ids, project, with_people};

    fn tried(project: &Project, wish: &Wish) -> Result<Project, Refusal> {
        let tasks = [id("Copy"), id("Art")];
        let change = change(project, &tasks, wish, &author(), &mut ids())?;
        Ok(after(project, &change))
    }

    #[test]
    fn a_wish_comes_true_for_all_its_tasks_at_once() {
        let before = with_people(project("Copy, Art, Review"), &["Ann"]);
        let both = |wish: &Wish, holds: fn(&Task) -> bool| {
            let after = tried(&before, wish).unwrap();
            let held = after.tasks.values().filter(|task| holds(task)).count();
            assert_eq!(held, 2, "{wish:?}");
        };
        both(&Wish::LeaveOut, |task| task.status == Status::Dropped);
        both(&Wish::PutOff, |task| task.status == Status::Deferred);
        both(&Wish::Help(id("Ann")), |task| task.assignees.len() == 1);
        both(&Wish::NotBefore(Some(day("2026-04-01"))), |task| {
            task.not_before.is_some()
        });
        both(&Wish::Hire("Cem".into()), |task| {
            task.assignees.contains_key(&id("new-1"))
        });
    }

    #[test]
    fn only_a_promise_needs_no_task() {
        let project = project("Copy");
        let try_without = |wish: &Wish| change(&project, &[], wish, &author(), &mut ids());
        assert!(try_without(&Wish::Promise(Some(day("2026-04-01")))).is_ok());
        let refused = try_without(&Wish::LeaveOut).unwrap_err();
        assert_eq!(refused.to_string(), "Choose a task first.");
    }

    #[test]
    fn nobody_is_hired_under_a_name_that_is_taken() {
        let project = with_people(project("Copy, Art"), &["Ann"]);
        assert!(tried(&project, &Wish::Hire("ann".into())).is_err());
        assert!(tried(&project, &Wish::Hire(" ".into())).is_err());
        assert_eq!(
            tried(&project, &Wish::Help(id("Bob"))),
            Err(Refusal::Gone("person"))
        );
    }
}
