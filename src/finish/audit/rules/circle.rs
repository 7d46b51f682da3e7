//! Tasks that wait for each other in a circle.

use super::{Rule, Scope};
use crate::project::{Id, Node, Task};

pub(super) const RULE: Rule = Rule {
    id: "circle",
    one: "task waits for itself",
    many: "tasks wait for each other in a circle",
    why: "None of them can ever begin. Take away one of their links. Two people who link tasks in their own copies can make a circle that neither of them sees.",
    find,
};

/// The open tasks on circles, and those between two circles.
fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    let graph = &scope.graph;
    if graph.sorted().1 {
        return Vec::new();
    }
    // What is neither before nor behind all circles remains when both ends are peeled off.
    let mut waiting_for = vec![0_usize; graph.len() * 2];
    let mut followed_by = vec![0_usize; graph.len() * 2];
    let mut before: Vec<Vec<Node>> = vec![Vec::new(); graph.len() * 2];
    let nodes = || (0..graph.len()).flat_map(|task| [Node::start(task), Node::end(task)]);
    for node in nodes() {
        for next in graph.after(node) {
            count(&mut waiting_for, next, 1);
            count(&mut followed_by, node, 1);
            if let Some(before) = before.get_mut(next.index()) {
                before.push(node);
            }
        }
    }
    let mut gone = vec![false; graph.len() * 2];
    let no_nodes = Vec::new();
    let ahead = |node: Node| graph.after(node).collect::<Vec<_>>();
    let behind = |node: Node| before.get(node.index()).unwrap_or(&no_nodes).clone();
    peel(nodes(), &mut gone, &mut waiting_for, &ahead);
    peel(nodes(), &mut gone, &mut followed_by, &behind);
    let on_circle = |index: &&usize| gone.get(Node::start(**index).index()) == Some(&false);
    let found = scope.open.iter().filter(on_circle);
    found
        .filter_map(|index| graph.id(*index).cloned())
        .collect()
}

/// Takes away, again and again, every node nothing is left at one side of.
fn peel(
    nodes: impl Iterator<Item = Node>,
    gone: &mut [bool],
    left: &mut [usize],
    beside: &dyn Fn(Node) -> Vec<Node>,
) {
    let mut free: Vec<Node> = nodes
        .filter(|node| left.get(node.index()) == Some(&0))
        .collect();
    while let Some(node) = free.pop() {
        if let Some(gone) = gone.get_mut(node.index()) {
            *gone = true;
        }
        for next in beside(node) {
            if let Some(left) = left.get_mut(next.index()) {
                *left -= 1;
                if *left == 0 {
                    free.push(next);
                }
            }
        }
    }
}

fn count(counts: &mut [usize], node: Node, by: usize) {
    if let Some(count) = counts.get_mut(node.index()) {
        *count += by;
    }
}
