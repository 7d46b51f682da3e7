//! The search for a better order: a genetic algorithm over schedules that lean left and right in
//! turn.
//!
//! After the bi-population genetic algorithm of Debels and Vanhoucke (*A Bi-population Based
//! Genetic Algorithm for the Resource-Constrained Project Scheduling Problem*, ICCSA 2005). One
//! half of the population starts everything as early as it can be, the other as late; the children
//! of one half replace members of the other, so that each generation is justified by the next at no
//! extra cost (Valls, Ballestín, Quintanilla: *Justification and RCPSP*, EJOR 165, 2005). A child
//! takes over its father's sequence within a window of time and its mother's outside of it. Of a few
//! random mothers and windows they are those in which the father gets the most done compared with
//! the mother: so children inherit the peaks of resource use (Valls, Ballestín, Quintanilla: *A
//! hybrid genetic algorithm for the RCPSP*, EJOR 185, 2008), each from the parent that is better at
//! that time. After each generation one of the best has a stretch arranged anew (`gap.rs`).
//!
//! What is counted are nodes placed, in schedules of the whole network: a child is given up as soon
//! as it cannot be as short as the member it competes with, and only what was placed of it counts.

use super::busy;
use super::calendar::Time;
use super::gap::{Aim, Gap};
use super::keys::Keys;
use super::level::{Effort, Leveler};
use super::network::{Network, Order};
use super::population::{Half, Member};
use super::random::Random;
use super::reach::Reach;

/// Members of each half.
const MEMBERS: usize = 45;
/// How far a random first order may stray from that by the late dates, in percent of the span.
const SPREAD_PERCENT: i64 = 150;
/// How many moves a child is mutated by, in percent; twins of their parents by [`TWIN_MOVES`] more.
const MOVES_PERCENT: u32 = 150;
const TWIN_MOVES: u32 = 4;
/// How far a mutation may move a node, in percent of the span.
const MOVE_PERCENT: i64 = 30;
/// After so many generations that have made no half better, a new population is begun.
const STALE_GENERATIONS: u32 = 2;

/// How many classes of nodes there are at most.
pub(super) const CLASSES: usize = 4;

/// When the last node of each class, or one before it, is done; compared one after the other.
pub type Ends = [Time; CLASSES];

/// What is to be searched, the same in every call.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// The network.
    pub network: &'a Network,
    /// Its work and releases.
    pub effort: Effort<'a>,
    /// How important each node is, 0 to 3, the most important first, and never more important than
    /// what it waits for. A class is never delayed for the sake of a later one. Missing entries
    /// mean 0.
    pub class: &'a [u8],
    /// What the first random orders are built around: the late start of each node.
    pub late: &'a [Time],
    /// An end before which nothing can end: the search stops there.
    pub bound: Time,
}

/// A search for an order whose schedule ends earlier, taken in slices of any size. The result
/// depends on the seed and the number of schedules, not on the slices.
#[derive(Clone, Debug)]
pub struct Search {
    random: Random,
    leveler: Leveler,
    left: Half,
    right: Half,
    turn: Turn,
    best: Order,
    best_ends: Ends,
    /// Nodes placed so far.
    placed: u64,
    keys: Keys,
    reach: Reach,
    gap: Gap,
    /// What a minute of each node counts when schedules are compared by how busy they are.
    weights: Vec<i64>,
    child: Order,
    newborn: Member,
    /// The sum of spans of the left half, the smallest since the population was begun.
    least_sum: i64,
    stale: u32,
    /// A population that has come to rest, for the next one to join when it does.
    rested: Vec<Member>,
    has_joined: bool,
}

/// What the next schedule is for.
#[derive(Clone, Copy, Debug)]
enum Turn {
    /// A random first member.
    Begin,
    /// The child that competes with this member of the left or right half.
    Left(usize),
    Right(usize),
    /// One of the best, made shorter.
    Gap,
}

impl Search {
    /// Starts from an order; the result is never worse. Makes one schedule.
    #[must_use]
    pub fn new(sought: &Sought<'_>, from: &Order, seed: u64) -> Self {
        let network = sought.network;
        let mut search = Self {
            random: Random::new(seed),
            leveler: Leveler::new(network),
            left: Half::default(),
            right: Half::default(),
            turn: Turn::Begin,
            best: from.clone(),
            best_ends: [Time::MAX; CLASSES],
            placed: 0,
            keys: Keys::new(network),
            reach: Reach::new(sought),
            gap: Gap::new(network),
            weights: busy::weights(network),
            child: from.clone(),
            newborn: Member::default(),
            least_sum: i64::MAX,
            stale: 0,
            rested: Vec::new(),
            has_joined: false,
        };
        search.lean_left(sought, Time::MAX);
        search.left.0.push(search.newborn.clone());
        search
    }

    /// The best order so far: of equals, the first that was found.
    #[must_use]
    pub fn best(&self) -> &Order {
        &self.best
    }

    /// When its schedule ends, by class.
    #[must_use]
    pub fn best_ends(&self) -> Ends {
        self.best_ends
    }

    /// Schedules made so far, parts of schedules by the nodes placed in them.
    #[must_use]
    pub fn spent(&self) -> u32 {
        let schedules = self.placed / (self.keys.len() as u64).max(1);
        u32::try_from(schedules).unwrap_or(u32::MAX)
    }

    /// Whether nothing better can come.
    #[must_use]
    pub fn is_done(&self, bound: Time) -> bool {
        // Only the end of everything has a bound: the classes before may still gain.
        let ends = self.best_ends;
        ends[CLASSES - 1] <= bound
            && ends
                .iter()
                .all(|end| *end <= 0 || *end == ends[CLASSES - 1])
    }

    /// Goes on until so many schedules have been made in all, or nothing better can come.
    ///
    /// `sought` must be that of [`Search::new`].
    pub fn step(&mut self, sought: &Sought<'_>, until: u32) {
        debug_assert_eq!(self.keys.len(), sought.network.len());
        while self.spent() < until && !self.is_done(sought.bound) {
            match self.turn {
                Turn::Begin => {
                    self.stray(sought);
                    self.lean_left(sought, Time::MAX);
                    self.left.0.push(self.newborn.clone());
                    if self.left.0.len() >= MEMBERS {
                        self.turn = Turn::Right(0);
                    }
                }
                Turn::Right(at) => {
                    self.cross(sought, at, Side::Left);
                    let limit = self.right.0.get(at).map_or(Time::MIN, |rival| rival.first);
                    if self.lean_right(sought, limit) {
                        self.right.compete(at, &mut self.newborn);
                    }
                    self.turn = if at + 1 < MEMBERS {
                        Turn::Right(at + 1)
                    } else {
                        Turn::Left(0)
                    };
                }
                Turn::Left(at) => {
                    self.cross(sought, at, Side::Right);
                    let leading = self.reach.leading;
                    let rival = self.left.0.get(at);
                    let limit = rival.map_or(Time::MAX, |rival| rival.spans[leading]);
                    if self.lean_left(sought, limit) {
                        self.left.compete(at, &mut self.newborn);
                    }
                    self.turn = if at + 1 < MEMBERS {
                        Turn::Left(at + 1)
                    } else {
                        Turn::Gap
                    };
                }
                Turn::Gap => {
                    if !self.fill_gap(sought) {
                        self.turn = Turn::Right(0);
                        self.rest();
                    }
                }
            }
        }
    }

    /// Begins a new population when the present one has come to rest. When that rests in its turn,
    /// the two go on as one.
    fn rest(&mut self) {
        let sum = self.left.sum();
        if sum < self.least_sum {
            self.least_sum = sum;
            self.stale = 0;
            return;
        }
        self.stale += 1;
        if self.stale < STALE_GENERATIONS {
            return;
        }
        self.stale = 0;
        self.least_sum = i64::MAX;
        self.right.0.clear();
        self.has_joined = !self.has_joined && !self.rested.is_empty();
        if self.has_joined {
            self.left.join(std::mem::take(&mut self.rested));
        } else {
            self.rested = std::mem::take(&mut self.left.0);
            self.turn = Turn::Begin;
        }
    }

    /// Makes one of the best shorter, if a gap is found; whether it is.
    fn fill_gap(&mut self, sought: &Sought<'_>) -> bool {
        let at = self.left.one_of_the_best(&mut self.random);
        let Some(member) = self.left.0.get(at) else {
            return false;
        };
        let spans = member.spans;
        let end = spans[CLASSES - 1] - 1;
        if end < sought.bound {
            return false;
        }
        let aim = Aim {
            sought,
            keys: &self.keys,
            reach: &self.reach,
            member,
            end,
        };
        let starts = self.gap.fill(aim, &mut self.random);
        if let Some(starts) = starts {
            let first = starts.iter().copied().min().unwrap_or(0);
            self.keys.clear();
            for (node, start) in starts.iter().enumerate() {
                self.keys.push(class_of(sought, node), 0, start - first);
            }
            self.keys.sort(sought.network, true, &mut self.child);
        }
        let is_found = starts.is_some();
        self.placed += self.gap.take_placed();
        if !(is_found && self.lean_left(sought, spans[self.reach.leading])) {
            return false;
        }
        let is_shorter = self.newborn.spans < spans;
        if is_shorter {
            self.left.compete(at, &mut self.newborn);
        }
        is_shorter
    }

    /// A random order around the late dates.
    fn stray(&mut self, sought: &Sought<'_>) {
        let late = |node: usize| sought.late.get(node).copied().unwrap_or(0);
        let times = (0..sought.network.len()).map(late);
        let (low, high) = times.fold((Time::MAX, Time::MIN), |(low, high), time| {
            (low.min(time), high.max(time))
        });
        let span = i64::from(high.saturating_sub(low).max(0));
        let spread = as_time(span * SPREAD_PERCENT / 100);
        self.keys.clear();
        for node in 0..sought.network.len() {
            let time = late(node).saturating_sub(low).max(0);
            let time = time.saturating_add(self.random.between(0, spread));
            self.keys.push(class_of(sought, node), 0, time);
        }
        self.keys.sort(sought.network, false, &mut self.child);
    }

    /// Makes the child's schedule as early as can be, and keeps it if it is the best so far. Gives
    /// it up, and says so, if its leading class cannot be done by `limit`.
    fn lean_left(&mut self, sought: &Sought<'_>, limit: Time) -> bool {
        let Sought {
            network, effort, ..
        } = *sought;
        let reach = &self.reach;
        let mut is_in_time = true;
        let placed = self
            .leveler
            .forward_while(network, effort, &self.child, |node, finish| {
                is_in_time = reach.can_end_by(limit, node, finish);
                is_in_time
            });
        self.count(placed);
        if !is_in_time {
            return false;
        }
        let ends = ends_of(self.leveler.finish(), sought.class);
        if ends < self.best_ends {
            self.best_ends = ends;
            self.best.0.clone_from(&self.child.0);
        }
        self.newborn.take(&self.leveler, &self.weights);
        self.newborn.spans = ends;
        true
    }

    /// Makes the child's schedule as late as can be, up to moment 0. Gives it up, and says so, if
    /// it cannot begin at `limit`.
    fn lean_right(&mut self, sought: &Sought<'_>, limit: Time) -> bool {
        let Sought {
            network, effort, ..
        } = *sought;
        let reach = &self.reach;
        let mut is_in_time = true;
        let placed = self
            .leveler
            .backward_while(network, effort, &self.child, 0, |node, start| {
                is_in_time = reach.can_begin_at(limit, node, start);
                is_in_time
            });
        self.count(placed);
        if is_in_time {
            self.newborn.take(&self.leveler, &self.weights);
            self.newborn.spans = [self.newborn.first.saturating_neg(); CLASSES];
        }
        is_in_time
    }

    fn count(&mut self, placed: usize) {
        self.placed += (placed as u64).max(1);
    }

    /// Makes the order of a child: its father's within a window of time, its mother's before and
    /// after it. Parents from the left half give the order in which to go backwards, by finishes;
    /// those from the right half give it by starts.
    fn cross(&mut self, sought: &Sought<'_>, father: usize, side: Side) {
        let half = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        let found = half.match_for(father, &mut self.random);
        let (dad, mum) = (&half.0[father], &half.0[found.mother]);
        let (dads, mums) = match side {
            Side::Left => (&dad.finish, &mum.finish),
            Side::Right => (&dad.start, &mum.start),
        };
        let begin = dad.first + found.begin;
        let end = begin + found.width;
        self.keys.clear();
        for (node, (own, other)) in dads.iter().zip(mums).enumerate() {
            let (part, time) = if *own < begin {
                (0, other - mum.first)
            } else if *own > end {
                (2, other - mum.first)
            } else {
                (1, own - dad.first)
            };
            self.keys.push(class_of(sought, node), part, time);
        }
        let twins = dad.spans == mum.spans && dads == mums;
        let extra = self.random.below(100) < MOVES_PERCENT % 100;
        let moves = MOVES_PERCENT / 100 + u32::from(extra) + if twins { TWIN_MOVES } else { 0 };
        let far = as_time(i64::from(dad.span()) * MOVE_PERCENT / 100).max(1);
        self.keys.mutate(&mut self.random, moves, far);
        self.keys.sort(sought.network, moves == 0, &mut self.child);
    }
}

/// The half from which the parents are.
#[derive(Clone, Copy, Debug)]
enum Side {
    Left,
    Right,
}

/// When each class, and all before it, is done.
pub(super) fn ends_of(finish: &[Time], class: &[u8]) -> Ends {
    let mut ends = [0; CLASSES];
    for (node, finish) in finish.iter().enumerate() {
        let class = class
            .get(node)
            .copied()
            .map_or(0, usize::from)
            .min(CLASSES - 1);
        ends[class] = ends[class].max(*finish);
    }
    accumulate(&mut ends);
    ends
}

fn accumulate(ends: &mut Ends) {
    let mut most = 0;
    for end in ends {
        most = most.max(*end);
        *end = most;
    }
}

pub(super) fn class_of(sought: &Sought<'_>, node: usize) -> usize {
    sought
        .class
        .get(node)
        .copied()
        .map_or(0, usize::from)
        .min(CLASSES - 1)
}

fn as_time(time: i64) -> Time {
    Time::try_from(time).unwrap_or(Time::MAX)
}
