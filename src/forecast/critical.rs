//! Which nodes set the finish of one leveled run.

use crate::project::DependencyKind;
use crate::schedule::{Leveler, Network, Time};

/// Follows a leveled run backwards from its finish, from each node to the one that keeps it from
/// starting earlier: a predecessor, or who is busy with something else. Memory for many runs.
#[derive(Clone, Debug)]
pub(super) struct Tracer {
    by_resource: Vec<Vec<u32>>,
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
    pub(super) fn new(network: &Network) -> Self {
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
        let rivals = network.demands_of(node).iter();
        let rivals = rivals.filter_map(|demand| self.by_resource.get(demand.resource as usize));
        let busy = rivals.flatten().filter_map(|rival| {
            let (begun, at) = times(*rival)?;
            let node = *rival;
            (begun < at && at <= start).then_some(Bond {
                node,
                at,
                by_finish: true,
            })
        });
        busy.max_by_key(|bond| (bond.at, bond.node))
            .filter(|bond| touches(bond.at, start))
    }
}
