//! What estimates have been worth: the ratios of finished tasks, weighted by how alike they are.

use std::collections::BTreeSet;

use libm::{exp2, sqrt};

use super::prior;
use crate::project::{
    HistoryPair, Id, Person, Project, Table, Task, Today, WorkMinutes, Workstream, limits,
};

/// From so many finished tasks on a forecast is called personal.
pub const PERSONAL_FROM: usize = 20;
/// How much less a finished task counts that someone else did …
const OTHER_PERSON: f64 = 1.0 / 4.0;
/// … or that was of another kind. What is not known counts half-way between, by ratio.
const OTHER_KIND: f64 = 1.0 / 8.0;
/// A finished task counts half as much with every year.
const HALF_LIFE_DAYS: f64 = 365.0;
/// The age of a finished task without a date.
const UNDATED_DAYS: f64 = 365.0;

/// What makes finished tasks similar to one that is to be forecast.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Profile {
    /// The likely estimate.
    pub estimate: WorkMinutes,
    /// The names of those who do it, folded.
    people: BTreeSet<String>,
    /// Its labels and its workstream, folded.
    kinds: BTreeSet<String>,
}

impl Profile {
    /// The profile of a task with this likely estimate, done by any of these people and of any of
    /// these kinds. Case and surrounding space do not matter, and empty names are passed over.
    #[must_use]
    pub fn new<'a>(
        estimate: WorkMinutes,
        people: impl IntoIterator<Item = &'a str>,
        kinds: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            estimate,
            people: people.into_iter().filter_map(fold).collect(),
            kinds: kinds.into_iter().filter_map(fold).collect(),
        }
    }

    /// The profile of a project's task, `estimate` standing in where it has none.
    #[must_use]
    pub fn of(project: &Project, task: &Task, estimate: WorkMinutes) -> Self {
        let person = |id: &Id<Person>| project.people.get(id).map(|person| person.name.as_str());
        let workstream = |id: &Id<Workstream>| project.workstreams.get(id).map(|it| &*it.name);
        Self::new(
            task.estimate.map_or(estimate, |estimate| estimate.likely),
            task.assignees.keys().filter_map(person),
            task.labels
                .iter()
                .map(String::as_str)
                .chain(task.workstream.as_ref().and_then(workstream)),
        )
    }
}

/// The finished tasks a forecast learns from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    finished: Vec<Finished>,
}

#[derive(Clone, Debug, PartialEq)]
struct Finished {
    estimate: f64,
    ratio: f64,
    person: Option<String>,
    kind: Option<String>,
    recency: f64,
}

impl History {
    /// The usable pairs of a table as they count today. Pairs without an estimate or without an
    /// actual are left out; one without a date counts as a year old.
    #[must_use]
    pub fn of(pairs: &Table<HistoryPair>, today: Today) -> Self {
        Self {
            finished: pairs
                .values()
                .filter_map(|pair| Finished::of(pair, today))
                .collect(),
        }
    }

    /// How many finished tasks it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.finished.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.finished.is_empty()
    }

    /// Whether there are enough of the team's own tasks to call a forecast personal.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.len() >= PERSONAL_FROM
    }

    /// What single estimates with this profile turn out to be worth: similar finished tasks and,
    /// the fewer there are of them, the prior.
    #[must_use]
    pub fn ratios(&self, profile: &Profile) -> Ratios {
        let prior = prior::ratios(profile.estimate.as_hours());
        let each = prior::weight(self.len()) / prior.len() as f64;
        self.weighted(profile, prior.iter().map(|ratio| (*ratio, each)))
    }

    /// By what the median of a three-point estimate with this profile is to be multiplied: the
    /// median ratio of similar finished tasks. Without a history that is 1, and the prior's weight
    /// pulls it there: three points were thought about, so only one's own record corrects them.
    #[must_use]
    pub fn correction(&self, profile: &Profile) -> f64 {
        let neutral = [(1.0, prior::weight(self.len()))];
        self.weighted(profile, neutral).quantile(0.5)
    }

    fn weighted(&self, profile: &Profile, prior: impl IntoIterator<Item = (f64, f64)>) -> Ratios {
        let own = self
            .finished
            .iter()
            .map(|finished| (finished.ratio, finished.weight(profile)));
        Ratios::new(own.chain(prior).collect())
    }
}

impl Finished {
    fn of(pair: &HistoryPair, today: Today) -> Option<Self> {
        if pair.estimate == WorkMinutes::ZERO || pair.actual == WorkMinutes::ZERO {
            return None;
        }
        let age = |day| f64::from(today.days_since(day));
        let age_days = pair.finished_on.map_or(UNDATED_DAYS, age);
        Some(Self {
            estimate: pair.estimate.as_hours(),
            ratio: pair.actual.as_hours() / pair.estimate.as_hours(),
            person: fold(&pair.person),
            kind: fold(&pair.kind),
            recency: exp2(-age_days / HALF_LIFE_DAYS),
        })
    }

    /// How much this task says about one with that profile, 0 to 1.
    fn weight(&self, profile: &Profile) -> f64 {
        let wanted = profile.estimate.as_hours();
        let (small, large) = (self.estimate.min(wanted), self.estimate.max(wanted));
        // exp(−|ln(a/b)| / 0.4) is (a/b)^2.5 for the smaller over the larger.
        let size = small / large;
        size * size
            * sqrt(size)
            * alike(self.person.as_ref(), &profile.people, OTHER_PERSON)
            * alike(self.kind.as_ref(), &profile.kinds, OTHER_KIND)
            * self.recency
    }
}

fn alike(name: Option<&String>, names: &BTreeSet<String>, other: f64) -> f64 {
    match name {
        Some(name) if names.contains(name) => 1.0,
        Some(_) if !names.is_empty() => other,
        Some(_) | None => sqrt(other),
    }
}

fn fold(name: &str) -> Option<String> {
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_lowercase())
}

/// Ratios of actual to estimated effort with weights: a distribution in steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratios {
    /// Each ratio, ascending, with the weight up to and with it.
    steps: Vec<(f64, f64)>,
}

impl Ratios {
    fn new(mut weighted: Vec<(f64, f64)>) -> Self {
        weighted.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let mut total = 0.0;
        for (_, weight) in &mut weighted {
            total += *weight;
            *weight = total;
        }
        Self { steps: weighted }
    }

    /// The smallest ratio whose cumulative weight reaches this share `p` of the total; 1 when
    /// there is none.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        let wanted = p * self.total_weight();
        let place = self.steps.partition_point(|(_, weight)| *weight < wanted);
        let step = self.steps.get(place).or(self.steps.last());
        step.map_or(1.0, |(ratio, _)| *ratio)
    }

    /// The weight of all finished tasks and the prior together.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        self.steps.last().map_or(0.0, |(_, weight)| *weight)
    }
}

/// The part of a workspace's history that says most about this project's open tasks: the extract
/// the project carries, so that whoever opens its file sees the same dates.
///
/// At most [`limits::HISTORY_EXTRACT`] pairs, those with the highest weight for any of the tasks;
/// between equals the smaller id stays. `estimate` stands in for tasks that have none. Without open
/// tasks, pairs count for a task with that estimate that nobody does.
#[must_use]
pub fn extract(
    all: &Table<HistoryPair>,
    project: &Project,
    estimate: WorkMinutes,
    today: Today,
) -> Table<HistoryPair> {
    let open = project.tasks.values().filter(|task| task.is_open());
    let mut profiles: BTreeSet<_> = open
        .map(|task| Profile::of(project, task, estimate))
        .collect();
    if profiles.is_empty() {
        profiles.insert(Profile::new(estimate, [], []));
    }
    let mut weighed: Vec<_> = all
        .iter()
        .filter_map(|(id, pair)| {
            let finished = Finished::of(pair, today)?;
            let weights = profiles.iter().map(|profile| finished.weight(profile));
            Some((weights.fold(0.0, f64::max), id, pair))
        })
        .collect();
    weighed.sort_by(|(a, a_id, _), (b, b_id, _)| b.total_cmp(a).then_with(|| a_id.cmp(b_id)));
    weighed
        .into_iter()
        .take(limits::HISTORY_EXTRACT)
        .map(|(_, id, pair)| (id.clone(), pair.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;

    /// Day 0 of the test vector.
    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + Days::new(number)
    }

    fn pair(hours: u32, ratio: f64, person: &str, kind: &str, finished: u64) -> HistoryPair {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small"
        )]
        let actual = (f64::from(hours) * ratio * 60.0).round() as u32;
        HistoryPair {
            estimate: WorkMinutes::hours(hours),
            actual: WorkMinutes(actual),
            person: person.into(),
            kind: kind.into(),
            finished_on: Some(day(finished)),
            ..HistoryPair::default()
        }
    }

    fn table(pairs: Vec<HistoryPair>) -> Table<HistoryPair> {
        let numbered = pairs.into_iter().enumerate();
        numbered
            .map(|(number, pair)| (Id::new(&format!("h{number:04}")), pair))
            .collect()
    }

    fn vector() -> Table<HistoryPair> {
        table(vec![
            pair(2, 1.5, "Ann", "web", 90),
            pair(3, 2.0, " ann", "api", 50),
            pair(8, 0.5, "Bob", "web", 10),
        ])
    }

    #[test]
    fn the_weighted_history_has_the_quantiles_of_the_recipes_vector() {
        let history = History::of(&vector(), Today(day(100)));
        let profile = Profile::new(WorkMinutes::hours(3), ["Ann"], ["Web"]);
        let ratios = history.ratios(&profile);
        let close = |found: f64, expected: f64| (found / expected - 1.0).abs() < 0.005;
        assert!(
            close(ratios.total_weight(), 9.921_847),
            "{}",
            ratios.total_weight()
        );
        for (level, hours) in [(0.1, 1.74), (0.5, 3.0), (0.8, 4.68), (0.9, 6.0)] {
            let found = 3.0 * ratios.quantile(level);
            assert!(close(found, hours), "{level}: {found}");
        }
    }

    #[test]
    fn a_long_history_of_ones_own_outweighs_the_prior() {
        let pairs = (0..200).map(|_| pair(8, 2.0, "Ann", "web", 90)).collect();
        let history = History::of(&table(pairs), Today(day(100)));
        let profile = Profile::new(WorkMinutes::hours(8), ["Ann"], ["web"]);
        assert!((history.ratios(&profile).quantile(0.2) - 2.0).abs() < 1e-9);
        assert!((history.correction(&profile) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn without_a_history_three_points_stay_as_they_are() {
        let profile = Profile::new(WorkMinutes::hours(40), [], []);
        assert!((History::default().correction(&profile) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn pairs_without_an_estimate_or_an_actual_are_left_out() {
        let mut pairs = vector();
        for pair in pairs.values_mut().take(2) {
            pair.actual = WorkMinutes::ZERO;
        }
        assert_eq!(History::of(&pairs, Today(day(100))).len(), 1);
    }

    #[test]
    fn what_is_not_known_counts_half_way() {
        let weight = |person| {
            let finished = Finished::of(&pair(3, 1.0, person, "", 100), Today(day(100))).unwrap();
            finished.weight(&Profile::new(WorkMinutes::hours(3), ["Ann"], []))
        };
        assert!((weight("Ann") / weight("Bob") - 4.0).abs() < 1e-9);
        assert!((weight("Ann") / weight("") - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_forecast_is_personal_from_twenty_finished_tasks_on() {
        let history = |count| {
            let pairs = (0..count).map(|_| pair(1, 1.0, "", "", 0)).collect();
            History::of(&table(pairs), Today(day(1)))
        };
        assert!(!history(19).is_personal());
        assert!(history(20).is_personal());
    }

    #[test]
    fn the_extract_is_bounded_and_keeps_the_most_similar() {
        let mut pairs: Vec<_> = (0..400).map(|_| pair(90, 1.0, "Bob", "api", 5)).collect();
        pairs.push(pair(3, 2.0, "Ann", "web", 50));
        let all = table(pairs);
        let mut project = Project::default();
        let person = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        project.people.insert(Id::new("ann"), person);
        let task = Task {
            assignees: [(Id::new("ann"), 1)].into(),
            ..Task::default()
        };
        project.tasks.insert(Id::new("t"), task);
        let extract = extract(&all, &project, WorkMinutes::hours(4), Today(day(100)));
        assert_eq!(extract.len(), limits::HISTORY_EXTRACT);
        assert!(extract.contains_key(&Id::new("h0400")));
        assert!(extract.contains_key(&Id::new("h0298")));
        assert!(!extract.contains_key(&Id::new("h0299")));
    }

    #[test]
    fn a_finished_task_counts_half_as_much_with_every_year() {
        let weight = |today| {
            let finished = Finished::of(&pair(3, 1.0, "", "", 0), Today(day(today))).unwrap();
            finished.weight(&Profile::new(WorkMinutes::hours(3), [], []))
        };
        assert!((weight(0) / weight(365) - 2.0).abs() < 1e-9);
    }
}
