//! Networks for the tests of the search.

use super::network::{Demand, Link, Network, NewNode};
use super::random::Random;
use crate::project::DependencyKind;

/// A network of so many nodes, and two that are its start and its end, and how long each takes: with
/// two links into most nodes and two resources of four units.
pub(super) fn any_network(seed: u64, count: u32) -> (Network, Vec<i32>) {
    let mut random = Random::new(seed);
    let mut nodes = vec![NewNode::default(); count as usize];
    let mut links = Vec::new();
    if count > 0 {
        nodes.extend([NewNode::default(), NewNode::default()]);
    }
    let last = (nodes.len() as u32).saturating_sub(1);
    let mut work = vec![0; nodes.len()];
    for node in 1..last {
        work[node as usize] = random.between(1, 10);
        for resource in 0..2 {
            let units = random.below(4);
            nodes[node as usize]
                .demands
                .push(Demand { resource, units });
        }
        for (from, to) in [
            (random.below(node), node),
            (random.below(node), node),
            (node, last),
        ] {
            links.push(Link {
                from,
                to,
                kind: DependencyKind::FinishToStart,
                lag: 0,
                tag: 0,
            });
        }
    }
    (Network::new(nodes, links, vec![4, 4], vec![], None), work)
}
