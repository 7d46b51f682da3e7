//! How far each task can slip: in the network as if there were people enough, and in the plan.

use super::calendar::{END_OF_TIME, Time};
use super::network::Link;
use super::result::{OpenDates, Schedule};
use super::why::Binding;
use crate::project::DependencyKind;

/// Slack of this much is none: between different calendars moments are rounded to whole minutes.
const ROUNDING_MINUTES: i64 = 2;

/// Links that lead back in time and people's sequences may depend on each other; they are followed
/// round so many times at most. Each time no slack grows, and most plans need one.
const ROUNDS: usize = 50;

impl Schedule {
    /// What the passes say of a node. Slack is counted in working minutes of the project, the free
    /// one from the finish on.
    pub(super) fn network_dates(&self, node: u32) -> OpenDates {
        let (plan, passes, at) = (&self.plan, &self.plan.passes, node as usize);
        let early = (passes.early_start[at], passes.early_finish[at]);
        let late = (passes.late_start[at], passes.late_finish[at]);
        let total_slack_minutes = self.working_minutes(early.0, late.0);
        let links = plan.network.links_out(node).iter();
        let free = links.map(|link| self.free_slack(link)).min();
        let free = free.unwrap_or_else(|| self.working_minutes(early.1, passes.end));
        let (early_start, early_finish) = plan.dates(early.0, early.1);
        OpenDates {
            early_start,
            early_finish,
            late_start: self.late_day(early.0 == early.1, late.0),
            late_finish: plan.finish_date(late.1),
            total_slack_minutes,
            free_slack_minutes: free.max(0),
            leveled_slack_minutes: 0,
            is_critical: total_slack_minutes <= ROUNDING_MINUTES,
            is_on_chain: false,
            binding: Binding::StatusDate,
        }
    }

    /// The last day to start; a missed deadline may put it before the status date.
    fn late_day(&self, takes_no_time: bool, late: Time) -> chrono::NaiveDate {
        if takes_no_time {
            self.plan.finish_date(late)
        } else {
            self.plan.start_date(late)
        }
    }

    /// How far a predecessor can slip before this link moves its successor.
    fn free_slack(&self, link: &Link) -> i64 {
        let passes = &self.plan.passes;
        let (from, to) = (link.from as usize, link.to as usize);
        let (begin, end) =
            self.plan
                .network
                .pushed(link, passes.early_start[from], passes.early_finish[from]);
        if begin > Time::MIN {
            self.working_minutes(begin, passes.early_start[to])
        } else {
            self.working_minutes(end, passes.early_finish[to])
        }
    }
}

/// The latest start of each node that leaves the end where it is, if all who now wait for someone to
/// be done go on waiting. With that nobody is ever asked for more than now, pools included.
pub(super) fn leveled_late_starts(schedule: &Schedule) -> Vec<Time> {
    let (start, finish) = (&schedule.start, &schedule.finish);
    let network = &schedule.plan.network;
    let mut by_start: Vec<u32> = schedule.plan.order.as_slice().to_vec();
    by_start.sort_by_key(|node| start[*node as usize]);
    // Of each resource the nodes that occupy it, by start.
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); network.resources()];
    for &node in &by_start {
        if start[node as usize] < finish[node as usize] {
            for demand in network.demands_of(node) {
                users[demand.resource as usize].push(node);
            }
        }
    }
    // Of each user the first place behind all that start before it finishes.
    let behind = |resource: u32, node: u32| {
        let users = &users[resource as usize];
        users.partition_point(|other| start[*other as usize] < finish[node as usize])
    };
    let mut late = Late {
        start: vec![schedule.end; network.len()],
        finish: vec![schedule.end; network.len()],
    };
    for _ in 0..ROUNDS {
        let before = late.start.clone();
        // By place among the users: the earliest of the late starts from there on.
        let mut least: Vec<Vec<Time>> = users
            .iter()
            .map(|users| vec![END_OF_TIME; users.len() + 1])
            .collect();
        let mut place: Vec<usize> = users.iter().map(Vec::len).collect();
        for &node in by_start.iter().rev() {
            let at = node as usize;
            let occupies = if start[at] < finish[at] {
                network.demands_of(node)
            } else {
                &[]
            };
            let waiting = occupies
                .iter()
                .map(|it| least[it.resource as usize][behind(it.resource, node)]);
            let done_by = waiting.fold(schedule.end, Time::min);
            late.move_up(schedule, node, done_by);
            for demand in occupies {
                let resource = demand.resource as usize;
                let own = &mut place[resource];
                *own -= 1;
                least[resource][*own] = least[resource][*own + 1].min(late.start[at]);
            }
        }
        if late.start == before {
            break;
        }
    }
    late.start
}

/// The latest times found so far.
struct Late {
    start: Vec<Time>,
    finish: Vec<Time>,
}

impl Late {
    /// Moves a node to where it is done by then and its successors keep their times, but never
    /// before it is done now.
    fn move_up(&mut self, schedule: &Schedule, node: u32, done_by: Time) {
        let (network, at) = (&schedule.plan.network, node as usize);
        let mut finish = done_by;
        let mut start_by = END_OF_TIME;
        for link in network.links_out(node) {
            let to = link.to as usize;
            let (start, end) = (self.start[to], self.finish[to]);
            match link.kind {
                DependencyKind::FinishToStart => {
                    finish = finish.min(network.unlagged(start, link.lag));
                }
                DependencyKind::FinishToFinish => {
                    finish = finish.min(network.unlagged(end, link.lag));
                }
                DependencyKind::StartToStart => {
                    start_by = start_by.min(network.unlagged(start, link.lag));
                }
                DependencyKind::StartToFinish => {
                    start_by = start_by.min(network.unlagged(end, link.lag));
                }
            }
        }
        let work = schedule.plan.work[at];
        let (start, finish) = network.placed_late(node, work, finish, start_by);
        self.start[at] = start.max(schedule.start[at]);
        self.finish[at] = finish.max(schedule.finish[at]);
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::project::{Id, Today, notation};
    use crate::schedule::{Options, schedule};

    /// How far a task can slip in the plan, in hours.
    fn leveled(text: &str, task: &str) -> i64 {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let project = notation::project(text);
        let (schedule, _) = schedule(&project, today, &Options::default());
        let open = schedule.tasks[&Id::new(task)].open.as_ref().unwrap();
        open.leveled_slack_minutes / 60
    }

    #[test]
    fn what_must_begin_in_time_must_end_in_time_too() {
        // c sets the end, so b begins on Monday and ends on Tuesday, and a may end with it.
        let text = "task a 8h\ntask b 16h <a:ff\ntask c 40h <b:ss";
        assert_eq!(leveled(text, "a"), 8);
        assert_eq!(leveled(text, "b"), 0);
    }

    #[test]
    fn slack_goes_through_a_successor_that_begins_earlier() {
        // b, from Monday to Friday, must not end before a, on Wednesday; c ends a week later.
        let text = "task a 8h from=2026-03-04\ntask b 40h <a:ff\ntask c 80h";
        assert_eq!(leveled(text, "b"), 40);
        assert_eq!(leveled(text, "a"), 56);
    }

    #[test]
    fn of_a_pool_nobody_slips_into_work_that_needs_all_of_it() {
        let text = "
            person pool x2
            task a 8h @pool must
            task b 24h @pool must
            task c 8h @pool*2 together should <b
            task d 80h";
        assert_eq!(leveled(text, "c"), 40 + 8);
        assert_eq!(leveled(text, "a"), 16 + 48);
    }
}
