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
            tracer: Tracer::new(&plan.network),
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

/// The working time of the project itself: its hours without its holidays.
fn working_time(project: &Project, today: Today) -> WorkCalendar {
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

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::forecast::Spread;
    use crate::project::Task;
    use crate::project::notation::project;

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn in_days(days: u64) -> Option<NaiveDate> {
        today().0.checked_add_days(Days::new(days))
    }

    fn forecast(text: &str, options: &Options) -> Forecast {
        Simulation::new(&project(text), today(), options)
            .0
            .complete()
    }

    fn few() -> Options {
        Options {
            runs: 500,
            ..Options::default()
        }
    }

    const SMALL: &str = "
        person ann
        person bob
        task draft 8h/16h/40h @ann must
        task layout 4h @bob must
        task review 8h @ann must <draft <layout
        task video 20h @bob nice
        milestone half draft,layout
        target 2026-03-13";

    fn tasks_of<'a>(forecast: &'a Forecast, id: &str) -> &'a TaskForecast {
        &forecast.tasks[&Id::new(id)]
    }

    #[test]
    fn the_size_of_the_steps_makes_no_difference() {
        let whole = forecast(SMALL, &few());
        let mut simulation = Simulation::new(&project(SMALL), today(), &few()).0;
        while !simulation.step(7).are_complete() {}
        assert_eq!(simulation.forecast(), whole);
        assert_eq!(whole.finishes.len(), 500);
    }

    #[test]
    fn the_seed_is_all_the_chance_there_is() {
        let other = Options {
            seed: Seed(1),
            ..few()
        };
        assert_eq!(forecast(SMALL, &few()), forecast(SMALL, &few()));
        assert_ne!(
            forecast(SMALL, &few()).finishes,
            forecast(SMALL, &other).finishes
        );
    }

    #[test]
    fn a_task_that_takes_nobodys_time_changes_no_other_tasks_runs() {
        let before = forecast(SMALL, &few());
        let more = format!("{SMALL}\n        task aside 300h nice");
        let after = forecast(&more, &few());
        assert_eq!(after.finishes, before.finishes);
        for (id, task) in &before.tasks {
            assert_eq!(&after.tasks[id], task);
        }
    }

    #[test]
    fn what_is_said_for_80_percent_holds_in_80_percent_of_fresh_runs() {
        let said = forecast(SMALL, &Options::default()).finishes;
        let fresh = Options {
            seed: Seed(99),
            runs: 4_000,
            ..Options::default()
        };
        let fresh = forecast(SMALL, &fresh).finishes;
        for level in [0.5, 0.8, 0.9] {
            let promised = said.quantile(level);
            let held = fresh
                .by_run()
                .iter()
                .filter(|run| **run <= promised)
                .count();
            let held = held as f64 / fresh.len() as f64;
            assert!((held - level).abs() < 0.025, "{level}: {held}");
        }
    }

    #[test]
    fn tasks_share_part_of_their_luck_so_that_a_total_stays_uncertain() {
        let lines: Vec<String> = (0..40).map(|n| format!("task t{n} 8h @ann")).collect();
        let text = format!("person ann\n{}", lines.join("\n"));
        let finishes = forecast(&text, &Options::default()).finishes;
        let spread = finishes.worked_quantile(0.9) as f64 / finishes.worked_quantile(0.5) as f64;
        // Forty independent draws would have 1.16; the shared factor alone exp(0.25 × 1.28) = 1.38.
        assert!((1.36..1.5).contains(&spread), "{spread}");
    }

    #[test]
    fn stale_leftovers_share_more_of_it() {
        let fresh = forecast("person ann\ntask a 8h @ann", &Options::default());
        let mut project = project("person ann\ntask a 8h @ann");
        if let Some(task) = project.tasks.get_mut(&Id::<Task>::new("a")) {
            task.added_on = today().0.checked_sub_days(Days::new(100));
        }
        let stale = Simulation::new(&project, today(), &Options::default())
            .0
            .complete();
        let sigma = |forecast| tasks_of(forecast, "a").span_sigma;
        assert!(sigma(&stale) > 1.2 * sigma(&fresh));
    }

    #[test]
    fn who_waits_for_a_person_is_critical_like_who_waits_for_a_task() {
        let text = "
            person ann
            person bob
            task a 20h @ann
            task b 20h @ann
            task c 1h @bob";
        let forecast = forecast(text, &few());
        let [a, b, c] = ["a", "b", "c"].map(|id| tasks_of(&forecast, id).criticality);
        assert!(a > 0.95 && (a - b).abs() < 1e-9, "{a} {b}");
        assert!((a + c - 1.0).abs() < 1e-9, "{a} {c}");
        let first = forecast.ranking()[0];
        assert!(first.1 > 0.3 && first.1 <= 1.0, "{first:?}");
    }

    #[test]
    fn a_chain_goes_on_over_nights_weekends_and_lags() {
        let text = "
            person ann
            person bob 50%
            task a 50h @ann
            task b 9h @bob <a+4h
            task c 30h @ann <b:ss";
        let forecast = forecast(text, &few());
        assert!((tasks_of(&forecast, "a").criticality - 1.0).abs() < 1e-9);
        let b = tasks_of(&forecast, "b").criticality;
        assert!(b > 0.1 && b < 0.9, "{b}");
    }

    #[test]
    fn a_certain_wait_moves_every_run_by_itself() {
        let text = "person ann\ntask a 8h @ann blocked\ntask b 8h <a";
        let wait = Wait {
            task: Id::new("a"),
            still: Spread::certain(960.0),
        };
        let waiting = Options {
            waits: vec![wait],
            ..few()
        };
        let (free, waits) = (forecast(text, &few()), forecast(text, &waiting));
        for (free, waits) in free
            .finishes
            .worked_by_run()
            .iter()
            .zip(waits.finishes.worked_by_run())
        {
            assert!((waits - free - 960).abs() <= 2, "{free} {waits}");
        }
    }

    #[test]
    fn a_risk_delays_its_tasks_in_the_runs_in_which_it_happens() {
        let risk = Risk {
            key: "vendor".into(),
            probability: 0.3,
            delay_days: Spread::certain(5.0),
            tasks: vec![Id::new("a"), Id::new("gone")],
        };
        let risky = Options {
            risks: vec![risk],
            ..Options::default()
        };
        let text = "person ann 50%\ntask a 8h @ann";
        let (safe, risky) = (forecast(text, &Options::default()), forecast(text, &risky));
        let shifts = safe
            .finishes
            .worked_by_run()
            .iter()
            .zip(risky.finishes.worked_by_run());
        let shifts: Vec<i64> = shifts.map(|(safe, risky)| risky - safe).collect();
        assert!(
            shifts
                .iter()
                .all(|shift| *shift == 0 || (shift - 2_400).abs() <= 2)
        );
        let vendor = &risky.risks[0];
        assert!((vendor.happens - 0.3).abs() < 0.04);
        let off = vendor.delay_minutes.unwrap() - 2_400.0;
        assert!(off.abs() < 3.0 * vendor.standard_error, "{vendor:?}");
    }

    #[test]
    fn only_what_is_in_scope_sets_the_finish() {
        let text = "
            task must 4h must
            task should 40h should
            task nice 400h nice";
        let finish = |scope| {
            let options = Options { scope, ..few() };
            forecast(text, &options).finishes.worked_quantile(0.5)
        };
        let must = finish(Scope::Musts);
        let should = finish(Scope::MustsAndShoulds);
        assert!(must < should && should < finish(Scope::Everything));
        let all = forecast(text, &few());
        assert!(tasks_of(&all, "nice").finish.p50 > all.finish().p90);
    }

    #[test]
    fn a_project_without_open_musts_is_finished_today() {
        let done = forecast("task a 4h done=2026-02-27 must\ntask b 4h nice", &few());
        assert_eq!(done.finish().p90, today().0);
    }

    #[test]
    fn a_task_nobody_can_ever_do_does_not_count() {
        let text = "
            person ann hours=0/0/0/0/0/0/0
            task never 4h @ann must
            task some 4h must";
        let forecast = forecast(text, &few());
        assert!(forecast.finish().p90 < in_days(30).unwrap());
    }

    #[test]
    fn the_chance_of_the_promised_date_has_a_standard_error_and_never_stands_alone() {
        let with = |days| Options {
            promised: in_days(days),
            ..few()
        };
        let [early, middle, late] =
            [0, 9, 400].map(|days| forecast(SMALL, &with(days)).promised.unwrap());
        assert!(early.probability < 0.05, "{early:?}");
        assert!(early.work_done > 0.0 && early.work_done < 0.5, "{early:?}");
        assert!(
            middle.probability > 0.2 && middle.probability < 0.95,
            "{middle:?}"
        );
        assert!(middle.standard_error > 0.01 && middle.standard_error < 0.023);
        assert!(late.probability > 0.999 && late.standard_error > 0.0);
        assert!((late.work_done - 1.0).abs() < 1e-9 && (late.tasks_done - 4.0).abs() < 1e-9);
        assert!(early.work_done < middle.work_done && middle.work_done < late.work_done);
    }

    #[test]
    fn a_milestone_is_reached_with_the_last_of_its_tasks() {
        let forecast = forecast(SMALL, &few());
        let half = forecast.milestones[&Id::new("half")];
        assert!(half >= tasks_of(&forecast, "draft").finish);
        assert!(half.p80 <= forecast.finish().p80);
    }

    #[test]
    fn the_curve_rises_to_one_and_the_histogram_holds_every_run() {
        let forecast = forecast(SMALL, &few());
        let curve = forecast.curve();
        assert!(curve.windows(2).all(|pair| pair[0].date < pair[1].date));
        assert!(
            curve
                .windows(2)
                .all(|pair| pair[0].finished < pair[1].finished)
        );
        assert!((curve.last().unwrap().finished - 1.0).abs() < 1e-9);
        let point = curve[curve.len() / 2];
        assert!((forecast.chance_of(point.date) - point.finished).abs() < 1e-9);
        let histogram = forecast.histogram(20);
        assert!(histogram.len() <= 20 && histogram.len() > 5);
        assert_eq!(
            histogram.iter().map(|stretch| stretch.runs).sum::<u32>(),
            500
        );
        assert_eq!(histogram[0].first, curve[0].date);
    }

    #[test]
    fn an_empty_project_is_finished_today() {
        let forecast = forecast("person ann", &few());
        assert_eq!(forecast.finish().p90, today().0);
        assert_eq!(forecast.tasks.len(), 0);
    }
}
