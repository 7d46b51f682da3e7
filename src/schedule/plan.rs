//! A project as a network to be leveled, with what the network's numbers stand for.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::calendar::{DAY, END_OF_TIME, Time};
use super::level::Effort;
use super::network::{Network, NewNode, Order};
use super::passes::Passes;
use super::teams::{PROJECT_CALENDAR, Teams};
use super::{Problem, links, priority};
use crate::project::{Dependency, Id, Outline, Person, Project, Status, Task, Today, WorkMinutes};

/// What a schedule may assume where the project says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The work of a task that nobody has estimated.
    pub unestimated: WorkMinutes,
    /// How long each task still waits that is blocked or held up by an open decision, in the
    /// project's working time. A blocked task that is not listed is scheduled as if its wait ended
    /// today.
    pub waits: BTreeMap<Id<Task>, WorkMinutes>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            unestimated: WorkMinutes::hours(4),
            waits: BTreeMap::new(),
        }
    }
}

/// A project's network with its people, and what each number in it stands for.
///
/// The open tasks without subtasks are the first nodes, in the order people see them. The nodes
/// behind them have no work: they stand between two summary tasks that are linked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The first day of the axis: the status date.
    pub origin: NaiveDate,
    /// The network.
    pub network: Network,
    /// Remaining work of each node, in minutes.
    pub work: Vec<i32>,
    /// When each node may start at the earliest.
    pub release: Vec<Time>,
    /// Why it may not start earlier.
    pub released_by: Vec<Release>,
    /// The link behind which a node may not finish earlier than on a date that is known.
    pub finish_released_by: BTreeMap<u32, Id<Dependency>>,
    /// When each node must finish; [`END_OF_TIME`] where nothing is promised.
    pub deadline: Vec<Time>,
    /// The task of each node that has one.
    pub tasks: Vec<Id<Task>>,
    /// The node of each open task without subtasks.
    pub nodes: BTreeMap<Id<Task>, u32>,
    /// The person of each resource.
    pub people: Vec<Id<Person>>,
    /// The dependency of each link, by the link's tag.
    pub dependencies: Vec<Id<Dependency>>,
    /// Early and late times by the planned work, without regard to people.
    pub passes: Passes,
    /// How important each node is, the most important first: 0 for what has begun, then 1 to 3 for
    /// must, should and nice. What an important task waits for is as important as the task.
    pub class: Vec<u8>,
    /// The order in which people are handed out: the plan's own where one was adopted, else by
    /// priority and latest start.
    pub order: Order,
}

/// What sets the earliest start of a task before any link to open work does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Release {
    /// Nothing but today.
    StatusDate,
    /// Its own not-before date, or that of a task it is a part of.
    NotBefore(NaiveDate),
    /// A finished (or begun) predecessor and the lag behind it.
    Dependency(Id<Dependency>),
    /// The wait that it is blocked by.
    Blocked,
}

/// What has become of a task without subtasks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Leaf {
    /// It is a node of the network; if it has begun, perhaps on a known day.
    Open {
        node: u32,
        begun: bool,
        since: Option<NaiveDate>,
    },
    /// It is done, on days known or not.
    Done {
        started: Option<NaiveDate>,
        finished: Option<NaiveDate>,
    },
    /// It is deferred or dropped: nothing waits for it.
    Out,
}

impl Plan {
    /// Reads a project, and what had to be worked around, in a fixed order.
    #[must_use]
    pub fn of(project: &Project, today: Today, options: &Options) -> (Self, Vec<Problem>) {
        let origin = today.0;
        let (outline, _) = project.outline();
        let mut teams = Teams::of(project, origin);
        let mut problems = Vec::new();
        let mut tasks = Vec::new();
        let mut leaves = BTreeMap::new();
        let mut nodes = Vec::new();
        let mut work = Vec::new();
        for id in outline.leaves() {
            let Some(task) = project.tasks.get(&id) else {
                continue;
            };
            let leaf = read_leaf(task, tasks.len() as u32);
            leaves.insert(id.clone(), leaf);
            if !matches!(leaf, Leaf::Open { .. }) {
                continue;
            }
            let (calendar, demands) = teams.of_task(&id, task);
            if demands.is_empty() {
                problems.push(Problem::NobodyDoesIt(id.clone()));
            }
            let remaining = task.remaining_work().unwrap_or_else(|| {
                problems.push(Problem::NotEstimated(id.clone()));
                options.unestimated
            });
            work.push(
                i32::try_from(remaining.0)
                    .unwrap_or(i32::MAX)
                    .min(WORK_MOST),
            );
            nodes.push(NewNode {
                calendar: Some(calendar),
                finish_release: 0,
                demands,
            });
            tasks.push(id);
        }
        let mut read = links::read(project, &outline, &leaves, tasks.len() as u32);
        problems.append(&mut read.problems);
        for _ in 0..read.gates {
            nodes.push(NewNode::default());
            work.push(0);
        }
        problems.append(&mut teams.problems);
        let count = nodes.len();
        let capacities = teams.capacities();
        let mut plan = Self {
            origin,
            network: Network::new(
                nodes,
                read.open,
                capacities,
                teams.calendars,
                Some(PROJECT_CALENDAR),
            ),
            work,
            release: vec![0; count],
            released_by: vec![Release::StatusDate; count],
            finish_released_by: BTreeMap::new(),
            deadline: vec![END_OF_TIME; count],
            nodes: tasks.iter().cloned().zip(0..).collect(),
            tasks,
            people: teams.people,
            dependencies: read.dependencies,
            passes: Passes::default(),
            class: Vec::new(),
            order: Order(Vec::new()),
        };
        plan.read_dates(project, options);
        plan.bind_closed(&read.closed);
        plan.passes = Passes::of(&plan.network, plan.effort(), &plan.deadline);
        plan.class = priority::classes(project, &plan);
        plan.order = priority::order(project, &plan);
        for (node, task) in plan.tasks.iter().enumerate() {
            if plan.passes.early_finish[node] >= END_OF_TIME {
                problems.push(Problem::NeverFinishes(task.clone()));
            }
        }
        problems.sort();
        problems.dedup();
        (plan, problems)
    }

    /// The planned work and releases, for leveling the plan as it stands.
    #[must_use]
    pub fn effort(&self) -> Effort<'_> {
        Effort {
            work: &self.work,
            release: &self.release,
        }
    }

    /// The day on which something starts that starts at this moment.
    #[must_use]
    pub fn start_date(&self, time: Time) -> NaiveDate {
        self.date(time.div_euclid(DAY))
    }

    /// The day on which something finishes that finishes at this moment: the end of a day belongs
    /// to it, not to the next.
    #[must_use]
    pub fn finish_date(&self, time: Time) -> NaiveDate {
        self.date((time - 1).div_euclid(DAY))
    }

    /// The first and the last day of what is worked on between two moments. What takes no time lies
    /// on the day that ends with it, as its predecessors do, and never before the status date.
    #[must_use]
    pub fn dates(&self, start: Time, finish: Time) -> (NaiveDate, NaiveDate) {
        let last = self.finish_date(finish);
        if start < finish {
            (self.start_date(start), last)
        } else {
            let only = last.max(self.origin);
            (only, only)
        }
    }

    /// Working minutes of the project between two moments; negative if the second is earlier.
    #[must_use]
    pub fn working_minutes(&self, from: Time, to: Time) -> i64 {
        let Some(calendar) = self.network.calendars.get(PROJECT_CALENDAR as usize) else {
            return 0;
        };
        calendar.work_by(to) - calendar.work_by(from)
    }

    /// The moment a day begins, within the axis.
    #[must_use]
    pub fn day_start(&self, date: NaiveDate) -> Time {
        axis_day(self.origin, date) * DAY
    }

    /// The moment a day ends, within the axis.
    #[must_use]
    pub fn day_end(&self, date: NaiveDate) -> Time {
        (axis_day(self.origin, date) + 1) * DAY
    }

    fn date(&self, day: Time) -> NaiveDate {
        let days = Days::new(u64::from(day.unsigned_abs()));
        let date = if day < 0 {
            self.origin.checked_sub_days(days)
        } else {
            self.origin.checked_add_days(days)
        };
        date.unwrap_or(self.origin)
    }

    /// Takes in not-before dates, waits and deadlines, a summary task's for all its parts.
    fn read_dates(&mut self, project: &Project, options: &Options) {
        for (id, &node) in &self.nodes.clone() {
            let mut next = Some(id);
            // Parents may lead back to themselves; no tree is deeper than it has tasks.
            for _ in 0..=project.tasks.len() {
                let Some((here, task)) = next.and_then(|id| project.tasks.get_key_value(id)) else {
                    break;
                };
                if let Some(date) = task.not_before {
                    let first = self.first_moment(node, date);
                    self.release_at(node, first, Release::NotBefore(date));
                }
                if let Some(wait) = options.waits.get(here) {
                    let wait = i32::try_from(wait.0).unwrap_or(i32::MAX).min(WORK_MOST);
                    self.release_at(node, self.network.lagged(0, wait), Release::Blocked);
                }
                if let Some(due) = task.due {
                    let end = self.day_end(due);
                    let deadline = &mut self.deadline[node as usize];
                    *deadline = end.min(*deadline);
                }
                next = task
                    .parent
                    .as_ref()
                    .filter(|parent| *parent != here && *parent != id);
            }
        }
    }

    /// The first moment that counts as this day for a node. What takes no time would be over with
    /// the day before if it lay just between the two.
    fn first_moment(&self, node: u32, date: NaiveDate) -> Time {
        let start = self.day_start(date);
        let takes_no_time = self.work[node as usize] == 0;
        start + Time::from(takes_no_time && start > 0)
    }

    /// Takes in what finished and begun predecessors still ask of their successors.
    fn bind_closed(&mut self, closed: &[links::Closed]) {
        for bound in closed {
            let end = match bound.end {
                links::End::Start(date) => self.day_start(date),
                links::End::Finish(date) => self.day_end(date),
            };
            let time = self.network.lagged(end, bound.lag);
            let dependency = self.dependencies[bound.tag as usize].clone();
            if bound.binds_start {
                self.release_at(bound.node, time, Release::Dependency(dependency));
            } else {
                let node = &mut self.network.nodes[bound.node as usize];
                if time > node.finish_release {
                    node.finish_release = time;
                    self.finish_released_by.insert(bound.node, dependency);
                }
            }
        }
    }

    fn release_at(&mut self, node: u32, time: Time, why: Release) {
        let at = node as usize;
        if time > self.release[at] {
            self.release[at] = time;
            self.released_by[at] = why;
        }
    }
}

/// More work than this is read as this much: 800 years of office hours.
const WORK_MOST: i32 = 100_000_000;

fn read_leaf(task: &Task, node: u32) -> Leaf {
    match task.status {
        Status::Todo => Leaf::Open {
            node,
            begun: task.started.is_some(),
            since: task.started,
        },
        Status::Doing => Leaf::Open {
            node,
            begun: true,
            since: task.started,
        },
        Status::Done => Leaf::Done {
            started: task.started,
            finished: task.finished,
        },
        Status::Deferred | Status::Dropped => Leaf::Out,
    }
}

/// The day's number on an axis, within half its length to both sides.
fn axis_day(origin: NaiveDate, date: NaiveDate) -> Time {
    let most = i64::from(END_OF_TIME / DAY / 2);
    let days = (date - origin).num_days().clamp(-most, most);
    Time::try_from(days).unwrap_or(0)
}

/// The tasks without subtasks below each task, itself if it has none.
pub(super) fn leaves_below(outline: &Outline, id: &Id<Task>) -> Vec<Id<Task>> {
    let below = outline.subtree(id).into_iter();
    below.filter(|id| !outline.is_summary(id)).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::project::notation;
    use crate::schedule::Leveler;

    /// Monday, 2 March 2026.
    fn monday() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn check(text: &str, expected: Expect) {
        let (plan, problems) = Plan::of(&notation::project(text), monday(), &Options::default());
        let mut leveler = Leveler::new(&plan.network);
        leveler.forward(&plan.network, plan.effort(), &plan.order);
        let mut lines = Vec::new();
        for (node, task) in plan.tasks.iter().enumerate() {
            let start = leveler.start()[node];
            let finish = leveler.finish()[node];
            let (first, last) = (plan.start_date(start), plan.finish_date(finish));
            lines.push(format!(
                "{task}: {} to {} [{start}, {finish}]",
                first.format("%a %d"),
                last.format("%a %d")
            ));
        }
        lines.extend(problems.iter().map(|problem| format!("{problem:?}")));
        lines.push(String::new());
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn one_person_does_one_task_at_a_time_and_rests_on_weekends() {
        check(
            "
            person ann
            task copy 8h @ann
            task review 40h @ann <copy
            task draw 4h @ann nice
            ",
            expect![[r#"
                copy: Mon 02 to Mon 02 [0, 1440]
                review: Tue 03 to Mon 09 [1440, 11520]
                draw: Tue 10 to Tue 10 [11520, 12240]
            "#]],
        );
    }

    #[test]
    fn half_time_takes_the_whole_day_for_half_of_its_work() {
        check(
            "
            holiday 2026-03-04
            person ann 50% off=2026-03-03
            task copy 6h @ann
            ",
            expect![[r#"
                copy: Mon 02 to Thu 05 [0, 5040]
            "#]],
        );
    }

    #[test]
    fn links_of_every_kind_bind_the_end_they_name() {
        check(
            "
            task a 8h
            task fs 8h <a+4h
            task ss 8h <a:ss+4h
            task ff 2h <a:ff+4h
            task sf 2h <a:sf+8h
            task lead 8h <a-4h
            ",
            expect![[r#"
                a: Mon 02 to Mon 02 [0, 1440]
                fs: Tue 03 to Wed 04 [2160, 3600]
                ss: Mon 02 to Tue 03 [720, 2160]
                ff: Tue 03 to Tue 03 [1800, 2160]
                sf: Mon 02 to Mon 02 [1080, 1440]
                lead: Mon 02 to Tue 03 [720, 2160]
                NobodyDoesIt(a)
                NobodyDoesIt(ff)
                NobodyDoesIt(fs)
                NobodyDoesIt(lead)
                NobodyDoesIt(sf)
                NobodyDoesIt(ss)
            "#]],
        );
    }

    #[test]
    fn links_of_summary_tasks_bind_all_their_parts() {
        check(
            "
            person ann
            task design
              task d1 8h @ann
              task d2 8h @ann
              task d3 8h @ann
            task build <design
              task b1 4h
              task b2 4h
              task b3 4h
            ",
            expect![[r#"
                d1: Mon 02 to Mon 02 [0, 1440]
                d2: Tue 03 to Tue 03 [1440, 2880]
                d3: Wed 04 to Wed 04 [2880, 4320]
                b1: Thu 05 to Thu 05 [4320, 5040]
                b2: Thu 05 to Thu 05 [4320, 5040]
                b3: Thu 05 to Thu 05 [4320, 5040]
                NobodyDoesIt(b1)
                NobodyDoesIt(b2)
                NobodyDoesIt(b3)
            "#]],
        );
    }

    #[test]
    fn a_circle_is_named_and_everything_is_scheduled() {
        check(
            "
            person ann
            task a 8h @ann <c
            task b 8h @ann <a
            task c 8h @ann <b
            task d 8h @ann <c <gone <d
            ",
            expect![[r#"
                a: Tue 03 to Tue 03 [1440, 2880]
                b: Wed 04 to Wed 04 [2880, 4320]
                c: Mon 02 to Mon 02 [0, 1440]
                d: Thu 05 to Thu 05 [4320, 5760]
                Cycle([a, b, c])
                LinkDangling(gone>d)
                LinkToOwnPart(d>d)
            "#]],
        );
    }

    #[test]
    fn two_who_share_do_a_day_and_four_fifths_in_a_day() {
        check(
            "
            person ann
            person bob
            task both 864m @ann @bob
            ",
            expect![[r#"
                both: Mon 02 to Mon 02 [0, 1440]
            "#]],
        );
    }

    #[test]
    fn what_is_done_counts_by_the_end_of_its_day_and_what_has_begun_waits_no_more() {
        check(
            "
            task over 8h done=2026-03-02
            task next 8h <over
            task long 16h
            task begun 8h doing=2026-02-27 <long
            task soon 8h done=2026-03-04
            task early 8h doing=2026-02-27 <soon
            ",
            expect![[r#"
                next: Tue 03 to Tue 03 [1440, 2880]
                long: Mon 02 to Tue 03 [0, 2880]
                begun: Mon 02 to Mon 02 [0, 1440]
                early: Mon 02 to Mon 02 [0, 1440]
                NobodyDoesIt(begun)
                NobodyDoesIt(early)
                NobodyDoesIt(long)
                NobodyDoesIt(next)
            "#]],
        );
    }

    #[test]
    fn what_nobody_has_sorted_goes_with_the_musts() {
        check(
            "
            person ann
            task welcome 8h @ann nice
            task plain 8h @ann
            ",
            expect![[r#"
                welcome: Tue 03 to Tue 03 [1440, 2880]
                plain: Mon 02 to Mon 02 [0, 1440]
            "#]],
        );
    }
}
