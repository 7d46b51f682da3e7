//! Circles among links: which nodes wait for each other, and one round trip to name.

/// The strongly connected component of every node: nodes with the same number wait for each other.
///
/// Tarjan's algorithm with an explicit stack; `next` lists each node's successors.
pub(super) fn components(next: &[Vec<u32>]) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let count = next.len();
    let mut component = vec![UNSEEN; count];
    let mut index = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut stack: Vec<u32> = Vec::new();
    let mut counter = 0;
    let mut components = 0;
    for root in 0..count as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        // A node and how many of its successors have been looked at.
        let mut calls: Vec<(u32, usize)> = vec![(root, 0)];
        while let Some((node, looked)) = calls.pop() {
            let at = node as usize;
            if looked == 0 {
                index[at] = counter;
                low[at] = counter;
                counter += 1;
                stack.push(node);
            }
            if let Some(&to) = next[at].get(looked) {
                calls.push((node, looked + 1));
                if index[to as usize] == UNSEEN {
                    calls.push((to, 0));
                } else if component[to as usize] == UNSEEN {
                    low[at] = low[at].min(index[to as usize]);
                }
                continue;
            }
            if low[at] == index[at] {
                while let Some(member) = stack.pop() {
                    component[member as usize] = components;
                    if member == node {
                        break;
                    }
                }
                components += 1;
            }
            if let Some((parent, _)) = calls.last() {
                let parent = *parent as usize;
                low[parent] = low[parent].min(low[at]);
            }
        }
    }
    component
}

/// A shortest round trip from `start` back to itself within its component, `start` first.
pub(super) fn round_trip(start: u32, next: &[Vec<u32>], component: &[u32]) -> Vec<u32> {
    let mut came_from: Vec<Option<u32>> = vec![None; next.len()];
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for &to in &next[node as usize] {
            if component[to as usize] != component[start as usize] {
                continue;
            }
            if to == start {
                let mut trip = vec![node];
                let mut at = node;
                while at != start {
                    let Some(before) = came_from[at as usize] else {
                        break;
                    };
                    trip.push(before);
                    at = before;
                }
                trip.reverse();
                return trip;
            }
            if came_from[to as usize].is_none() {
                came_from[to as usize] = Some(node);
                queue.push_back(to);
            }
        }
    }
    vec![start]
}
