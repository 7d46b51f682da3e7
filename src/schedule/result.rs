//! A leveled plan as dates: for each task, summary task and milestone when, how much slack, and why.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::Time;
use super::level::Leveler;
use super::plan::Plan;
use super::why::{self, Binding, Bond};
use super::{Options, Problem, bound, slack};
use crate::project::{Id, Milestone, Outline, Project, Status, Task, Today, WorkMinutes};

/// When everything happens, with one primary task per person at a time.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The network it was made from, for engines that go on from it.
    pub plan: Plan,
    /// When each node of the plan starts and finishes.
    pub start: Vec<Time>,
    /// See [`Schedule::start`].
    pub finish: Vec<Time>,
    /// Every task that is open or done, summary tasks included.
    pub tasks: BTreeMap<Id<Task>, Scheduled>,
    /// Every milestone that has tasks.
    pub milestones: BTreeMap<Id<Milestone>, Reached>,
    /// The day the last open task finishes; `None` when nothing is open.
    pub finish_date: Option<NaiveDate>,
    /// When that is.
    pub end: Time,
    /// A moment before which no order of the tasks can end.
    pub bound: Time,
    /// The critical chain, first to last: the tasks that follow each other without a gap up to the
    /// end, bound by links or by people.
    pub chain: Vec<Id<Task>>,
    /// What binds each node.
    pub(super) bonds: Vec<Bond>,
}

/// When one task happens. Slack is in working minutes of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// The day it starts or started; `None` where that was not written down.
    pub start: Option<NaiveDate>,
    /// The day it finishes or finished; `None` where that was not written down.
    pub finish: Option<NaiveDate>,
    /// Work still to be done; of a summary task that of all its parts.
    pub remaining: WorkMinutes,
    /// Working time between its finish and its due date; negative when it is missed.
    pub due_slack_minutes: Option<i64>,
    /// What only open work has; `None` once it is done.
    pub open: Option<OpenDates>,
}

/// Early and late dates of open work, and what follows from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDates {
    /// The earliest day it could start if there were people enough.
    pub early_start: NaiveDate,
    /// The earliest day it could finish if there were people enough.
    pub early_finish: NaiveDate,
    /// The last day to start without delaying the end or a deadline, people aside.
    pub late_start: NaiveDate,
    /// The last day to finish without delaying the end or a deadline, people aside.
    pub late_finish: NaiveDate,
    /// How far it can slip in the network, people aside, before the end or a deadline does;
    /// negative when a deadline cannot be met.
    pub total_slack_minutes: i64,
    /// How far it can slip in the network before any other task does.
    pub free_slack_minutes: i64,
    /// How far it can slip in this plan, people included, before the end does.
    pub leveled_slack_minutes: i64,
    /// Whether it is on the critical path of the network: its total slack is not above zero.
    pub is_critical: bool,
    /// Whether it is on the critical chain, or has a part that is.
    pub is_on_chain: bool,
    /// What keeps it from starting earlier; of a summary task what keeps its first part.
    pub binding: Binding,
}

/// When a milestone is reached: when all its tasks are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The day; `None` when all is done and nobody wrote down when.
    pub date: Option<NaiveDate>,
    /// Whether all its tasks are done.
    pub is_reached: bool,
    /// Working time between that and its due date; negative when it is missed.
    pub due_slack_minutes: Option<i64>,
}

/// Schedules a project as of a day, and says what had to be worked around.
#[must_use]
pub fn schedule(project: &Project, today: Today, options: &Options) -> (Schedule, Vec<Problem>) {
    let (plan, problems) = Plan::of(project, today, options);
    (of_plan(project, plan), problems)
}

/// The schedule of a plan that has been read already, by the plan's order.
#[must_use]
pub fn of_plan(project: &Project, plan: Plan) -> Schedule {
    let mut leveler = Leveler::new(&plan.network);
    let end = leveler.forward(&plan.network, plan.effort(), &plan.order);
    let bonds = why::bonds(&plan, &leveler);
    let last = (0..plan.tasks.len() as u32).max_by_key(|node| {
        (
            leveler.finish()[*node as usize],
            bonds[*node as usize].chain,
        )
    });
    let chain_nodes = last.map_or_else(Vec::new, |last| why::chain_to(&plan, &bonds, last));
    let mut schedule = Schedule {
        start: leveler.start().to_vec(),
        finish: leveler.finish().to_vec(),
        tasks: BTreeMap::new(),
        milestones: BTreeMap::new(),
        finish_date: last.map(|_| plan.dates(end, end).1),
        end,
        bound: bound::lower_bound(&plan.network, plan.effort(), &plan.passes),
        chain: chain_nodes
            .iter()
            .map(|node| plan.tasks[*node as usize].clone())
            .collect(),
        plan,
        bonds: Vec::new(),
    };
    let late = slack::leveled_late_starts(&schedule);
    let (outline, _) = project.outline();
    for id in outline.leaves() {
        if let Some(scheduled) = schedule.leaf(project, &id, &bonds, &late, &chain_nodes) {
            schedule.tasks.insert(id, scheduled);
        }
    }
    for (id, _) in outline.rows().into_iter().rev() {
        if outline.is_summary(&id)
            && let Some(summary) = schedule.summary(project, &outline, &id)
        {
            schedule.tasks.insert(id, summary);
        }
    }
    schedule.reach_milestones(project);
    schedule.bonds = bonds;
    schedule
}

impl Schedule {
    /// Working minutes of the project between two moments; negative if the second is earlier.
    #[must_use]
    pub fn working_minutes(&self, from: Time, to: Time) -> i64 {
        self.plan.working_minutes(from, to)
    }

    fn leaf(
        &self,
        project: &Project,
        id: &Id<Task>,
        bonds: &[Bond],
        late: &[Time],
        chain: &[u32],
    ) -> Option<Scheduled> {
        let task = project.tasks.get(id)?;
        let Some(&node) = self.plan.nodes.get(id) else {
            let start = task.started.or(task.finished);
            return (task.status == Status::Done).then(|| Scheduled {
                start: start.min(task.finished.or(start)),
                finish: task.finished,
                remaining: WorkMinutes::ZERO,
                due_slack_minutes: self.due_slack(task.due, task.finished),
                open: None,
            });
        };
        let at = node as usize;
        let (start, finish) = (self.start[at], self.finish[at]);
        let (first, last) = self.plan.dates(start, finish);
        let open = OpenDates {
            binding: why::binding(&self.plan, bonds, start, node, is_blocked(project, id)),
            leveled_slack_minutes: self.working_minutes(start, late[at]),
            is_on_chain: chain.contains(&node),
            ..self.network_dates(node)
        };
        Some(Scheduled {
            // Nothing has begun on a day that is still to come, whatever was written down.
            start: Some(task.started.map_or(first, |started| started.min(first))),
            finish: Some(last),
            remaining: WorkMinutes(self.plan.work[at].unsigned_abs()),
            due_slack_minutes: task
                .due
                .map(|due| self.working_minutes(finish, self.plan.day_end(due))),
            open: Some(open),
        })
    }

    /// A summary task from its direct parts, which must be there already.
    fn summary(&self, project: &Project, outline: &Outline, id: &Id<Task>) -> Option<Scheduled> {
        let parts: Vec<&Scheduled> = outline
            .children(Some(id))
            .iter()
            .filter_map(|part| self.tasks.get(part))
            .collect();
        let first = parts
            .iter()
            .filter(|part| part.start.is_some())
            .min_by_key(|part| part.start)?;
        let finish = parts.iter().filter_map(|part| part.finish).max();
        let due = project.tasks.get(id).and_then(|task| task.due);
        let open_parts: Vec<&OpenDates> =
            parts.iter().filter_map(|part| part.open.as_ref()).collect();
        let first_open = parts
            .iter()
            .filter(|part| part.open.is_some())
            .min_by_key(|p| p.start);
        let open = first_open
            .and_then(|part| part.open.as_ref())
            .map(|open| OpenDates {
                early_start: least(&open_parts, |part| part.early_start, open.early_start),
                early_finish: most(&open_parts, |part| part.early_finish, open.early_finish),
                late_start: least(&open_parts, |part| part.late_start, open.late_start),
                late_finish: most(&open_parts, |part| part.late_finish, open.late_finish),
                total_slack_minutes: least(&open_parts, |p| p.total_slack_minutes, i64::MAX),
                free_slack_minutes: least(&open_parts, |p| p.free_slack_minutes, i64::MAX),
                leveled_slack_minutes: least(&open_parts, |p| p.leveled_slack_minutes, i64::MAX),
                is_critical: open_parts.iter().any(|part| part.is_critical),
                is_on_chain: open_parts.iter().any(|part| part.is_on_chain),
                binding: open.binding.clone(),
            });
        Some(Scheduled {
            start: first.start,
            finish,
            remaining: parts.iter().map(|part| part.remaining).sum(),
            due_slack_minutes: self.due_slack(due, finish),
            open,
        })
    }

    fn reach_milestones(&mut self, project: &Project) {
        for (id, milestone) in &project.milestones {
            let tasks = milestone
                .tasks
                .iter()
                .filter_map(|task| self.tasks.get(task));
            let tasks: Vec<&Scheduled> = tasks.collect();
            if tasks.is_empty() {
                continue;
            }
            let is_reached = tasks.iter().all(|task| task.open.is_none());
            let last = tasks.iter().filter_map(|task| task.finish).max();
            let date = if is_reached {
                milestone.reached_on.or(last)
            } else {
                last
            };
            let reached = Reached {
                date,
                is_reached,
                due_slack_minutes: self.due_slack(milestone.due, date),
            };
            self.milestones.insert(id.clone(), reached);
        }
    }

    fn due_slack(&self, due: Option<NaiveDate>, finish: Option<NaiveDate>) -> Option<i64> {
        let (due, finish) = (self.plan.day_end(due?), self.plan.day_end(finish?));
        Some(self.working_minutes(finish, due))
    }
}

fn least<T: Ord>(parts: &[&OpenDates], of: impl Fn(&OpenDates) -> T, none: T) -> T {
    parts.iter().map(|part| of(part)).min().unwrap_or(none)
}

fn most<T: Ord>(parts: &[&OpenDates], of: impl Fn(&OpenDates) -> T, none: T) -> T {
    parts.iter().map(|part| of(part)).max().unwrap_or(none)
}

/// Whether a task, or one that it is a part of, is blocked.
fn is_blocked(project: &Project, id: &Id<Task>) -> bool {
    let mut here = project.tasks.get(id);
    for _ in 0..=project.tasks.len() {
        let Some(task) = here else {
            return false;
        };
        if task.blocker.is_some() {
            return true;
        }
        here = task
            .parent
            .as_ref()
            .and_then(|parent| project.tasks.get(parent));
    }
    false
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::project::notation;

    /// Monday, 2 March 2026.
    fn monday() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn check(text: &str, expected: Expect) {
        let project = notation::project(text);
        let (schedule, _) = schedule(&project, monday(), &Options::default());
        let day = |date: Option<NaiveDate>| {
            date.map_or("?".to_owned(), |date| date.format("%d.%m.").to_string())
        };
        let mut lines = Vec::new();
        for (id, task) in &schedule.tasks {
            let mut line = format!("{id} {}-{}", day(task.start), day(task.finish));
            if let Some(open) = &task.open {
                let slack = format!(
                    " slack {}h/{}h/{}h{}{}",
                    open.total_slack_minutes / 60,
                    open.free_slack_minutes / 60,
                    open.leveled_slack_minutes / 60,
                    if open.is_critical { " critical" } else { "" },
                    if open.is_on_chain { " chain" } else { "" },
                );
                line.push_str(&slack);
            }
            if let Some(slack) = task.due_slack_minutes {
                let due = format!(" due {}h", slack / 60);
                line.push_str(&due);
            }
            lines.push(line);
        }
        for (id, reached) in &schedule.milestones {
            let slack = reached.due_slack_minutes.map_or(0, |slack| slack / 60);
            lines.push(format!("{id} on {} due {slack}h", day(reached.date)));
        }
        lines.push(format!("chain {:?}", schedule.chain));
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn the_critical_chain_goes_through_a_person_where_the_critical_path_does_not() {
        check(
            "
            person ann
            person bob
            task a 16h @ann
            task b 8h @bob <a
            task c 24h @ann
            ",
            expect![[r#"
                a 02.03.-03.03. slack 0h/0h/0h critical chain
                b 04.03.-04.03. slack 0h/0h/16h critical
                c 04.03.-06.03. slack 0h/0h/0h critical chain
                chain [a, c]"#]],
        );
    }

    #[test]
    fn the_critical_chain_goes_through_a_link_to_a_finish_on_a_day_off() {
        check(
            "
            person ann
            person bob off=2026-03-04..2026-03-04
            task a 12h @ann
            task b 4h @bob <a:ff+10h
            ",
            expect![[r#"
                a 02.03.-03.03. slack 2h/2h/2h chain
                b 03.03.-05.03. slack 0h/0h/0h critical chain
                chain [a, b]"#]],
        );
    }

    #[test]
    fn a_missed_deadline_makes_slack_negative() {
        check(
            "
            person ann
            task a 16h @ann
            task b 16h @ann <a due=2026-03-03
            milestone live a,b due=2026-03-06
            ",
            expect![[r#"
                a 02.03.-03.03. slack -16h/0h/0h critical chain
                b 04.03.-05.03. slack -16h/0h/0h critical chain due -16h
                live on 05.03. due 8h
                chain [a, b]"#]],
        );
    }

    #[test]
    fn a_summary_task_spans_its_parts_done_ones_included() {
        check(
            "
            person ann
            task launch due=2026-03-04
              task a 8h @ann done=2026-02-27
              task b 8h @ann doing=2026-02-26 left=4h
              task c 8h @ann
            task gone dropped
            ",
            expect![[r#"
                a 27.02.-27.02.
                b 26.02.-02.03. slack 4h/4h/0h chain
                c 02.03.-03.03. slack 0h/0h/0h critical chain
                launch 26.02.-03.03. slack 0h/0h/0h critical chain due 8h
                chain [b, c]"#]],
        );
    }

    #[test]
    fn helpers_who_share_add_four_fifths_and_those_who_meet_add_nothing() {
        check(
            "
            person ann
            person bob
            task alone 18h @ann
            task shared 18h @ann @bob <alone
            task met 18h @ann @bob together <shared
            ",
            expect![[r#"
                alone 02.03.-04.03. slack 0h/0h/0h critical chain
                met 05.03.-09.03. slack 0h/0h/0h critical chain
                shared 04.03.-05.03. slack 0h/0h/0h critical chain
                chain [alone, shared, met]"#]],
        );
    }

    #[test]
    fn what_takes_no_time_lies_on_the_day_on_which_it_is_reached() {
        check(
            "
            person ann
            task a 40h @ann
            task live 0h @ann <a
            task party 0h <a from=2026-03-11
            task now 0h
            ",
            expect![[r#"
                a 02.03.-06.03. slack 16h/0h/16h
                live 06.03.-06.03. slack 16h/16h/16h
                now 02.03.-02.03. slack 56h/56h/56h
                party 11.03.-11.03. slack 0h/0h/0h critical chain
                chain [party]"#]],
        );
    }

    #[test]
    fn nothing_ends_before_it_has_begun_whatever_was_written_down() {
        check(
            "
            person ann
            task early 8h @ann doing=2026-03-06
            task over 8h @ann done=2026-02-26
            ",
            expect![[r#"
                early 02.03.-02.03. slack 0h/0h/0h critical chain
                over 26.02.-26.02.
                chain [early]"#]],
        );
    }

    #[test]
    fn what_others_begin_with_has_no_slack_though_it_could_end_later() {
        check(
            "
            task a 8h
            task b 40h <a:ss
            ",
            expect![[r#"
                a 02.03.-02.03. slack 0h/0h/0h critical chain
                b 02.03.-06.03. slack 0h/0h/0h critical chain
                chain [a, b]"#]],
        );
    }
}
