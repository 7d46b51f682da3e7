//! The three figures, and what is nearly done for too long.

use super::*;
use crate::finish::signing::{content, fingerprint};
use crate::project::notation::project;
use crate::project::{Approval, CriterionStatus, SignOff};

fn id<R>(text: &str) -> Id<R> {
    Id::new(text)
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
}

#[test]
fn what_is_said_counts_work_and_not_tasks() {
    let project = project(
        "task whole\n  task a 8h done=2026-03-02\n  task b 8h doing=2026-03-03 left=2h\ntask c 4h\ntask d\ntask e 40h dropped",
    );
    let said = said(&project);
    assert_eq!(
        (said.done, said.all),
        (WorkMinutes::hours(14), WorkMinutes::hours(20))
    );
    assert_eq!((said.done_tasks, said.tasks), (1, 4));
    assert_eq!(said.unestimated, [id("d")].into());
    assert_eq!(said.percent(), Some(70));
    assert_eq!(super::said(&Project::default()).percent(), None);
}

#[test]
fn a_task_that_grew_has_nothing_done() {
    let project = project("task a 8h doing=2026-03-03 left=12h");
    assert_eq!(said(&project).percent(), Some(0));
}

/// Two criteria, the first of them met, and a yes on this subject.
fn signed(subject: Subject, verdict: Approval) -> Project {
    let mut project = Project::default();
    for (key, status) in [("a", CriterionStatus::Met), ("b", CriterionStatus::Open)] {
        let criterion = Criterion {
            text: key.to_owned(),
            status,
            ..Criterion::default()
        };
        project.criteria.insert(id(key), criterion);
    }
    let mut sign_off = SignOff {
        subject,
        verdict: Some(verdict),
        ..SignOff::default()
    };
    sign_off.signed = content(&project, &sign_off);
    sign_off.hash = fingerprint(&sign_off.signed);
    project.sign_offs.insert(id("s"), sign_off);
    project
}

#[test]
fn only_what_is_met_and_accepted_is_accepted() {
    let of = |project: &Project| accepted(project).percent();
    let project = signed(Subject::Acceptance, Approval::Approved);
    assert_eq!(of(&project), Some(50));
    assert_eq!(
        of(&signed(Subject::Acceptance, Approval::WithConditions)),
        Some(50)
    );
    assert_eq!(
        of(&signed(Subject::Acceptance, Approval::Rejected)),
        Some(0)
    );
    assert_eq!(
        of(&signed(Subject::Definition, Approval::Approved)),
        Some(0)
    );
    let mut changed = project;
    changed.criteria.get_mut(&id("a")).unwrap().text = "c".into();
    assert_eq!(of(&changed), Some(0));
    assert_eq!(accepted(&changed).settled.len(), 1);
    assert_eq!(of(&Project::default()), None);
}

fn stuck(project: &Project, reports: &[(u32, u32)]) -> Vec<NearlyDone> {
    let task = id("a");
    let reports: Vec<_> = reports
        .iter()
        .map(|(on, hours)| (&task, day(*on), WorkMinutes::hours(*hours)))
        .collect();
    nearly_done(project, &reports)
}

#[test]
fn three_reports_without_progress_on_a_task_that_is_nearly_done_are_too_many() {
    let project = project("task a 10h doing=2026-03-02 left=2h");
    let found = stuck(&project, &[(5, 2), (4, 2), (3, 2), (2, 6)]);
    let expected = NearlyDone {
        task: id("a"),
        left: WorkMinutes::hours(2),
        reports: 3,
        since: day(3),
    };
    assert_eq!(found, [expected]);
    // More was left meanwhile, and less than that again: progress.
    assert_eq!(stuck(&project, &[(2, 2), (3, 3), (4, 2)]), []);
    assert_eq!(
        stuck(&project, &[(2, 2), (3, 2)]),
        [],
        "two reports are too few"
    );
    assert_eq!(
        stuck(&project, &[(2, 2), (3, 2), (3, 2)]),
        [],
        "two of one day are one"
    );
    assert_eq!(
        stuck(&project, &[(2, 4), (3, 4), (4, 4)]),
        [],
        "not nearly done"
    );
    assert_eq!(
        stuck(&project, &[(2, 3), (3, 3), (4, 3)]).len(),
        1,
        "just so"
    );
    let done = crate::project::notation::project("task a 10h done=2026-03-05");
    assert_eq!(stuck(&done, &[(2, 2), (3, 2), (4, 2)]), []);
}

#[test]
fn the_chain_is_counted_in_working_days_from_today_against_the_baseline() {
    use crate::project::BaselineTask;
    let mut project = project("person ann\ntask a 40h @ann");
    let today = Today(day(12));
    let (schedule, problems) =
        crate::schedule::schedule(&project, today, &crate::schedule::Options::default());
    let dates = schedule.timetable(&project, problems);
    let left = chain_left(&project, today, &dates);
    assert_eq!(
        (left.left_days, left.frozen_days, left.percent()),
        (5, None, None)
    );
    let frozen = BaselineTask {
        finish: Some(day(13)),
        ..BaselineTask::default()
    };
    let baseline = Baseline {
        taken_on: Some(day(2)),
        tasks: [(id("a"), frozen)].into(),
        ..Baseline::default()
    };
    project.baselines.insert(id("b"), baseline);
    let left = chain_left(&project, today, &dates);
    assert_eq!((left.frozen_days, left.percent()), (Some(10), Some(50)));
    project.baselines.get_mut(&id("b")).unwrap().taken_on = Some(day(11));
    let left = chain_left(&project, today, &dates);
    assert_eq!(
        (left.frozen_days, left.percent()),
        (Some(3), Some(0)),
        "more is left than was"
    );
}
