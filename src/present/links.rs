//! How links between tasks read: which end waits for which, and the time between the two.

use super::estimate_text;
use crate::project::{Dependency, DependencyKind, Id, Project, Task, WorkMinutes};

/// What a task waits for, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What must come first.
    pub predecessor: Id<Task>,
    /// Which end waits for which.
    pub kind: DependencyKind,
    /// Working minutes between the two ends; negative is a lead.
    pub lag_minutes: i32,
}

impl Wait {
    /// Whether it is the usual link: starts when the other is finished, at once.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.kind == DependencyKind::FinishToStart && self.lag_minutes == 0
    }
}

/// All that a task waits for itself, by id; what it waits for as a part of others is not listed.
#[must_use]
pub fn waits(project: &Project, successor: &Id<Task>) -> Vec<Wait> {
    let links = project.dependencies.values();
    links
        .filter(|link| link.successor == *successor)
        .map(wait)
        .collect()
}

/// The link between two tasks, if there is one.
#[must_use]
pub fn wait_of(project: &Project, predecessor: &Id<Task>, successor: &Id<Task>) -> Option<Wait> {
    let id = Dependency::id_of(predecessor, successor);
    project.dependencies.get(&id).map(wait)
}

fn wait(link: &Dependency) -> Wait {
    Wait {
        predecessor: link.predecessor.clone(),
        kind: link.kind,
        lag_minutes: link.lag_minutes,
    }
}

/// What a kind of link asks of the task that waits, with the letters other planners call it by.
#[must_use]
pub fn kind(kind: DependencyKind) -> &'static str {
    match kind {
        DependencyKind::FinishToStart => "Starts after its finish (FS)",
        DependencyKind::StartToStart => "Starts after its start (SS)",
        DependencyKind::FinishToFinish => "Finishes after its finish (FF)",
        DependencyKind::StartToFinish => "Finishes after its start (SF)",
    }
}

/// A lag as it would be typed: `2h`, `-4h`; nothing where there is none.
#[must_use]
pub fn show_lag(minutes: i32) -> String {
    let work = estimate_text::show_work(WorkMinutes(minutes.unsigned_abs()));
    match minutes {
        0 => String::new(),
        ..0 => format!("-{work}"),
        1.. => work,
    }
}

/// Reads a lag: an amount of work such as `4h` or `1d`, with a minus before it for a lead; nothing
/// is none. `day` is how many minutes `1d` stands for. The error is a sentence.
pub fn parse_lag(text: &str, day: u32) -> Result<i32, String> {
    let text = text.trim();
    let (is_lead, amount) = match text.strip_prefix(['-', '−', '–']) {
        Some(amount) => (true, amount.trim_start()),
        None => (false, text.trim_start_matches('+')),
    };
    if amount.is_empty() && !is_lead {
        return Ok(0);
    }
    let minutes = estimate_text::parse_work(amount, day)
        .map_err(|_| format!("“{text}” is no lag; write 4h, 2d or -1d."))?;
    let minutes = i32::try_from(minutes.0).unwrap_or(i32::MAX);
    Ok(if is_lead { -minutes } else { minutes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation;

    #[test]
    fn what_a_task_waits_for_is_listed_with_how() {
        let project = notation::project(
            "
            task copy 8h
            task demo 8h
            task ship 8h <copy
            ",
        );
        let found = waits(&project, &Id::new("ship"));
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(Wait::is_usual));
        let copy = Id::new("copy");
        assert_eq!(
            wait_of(&project, &copy, &Id::new("ship")).as_ref(),
            found.first()
        );
        assert_eq!(wait_of(&project, &copy, &Id::new("demo")), None);
        assert_eq!(waits(&project, &copy), []);
    }

    #[test]
    fn a_link_with_a_lag_or_another_kind_is_not_the_usual_one() {
        let usual = Wait {
            predecessor: Id::new("copy"),
            kind: DependencyKind::FinishToStart,
            lag_minutes: 0,
        };
        let late = Wait {
            lag_minutes: 60,
            ..usual.clone()
        };
        let other = Wait {
            kind: DependencyKind::StartToStart,
            ..usual.clone()
        };
        assert!(usual.is_usual() && !late.is_usual() && !other.is_usual());
    }

    #[test]
    fn a_lag_that_is_shown_reads_back_as_itself() {
        for minutes in [-961, -960, -30, 0, 45, 60, 100, 12_345] {
            assert_eq!(parse_lag(&show_lag(minutes), 480), Ok(minutes));
        }
    }

    #[test]
    fn a_lag_is_read_in_days_with_or_without_a_sign() {
        assert_eq!(parse_lag("1d", 480), Ok(480));
        assert_eq!(parse_lag("+2h", 480), Ok(120));
        assert_eq!(parse_lag(" −1d 4h ", 480), Ok(-720));
        assert_eq!(parse_lag("", 480), Ok(0));
        for wrong in ["-", "soon", "--2h"] {
            let refused = parse_lag(wrong, 480);
            assert_eq!(
                refused,
                Err(format!("“{wrong}” is no lag; write 4h, 2d or -1d."))
            );
        }
    }
}
