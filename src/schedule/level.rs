//! Leveling: a schedule in which no resource is asked for more than it has, made node by node in a
//! given order (serial schedule generation), forwards from today or backwards from an end.

use super::calendar::{END_OF_TIME, Time};
use super::network::{Network, Order};
use super::profile::Profile;
use crate::project::DependencyKind;

/// The memory a leveling run works in, and its result. Made once, used for thousands of runs of
/// the same network; a run allocates nothing.
#[derive(Clone, Debug)]
pub struct Leveler {
    start: Vec<Time>,
    finish: Vec<Time>,
    profiles: Vec<Profile>,
}

/// What a run may vary: one entry per node.
#[derive(Clone, Copy, Debug)]
pub struct Effort<'a> {
    /// Work in minutes.
    pub work: &'a [i32],
    /// When a node may start at the earliest.
    pub release: &'a [Time],
}

impl Leveler {
    /// Memory for this network.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        Self {
            start: vec![0; network.len()],
            finish: vec![0; network.len()],
            profiles: vec![Profile::default(); network.resources()],
        }
    }

    /// When each node starts.
    #[must_use]
    pub fn start(&self) -> &[Time] {
        &self.start
    }

    /// When each node finishes.
    #[must_use]
    pub fn finish(&self) -> &[Time] {
        &self.finish
    }

    /// Puts every node as early as its links, calendar, release and resources allow, one after the
    /// other in this order, and returns the last finish. Nodes that come later never move those
    /// that came before.
    ///
    /// `effort` has an entry for every node of the network the leveler was made for; a missing one
    /// means no work from the status date on.
    pub fn forward(&mut self, network: &Network, effort: Effort<'_>, order: &Order) -> Time {
        let mut last = 0;
        self.forward_while(network, effort, order, |_, finish| {
            last = last.max(finish);
            true
        });
        last
    }

    /// As [`Leveler::forward`], as long as `go_on` says so of each node and its finish. Returns how
    /// many nodes were placed; of the others nothing is known.
    pub(super) fn forward_while(
        &mut self,
        network: &Network,
        effort: Effort<'_>,
        order: &Order,
        mut go_on: impl FnMut(u32, Time) -> bool,
    ) -> usize {
        self.clear(network);
        for (placed, &node) in (1..).zip(&order.0) {
            let finish = self.place(network, effort, node);
            if !go_on(node, finish) {
                return placed;
            }
        }
        order.0.len()
    }

    /// Puts a node as early as its links, calendar, release and what is free allow, and returns its
    /// finish. Its predecessors must have been placed.
    #[inline]
    pub(super) fn place(&mut self, network: &Network, effort: Effort<'_>, node: u32) -> Time {
        let at = node as usize;
        let work = effort.work.get(at).copied().unwrap_or(0);
        let mut earliest = effort.release.get(at).copied().unwrap_or(0);
        let mut finish_from = network.nodes[at].finish_release;
        for link in network.links_into(node) {
            let from = link.from as usize;
            if link.kind == DependencyKind::FinishToStart && link.lag == 0 {
                earliest = earliest.max(self.finish[from]);
            } else {
                let (start, finish) = network.pushed(link, self.start[from], self.finish[from]);
                earliest = earliest.max(start);
                finish_from = finish_from.max(finish);
            }
        }
        let (start, finish) = match network.calendar_of(node) {
            None => {
                earliest = earliest.max(finish_from.saturating_sub(work.max(0)));
                self.fit(
                    network,
                    node,
                    earliest,
                    |time| time,
                    |time| time.saturating_add(work.max(0)).min(END_OF_TIME),
                )
            }
            Some(calendar) => {
                if finish_from > earliest {
                    earliest =
                        earliest.max(calendar.earliest_start_to_finish_at(finish_from, work));
                }
                self.fit(
                    network,
                    node,
                    earliest,
                    |time| {
                        if work > 0 {
                            calendar.next_working(time)
                        } else {
                            time
                        }
                    },
                    |time| calendar.finish(time, work),
                )
            }
        };
        self.start[at] = start;
        self.finish[at] = finish;
        finish
    }

    /// Frees again what a placed or seated node has taken.
    pub(super) fn unplace(&mut self, network: &Network, node: u32) {
        let (start, finish) = (self.start[node as usize], self.finish[node as usize]);
        for demand in network.demands_of(node) {
            self.profiles[demand.resource as usize].give(start, finish, demand.units);
        }
    }

    /// Puts a node where it is told, if all its demands are free there; whether they are.
    pub(super) fn seat(&mut self, network: &Network, node: u32, start: Time, finish: Time) -> bool {
        let at = node as usize;
        let demands = network.demands_of(node);
        let is_free = finish <= start
            || demands.iter().all(|demand| {
                let profile = &mut self.profiles[demand.resource as usize];
                let fitted = profile.fit(start, demand.units, |time| time, |_| finish);
                fitted.0 == start
            });
        if is_free {
            self.start[at] = start;
            self.finish[at] = finish;
            for demand in demands {
                self.profiles[demand.resource as usize].take(start, finish, demand.units);
            }
        }
        is_free
    }

    /// Puts every node as late as its links, calendar and resources allow, one after the other in
    /// the *reverse* of this order, none finishing after `end`. Releases are not looked at: the
    /// schedule is a step on the way to a better order, not one to follow.
    /// Returns the first start.
    pub fn backward(
        &mut self,
        network: &Network,
        effort: Effort<'_>,
        order: &Order,
        end: Time,
    ) -> Time {
        let mut first = end;
        self.backward_while(network, effort, order, end, |_, start| {
            first = first.min(start);
            true
        });
        first
    }

    /// As [`Leveler::backward`], as long as `go_on` says so of each node and its start. Returns how
    /// many nodes were placed; of the others nothing is known.
    pub(super) fn backward_while(
        &mut self,
        network: &Network,
        effort: Effort<'_>,
        order: &Order,
        end: Time,
        mut go_on: impl FnMut(u32, Time) -> bool,
    ) -> usize {
        self.clear(network);
        for (placed, &node) in (1..).zip(order.0.iter().rev()) {
            let at = node as usize;
            let work = effort.work.get(at).copied().unwrap_or(0).max(0);
            let calendar = network.calendar_of(node);
            let mut latest = end;
            let mut start_by = Time::MAX;
            for link in network.links_out(node) {
                let to = link.to as usize;
                match link.kind {
                    DependencyKind::FinishToStart => {
                        latest = latest.min(network.unlagged(self.start[to], link.lag));
                    }
                    DependencyKind::FinishToFinish => {
                        latest = latest.min(network.unlagged(self.finish[to], link.lag));
                    }
                    DependencyKind::StartToStart => {
                        start_by = start_by.min(network.unlagged(self.start[to], link.lag));
                    }
                    DependencyKind::StartToFinish => {
                        start_by = start_by.min(network.unlagged(self.finish[to], link.lag));
                    }
                }
            }
            if start_by < latest {
                let finish = match calendar {
                    None => start_by.saturating_add(work),
                    Some(calendar) => calendar.finish(start_by, work),
                };
                latest = latest.min(finish);
            }
            // On the mirrored axis the latest finish is the earliest start.
            let (start, finish) = match calendar {
                None => self.fit(network, node, -latest, |time| time, |time| time + work),
                Some(calendar) => self.fit(
                    network,
                    node,
                    -latest,
                    |time| time,
                    |time| -calendar.start(-time, work),
                ),
            };
            self.start[at] = -finish;
            self.finish[at] = -start;
            if !go_on(node, -finish) {
                return placed;
            }
        }
        order.0.len()
    }

    /// Frees everything again.
    pub(super) fn clear(&mut self, network: &Network) {
        for (profile, capacity) in self.profiles.iter_mut().zip(&network.capacity) {
            profile.clear(*capacity);
        }
    }

    /// Finds the first place from `earliest` on where all demands of a node are free, and takes it.
    fn fit(
        &mut self,
        network: &Network,
        node: u32,
        earliest: Time,
        settle: impl Fn(Time) -> Time,
        finish_of: impl Fn(Time) -> Time,
    ) -> (Time, Time) {
        let demands = network.demands_of(node);
        let mut start = settle(earliest);
        let mut finish = finish_of(start);
        if finish <= start {
            return (start, finish);
        }
        // Each resource may push the start on; done once all have agreed on the same one.
        let mut agreed = 0;
        let mut next = 0;
        while agreed < demands.len() {
            let demand = demands[next];
            let fitted = self.profiles[demand.resource as usize].fit(
                start,
                demand.units,
                &settle,
                &finish_of,
            );
            agreed = if fitted.0 == start { agreed + 1 } else { 1 };
            (start, finish) = fitted;
            next = (next + 1) % demands.len();
        }
        for demand in demands {
            self.profiles[demand.resource as usize].take(start, finish, demand.units);
        }
        (start, finish)
    }
}
