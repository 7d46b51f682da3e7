//! What the risk register and the integration points add to the runs.

use super::event::Risk;
use crate::project::{
    Id, IntegrationPoint, LinkGraph, Node, Project, RiskStatus, RiskThen, Settings, Task, Today,
};

/// An integration point is stable after so many passed tries in a row …
const STABLE_RUNS: u8 = 3;
/// … the last of them no older than so many days.
const STABLE_DAYS: u8 = 7;

/// When parts count as stable here: after so many passed tries in a row, the last of them no older
/// than so many days. 3 and 7 where the project says nothing else.
#[must_use]
pub fn stable_rule(settings: &Settings) -> (u8, u8) {
    (
        settings.stable_runs.unwrap_or(STABLE_RUNS).max(1),
        settings.stable_days.unwrap_or(STABLE_DAYS),
    )
}

/// How far one can rely on parts working together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stability {
    /// The last try failed.
    Failing,
    /// Nobody has tried.
    Untested,
    /// It passed, but not often enough in a row.
    Settling {
        /// So many tries in a row have passed.
        passed: u8,
        /// So many are needed.
        needed: u8,
    },
    /// It passed often enough, but that is too long ago.
    Stale {
        /// So many days.
        days: u32,
    },
    /// It passed often enough and lately.
    Stable,
}

impl Stability {
    /// The chance that the next try fails, by which the forecast counts on mending: 90 % where the
    /// last one failed, one half where nobody has tried, 20 % where it is not yet or no longer
    /// relied on, nothing once it is stable. Rules of thumb of this product, not measured.
    #[must_use]
    pub fn chance_of_failing(self) -> f64 {
        match self {
            Self::Failing => 0.9,
            Self::Untested => 0.5,
            Self::Settling { .. } | Self::Stale { .. } => 0.2,
            Self::Stable => 0.0,
        }
    }
}

/// How far one can rely on an integration point. Tries without a day come before all others; of
/// one day, the failed ones come last.
#[must_use]
pub fn stability(point: &IntegrationPoint, settings: &Settings, today: Today) -> Stability {
    let mut runs: Vec<_> = point
        .runs
        .values()
        .map(|run| (run.on, !run.passed))
        .collect();
    runs.sort_unstable();
    let Some((last, has_failed)) = runs.last().copied() else {
        return Stability::Untested;
    };
    if has_failed {
        return Stability::Failing;
    }
    let (needed, recent) = stable_rule(settings);
    let green = runs.iter().rev().take_while(|(_, failed)| !failed);
    let passed = u8::try_from(green.take(needed.into()).count()).unwrap_or(needed);
    if passed < needed {
        return Stability::Settling { passed, needed };
    }
    let days = last.map_or(u32::MAX, |last| today.days_since(last));
    if days > recent.into() {
        return Stability::Stale { days };
    }
    Stability::Stable
}

/// What may happen on the way, as plain figures.
///
/// - Each open risk of the register that says how likely it is and how long it delays, by its own
///   three points or by what the scale says of its impact. It delays the tasks it names.
/// - Each integration point that is not stable and says how long mending takes, which may be half
///   of that or double. It delays the first of the open tasks that need it.
///
/// Of a summary task the open part with the most work is delayed. The keys are the ids of the
/// records, with `integration:` before those of integration points.
#[must_use]
pub fn possible(project: &Project, today: Today) -> Vec<RiskThen> {
    let graph = LinkGraph::of(project);
    let mut events = Vec::new();
    for (id, risk) in &project.risks {
        let scale = &project.settings.risk_scale;
        let chance = risk.probability.and_then(|step| scale.chance(step));
        let (Some(chance), Some(days)) = (chance, delay_days(project, risk)) else {
            continue;
        };
        if risk.status != RiskStatus::Open {
            continue;
        }
        let tasks = risk.tasks.iter().filter_map(|task| open_part(&graph, task));
        events.push(RiskThen {
            key: id.as_str().to_owned(),
            chance,
            days,
            tasks: tasks.collect(),
        });
    }
    let places = places(&graph);
    for (id, point) in &project.integration_points {
        let chance = stability(point, &project.settings, today).chance_of_failing();
        let (Some(days), true) = (point.rework_days, chance > 0.0) else {
            continue;
        };
        let first = point
            .tasks
            .iter()
            .filter_map(|task| open_part(&graph, task))
            .min_by_key(|task| graph.index(task).and_then(|index| places.get(index)));
        events.push(RiskThen {
            key: integration_key(id),
            chance,
            days: [days / 2.0, days, days * 2.0],
            tasks: first.into_iter().collect(),
        });
    }
    events
}

/// The events of a project's runs.
#[must_use]
pub fn risks(project: &Project, today: Today) -> Vec<Risk> {
    events(&possible(project, today))
}

/// What may happen as events that are drawn.
#[must_use]
pub fn events(possible: &[RiskThen]) -> Vec<Risk> {
    let event = |it: &RiskThen| {
        let [low, likely, high] = it.days;
        Risk {
            key: it.key.clone(),
            probability: it.chance,
            delay_days: Risk::delay(low, likely, high),
            tasks: it.tasks.clone(),
        }
    };
    possible.iter().map(event).collect()
}

/// The key under which the surprise at an integration point is in the forecast.
#[must_use]
pub fn integration_key(id: &Id<IntegrationPoint>) -> String {
    format!("integration:{id}")
}

/// By how many working days a risk delays its tasks, low, likely and high: as it says itself, with
/// half and double for what it does not say, else around what the scale says of its impact. `None`
/// when it says neither.
#[must_use]
pub fn delay_days(project: &Project, risk: &crate::project::Risk) -> Option<[f64; 3]> {
    let (low, high) = (risk.delay_low_days, risk.delay_high_days);
    let between = match (low, high) {
        (Some(low), Some(high)) => Some(f64::midpoint(low, high)),
        (one, other) => one.or(other),
    };
    let scaled = || project.settings.risk_scale.delay_days(risk.impact?);
    let likely = risk.delay_likely_days.or(between).or_else(scaled)?;
    Some([
        low.unwrap_or(likely / 2.0).min(likely),
        likely,
        high.unwrap_or(likely * 2.0).max(likely),
    ])
}

/// The task itself where it is open and has no parts, else its open part with the most work.
fn open_part(graph: &LinkGraph<'_>, id: &Id<Task>) -> Option<Id<Task>> {
    let index = graph.index(id)?;
    let is_open = |index: usize| graph.task(index).is_some_and(Task::is_open);
    if !graph.is_summary(index) {
        return is_open(index).then(|| id.clone());
    }
    let is_below = |part: usize| {
        std::iter::successors(graph.parent(part), |above| graph.parent(*above))
            .take(graph.len())
            .any(|above| above == index)
    };
    let parts = (0..graph.len())
        .filter(|part| !graph.is_summary(*part) && is_open(*part) && is_below(*part));
    let work = |part: &usize| graph.task(*part).and_then(Task::remaining_work);
    // Of equal ones the first.
    let most = parts.rev().max_by_key(work)?;
    graph.id(most).cloned()
}

/// The place of each task in an order in which nothing comes before what it waits for.
fn places(graph: &LinkGraph<'_>) -> Vec<usize> {
    let mut places = vec![usize::MAX; graph.len()];
    let (order, _) = graph.sorted();
    for (place, node) in order.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(Node::task(node))
            && !node.is_end()
        {
            *slot = place;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Options, Simulation, difference};
    use crate::project::notation::project;
    use crate::project::{RiskCategory, TestRun};

    fn today() -> Today {
        Today("2026-03-02".parse().unwrap())
    }

    fn with_risk(change: impl FnOnce(&mut crate::project::Risk)) -> Project {
        let mut project = project(
            "
            person ann
            task page must
              task copy 16h @ann must
              task art 24h @ann must <copy
            task check 16h @ann must <page",
        );
        let mut risk = crate::project::Risk {
            title: "The text is refused".into(),
            category: Some(RiskCategory::Decision),
            probability: Some(3),
            impact: Some(4),
            tasks: [Id::new("copy")].into(),
            ..crate::project::Risk::default()
        };
        change(&mut risk);
        project.risks.insert(Id::new("r"), risk);
        project
    }

    fn point(runs: &[(&str, bool)]) -> IntegrationPoint {
        let run = |(at, (on, passed)): (usize, &(&str, bool))| {
            let run = TestRun {
                on: on.parse().ok(),
                passed: *passed,
                note: String::new(),
            };
            (format!("r{at}"), run)
        };
        IntegrationPoint {
            tasks: [Id::new("check"), Id::new("art")].into(),
            rework_days: Some(3.0),
            runs: runs.iter().enumerate().map(run).collect(),
            ..IntegrationPoint::default()
        }
    }

    #[test]
    fn an_open_risk_with_its_two_steps_is_an_event() {
        let events = risks(&with_risk(|_| {}), today());
        assert_eq!(events.len(), 1);
        assert!((events[0].probability - 0.5).abs() < 1e-9);
        assert!((events[0].delay_days.median() - 5.0).abs() < 0.1);
        assert_eq!(events[0].tasks, [Id::new("copy")]);
    }

    #[test]
    fn a_risk_that_is_over_or_says_too_little_is_none() {
        for change in [
            (|risk| risk.probability = None) as fn(&mut crate::project::Risk),
            |risk| risk.impact = None,
            |risk| risk.status = RiskStatus::Happened,
            |risk| risk.status = RiskStatus::Closed,
        ] {
            assert_eq!(risks(&with_risk(change), today()), []);
        }
    }

    #[test]
    fn its_own_days_count_more_than_the_scale() {
        let days = |change: fn(&mut crate::project::Risk)| {
            let project = with_risk(change);
            delay_days(&project, &project.risks[&Id::new("r")])
        };
        assert_eq!(days(|_| {}), Some([2.5, 5.0, 10.0]));
        assert_eq!(
            days(|risk| risk.delay_likely_days = Some(1.0)),
            Some([0.5, 1.0, 2.0])
        );
        let ends = |risk: &mut crate::project::Risk| {
            (risk.delay_low_days, risk.delay_high_days) = (Some(2.0), Some(6.0));
        };
        assert_eq!(days(ends), Some([2.0, 4.0, 6.0]));
    }

    #[test]
    fn a_summary_task_is_delayed_in_its_largest_open_part() {
        let project = with_risk(|risk| risk.tasks = [Id::new("page")].into());
        assert_eq!(risks(&project, today())[0].tasks, [Id::new("art")]);
    }

    #[test]
    fn a_risk_moves_the_80_percent_date_of_its_project() {
        let project = with_risk(|_| {});
        let forecast = |risks| {
            let options = Options {
                runs: 400,
                risks,
                ..Options::default()
            };
            Simulation::new(&project, today(), &options).0.complete()
        };
        let with = forecast(risks(&project, today()));
        let costs = difference(&forecast(Vec::new()), &with).p80;
        assert!(costs.is_real() && costs.by > 480.0, "{costs:?}");
    }

    #[test]
    fn parts_are_stable_after_three_recent_passes_in_a_row() {
        let settings = Settings::default();
        let state = |runs: &[(&str, bool)]| stability(&point(runs), &settings, today());
        assert_eq!(state(&[]), Stability::Untested);
        let (first, second, third) = (
            ("2026-02-20", true),
            ("2026-02-21", true),
            ("2026-02-23", true),
        );
        let settling = Stability::Settling {
            passed: 2,
            needed: 3,
        };
        assert_eq!(state(&[first, second]), settling);
        assert_eq!(state(&[first, second, third]), Stability::Stable);
        assert_eq!(
            state(&[first, second, ("2026-02-22", true)]),
            Stability::Stale { days: 8 }
        );
        assert_eq!(
            state(&[first, second, third, ("2026-02-24", false)]),
            Stability::Failing
        );
        let recovered = [("2026-02-19", false), first, second, third];
        assert_eq!(state(&recovered), Stability::Stable);
    }

    #[test]
    fn of_two_tries_on_one_day_the_failed_one_counts() {
        let settings = Settings::default();
        let runs = [("2026-02-20", false), ("2026-02-20", true)];
        assert_eq!(
            stability(&point(&runs), &settings, today()),
            Stability::Failing
        );
    }

    #[test]
    fn an_untested_point_may_delay_the_first_task_that_needs_it() {
        let mut project = with_risk(|_| {});
        project.risks.clear();
        project.integration_points.insert(Id::new("i"), point(&[]));
        let events = risks(&project, today());
        assert_eq!(events[0].key, "integration:i");
        assert_eq!(events[0].tasks, [Id::new("art")]);
        assert!((events[0].delay_days.median() - 3.0).abs() < 0.1);
        let stable = [
            ("2026-02-27", true),
            ("2026-02-28", true),
            ("2026-03-01", true),
        ];
        project
            .integration_points
            .insert(Id::new("i"), point(&stable));
        assert_eq!(risks(&project, today()), []);
        let mut unsaid = point(&[]);
        unsaid.rework_days = None;
        project.integration_points.insert(Id::new("i"), unsaid);
        assert_eq!(risks(&project, today()), []);
    }
}
