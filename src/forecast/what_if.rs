//! What would happen if: changes that are tried on a copy of the project.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::difference::{Difference, difference};
use super::event::Wait;
use super::outcome::Forecast;
use super::simulation::{Options, Simulation};
use super::spread::Spread;
use crate::project::{
    Dependency, Estimate, Id, Person, Project, Status, Task, TimeOff, Today, WorkMinutes,
};

/// A change to try. Ids that do not exist make it change nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Alteration {
    /// The task, with everything below it, will not be done.
    Drop(Id<Task>),
    /// The task, with everything below it, is put off to a later phase.
    Defer(Id<Task>),
    /// One more task; where the id exists, the task is replaced.
    AddTask(Id<Task>, Box<Task>),
    /// One more link.
    Link(Dependency),
    /// Another estimate; what was reported as remaining is forgotten.
    Reestimate(Id<Task>, Estimate),
    /// Another first day for a task, or none.
    NotBefore(Id<Task>, Option<NaiveDate>),
    /// Another promised date.
    Promise(NaiveDate),
    /// One more person, who takes these tasks over from whoever has them now.
    AddPerson {
        /// A new id.
        id: Id<Person>,
        /// Who it is.
        person: Person,
        /// The tasks they take over.
        takes: BTreeSet<Id<Task>>,
    },
    /// Someone leaves, and someone else takes over all their open tasks.
    HandOver {
        /// Who leaves.
        from: Id<Person>,
        /// Who takes over.
        to: Id<Person>,
    },
    /// Someone is away for some days.
    Away {
        /// Who.
        person: Id<Person>,
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// These people help with a task: a swarm.
    Swarm {
        /// The task.
        task: Id<Task>,
        /// Who helps, besides those who are on it already.
        helpers: BTreeSet<Id<Person>>,
    },
    /// What the task waits for comes today.
    Unblock(Id<Task>),
    /// The task goes on waiting for so long.
    KeepWaiting(Id<Task>, Spread),
    /// The risk with this key cannot happen any more.
    RuleOut(String),
}

impl Alteration {
    /// Makes the change on a copy.
    pub fn apply(&self, project: &mut Project, options: &mut Options) {
        match self {
            Self::Drop(task) => close(project, task, Status::Dropped),
            Self::Defer(task) => close(project, task, Status::Deferred),
            Self::AddTask(id, task) => {
                project.tasks.insert(id.clone(), (**task).clone());
            }
            Self::Link(link) => {
                let id = Dependency::id_of(&link.predecessor, &link.successor);
                project.dependencies.insert(id, link.clone());
            }
            Self::Reestimate(id, estimate) => on(project, id, |task| {
                task.estimate = Some(*estimate);
                task.remaining = None;
            }),
            Self::NotBefore(id, date) => on(project, id, |task| task.not_before = *date),
            Self::Promise(date) => options.promised = Some(*date),
            Self::AddPerson { id, person, takes } => {
                project.people.insert(id.clone(), person.clone());
                for task in takes {
                    on(project, task, |task| {
                        task.assignees = [(id.clone(), 1)].into();
                    });
                }
            }
            Self::HandOver { from, to } => hand_over(project, from, to),
            Self::Away {
                person,
                first,
                last,
            } => {
                let away = TimeOff {
                    person: Some(person.clone()),
                    first: Some(*first),
                    last: Some(*last),
                    note: String::new(),
                };
                let id = Id::new(&format!("what-if {person} {first} {last}"));
                project.time_off.insert(id, away);
            }
            Self::Swarm { task, helpers } => on(project, task, |task| join(task, helpers)),
            Self::Unblock(id) => {
                on(project, id, |task| task.blocker = None);
                options.waits.retain(|wait| wait.task != *id);
            }
            Self::KeepWaiting(id, still) => {
                options.waits.retain(|wait| wait.task != *id);
                options.waits.push(Wait {
                    task: id.clone(),
                    still: still.clone(),
                });
            }
            Self::RuleOut(key) => {
                for risk in options.risks.iter_mut().filter(|risk| risk.key == *key) {
                    risk.probability = 0.0;
                }
            }
        }
    }
}

/// What handing over costs for each helper who joins a task: an hour in which someone explains where
/// it stands. A plain assumption, said wherever it shows.
pub const HAND_OVER: WorkMinutes = WorkMinutes::hours(1);

/// Lets these people help with a task, as a swarm: they become assignees, and for each one who is
/// new the task takes [`HAND_OVER`] longer.
pub fn join(task: &mut Task, helpers: &BTreeSet<Id<Person>>) {
    for helper in helpers {
        if task.assignees.contains_key(helper) {
            continue;
        }
        task.assignees.insert(helper.clone(), 1);
        task.helpers.insert(helper.clone());
        if let Some(remaining) = &mut task.remaining {
            *remaining += HAND_OVER;
        } else if let Some(estimate) = &mut task.estimate {
            let values = [&mut estimate.optimistic, &mut estimate.pessimistic];
            values.into_iter().flatten().for_each(|it| *it += HAND_OVER);
            estimate.likely += HAND_OVER;
        }
    }
}

/// The simulation of the project with these changes made one after the other, with the same luck
/// as the project itself has with these options.
#[must_use]
pub fn altered(
    project: &Project,
    today: Today,
    options: &Options,
    alterations: &[Alteration],
) -> Simulation {
    let (mut project, mut options) = (project.clone(), options.clone());
    for alteration in alterations {
        alteration.apply(&mut project, &mut options);
    }
    Simulation::new(&project, today, &options).0
}

/// What these changes do to the dates, all at once: what lies between `before`, which must come
/// from the same project, day and options, and the project with them.
#[must_use]
pub fn what_if(
    before: &Forecast,
    project: &Project,
    today: Today,
    options: &Options,
    alterations: &[Alteration],
) -> (Forecast, Difference) {
    let after = altered(project, today, options, alterations).complete();
    let between = difference(before, &after);
    (after, between)
}

fn on(project: &mut Project, id: &Id<Task>, how: impl FnOnce(&mut Task)) {
    if let Some(task) = project.tasks.get_mut(id) {
        how(task);
    }
}

/// Closes a task and everything below it that is open.
fn close(project: &mut Project, id: &Id<Task>, status: Status) {
    let (outline, _) = project.outline();
    for id in outline.subtree(id) {
        on(project, &id, |task| {
            if task.is_open() {
                task.status = status;
            }
        });
    }
}

fn hand_over(project: &mut Project, from: &Id<Person>, to: &Id<Person>) {
    if !project.people.contains_key(to) {
        return;
    }
    for task in project.tasks.values_mut().filter(|task| task.is_open()) {
        if let Some(units) = task.assignees.remove(from) {
            task.assignees.entry(to.clone()).or_insert(units);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::project::notation::project;

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn day(days: u64) -> NaiveDate {
        today().0 + Days::new(days)
    }

    const PROJECT: &str = "
        person ann
        person bob
        task page must
          task copy 16h @ann must
          task art 24h @ann should <copy
        task check 16h @ann must <page
        task video 80h @bob nice
        target 2026-03-12";

    /// How the 80 % date moves.
    fn shift(alterations: &[Alteration]) -> f64 {
        shift_with(&Options::default(), alterations)
    }

    fn shift_with(options: &Options, alterations: &[Alteration]) -> f64 {
        let options = Options {
            runs: 300,
            ..options.clone()
        };
        let project = project(PROJECT);
        let before = Simulation::new(&project, today(), &options).0.complete();
        what_if(&before, &project, today(), &options, alterations)
            .1
            .p80
            .by
    }

    #[test]
    fn dropping_or_deferring_what_others_wait_for_brings_the_date_back() {
        let drop = shift(&[Alteration::Drop(Id::new("art"))]);
        assert!(drop < -300.0, "{drop}");
        let defer = shift(&[Alteration::Defer(Id::new("art"))]);
        assert!((drop - defer).abs() < 1e-9);
    }

    #[test]
    fn a_summary_task_is_dropped_with_its_parts() {
        let page = shift(&[Alteration::Drop(Id::new("page"))]);
        assert!(page < shift(&[Alteration::Drop(Id::new("art"))]));
    }

    #[test]
    fn an_added_task_costs_its_time() {
        let task = Task {
            estimate: Some(Estimate::single(WorkMinutes::hours(16))),
            assignees: [(Id::new("ann"), 1)].into(),
            ..Task::default()
        };
        let legal = Id::new("legal");
        let add = Alteration::AddTask(legal.clone(), Box::new(task));
        let link = Dependency::finish_to_start(Id::new("check"), legal);
        assert!(shift(&[add, Alteration::Link(link)]) > 300.0);
    }

    #[test]
    fn helping_hands_shorten_and_absence_lengthens() {
        let swarm = Alteration::Swarm {
            task: Id::new("check"),
            helpers: [Id::new("bob")].into(),
        };
        assert!(shift(&[swarm]) < -200.0);
        let away = Alteration::Away {
            person: Id::new("ann"),
            first: day(0),
            last: day(1),
        };
        assert!((shift(&[away]) - 960.0).abs() < 300.0);
    }

    #[test]
    fn one_more_person_takes_tasks_over() {
        let cleo = Alteration::AddPerson {
            id: Id::new("cleo"),
            person: Person {
                availability_percent: 50,
                ..Person::default()
            },
            takes: [Id::new("check")].into(),
        };
        assert!(shift(&[cleo]) > 300.0, "half a person takes longer");
    }

    #[test]
    fn who_leaves_hands_over_and_the_other_has_more_to_do() {
        let leave = Alteration::HandOver {
            from: Id::new("ann"),
            to: Id::new("bob"),
        };
        let everything = Options {
            scope: crate::forecast::Scope::Everything,
            ..Options::default()
        };
        assert!(shift_with(&everything, &[leave]) > 300.0);
    }

    #[test]
    fn a_later_first_day_moves_what_hangs_on_it() {
        let later = Alteration::NotBefore(Id::new("copy"), Some(day(7)));
        assert!((shift(&[later]) - 2_400.0).abs() < 5.0);
    }

    #[test]
    fn another_promise_moves_no_date_but_the_chance() {
        let project = project(PROJECT);
        let options = Options::default();
        let before = Simulation::new(&project, today(), &options).0.complete();
        let promise = [Alteration::Promise(day(30))];
        let (_, between) = what_if(&before, &project, today(), &options, &promise);
        assert!(between.p80.by.abs() < 1e-9);
        let on_time = between.on_time.unwrap();
        assert!(on_time.is_real() && on_time.by > 0.2, "{on_time:?}");
    }

    #[test]
    fn an_answer_today_is_worth_the_wait() {
        let waits = vec![Wait {
            task: Id::new("copy"),
            still: Spread::certain(960.0),
        }];
        let waiting = Options {
            waits,
            ..Options::default()
        };
        let answer = shift_with(&waiting, &[Alteration::Unblock(Id::new("copy"))]);
        assert!((answer + 960.0).abs() < 3.0, "{answer}");
        let silence = Alteration::KeepWaiting(Id::new("copy"), Spread::certain(1_440.0));
        assert!((shift_with(&waiting, &[silence]) - 480.0).abs() < 3.0);
    }

    #[test]
    fn what_is_not_there_changes_nothing() {
        let gone = || Id::new("gone");
        let alterations = [
            Alteration::Drop(gone()),
            Alteration::NotBefore(gone(), Some(day(7))),
            Alteration::HandOver {
                from: Id::new("ann"),
                to: Id::new("gone"),
            },
            Alteration::RuleOut("gone".into()),
        ];
        assert!(shift(&alterations).abs() < 1e-9);
    }

    #[test]
    fn each_new_helper_costs_an_hour_of_what_is_left() {
        let helpers = [Id::new("bob")].into();
        let mut task = Task {
            estimate: Some(Estimate::single(WorkMinutes::hours(4))),
            ..Task::default()
        };
        for _ in 0..2 {
            join(&mut task, &helpers);
            assert_eq!(task.remaining_work(), Some(WorkMinutes::hours(5)));
        }
        let mut begun = Task {
            remaining: Some(WorkMinutes::hours(2)),
            ..Task::default()
        };
        join(&mut begun, &helpers);
        assert_eq!(begun.remaining_work(), Some(WorkMinutes::hours(3)));
    }
}
