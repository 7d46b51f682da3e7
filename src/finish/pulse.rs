//! How the team is doing: figures of all together, and load against hours.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::team::Team;
use crate::project::{Id, Person, Project, Pulse, Task, Today, WorkMinutes};
use crate::schedule::Scheduled;

/// Fewer answers than this say too much about single people to be shown.
pub const LEAST_ANSWERS: usize = 3;
/// Answers count for so many days.
pub const WINDOW_DAYS: u64 = 7;
/// From this mean workload on, of 5, the team says that it is too much …
pub const HEAVY_WORKLOAD: f64 = 4.0;
/// … and below this mean morale that it does not feel well.
pub const LOW_MORALE: f64 = 3.0;
/// With this much of the hours planned someone is over.
pub const OVER_PERCENT: i64 = 100;

/// What the team says, all together.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamPulse {
    /// How many answered.
    pub answers: usize,
    /// The mean of how they feel, 1 to 5.
    pub morale: f64,
    /// The mean of how much it is, 1 to 5.
    pub workload: f64,
    /// What they wanted to say, in an order that tells nothing about who said it.
    pub remarks: Vec<String>,
}

/// The figures of the last [`WINDOW_DAYS`] up to a day: of each person the last answer, of those
/// without a name all. `Err` with the number of answers when they are fewer than [`LEAST_ANSWERS`].
pub fn team_pulse(project: &Project, until: NaiveDate) -> Result<TeamPulse, usize> {
    let first = until
        .checked_sub_days(Days::new(WINDOW_DAYS - 1))
        .unwrap_or(until);
    let mut latest: BTreeMap<&Id<Person>, &Pulse> = BTreeMap::new();
    let mut counted: Vec<&Pulse> = Vec::new();
    for pulse in project.pulses.values() {
        let is_in = pulse.date.is_some_and(|day| first <= day && day <= until);
        if !is_in || pulse.morale.is_none() || pulse.workload.is_none() {
            continue;
        }
        match &pulse.person {
            None => counted.push(pulse),
            Some(person) => {
                let known = latest.entry(person).or_insert(pulse);
                if known.date < pulse.date {
                    *known = pulse;
                }
            }
        }
    }
    counted.extend(latest.into_values());
    if counted.len() < LEAST_ANSWERS {
        return Err(counted.len());
    }
    let mean = |of: fn(&Pulse) -> Option<u8>| {
        let all = counted.iter().filter_map(|it| of(it));
        all.map(f64::from).sum::<f64>() / counted.len() as f64
    };
    let remarks: BTreeSet<String> = counted
        .iter()
        .map(|it| it.remark.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    Ok(TeamPulse {
        answers: counted.len(),
        morale: mean(|it| it.morale),
        workload: mean(|it| it.workload),
        remarks: remarks.into_iter().collect(),
    })
}

/// What someone has to do until a day, against the hours they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Who.
    pub person: Id<Person>,
    /// What is left of their tasks that must end by then, their share of those they share.
    pub work: WorkMinutes,
    /// The minutes they work until then.
    pub hours: i64,
    /// Those tasks, by when they must end.
    pub tasks: Vec<Id<Task>>,
}

impl Load {
    /// The work in percent of the hours; `None` for one who has work and no hours.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        if self.work == WorkMinutes::ZERO {
            return Some(0);
        }
        (self.hours > 0).then(|| i64::from(self.work.0) * 100 / self.hours)
    }

    /// Whether it is more than fits.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.percent().is_none_or(|percent| percent > OVER_PERCENT)
    }
}

/// The load of each person until a day, who is over most first.
///
/// A task counts when it must end by that day so that neither a due date nor the promised day is
/// missed: its late finish in the network. Of a task of several people each has an equal share.
#[must_use]
pub fn loads(
    project: &Project,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    until: NaiveDate,
    today: Today,
) -> Vec<Load> {
    let team = Team::of(project, today);
    let mut all: BTreeMap<Id<Person>, Load> = BTreeMap::new();
    for person in project.people.keys() {
        let load = Load {
            person: person.clone(),
            work: WorkMinutes::ZERO,
            hours: team.minutes(person, today.0, until),
            tasks: Vec::new(),
        };
        all.insert(person.clone(), load);
    }
    let mut due: Vec<(NaiveDate, &Id<Task>, &Task)> = Vec::new();
    for (id, task) in &project.tasks {
        let open = dates.get(id).and_then(|it| it.open.as_ref());
        let late = open.map(|it| it.late_finish);
        let end = late.into_iter().chain(task.due).min();
        if let Some(end) = end.filter(|end| *end <= until)
            && task.is_open()
            && !task.assignees.is_empty()
        {
            due.push((end, id, task));
        }
    }
    due.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    for (_, id, task) in due {
        let people = u32::try_from(task.assignees.len()).unwrap_or(1).max(1);
        let share = task.remaining_work().unwrap_or_default().0 / people;
        for person in task.assignees.keys() {
            if let Some(load) = all.get_mut(person) {
                load.work += WorkMinutes(share);
                load.tasks.push(id.clone());
            }
        }
    }
    let mut all: Vec<Load> = all.into_values().collect();
    all.sort_by_key(|load| {
        let percent = load.percent().unwrap_or(i64::MAX);
        (std::cmp::Reverse(percent), load.person.clone())
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation::project;
    use crate::schedule;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn asked(answers: &[(Option<&str>, u32, u8, &str)]) -> Project {
        let mut project = Project::default();
        for (at, (person, on, morale, remark)) in answers.iter().enumerate() {
            let pulse = Pulse {
                person: person.map(Id::new),
                date: Some(day(*on)),
                morale: Some(*morale),
                workload: Some(3),
                remark: (*remark).to_owned(),
            };
            project.pulses.insert(Id::new(&at.to_string()), pulse);
        }
        project
    }

    #[test]
    fn two_answers_are_too_few_and_three_are_enough() {
        let two = [(None, 9, 2, ""), (Some("ann"), 9, 4, "")];
        assert_eq!(team_pulse(&asked(&two), day(9)), Err(2));
        let three = [two[0], two[1], (None, 9, 3, "Tired")];
        let pulse = team_pulse(&asked(&three), day(9)).unwrap();
        assert_eq!((pulse.answers, pulse.morale), (3, 3.0));
        assert_eq!(pulse.remarks, ["Tired"]);
    }

    #[test]
    fn the_last_answer_of_a_person_counts_for_a_week() {
        let answers = [
            (Some("ann"), 3, 1, ""),
            (Some("ann"), 5, 4, ""),
            (Some("bob"), 9, 4, ""),
            (None, 9, 4, ""),
            (None, 2, 1, "Long ago"),
        ];
        let pulse = team_pulse(&asked(&answers), day(9)).unwrap();
        assert_eq!((pulse.answers, pulse.morale), (3, 4.0));
        assert_eq!(team_pulse(&asked(&answers), day(12)), Err(2));
    }

    #[test]
    fn who_must_do_more_than_fits_is_over() {
        let project = project(
            "
            person ann
            person bob off=2026-03-02..2026-03-13
            person cem
            task a 16h @ann due=2026-03-03
            task b 8h @ann @cem due=2026-03-03
            task c 1h @bob due=2026-03-03
            task later 80h @cem due=2026-04-30
            ",
        );
        let monday = Today(day(2));
        let dates = schedule::schedule(&project, monday, &schedule::Options::default()).0;
        let loads = loads(&project, &dates.tasks, day(3), monday);
        let said: Vec<_> = loads
            .iter()
            .map(|it| (it.person.as_str(), it.percent(), it.is_over()))
            .collect();
        let expected = [
            ("bob", None, true),
            ("ann", Some(125), true),
            ("cem", Some(25), false),
        ];
        assert_eq!(said, expected);
        assert_eq!(loads[1].tasks, ["a", "b"].map(Id::new));
    }
}
