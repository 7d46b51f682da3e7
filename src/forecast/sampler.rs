//! One run's chance: how much work each node takes this time, and when it can begin.

use libm::exp;

use super::belief::{Belief, SHARED_SIGMA, STALE_SIGMA};
use super::event::{Risk, Wait};
use super::random::{Purpose, Seed, key_of, normal, uniform};
use super::spread::Spread;
use crate::schedule::{Network, Plan, Time};

/// All that varies from run to run.
#[derive(Clone, Debug)]
pub(super) struct Sampler {
    seed: Seed,
    tasks: Vec<TaskChance>,
    risks: Vec<RiskChance>,
    waits: Vec<WaitChance>,
    release: Vec<Time>,
}

#[derive(Clone, Debug)]
struct TaskChance {
    key: u64,
    remaining: Spread,
    is_stale: bool,
}

#[derive(Clone, Debug)]
struct RiskChance {
    key: u64,
    probability: f64,
    delay_days: Spread,
    /// The nodes it delays, with the minutes of work a day has there.
    nodes: Vec<(u32, f64)>,
}

#[derive(Clone, Debug)]
struct WaitChance {
    key: u64,
    node: u32,
    still: Spread,
}

/// More minutes of work than this are drawn as this many: 80 years of office hours.
const WORK_MOST: f64 = 10_000_000.0;
/// The working day of a node on which nobody ever works.
const USUAL_DAY: f64 = 480.0;

impl Sampler {
    /// What varies in a plan whose task nodes are believed to take `beliefs`, in their order.
    pub(super) fn new(
        seed: Seed,
        plan: &Plan,
        beliefs: &[Belief],
        risks: &[Risk],
        waits: &[Wait],
    ) -> Self {
        let task = |(id, belief): (&crate::project::Id<_>, &Belief)| TaskChance {
            key: key_of(id.as_str()),
            remaining: belief.remaining.clone(),
            is_stale: belief.is_stale,
        };
        let risk = |risk: &Risk| RiskChance {
            key: key_of(&risk.key),
            probability: risk.probability,
            delay_days: risk.delay_days.clone(),
            nodes: risk
                .tasks
                .iter()
                .filter_map(|task| plan.nodes.get(task))
                .map(|node| (*node, usual_day(&plan.network, *node)))
                .collect(),
        };
        let wait = |wait: &Wait| {
            Some(WaitChance {
                key: key_of(wait.task.as_str()),
                node: *plan.nodes.get(&wait.task)?,
                still: wait.still.clone(),
            })
        };
        Self {
            seed,
            tasks: plan.tasks.iter().zip(beliefs).map(task).collect(),
            risks: risks.iter().map(risk).collect(),
            waits: waits.iter().filter_map(wait).collect(),
            release: plan.release.clone(),
        }
    }

    /// Draws the work of every task node and the release of every node, and says which risks
    /// happen. Nodes behind those of the tasks keep the work they have.
    pub(super) fn draw(
        &self,
        run: u32,
        network: &Network,
        work: &mut [i32],
        release: &mut [Time],
        happened: &mut [bool],
    ) {
        let shared = normal(self.seed, run, 0, Purpose::SharedFactor);
        let [fresh, stale] = [SHARED_SIGMA, STALE_SIGMA].map(|sigma| exp(sigma * shared));
        for (work, task) in work.iter_mut().zip(&self.tasks) {
            let own = task
                .remaining
                .at(uniform(self.seed, run, task.key, Purpose::Work));
            *work = minutes(own * if task.is_stale { stale } else { fresh });
        }
        release.copy_from_slice(&self.release);
        for wait in &self.waits {
            let still = wait
                .still
                .at(uniform(self.seed, run, wait.key, Purpose::Wait));
            if let Some(release) = release.get_mut(wait.node as usize) {
                *release = network.lagged(0, minutes(still)).max(*release);
            }
        }
        for (happened, risk) in happened.iter_mut().zip(&self.risks) {
            *happened = uniform(self.seed, run, risk.key, Purpose::RiskHappens) < risk.probability;
            if !*happened {
                continue;
            }
            let days = risk
                .delay_days
                .at(uniform(self.seed, run, risk.key, Purpose::RiskImpact));
            for (node, day) in &risk.nodes {
                if let Some(work) = work.get_mut(*node as usize) {
                    *work = minutes(f64::from(*work) + days * day);
                }
            }
        }
    }

    /// The work drawn for one task node in one run, risks aside; `None` for other nodes.
    pub(super) fn work_of(&self, run: u32, node: u32) -> Option<f64> {
        let task = self.tasks.get(node as usize)?;
        let sigma = if task.is_stale {
            STALE_SIGMA
        } else {
            SHARED_SIGMA
        };
        let shared = normal(self.seed, run, 0, Purpose::SharedFactor);
        let own = task
            .remaining
            .at(uniform(self.seed, run, task.key, Purpose::Work));
        Some(own * exp(sigma * shared))
    }
}

/// The minutes of work that a working day has on average where a node is worked on, looking four
/// weeks ahead.
fn usual_day(network: &Network, node: u32) -> f64 {
    let Some(calendar) = network.calendar_of(node) else {
        return USUAL_DAY;
    };
    let worked = (0..28)
        .map(|day| calendar.work_on(day))
        .filter(|work| *work > 0);
    let (days, work) = worked.fold((0, 0), |(days, sum), work| (days + 1, sum + work));
    if days == 0 {
        USUAL_DAY
    } else {
        work as f64 / f64::from(days)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "rounded, and bounded far below the largest integer"
)]
fn minutes(drawn: f64) -> i32 {
    libm::rint(drawn.clamp(0.0, WORK_MOST)) as i32
}
