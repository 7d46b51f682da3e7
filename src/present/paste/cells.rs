//! Single cells of a table: what a heading names, and what a value says.

use chrono::NaiveDate;

use super::table::Column;
use crate::present::quick_add::Names;
use crate::present::{day_words, estimate_text};
use crate::project::{Estimate, Priority, Status, fold};

/// What a column of this name holds.
pub(super) fn column_named(name: &str) -> Option<Column> {
    let folded = fold(name);
    let is_days = folded.contains("(d)") || folded.contains("day");
    let words: String = folded
        .chars()
        .map(|char| if char.is_alphanumeric() { char } else { ' ' })
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    Some(match words.join(" ").as_str() {
        "title" | "task" | "tasks" | "name" | "task name" | "summary" | "subject" | "item"
        | "what" | "to do" | "todo" | "activity" | "work item" => Column::Title,
        "notes" | "note" | "description" | "details" | "comment" | "comments" => Column::Notes,
        "owner" | "owners" | "assignee" | "assignees" | "who" | "assigned to" | "person"
        | "responsible" | "resource" | "resources" | "resource names" => Column::Owner,
        "priority" | "prio" | "moscow" | "importance" => Column::Priority,
        "due" | "due date" | "deadline" | "by" | "by when" | "when" | "finish" | "end"
        | "end date" => Column::Due,
        "status" | "state" | "progress" | "done" | "complete" => Column::Status,
        "labels" | "label" | "tags" | "tag" => Column::Labels,
        "workstream" | "stream" | "team" | "area" | "component" | "section" | "list" => {
            Column::Workstream
        }
        "deliverable" | "epic" | "product" | "result" => Column::Deliverable,
        "predecessor" | "predecessors" | "after" | "comes after" | "depends on" | "dependency"
        | "dependencies" => Column::Predecessor,
        "blocked by" | "blocked" | "blocker" | "waiting for" | "waiting on" => Column::BlockedBy,
        _ => match words.first()? {
            &("estimate" | "effort" | "work" | "hours" | "days" | "duration" | "size"
            | "original") => {
                if is_days {
                    Column::EstimateDays
                } else {
                    Column::EstimateHours
                }
            }
            _ => return None,
        },
    })
}

/// A priority in the words of several tools.
pub(super) fn priority(text: &str) -> Option<Priority> {
    Some(match fold(text.trim_start_matches('!')).as_str() {
        "must" | "must have" | "m" | "high" | "highest" | "critical" | "urgent" | "blocker"
        | "p0" | "p1" | "a" => Priority::Must,
        "should" | "should have" | "s" | "medium" | "normal" | "major" | "p2" | "b" => {
            Priority::Should
        }
        "nice" | "nice to have" | "n" | "could" | "could have" | "c" | "low" | "lowest"
        | "minor" | "trivial" | "p3" | "p4" => Priority::Nice,
        _ => return None,
    })
}

/// A status in the words of several tools.
pub(super) fn status(text: &str) -> Option<Status> {
    Some(match fold(text).as_str() {
        "to do" | "todo" | "open" | "new" | "backlog" | "not started" | "planned" | "no"
        | "false" | "0%" | "[ ]" | "☐" => Status::Todo,
        "doing" | "in progress" | "started" | "active" | "wip" | "in review" | "review" => {
            Status::Doing
        }
        "done" | "closed" | "complete" | "completed" | "finished" | "resolved" | "yes" | "true"
        | "x" | "100%" | "[x]" | "☑" | "✓" | "✔" => Status::Done,
        "deferred" | "later" | "postponed" | "put off" | "on hold" => Status::Deferred,
        "dropped" | "cancelled" | "canceled" | "won't do" | "wont do" | "rejected" => {
            Status::Dropped
        }
        _ => return None,
    })
}

/// An estimate; a number without unit counts `bare` minutes each.
pub(super) fn estimate(text: &str, names: &Names, bare: u32) -> Option<Estimate> {
    let text = text.replace(' ', "");
    let unit = match (text.ends_with(|char: char| char.is_ascii_digit()), bare) {
        (false, _) => "",
        (true, 60) => "h",
        (true, _) => "d",
    };
    let read = estimate_text::parse(&format!("{text}{unit}"), names.day_minutes).ok()?;
    // Nothing is no estimate: tables are full of zeros.
    (read.likely.0 > 0).then_some(read)
}

/// Which of the numbers in `3/4/2026` is the day, as far as a column shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// Some day has a first number above 12.
    DayFirst,
    /// Some day has a second number above 12.
    MonthFirst,
    /// Neither, or both.
    Unknown,
}

impl DayOrder {
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let pairs = cells.filter_map(slashed);
        let (mut day_first, mut month_first) = (false, false);
        for (first, second, _) in pairs {
            day_first |= first > 12 && second <= 12;
            month_first |= second > 12 && first <= 12;
        }
        match (day_first, month_first) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

fn slashed(cell: &str) -> Option<(u32, u32, i32)> {
    let mut numbers = cell.trim().split('/').map(|part| part.parse::<u32>().ok());
    let (first, second, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let year = if year < 100 { year + 2000 } else { year };
    Some((first, second, i32::try_from(year).ok()?))
}

/// A day in any words, or as three numbers in the order of its column. A time behind it is left
/// out.
pub(super) fn day(text: &str, order: DayOrder, names: &Names) -> Option<NaiveDate> {
    let date = text
        .split(['T'])
        .next()
        .filter(|date| date.len() == 10)
        .unwrap_or(text);
    if let Some(day) = day_words::parse(date, names.today) {
        return Some(day);
    }
    let first_word = text.split_whitespace().next()?;
    let (first, second, year) = slashed(first_word)?;
    match order {
        DayOrder::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
        DayOrder::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
        DayOrder::Unknown => (first == second)
            .then(|| NaiveDate::from_ymd_opt(year, first, second))
            .flatten(),
    }
}

/// Several values in one cell.
pub(super) fn several(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '|', '&', '+', '\n']);
    let parts = parts.flat_map(|part| part.split(" and ")).map(str::trim);
    parts.filter(|part| !part.is_empty())
}
