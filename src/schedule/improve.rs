//! Offering a better priority order: what it gains and what moves, found in slices and bounded by a
//! number of schedules.

use super::calendar::Time;
use super::level::Leveler;
use super::network::Order;
use super::plan::Plan;
use super::result::Schedule;
use super::search::{CLASSES, Ends, Search, Sought, ends_of};
use crate::project::order::OrderKey;
use crate::project::{Id, Task};
use chrono::NaiveDate;

/// A better order is offered only if it ends some class of tasks earlier by this much working time:
/// less is no reason to move people's work about.
pub const LEAST_GAIN_MINUTES: i64 = 240;

/// The search for a better order of one plan. It depends on the plan, the seed and the number of
/// schedules; neither on the clock nor on how it is sliced.
#[derive(Clone, Debug)]
pub struct Improvement {
    search: Search,
    schedules: u32,
    bound: Time,
    before: Ends,
}

/// A better order and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The open tasks, who goes first first.
    pub order: Vec<Id<Task>>,
    /// The first class that gains, 0 to 3 (see [`Plan::class`]): the others up to it stay.
    pub class: u8,
    /// The day all up to that class is done by the present order.
    pub finish_before: NaiveDate,
    /// The day it is done by the proposed order.
    pub finish_after: NaiveDate,
    /// Working minutes between the two.
    pub gain_minutes: i64,
    /// The tasks that get other days, in the order of their new days.
    pub moves: Vec<Move>,
}

/// A task that gets other days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The task.
    pub task: Id<Task>,
    /// First and last day before; `None` if it was not in the plan.
    pub before: Option<(NaiveDate, NaiveDate)>,
    /// First and last day after; `None` if it is no longer in the plan.
    pub after: Option<(NaiveDate, NaiveDate)>,
}

impl Improvement {
    /// A search from the plan's present order, through so many schedules. Makes one.
    #[must_use]
    pub fn new(schedule: &Schedule, seed: u64, schedules: u32) -> Self {
        let plan = &schedule.plan;
        Self {
            search: Search::new(&sought(plan, schedule.bound), &plan.order, seed),
            schedules,
            bound: schedule.bound,
            before: ends_of(&schedule.finish, &plan.class),
        }
    }

    /// Makes up to so many more schedules; whether the search is over. `plan` must be that of
    /// [`Improvement::new`].
    pub fn step(&mut self, plan: &Plan, schedules: u32) -> bool {
        let until = self
            .search
            .spent()
            .saturating_add(schedules)
            .min(self.schedules);
        self.search.step(&sought(plan, self.bound), until);
        self.is_over()
    }

    /// Whether all schedules have been made, or nothing better can come.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.search.spent() >= self.schedules || self.search.is_done(self.bound)
    }

    /// Schedules made and to be made.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        (self.search.spent(), self.schedules)
    }

    /// The best order so far with as few moves as it takes, if it gains at least
    /// [`LEAST_GAIN_MINUTES`]. Makes up to 130 schedules.
    #[must_use]
    pub fn proposal(&self, schedule: &Schedule) -> Option<Proposal> {
        let plan = &schedule.plan;
        let after = self.search.best_ends();
        let class = (0..CLASSES).find(|class| after[*class] != self.before[*class])?;
        let gain_minutes = plan.working_minutes(after[class], self.before[class]);
        if gain_minutes < LEAST_GAIN_MINUTES {
            return None;
        }
        let (order, leveled) = calm(schedule, self.search.best(), after);
        let tasks = order
            .0
            .iter()
            .filter_map(|node| plan.tasks.get(*node as usize));
        Some(Proposal {
            order: tasks.cloned().collect(),
            class: class as u8,
            finish_before: plan.finish_date(self.before[class]),
            finish_after: plan.finish_date(after[class]),
            gain_minutes,
            moves: moves(schedule, &leveled),
        })
    }
}

impl Proposal {
    /// The rank each task gets when the order is adopted.
    #[must_use]
    pub fn ranks(&self) -> Vec<(Id<Task>, OrderKey)> {
        let keys = OrderKey::spread(None, None, self.order.len());
        self.order.iter().cloned().zip(keys).collect()
    }
}

/// The tasks that have other days in another schedule, those that came or went included; in the
/// order of their new days.
#[must_use]
pub fn moved(before: &Schedule, after: &Schedule) -> Vec<Move> {
    let days = |schedule: &Schedule, task: &Id<Task>| {
        let node = *schedule.plan.nodes.get(task)? as usize;
        Some(dates(
            &schedule.plan,
            schedule.start[node],
            schedule.finish[node],
        ))
    };
    let gone = before
        .plan
        .tasks
        .iter()
        .filter(|task| !after.plan.nodes.contains_key(*task));
    let mut moves: Vec<Move> = after
        .plan
        .tasks
        .iter()
        .chain(gone)
        .map(|task| Move {
            task: task.clone(),
            before: days(before, task),
            after: days(after, task),
        })
        .filter(|moved| moved.before != moved.after)
        .collect();
    sort(&mut moves);
    moves
}

fn sought(plan: &Plan, bound: Time) -> Sought<'_> {
    Sought {
        network: &plan.network,
        effort: plan.effort(),
        class: &plan.class,
        late: &plan.passes.late_start,
        bound,
    }
}

/// Takes back what is new in an order as long as its ends stay and fewer tasks move: tries with
/// halves, quarters and smaller parts of the present order.
fn calm(schedule: &Schedule, best: &Order, ends: Ends) -> (Order, Leveler) {
    let plan = &schedule.plan;
    let mut leveler = Leveler::new(&plan.network);
    leveler.forward(&plan.network, plan.effort(), best);
    let mut kept = (
        best.clone(),
        leveler.clone(),
        moves(schedule, &leveler).len(),
    );
    let present = plan.order.as_slice();
    let mut rank = ranks(best);
    let old_rank = ranks(&plan.order);
    let mut parts = 2;
    while parts <= 64 && parts <= present.len() {
        for part in present.chunks(present.len().div_ceil(parts)) {
            let mut tried = rank.clone();
            for node in part {
                tried[*node as usize] = old_rank[*node as usize];
            }
            let order = plan.network.order_by(&tried);
            leveler.forward(&plan.network, plan.effort(), &order);
            let count = moves(schedule, &leveler).len();
            if ends_of(leveler.finish(), &plan.class) <= ends && count < kept.2 {
                kept = (order, leveler.clone(), count);
                rank = tried;
            }
        }
        parts *= 2;
    }
    (kept.0, kept.1)
}

fn ranks(order: &Order) -> Vec<u32> {
    let mut ranks = vec![0; order.0.len()];
    for (rank, node) in (0..).zip(&order.0) {
        ranks[*node as usize] = rank;
    }
    ranks
}

/// The tasks that have other days in this leveled run than in the schedule.
fn moves(schedule: &Schedule, leveled: &Leveler) -> Vec<Move> {
    let plan = &schedule.plan;
    let mut moves = Vec::new();
    for (node, task) in plan.tasks.iter().enumerate() {
        let before = dates(plan, schedule.start[node], schedule.finish[node]);
        let after = dates(plan, leveled.start()[node], leveled.finish()[node]);
        if before != after {
            moves.push(Move {
                task: task.clone(),
                before: Some(before),
                after: Some(after),
            });
        }
    }
    sort(&mut moves);
    moves
}

fn sort(moves: &mut [Move]) {
    moves.sort_by(|one, other| (one.after, &one.task).cmp(&(other.after, &other.task)));
}

fn dates(plan: &Plan, start: Time, finish: Time) -> (NaiveDate, NaiveDate) {
    let first = plan.start_date(start);
    (first, plan.finish_date(finish).max(first))
}
