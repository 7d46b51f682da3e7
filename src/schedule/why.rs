//! Why each task is where it is in a leveled schedule: what keeps it from starting earlier.

use super::calendar::Time;
use super::level::Leveler;
use super::plan::{Plan, Release};
use super::teams::PROJECT_CALENDAR;
use crate::project::{Dependency, Id, Person, Task};
use chrono::NaiveDate;

/// What keeps a task from starting earlier than it does. Of several, the one behind the longest
/// chain of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A link to work that must come first.
    Predecessor {
        /// The link; it may be one of a task that this is a part of.
        dependency: Id<Dependency>,
        /// The task at its other end, never a summary; `None` if it is over and only the link's
        /// lag is left.
        task: Option<Id<Task>>,
    },
    /// Someone it needs is on something else until then.
    Person {
        /// Who.
        person: Id<Person>,
        /// What they are on.
        task: Id<Task>,
    },
    /// Whoever it needs does not work until then, on days on which the project does.
    Calendar {
        /// Who is needed.
        people: Vec<Id<Person>>,
        /// The first day on which they are back.
        until: NaiveDate,
        /// What would have bound it otherwise, if anything.
        task: Option<Id<Task>>,
    },
    /// Its not-before date, or that of a task it is a part of.
    NotBefore(NaiveDate),
    /// It is blocked: it could begin at once, or when the assumed wait is over.
    Blocker,
    /// Nothing: it begins today, or on the next working day.
    StatusDate,
}

impl Binding {
    /// The task it is bound by, if it is bound by one.
    #[must_use]
    pub fn task(&self) -> Option<&Id<Task>> {
        match self {
            Self::Predecessor { task, .. } | Self::Calendar { task, .. } => task.as_ref(),
            Self::Person { task, .. } => Some(task),
            Self::NotBefore(_) | Self::Blocker | Self::StatusDate => None,
        }
    }
}

/// What binds each node, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bond {
    pub(super) by: By,
    /// Whether the start lies after the bond because of days off.
    pub(super) away: bool,
    /// Work of the longest chain of bonds that ends with the node, itself included, in minutes.
    pub(super) chain: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A link from a node, by tag.
    Link { from: u32, tag: u32 },
    /// A resource that a node occupies.
    Resource { resource: u32, node: u32 },
    /// Its release.
    Release,
}

impl By {
    pub(super) fn node(self) -> Option<u32> {
        match self {
            Self::Link { from, .. } => Some(from),
            Self::Resource { node, .. } => Some(node),
            Self::Release => None,
        }
    }
}

/// What binds each node of a leveled plan.
pub(super) fn bonds(plan: &Plan, leveled: &Leveler) -> Vec<Bond> {
    let (start, finish) = (leveled.start(), leveled.finish());
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); plan.network.resources()];
    let mut by_start: Vec<u32> = plan.network.topological.clone();
    by_start.sort_by_key(|node| start[*node as usize]);
    let none = Bond {
        by: By::Release,
        away: false,
        chain: 0,
    };
    let mut bonds = vec![none; plan.network.len()];
    for node in by_start {
        let at = node as usize;
        let mut best: Option<(Time, i64, By)> = None;
        let mut offer = |time: Time, chain: i64, by: By| {
            // The latest binds; of the same moment, the one behind more work.
            if best.is_none_or(|(latest, most, _)| (time, chain) > (latest, most)) {
                best = Some((time, chain, by));
            }
        };
        offer(plan.release[at], 0, By::Release);
        for link in plan.network.links_into(node) {
            let from = link.from as usize;
            let (begin, end) = plan.network.pushed(link, start[from], finish[from]);
            let by = By::Link {
                from: link.from,
                tag: link.tag,
            };
            let begin = if end > Time::MIN {
                plan.network.begin_to_finish_at(node, end, plan.work[at])
            } else {
                begin
            };
            offer(begin.min(start[at]), bonds[from].chain, by);
        }
        for demand in plan.network.demands_of(node) {
            let users = &mut users[demand.resource as usize];
            for &user in users.iter().rev().take(USERS_LOOKED_AT) {
                let end = finish[user as usize];
                if end <= start[at] && end > start[user as usize] {
                    let by = By::Resource {
                        resource: demand.resource,
                        node: user,
                    };
                    if plan.network.settled(node, end) == start[at] {
                        offer(start[at], bonds[user as usize].chain, by);
                    }
                }
            }
            users.push(node);
        }
        let (time, chain, by) = best.unwrap_or((0, 0, By::Release));
        let project = &plan.network.calendars[PROJECT_CALENDAR as usize];
        let since = match by {
            By::Resource { node, .. } => finish[node as usize],
            By::Link { .. } | By::Release => time,
        };
        let own = i64::from(finish[at] > start[at]) * i64::from(plan.work[at]);
        bonds[at] = Bond {
            by,
            away: project.work_by(start[at]) > project.work_by(since) && since < start[at],
            chain: chain + own,
        };
    }
    bonds
}

/// A person's latest tasks among which the one that binds the next is looked for: pools have many
/// at once, others one.
const USERS_LOOKED_AT: usize = 64;

/// The bond of a task's node as a person reads it.
pub(super) fn binding(
    plan: &Plan,
    bonds: &[Bond],
    start: Time,
    node: u32,
    is_blocked: bool,
) -> Binding {
    let bond = bonds[node as usize];
    let before = bond.by.node().and_then(|from| real(plan, bonds, from));
    if bond.away {
        let demands = plan.network.demands_of(node).iter();
        let people: Vec<Id<Person>> = demands
            .filter_map(|demand| plan.people.get(demand.resource as usize).cloned())
            .collect();
        if !people.is_empty() {
            return Binding::Calendar {
                people,
                until: plan.start_date(start),
                task: before,
            };
        }
    }
    match bond.by {
        By::Link { tag, .. } => Binding::Predecessor {
            dependency: plan.dependencies[tag as usize].clone(),
            task: before,
        },
        By::Resource { resource, .. } => match (plan.people.get(resource as usize), before) {
            (Some(person), Some(task)) => Binding::Person {
                person: person.clone(),
                task,
            },
            _ => Binding::StatusDate,
        },
        By::Release => match &plan.released_by[node as usize] {
            Release::NotBefore(date) => Binding::NotBefore(*date),
            Release::Dependency(dependency) => Binding::Predecessor {
                dependency: dependency.clone(),
                task: None,
            },
            Release::Blocked => Binding::Blocker,
            Release::StatusDate if is_blocked => Binding::Blocker,
            Release::StatusDate => Binding::StatusDate,
        },
    }
}

/// The task of a node, or of the node that binds it where it only stands between summary tasks.
fn real(plan: &Plan, bonds: &[Bond], node: u32) -> Option<Id<Task>> {
    let mut here = node;
    for _ in 0..=bonds.len() {
        if let Some(task) = plan.tasks.get(here as usize) {
            return Some(task.clone());
        }
        here = bonds.get(here as usize)?.by.node()?;
    }
    None
}

/// The tasks that bind each other up to this node, first to last.
pub(super) fn chain_to(plan: &Plan, bonds: &[Bond], last: u32) -> Vec<u32> {
    let mut chain = Vec::new();
    let mut here = Some(last);
    while let Some(node) = here.filter(|_| chain.len() <= bonds.len()) {
        chain.push(node);
        here = bonds[node as usize].by.node();
    }
    chain.retain(|node| (*node as usize) < plan.tasks.len());
    chain.reverse();
    chain
}

impl super::Network {
    /// The moment a node begins that is not to be done before `end`.
    fn begin_to_finish_at(&self, node: u32, end: Time, work: i32) -> Time {
        match self.calendar_of(node) {
            None => end.saturating_sub(work.max(0)),
            Some(calendar) => calendar.earliest_start_to_finish_at(end, work),
        }
    }

    /// The moment a node would really start that may start at this one.
    pub(super) fn settled(&self, node: u32, time: Time) -> Time {
        self.calendar_of(node)
            .map_or(time, |calendar| calendar.next_working(time))
    }
}
