//! The project buffer as a forecast sees it: how large it should be, and when to worry.

use super::outcome::{Finishes, Forecast, OnTime};
use super::simulation::Simulation;
use crate::project::{Id, Task, WorkMinutes};

impl Forecast {
    /// The buffer that takes an even chance to one of four in five: the 80 % finish less the 50 %
    /// one, in the project's working time.
    #[must_use]
    pub fn buffer(&self) -> WorkMinutes {
        let [half, most] = [0.5, 0.8].map(|level| self.finishes.worked_quantile(level));
        WorkMinutes(u32::try_from(most - half).unwrap_or(0))
    }
}

/// How well things stand with the promised date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// At least nine chances in ten: leave it alone.
    Green,
    /// At least an even chance: think of what to do.
    Amber,
    /// Less than that: do it.
    Red,
}

impl OnTime {
    /// The zone the chance of the promised date lies in.
    #[must_use]
    pub fn zone(&self) -> Zone {
        match self.probability {
            chance if chance >= 0.9 => Zone::Green,
            chance if chance >= 0.5 => Zone::Amber,
            _ => Zone::Red,
        }
    }
}

/// A task of the critical chain and what it is planned to take there, in the project's working
/// time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainTask {
    /// The task.
    pub task: Id<Task>,
    /// Its planned span.
    pub planned: WorkMinutes,
}

/// Where the zones of a fever chart meet at one point of its horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZonePoint {
    /// How much of the chain is complete, 0 to 1.
    pub complete: f64,
    /// Up to this share of the buffer, consumed by then, the zone is green …
    pub green_until: f64,
    /// … and from there up to this one amber.
    pub amber_until: f64,
}

/// The zones of the fever chart by simulation, at 0, 5, … 100 % of the chain.
///
/// Where the share x of a chain of length C is complete and the share b of its buffer B is consumed,
/// the rest S of the chain must fit into (1 − x)·C + (1 − b)·B. Green ends where 90 % of the runs
/// still fit, amber where half of them do. A task's span is drawn in proportion to its work; tasks
/// that are not simulated take as long as planned. The borders never fall along the chain; without
/// a buffer they are 0 until the end.
#[must_use]
pub fn fever_zones(
    simulation: &Simulation,
    chain: &[ChainTask],
    buffer: WorkMinutes,
) -> Vec<ZonePoint> {
    let runs: Vec<Vec<f64>> = (0..simulation.progress().wanted)
        .map(|run| spans(simulation, chain, run))
        .collect();
    let planned: Vec<f64> = chain.iter().map(|part| f64::from(part.planned.0)).collect();
    let length: f64 = planned.iter().sum();
    let buffer = f64::from(buffer.0);
    let (mut green, mut amber) = (0.0_f64, 0.0_f64);
    let points = (0..=20).map(|point| {
        let complete = f64::from(point) / 20.0;
        let mut rests: Vec<f64> = runs
            .iter()
            .map(|run| rest_of(&planned, run, complete * length))
            .collect();
        rests.sort_by(f64::total_cmp);
        let border = |level| {
            let rest = rests
                .get(Finishes::place(rests.len(), level))
                .copied()
                .unwrap_or(0.0);
            let room = (1.0 - complete) * length + buffer - rest;
            if buffer > 0.0 {
                (room / buffer).clamp(0.0, 1.0)
            } else {
                0.0
            }
        };
        green = green.max(border(0.9));
        amber = amber.max(border(0.5)).max(green);
        ZonePoint {
            complete,
            green_until: green,
            amber_until: amber,
        }
    });
    points.collect()
}

/// What each task of the chain takes in one run.
fn spans(simulation: &Simulation, chain: &[ChainTask], run: u32) -> Vec<f64> {
    let plan = &simulation.plan;
    let span = |part: &ChainTask| {
        let planned = f64::from(part.planned.0);
        let Some(node) = plan.nodes.get(&part.task) else {
            return planned;
        };
        let usual = plan.work.get(*node as usize).copied().unwrap_or(0);
        match simulation.sampler.work_of(run, *node) {
            Some(drawn) if usual > 0 => planned * drawn / f64::from(usual),
            Some(_) | None => planned,
        }
    };
    chain.iter().map(span).collect()
}

/// What is left of a run's chain when so much of the planned one is complete.
fn rest_of(planned: &[f64], drawn: &[f64], complete: f64) -> f64 {
    let mut before = 0.0;
    let rests = planned.iter().zip(drawn).map(|(planned, drawn)| {
        let done = if *planned > 0.0 {
            ((complete - before) / planned).clamp(0.0, 1.0)
        } else {
            0.0
        };
        before += planned;
        (1.0 - done) * drawn
    });
    rests.sum()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::forecast::Options;
    use crate::project::Today;
    use crate::project::notation::project;

    const PROJECT: &str = "
        person ann
        task a 16h @ann
        task b 8h/16h/30h @ann <a
        task c 8h @ann <b
        target 2026-03-09";

    fn simulation() -> Simulation {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        Simulation::new(&project(PROJECT), today, &Options::default()).0
    }

    fn chain() -> Vec<ChainTask> {
        let tasks = [("a", 16), ("b", 16), ("c", 8)].into_iter();
        tasks
            .map(|(task, hours)| ChainTask {
                task: Id::new(task),
                planned: WorkMinutes::hours(hours),
            })
            .collect()
    }

    #[test]
    fn the_buffer_lies_between_an_even_chance_and_four_in_five() {
        let forecast = simulation().complete();
        let finishes = &forecast.finishes;
        let between = finishes.worked_quantile(0.8) - finishes.worked_quantile(0.5);
        assert_eq!(i64::from(forecast.buffer().0), between);
        assert!(between > 300, "{between}");
    }

    #[test]
    fn the_zone_follows_the_chance_of_the_promised_date() {
        let on_time = simulation().complete().promised.unwrap();
        let zone = |probability| {
            OnTime {
                probability,
                ..on_time
            }
            .zone()
        };
        assert_eq!(zone(0.9), Zone::Green);
        assert_eq!(zone(0.899), Zone::Amber);
        assert_eq!(zone(0.5), Zone::Amber);
        assert_eq!(zone(0.499), Zone::Red);
    }

    #[test]
    fn zones_open_up_towards_the_end_of_the_chain() {
        let zones = fever_zones(&simulation(), &chain(), WorkMinutes::hours(20));
        assert_eq!(zones.len(), 21);
        assert!(
            zones
                .iter()
                .all(|point| point.green_until <= point.amber_until)
        );
        let rises = |of: fn(&ZonePoint) -> f64| zones.is_sorted_by_key(of);
        assert!(rises(|point| point.green_until) && rises(|point| point.amber_until));
        let (first, last) = (zones[0], zones[20]);
        assert!(
            first.green_until < 0.2 && first.amber_until > 0.5,
            "{first:?}"
        );
        assert!((last.green_until - 1.0).abs() < 1e-9);
    }

    #[test]
    fn at_the_start_the_green_border_is_where_nine_runs_in_ten_fit() {
        let buffer = WorkMinutes::hours(40);
        let zones = fever_zones(&simulation(), &chain(), buffer);
        let most = simulation().complete().finishes.worked_quantile(0.9) as f64;
        let expected = (f64::from(40 * 60 + buffer.0) - most) / f64::from(buffer.0);
        assert!(expected > 0.1 && expected < 0.9, "{expected}");
        assert!(
            (zones[0].green_until - expected).abs() < 0.01,
            "{expected} {:?}",
            zones[0]
        );
    }

    #[test]
    fn without_a_buffer_all_is_red() {
        let zones = fever_zones(&simulation(), &chain(), WorkMinutes::ZERO);
        assert!(zones.iter().all(|point| point.amber_until.abs() < 1e-9));
    }
}
