//! Orders as sorting keys: a class, then a part of time, then a time for every node.

use super::calendar::Time;
use super::network::{Network, Order};
use super::random::Random;
use crate::project::DependencyKind;

/// Bits of a sorting key: class, then part of the window, then time, then topological place.
const PLACE_BITS: u32 = 24;
const PART_SHIFT: u32 = PLACE_BITS + 32;
const CLASS_SHIFT: u32 = PART_SHIFT + 2;

/// Keys in the making: one for each node, in the order of their indices.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    each: Vec<u64>,
    /// The topological place of each node.
    place: Vec<u32>,
    /// Whether sorting by time alone keeps predecessors before successors.
    is_plain: bool,
}

impl Keys {
    pub(super) fn new(network: &Network) -> Self {
        let mut place = vec![0; network.len()];
        for (at, node) in (0u32..).zip(&network.topological) {
            place[*node as usize] = at;
        }
        let is_plain = network
            .into
            .iter()
            .all(|link| link.kind == DependencyKind::FinishToStart && link.lag >= 0);
        Self {
            each: Vec::with_capacity(network.len()),
            place,
            is_plain,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.place.len()
    }

    /// Where a node stands among all, every predecessor before its successors.
    pub(super) fn place(&self, node: u32) -> u32 {
        self.place[node as usize]
    }

    pub(super) fn clear(&mut self) {
        self.each.clear();
    }

    /// The key of the next node. The part is from 0 to 2.
    pub(super) fn push(&mut self, class: usize, part: u64, time: Time) {
        let place = self.place.get(self.each.len()).copied().unwrap_or(0);
        self.each.push(
            (class as u64) << CLASS_SHIFT
                | part << PART_SHIFT
                | u64::from(time.max(0).cast_unsigned()) << PLACE_BITS
                | u64::from(place),
        );
    }

    /// Moves a few nodes to other times, none by more than `far`.
    pub(super) fn mutate(&mut self, random: &mut Random, moves: u32, far: Time) {
        for _ in 0..moves {
            let node = random.below(self.each.len() as u32) as usize;
            let shift = i64::from(random.between(-far, far));
            if let Some(key) = self.each.get_mut(node) {
                let time = i64::from((*key >> PLACE_BITS) as u32);
                let time = Time::try_from(time + shift).unwrap_or(Time::MAX);
                *key &= !(u64::from(u32::MAX) << PLACE_BITS);
                *key |= u64::from(time.max(0).cast_unsigned()) << PLACE_BITS;
            }
        }
    }

    /// Makes the order by these keys. Unless they are the times of a schedule (`is_exact`),
    /// predecessors are first brought before their successors.
    pub(super) fn sort(&mut self, network: &Network, is_exact: bool, into: &mut Order) {
        const PLACE: u64 = (1 << PLACE_BITS) - 1;
        if !(is_exact && self.is_plain) {
            for &node in &network.topological {
                let at = node as usize;
                let own = self.each[at];
                let links = network.links_into(node).iter();
                let latest = links.map(|link| self.each[link.from as usize]).max();
                if let Some(latest) = latest.filter(|latest| *latest > own) {
                    // The same time, and a later place by definition.
                    self.each[at] = (latest & !PLACE) | (own & PLACE);
                }
            }
        }
        self.each.sort_unstable();
        let nodes = self
            .each
            .iter()
            .map(|key| network.topological[(key & PLACE) as usize]);
        into.0.clear();
        into.0.extend(nodes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::testing::any_network;

    fn sorted(network: &Network, is_exact: bool, key: impl Fn(u32) -> (usize, u64, Time)) -> Order {
        let mut keys = Keys::new(network);
        keys.clear();
        for node in 0..network.len() as u32 {
            let (class, part, time) = key(node);
            keys.push(class, part, time);
        }
        let mut order = Order(Vec::new());
        keys.sort(network, is_exact, &mut order);
        order
    }

    #[test]
    fn a_class_goes_before_a_part_and_a_part_before_a_time() {
        let (network, _) = any_network(1, 0);
        assert!(sorted(&network, false, |_| (0, 0, 0)).0.is_empty());
        let network = Network::new(
            vec![crate::schedule::NewNode::default(); 4],
            vec![],
            vec![],
            vec![],
            None,
        );
        let keys = [(1, 0, 0), (0, 2, 0), (0, 1, 900), (0, 1, 30)];
        let order = sorted(&network, false, |node| keys[node as usize]);
        assert_eq!(order.0, [3, 2, 1, 0]);
    }

    #[test]
    fn predecessors_come_first_whatever_the_keys() {
        for seed in 0..20 {
            let (network, _) = any_network(seed, 30);
            let order = sorted(&network, false, |node| (0, 0, 1_000 - node.cast_signed()));
            let mut place = vec![0; network.len()];
            for (at, node) in order.0.iter().enumerate() {
                place[*node as usize] = at;
            }
            for link in &network.into {
                assert!(
                    place[link.from as usize] < place[link.to as usize],
                    "{seed}"
                );
            }
        }
    }
}
