//! How long people take to answer, learned from past waits, and how long what waits today still
//! does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::event::Wait;
use super::random::normal_quantile;
use super::spread::Spread;
use crate::project::{Holiday, Id, LinkGraph, Party, Project, Task, Today, WaitThen};

/// Without any past wait, half of all answers take so many working days …
pub const USUAL_DAYS: f64 = 3.0;
/// … and this is how far apart they are: the standard deviation of their logarithms. One answer in
/// ten then takes more than nine days.
const USUAL_SIGMA: f64 = 0.9;
/// The usual answer counts as much as so many past waits of someone's own.
const USUAL_WEIGHT: f64 = 2.0;
/// An answer on the same day is counted as so much of a day.
const LEAST_SHARE: f64 = 0.25;
/// Waits longer than this many days are counted as this long.
const LONGEST_DAYS: usize = 400;

/// How long someone takes to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answering {
    /// How many past waits that was learned from.
    pub waits: usize,
    /// The working days that half of their answers take.
    pub median_days: f64,
    /// The standard deviation of the logarithm.
    sigma: f64,
}

impl Answering {
    /// What is believed of someone who never was waited for.
    #[must_use]
    pub fn usual() -> Self {
        Self::learned(&[])
    }

    /// Learned from waits of so many working days: the mean of their logarithms and of two usual
    /// answers, and how far they are apart. A rule of this product: few waits say little, ten say
    /// most.
    fn learned(days: &[f64]) -> Self {
        let usual = libm::log(USUAL_DAYS);
        let logs: Vec<f64> = days.iter().map(|days| libm::log(*days)).collect();
        let weight = USUAL_WEIGHT + logs.len() as f64;
        let mean = (USUAL_WEIGHT * usual + logs.iter().sum::<f64>()) / weight;
        let apart: f64 = logs.iter().map(|log| (log - mean) * (log - mean)).sum();
        let variance = (USUAL_WEIGHT * USUAL_SIGMA * USUAL_SIGMA + apart) / weight;
        Self {
            waits: days.len(),
            median_days: libm::exp(mean),
            sigma: libm::sqrt(variance),
        }
    }

    /// How long an answer takes, in minutes of working days of this length.
    fn spread(&self, day_minutes: f64) -> Spread {
        let median = self.median_days * day_minutes;
        Spread::of(|level| median * libm::exp(self.sigma * normal_quantile(level)))
    }
}

/// How long each party takes to answer, learned from the waits for them that are over and the
/// decisions they have made. Parties nobody has waited for yet are not in it: see
/// [`Answering::usual`].
#[must_use]
pub fn answering(project: &Project) -> BTreeMap<Party, Answering> {
    let time = WorkingTime::of(project);
    // Deciding also ends the waits for it: the same days count once.
    let mut past: BTreeSet<(&Party, NaiveDate, NaiveDate)> = BTreeSet::new();
    let waits = project.waits.values();
    past.extend(waits.filter_map(|it| Some((it.waiting_on.as_ref()?, it.since?, it.until?))));
    let decisions = project.decisions.values();
    past.extend(
        decisions.filter_map(|it| Some((it.decider.as_ref()?, it.asked_on?, it.decided_on?))),
    );
    let mut days: BTreeMap<&Party, Vec<f64>> = BTreeMap::new();
    for (party, since, until) in past {
        days.entry(party).or_default().push(time.days(since, until));
    }
    let learned = |(party, days): (&Party, Vec<f64>)| (party.clone(), Answering::learned(&days));
    days.into_iter().map(learned).collect()
}

/// What each task waits for: whoever its blocker waits for, and whoever is to make the open decisions
/// it cannot go on without.
#[must_use]
pub fn waiting(project: &Project) -> Vec<WaitThen> {
    let mut found = Vec::new();
    for (id, task) in &project.tasks {
        if let Some(blocker) = &task.blocker {
            found.push(WaitThen {
                task: id.clone(),
                party: blocker.waiting_on.clone(),
                since: blocker.since,
            });
        }
    }
    for decision in project.decisions.values().filter(|it| it.is_open()) {
        for task in &decision.tasks {
            found.push(WaitThen {
                task: task.clone(),
                party: decision.decider.clone(),
                since: decision.asked_on,
            });
        }
    }
    found
}

/// How long each open task still waits: see [`waits_for`].
#[must_use]
pub fn waits(project: &Project, today: Today) -> Vec<Wait> {
    waits_for(project, &waiting(project), today)
}

/// How long each open task still waits, for what it waits for itself or what a task it is a part of
/// does. The time since the waiting began counts; of several waits of one task the one with the
/// longer middle. In the order of ids.
#[must_use]
pub fn waits_for(project: &Project, waiting: &[WaitThen], today: Today) -> Vec<Wait> {
    if waiting.is_empty() {
        return Vec::new();
    }
    let known = answering(project);
    let time = WorkingTime::of(project);
    let graph = LinkGraph::of(project);
    let mut longest: BTreeMap<Id<Task>, Spread> = BTreeMap::new();
    for wait in waiting {
        let answering = wait.party.as_ref().and_then(|party| known.get(party));
        let spread = answering
            .cloned()
            .unwrap_or_else(Answering::usual)
            .spread(time.day_minutes);
        let gone = wait.since.map_or(0.0, |since| time.minutes(since, today.0));
        let still = spread.beyond(gone);
        for leaf in open_leaves(&graph, &wait.task) {
            let slot = longest.entry(leaf).or_insert_with(|| still.clone());
            if slot.median() < still.median() {
                *slot = still.clone();
            }
        }
    }
    let wait = |(task, still)| Wait { task, still };
    longest.into_iter().map(wait).collect()
}

/// The task itself where it is open and has no parts, else its open parts.
fn open_leaves(graph: &LinkGraph<'_>, id: &Id<Task>) -> Vec<Id<Task>> {
    let Some(index) = graph.index(id) else {
        return Vec::new();
    };
    let is_open = |task: usize| graph.task(task).is_some_and(Task::is_open);
    if !graph.is_summary(index) {
        return is_open(index).then(|| id.clone()).into_iter().collect();
    }
    let is_below = |part: usize| {
        std::iter::successors(graph.parent(part), |above| graph.parent(*above))
            .take(graph.len())
            .any(|above| above == index)
    };
    let parts = (0..graph.len()).filter(|part| !graph.is_summary(*part) && is_open(*part));
    let below = parts.filter(|part| is_below(*part));
    below.filter_map(|part| graph.id(part).cloned()).collect()
}

/// The project's working days: how long a wait was, weekends and holidays left out.
struct WorkingTime<'p> {
    project: &'p Project,
    holidays: BTreeSet<NaiveDate>,
    /// The length of a working day; eight hours where nobody ever works.
    day_minutes: f64,
}

impl<'p> WorkingTime<'p> {
    fn of(project: &'p Project) -> Self {
        let hours = project.settings.hours.0;
        let worked = hours.iter().filter(|minutes| **minutes > 0);
        let (days, sum) = worked.fold((0, 0), |(days, sum), it| (days + 1, sum + u32::from(*it)));
        let holidays = project.holidays.values();
        let date = |holiday: &Holiday| holiday.date;
        Self {
            project,
            holidays: holidays.filter_map(date).collect(),
            day_minutes: if days == 0 {
                480.0
            } else {
                f64::from(sum) / f64::from(days)
            },
        }
    }

    /// The working minutes from the morning of one day to the morning of another.
    fn minutes(&self, since: NaiveDate, until: NaiveDate) -> f64 {
        let days = since
            .iter_days()
            .take(LONGEST_DAYS)
            .take_while(|day| *day < until);
        let worked = days.filter(|day| !self.holidays.contains(day));
        let minutes = worked.map(|day| u32::from(self.project.settings.hours.minutes_on(day)));
        f64::from(minutes.sum::<u32>())
    }

    /// The same in working days, at least a quarter of one.
    fn days(&self, since: NaiveDate, until: NaiveDate) -> f64 {
        (self.minutes(since, until) / self.day_minutes).max(LEAST_SHARE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Decision;
    use crate::project::notation::project;
    use crate::project::{Blocker, BlockerKind};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Monday 2 March 2026.
    fn today() -> Today {
        Today(day("2026-03-02"))
    }

    fn legal() -> Party {
        Party::Named("Legal".into())
    }

    fn past(project: &mut Project, key: &str, since: &str, until: &str) {
        let wait = crate::project::Wait {
            waiting_on: Some(legal()),
            since: Some(day(since)),
            until: Some(day(until)),
            ..crate::project::Wait::default()
        };
        project.waits.insert(Id::new(key), wait);
    }

    fn waiting(since: Option<&str>) -> Project {
        let mut project = project(
            "
            person ann
            task page must
              task copy 16h @ann must
              task art 24h @ann must
            task check 16h @ann must",
        );
        project.tasks.get_mut(&Id::new("copy")).unwrap().blocker = Some(Blocker {
            kind: BlockerKind::Approval,
            waiting_on: Some(legal()),
            since: since.map(day),
            note: String::new(),
        });
        project
    }

    #[test]
    fn without_past_waits_an_answer_takes_three_days() {
        assert!((Answering::usual().median_days - 3.0).abs() < 1e-9);
        let waits = waits(&waiting(None), today());
        assert!((waits[0].still.median() - 3.0 * 480.0).abs() < 15.0);
    }

    #[test]
    fn past_waits_are_counted_in_working_days_and_move_the_usual_answer() {
        let mut project = waiting(None);
        // Friday to Monday is one working day; so is Monday to Tuesday.
        for (key, since, until) in [
            ("a", "2026-02-06", "2026-02-09"),
            ("b", "2026-02-09", "2026-02-10"),
            ("c", "2026-02-10", "2026-02-11"),
            ("d", "2026-02-11", "2026-02-12"),
        ] {
            past(&mut project, key, since, until);
        }
        let known = answering(&project);
        let legal = &known[&legal()];
        assert_eq!(legal.waits, 4);
        let expected = libm::exp((2.0 * libm::log(3.0)) / 6.0);
        assert!((legal.median_days - expected).abs() < 1e-9, "{legal:?}");
        assert!(known.len() == 1);
    }

    #[test]
    fn a_decision_counts_as_a_past_wait_but_not_twice() {
        let mut project = waiting(None);
        let decision = Decision {
            decider: Some(legal()),
            asked_on: Some(day("2026-02-02")),
            decided_on: Some(day("2026-02-13")),
            ..Decision::default()
        };
        project.decisions.insert(Id::new("d"), decision);
        assert_eq!(answering(&project)[&legal()].waits, 1);
        past(&mut project, "w", "2026-02-02", "2026-02-13");
        assert_eq!(answering(&project)[&legal()].waits, 1);
        past(&mut project, "v", "2026-02-03", "2026-02-13");
        assert_eq!(answering(&project)[&legal()].waits, 2);
    }

    #[test]
    fn who_has_waited_long_is_likely_to_wait_longer_still() {
        let fresh = waits(&waiting(Some("2026-03-02")), today());
        let old = waits(&waiting(Some("2026-02-09")), today());
        assert!(old[0].still.median() > fresh[0].still.median());
    }

    #[test]
    fn an_open_decision_holds_its_tasks_until_it_is_made() {
        let mut project = waiting(None);
        project.tasks.get_mut(&Id::new("copy")).unwrap().blocker = None;
        assert_eq!(waits(&project, today()), []);
        let decision = Decision {
            decider: Some(legal()),
            asked_on: Some(day("2026-03-02")),
            tasks: [Id::new("page")].into(),
            ..Decision::default()
        };
        project.decisions.insert(Id::new("d"), decision);
        let held: Vec<_> = waits(&project, today())
            .into_iter()
            .map(|it| it.task)
            .collect();
        assert_eq!(held, [Id::new("art"), Id::new("copy")]);
        let decision = project.decisions.get_mut(&Id::new("d")).unwrap();
        decision.decided_on = Some(day("2026-03-02"));
        assert_eq!(waits(&project, today()), []);
    }

    #[test]
    fn of_two_waits_of_one_task_the_longer_one_counts() {
        let mut project = waiting(Some("2026-02-02"));
        let alone = waits(&project, today());
        let decision = Decision {
            asked_on: Some(day("2026-03-02")),
            tasks: [Id::new("copy")].into(),
            ..Decision::default()
        };
        project.decisions.insert(Id::new("d"), decision);
        assert_eq!(waits(&project, today()), alone);
    }
}
