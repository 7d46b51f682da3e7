//! What has changed since an earlier day: the way of the remaining work, and of the likely date.

use super::tiles::hours;
use crate::finish::status::{Cause, bridge};
use crate::present::words;
use crate::project::{DayRecord, Project, Today};

/// What has changed since a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// "Since yesterday", "Since Mon 2 Mar".
    pub title: String,
    /// What became of the 80 % date, in a sentence; empty where it is not known on both days.
    pub date: String,
    /// From the 80 % date then to that of now, cause by cause; empty where that is not known.
    pub movers: Vec<Step>,
    /// From what was left then to what is left now; the amounts sum up.
    pub steps: Vec<Step>,
}

/// A row of the way: what it is, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub text: String,
    /// The amount; of a change with its sign.
    pub amount: String,
    /// By how much it changes, in minutes of work or of working time; `None` for the two ends.
    pub minutes: Option<i64>,
    /// Which tasks, as far as they are known.
    pub tasks: String,
}

/// So many tasks are named; of more it is said how many.
const NAMED: usize = 3;

/// What has changed since a day's record, the way of the date aside. `None` where it says too little.
#[must_use]
pub fn change(
    project: &Project,
    then: &DayRecord,
    now: &DayRecord,
    today: Today,
) -> Option<Change> {
    let bridge = bridge(project, then, now)?;
    let when = match (today.0 - bridge.since).num_days() {
        0 => "this morning".to_owned(),
        1 => "yesterday".to_owned(),
        _ => words::date(bridge.since, today),
    };
    let end = |text: String, minutes| Step {
        text,
        amount: hours(minutes),
        minutes: None,
        tasks: String::new(),
    };
    let mut steps = vec![end(format!("Left {when}"), bridge.before)];
    for term in &bridge.terms {
        let text = match (term.cause, term.minutes < 0) {
            (Cause::Added, _) => "Written down since",
            (Cause::Done, true) => "Finished",
            (Cause::Done, false) => "Reopened",
            (Cause::LeftOut, true) => "Dropped or put off",
            (Cause::LeftOut, false) => "Taken back in",
            (Cause::Reestimated, true) => "Worked off in part, or estimated lower",
            (Cause::Reestimated, false) => "Estimated higher, or took longer",
        };
        steps.push(Step {
            text: text.to_owned(),
            amount: signed(term.minutes),
            minutes: Some(term.minutes),
            tasks: named(&words::tasks(project, &term.tasks)),
        });
    }
    steps.push(end("Left now".to_owned(), bridge.after));
    Some(Change {
        title: format!("Since {when}"),
        date: moved(then, now, today),
        movers: Vec::new(),
        steps,
    })
}

fn signed(minutes: i64) -> String {
    if minutes > 0 {
        format!("+{}", hours(minutes))
    } else {
        hours(minutes)
    }
}

pub(super) fn named(titles: &[String]) -> String {
    let mut text = titles.iter().take(NAMED).cloned().collect::<Vec<_>>();
    if titles.len() > NAMED {
        text.push(format!("{} more", titles.len() - NAMED));
    }
    text.join(", ")
}

fn moved(then: &DayRecord, now: &DayRecord, today: Today) -> String {
    let (Some(before), Some(after)) = (then.p80, now.p80) else {
        return String::new();
    };
    let date = words::date(after, today);
    match (after - before).num_days() {
        0 => format!("The 80 % date is {date}, as it was."),
        days => format!(
            "The 80 % date has moved from {} to {date}: {} {}.",
            words::date(before, today),
            words::count(usize::try_from(days.abs()).unwrap_or(0), "day"),
            if days > 0 { "later" } else { "earlier" }
        ),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;
    use crate::project::{Priority, WorkMinutes, notation};

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn record(date: NaiveDate, open: u32, done: u32) -> DayRecord {
        DayRecord {
            date: Some(date),
            p80: Some(date + Days::new(u64::from(open))),
            open_minutes: [(Priority::Must, WorkMinutes::hours(open))].into(),
            done_minutes: Some(WorkMinutes::hours(done)),
            out_minutes: Some(WorkMinutes::ZERO),
            ..DayRecord::default()
        }
    }

    #[test]
    fn the_way_begins_and_ends_with_what_is_left_and_names_tasks() {
        let project = notation::project("task copy 4h done=2026-03-03\ntask rest 6h");
        let then = record(day(2), 12, 0);
        let now = record(day(3), 6, 4);
        let change = change(&project, &then, &now, Today(day(3))).unwrap();
        assert_eq!(change.title, "Since yesterday");
        let rows: Vec<_> = change
            .steps
            .iter()
            .map(|step| (&*step.text, &*step.amount))
            .collect();
        let expected = [
            ("Left yesterday", "12 h"),
            ("Finished", "−4 h"),
            ("Worked off in part, or estimated lower", "−2 h"),
            ("Left now", "6 h"),
        ];
        assert_eq!(rows, expected);
        assert_eq!(change.steps[1].tasks, "“copy”");
        assert_eq!(
            change.date,
            "The 80 % date has moved from Sat 14 Mar to Mon 9 Mar: 5 days earlier."
        );
    }

    #[test]
    fn a_date_that_stays_is_said_to_and_an_unknown_one_is_not() {
        let then = record(day(2), 4, 0);
        let mut now = record(day(3), 3, 1);
        let said = |now: &DayRecord| moved(&then, now, Today(day(3)));
        assert_eq!(said(&now), "The 80 % date is Fri 6 Mar, as it was.");
        now.p80 = None;
        assert_eq!(said(&now), "");
    }
}
