//! What to do next: of all that could be done, what brings the finish nearest.

use crate::finish::audit::{Bottleneck, Scope, bottlenecks};
use crate::finish::rhythm;
use crate::forecast::Forecast;
use crate::project::{Communication, Id, Person, Project, Status, Task, Today};
use crate::schedule::Timetable;

/// Something worth doing now, and why.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The project has no open work yet: write down what remains.
    WriteDown,
    /// All work is done: let those who decide sign it off.
    SignOff,
    /// Clear what a task waits for.
    Clear(Bottleneck),
    /// A message is overdue by so many days.
    Tell(Id<Communication>, u32),
    /// Get on with a task that sets the finish: who does it, and in how many of 100 runs it does.
    GetOn {
        /// The task.
        task: Id<Task>,
        /// Who is on it.
        people: Vec<Id<Person>>,
        /// In how many of 100 runs of the forecast it sets the finish; `None` before there is one.
        critical_percent: Option<u8>,
        /// Whether it has begun.
        is_begun: bool,
    },
    /// Estimate tasks that nobody has: so many, the one that matters most among them.
    Estimate(Id<Task>, usize),
}

/// What to do, the most urgent first: what blocks the chain, then the work that sets the finish,
/// then other waits by age, overdue messages, and what the forecast has to guess.
#[must_use]
pub fn next_actions(
    project: &Project,
    timetable: &Timetable,
    forecast: Option<&Forecast>,
    today: Today,
) -> Vec<Action> {
    if timetable.spans.is_empty() {
        let is_done = |task: &Task| task.status == Status::Done;
        return vec![if project.tasks.values().any(is_done) {
            Action::SignOff
        } else {
            Action::WriteDown
        }];
    }
    let critical = |task: &Id<Task>| criticality(timetable, forecast, task);
    let blocked = bottlenecks(&Scope::of(project, today));
    let (urgent, others): (Vec<_>, Vec<_>) = blocked
        .into_iter()
        .partition(|it| critical(&it.task) >= SETS_THE_FINISH || it.holds_up.tasks > 0);
    let mut actions: Vec<Action> = urgent.into_iter().map(Action::Clear).collect();
    actions.extend(get_on(project, timetable, forecast));
    actions.extend(others.into_iter().map(Action::Clear));
    for (id, communication) in &project.communications {
        let overdue = rhythm::overdue_days(project, communication, today);
        if overdue > 0 {
            actions.push(Action::Tell(id.clone(), overdue));
        }
    }
    actions.extend(estimate(project, timetable, forecast));
    actions
}

/// From this share of runs on a task counts as setting the finish.
const SETS_THE_FINISH: f64 = 0.3;

/// How often a task sets the finish, 0 to 1; by the plan alone while there is no forecast.
fn criticality(timetable: &Timetable, forecast: Option<&Forecast>, task: &Id<Task>) -> f64 {
    let by_runs = forecast.and_then(|forecast| forecast.tasks.get(task));
    by_runs.map_or_else(
        || {
            if timetable.chain.contains(task) {
                1.0
            } else {
                0.0
            }
        },
        |task| task.criticality,
    )
}

/// The first task of the chain that can be worked on.
fn get_on(project: &Project, timetable: &Timetable, forecast: Option<&Forecast>) -> Option<Action> {
    let free = |id: &&Id<Task>| {
        let task = project.tasks.get(*id);
        task.is_some_and(|task| task.blocker.is_none() && task.is_open())
    };
    let id = timetable.chain.iter().find(free)?;
    let task = project.tasks.get(id)?;
    Some(Action::GetOn {
        task: id.clone(),
        people: task.assignees.keys().cloned().collect(),
        critical_percent: forecast.map(|_| hundredth(criticality(timetable, forecast, id))),
        is_begun: task.status == Status::Doing || task.started.is_some(),
    })
}

fn estimate(
    project: &Project,
    timetable: &Timetable,
    forecast: Option<&Forecast>,
) -> Option<Action> {
    let open = timetable.spans.keys();
    let guessed: Vec<&Id<Task>> = open
        .filter(|id| {
            let task = project.tasks.get(id);
            task.is_some_and(|task| task.remaining_work().is_none())
        })
        .collect();
    let weight = |id: &&&Id<Task>| hundredth(criticality(timetable, forecast, id));
    let first = guessed.iter().rev().max_by_key(weight)?;
    Some(Action::Estimate((*first).clone(), guessed.len()))
}

fn hundredth(share: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float saturates, and a share is between 0 and 1"
    )]
    let percent = libm::round(share * 100.0) as u8;
    percent
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::project::notation;
    use crate::schedule::{Options, schedule};

    /// The actions for a project, in short.
    fn actions(text: &str) -> Vec<String> {
        actions_of(&notation::project(text))
    }

    fn actions_of(project: &Project) -> Vec<String> {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule(project, today, &Options::default());
        let timetable = schedule.timetable(project, problems);
        let actions = next_actions(project, &timetable, None, today);
        let text = |action: Action| match action {
            Action::WriteDown => "write down".to_owned(),
            Action::SignOff => "sign off".to_owned(),
            Action::Clear(it) => format!("clear {}", it.task),
            Action::Tell(id, days) => format!("tell {id}, {days} days late"),
            Action::GetOn { task, is_begun, .. } => format!("get on with {task} {is_begun}"),
            Action::Estimate(task, all) => format!("estimate {task} of {all}"),
        };
        actions.into_iter().map(text).collect()
    }

    #[test]
    fn without_work_it_is_to_be_written_down_or_signed_off() {
        assert_eq!(actions(""), ["write down"]);
        assert_eq!(actions("task a 8h done=2026-03-01"), ["sign off"]);
    }

    #[test]
    fn what_blocks_the_chain_comes_before_the_work_and_other_waits_after_it() {
        let found = actions(
            "person ann
             person bob
             task legal 8h @ann blocked
             task copy 40h @ann <legal
             task demo 2h @bob blocked
             task long 8h @bob",
        );
        assert_eq!(
            found,
            ["clear legal", "get on with copy false", "clear demo"]
        );
    }

    #[test]
    fn an_overdue_message_is_sent_and_one_of_today_is_not_late() {
        let mut project = notation::project("person ann\n task a 8h @ann");
        for (id, day) in [("late", 27), ("today", 28)] {
            let due = NaiveDate::from_ymd_opt(2026, 2, day).unwrap();
            let message = Communication {
                first_due: Some(if id == "late" {
                    due
                } else {
                    due + chrono::Days::new(2)
                }),
                ..Communication::default()
            };
            project.communications.insert(Id::new(id), message);
        }
        let found = actions_of(&project);
        assert_eq!(found, ["get on with a false", "tell late, 3 days late"]);
    }

    #[test]
    fn what_nobody_has_estimated_is_named_last() {
        let found = actions("person ann\n task a 8h @ann\n task b @ann\n task c @ann");
        assert_eq!(found.len(), 2);
        assert!(found[1].ends_with("of 2"), "{found:?}");
    }
}
