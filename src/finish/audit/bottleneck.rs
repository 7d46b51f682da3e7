//! What keeps tasks from going on, and what each of them holds up.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Scope;
use crate::project::{BlockerKind, Id, Node, Party, Task, WorkMinutes};

/// How many blocked tasks are followed in one walk: a bit of a word for each.
const AT_ONCE: usize = 64;

/// A task that cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bottleneck {
    /// The task.
    pub task: Id<Task>,
    /// What keeps it.
    pub kind: BlockerKind,
    /// Whom it waits for.
    pub waiting_on: Option<Party>,
    /// The day the waiting began.
    pub since: Option<NaiveDate>,
    /// How many days that is ago; `None` when the day is not known.
    pub days: Option<u32>,
    /// What waits behind it.
    pub holds_up: HeldUp,
}

/// The open tasks that cannot be finished before a blocked one goes on, itself left out (below a
/// blocked summary task: its subtasks too).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldUp {
    /// How many.
    pub tasks: usize,
    /// What is left of those that are estimated.
    pub work: WorkMinutes,
}

/// The blocked open tasks: the longest waiting first, unknown days last; then what holds up most,
/// then by id.
///
/// Held up is what links lead to, links of summary tasks included. A closed task in between passes
/// nothing on: what comes after it does not wait any more.
#[must_use]
pub fn bottlenecks(scope: &Scope<'_>) -> Vec<Bottleneck> {
    let has_open = has_open_work(scope);
    let blocked: Vec<(usize, Bottleneck)> = (0..scope.graph.len())
        .filter(|task| has_open.get(*task).copied().unwrap_or(false))
        .filter_map(|index| {
            let blocker = scope.graph.task(index)?.blocker.as_ref()?;
            let bottleneck = Bottleneck {
                task: scope.graph.id(index)?.clone(),
                kind: blocker.kind,
                waiting_on: blocker.waiting_on.clone(),
                since: blocker.since,
                days: blocker.since.map(|since| scope.today.days_since(since)),
                holds_up: HeldUp::default(),
            };
            Some((index, bottleneck))
        })
        .collect();
    let (order, is_sorted) = scope.graph.sorted();
    let mut found = Vec::with_capacity(blocked.len());
    for some in blocked.chunks(AT_ONCE) {
        let sources: Vec<usize> = some.iter().map(|(index, _)| *index).collect();
        let held = held_up(scope, &order, is_sorted, &sources);
        found.extend(
            some.iter()
                .zip(held)
                .map(|((_, bottleneck), holds_up)| Bottleneck {
                    holds_up,
                    ..bottleneck.clone()
                }),
        );
    }
    found.sort_by(|a, b| {
        let age = |it: &Bottleneck| (it.since.is_none(), it.since);
        let weight = |it: &Bottleneck| (it.holds_up.work, it.holds_up.tasks);
        age(a)
            .cmp(&age(b))
            .then(weight(b).cmp(&weight(a)))
            .then(a.task.cmp(&b.task))
    });
    found
}

/// Whether there is open work in each task: itself, or below it.
fn has_open_work(scope: &Scope<'_>) -> Vec<bool> {
    let mut has_open = vec![false; scope.graph.len()];
    for task in &scope.open {
        let mut here = Some(*task);
        while let Some(mark) = here
            .and_then(|here| has_open.get_mut(here))
            .filter(|mark| !**mark)
        {
            *mark = true;
            here = here.and_then(|here| scope.graph.parent(here));
        }
    }
    has_open
}

/// What up to [`AT_ONCE`] blocked tasks hold up, followed together: one bit each.
fn held_up(scope: &Scope<'_>, order: &[Node], is_sorted: bool, sources: &[usize]) -> Vec<HeldUp> {
    let graph = &scope.graph;
    let mut reached = vec![0_u64; graph.len() * 2];
    for (bit, source) in sources.iter().enumerate() {
        // Below a summary task everything waits; of a leaf, what comes behind it.
        let from = if graph.is_summary(*source) {
            Node::start(*source)
        } else {
            Node::end(*source)
        };
        if let Some(bits) = reached.get_mut(from.index()) {
            *bits |= 1 << bit;
        }
    }
    loop {
        let mut has_changed = false;
        for node in order {
            let bits = reached.get(node.index()).copied().unwrap_or(0);
            if bits == 0 || closed_start(scope, *node) {
                continue;
            }
            for next in graph.after(*node) {
                if let Some(there) = reached.get_mut(next.index())
                    && *there | bits != *there
                {
                    *there |= bits;
                    has_changed = true;
                }
            }
        }
        // In sorted order one pass reaches everything; in a circle it may take more.
        if is_sorted || !has_changed {
            break;
        }
    }
    let mut held = vec![HeldUp::default(); sources.len()];
    for task in &scope.open {
        let mut bits = reached
            .get(Node::start(*task).index())
            .copied()
            .unwrap_or(0);
        let work = graph
            .task(*task)
            .and_then(Task::remaining_work)
            .unwrap_or_default();
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            if let Some(held) = held.get_mut(bit)
                && sources.get(bit) != Some(task)
            {
                held.tasks += 1;
                held.work += work;
            }
        }
    }
    held
}

/// Whether the node is the start of a closed leaf, which passes nothing on to its end.
fn closed_start(scope: &Scope<'_>, node: Node) -> bool {
    let task = node.task();
    let closed = !scope.graph.task(task).is_some_and(Task::is_open);
    closed && !node.is_end() && !scope.graph.is_summary(task)
}

/// What bottlenecks have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// The kind of obstacle.
    Kind(BlockerKind),
    /// Whom they wait for.
    Party(Party),
    /// Nobody has said whom they wait for.
    Unnamed,
}

/// Bottlenecks that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What.
    pub key: GroupKey,
    /// Them, in the order they came.
    pub bottlenecks: Vec<Bottleneck>,
}

/// Puts bottlenecks together by kind, in the order of [`BlockerKind::ALL`].
#[must_use]
pub fn by_kind(bottlenecks: &[Bottleneck]) -> Vec<Group> {
    grouped(bottlenecks, |it| GroupKey::Kind(it.kind)).collect()
}

/// Puts bottlenecks together by whom they wait for: whom the oldest waits for first, those without
/// a name last. Names that were only typed are the same as they are written.
#[must_use]
pub fn by_party(bottlenecks: &[Bottleneck]) -> Vec<Group> {
    let key = |it: &Bottleneck| {
        let party = it.waiting_on.clone();
        party.map_or(GroupKey::Unnamed, GroupKey::Party)
    };
    let place = |group: &Group| {
        let oldest = group.bottlenecks.first();
        let at = bottlenecks.iter().position(|it| Some(it) == oldest);
        (group.key == GroupKey::Unnamed, at)
    };
    let mut groups: Vec<Group> = grouped(bottlenecks, key).collect();
    groups.sort_by_cached_key(place);
    groups
}

fn grouped(
    bottlenecks: &[Bottleneck],
    key: impl Fn(&Bottleneck) -> GroupKey,
) -> impl Iterator<Item = Group> {
    let mut groups: BTreeMap<GroupKey, Vec<Bottleneck>> = BTreeMap::new();
    for it in bottlenecks {
        groups.entry(key(it)).or_default().push(it.clone());
    }
    groups
        .into_iter()
        .map(|(key, bottlenecks)| Group { key, bottlenecks })
}
