//! Ending a schedule a little earlier by arranging one stretch of it anew.
//!
//! All that comes before the stretch stays where it leans left, all that comes after it is seated
//! as late as an earlier end allows, and what is left over is fitted into the gap between the two:
//! whatever comes too late goes to a random earlier place in the order. The stretch is the
//! subproblem of the decomposition by Debels and Vanhoucke (*A Decomposition-Based Genetic
//! Algorithm for the Resource-Constrained Project-Scheduling Problem*, Operations Research 55,
//! 2007); trying again from the place of the conflict is the unscheduling step of Franck, Neumann
//! and Schwindt (*Truncated branch-and-bound, schedule-construction, and schedule-improvement
//! procedures for resource-constrained project scheduling*, OR Spektrum 23, 2001).

use super::calendar::Time;
use super::keys::Keys;
use super::level::Leveler;
use super::network::{Network, Order};
use super::population::Member;
use super::random::Random;
use super::reach::{Reach, dues};
use super::search::Sought;

/// Nodes of a stretch, and one more for so many nodes of the network.
const STRETCH: usize = 10;
const STRETCH_PART: usize = 6;
/// Stretches that are tried for one schedule.
const STRETCHES: usize = 8;
/// Conflicts that are solved in one stretch.
const CONFLICTS: u32 = 30;

/// Memory for filling gaps; made once for a network.
#[derive(Clone, Debug)]
pub(super) struct Gap {
    leveler: Leveler,
    late: Leveler,
    /// All nodes by their finish in the schedule that is looked at.
    by_finish: Order,
    side: Vec<Side>,
    /// By when each node of the stretch must be done.
    due: Vec<Time>,
    /// The nodes of the stretch, first come first served, and where each of them stands.
    stretch: Vec<u32>,
    stands: Vec<usize>,
    placed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Within,
    After,
}

/// A schedule, and the end by which it is to be done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim<'a> {
    pub(super) sought: &'a Sought<'a>,
    pub(super) keys: &'a Keys,
    pub(super) reach: &'a Reach,
    pub(super) member: &'a Member,
    pub(super) end: Time,
}

impl Gap {
    pub(super) fn new(network: &Network) -> Self {
        Self {
            leveler: Leveler::new(network),
            late: Leveler::new(network),
            by_finish: Order(network.topological.clone()),
            side: vec![Side::Within; network.len()],
            due: vec![0; network.len()],
            stretch: Vec::new(),
            stands: vec![0; network.len()],
            placed: 0,
        }
    }

    /// Nodes placed since this was asked last.
    pub(super) fn take_placed(&mut self) -> u64 {
        std::mem::take(&mut self.placed)
    }

    /// Looks for a schedule that ends in time. Returns when its nodes start. Of links that are not
    /// finish-to-start, and of classes, nothing is known here: the starts may promise too much.
    pub(super) fn fill(&mut self, aim: Aim<'_>, random: &mut Random) -> Option<&[Time]> {
        let network = aim.sought.network;
        let count = network.len();
        let finish = &aim.member.finish;
        self.by_finish
            .0
            .sort_unstable_by_key(|node| (finish[*node as usize], aim.keys.place(*node)));
        self.late
            .backward(network, aim.sought.effort, &self.by_finish, aim.end);
        self.placed += count as u64;
        let width = (STRETCH + count / STRETCH_PART).min(count);
        let step = (width / 2).max(1);
        let steps = count.div_ceil(step);
        let shift = random.below(step as u32) as usize;
        let first = random.below(steps.saturating_sub(STRETCHES) as u32 + 1) as usize;
        for at in first..steps.min(first + STRETCHES) {
            let from = (at * step + shift).saturating_sub(step);
            let to = (from + width).min(count);
            self.placed += count as u64;
            if self.seat(aim, from, to) && self.arrange(aim, random) {
                return Some(self.leveler.start());
            }
        }
        None
    }

    /// Seats all nodes outside of a stretch of those by finish; whether they have room. Nodes that
    /// are in the way of later ones join the stretch.
    fn seat(&mut self, aim: Aim<'_>, from: usize, to: usize) -> bool {
        let Sought {
            network, effort, ..
        } = *aim.sought;
        self.leveler.clear(network);
        self.stretch.clear();
        self.side.fill(Side::Within);
        for &node in &self.by_finish.0[to..] {
            let at = node as usize;
            let (start, finish) = (self.late.start()[at], self.late.finish()[at]);
            let release = effort.release.get(at).copied().unwrap_or(0);
            if start < release || !self.leveler.seat(network, node, start, finish) {
                return false;
            }
            self.side[at] = Side::After;
        }
        for at in 0..to {
            let node = self.by_finish.0[at];
            if at < from && self.stays(aim, node) {
                self.side[node as usize] = Side::Before;
            } else {
                self.stretch.push(node);
            }
        }
        if self.stretch.len() > (to - from) + (to - from) / 2 {
            return false;
        }
        for &node in self.stretch.iter().rev() {
            let (late, due, side) = (self.late.start(), &self.due, &self.side);
            let starts = dues(network, node, |next| match side[next as usize] {
                Side::Before | Side::After => late[next as usize],
                Side::Within => due[next as usize].saturating_sub(aim.reach.takes(next)),
            });
            self.due[node as usize] = starts.fold(aim.end, Time::min);
        }
        true
    }

    /// Seats a node before the stretch where it was, unless something is in the way.
    fn stays(&mut self, aim: Aim<'_>, node: u32) -> bool {
        let network = aim.sought.network;
        let at = node as usize;
        let (start, finish) = (aim.member.start[at], aim.member.finish[at]);
        let (late, side) = (self.late.start(), &self.side);
        let mut starts = dues(network, node, |next| match side[next as usize] {
            Side::After => late[next as usize],
            Side::Before | Side::Within => Time::MAX,
        });
        let mut links = network.links_into(node).iter();
        links.all(|link| side[link.from as usize] == Side::Before)
            && starts.all(|start| start >= finish)
            && self.leveler.seat(network, node, start, finish)
    }

    /// Places the nodes of the stretch, each in time; whether that was found to be possible.
    fn arrange(&mut self, aim: Aim<'_>, random: &mut Random) -> bool {
        let network = aim.sought.network;
        self.sort(aim);
        let mut conflicts = 0;
        let mut at = 0;
        while let Some(&node) = self.stretch.get(at) {
            let finish = self.leveler.place(network, aim.sought.effort, node);
            self.placed += 1;
            if finish <= self.due[node as usize] {
                at += 1;
                continue;
            }
            self.leveler.unplace(network, node);
            // If nothing but its predecessors is before it, the last of them has to go first.
            let after = self.after_all(network, node);
            let (moved, after) = match (after < at, at.checked_sub(1)) {
                (true, _) => (at, after),
                (false, Some(last)) => (last, self.after_all(network, self.stretch[last])),
                (false, None) => return false,
            };
            conflicts += 1;
            if after >= moved || conflicts > CONFLICTS {
                return false;
            }
            let to = after + random.below((moved - after) as u32) as usize;
            for node in self.stretch[to..at].iter().rev() {
                self.leveler.unplace(network, *node);
            }
            self.stretch[to..=moved].rotate_right(1);
            for (stands, node) in (to..=moved).zip(&self.stretch[to..=moved]) {
                self.stands[*node as usize] = stands;
            }
            at = to;
        }
        true
    }

    /// Sorts the stretch by the middle between early and late, predecessors first.
    fn sort(&mut self, aim: Aim<'_>) {
        let network = aim.sought.network;
        let keys = aim.keys;
        self.stretch.sort_unstable_by_key(|node| keys.place(*node));
        let middle = |node: u32| {
            let at = node as usize;
            self.late.start()[at].saturating_add(aim.member.start[at])
        };
        let mut ranks: Vec<(Time, u32, u32)> = Vec::with_capacity(self.stretch.len());
        for (index, &node) in self.stretch.iter().enumerate() {
            let before = network.links_into(node).iter().filter_map(|link| {
                let from = link.from as usize;
                let is_within = self.side[from] == Side::Within;
                is_within.then(|| {
                    ranks
                        .get(self.stands[from])
                        .map_or(Time::MIN, |rank| rank.0)
                })
            });
            let rank = before.fold(middle(node), Time::max);
            self.stands[node as usize] = index;
            ranks.push((rank, keys.place(node), node));
        }
        ranks.sort_unstable();
        self.stretch.clear();
        self.stretch.extend(ranks.iter().map(|rank| rank.2));
        for (stands, node) in self.stretch.iter().enumerate() {
            self.stands[*node as usize] = stands;
        }
    }

    /// The first place in the stretch that comes after all predecessors of a node.
    fn after_all(&self, network: &Network, node: u32) -> usize {
        let links = network.links_into(node).iter();
        let within = links.filter(|link| self.side[link.from as usize] == Side::Within);
        let places = within.map(|link| self.stands[link.from as usize] + 1);
        places.max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::level::Effort;
    use crate::schedule::passes::Passes;
    use crate::schedule::testing::any_network;

    /// How often a gap is found that ends a plain schedule so much earlier, of so many networks.
    fn found(networks: u64, sooner: Time) -> usize {
        let mut found = 0;
        for seed in 0..networks {
            let (network, work) = any_network(seed, 30);
            let release = vec![0; work.len()];
            let effort = Effort {
                work: &work,
                release: &release,
            };
            let passes = Passes::of(&network, effort, &[]);
            let sought = Sought {
                network: &network,
                effort,
                class: &[],
                late: &passes.late_start,
                bound: 0,
            };
            let mut leveler = Leveler::new(&network);
            let order = network.order_by(&passes.late_finish);
            let end = leveler.forward(&network, effort, &order) - sooner;
            let mut member = Member::default();
            member.take(&leveler, &vec![1; work.len()]);
            let aim = Aim {
                sought: &sought,
                keys: &Keys::new(&network),
                reach: &Reach::new(&sought),
                member: &member,
                end,
            };
            let mut gap = Gap::new(&network);
            if let Some(starts) = gap.fill(aim, &mut Random::new(seed)) {
                let order = network.order_by(starts);
                assert!(leveler.forward(&network, effort, &order) <= end, "{seed}");
                found += 1;
            }
            assert!(gap.take_placed() >= work.len() as u64);
        }
        found
    }

    #[test]
    fn a_filled_gap_is_a_schedule_that_ends_in_time() {
        assert!(found(100, 1) > 10);
    }

    #[test]
    fn what_cannot_end_in_time_is_not_promised() {
        assert_eq!(found(20, 100_000), 0);
    }
}
