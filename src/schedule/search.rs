//! The search for a better order: a genetic algorithm over schedules that lean left and right in
//! turn.
//!
//! After the bi-population genetic algorithm of Debels and Vanhoucke (*A Bi-population Based
//! Genetic Algorithm for the Resource-Constrained Project Scheduling Problem*, ICCSA 2005). One
//! half of the population starts everything as early as it can be, the other as late; the children
//! of one half replace members of the other, so that each generation is justified by the next at no
//! extra cost (Valls, Ballestín, Quintanilla: *Justification and RCPSP*, EJOR 165, 2005). A child
//! takes over its father's sequence within a window of time and its mother's outside of it. Of a few
//! random windows it is the one in which the father gets the most done compared with the mother: so
//! children inherit the peaks of resource use (Valls, Ballestín, Quintanilla: *A hybrid genetic
//! algorithm for the RCPSP*, EJOR 185, 2008), each from the parent that is better at that time.

use super::busy::{self, Busy};
use super::calendar::Time;
use super::level::{Effort, Leveler};
use super::network::{Network, Order};
use super::random::Random;
use crate::project::DependencyKind;

/// Members of each half.
const MEMBERS: usize = 40;
/// How far a random first order may stray from that by the late dates, in percent of the span.
const SPREAD_PERCENT: i64 = 150;
/// The window within which a child follows its father is at least this much of the span.
const WINDOW_PERCENT: i64 = 15;
/// Of so many random windows a child takes its father's best.
const WINDOWS: u32 = 10;
/// How many moves a child is mutated by, in percent; twins of their parents by [`TWIN_MOVES`] more.
const MOVES_PERCENT: u32 = 150;
const TWIN_MOVES: u32 = 4;
/// How far a mutation may move a node, in percent of the span.
const MOVE_PERCENT: i64 = 30;
/// After so many generations that have made no half better, a new population is begun.
const STALE_GENERATIONS: u32 = 3;

/// Bits of a sorting key: class, then part of the window, then time, then topological place.
const PLACE_BITS: u32 = 24;
const PART_SHIFT: u32 = PLACE_BITS + 32;
const CLASS_SHIFT: u32 = PART_SHIFT + 2;

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
    left: Vec<Member>,
    right: Vec<Member>,
    turn: Turn,
    best: Order,
    best_ends: Ends,
    spent: u32,
    /// The topological place of each node.
    place: Vec<u32>,
    /// Whether sorting by time alone keeps predecessors before successors.
    is_plain: bool,
    keys: Vec<u64>,
    /// What a minute of each node counts when schedules are compared by how busy they are.
    weights: Vec<i64>,
    child: Order,
    newborn: Member,
    /// The sum of spans of the left half, the smallest since the population was begun.
    least_sum: i64,
    stale: u32,
}

/// What the next schedule is for.
#[derive(Clone, Copy, Debug)]
enum Turn {
    /// A random first member.
    Begin,
    /// The child that competes with this member of the left or right half.
    Left(usize),
    Right(usize),
}

/// A schedule as far as its descendants need it.
#[derive(Clone, Debug, Default)]
struct Member {
    start: Vec<Time>,
    finish: Vec<Time>,
    first: Time,
    /// When each class ends; in the right half, for every class how long it takes in all.
    spans: Ends,
    busy: Busy,
}

impl Search {
    /// Starts from an order; the result is never worse. Makes one schedule.
    #[must_use]
    pub fn new(sought: &Sought<'_>, from: &Order, seed: u64) -> Self {
        let network = sought.network;
        let mut place = vec![0; network.len()];
        for (at, node) in (0u32..).zip(&network.topological) {
            place[*node as usize] = at;
        }
        let is_plain = network
            .into
            .iter()
            .all(|link| link.kind == DependencyKind::FinishToStart && link.lag >= 0);
        let mut search = Self {
            random: Random::new(seed),
            leveler: Leveler::new(network),
            left: Vec::new(),
            right: Vec::new(),
            turn: Turn::Begin,
            best: from.clone(),
            best_ends: [Time::MAX; CLASSES],
            spent: 0,
            place,
            is_plain,
            keys: Vec::with_capacity(network.len()),
            weights: busy::weights(network),
            child: from.clone(),
            newborn: Member::default(),
            least_sum: i64::MAX,
            stale: 0,
        };
        search.lean_left(sought);
        search.left.push(search.newborn.clone());
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

    /// Schedules made so far.
    #[must_use]
    pub fn spent(&self) -> u32 {
        self.spent
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
        debug_assert_eq!(self.place.len(), sought.network.len());
        while self.spent < until && !self.is_done(sought.bound) {
            match self.turn {
                Turn::Begin => {
                    self.stray(sought);
                    self.lean_left(sought);
                    self.left.push(self.newborn.clone());
                    if self.left.len() >= MEMBERS {
                        self.turn = Turn::Right(0);
                    }
                }
                Turn::Right(at) => {
                    self.cross(sought, at, Half::Left);
                    self.lean_right(sought);
                    compete(&mut self.right, at, &mut self.newborn);
                    self.turn = if at + 1 < MEMBERS {
                        Turn::Right(at + 1)
                    } else {
                        Turn::Left(0)
                    };
                }
                Turn::Left(at) => {
                    self.cross(sought, at, Half::Right);
                    self.lean_left(sought);
                    compete(&mut self.left, at, &mut self.newborn);
                    if at + 1 < MEMBERS {
                        self.turn = Turn::Left(at + 1);
                    } else {
                        self.end_generation();
                    }
                }
            }
        }
    }

    /// Begins a new population when the present one has come to rest.
    fn end_generation(&mut self) {
        self.turn = Turn::Right(0);
        let spans = self.left.iter().flat_map(|member| member.spans);
        let sum = spans.map(i64::from).sum();
        if sum < self.least_sum {
            self.least_sum = sum;
            self.stale = 0;
            return;
        }
        self.stale += 1;
        if self.stale >= STALE_GENERATIONS {
            self.stale = 0;
            self.least_sum = i64::MAX;
            self.left.clear();
            self.right.clear();
            self.turn = Turn::Begin;
        }
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
            self.keys
                .push(key(class_of(sought, node), 0, time, self.place[node]));
        }
        self.sort_keys(sought.network, true);
    }

    /// Makes the child's schedule as early as can be, and keeps it if it is the best so far.
    fn lean_left(&mut self, sought: &Sought<'_>) {
        self.leveler
            .forward(sought.network, sought.effort, &self.child);
        self.spent += 1;
        let ends = ends_of(self.leveler.finish(), sought.class);
        if ends < self.best_ends {
            self.best_ends = ends;
            self.best.0.clone_from(&self.child.0);
        }
        self.newborn.take(&self.leveler, &self.weights);
        self.newborn.spans = ends;
    }

    /// Makes the child's schedule as late as can be, up to moment 0.
    fn lean_right(&mut self, sought: &Sought<'_>) {
        self.leveler
            .backward(sought.network, sought.effort, &self.child, 0);
        self.spent += 1;
        self.newborn.take(&self.leveler, &self.weights);
        self.newborn.spans = [self.newborn.first.saturating_neg(); CLASSES];
    }

    /// One of two random members: the one whose schedule is shorter.
    fn pick(&mut self, half: Half) -> usize {
        let members = if half == Half::Left {
            &self.left
        } else {
            &self.right
        };
        let count = members.len() as u32;
        let one = self.random.below(count) as usize;
        let other = self.random.below(count) as usize;
        if members[other].spans < members[one].spans {
            other
        } else {
            one
        }
    }

    /// Makes the order of a child: its father's within a window of time, its mother's before and
    /// after it. Parents from the left half give the order in which to go backwards, by finishes;
    /// those from the right half give it by starts.
    fn cross(&mut self, sought: &Sought<'_>, father: usize, half: Half) {
        let mut mother = self.pick(half);
        if mother == father {
            mother = (mother + 1) % MEMBERS;
        }
        let members = if half == Half::Left {
            &self.left
        } else {
            &self.right
        };
        let (dad, mum) = (&members[father], &members[mother]);
        let (dads, mums) = match half {
            Half::Left => (&dad.finish, &mum.finish),
            Half::Right => (&dad.start, &mum.start),
        };
        let span = dad.spans[CLASSES - 1].max(1);
        let least = as_time(i64::from(span) * WINDOW_PERCENT / 100);
        let width = self.random.between(least, span - least);
        let begin = best_window(&mut self.random, dad, mum, span, width);
        let begin = dad.first + begin;
        let end = begin + width;
        self.keys.clear();
        for (node, (own, other)) in dads.iter().zip(mums).enumerate() {
            let (part, time) = if *own < begin {
                (0, other - mum.first)
            } else if *own > end {
                (2, other - mum.first)
            } else {
                (1, own - dad.first)
            };
            self.keys
                .push(key(class_of(sought, node), part, time, self.place[node]));
        }
        let twins = dad.spans == mum.spans && dads == mums;
        let moved = self.mutate(span, twins);
        self.sort_keys(sought.network, moved || !self.is_plain);
    }

    /// Moves a few nodes to other times; whether any.
    fn mutate(&mut self, span: Time, twins: bool) -> bool {
        let extra = self.random.below(100) < MOVES_PERCENT % 100;
        let moves = MOVES_PERCENT / 100 + u32::from(extra) + if twins { TWIN_MOVES } else { 0 };
        let far = as_time(i64::from(span) * MOVE_PERCENT / 100).max(1);
        for _ in 0..moves {
            let node = self.random.below(self.keys.len() as u32) as usize;
            let shift = i64::from(self.random.between(-far, far));
            if let Some(key) = self.keys.get_mut(node) {
                let time = i64::from((*key >> PLACE_BITS) as u32);
                let time = as_time(time + shift).max(0).cast_unsigned();
                *key &= !(u64::from(u32::MAX) << PLACE_BITS);
                *key |= u64::from(time) << PLACE_BITS;
            }
        }
        moves > 0
    }

    /// The child's order by its keys; with `repair`, predecessors are first brought before their
    /// successors.
    fn sort_keys(&mut self, network: &Network, repair: bool) {
        const PLACE: u64 = (1 << PLACE_BITS) - 1;
        if repair {
            for &node in &network.topological {
                let at = node as usize;
                let own = self.keys[at];
                let links = network.links_into(node).iter();
                let latest = links.map(|link| self.keys[link.from as usize]).max();
                if let Some(latest) = latest.filter(|latest| *latest > own) {
                    // The same time, and a later place by definition.
                    self.keys[at] = (latest & !PLACE) | (own & PLACE);
                }
            }
        }
        self.keys.sort_unstable();
        let nodes = self
            .keys
            .iter()
            .map(|key| network.topological[(key & PLACE) as usize]);
        self.child.0.clear();
        self.child.0.extend(nodes);
    }
}

/// One half of the population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Left,
    Right,
}

impl Member {
    fn take(&mut self, leveler: &Leveler, weights: &[i64]) {
        self.start.clear();
        self.start.extend_from_slice(leveler.start());
        self.finish.clear();
        self.finish.extend_from_slice(leveler.finish());
        self.first = self.start.iter().copied().min().unwrap_or(0);
        self.busy
            .read(weights, &self.start, &self.finish, self.first);
    }
}

/// Puts the newborn in this member's place unless it is longer.
fn compete(half: &mut Vec<Member>, at: usize, newborn: &mut Member) {
    match half.get_mut(at) {
        None => half.push(newborn.clone()),
        Some(member) if newborn.spans <= member.spans => std::mem::swap(member, newborn),
        Some(_) => {}
    }
}

/// Where, counted from the first start, a window of this width begins in which the father gets more
/// done than the mother: of a few at random the best, and of equals the first.
fn best_window(random: &mut Random, dad: &Member, mum: &Member, span: Time, width: Time) -> Time {
    let mut best = (i64::MIN, 0);
    for _ in 0..WINDOWS {
        let begin = random.between(0, span - width);
        let gain = dad.busy.between(begin, begin + width) - mum.busy.between(begin, begin + width);
        if gain > best.0 {
            best = (gain, begin);
        }
    }
    best.1
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

fn class_of(sought: &Sought<'_>, node: usize) -> usize {
    sought
        .class
        .get(node)
        .copied()
        .map_or(0, usize::from)
        .min(CLASSES - 1)
}

fn key(class: usize, part: u64, time: Time, place: u32) -> u64 {
    (class as u64) << CLASS_SHIFT
        | part << PART_SHIFT
        | u64::from(time.max(0).cast_unsigned()) << PLACE_BITS
        | u64::from(place)
}

fn as_time(time: i64) -> Time {
    Time::try_from(time).unwrap_or(Time::MAX)
}
