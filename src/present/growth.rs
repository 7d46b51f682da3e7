//! Evidence of what was achieved, in sentences made only of recorded figures.

use crate::finish::audit::{Scope, growth};
use crate::finish::learning::{By, facts, worth};
use crate::project::{Project, ReviewKind, Status, Today, Verdict};

use super::words;

/// What the records of a project show, for a review or a CV. Nothing that is not recorded is
/// claimed; people are never named, the project only where that is wanted.
#[must_use]
pub fn statements(project: &Project, today: Today, name_it: bool) -> Vec<String> {
    let facts = facts(project, today);
    let mut said = Vec::new();
    let done = project
        .tasks
        .values()
        .filter(|it| it.status == Status::Done)
        .count();
    let what = if name_it && !project.settings.name.is_empty() {
        format!("“{}”", project.settings.name)
    } else {
        "a project".to_owned()
    };
    if done > 0 {
        let team = match project.people.len() {
            0 | 1 => String::new(),
            people => format!(" with a team of {people}"),
        };
        said.push(format!(
            "Brought {} of {what} to an end{team}.",
            words::count(done, "task")
        ));
    }
    if project.settings.closed_on.is_some()
        && let Some(days) = facts.ending.late_days
    {
        said.push(match days {
            0 => "Closed it on the promised day.".to_owned(),
            1.. => format!(
                "Closed it {} after the promised day.",
                words::count(days.unsigned_abs() as usize, "day")
            ),
            _ => format!(
                "Closed it {} before the promised day.",
                words::count(days.unsigned_abs() as usize, "day")
            ),
        });
    }
    if let Some(percent) = facts.ending.last_mile_percent() {
        said.push(format!("Its last mile took {percent} % of the whole time."));
    }
    let waits = project.waits.len();
    if waits > 0 {
        said.push(format!("Cleared {}.", words::count(waits, "blocker")));
    }
    let [accepted, deferred, rejected, _] = facts.changes;
    if accepted + deferred + rejected > 0 {
        let held = project.change_requests.values();
        let held = held.filter(|it| matches!(it.verdict, Some(Verdict::Defer | Verdict::Reject)));
        let all = accepted + deferred + rejected;
        said.push(format!(
            "Decided {}, {} of them kept out of the scope.",
            words::count(all, "change request"),
            held.count()
        ));
    }
    if let Some((_, growth)) = growth(&Scope::of(project, today))
        && let Some(percent) = growth.net_percent()
    {
        said.push(
            format!("The scope moved by {percent:+.0} % after it was agreed.").replace('-', "−"),
        );
    }
    if facts.compared >= 3 {
        let ratio = facts.actual.as_hours() / facts.estimated.as_hours().max(0.01);
        said.push(format!(
            "{} took {ratio:.1} times what was estimated.",
            words::count(facts.compared, "task")
        ));
    }
    if let Some(all) = worth(&project.history, By::All).first() {
        said.push(format!("Forecasts drew on {} past estimates.", all.pairs));
    }
    let kept = project.review_items.values();
    let kept = kept
        .filter(|it| it.lesson.is_some() || it.kind == ReviewKind::Improve)
        .count();
    if kept > 0 {
        said.push(format!(
            "Left {} for the next project.",
            words::count(kept, "improvement")
        ));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{day, id, project, with_people};

    #[test]
    fn nothing_is_claimed_that_is_not_recorded() {
        let mut project = with_people(project("Copy"), &["Ann Lee", "Bo"]);
        project.settings.name = "Halden".into();
        let today = Today(day("2026-03-12"));
        assert_eq!(statements(&project, today, true), [] as [&str; 0]);
        project.tasks.get_mut(&id("Copy")).unwrap().status = Status::Done;
        project.settings.target_date = Some(day("2026-03-14"));
        let said = "Brought 1 task of a project to an end with a team of 2.";
        assert_eq!(statements(&project, today, false), [said]);
        project.settings.closed_on = Some(day("2026-03-12"));
        let all = statements(&project, today, true).join(" ");
        assert!(
            all.contains("“Halden”") && all.contains("2 days before"),
            "{all}"
        );
        assert!(!all.contains("Ann"));
    }
}
