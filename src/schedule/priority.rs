//! The order in which people are handed out: the plan's own, and the plain rule where it has none.

use super::network::Order;
use super::plan::Plan;
use crate::project::{Priority, Project, Status};

/// The plan's order. Tasks with a place in the adopted order keep it; a task without one goes
/// before the first that the plain rule would have put behind it.
pub(super) fn order(project: &Project, plan: &Plan) -> Order {
    let rule = by_rule(plan);
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
/// what must start first by the late dates, and of these what can start first: its person need not
/// sit idle until the other can.
fn by_rule(plan: &Plan) -> Order {
    let passes = &plan.passes;
    let times = passes.late_start.iter().zip(&passes.early_start);
    let keys: Vec<_> = plan.class.iter().zip(times).collect();
    plan.network.order_by(&keys)
}

/// How important each node is: 0 for what has begun, then 1 to 3 for must, should and nice. What
/// an important task waits for is as important as the task; an unsorted one counts as a must.
pub(super) fn classes(project: &Project, plan: &Plan) -> Vec<u8> {
    const LEAST: u8 = 3;
    let tasks = plan.tasks.iter().map(|id| project.tasks.get(id));
    let mut classes: Vec<u8> = tasks
        .map(|task| match task {
            None => LEAST,
            Some(task) if task.status == Status::Doing => 0,
            Some(task) => match task.priority {
                None | Some(Priority::Must) => 1,
                Some(Priority::Should) => 2,
                Some(Priority::Nice) => LEAST,
            },
        })
        .collect();
    classes.resize(plan.network.len(), LEAST);
    for &node in plan.network.topological.iter().rev() {
        let links = plan.network.links_out(node).iter();
        let needed = links
            .map(|link| classes[link.to as usize])
            .min()
            .unwrap_or(LEAST);
        let own = &mut classes[node as usize];
        *own = needed.min(*own);
    }
    classes
}
