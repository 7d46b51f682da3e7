//! The row of what is planned beside the work: check-ins and messages.

use chrono::NaiveDate;

use super::{Axis, RowWords, Sources};
use crate::finish::rhythm;
use crate::present::{rhythm as said, words};

/// So many messages are named in words; the others are counted.
const NAMED: usize = 4;

/// What falls on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The team checks in.
    CheckIn,
    /// A message is due.
    Message,
    /// A message was due and is not sent.
    Overdue,
}

/// Something on the row of check-ins and messages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The middle of its day, in days since the axis begins.
    pub at: f64,
    /// What it is.
    pub kind: MarkKind,
}

/// What is planned from today up to a day; of a message that is overdue the day it was due.
pub(super) fn marks(sources: Sources<'_>, axis: &Axis, last: NaiveDate) -> Vec<Mark> {
    let Sources { project, today, .. } = sources;
    let mark = |date: NaiveDate, kind| Mark {
        at: axis.start_of(date) + 0.5,
        kind,
    };
    let check_ins = rhythm::check_in_days(project, today.0, last).into_iter();
    let mut marks: Vec<Mark> = check_ins
        .map(|date| mark(date, MarkKind::CheckIn))
        .collect();
    for message in project.communications.values() {
        for date in rhythm::due_days(project, message, last) {
            if date >= today.0 {
                marks.push(mark(date, MarkKind::Message));
            } else if date >= axis.first {
                marks.push(mark(date, MarkKind::Overdue));
            }
        }
    }
    marks
}

/// When the team checks in, and which message is due when, the next one first.
pub(super) fn words(sources: Sources<'_>) -> RowWords {
    let Sources { project, today, .. } = sources;
    let next = rhythm::next_check_in(project, today);
    let mut why = Vec::new();
    if let Some(next) = next {
        why.push(format!(
            "{} the team checks in, next on {}.",
            said::check_ins(project.settings.check_in_days),
            words::date(next, today)
        ));
    }
    let messages = project.communications.values();
    let mut due: Vec<(NaiveDate, &str, String)> = messages
        .filter_map(|message| {
            let date = rhythm::next_due(project, message)?;
            let (when, _) = said::due(project, message, today);
            Some((date, message.title.as_str(), when))
        })
        .collect();
    due.sort();
    let first = next.into_iter().chain(due.first().map(|it| it.0)).min();
    let more = due.len().saturating_sub(NAMED);
    for (_, title, when) in due.iter().take(NAMED) {
        why.push(format!("“{title}”: {}.", when.to_lowercase()));
    }
    if more > 0 {
        why.push(format!("{} more.", words::count(more, "message")));
    }
    let start = first.map_or_else(String::new, |date| words::date(date, today));
    RowWords {
        title: "Check-ins and messages".to_owned(),
        dates: format!("Next {start}"),
        start,
        why: why.join(" "),
        ..RowWords::default()
    }
}
