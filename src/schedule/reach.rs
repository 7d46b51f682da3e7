//! How much must come after a node, or before it, whatever is done: a schedule that is to be no
//! longer than another need not be finished once this cannot be kept.

use super::calendar::Time;
use super::network::{Link, Network};
use super::search::{Sought, class_of};
use crate::project::DependencyKind;

/// The shortest times from and to the ends of a schedule. Links other than finish-to-start, leads
/// and resources are left out, so that it is never too much.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// The most important class that any node has.
    pub(super) leading: usize,
    /// From the finish of each node to that of the leading class; [`Time::MIN`] for nodes of other
    /// classes, which may always take longer.
    after: Vec<Time>,
    /// From the first start to the start of each node.
    before: Vec<Time>,
    /// What each node takes at least.
    takes: Vec<Time>,
}

impl Reach {
    pub(super) fn new(sought: &Sought<'_>) -> Self {
        let network = sought.network;
        let classes = (0..network.len()).map(|node| class_of(sought, node));
        let leading = classes.min().unwrap_or(0);
        let takes: Vec<Time> = (0..network.len() as u32)
            .map(|node| {
                let work = sought.effort.work.get(node as usize).copied();
                let work = work.unwrap_or(0).max(0);
                let calendar = network.calendar_of(node);
                calendar.map_or(work, |calendar| calendar.least_time(work))
            })
            .collect();
        let mut after = vec![Time::MIN; network.len()];
        for &node in network.topological.iter().rev() {
            if class_of(sought, node as usize) == leading {
                let links = network.links_out(node).iter().filter(|link| waits(link));
                let times = links
                    .map(|link| after[link.to as usize].saturating_add(takes[link.to as usize]));
                after[node as usize] = times.fold(0, Time::max);
            }
        }
        let mut before = vec![0; network.len()];
        for &node in &network.topological {
            let links = network.links_into(node).iter().filter(|link| waits(link));
            let times = links.map(|link| {
                let from = link.from as usize;
                Time::saturating_add(before[from], takes[from])
            });
            before[node as usize] = times.fold(0, Time::max);
        }
        Self {
            leading,
            after,
            before,
            takes,
        }
    }

    /// What a node takes at least.
    pub(super) fn takes(&self, node: u32) -> Time {
        self.takes[node as usize]
    }

    /// Whether the leading class may still be done by `limit` with this node finished then.
    pub(super) fn can_end_by(&self, limit: Time, node: u32, finish: Time) -> bool {
        finish.saturating_add(self.after[node as usize]) <= limit
    }

    /// Whether everything may still begin no earlier than `limit` with this node started then.
    pub(super) fn can_begin_at(&self, limit: Time, node: u32, start: Time) -> bool {
        start.saturating_sub(self.before[node as usize]) >= limit
    }
}

/// Whether a successor can never start before the finish of its predecessor.
fn waits(link: &Link) -> bool {
    link.kind == DependencyKind::FinishToStart && link.lag >= 0
}

/// When the predecessors by such links of a node that starts then must be done: these and when.
pub(super) fn dues<'a>(
    network: &'a Network,
    node: u32,
    start_of: impl Fn(u32) -> Time + 'a,
) -> impl Iterator<Item = Time> + 'a {
    let links = network.links_out(node).iter().filter(|link| waits(link));
    links.map(move |link| network.unlagged(start_of(link.to), link.lag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::level::{Effort, Leveler};
    use crate::schedule::testing::any_network;

    #[test]
    fn a_schedule_is_given_up_only_where_it_ends_too_late() {
        for seed in 0..50 {
            let (network, work) = any_network(seed, 30);
            let effort = Effort {
                work: &work,
                release: &[],
            };
            let sought = Sought {
                network: &network,
                effort,
                class: &[],
                late: &[],
                bound: 0,
            };
            let reach = Reach::new(&sought);
            let mut leveler = Leveler::new(&network);
            let order = network.order_by(&vec![0; network.len()]);
            let end = leveler.forward(&network, effort, &order);
            let mut placed = |limit| {
                leveler.forward_while(&network, effort, &order, |node, finish| {
                    reach.can_end_by(limit, node, finish)
                })
            };
            assert_eq!(placed(end), network.len());
            assert!(placed(end - 1) <= network.len());
            let first = leveler.backward(&network, effort, &order, 0);
            let mut placed = |limit| {
                leveler.backward_while(&network, effort, &order, 0, |node, start| {
                    reach.can_begin_at(limit, node, start)
                })
            };
            assert_eq!(placed(first), network.len());
            assert!(placed(first / 2) < network.len());
        }
    }

    #[test]
    fn less_important_nodes_may_take_as_long_as_they_like() {
        let (network, work) = any_network(3, 10);
        let class = vec![0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3];
        let sought = Sought {
            network: &network,
            effort: Effort {
                work: &work,
                release: &[],
            },
            class: &class,
            late: &[],
            bound: 0,
        };
        let reach = Reach::new(&sought);
        assert_eq!(reach.leading, 0);
        assert!(reach.can_end_by(10, 9, Time::MAX - 1));
        assert!(!reach.can_end_by(10, 0, 11));
    }
}
