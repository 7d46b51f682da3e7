//! Which nodes set the finish of one leveled run.

use crate::project::DependencyKind;
use crate::schedule::{Demand, Leveler, Network, Order, Time};

/// Follows a leveled run backwards from its finish, from each node to the one that keeps it from
/// starting earlier: a predecessor, or who is busy with something else. Memory for many runs.
#[derive(Clone, Debug)]
pub(super) struct Tracer {
    by_resource: Vec<Vec<u32>>,
    /// The place of each node in the order of leveling: only what came before it was in its way.
    place: Vec<u32>,
    /// The run in which a node was last come by.
    seen: Vec<u32>,
    run: u32,
}

/// A node that binds another: how its bond is followed on.
#[derive(Clone, Copy)]
struct Bond {
    node: u32,
    /// The moment of the bond; of several, the latest counts.
    at: Time,
    /// Whether its own work lies on the chain, and not only what comes before it.
    by_finish: bool,
}

impl Tracer {
    pub(super) fn new(network: &Network, order: &Order) -> Self {
        let mut place = vec![0; network.len()];
        for (at, node) in (0..).zip(order.as_slice()) {
            if let Some(place) = place.get_mut(*node as usize) {
                *place = at;
            }
        }
        let mut by_resource = vec![Vec::new(); network.resources()];
        for node in (0..).take(network.len()) {
            for demand in network.demands_of(node) {
                if let Some(nodes) = by_resource.get_mut(demand.resource as usize) {
                    nodes.push(node);
                }
            }
        }
        Self {
            by_resource,
            place,
            seen: vec![0; network.len()],
            run: 0,
        }
    }

    /// Calls `mark` with every node of the chain that ends with `last`, backwards. A chain ends
    /// where a node is bound by a date or by today only.
    pub(super) fn trace(
        &mut self,
        network: &Network,
        leveled: &Leveler,
        last: u32,
        mut mark: impl FnMut(u32),
    ) {
        self.run += 1;
        let mut next = Some(Bond {
            node: last,
            at: 0,
            by_finish: true,
        });
        while let Some(bond) = next {
            match self.seen.get_mut(bond.node as usize) {
                Some(seen) if *seen != self.run => *seen = self.run,
                Some(_) | None => return,
            }
            if bond.by_finish {
                mark(bond.node);
            }
            next = self.binding(network, leveled, bond.node);
        }
    }

    /// What keeps a node from starting earlier; links before people, of links the latest.
    fn binding(&self, network: &Network, leveled: &Leveler, node: u32) -> Option<Bond> {
        let times = |node: u32| {
            let start = leveled.start().get(node as usize).copied()?;
            Some((start, leveled.finish().get(node as usize).copied()?))
        };
        let (start, finish) = times(node)?;
        if start <= 0 {
            return None;
        }
        let calendar = network.calendar_of(node);
        let touches = |before: Time, after: Time| {
            let idle = || calendar.is_some_and(|it| it.work_by(before) == it.work_by(after));
            before == after || (before < after && idle())
        };
        let linked = network.links_into(node).iter().filter_map(|link| {
            let (from_start, from_finish) = times(link.from)?;
            let (at, own, by_finish) = match link.kind {
                DependencyKind::FinishToStart => (from_finish, start, true),
                DependencyKind::StartToStart => (from_start, start, false),
                DependencyKind::FinishToFinish => (from_finish, finish, true),
                DependencyKind::StartToFinish => (from_start, finish, false),
            };
            let at = network.lagged(at, link.lag);
            let node = link.from;
            touches(at, own).then_some(Bond {
                node,
                at,
                by_finish,
            })
        });
        if let Some(bond) = linked.max_by_key(|bond| (bond.at, bond.node)) {
            return Some(bond);
        }
        if start >= finish {
            return None;
        }
        let demands = network.demands_of(node).iter();
        let busy = demands.filter_map(|demand| self.rival(network, leveled, node, *demand));
        busy.max_by_key(|bond| (bond.at, bond.node))
            .filter(|bond| touches(bond.at, start))
    }

    /// Who last used a resource before a node begins and left too little of it until then.
    fn rival(
        &self,
        network: &Network,
        leveled: &Leveler,
        node: u32,
        demand: Demand,
    ) -> Option<Bond> {
        let times = |node: u32| {
            let start = leveled.start().get(node as usize).copied()?;
            Some((start, leveled.finish().get(node as usize).copied()?))
        };
        let (start, _) = times(node)?;
        let place = |node: u32| self.place.get(node as usize);
        let users = self.by_resource.get(demand.resource as usize)?;
        let before = users.iter().copied().filter(|it| place(*it) < place(node));
        let ended = before.clone().filter_map(|rival| {
            let (begun, at) = times(rival)?;
            (begun < at && at <= start).then_some((at, rival))
        });
        let (at, rival) = ended.max()?;
        let capacity = network.capacity(demand.resource);
        if capacity > 1 {
            let busy =
                before.filter(|it| times(*it).is_some_and(|(from, to)| from < at && at <= to));
            let own = |other: &Demand| other.resource == demand.resource;
            let taken = busy.flat_map(|it| network.demands_of(it).iter().filter(|it| own(it)));
            let taken: u32 = taken.map(|it| it.units).sum();
            if taken.saturating_add(demand.units) <= capacity {
                return None;
            }
        }
        Some(Bond {
            node: rival,
            at,
            by_finish: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{Effort, Link, NewNode};

    /// The chain that ends with the first of two nodes of five minutes each that occupy so many
    /// units of two, or of one; the first may begin after ten minutes.
    fn chain(units: [u32; 2], capacity: u32, links: Vec<Link>, order: [u32; 2]) -> Vec<u32> {
        let node = |units| NewNode {
            demands: vec![Demand { resource: 0, units }],
            ..NewNode::default()
        };
        let nodes = units.map(node).to_vec();
        let network = Network::new(nodes, links, vec![capacity], vec![], None);
        let effort = Effort {
            work: &[5, 5],
            release: &[10, 5],
        };
        let order = network.order_by(&order);
        let mut leveler = Leveler::new(&network);
        leveler.forward(&network, effort, &order);
        assert_eq!(
            (leveler.start(), leveler.finish()),
            (&[10, 5][..], &[15, 10][..])
        );
        let mut chain = Vec::new();
        let mut tracer = Tracer::new(&network, &order);
        tracer.trace(&network, &leveler, 0, |node| chain.push(node));
        chain
    }

    #[test]
    fn who_is_busy_until_a_node_begins_is_critical_if_placed_before_it() {
        assert_eq!(chain([1, 1], 1, vec![], [1, 0]), [0, 1]);
        assert_eq!(chain([1, 1], 1, vec![], [0, 1]), [0]);
    }

    #[test]
    fn a_lead_makes_no_circle() {
        let lead = Link {
            from: 0,
            to: 1,
            kind: DependencyKind::StartToStart,
            lag: -5,
            tag: 0,
        };
        assert_eq!(chain([1, 1], 1, vec![lead], [0, 1]), [0]);
    }

    #[test]
    fn of_a_pool_only_who_leaves_too_little_is_critical() {
        assert_eq!(chain([1, 1], 2, vec![], [1, 0]), [0]);
        assert_eq!(chain([2, 1], 2, vec![], [1, 0]), [0, 1]);
    }
}
