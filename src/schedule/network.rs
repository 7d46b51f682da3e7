//! The numeric core of a plan: nodes, links and resources as indices, fit to be leveled thousands
//! of times.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::calendar::{Time, WorkCalendar};
use crate::project::DependencyKind;

/// What is to be scheduled, with everything about it except how much work each node is and when
/// it may start at the earliest: these two come from outside, since a simulation varies them.
///
/// Every index in it is valid and its links have no cycle; [`Network::new`] sees to both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    pub(super) nodes: Vec<Node>,
    /// Links by successor, and where those of each successor begin.
    pub(super) into: Vec<Link>,
    pub(super) into_from: Vec<u32>,
    /// Links by predecessor, and where those of each predecessor begin.
    pub(super) out: Vec<Link>,
    pub(super) out_from: Vec<u32>,
    pub(super) demands: Vec<Demand>,
    pub(super) capacity: Vec<u32>,
    pub(super) calendars: Vec<WorkCalendar>,
    /// The calendar in which lags are counted; `None` for plain time.
    pub(super) lag_calendar: Option<u32>,
    /// Every predecessor before its successors.
    pub(super) topological: Vec<u32>,
}

/// What a node is as long as neither its work nor its earliest start varies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// The calendar it is worked on; `None` for plain time: a minute of work is one of the axis.
    pub(super) calendar: Option<u32>,
    /// When it may finish at the earliest.
    pub(super) finish_release: Time,
    pub(super) demands_from: u32,
    pub(super) demands_to: u32,
}

/// What [`Network::new`] is told about a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNode {
    /// Index of the calendar it is worked on; `None` for plain time.
    pub calendar: Option<u32>,
    /// When it may finish at the earliest.
    pub finish_release: Time,
    /// What it occupies from its start to its finish. A demand above the capacity counts as all
    /// of it.
    pub demands: Vec<Demand>,
}

/// Units of a resource that a node occupies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The resource's index.
    pub resource: u32,
    /// How many of its units.
    pub units: u32,
}

/// One node waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The predecessor's index.
    pub from: u32,
    /// The successor's index.
    pub to: u32,
    /// Which end waits for which.
    pub kind: DependencyKind,
    /// Minutes between the ends, in the lag calendar; negative is a lead.
    pub lag: i32,
    /// Anything by which whoever built the network knows the link again.
    pub tag: u32,
}

/// A sequence of all nodes in which every predecessor stands before its successors: the order in
/// which leveling hands out resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order(pub(super) Vec<u32>);

impl Order {
    /// The nodes' indices, first come first served.
    #[must_use]
    pub fn as_slice(&self) -> &[u32] {
        &self.0
    }
}

impl Network {
    /// Puts a network together. Links to nodes that do not exist, from a node to itself, and
    /// between the nodes of a cycle are left out: whoever builds it names them first.
    #[must_use]
    pub fn new(
        nodes: Vec<NewNode>,
        mut links: Vec<Link>,
        capacity: Vec<u32>,
        calendars: Vec<WorkCalendar>,
        lag_calendar: Option<u32>,
    ) -> Self {
        let count = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
        let known = |calendar: &u32| (*calendar as usize) < calendars.len();
        links.retain(|link| link.from < count && link.to < count && link.from != link.to);
        let mut network = Self {
            nodes: Vec::with_capacity(nodes.len()),
            into: Vec::new(),
            into_from: Vec::new(),
            out: Vec::new(),
            out_from: Vec::new(),
            demands: Vec::new(),
            lag_calendar: lag_calendar.filter(known),
            topological: Vec::new(),
            capacity,
            calendars: Vec::new(),
        };
        for node in nodes {
            let demands_from = network.demands.len() as u32;
            for demand in node.demands {
                let capacity = network.capacity.get(demand.resource as usize).copied();
                let units = demand.units.min(capacity.unwrap_or(0));
                if units > 0 {
                    network.demands.push(Demand { units, ..demand });
                }
            }
            network.nodes.push(Node {
                calendar: node.calendar.filter(known),
                finish_release: node.finish_release,
                demands_from,
                demands_to: network.demands.len() as u32,
            });
        }
        network.calendars = calendars;
        network.set_links(links);
        network.topological = network.sorted(|node| node);
        if network.topological.len() < network.len() {
            network.cut_cycles();
        }
        network
    }

    /// How many nodes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing to schedule.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many resources it has.
    #[must_use]
    pub fn resources(&self) -> usize {
        self.capacity.len()
    }

    /// How many units a resource has; none if there is no such resource.
    #[must_use]
    pub fn capacity(&self, resource: u32) -> u32 {
        self.capacity.get(resource as usize).copied().unwrap_or(0)
    }

    /// What a node waits for.
    #[must_use]
    pub fn links_into(&self, node: u32) -> &[Link] {
        let at = node as usize;
        &self.into[self.into_from[at] as usize..self.into_from[at + 1] as usize]
    }

    /// What waits for a node.
    #[must_use]
    pub fn links_out(&self, node: u32) -> &[Link] {
        let at = node as usize;
        &self.out[self.out_from[at] as usize..self.out_from[at + 1] as usize]
    }

    /// What a node occupies.
    #[must_use]
    pub fn demands_of(&self, node: u32) -> &[Demand] {
        let node = &self.nodes[node as usize];
        &self.demands[node.demands_from as usize..node.demands_to as usize]
    }

    /// The calendar a node is worked on; `None` for plain time.
    #[must_use]
    pub fn calendar_of(&self, node: u32) -> Option<&WorkCalendar> {
        let calendar = self.nodes[node as usize].calendar?;
        self.calendars.get(calendar as usize)
    }

    /// The order that follows `rank` (one number per node, the smallest first) as far as the links
    /// allow: of the nodes whose predecessors have all come, the one of the smallest rank is next.
    /// Equal ranks are taken by index.
    #[must_use]
    pub fn order_by<R: Ord + Copy>(&self, rank: &[R]) -> Order {
        debug_assert_eq!(rank.len(), self.len());
        Order(self.sorted(|node| (rank.get(node as usize).copied(), node)))
    }

    /// When a node that waits for a link may start or finish at the earliest, as `(start, finish)`
    /// with one of them [`Time::MIN`], given when the predecessor starts and finishes.
    pub(super) fn pushed(&self, link: &Link, start: Time, finish: Time) -> (Time, Time) {
        match link.kind {
            DependencyKind::FinishToStart => (self.lagged(finish, link.lag), Time::MIN),
            DependencyKind::StartToStart => (self.lagged(start, link.lag), Time::MIN),
            DependencyKind::FinishToFinish => (Time::MIN, self.lagged(finish, link.lag)),
            DependencyKind::StartToFinish => (Time::MIN, self.lagged(start, link.lag)),
        }
    }

    /// A moment so many minutes of the lag calendar after another; before it if negative.
    #[must_use]
    pub fn lagged(&self, time: Time, lag: i32) -> Time {
        match self.lag_calendar() {
            None => time.saturating_add(lag),
            Some(calendar) if lag > 0 => calendar.finish(time, lag),
            Some(calendar) => calendar.before(time, lag.saturating_neg()),
        }
    }

    /// The latest moment after which, with this lag, comes `time`.
    #[must_use]
    pub(super) fn unlagged(&self, time: Time, lag: i32) -> Time {
        match self.lag_calendar() {
            None => time.saturating_sub(lag),
            Some(calendar) if lag > 0 => calendar.start(time, lag),
            Some(calendar) => calendar.after(time, lag.saturating_neg()),
        }
    }

    fn lag_calendar(&self) -> Option<&WorkCalendar> {
        self.calendars.get(self.lag_calendar? as usize)
    }

    fn set_links(&mut self, mut links: Vec<Link>) {
        let count = self.nodes.len();
        links.sort_by_key(|link| (link.to, link.from, link.kind, link.lag, link.tag));
        self.into_from = starts(count, links.iter().map(|link| link.to));
        self.into.clone_from(&links);
        links.sort_by_key(|link| (link.from, link.to, link.kind, link.lag, link.tag));
        self.out_from = starts(count, links.iter().map(|link| link.from));
        self.out = links;
    }

    /// The nodes sorted by predecessors first, then by key; those on or behind a cycle are missing.
    fn sorted<K: Ord>(&self, key: impl Fn(u32) -> K) -> Vec<u32> {
        let count = self.nodes.len();
        let mut waiting: Vec<u32> = (0..count)
            .map(|node| self.into_from[node + 1] - self.into_from[node])
            .collect();
        let mut ready: BinaryHeap<Reverse<(K, u32)>> = (0..count as u32)
            .filter(|node| waiting[*node as usize] == 0)
            .map(|node| Reverse((key(node), node)))
            .collect();
        let mut sorted = Vec::with_capacity(count);
        while let Some(Reverse((_, node))) = ready.pop() {
            sorted.push(node);
            for link in self.links_out(node) {
                let open = &mut waiting[link.to as usize];
                *open -= 1;
                if *open == 0 {
                    ready.push(Reverse((key(link.to), link.to)));
                }
            }
        }
        sorted
    }

    /// Drops every link between two nodes that cannot be sorted.
    fn cut_cycles(&mut self) {
        let mut sorted = vec![false; self.nodes.len()];
        for node in &self.topological {
            sorted[*node as usize] = true;
        }
        let links = std::mem::take(&mut self.into);
        let kept = links
            .into_iter()
            .filter(|link| sorted[link.from as usize] || sorted[link.to as usize]);
        self.set_links(kept.collect());
        self.topological = self.sorted(|node| node);
    }
}

/// Where the entries of each index begin in a list sorted by index, with one entry more at the end.
fn starts(count: usize, sorted: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; count + 1];
    for index in sorted {
        starts[index as usize + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    starts
}
