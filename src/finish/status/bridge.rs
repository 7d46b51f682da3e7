//! What lies between the remaining work of an earlier day and that of today, as terms that sum up
//! exactly.

use chrono::NaiveDate;

use super::day::work_of;
use crate::project::{DayRecord, Id, Project, Task, WorkMinutes};

/// The way from one amount of remaining work to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// The day it begins with.
    pub since: NaiveDate,
    /// The remaining work then, in minutes.
    pub before: i64,
    /// The remaining work now, in minutes: `before` and all terms.
    pub after: i64,
    /// The steps between the two, those of nothing left out.
    pub terms: Vec<Term>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub cause: Cause,
    /// By how much it changes the remaining work, in minutes.
    pub minutes: i64,
    /// The tasks behind it, as far as they can be told.
    pub tasks: Vec<Id<Task>>,
}

/// What changes the remaining work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Tasks that were written down since.
    Added,
    /// Tasks that were finished.
    Done,
    /// Tasks that were dropped or put off, less those that came back.
    LeftOut,
    /// All the rest: estimates that changed, parts that were worked off, tasks that were deleted.
    Reestimated,
}

/// The bridge from a day's record to today's. `None` where the record does not hold what it takes.
#[must_use]
pub fn bridge(project: &Project, then: &DayRecord, now: &DayRecord) -> Option<Bridge> {
    let since = then.date?;
    let (before, after) = (open(then), open(now));
    let grown = |now: Option<WorkMinutes>, then: Option<WorkMinutes>| {
        Some(i64::from(now?.0) - i64::from(then?.0))
    };
    let done = grown(now.done_minutes, then.done_minutes)?;
    let out = grown(now.out_minutes, then.out_minutes)?;
    let (mut added, mut added_tasks, mut done_tasks) = (0, Vec::new(), Vec::new());
    let (outline, _) = project.outline();
    for id in outline.leaves() {
        let Some(task) = project.tasks.get(&id) else {
            continue;
        };
        if task.added_on.is_some_and(|day| day >= since) {
            added += i64::from(work_of(task).0);
            added_tasks.push(id.clone());
        }
        if task.finished.is_some_and(|day| day >= since) {
            done_tasks.push(id);
        }
    }
    let terms = [
        (Cause::Added, added, added_tasks),
        (Cause::Done, -done, done_tasks),
        (Cause::LeftOut, -out, Vec::new()),
        (
            Cause::Reestimated,
            after - before - added + done + out,
            Vec::new(),
        ),
    ];
    let terms = terms.into_iter().filter(|(_, minutes, _)| *minutes != 0);
    Some(Bridge {
        since,
        before,
        after,
        terms: terms
            .map(|(cause, minutes, tasks)| Term {
                cause,
                minutes,
                tasks,
            })
            .collect(),
    })
}

fn open(day: &DayRecord) -> i64 {
    day.open_minutes
        .values()
        .map(|minutes| i64::from(minutes.0))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::super::day::day;
    use super::*;
    use crate::project::{Status, Today, notation};
    use crate::schedule::{Options, schedule};

    fn date(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn record(project: &Project, number: u32) -> DayRecord {
        let today = Today(date(number));
        let (schedule, problems) = schedule(project, today, &Options::default());
        day(project, &schedule.timetable(project, problems), None, today)
    }

    /// The terms from day 2 to day 4, in hours.
    fn terms(change: impl Fn(&mut Project)) -> Vec<(Cause, i64)> {
        let mut project =
            notation::project("task a 8h\ntask b 16h\ntask c 4h\ntask gone 2h deferred");
        let then = record(&project, 2);
        change(&mut project);
        let now = record(&project, 4);
        let bridge = bridge(&project, &then, &now).unwrap();
        let sum: i64 = bridge.terms.iter().map(|term| term.minutes).sum();
        assert_eq!(bridge.before + sum, bridge.after);
        let terms = bridge.terms.iter();
        terms.map(|term| (term.cause, term.minutes / 60)).collect()
    }

    fn on(project: &mut Project, id: &str, how: impl FnOnce(&mut Task)) {
        how(project.tasks.get_mut(&Id::new(id)).unwrap());
    }

    #[test]
    fn what_was_added_finished_and_left_out_are_steps_of_their_own() {
        let found = terms(|project| {
            let mut new = project.tasks[&Id::new("a")].clone();
            new.added_on = Some(date(3));
            project.tasks.insert(Id::new("new"), new);
            on(project, "b", |task| {
                task.status = Status::Done;
                task.finished = Some(date(3));
            });
            on(project, "c", |task| task.status = Status::Dropped);
        });
        let expected = [(Cause::Added, 8), (Cause::Done, -16), (Cause::LeftOut, -4)];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_rest_is_estimates_and_work_in_part() {
        let found = terms(|project| {
            on(project, "a", |task| {
                task.remaining = Some(WorkMinutes::hours(5));
            });
        });
        assert_eq!(found, [(Cause::Reestimated, -3)]);
        assert_eq!(terms(|_| ()), []);
    }

    #[test]
    fn what_took_longer_than_estimated_is_done_work_and_a_correction() {
        let found = terms(|project| {
            on(project, "a", |task| {
                task.status = Status::Done;
                task.actual = Some(WorkMinutes::hours(12));
            });
        });
        assert_eq!(found, [(Cause::Done, -12), (Cause::Reestimated, 4)]);
    }

    #[test]
    fn what_comes_back_adds_and_what_was_deleted_is_a_correction() {
        let back = terms(|project| on(project, "gone", |task| task.status = Status::Todo));
        assert_eq!(back, [(Cause::LeftOut, 2)]);
        let deleted = terms(|project| {
            project.tasks.remove(&Id::new("c"));
        });
        assert_eq!(deleted, [(Cause::Reestimated, -4)]);
    }

    #[test]
    fn a_day_that_says_too_little_has_no_bridge() {
        let project = notation::project("task a 8h");
        let now = record(&project, 4);
        assert_eq!(bridge(&project, &DayRecord::default(), &now), None);
        let then = DayRecord {
            date: Some(date(2)),
            ..DayRecord::default()
        };
        assert_eq!(bridge(&project, &then, &now), None);
    }
}
