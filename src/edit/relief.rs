//! Doing what would help someone who has too much to do.

use super::task::{self, Setting};
use super::{Author, Change, MintId, Refusal, person, time_off};
use crate::finish::relief::{Kind, Relief};
use crate::finish::team::Team;
use crate::project::Project;

/// So many minutes a day are an hour more.
const OVERTIME_MINUTES: u16 = 60;

/// The edit a suggestion stands for: the task changes hands, the next working day is taken off, or
/// each day of work gets an hour more.
pub fn give(
    project: &Project,
    relief: &Relief,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    let who = &relief.person;
    match &relief.kind {
        Kind::Rotate(task, to) => {
            let found = project.tasks.get(task).ok_or(Refusal::Gone("task"))?;
            let mut after = found.assignees.clone();
            after.remove(who);
            after.entry(to.clone()).or_insert(1);
            let one = std::slice::from_ref(task);
            task::set(project, one, &Setting::Assignees(after))
        }
        Kind::Break => {
            let team = Team::of(project, author.today);
            let days = team.working_days(2);
            let day = days.last().copied().unwrap_or(author.today.0);
            time_off::add(project, who, day, day, "Break", ids).map(|(_, change)| change)
        }
        Kind::Overtime => {
            let known = project.people.get(who).ok_or(Refusal::Gone("person"))?;
            let mut hours = known.hours.unwrap_or(project.settings.hours);
            for day in hours.0.iter_mut().filter(|day| **day > 0) {
                *day = day.saturating_add(OVERTIME_MINUTES);
            }
            person::set(project, who, &person::Setting::Hours(Some(hours)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, id, ids, project, with_people};
    use crate::project::{Task, WeekHours};

    fn given(kind: Kind) -> Result<Project, Refusal> {
        let mut before = with_people(project("Copy"), &["Ann", "Bob"]);
        let copy = before.tasks.get_mut(&id("Copy")).unwrap();
        copy.assignees = [(id("Ann"), 2)].into();
        let relief = Relief {
            person: id("Ann"),
            kind,
        };
        let change = give(&before, &relief, &author(), &mut ids())?;
        Ok(after(&before, &change))
    }

    #[test]
    fn a_task_that_is_handed_over_is_the_other_ones_alone() {
        let after = given(Kind::Rotate(id("Copy"), id("Bob"))).unwrap();
        assert_eq!(after.tasks[&id("Copy")].assignees, [(id("Bob"), 1)].into());
        let gone = given(Kind::Rotate(id::<Task>("gone"), id("Bob")));
        assert_eq!(gone, Err(Refusal::Gone("task")));
    }

    #[test]
    fn a_break_is_a_day_off_and_overtime_an_hour_on_days_of_work_alone() {
        let rested = given(Kind::Break).unwrap();
        let off = rested.time_off.values().next().unwrap();
        assert!(off.person == Some(id("Ann")) && off.first > Some(author().today.0));
        let late = given(Kind::Overtime).unwrap();
        let WeekHours(hours) = late.people[&id("Ann")].hours.unwrap();
        assert_eq!((hours[0], hours[6]), (540, 0));
    }
}
