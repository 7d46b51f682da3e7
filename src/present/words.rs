//! How values read: dates, work, counts, names.

use chrono::{Datelike, NaiveDate};

/// A text for comparing: without case and accents.
pub use crate::project::fold as folded;
use crate::project::{
    Blocker, BlockerKind, Estimate, Id, Party, Priority, Project, Status, Task, Today, WorkMinutes,
};

/// A date as people say it: "Fri 12 Mar", with its year where that is not today's.
#[must_use]
pub fn date(date: NaiveDate, today: Today) -> String {
    let day = day(date);
    // chrono's formats would be read and carried out by ten kilobytes that every page loads.
    if date.year() == today.0.year() {
        format!("{} {day}", date.weekday())
    } else {
        format!("{} {day} {}", date.weekday(), date.year())
    }
}

/// A day of the year: "12 Mar".
#[must_use]
pub fn day(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = MONTHS.get(date.month0() as usize).copied();
    format!("{} {}", date.day(), month.unwrap_or_default())
}

/// How far a date is from today: "today", "tomorrow", "in 3 days", "2 days ago".
#[must_use]
pub fn from_today(date: NaiveDate, today: Today) -> String {
    match (date - today.0).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// Work in hours: "30 min", "6 h", "4.5 h", "120 h".
#[must_use]
pub fn work(work: WorkMinutes) -> String {
    if work.0 == 0 {
        return "0 h".to_owned();
    }
    if work.0 < 60 {
        return format!("{} min", work.0);
    }
    let hours = work.as_hours();
    // Above ten hours a fraction says more than anyone knows.
    let rounded = if hours < 10.0 {
        libm::round(hours * 4.0) / 4.0
    } else {
        libm::round(hours)
    };
    format!("{rounded} h")
}

/// An estimate: "6 h", or "3 h to 10 h, likely 5 h".
#[must_use]
pub fn estimate(estimate: &Estimate) -> String {
    let likely = work(estimate.likely);
    match (estimate.optimistic, estimate.pessimistic) {
        (Some(least), Some(most)) => {
            format!("{} to {}, likely {likely}", work(least), work(most))
        }
        _ => likely,
    }
}

/// More or less work than before, from minutes: "+6 h", "−30 min", "0 h".
#[must_use]
pub fn more_work(minutes: i64) -> String {
    let size = WorkMinutes(u32::try_from(minutes.unsigned_abs()).unwrap_or(u32::MAX));
    let sign = match minutes {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    format!("{sign}{}", work(size))
}

/// A number with its noun: "1 task", "3 tasks".
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// The name of a priority; "Not sorted" for none.
#[must_use]
pub fn priority(priority: Option<Priority>) -> &'static str {
    match priority {
        Some(Priority::Must) => "Must",
        Some(Priority::Should) => "Should",
        Some(Priority::Nice) => "Nice to have",
        None => "Not sorted",
    }
}

/// The name of a status.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Todo => "To do",
        Status::Doing => "Doing",
        Status::Done => "Done",
        Status::Deferred => "Deferred",
        Status::Dropped => "Dropped",
    }
}

/// The name of a kind of blocker.
#[must_use]
pub fn blocker_kind(kind: BlockerKind) -> &'static str {
    match kind {
        BlockerKind::Approval => "Waiting for approval",
        BlockerKind::MissingInformation => "Missing information",
        BlockerKind::TechnicalIssue => "Unresolved technical issue",
        BlockerKind::Other => "Something else",
    }
}

/// The name of someone who is waited for; `None` when they are not there any more.
#[must_use]
pub fn party(project: &Project, party: &Party) -> Option<String> {
    match party {
        Party::Person(id) => project.people.get(id).map(|person| person.name.clone()),
        Party::Stakeholder(id) => project.stakeholders.get(id).map(|one| one.name.clone()),
        Party::Named(name) => Some(name.clone()),
    }
}

/// A blocker in a few words: whom it waits for and how long, else its kind.
#[must_use]
pub fn blocker(project: &Project, blocker: &Blocker, today: Today) -> String {
    let whom = blocker
        .waiting_on
        .as_ref()
        .and_then(|whom| party(project, whom));
    let whom = whom.unwrap_or_else(|| blocker_kind(blocker.kind).to_owned());
    match blocker.since.map(|since| today.days_since(since)) {
        Some(days) if days > 0 => format!("{whom}, {days} d"),
        Some(_) | None => whom,
    }
}

/// A title in quotation marks.
#[must_use]
pub fn quoted(title: &str) -> String {
    format!("“{title}”")
}

/// A task by its title in quotation marks; "a task" when it is not there any more.
#[must_use]
pub fn task(project: &Project, id: &Id<Task>) -> String {
    let task = project.tasks.get(id);
    task.map_or_else(|| "a task".to_owned(), |task| quoted(&task.title))
}

/// The titles, in quotation marks, of those tasks that are still there.
#[must_use]
pub fn tasks<'a>(project: &Project, ids: impl IntoIterator<Item = &'a Id<Task>>) -> Vec<String> {
    let tasks = ids.into_iter().filter_map(|id| project.tasks.get(id));
    tasks.map(|task| quoted(&task.title)).collect()
}

/// The first letters of a name's first and last word, for a round mark: "Ann Lee" is "AL".
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_carry_their_year_only_where_it_differs() {
        let today = Today(day(2026, 11, 22));
        assert_eq!(date(day(2026, 3, 13), today), "Fri 13 Mar");
        assert_eq!(date(day(2027, 3, 12), today), "Fri 12 Mar 2027");
        assert_eq!(from_today(day(2026, 11, 22), today), "today");
        assert_eq!(from_today(day(2026, 11, 25), today), "in 3 days");
        assert_eq!(from_today(day(2026, 11, 20), today), "2 days ago");
    }

    #[test]
    fn more_work_has_a_sign_and_no_change_has_none() {
        assert_eq!(more_work(360), "+6 h");
        assert_eq!(more_work(-30), "−30 min");
        assert_eq!(more_work(0), "0 h");
    }

    #[test]
    fn work_is_said_as_exactly_as_it_is_known() {
        let said = [0, 30, 60, 270, 455, 650, 7200].map(|minutes| work(WorkMinutes(minutes)));
        assert_eq!(
            said,
            ["0 h", "30 min", "1 h", "4.5 h", "7.5 h", "11 h", "120 h"]
        );
    }

    #[test]
    fn initials_are_those_of_the_first_and_last_word() {
        assert_eq!(
            ["Ann Lee", "Dr. Ada M. Brandt", "élodie", ""].map(initials),
            ["AL", "DB", "É", ""]
        );
    }
}
