//! The project's dependencies as links between nodes: summary tasks unfolded, finished work turned
//! into dates, circles named and cut.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::network::Link;
use super::plan::{Leaf, leaves_below};
use super::{Problem, cycles};
use crate::project::{Dependency, DependencyKind, Id, Outline, Project, Task};

/// What [`read`] has read.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) open: Vec<Link>,
    /// Nodes without work that stand between linked summary tasks, behind the tasks' own.
    pub(super) gates: u32,
    pub(super) closed: Vec<Closed>,
    /// The dependency of each tag.
    pub(super) dependencies: Vec<Id<Dependency>>,
    pub(super) problems: Vec<Problem>,
}

/// What a predecessor's known date asks of a successor that is still open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closed {
    pub(super) node: u32,
    pub(super) end: End,
    pub(super) lag: i32,
    /// Whether it is the successor's start that waits, or else its finish.
    pub(super) binds_start: bool,
    pub(super) tag: u32,
}

/// The known end of a predecessor.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Start(NaiveDate),
    Finish(NaiveDate),
}

/// Reads all dependencies.
///
/// Work that has begun no longer waits for anything to start: what happened counts more than what
/// was planned. Its finish still waits where a link says so.
pub(super) fn read(
    project: &Project,
    outline: &Outline,
    leaves: &BTreeMap<Id<Task>, Leaf>,
    tasks: u32,
) -> Links {
    let mut read = Links::default();
    let mut below: BTreeMap<&Id<Task>, Vec<Leaf>> = BTreeMap::new();
    for (id, dependency) in &project.dependencies {
        let (from, to) = (&dependency.predecessor, &dependency.successor);
        if !project.tasks.contains_key(from) || !project.tasks.contains_key(to) {
            read.problems.push(Problem::LinkDangling(id.clone()));
            continue;
        }
        if is_part_of(project, from, to) || is_part_of(project, to, from) {
            read.problems.push(Problem::LinkToOwnPart(id.clone()));
            continue;
        }
        let tag = read.dependencies.len() as u32;
        read.dependencies.push(id.clone());
        for end in [from, to] {
            below.entry(end).or_insert_with(|| {
                let ids = leaves_below(outline, end).into_iter();
                ids.filter_map(|id| leaves.get(&id).copied()).collect()
            });
        }
        let found = |end| below.get(end).map_or(&[][..], Vec::as_slice);
        read.unfold(dependency, tag, found(from), found(to), tasks);
    }
    read.cut_cycles(project, tasks);
    read.drop_links_into_begun_work(leaves);
    read
}

impl Links {
    /// One dependency as links between all parts of both tasks, through a gate where that is fewer.
    fn unfold(
        &mut self,
        dependency: &Dependency,
        tag: u32,
        from: &[Leaf],
        to: &[Leaf],
        tasks: u32,
    ) {
        let from_finish = matches!(
            dependency.kind,
            DependencyKind::FinishToStart | DependencyKind::FinishToFinish
        );
        let binds_start = matches!(
            dependency.kind,
            DependencyKind::FinishToStart | DependencyKind::StartToStart
        );
        let mut open_from = Vec::new();
        let mut known = Vec::new();
        for leaf in from {
            match *leaf {
                Leaf::Open {
                    since: Some(day), ..
                } if !from_finish => {
                    known.push(End::Start(day));
                }
                Leaf::Open { node, .. } => open_from.push(node),
                Leaf::Done { started, finished } => {
                    let day = if from_finish {
                        finished
                    } else {
                        started.or(finished)
                    };
                    let end = if from_finish { End::Finish } else { End::Start };
                    known.extend(day.map(end));
                }
                Leaf::Out => {}
            }
        }
        let lag = dependency.lag_minutes;
        let mut open_to = Vec::new();
        for leaf in to {
            let Leaf::Open { node, begun, .. } = *leaf else {
                continue;
            };
            open_to.push(node);
            if !begun || !binds_start {
                let closed = known.iter().map(|&end| Closed {
                    node,
                    end,
                    lag,
                    binds_start,
                    tag,
                });
                self.closed.extend(closed);
            }
        }
        let kind = dependency.kind;
        if open_from.len() * open_to.len() <= open_from.len() + open_to.len() {
            for &from in &open_from {
                self.open.extend(open_to.iter().map(|&to| Link {
                    from,
                    to,
                    kind,
                    lag,
                    tag,
                }));
            }
            return;
        }
        let gate = tasks + self.gates;
        self.gates += 1;
        let into = if from_finish {
            DependencyKind::FinishToStart
        } else {
            DependencyKind::StartToStart
        };
        let out = if binds_start {
            DependencyKind::FinishToStart
        } else {
            DependencyKind::FinishToFinish
        };
        self.open.extend(open_from.iter().map(|&from| Link {
            from,
            to: gate,
            kind: into,
            lag: 0,
            tag,
        }));
        self.open.extend(open_to.iter().map(|&to| Link {
            from: gate,
            to,
            kind: out,
            lag,
            tag,
        }));
    }

    /// Names one round trip of every circle and drops the links within it.
    fn cut_cycles(&mut self, project: &Project, tasks: u32) {
        let mut next = vec![Vec::new(); (tasks + self.gates) as usize];
        for link in &self.open {
            next[link.from as usize].push(link.to);
        }
        let component = cycles::components(&next);
        let inside = |link: &Link| component[link.from as usize] == component[link.to as usize];
        let mut circles = std::collections::BTreeSet::new();
        for link in self.open.iter().filter(|link| inside(link)) {
            if !circles.insert(component[link.from as usize]) {
                continue;
            }
            let trip = cycles::round_trip(link.from, &next, &component);
            let mut names: Vec<Id<Task>> = Vec::new();
            let hops = trip.iter().zip(trip.iter().cycle().skip(1));
            for (from, to) in hops {
                let hop = self
                    .open
                    .iter()
                    .find(|link| link.from == *from && link.to == *to);
                let dependency = hop
                    .and_then(|link| self.dependencies.get(link.tag as usize))
                    .and_then(|id| project.dependencies.get(id));
                let ends = dependency.map(|found| [&found.predecessor, &found.successor]);
                for end in ends.into_iter().flatten() {
                    if names.last() != Some(end) {
                        names.push(end.clone());
                    }
                }
            }
            if names.len() > 1 && names.first() == names.last() {
                names.pop();
            }
            let least = names.iter().enumerate().min_by_key(|(_, id)| (*id).clone());
            let turn = least.map_or(0, |(at, _)| at);
            names.rotate_left(turn);
            self.problems.push(Problem::Cycle(names));
        }
        self.open
            .retain(|link| component[link.from as usize] != component[link.to as usize]);
    }

    fn drop_links_into_begun_work(&mut self, leaves: &BTreeMap<Id<Task>, Leaf>) {
        let begun: std::collections::BTreeSet<u32> = leaves
            .values()
            .filter_map(|leaf| match leaf {
                Leaf::Open {
                    node, begun: true, ..
                } => Some(*node),
                Leaf::Open { .. } | Leaf::Done { .. } | Leaf::Out => None,
            })
            .collect();
        self.open.retain(|link| {
            let binds_start = matches!(
                link.kind,
                DependencyKind::FinishToStart | DependencyKind::StartToStart
            );
            !binds_start || !begun.contains(&link.to)
        });
    }
}

/// Whether a task is another one, or lies somewhere below it.
fn is_part_of(project: &Project, part: &Id<Task>, whole: &Id<Task>) -> bool {
    let mut here = Some(part);
    for _ in 0..=project.tasks.len() {
        let Some(id) = here else {
            return false;
        };
        if id == whole {
            return true;
        }
        here = project.tasks.get(id).and_then(|task| task.parent.as_ref());
    }
    false
}
