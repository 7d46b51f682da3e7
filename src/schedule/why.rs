//! Why each task is where it is in a leveled schedule: what keeps it from starting earlier.

use std::collections::BTreeSet;

use super::calendar::Time;
use super::level::Leveler;
use super::network::Network;
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
    /// The release of its finish.
    FinishRelease,
}

impl By {
    pub(super) fn node(self) -> Option<u32> {
        match self {
            Self::Link { from, .. } => Some(from),
            Self::Resource { node, .. } => Some(node),
            Self::Release | Self::FinishRelease => None,
        }
    }
}

/// What binds each node of a plan that was leveled in its own order.
///
/// Only what was placed before a node can have kept it from starting earlier, so that bonds never
/// lead in a circle.
pub(super) fn bonds(plan: &Plan, leveled: &Leveler) -> Vec<Bond> {
    let (start, finish) = (leveled.start(), leveled.finish());
    let network = &plan.network;
    let none = Bond {
        by: By::Release,
        away: false,
        chain: 0,
    };
    let mut bonds = vec![none; network.len()];
    let mut placed = Placed::new(network);
    for &node in plan.order.as_slice() {
        let at = node as usize;
        // The latest binds, as seen from the days on which the node is worked on; of the same
        // moment, the one behind more work.
        let mut best = (Time::MIN, -1, 0, By::Release);
        let mut offer = |time: Time, chain: i64, by: By| {
            let time = time.min(start[at]);
            let settled = if finish[at] > start[at] {
                network.settled(node, time)
            } else {
                time
            };
            if (settled, chain) > (best.0, best.1) {
                best = (settled, chain, time, by);
            }
        };
        offer(plan.release[at], 0, By::Release);
        let finish_release = network.nodes[at].finish_release;
        if finish_release > 0 {
            let begin = network.begin_to_finish_at(node, finish_release, plan.work[at]);
            offer(begin, 0, By::FinishRelease);
        }
        for link in network.links_into(node) {
            let from = link.from as usize;
            let (mut begin, end) = network.pushed(link, start[from], finish[from]);
            if end > Time::MIN {
                begin = network.begin_to_finish_at(node, end, plan.work[at]);
            }
            let by = By::Link {
                from: link.from,
                tag: link.tag,
            };
            offer(begin, bonds[from].chain, by);
        }
        if finish[at] > start[at] {
            placed.offer_all(network, node, leveled, |resource, user| {
                let by = By::Resource {
                    resource,
                    node: user,
                };
                offer(finish[user as usize], bonds[user as usize].chain, by);
            });
            placed.add(network, node, finish[at]);
        }
        let (_, chain, since, by) = best;
        let project = &network.calendars[PROJECT_CALENDAR as usize];
        let own = i64::from(finish[at] > start[at]) * i64::from(plan.work[at]);
        bonds[at] = Bond {
            by,
            away: project.work_by(start[at]) > project.work_by(since) && since < start[at],
            chain: chain.max(0) + own,
        };
    }
    bonds
}

/// Who has been given work so far: of each resource the nodes that occupy it, by finish.
struct Placed(Vec<BTreeSet<(Time, u32)>>);

impl Placed {
    fn new(network: &Network) -> Self {
        Self(vec![BTreeSet::new(); network.resources()])
    }

    fn add(&mut self, network: &Network, node: u32, finish: Time) {
        for demand in network.demands_of(node) {
            self.0[demand.resource as usize].insert((finish, node));
        }
    }

    /// Offers those whose finish lets a node begin: until then there was too little left for it.
    fn offer_all(
        &self,
        network: &Network,
        node: u32,
        leveled: &Leveler,
        mut offer: impl FnMut(u32, u32),
    ) {
        let start = leveled.start()[node as usize];
        for demand in network.demands_of(node) {
            let users = &self.0[demand.resource as usize];
            let mut seen = None;
            for &(end, user) in users.range(..=(start, u32::MAX)).rev() {
                if network.settled(node, end) != start {
                    break;
                }
                if seen.is_none_or(|(seen, _)| seen != end) {
                    let taken = self.taken(network, leveled, demand.resource, end);
                    let room = network.capacity[demand.resource as usize].saturating_sub(taken);
                    seen = Some((end, room < demand.units));
                }
                if seen.is_some_and(|(_, was_short)| was_short) {
                    offer(demand.resource, user);
                }
            }
        }
    }

    /// The units in use just before a moment.
    fn taken(&self, network: &Network, leveled: &Leveler, resource: u32, moment: Time) -> u32 {
        if network.capacity[resource as usize] == 1 {
            return 1;
        }
        let later = self.0[resource as usize].range((moment, 0)..);
        let busy = later.filter(|(_, user)| leveled.start()[*user as usize] < moment);
        let demands = busy.flat_map(|(_, user)| network.demands_of(*user));
        let own = demands.filter(|demand| demand.resource == resource);
        own.map(|demand| demand.units).sum()
    }
}

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
        By::FinishRelease => match plan.finish_released_by.get(&node) {
            Some(dependency) => Binding::Predecessor {
                dependency: dependency.clone(),
                task: None,
            },
            None => Binding::StatusDate,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Today, notation};
    use crate::schedule::{Options, Schedule, schedule};

    /// The schedule as of Monday, 2 March 2026.
    fn made(text: &str) -> Schedule {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        schedule(&notation::project(text), today, &Options::default()).0
    }

    fn bound(schedule: &Schedule, task: &str) -> Binding {
        let task = &schedule.tasks[&Id::new(task)];
        task.open.as_ref().unwrap().binding.clone()
    }

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    #[test]
    fn nothing_is_bound_by_what_was_put_before_it_later_on() {
        // The lead lets b go just before a, by the same person: a does not wait for b.
        let schedule = made("person ann\ntask a 8h @ann from=2026-03-03\ntask b 8h @ann <a:ss-8h");
        assert_eq!(schedule.tasks[&Id::new("b")].finish, Some(day(2)));
        assert_eq!(bound(&schedule, "a"), Binding::NotBefore(day(3)));
        assert_eq!(schedule.chain, [Id::new("a")]);
    }

    #[test]
    fn of_a_pool_binds_only_who_left_too_little_of_it() {
        let plan = "person bob\nperson pool x2\ntask first 8h @pool must\ntask wait 8h @bob must";
        let room = made(&format!("{plan}\ntask next 8h @pool must <wait"));
        let Binding::Predecessor { task, .. } = bound(&room, "next") else {
            panic!("{:?}", bound(&room, "next"))
        };
        assert_eq!(task, Some(Id::new("wait")));
        let none = made(&format!("{plan}\ntask next 8h @pool*2 should"));
        let person = Binding::Person {
            person: Id::new("pool"),
            task: Id::new("first"),
        };
        assert_eq!(bound(&none, "next"), person);
    }

    #[test]
    fn a_finish_that_keeps_its_distance_to_work_that_is_over_says_so() {
        let text = "person ann\ntask a 8h done=2026-03-02\ntask b 8h @ann <a:ff+16h";
        let dependency = Id::new("a>b");
        let task = None;
        let over = Binding::Predecessor { dependency, task };
        assert_eq!(bound(&made(text), "b"), over);
        // Without the distance it could have been done today.
        let near = text.replace("+16h", "");
        assert_eq!(bound(&made(&near), "b"), Binding::StatusDate);
    }

    #[test]
    fn of_a_date_and_work_before_the_same_weekend_the_work_binds() {
        let text = "person ann\ntask a 40h @ann\ntask b 8h @ann <a from=2026-03-09";
        let schedule = made(text);
        assert_eq!(bound(&schedule, "b").task(), Some(&Id::new("a")));
        assert_eq!(schedule.chain.len(), 2);
        let later = made(&text.replace("03-09", "03-10"));
        assert_eq!(bound(&later, "b"), Binding::NotBefore(day(10)));
    }
}
