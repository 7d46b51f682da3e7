//! Edits of integration points and the tries at them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::list::{self, found};
use super::risk::{DELAY_DAYS, keep};
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal};
use crate::project::{Evidence, Id, IntegrationPoint, Person, Project, Settings, Task, TestRun};

/// One field of an integration point, and what it is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// The parts that meet, separated by commas.
    Parts(String),
    /// Who sees to it.
    Owner(Option<Id<Person>>),
    /// Where it is tried.
    Environment(String),
    /// How it is tried.
    Method(String),
    /// A task that needs it to work, or no more.
    NeededBy(Id<Task>, bool),
    /// The day of the next try.
    NextTestOn(Option<NaiveDate>),
    /// The working days it takes to mend when it fails.
    ReworkDays(Option<f64>),
}

/// Adds an integration point by its title.
pub fn add(
    project: &Project,
    title: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<IntegrationPoint>, Change), Refusal> {
    list::add(&project.integration_points, title, ids)
}

/// Gives it another title.
pub fn rename(
    project: &Project,
    id: &Id<IntegrationPoint>,
    title: &str,
) -> Result<Change, Refusal> {
    list::rename(&project.integration_points, id, title)
}

/// Sets one field of an integration point. Refused for tasks and people that are not there.
pub fn set(
    project: &Project,
    id: &Id<IntegrationPoint>,
    setting: &Setting,
) -> Result<Change, Refusal> {
    let mut after = found(&project.integration_points, id)?.clone();
    let verb = match setting {
        Setting::Parts(parts) => {
            let parts = parts.split([',', '\n', ';']);
            let parts = parts.map(|part| text::line("A part", part));
            let mut parts: BTreeSet<String> = parts.collect::<Result<_, _>>()?;
            parts.remove("");
            after.parts = parts;
            "Set the parts of"
        }
        Setting::Owner(owner) => {
            if let Some(owner) = owner {
                found(&project.people, owner)?;
            }
            after.owner.clone_from(owner);
            "Set who sees to"
        }
        Setting::Environment(place) => {
            after.environment = text::line("The environment", place)?;
            "Set where to try"
        }
        Setting::Method(method) => {
            after.method = text::prose("How it is tried", method)?;
            "Set how to try"
        }
        Setting::NeededBy(task, is_in) => {
            keep(project, &mut after.tasks, task, *is_in)?;
            "Set what needs"
        }
        Setting::NextTestOn(day) => {
            after.next_test_on = *day;
            "Set the next try of"
        }
        Setting::ReworkDays(days) => {
            if days.is_some_and(|days| !(0.0..=DELAY_DAYS).contains(&days)) {
                return Err(Refusal::OutOfRange {
                    what: "The time to mend",
                    least: "0".to_owned(),
                    most: format!("{DELAY_DAYS} days"),
                });
            }
            after.rework_days = *days;
            "Set the time to mend"
        }
    };
    list::alter(&project.integration_points, id, verb, |it| *it = after)
}

/// Notes a try. A planned try of that day or earlier is then over. Refused for a day to come.
pub fn record_run(
    project: &Project,
    id: &Id<IntegrationPoint>,
    run: &TestRun,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    let point = found(&project.integration_points, id)?;
    let on = run.on.unwrap_or(author.today.0);
    if on > author.today.0 {
        return Err(Refusal::Other(
            "A try has been made when its day has come. For a later one, set the day of the next \
             try."
                .to_owned(),
        ));
    }
    let run = TestRun {
        on: Some(on),
        passed: run.passed,
        note: text::prose("The note", &run.note)?,
    };
    let verb = if run.passed { "Passed:" } else { "Failed:" };
    let mut change = Change::new(format!("{verb} {}", quoted(&point.title)));
    let key = ids.mint_text();
    change.alter(&project.integration_points, id, |point| {
        point.runs.insert(key, run);
        point.next_test_on = point.next_test_on.filter(|day| *day > on);
    });
    Ok(change)
}

/// Takes a try out of the record, and out of the criteria it was evidence of.
pub fn delete_run(
    project: &Project,
    id: &Id<IntegrationPoint>,
    run: &str,
) -> Result<Change, Refusal> {
    let points = &project.integration_points;
    let mut change = list::alter(points, id, "Delete a try of", |it| {
        it.runs.remove(run);
    })?;
    take_back(project, &mut change, |point, name| {
        point == id && name == run
    });
    Ok(change)
}

/// Takes tries that go out of the criteria they were evidence of.
fn take_back(
    project: &Project,
    change: &mut Change,
    goes: impl Fn(&Id<IntegrationPoint>, &str) -> bool,
) {
    let stays =
        |it: &Evidence| !matches!(it, Evidence::Run { point, run } if goes(point, run.as_str()));
    for (id, criterion) in &project.criteria {
        if !criterion.evidence.values().all(stays) {
            change.alter(&project.criteria, id, |it| {
                it.evidence.retain(|_, it| stays(it));
            });
        }
    }
}

/// Says when parts count as stable: after so many passed tries in a row, 1 to 20, the last of them
/// no older than so many days, 1 to 90.
pub fn set_stability(project: &Project, runs: u8, days: u8) -> Result<Change, Refusal> {
    for (what, value, most) in [
        ("The number of passed tries", runs, 20),
        ("The number of days", days, 90),
    ] {
        if !(1..=most).contains(&value) {
            return Err(Refusal::OutOfRange {
                what,
                least: "1".to_owned(),
                most: most.to_string(),
            });
        }
    }
    let mut after = project.settings.clone();
    (after.stable_runs, after.stable_days) = (Some(runs), Some(days));
    let mut change = Change::new("Set when integration is stable");
    change.update(&Id::new(Settings::ID), &project.settings, &after);
    Ok(change)
}

/// Deletes it with its tries, which then are evidence of nothing.
pub fn delete(project: &Project, id: &Id<IntegrationPoint>) -> Result<Change, Refusal> {
    let title = quoted(&found(&project.integration_points, id)?.title);
    let mut change = Change::new(format!("Delete integration point {title}"));
    change.delete(id);
    take_back(project, &mut change, |point, _| point == id);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, day, id, ids, project};

    fn with_point() -> (Project, Id<IntegrationPoint>) {
        let empty = project("Go live");
        let (point, change) = add(&empty, "Shop and bank", &mut ids()).unwrap();
        (after(&empty, &change), point)
    }

    #[test]
    fn parts_are_read_from_a_line_each_once() {
        let (project, point) = with_point();
        let parts = Setting::Parts("Shop, Bank,, Shop ".into());
        let project = after(&project, &set(&project, &point, &parts).unwrap());
        let parts = &project.integration_points[&point].parts;
        assert_eq!(*parts, ["Bank".into(), "Shop".into()].into());
    }

    #[test]
    fn a_try_is_of_today_or_earlier_and_ends_the_plan_for_it() {
        let (before, point) = with_point();
        let planned = Setting::NextTestOn(Some(day("2026-03-12")));
        let before = after(&before, &set(&before, &point, &planned).unwrap());
        let run = |on: &str| TestRun {
            on: Some(day(on)),
            passed: true,
            note: String::new(),
        };
        let record = |project: &Project, on: &str| {
            record_run(project, &point, &run(on), &author(), &mut ids())
        };
        assert!(record(&before, "2026-03-13").is_err());
        let earlier = after(&before, &record(&before, "2026-03-11").unwrap());
        assert!(earlier.integration_points[&point].next_test_on.is_some());
        let tried = after(&before, &record(&before, "2026-03-12").unwrap());
        assert_eq!(tried.integration_points[&point].next_test_on, None);
        let change = delete_run(&tried, &point, "new-1").unwrap();
        assert!(
            after(&tried, &change).integration_points[&point]
                .runs
                .is_empty()
        );
    }

    #[test]
    fn stable_is_after_1_to_20_tries_within_1_to_90_days() {
        let (project, _) = with_point();
        let fits = |runs, days| set_stability(&project, runs, days).is_ok();
        assert!(fits(1, 1) && fits(20, 90));
        assert!(!fits(0, 7) && !fits(21, 7) && !fits(3, 0) && !fits(3, 91));
    }

    #[test]
    fn what_needs_it_is_a_task_and_mending_takes_two_years_at_most() {
        let (project, point) = with_point();
        for (setting, fits) in [
            (Setting::NeededBy(id("Go live"), true), true),
            (Setting::NeededBy(id("gone"), true), false),
            (Setting::ReworkDays(Some(520.0)), true),
            (Setting::ReworkDays(Some(521.0)), false),
            (Setting::Owner(Some(id("Ann"))), false),
            (Setting::Owner(None), true),
        ] {
            assert_eq!(set(&project, &point, &setting).is_ok(), fits, "{setting:?}");
        }
    }
}
