//! What a row says: its title, who does it, when, and why it is where it is.

use chrono::NaiveDate;

use super::{Arrange, RowKey, Sources, rhythm, rows};
use crate::present::{why, words};
use crate::project::{Id, Milestone, Task};

/// The words of a row. Any of them may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowWords {
    /// What it is the row of.
    pub title: String,
    /// Who does it.
    pub who: String,
    /// From when to when: “Mon 2 Mar – Wed 4 Mar”.
    pub dates: String,
    /// The first of them.
    pub start: String,
    /// The last of them.
    pub finish: String,
    /// How far it can slip: “2 days”, “none”.
    pub slack: String,
    /// By how much it is planned to miss its due date: “2 days late”.
    pub late: String,
    /// By when it is done four times out of five: “80 % by Fri 6 Mar”.
    pub sure: String,
    /// Sentences: what keeps it from starting earlier, how far it can slip, whether it is late.
    pub why: String,
}

/// The words of a row; groups are named by what the rows are arranged by.
#[must_use]
pub fn words_of(sources: Sources<'_>, arrange: Arrange, key: &RowKey) -> RowWords {
    match key {
        RowKey::Finish => finish(sources),
        RowKey::Milestone(id) => milestone(sources, id),
        RowKey::Rhythm => rhythm::words(sources),
        RowKey::Group(key) => RowWords {
            title: rows::group_name(sources, arrange, key),
            ..RowWords::default()
        },
        RowKey::Task(id, _) => task(sources, id),
    }
}

/// “Mon 2 Mar – Wed 4 Mar”, or as much of it as is known.
fn span_of_days(
    sources: Sources<'_>,
    start: Option<NaiveDate>,
    finish: Option<NaiveDate>,
) -> String {
    let said = |date| words::date(date, sources.today);
    match (start, finish) {
        (Some(start), Some(finish)) if start == finish => said(start),
        (Some(start), Some(finish)) => format!("{} – {}", said(start), said(finish)),
        (None, Some(only)) | (Some(only), None) => said(only),
        (None, None) => String::new(),
    }
}

fn task(sources: Sources<'_>, id: &Id<Task>) -> RowWords {
    let Some(task) = sources.project.tasks.get(id) else {
        return RowWords::default();
    };
    let people = &sources.project.people;
    let who: Vec<&str> = task
        .assignees
        .keys()
        .filter_map(|id| people.get(id))
        .map(|person| person.name.as_str())
        .collect();
    let mut said = RowWords {
        title: task.title.clone(),
        who: who.join(", "),
        ..RowWords::default()
    };
    let Some(scheduled) = sources.schedule.tasks.get(id) else {
        return said;
    };
    let date = |date: Option<NaiveDate>| {
        date.map_or_else(String::new, |date| words::date(date, sources.today))
    };
    said.start = date(scheduled.start);
    said.finish = date(scheduled.finish);
    said.dates = span_of_days(sources, scheduled.start, scheduled.finish);
    let mut why = vec![why::why(
        sources.project,
        sources.schedule,
        id,
        sources.today,
    )];
    if let Some(open) = &scheduled.open {
        said.slack = slack(sources, open.leveled_slack_minutes);
        why.push(if open.is_on_chain {
            "It is on the critical chain: a day later here is a day later at the end.".to_owned()
        } else {
            match said.slack.as_str() {
                "none" => "It has no slack.".to_owned(),
                slack => format!("It can slip by {slack} before the end moves."),
            }
        });
    }
    if let (Some(due), Some(missed)) = (task.due, scheduled.due_slack_minutes)
        && missed < 0
        && scheduled.open.is_some()
    {
        let missed = late(sources, -missed);
        why.push(format!(
            "It is due {} and is planned {missed} too late.",
            words::date(due, sources.today),
        ));
        said.late = format!("{missed} late");
    }
    why.retain(|sentence| !sentence.is_empty());
    said.why = why.join(" ");
    said
}

/// Working minutes of the project in days or hours of its longest day: “2 days”, “3 hours”, “none”.
pub(super) fn slack(sources: Sources<'_>, minutes: i64) -> String {
    let longest = sources.project.settings.hours.0.iter().copied().max();
    let day = i64::from(longest.unwrap_or(0).max(60));
    let count = |number: i64, noun| words::count(usize::try_from(number).unwrap_or(0), noun);
    if minutes < 30 {
        "none".to_owned()
    } else if minutes < day {
        count((minutes + 30) / 60, "hour")
    } else {
        count(minutes / day, "day")
    }
}

/// The same for what is certainly there, however short: “less than an hour”.
fn late(sources: Sources<'_>, minutes: i64) -> String {
    match slack(sources, minutes).as_str() {
        "none" => "less than an hour".to_owned(),
        counted => counted.to_owned(),
    }
}

fn sure(sources: Sources<'_>, p80: NaiveDate) -> String {
    format!("80 % by {}", words::date(p80, sources.today))
}

fn milestone(sources: Sources<'_>, id: &Id<Milestone>) -> RowWords {
    let (Some(milestone), reached) = (
        sources.project.milestones.get(id),
        sources.schedule.milestones.get(id),
    ) else {
        return RowWords::default();
    };
    let date = reached.and_then(|it| it.date);
    let dates = span_of_days(sources, None, date);
    let mut why = match reached {
        Some(it) if it.is_reached => "Reached: all its tasks are done.".to_owned(),
        Some(_) => format!(
            "Reached when its {} done.",
            match milestone.tasks.len() {
                1 => "task is".to_owned(),
                tasks => format!("{tasks} tasks are"),
            }
        ),
        None => "It has no tasks yet.".to_owned(),
    };
    if let (Some(due), Some(missed)) = (milestone.due, reached.and_then(|it| it.due_slack_minutes))
        && missed < 0
    {
        why = format!(
            "{why} It is due {} and is planned {} too late.",
            words::date(due, sources.today),
            late(sources, -missed)
        );
    }
    let p80 = sources
        .forecast
        .filter(|_| reached.is_some_and(|it| !it.is_reached))
        .and_then(|forecast| forecast.milestones.get(id));
    RowWords {
        sure: p80.map_or_else(String::new, |dates| sure(sources, dates.p80)),
        title: milestone.title.clone(),
        finish: dates.clone(),
        dates,
        why,
        ..RowWords::default()
    }
}

fn finish(sources: Sources<'_>) -> RowWords {
    let Some(date) = sources.schedule.finish else {
        return RowWords {
            title: "Finish".to_owned(),
            why: "Nothing is open.".to_owned(),
            ..RowWords::default()
        };
    };
    let said = |date| words::date(date, sources.today);
    let mut why = vec![format!(
        "The last open task is planned to be done on {}, if every estimate holds.",
        said(date)
    )];
    if let Some(end) = sources.buffer.end {
        why.push(format!(
            "With the buffer of {} behind the critical chain it is {}.",
            late(sources, sources.buffer.minutes),
            said(end)
        ));
    }
    let p80 = sources.forecast.map(|forecast| forecast.finish().p80);
    if let Some(p80) = p80 {
        why.push(format!(
            "Four times out of five it is done by {}.",
            said(p80)
        ));
    }
    RowWords {
        title: "Finish".to_owned(),
        sure: p80.map_or_else(String::new, |date| sure(sources, date)),
        dates: said(date),
        finish: said(date),
        why: why.join(" "),
        ..RowWords::default()
    }
}
