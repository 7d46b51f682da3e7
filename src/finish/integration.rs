//! Integration points: which can be relied on, by when each is needed, and how much time is left to
//! mend what the first try finds.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::forecast::{Stability, stability};
use crate::project::{Evidence, Id, IntegrationPoint, Project, TestRun, Today};
use crate::schedule::Timetable;

/// How an integration point stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The point.
    pub id: Id<IntegrationPoint>,
    /// How far one can rely on it.
    pub stability: Stability,
    /// The day the first task that needs it is planned to start; `None` when no open task does, or
    /// the plan is not known.
    pub needed_on: Option<NaiveDate>,
    /// Whether such a task is on the critical chain.
    pub is_on_chain: bool,
    /// The day of the first try: the one that was made, else the one that is planned.
    pub first_test: Option<NaiveDate>,
    /// The working days from the next try to the day it is needed: the time to mend what the try
    /// finds, negative when the try comes too late. `None` when either day is not known.
    pub days_to_mend: Option<i64>,
    /// How many more it would be if the next try were today; 0 when nothing is gained.
    pub days_gained: i64,
}

/// Where all integration points stand: those one cannot rely on first, of them those on the
/// critical chain first, then by the day they are needed and by title.
#[must_use]
pub fn standings(project: &Project, timetable: Option<&Timetable>, today: Today) -> Vec<Standing> {
    let points = project.integration_points.iter();
    let mut all: Vec<(&str, Standing)> = points
        .map(|(id, point)| {
            (
                point.title.as_str(),
                standing(project, timetable, today, id, point),
            )
        })
        .collect();
    all.sort_by(|(a_title, a), (b_title, b)| {
        let place = |it: &Standing| {
            let is_stable = it.stability == Stability::Stable;
            (
                is_stable,
                !it.is_on_chain,
                it.needed_on.is_none(),
                it.needed_on,
            )
        };
        place(a).cmp(&place(b)).then(a_title.cmp(b_title))
    });
    all.into_iter().map(|(_, standing)| standing).collect()
}

fn standing(
    project: &Project,
    timetable: Option<&Timetable>,
    today: Today,
    id: &Id<IntegrationPoint>,
    point: &IntegrationPoint,
) -> Standing {
    let planned = point.tasks.iter().filter_map(|task| {
        let open = timetable?.tasks.get(task)?;
        Some((open.start?, open.open.as_ref()?.is_on_chain))
    });
    let planned: Vec<(NaiveDate, bool)> = planned.collect();
    let needed_on = planned.iter().map(|(start, _)| *start).min();
    let first_run = point.runs.values().filter_map(|run| run.on).min();
    let next = point.next_test_on.map(|day| day.max(today.0));
    let left = |from: NaiveDate| needed_on.map(|needed| working_days(project, from, needed));
    let days_to_mend = next.and_then(left);
    let gained = days_to_mend
        .zip(left(today.0))
        .map_or(0, |(then, now)| now - then);
    Standing {
        id: id.clone(),
        stability: stability(point, &project.settings, today),
        needed_on,
        is_on_chain: planned.iter().any(|(_, is_on_chain)| *is_on_chain),
        first_test: first_run.or(point.next_test_on),
        days_to_mend,
        days_gained: gained.max(0),
    }
}

/// The working days from the morning of one day to the morning of another; negative when the other
/// comes first. Days more than a year apart count as a year.
fn working_days(project: &Project, from: NaiveDate, to: NaiveDate) -> i64 {
    let holidays: BTreeSet<NaiveDate> = project
        .holidays
        .values()
        .filter_map(|holiday| holiday.date)
        .collect();
    let (first, last, sign) = if from <= to {
        (from, to, 1)
    } else {
        (to, from, -1)
    };
    let days = first.iter_days().take(366).take_while(|day| *day < last);
    let hours = &project.settings.hours;
    let worked = days.filter(|day| hours.minutes_on(*day) > 0 && !holidays.contains(day));
    sign * i64::try_from(worked.count()).unwrap_or(0)
}

/// How a try that is evidence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It passed, and none has failed since.
    Holds,
    /// It failed itself.
    Failed,
    /// It passed, and a later one failed: on this day, where that is known.
    FailedSince(Option<NaiveDate>),
}

/// The point and the try that a piece of evidence names, and how the try stands; `None` when either
/// is gone, or it names none. Of one day, failed tries come last.
#[must_use]
pub fn proof<'p>(
    project: &'p Project,
    evidence: &Evidence,
) -> Option<(&'p IntegrationPoint, &'p TestRun, Proof)> {
    let Evidence::Run { point, run } = evidence else {
        return None;
    };
    let point = project.integration_points.get(point)?;
    let run = point.runs.get(run)?;
    let later = point
        .runs
        .values()
        .filter(|it| !it.passed && it.on >= run.on);
    let proof = match (run.passed, later.map(|it| it.on).min()) {
        (false, _) => Proof::Failed,
        (true, None) => Proof::Holds,
        (true, Some(day)) => Proof::FailedSince(day),
    };
    Some((point, run, proof))
}

/// The parts of all integration points, in alphabetical order: the rows and columns of the matrix.
#[must_use]
pub fn parts(project: &Project) -> Vec<&str> {
    let points = project.integration_points.values();
    let parts: BTreeSet<&str> = points
        .flat_map(|point| point.parts.iter().map(String::as_str))
        .collect();
    parts.into_iter().collect()
}

/// The points in which two parts meet, in the order of `standings`.
#[must_use]
pub fn between<'s>(
    project: &Project,
    standings: &'s [Standing],
    one: &str,
    other: &str,
) -> Vec<&'s Standing> {
    let meets = |standing: &&Standing| {
        let point = project.integration_points.get(&standing.id);
        point.is_some_and(|point| point.parts.contains(one) && point.parts.contains(other))
    };
    standings.iter().filter(meets).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation::project;
    use crate::schedule::{Options, schedule};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Monday.
    fn today() -> Today {
        Today(day("2026-03-02"))
    }

    fn with_points() -> Project {
        let mut project = project(
            "
            person ann
            person bob
            task build 24h @ann must
            task live 8h @ann must <build
            task demo 8h @bob should",
        );
        for (key, task, parts) in [
            ("a-demo", "demo", ["Site", "Slides"]),
            ("z-live", "live", ["Bank", "Site"]),
        ] {
            let point = IntegrationPoint {
                title: key.into(),
                parts: parts.map(str::to_owned).into(),
                tasks: [Id::new(task)].into(),
                ..IntegrationPoint::default()
            };
            project.integration_points.insert(Id::new(key), point);
        }
        project
    }

    fn found(project: &Project) -> Vec<Standing> {
        let (schedule, problems) = schedule(project, today(), &Options::default());
        let timetable = schedule.timetable(project, problems);
        standings(project, Some(&timetable), today())
    }

    #[test]
    fn untested_points_on_the_critical_chain_come_first() {
        let found = found(&with_points());
        let order: Vec<_> = found.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(order, ["z-live", "a-demo"]);
        assert!(found[0].is_on_chain && !found[1].is_on_chain);
        assert_eq!(found[0].needed_on, Some(day("2026-03-05")));
        assert_eq!(found[0].days_to_mend, None);
    }

    #[test]
    fn an_earlier_try_leaves_more_days_to_mend() {
        let mut project = with_points();
        let plan = |project: &mut Project, on: &str| {
            let point = project.integration_points.get_mut(&Id::new("z-live"));
            point.unwrap().next_test_on = Some(day(on));
        };
        plan(&mut project, "2026-03-04");
        let first = &found(&project)[0];
        assert_eq!((first.days_to_mend, first.days_gained), (Some(1), 2));
        plan(&mut project, "2026-03-06");
        assert_eq!(found(&project)[0].days_to_mend, Some(-1));
        plan(&mut project, "2026-03-02");
        assert_eq!(found(&project)[0].days_gained, 0);
    }

    #[test]
    fn a_try_proves_something_until_a_later_one_fails() {
        let mut project = with_points();
        let id = Id::new("z-live");
        let stands = |project: &Project| {
            let run = Evidence::Run {
                point: id.clone(),
                run: "a".to_owned(),
            };
            proof(project, &run).map(|(_, _, proof)| proof)
        };
        assert_eq!(stands(&project), None);
        let mut note = |name: &str, on: &str, passed: bool| {
            let point = project.integration_points.get_mut(&id).unwrap();
            let run = TestRun {
                on: Some(day(on)),
                passed,
                note: String::new(),
            };
            point.runs.insert(name.to_owned(), run);
            stands(&project)
        };
        assert_eq!(note("a", "2026-02-25", true), Some(Proof::Holds));
        assert_eq!(note("b", "2026-02-24", false), Some(Proof::Holds));
        assert_eq!(note("c", "2026-02-26", true), Some(Proof::Holds));
        let since = Proof::FailedSince(Some(day("2026-02-27")));
        assert_eq!(note("d", "2026-02-27", false), Some(since));
        assert_eq!(note("e", "2026-02-28", true), Some(since));
        assert_eq!(note("a", "2026-02-25", false), Some(Proof::Failed));
    }

    #[test]
    fn parts_meet_where_a_point_names_both() {
        let project = with_points();
        let found = found(&project);
        assert_eq!(parts(&project), ["Bank", "Site", "Slides"]);
        let meets = |one, other| between(&project, &found, one, other).len();
        assert_eq!(meets("Bank", "Site"), 1);
        assert_eq!(meets("Bank", "Slides"), 0);
    }
}
