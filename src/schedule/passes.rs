//! The critical path method: early and late times of a network as if there were people enough.

use super::calendar::{END_OF_TIME, Time};
use super::level::Effort;
use super::network::Network;
use crate::project::DependencyKind;

/// When each node can be at the earliest and must be at the latest, one entry per node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// The earliest start.
    pub early_start: Vec<Time>,
    /// The earliest finish.
    pub early_finish: Vec<Time>,
    /// The latest start that delays nothing.
    pub late_start: Vec<Time>,
    /// The latest finish that delays nothing. Earlier than the early finish only where a deadline
    /// is already missed: how much earlier says how much is missing.
    pub late_finish: Vec<Time>,
    /// When the last node finishes at the earliest: no leveled schedule finishes before.
    pub end: Time,
}

impl Passes {
    /// Both passes. `deadline` is when each node must finish ([`END_OF_TIME`] for whenever); nodes
    /// without a successor must finish by the end of the network.
    #[must_use]
    pub fn of(network: &Network, effort: Effort<'_>, deadline: &[Time]) -> Self {
        let mut passes = Self::forward(network, effort);
        passes.backward(network, effort, deadline);
        passes
    }

    /// What comes after a node on its longest way to the end of the network, in minutes of the
    /// axis; without deadlines.
    pub(super) fn tail(&self, node: u32) -> Time {
        self.end.saturating_sub(self.late_finish[node as usize])
    }

    fn forward(network: &Network, effort: Effort<'_>) -> Self {
        let count = network.len();
        let mut passes = Self {
            early_start: vec![0; count],
            early_finish: vec![0; count],
            ..Self::default()
        };
        for &node in &network.topological {
            let at = node as usize;
            let work = effort.work.get(at).copied().unwrap_or(0).max(0);
            let mut earliest = effort.release.get(at).copied().unwrap_or(0);
            let mut finish_from = network.nodes[at].finish_release;
            for link in network.links_into(node) {
                let from = link.from as usize;
                let (start, finish) =
                    network.pushed(link, passes.early_start[from], passes.early_finish[from]);
                earliest = earliest.max(start);
                finish_from = finish_from.max(finish);
            }
            let (start, finish) = network.placed(node, work, earliest, finish_from);
            passes.early_start[at] = start;
            passes.early_finish[at] = finish;
            passes.end = passes.end.max(finish);
        }
        passes
    }

    fn backward(&mut self, network: &Network, effort: Effort<'_>, deadline: &[Time]) {
        self.late_start = vec![self.end; network.len()];
        self.late_finish = vec![self.end; network.len()];
        for &node in network.topological.iter().rev() {
            let at = node as usize;
            let work = effort.work.get(at).copied().unwrap_or(0).max(0);
            let due = deadline.get(at).copied().unwrap_or(END_OF_TIME);
            let mut finish = self.end.min(due);
            let mut start_by = Time::MAX;
            for link in network.links_out(node) {
                let to = link.to as usize;
                let (start, end) = (self.late_start[to], self.late_finish[to]);
                match link.kind {
                    DependencyKind::FinishToStart => {
                        finish = finish.min(network.unlagged(start, link.lag));
                    }
                    DependencyKind::FinishToFinish => {
                        finish = finish.min(network.unlagged(end, link.lag));
                    }
                    DependencyKind::StartToStart => {
                        start_by = start_by.min(network.unlagged(start, link.lag));
                    }
                    DependencyKind::StartToFinish => {
                        start_by = start_by.min(network.unlagged(end, link.lag));
                    }
                }
            }
            (self.late_start[at], self.late_finish[at]) =
                network.placed_late(node, work, finish, start_by);
        }
    }
}

impl Network {
    /// Where a node comes to lie if it may start from `earliest` and finish from `finish_from` on
    /// and nobody is in its way.
    pub(super) fn placed(
        &self,
        node: u32,
        work: i32,
        earliest: Time,
        finish_from: Time,
    ) -> (Time, Time) {
        match self.calendar_of(node) {
            None => {
                let start = earliest.max(finish_from.saturating_sub(work));
                (start, start.saturating_add(work).min(END_OF_TIME))
            }
            Some(calendar) => {
                let start = if finish_from > earliest {
                    earliest.max(calendar.earliest_start_to_finish_at(finish_from, work))
                } else {
                    earliest
                };
                let start = if work > 0 {
                    calendar.next_working(start)
                } else {
                    start
                };
                (start, calendar.finish(start, work))
            }
        }
    }

    /// Where a node comes to lie if it must be done by `finish` and begin by `start_by` at the
    /// latest. It begins and ends when there is someone to begin and end it: what waits for it on a
    /// day off would have to wait on.
    pub(super) fn placed_late(
        &self,
        node: u32,
        work: i32,
        finish: Time,
        start_by: Time,
    ) -> (Time, Time) {
        match self.calendar_of(node) {
            None => {
                let start = finish.saturating_sub(work).min(start_by);
                (start, start.saturating_add(work))
            }
            Some(calendar) => {
                let mut start = calendar.start(finish, work);
                if start > start_by {
                    start = start_by;
                    if work > 0 {
                        start = calendar.last_working(start);
                    }
                }
                (start, calendar.finish(start, work))
            }
        }
    }
}
