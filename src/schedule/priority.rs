//! The order in which people are handed out: the plan's own, and the plain rule where it has none.

use super::network::Order;
use super::plan::Plan;
use crate::project::{Priority, Project, Task};

/// The plan's order. Tasks with a place in the adopted order keep it; a task without one goes
/// before the first that the plain rule would have put behind it.
pub(super) fn order(project: &Project, plan: &Plan) -> Order {
    let rule = by_rule(project, plan);
    let mut place = vec![0; plan.network.len()];
    for (at, node) in (0u32..).zip(rule.as_slice()) {
        place[*node as usize] = at;
    }
    let rank = |node: u32| {
        let task = plan.tasks.get(node as usize)?;
        project.tasks.get(task)?.plan_rank.as_ref()
    };
    let mut ranked: Vec<u32> = rule
        .0
        .iter()
        .copied()
        .filter(|node| rank(*node).is_some())
        .collect();
    if ranked.is_empty() {
        return rule;
    }
    ranked.sort_by_key(|node| (rank(*node), place[*node as usize]));
    // The furthest place the rule gives to any of the first so many: it only grows.
    let furthest: Vec<u32> = ranked
        .iter()
        .scan(0, |most, node| {
            *most = place[*node as usize].max(*most);
            Some(*most)
        })
        .collect();
    let mut key = vec![(0, 0, 0); plan.network.len()];
    for (at, node) in ranked.iter().enumerate() {
        key[*node as usize] = (at, 1, 0);
    }
    for &node in rule.0.iter().filter(|node| rank(**node).is_none()) {
        let by_rule = place[node as usize];
        let before = furthest.partition_point(|most| *most < by_rule);
        key[node as usize] = (before, 0, by_rule);
    }
    plan.network.order_by(&key)
}

/// What has begun first, then musts and what they wait for, then should, then nice; among these
/// what must start first by the late dates.
pub(super) fn by_rule(project: &Project, plan: &Plan) -> Order {
    let count = plan.network.len();
    let task = |node: usize| plan.tasks.get(node).and_then(|id| project.tasks.get(id));
    let mut priority: Vec<Priority> = (0..count)
        .map(|node| task(node).map_or(Priority::Nice, effective))
        .collect();
    for &node in plan.network.topological.iter().rev() {
        for link in plan.network.links_out(node) {
            let successor = priority[link.to as usize];
            let own = &mut priority[node as usize];
            *own = successor.min(*own);
        }
    }
    let begun =
        |node: usize| task(node).is_some_and(|task| task.status == crate::project::Status::Doing);
    let key: Vec<_> = (0..count)
        .map(|node| (!begun(node), priority[node], plan.passes.late_start[node]))
        .collect();
    plan.network.order_by(&key)
}

/// A task's priority; an unsorted one counts as a must.
fn effective(task: &Task) -> Priority {
    task.priority.unwrap_or(Priority::Must)
}
