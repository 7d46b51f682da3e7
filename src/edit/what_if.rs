//! Changes worth trying before they are made: the same edits, each for several tasks at once.

use chrono::NaiveDate;

use super::task::{self, Draft, Place, Setting};
use super::{Author, Change, MintId, Refusal, person, settings, time_off};
use crate::project::{Id, Person, Project, Status, Task};

/// What one would like to try.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Not to do the tasks at all.
    LeaveOut,
    /// To do them in a later phase.
    PutOff,
    /// To have these tasks as well; no others are asked for.
    Add(Vec<Draft>),
    /// To have one more person of this name, who takes them over.
    Hire(String),
    /// To do without this person; someone else takes over what they have. The tasks are not asked
    /// for.
    HandOver {
        /// Who leaves.
        from: Id<Person>,
        /// Who takes over.
        to: Id<Person>,
    },
    /// To have this person away from one day to another; the tasks are not asked for.
    Away(Id<Person>, Option<NaiveDate>, Option<NaiveDate>),
    /// To have this person help with them: a swarm around each.
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
        Wish::Add(drafts) => {
            let (_, change) = task::add_drafts(project, drafts, &Place::End(None), author, ids)?;
            Ok(change)
        }
        // Work that is nobody's is planned as if someone were free for it: that would be no price.
        Wish::HandOver { from, to } if from == to || !project.people.contains_key(to) => {
            Err(Refusal::Other("Choose who takes over.".to_owned()))
        }
        Wish::HandOver { from, to } => person::delete(project, from, Some(to)),
        Wish::Away(who, first, last) => {
            let missing = || Refusal::Other("Choose the first and the last day.".to_owned());
            let (first, last) = first.zip(*last).ok_or_else(missing)?;
            let (_, change) = time_off::add(project, who, first, last, "", ids)?;
            Ok(change)
        }
        _ if tasks.is_empty() => Err(Refusal::Other("Choose a task first.".to_owned())),
        Wish::LeaveOut => task::set_status(project, tasks, Status::Dropped, author),
        Wish::PutOff => task::set_status(project, tasks, Status::Deferred, author),
        Wish::Help(person) => {
            let mut change = Change::new("Form swarms");
            for task in tasks {
                let swarm = task::form_swarm(project, task, &[person.clone()].into())?;
                if tasks.len() == 1 {
                    return Ok(swarm);
                }
                change.writes.extend(swarm.writes);
            }
            Ok(change)
        }
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
    use crate::project::{Teamwork, WorkMinutes};

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

    fn try_without(project: &Project, wish: &Wish) -> Result<Project, String> {
        match change(project, &[], wish, &author(), &mut ids()) {
            Ok(change) => Ok(after(project, &change)),
            Err(refusal) => Err(refusal.to_string()),
        }
    }

    fn refused(project: &Project, wish: &Wish) -> String {
        try_without(project, wish).unwrap_err()
    }

    #[test]
    fn what_is_done_to_tasks_needs_a_task() {
        let project = project("Copy");
        assert!(try_without(&project, &Wish::Promise(Some(day("2026-04-01")))).is_ok());
        assert_eq!(refused(&project, &Wish::LeaveOut), "Choose a task first.");
    }

    #[test]
    fn more_tasks_come_last() {
        let project = project("Copy, Art");
        let draft = |title: &str| Draft {
            task: Task {
                title: title.to_owned(),
                ..Task::default()
            },
            ..Draft::default()
        };
        let more = Wish::Add(vec![draft("Manual"), draft("Film")]);
        let after = try_without(&project, &more).unwrap();
        assert_eq!(after.tasks.len(), 4);
        assert!(refused(&project, &Wish::Add(Vec::new())).contains("nothing to add"));
    }

    #[test]
    fn who_leaves_hands_everything_to_someone_else() {
        let mut project = with_people(project("Copy, Art"), &["Ann", "Bob"]);
        let copy = project.tasks.get_mut(&id("Copy")).unwrap();
        copy.assignees = [(id("Ann"), 1)].into();
        let hand_over = |from: &str, to: &str| Wish::HandOver {
            from: id(from),
            to: id(to),
        };
        let after = try_without(&project, &hand_over("Ann", "Bob")).unwrap();
        assert_eq!(after.people.len(), 1);
        let copy = &after.tasks[&id("Copy")];
        assert_eq!(copy.assignees, [(id("Bob"), 1)].into());
        for to in ["Ann", "Zoe", ""] {
            let said = refused(&project, &hand_over("Ann", to));
            assert_eq!(said, "Choose who takes over.", "{to}");
        }
    }

    #[test]
    fn who_is_away_is_so_from_one_day_to_another() {
        let project = with_people(project("Copy"), &["Ann"]);
        let away = |last| Wish::Away(id("Ann"), Some(day("2026-04-01")), last);
        let after = try_without(&project, &away(Some(day("2026-04-03")))).unwrap();
        assert_eq!(after.time_off.len(), 1);
        assert!(refused(&project, &away(None)).contains("first and the last day"));
    }

    #[test]
    fn help_is_a_swarm_with_its_hand_over_and_refused_where_it_shortens_nothing() {
        let mut project = with_people(project("Copy, Art"), &["Ann"]);
        for task in ["Copy", "Art"] {
            let task = project.tasks.get_mut(&id(task)).unwrap();
            task.remaining = Some(WorkMinutes::hours(8));
        }
        let helped = tried(&project, &Wish::Help(id("Ann"))).unwrap();
        let copy = &helped.tasks[&id("Copy")];
        assert_eq!(copy.remaining, Some(WorkMinutes::hours(9)));
        assert_eq!(copy.helpers, [id("Ann")].into());
        project.tasks.get_mut(&id("Art")).unwrap().teamwork = Teamwork::Alone;
        assert!(tried(&project, &Wish::Help(id("Ann"))).is_err());
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
