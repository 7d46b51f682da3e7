//! How much of a project would be lost with this browser, and how loudly to say so.

use chrono::NaiveDate;

use super::words;
use crate::project::Today;

/// From so many changes on that are in no file, the reminder stands out.
const CHANGES_NOTABLE: u64 = 25;
/// From so many on it asks to be answered.
const CHANGES_PRESSING: u64 = 200;
/// A file this many days old stands out, when anything has changed since.
const DAYS_NOTABLE: i64 = 7;
/// One this old asks to be answered, when it misses more than a few changes.
const DAYS_PRESSING: i64 = 21;

/// How much a reminder insists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Insistence {
    /// It is one line among others.
    Quiet,
    /// It stands out.
    Notable,
    /// It asks to be answered.
    Pressing,
}

/// What is in no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// One line: how old the last file is, and what it misses.
    pub line: String,
    /// How much that line insists; it grows with what the last file misses and how old it is.
    pub insistence: Insistence,
}

/// The reminder of a project that has seen `changes` changes, `in_file` of which are in its last
/// file, written on `written_on` here (`None` when it never was).
#[must_use]
pub fn backup(
    written_on: Option<NaiveDate>,
    in_file: Option<u64>,
    changes: u64,
    today: Today,
) -> Backup {
    let missing = changes.saturating_sub(in_file.unwrap_or(0));
    let days = written_on.map_or(0, |day| (today.0 - day).num_days());
    let insistence = if missing == 0 {
        Insistence::Quiet
    } else if missing >= CHANGES_PRESSING || (days >= DAYS_PRESSING && missing >= CHANGES_NOTABLE) {
        Insistence::Pressing
    } else if missing >= CHANGES_NOTABLE || days >= DAYS_NOTABLE {
        Insistence::Notable
    } else {
        Insistence::Quiet
    };
    let last = match (written_on, in_file) {
        (Some(day), _) => format!("Last file: {}", words::from_today(day, today)),
        (None, Some(_)) => "Came from a file".to_owned(),
        (None, None) => "No file outside this browser yet".to_owned(),
    };
    let line = match usize::try_from(missing) {
        Ok(missing) if missing > 0 && in_file.is_some() => {
            format!("{last}, {} since", words::count(missing, "change"))
        }
        _ => last,
    };
    Backup { line, insistence }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(written_on: Option<&str>, in_file: Option<u64>, changes: u64) -> (String, Insistence) {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = Today(day("2026-11-22"));
        let Backup { line, insistence } = backup(written_on.map(day), in_file, changes, today);
        (line, insistence)
    }

    #[test]
    fn what_is_all_in_a_file_is_quiet_however_old_the_file_is() {
        let (line, insistence) = said(Some("2026-01-01"), Some(900), 900);
        assert_eq!(line, "Last file: 325 days ago");
        assert_eq!(insistence, Insistence::Quiet);
    }

    #[test]
    fn it_insists_more_the_more_changes_are_in_no_file() {
        let insistence = |changes: u64| said(Some("2026-11-22"), Some(10), 10 + changes).1;
        assert_eq!(insistence(24), Insistence::Quiet);
        assert_eq!(insistence(25), Insistence::Notable);
        assert_eq!(insistence(199), Insistence::Notable);
        assert_eq!(insistence(200), Insistence::Pressing);
    }

    #[test]
    fn it_insists_more_the_older_a_file_is_that_misses_something() {
        let insistence = |day, changes: u64| said(Some(day), Some(10), 10 + changes).1;
        assert_eq!(insistence("2026-11-16", 1), Insistence::Quiet);
        assert_eq!(insistence("2026-11-15", 1), Insistence::Notable);
        assert_eq!(insistence("2026-11-01", 24), Insistence::Notable);
        assert_eq!(insistence("2026-11-01", 25), Insistence::Pressing);
    }

    #[test]
    fn what_came_from_a_file_misses_only_what_was_done_since() {
        let (line, insistence) = said(None, Some(400), 403);
        assert_eq!(line, "Came from a file, 3 changes since");
        assert_eq!(insistence, Insistence::Quiet);
        assert_eq!(said(None, None, 3).0, "No file outside this browser yet");
    }
}
