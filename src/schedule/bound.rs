//! What no schedule can beat, however people are handed out.

use std::collections::BinaryHeap;

use super::calendar::Time;
use super::level::Effort;
use super::network::Network;
use super::passes::Passes;

/// An end before which no leveled schedule of the network can end.
///
/// The largest of: the end of the network without people; for each resource of capacity 1, what
/// follows from its own load. In plain time that is Jackson's preemptive schedule of its nodes with
/// their heads and tails (Carlier, *The one-machine sequencing problem*, EJOR 11, 1982); on
/// calendars, all its work done without a pause from the day the first of it can start.
#[must_use]
pub fn lower_bound(network: &Network, effort: Effort<'_>, passes: &Passes) -> Time {
    let mut alone: Vec<Vec<u32>> = vec![Vec::new(); network.resources()];
    for node in 0..network.len() as u32 {
        for demand in network.demands_of(node) {
            let resource = demand.resource as usize;
            if network.capacity[resource] == 1 {
                alone[resource].push(node);
            }
        }
    }
    let bounds = alone.iter().filter(|nodes| !nodes.is_empty()).map(|nodes| {
        if nodes
            .iter()
            .all(|node| network.calendar_of(*node).is_none())
        {
            jackson(nodes, effort, passes)
        } else {
            load(network, nodes, effort, passes)
        }
    });
    bounds.max().unwrap_or(0).max(passes.end)
}

/// The end of the preemptive schedule that always works on what has the longest tail.
fn jackson(nodes: &[u32], effort: Effort<'_>, passes: &Passes) -> Time {
    let tail = |node: u32| passes.tail(node);
    let head = |node: u32| passes.early_start[node as usize];
    let work = |node: u32| effort.work.get(node as usize).copied().unwrap_or(0);
    let mut by_head = nodes.to_vec();
    by_head.sort_by_key(|node| (head(*node), *node));
    let mut coming = by_head.into_iter().peekable();
    let mut ready: BinaryHeap<(Time, u32, i32)> = BinaryHeap::new();
    let (mut now, mut end) = (Time::MIN, 0);
    loop {
        if ready.is_empty() {
            let Some(next) = coming.peek() else {
                return end;
            };
            now = now.max(head(*next));
        }
        while let Some(node) = coming.next_if(|node| head(*node) <= now) {
            ready.push((tail(node), node, work(node)));
        }
        if let Some((tail, node, left)) = ready.pop() {
            let pause = coming.peek().map_or(Time::MAX, |next| head(*next));
            let run = left.min(pause.saturating_sub(now));
            now = now.saturating_add(run);
            if run < left {
                ready.push((tail, node, left - run));
            } else {
                end = end.max(now.saturating_add(tail));
            }
        }
    }
}

/// When the work that one person does alone is done at the earliest.
fn load(network: &Network, nodes: &[u32], effort: Effort<'_>, passes: &Passes) -> Time {
    let mut best = 0;
    let calendars = nodes
        .iter()
        .filter_map(|node| network.nodes[*node as usize].calendar);
    let calendars: std::collections::BTreeSet<u32> = calendars.collect();
    for calendar in calendars {
        let own = |node: &&u32| network.nodes[**node as usize].calendar == Some(calendar);
        let first = nodes
            .iter()
            .filter(own)
            .map(|node| passes.early_start[*node as usize])
            .min();
        let work = nodes.iter().filter(own).fold(0_i32, |sum, node| {
            sum.saturating_add(effort.work.get(*node as usize).copied().unwrap_or(0).max(0))
        });
        if let (Some(first), Some(calendar)) = (first, network.calendars.get(calendar as usize)) {
            best = best.max(calendar.finish(first, work));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::DependencyKind;
    use crate::schedule::{Demand, Link, NewNode};

    fn bound(nodes: &[(i32, u32)], links: &[(u32, u32)], people: usize) -> Time {
        let new = nodes.iter().map(|(_, resource)| NewNode {
            demands: vec![Demand {
                resource: *resource,
                units: 1,
            }],
            ..NewNode::default()
        });
        let links = links.iter().map(|&(from, to)| Link {
            from,
            to,
            kind: DependencyKind::FinishToStart,
            lag: 0,
            tag: 0,
        });
        let network = Network::new(
            new.collect(),
            links.collect(),
            vec![1; people],
            vec![],
            None,
        );
        let work: Vec<i32> = nodes.iter().map(|(work, _)| *work).collect();
        let effort = Effort {
            work: &work,
            release: &[],
        };
        let passes = Passes::of(&network, effort, &[]);
        lower_bound(&network, effort, &passes)
    }

    #[test]
    fn one_persons_load_counts_with_what_comes_before_and_after_it() {
        // Two tasks of one person between a start and an end that somebody else does.
        let nodes = [(2, 1), (5, 0), (5, 0), (3, 1)];
        assert_eq!(
            bound(&nodes, &[(0, 1), (0, 2), (1, 3), (2, 3)], 2),
            2 + 5 + 5 + 3
        );
    }

    #[test]
    fn the_chain_of_links_counts_where_it_is_longer_than_any_load() {
        assert_eq!(bound(&[(4, 0), (4, 1), (4, 2)], &[(0, 1), (1, 2)], 3), 12);
    }
}
