//! What keeps a plan from being as good as its records could make it.

use crate::project::{Dependency, Id, Person, Task};

/// Something about the project that scheduling had to work around. The schedule is complete all
/// the same; each variant says what was done instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// These tasks wait for each other in a circle, in this order and then from the start again.
    /// The links among them are passed over until one of them is cut.
    Cycle(Vec<Id<Task>>),
    /// A link whose predecessor or successor does not exist; it is passed over.
    LinkDangling(Id<Dependency>),
    /// A link between a task and a part of itself; it is passed over.
    LinkToOwnPart(Id<Dependency>),
    /// The task is open and nobody is to do it; it is scheduled as if someone were always free.
    NobodyDoesIt(Id<Task>),
    /// The task is assigned to someone who does not exist (any more); they are passed over.
    AssigneeMissing(Id<Task>, Id<Person>),
    /// Nobody has estimated the task; it is scheduled with a stated default.
    NotEstimated(Id<Task>),
    /// More units of a pool are assigned than it has; all it has are taken.
    PoolTooSmall(Id<Task>, Id<Person>),
    /// The person has no working time at all; they are scheduled by the project's hours.
    NoWorkingTime(Id<Person>),
    /// The project has no working time at all; it is scheduled by office hours.
    NoProjectTime,
    /// All assignees must be present and they never are; it is scheduled as if they shared it.
    NeverTogether(Id<Task>),
    /// The task does not finish within 700 years.
    NeverFinishes(Id<Task>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Today, notation};
    use crate::schedule::{Options, schedule};

    /// What is raised about a project; every open task has dates all the same.
    fn raised(text: &str) -> Vec<Problem> {
        let project = notation::project(text);
        let today = Today("2026-03-02".parse().unwrap());
        let (schedule, problems) = schedule(&project, today, &Options::default());
        let open = schedule.tasks.values().filter(|task| task.open.is_some());
        assert!(open.clone().count() > 0, "{text}");
        for task in open {
            assert!(task.start.is_some() && task.start <= task.finish, "{text}");
        }
        problems
    }

    fn task() -> Id<Task> {
        Id::new("a")
    }

    fn ann() -> Id<Person> {
        Id::new("ann")
    }

    #[test]
    fn a_circle_is_named_once_in_its_order_and_a_chain_is_none() {
        let circle = raised("person ann\ntask a 1h @ann <b\ntask b 1h @ann <a");
        assert_eq!(circle, [Problem::Cycle(vec![task(), Id::new("b")])]);
        assert_eq!(raised("person ann\ntask a 1h @ann <b\ntask b 1h @ann"), []);
    }

    #[test]
    fn a_link_from_nowhere_or_to_its_own_part_is_passed_over() {
        let nowhere = raised("person ann\ntask a 1h @ann <gone");
        assert_eq!(nowhere, [Problem::LinkDangling(Id::new("gone>a"))]);
        let own = raised("person ann\ntask all\n  task a 1h @ann <all");
        assert_eq!(own, [Problem::LinkToOwnPart(Id::new("all>a"))]);
        assert_eq!(
            raised("person ann\ntask all\n  task a 1h @ann\n  task b 1h @ann <a"),
            []
        );
    }

    #[test]
    fn work_of_nobody_and_of_someone_who_is_gone_is_named() {
        let gone = raised("task a 1h @ann");
        let missing = Problem::AssigneeMissing(task(), ann());
        assert_eq!(gone, [Problem::NobodyDoesIt(task()), missing.clone()]);
        assert_eq!(raised("person bob\ntask a 1h @ann @bob"), [missing]);
        assert_eq!(raised("person ann\ntask a 1h @ann"), []);
    }

    #[test]
    fn work_nobody_has_estimated_is_named_and_no_work_is_an_estimate() {
        let unknown = raised("person ann\ntask a @ann");
        assert_eq!(unknown, [Problem::NotEstimated(task())]);
        assert_eq!(raised("person ann\ntask a 0h @ann"), []);
    }

    #[test]
    fn more_of_a_pool_than_there_is_is_named() {
        let more = raised("person ann x2\ntask a 1h @ann*3");
        assert_eq!(more, [Problem::PoolTooSmall(task(), ann())]);
        assert_eq!(raised("person ann x2\ntask a 1h @ann*2"), []);
    }

    #[test]
    fn calendars_without_an_hour_of_work_are_named() {
        let nobody = raised("person ann 0%\ntask a 1h @ann");
        assert_eq!(nobody, [Problem::NoWorkingTime(ann())]);
        let never = raised("person ann hours=0/0/0/0/0/0/0\ntask a 1h @ann");
        assert_eq!(never, [Problem::NoWorkingTime(ann())]);
        assert_eq!(raised("person ann hours=0/0/0/0/0/0/1\ntask a 1h @ann"), []);
        let office = raised("hours 0/0/0/0/0/0/0\nperson ann hours=8/0/0/0/0/0/0\ntask a 1h @ann");
        assert_eq!(office, [Problem::NoProjectTime]);
    }

    #[test]
    fn people_who_must_meet_and_never_can_are_named() {
        let people = "person ann hours=8/8/0/0/0/0/0\nperson bob hours=0/0/8/8/0/0/0";
        let never = raised(&format!("{people}\ntask a 1h @ann @bob together"));
        assert_eq!(never, [Problem::NeverTogether(task())]);
        assert_eq!(raised(&format!("{people}\ntask a 1h @ann @bob")), []);
        let once = people.replace("0/0/8/8", "0/1/8/8");
        assert_eq!(raised(&format!("{once}\ntask a 1h @ann @bob together")), []);
    }

    #[test]
    fn what_takes_longer_than_seven_hundred_years_is_named() {
        let person = "person ann hours=1/0/0/0/0/0/0";
        let ever = raised(&format!("{person}\ntask a 40000h @ann"));
        assert_eq!(ever, [Problem::NeverFinishes(task())]);
        assert_eq!(raised(&format!("{person}\ntask a 4000h @ann")), []);
    }
}
