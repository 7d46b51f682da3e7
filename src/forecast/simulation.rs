//! Thousands of leveled runs of a plan, in steps that may stop anywhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::belief::{Belief, Believer};
use super::critical::Tracer;
use super::event::{Risk, Wait};
use super::outcome::{Forecast, TaskForecast};
use super::problem::Problem;
use super::random::Seed;
use super::sampler::Sampler;
use super::tally::Tally;
use crate::project::{Id, Milestone, Priority, Project, Today, WorkMinutes};
use crate::schedule::{self, END_OF_TIME, Effort, Leveler, Plan, Time, WorkCalendar};

/// What a forecast depends on besides the project and the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// What the draws depend on.
    pub seed: Seed,
    /// How many runs there are in all. With 2,000 a probability is within 1.1 points of what
    /// infinitely many would give, two times out of three.
    pub runs: u32,
    /// Which tasks must be done for the project to be finished.
    pub scope: Scope,
    /// The date on which it must be finished; `None` means the project's own target date.
    pub promised: Option<NaiveDate>,
    /// The estimate of a task that nobody has estimated.
    pub unestimated: WorkMinutes,
    /// What may happen on the way.
    pub risks: Vec<Risk>,
    /// How long blocked tasks still wait. One that is not listed goes on today.
    pub waits: Vec<Wait>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: Seed(0),
            runs: 2_000,
            scope: Scope::Musts,
            promised: None,
            unestimated: schedule::Options::default().unestimated,
            risks: Vec::new(),
            waits: Vec::new(),
        }
    }
}

/// Which tasks must be done for the project to be finished. All open tasks are simulated in any
/// case, and take people's time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The musts, and what nobody has sorted yet.
    #[default]
    Musts,
    /// The shoulds as well.
    MustsAndShoulds,
    /// Every open task.
    Everything,
}

impl Scope {
    fn counts(self, priority: Option<Priority>) -> bool {
        let least = match self {
            Self::Musts => Priority::Must,
            Self::MustsAndShoulds => Priority::Should,
            Self::Everything => Priority::Nice,
        };
        priority.unwrap_or(Priority::Must) <= least
    }
}

/// How far a simulation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runs {
    /// Runs made so far.
    pub done: u32,
    /// Runs wanted.
    pub wanted: u32,
}

impl Runs {
    /// Whether there is nothing left to do.
    #[must_use]
    pub fn are_complete(self) -> bool {
        self.done >= self.wanted
    }
}

/// A simulation under way. It owns all it needs, so that it can be run a few runs at a time and
/// dropped when the project changes; how many at a time makes no difference to the result.
#[derive(Clone, Debug)]
pub struct Simulation {
    pub(super) plan: Plan,
    pub(super) calendar: WorkCalendar,
    pub(super) sampler: Sampler,
    beliefs: Vec<Belief>,
    leveler: Leveler,
    tracer: Tracer,
    tally: Tally,
    /// The nodes that count for the finish.
    counted: Vec<u32>,
    milestones: BTreeMap<Id<Milestone>, Vec<u32>>,
    promised: Option<NaiveDate>,
    risks: Vec<String>,
    wanted: u32,
    work: Vec<i32>,
    release: Vec<Time>,
    happened: Vec<bool>,
}

impl Simulation {
    /// Prepares the runs of a project, leveled by its own plan, and names what stood in the way of
    /// a better forecast, in the order of tasks.
    ///
    /// Tasks that can never be finished, because nobody ever works on them, do not count for the
    /// finish; the schedule names them.
    #[must_use]
    pub fn new(project: &Project, today: Today, options: &Options) -> (Self, Vec<Problem>) {
        let assumed = schedule::Options {
            unestimated: options.unestimated,
            ..schedule::Options::default()
        };
        let (plan, _) = Plan::of(project, today, &assumed);
        Self::of_plan(project, plan, today, options)
    }

    /// As [`Simulation::new`], for a plan that was made before.
    #[must_use]
    pub fn of_plan(
        project: &Project,
        plan: Plan,
        today: Today,
        options: &Options,
    ) -> (Self, Vec<Problem>) {
        let mut believer = Believer::new(project, options.unestimated, today);
        let mut problems = Vec::new();
        let mut beliefs = Vec::with_capacity(plan.tasks.len());
        for id in &plan.tasks {
            let task = project.tasks.get(id).cloned().unwrap_or_default();
            let (belief, mut found) = believer.believe(id, &task);
            beliefs.push(belief);
            problems.append(&mut found);
        }
        problems.sort();
        let sampler = Sampler::new(
            options.seed,
            &plan,
            &beliefs,
            &options.risks,
            &options.waits,
        );
        let calendar = working_time(project, today);
        let promised = options.promised.or(project.settings.target_date);
        let simulation = Self {
            counted: counted(project, &plan, options.scope),
            milestones: milestones(project, &plan),
            leveler: Leveler::new(&plan.network),
            tracer: Tracer::new(&plan.network, &plan.order),
            tally: Tally::new(
                plan.tasks.len(),
                options.risks.len(),
                promised.map(|date| plan.day_end(date)),
            ),
            risks: options.risks.iter().map(|risk| risk.key.clone()).collect(),
            wanted: options.runs,
            work: plan.work.clone(),
            release: plan.release.clone(),
            happened: vec![false; options.risks.len()],
            promised,
            plan,
            calendar,
            sampler,
            beliefs,
        };
        (simulation, problems)
    }

    /// Makes up to so many further runs.
    pub fn step(&mut self, runs: u32) -> Runs {
        let from = self.tally.runs();
        let to = from.saturating_add(runs).min(self.wanted);
        for run in from..to {
            self.run(run);
        }
        self.progress()
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Runs {
        Runs {
            done: self.tally.runs(),
            wanted: self.wanted,
        }
    }

    /// Makes all runs that are left and gives their result.
    #[must_use]
    pub fn complete(mut self) -> Forecast {
        self.step(u32::MAX);
        self.forecast()
    }

    /// What the runs made so far say. Before the first run everything is finished today.
    #[must_use]
    pub fn forecast(&self) -> Forecast {
        let tasks = self.plan.tasks.iter().zip(&self.beliefs).zip(0..);
        let sigma = self.tally.finish_sigma();
        let tasks = tasks.map(|((id, belief), node)| {
            let forecast = TaskForecast {
                finish: self.tally.task_dates(node, &self.plan),
                criticality: self.tally.criticality(node),
                span_sigma: self.tally.span_sigma(node),
                sensitivity: self.tally.sensitivity(node, sigma),
                belief: belief.clone(),
            };
            (id.clone(), forecast)
        });
        let milestones = self.milestones.iter();
        Forecast {
            origin: self.plan.origin,
            tasks: tasks.collect(),
            milestones: milestones
                .map(|(id, nodes)| (id.clone(), self.tally.dates_of_all(nodes, &self.plan)))
                .collect(),
            finishes: self.tally.finishes(&self.calendar),
            promised: self.promised.and_then(|date| self.tally.on_time(date)),
            risks: self.tally.risks(&self.risks),
        }
    }

    fn run(&mut self, run: u32) {
        let network = &self.plan.network;
        self.sampler.draw(
            run,
            network,
            &mut self.work,
            &mut self.release,
            &mut self.happened,
        );
        let effort = Effort {
            work: &self.work,
            release: &self.release,
        };
        self.leveler.forward(network, effort, &self.plan.order);
        let finish = |node: u32| {
            self.leveler
                .finish()
                .get(node as usize)
                .copied()
                .unwrap_or(0)
        };
        // Of equal finishes the first in the plan: which one is chosen shows in the criticality.
        let last = self
            .counted
            .iter()
            .copied()
            .rev()
            .max_by_key(|node| finish(*node));
        if let Some(last) = last {
            let tally = &mut self.tally;
            self.tracer
                .trace(network, &self.leveler, last, |node| tally.mark(node));
        }
        self.tally.record(
            last.map_or(0, finish),
            &self.leveler,
            &self.work,
            &self.calendar,
            &self.happened,
        );
    }
}

/// The open task nodes that count for the finish.
fn counted(project: &Project, plan: &Plan, scope: Scope) -> Vec<u32> {
    let nodes = (0..).zip(&plan.tasks);
    nodes
        .filter(|(node, id)| {
            let ends = plan.passes.early_finish.get(*node as usize);
            let priority = project.tasks.get(id).and_then(|task| task.priority);
            scope.counts(priority) && ends.is_some_and(|end| *end < END_OF_TIME)
        })
        .map(|(node, _)| node)
        .collect()
}

/// The open nodes of each milestone that still has some.
fn milestones(project: &Project, plan: &Plan) -> BTreeMap<Id<Milestone>, Vec<u32>> {
    let (outline, _) = project.outline();
    let nodes_of = |milestone: &Milestone| {
        let below = milestone
            .tasks
            .iter()
            .flat_map(|task| outline.subtree(task));
        let nodes: BTreeSet<u32> = below
            .filter_map(|id| plan.nodes.get(&id).copied())
            .collect();
        nodes.into_iter().collect::<Vec<_>>()
    };
    let all = project.milestones.iter();
    all.map(|(id, milestone)| (id.clone(), nodes_of(milestone)))
        .filter(|(_, nodes)| !nodes.is_empty())
        .collect()
}

/// The working time of the project itself from a day on: its hours without its holidays.
#[must_use]
pub fn working_time(project: &Project, today: Today) -> WorkCalendar {
    let holidays: BTreeSet<NaiveDate> = project
        .holidays
        .values()
        .filter_map(|holiday| holiday.date)
        .collect();
    WorkCalendar::new(
        today.0,
        project.settings.hours.0.map(u32::from),
        holidays.last().copied(),
        |date, usual| if holidays.contains(&date) { 0 } else { usual },
    )
}
