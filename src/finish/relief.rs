//! What would help those who have more to do than is good: handing over, a break, and what to avoid.

use super::pulse::{HEAVY_WORKLOAD, LOW_MORALE, Load, TeamPulse};
use crate::project::{Id, Person, Project, Status, Task};

/// So many people get suggestions.
const HELPED: usize = 2;

/// Something that could be done for someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relief {
    /// For whom.
    pub person: Id<Person>,
    /// What.
    pub kind: Kind,
}

/// What could be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Someone else takes a task over.
    Rotate(Id<Task>, Id<Person>),
    /// A day off.
    Break,
    /// An hour more a day: shown for its effect, and to be avoided.
    Overtime,
}

/// Whether the answers of the team say that it is too much: a mean workload of 4 or more, or a mean
/// morale below 3, of 5, as the warning sign has it. Only the team's own figures are asked, which
/// exist from three answers on, so that no suggestion gives away what a single person said.
#[must_use]
pub fn is_strained(pulse: &TeamPulse) -> bool {
    pulse.workload >= HEAVY_WORKLOAD || pulse.morale < LOW_MORALE
}

/// What would help: for those with more work than hours; where the team is strained, also for those
/// who have the most work although it fits. `loads` has who is over most first.
#[must_use]
pub fn reliefs(project: &Project, loads: &[Load], strained: bool) -> Vec<Relief> {
    let mut all = Vec::new();
    let needs = |load: &&Load| load.is_over() || strained && load.work.0 > 0;
    for load in loads.iter().filter(needs).take(HELPED) {
        let mut add = |kind| {
            all.push(Relief {
                person: load.person.clone(),
                kind,
            });
        };
        let others = loads.iter().rev();
        let free = others
            .filter(|it| it.person != load.person)
            .find(|it| !it.is_over() && it.hours > 0);
        let last = load.tasks.iter().rev().find(|id| {
            let task = project.tasks.get(id);
            task.is_some_and(|it| it.status == Status::Todo && it.assignees.len() == 1)
        });
        if let (Some(task), Some(free)) = (last, free) {
            add(Kind::Rotate(task.clone(), free.person.clone()));
        }
        add(Kind::Break);
        if load.is_over() {
            add(Kind::Overtime);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{WorkMinutes, notation};

    fn load(person: &str, work: u32, hours: i64, tasks: &[&str]) -> Load {
        Load {
            person: Id::new(person),
            work: WorkMinutes(work),
            hours,
            tasks: tasks.iter().map(|id| Id::new(id)).collect(),
        }
    }

    fn said(loads: &[Load], strained: bool) -> Vec<(String, Kind)> {
        let project = notation::project("person ann\nperson bob\ntask a 8h @ann\ntask b 8h @ann");
        let all = reliefs(&project, loads, strained);
        all.into_iter()
            .map(|it| (it.person.to_string(), it.kind))
            .collect()
    }

    #[test]
    fn who_is_over_can_hand_over_the_last_task_or_take_a_break() {
        let loads = [load("ann", 970, 960, &["a", "b"]), load("bob", 0, 960, &[])];
        let ann = |kind| ("ann".to_owned(), kind);
        let expected = [
            ann(Kind::Rotate(Id::new("b"), Id::new("bob"))),
            ann(Kind::Break),
            ann(Kind::Overtime),
        ];
        assert_eq!(said(&loads, false), expected);
        let fits = [load("ann", 960, 960, &["a", "b"]), load("bob", 0, 960, &[])];
        assert_eq!(said(&fits, false), []);
    }

    #[test]
    fn a_strained_team_gets_help_though_the_hours_fit_but_no_overtime() {
        let fits = [load("ann", 480, 960, &["a"]), load("bob", 0, 960, &[])];
        let expected = [Kind::Rotate(Id::new("a"), Id::new("bob")), Kind::Break];
        let kinds: Vec<_> = said(&fits, true)
            .into_iter()
            .map(|(_, kind)| kind)
            .collect();
        assert_eq!(kinds, expected);
    }

    #[test]
    fn a_team_is_strained_from_a_workload_of_4_on_or_below_a_morale_of_3() {
        let pulse = |morale, workload| TeamPulse {
            answers: 3,
            morale,
            workload,
            remarks: Vec::new(),
        };
        assert!(!is_strained(&pulse(3.0, 3.9)));
        assert!(is_strained(&pulse(3.0, 4.0)));
        assert!(is_strained(&pulse(2.9, 3.0)));
    }
}
