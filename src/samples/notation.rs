//! The words a sample is written in: columns, days, hours and the short marks of a task.
//!
//! A sample is read line by line. The first word says what a line is:
//!
//! ```text
//! project NAME
//! purpose TEXT
//! dates start-170 planned+12 mile-10 target+22
//! baseline DAY PERSON NAME
//! person KEY | NAME | ROLE | PERCENT | CONTACT | HOURS MON..FRI | CAPACITY
//! off PERSON FIRST LAST NOTE
//! holiday DAY NAME
//! stakeholder KEY | NAME | ROLE | INTEREST INFLUENCE CADENCE | CHANNEL | DECIDES | PERSON
//! deliverable KEY | NAME | OWNER DUE | NOTES
//! stream KEY | NAME | LEAD
//! - KEY TITLE | MARKS          a task; `--` is a part of the `-` above it
//! ! KIND SINCE PARTY NOTE      what blocks the task above
//! > TEXT                       its notes
//! milestone KEY | TITLE | micro or full | DUE | TASKS | REWARD
//! wait TASK | KIND | PARTY | SINCE UNTIL
//! criterion KIND STATUS DAY | TEXT | ^DELIVERABLE or -TASK | OWNER | EVIDENCE; … | AS SIGNED, or why waived
//! sign definition|acceptance DAY yes|no|asked | STAKEHOLDER | ^DELIVERABLE | HOW | PROOF | REMARK | BY
//! review entry|launch DAY go|no | PERSON … %STAKEHOLDER … | BLOCKING; … | REMARK
//! answered QUESTION ready|risk|not | TEXT | WHY    in the review above
//! reserve NAME | FOR WHAT | FIRST LAST | AGREED WITH
//! risk TITLE | PROBABILITY IMPACT | KIND | TASKS | RESPONSE | OWNER | MITIGATIONS | CAUSE | EFFECT | TRIGGER | happened-3 or closed-2
//! request TITLE | PARTY | ASKED | yes, no or - | VERDICT DECIDED or - | REASON | WORK | TASKS | REASON OF THE VERDICT | PHASE
//! decision TITLE | PARTY | ASKED NEEDED | TASKS | OPTIONS | DECIDED | OUTCOME | REASON
//! point TITLE | PARTS | OWNER | TASKS | ENVIRONMENT | METHOD | NEXT TRY | DAYS TO MEND | TRIES as p-3 or f-5
//! history TITLE | ESTIMATE | ACTUAL | WHO | KIND | DAY | PROJECT
//! sprint START END | GOAL | TASK:HOURS … | NOTE
//! day DAY | END P50 P80 P90 CHANCE | MUST SHOULD NICE HOURS | MUST SHOULD NICE TASKS
//!                              | DONE HOURS OUT HOURS | BLOCKED READY | CHAIN LEFT BUFFER LEFT in hours
//!                              | PROGRESS ESTIMATES ADDED LEFT-OUT WAITING RISKS: how far each moved
//!                              the 80 % date since the day before, in hours
//! was TASK:HOURS …             what was left of them on the last of these days
//! checkin PERSON DAY | TASK:HOURS LEFT … | DONE | NEXT | IN THE WAY | HELP
//! pulse PERSON or - DAY MORALE WORKLOAD REMARK
//! message TITLE | sponsor, client, team or other | PARTY | CHANNEL | FIRST EVERY | OWNER | SENT
//! costs CURRENCY | AN HOUR | A WEEK OF DELAY
//! said KIND | DAY PERSON | VOTES | TEXT | REMARK
//!                              well, delay, improve, action, idea; of the walkthrough: seen,
//!                              accepted, remarks
//! ```
//!
//! Days are working days from today: `-3`, `+10`. Hours are `6` or, as three points, `4/6/12`.
//! The marks of a task: `!m` must, `!s` should, `!n` nice; `@ann`, `@crew*2`; `e4/6/12` estimate,
//! `a5` actual, `r3` remaining, `b9` estimate at the baseline if it was another; `d+5` due, `n+5`
//! not before; `doing-3`, `done-9..-8`, `deferred`, `dropped`; `<key` waits for another task,
//! `<key:ss+4` with the kind of link and the lag in hours; `^key` deliverable; `v9` value;
//! `together`; `#label`; `new-3` written down after the baseline, `by:key` by whom.
//! A party is `@person`, `%stakeholder`, a `"name in quotes"`, or `-` for nobody named.

use chrono::{Datelike, Duration, NaiveDate};

use crate::project::{
    BlockerKind, DependencyKind, Estimate, Priority, Status, Today, WeekHours, WorkMinutes,
};

/// What a line says that cannot be read.
pub(super) type Misread = String;

/// The calendar as seen from one day.
#[derive(Clone, Copy)]
pub(super) struct Days {
    anchor: NaiveDate,
}

impl Days {
    /// Days counted from today, or from the Friday before if today is a weekend.
    pub(super) fn from(today: Today) -> Self {
        let beyond_friday = i64::from(today.0.weekday().num_days_from_monday()).max(4) - 4;
        Self {
            anchor: shifted(today.0, -beyond_friday),
        }
    }

    /// The weekday so many working days away, as in `+5` or `-3`.
    pub(super) fn day(self, text: &str) -> Result<NaiveDate, Misread> {
        let offset = i64::from(number::<i16>(text)?);
        let weekday = i64::from(self.anchor.weekday().num_days_from_monday());
        let from_monday = weekday + offset;
        let days = from_monday.div_euclid(5) * 7 + from_monday.rem_euclid(5) - weekday;
        Ok(shifted(self.anchor, days))
    }
}

/// The date so many days away; the date itself at the end of all dates.
fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    date.checked_add_signed(Duration::days(days))
        .unwrap_or(date)
}

/// One mark of a task.
pub(super) enum Mark<'a> {
    Priority(Priority),
    Assignee(&'a str, u16),
    Estimate(Estimate),
    Actual(WorkMinutes),
    Remaining(WorkMinutes),
    AtBaseline(WorkMinutes),
    Due(NaiveDate),
    NotBefore(NaiveDate),
    Doing(NaiveDate),
    Done(NaiveDate, NaiveDate),
    Closed(Status),
    After(&'a str, DependencyKind, i32),
    Deliverable(&'a str),
    Value(u8),
    Together,
    Label(&'a str),
    New(NaiveDate),
    By(&'a str),
}

impl<'a> Mark<'a> {
    pub(super) fn read(text: &'a str, days: Days) -> Result<Self, Misread> {
        match text {
            "!m" => return Ok(Self::Priority(Priority::Must)),
            "!s" => return Ok(Self::Priority(Priority::Should)),
            "!n" => return Ok(Self::Priority(Priority::Nice)),
            "together" => return Ok(Self::Together),
            "deferred" => return Ok(Self::Closed(Status::Deferred)),
            "dropped" => return Ok(Self::Closed(Status::Dropped)),
            _ => {}
        }
        if let Some(day) = text.strip_prefix("doing") {
            return Ok(Self::Doing(days.day(day)?));
        }
        if let Some((first, last)) = text.strip_prefix("done").and_then(|t| t.split_once("..")) {
            return Ok(Self::Done(days.day(first)?, days.day(last)?));
        }
        if let Some(day) = text.strip_prefix("new") {
            return Ok(Self::New(days.day(day)?));
        }
        if let Some(key) = text.strip_prefix("by:") {
            return Ok(Self::By(key));
        }
        let mut chars = text.chars();
        let sign = chars.next();
        let rest = chars.as_str();
        match sign {
            Some('@') => {
                let (key, units) = rest.split_once('*').unwrap_or((rest, "1"));
                Ok(Self::Assignee(key, number(units)?))
            }
            Some('e') => Ok(Self::Estimate(estimate(rest)?)),
            Some('a') => Ok(Self::Actual(hours(rest)?)),
            Some('r') => Ok(Self::Remaining(hours(rest)?)),
            Some('b') => Ok(Self::AtBaseline(hours(rest)?)),
            Some('d') => Ok(Self::Due(days.day(rest)?)),
            Some('n') => Ok(Self::NotBefore(days.day(rest)?)),
            Some('<') => after(rest),
            Some('^') => Ok(Self::Deliverable(rest)),
            Some('v') => Ok(Self::Value(number(rest)?)),
            Some('#') => Ok(Self::Label(rest)),
            _ => Err(format!("“{text}” is no mark of a task")),
        }
    }
}

fn after(text: &str) -> Result<Mark<'_>, Misread> {
    let Some((key, link)) = text.split_once(':') else {
        return Ok(Mark::After(text, DependencyKind::FinishToStart, 0));
    };
    let (kind, lag) = link
        .split_at_checked(2)
        .ok_or_else(|| format!("“{link}” is no kind of link"))?;
    let kind = match kind {
        "fs" => DependencyKind::FinishToStart,
        "ss" => DependencyKind::StartToStart,
        "ff" => DependencyKind::FinishToFinish,
        "sf" => DependencyKind::StartToFinish,
        _ => return Err(format!("“{kind}” is no kind of link")),
    };
    Ok(Mark::After(key, kind, number::<i32>(lag)? * 60))
}

/// A kind of blocker by its short name.
pub(super) fn blocker_kind(text: &str) -> Result<BlockerKind, Misread> {
    match text {
        "approval" => Ok(BlockerKind::Approval),
        "information" => Ok(BlockerKind::MissingInformation),
        "technical" => Ok(BlockerKind::TechnicalIssue),
        "other" => Ok(BlockerKind::Other),
        _ => Err(format!("“{text}” is no kind of blocker")),
    }
}

/// Hours of work.
pub(super) fn hours(text: &str) -> Result<WorkMinutes, Misread> {
    number(text).map(WorkMinutes::hours)
}

/// The hours of Monday to Friday.
pub(super) fn week(text: &str) -> Result<WeekHours, Misread> {
    let mut week = [0; 7];
    for (day, hours) in week.iter_mut().zip(text.split_whitespace()) {
        *day = number::<u16>(hours)? * 60;
    }
    Ok(WeekHours(week))
}

/// A number of a type that holds it.
pub(super) fn number<N: std::str::FromStr>(text: &str) -> Result<N, Misread> {
    text.parse().map_err(|_| format!("“{text}” is no number"))
}

fn estimate(text: &str) -> Result<Estimate, Misread> {
    let points: Vec<_> = text.split('/').map(hours).collect::<Result<_, _>>()?;
    match points.as_slice() {
        [likely] => Ok(Estimate::single(*likely)),
        [least, likely, most] => Ok(Estimate::three(*least, *likely, *most)),
        _ => Err(format!("“{text}” is no estimate")),
    }
}
