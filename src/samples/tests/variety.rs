//! Samples show everything there is: people, kinds of work, links, estimates and blockers.

use std::collections::BTreeSet;

use super::*;
use crate::project::{BlockerKind, DependencyKind, Party, Priority, Status};

#[test]
fn it_has_as_many_of_everything_as_a_sample_should() {
    each(|sample, project| {
        let within = |what: &str, count: usize, range: std::ops::RangeInclusive<usize>| {
            assert!(range.contains(&count), "{} {what}: {count}", sample.key);
        };
        let tasks = if sample.key == "saas-launch" {
            45..=60
        } else {
            25..=40
        };
        within("tasks", project.tasks.len(), tasks);
        within("people", project.people.len(), 5..=8);
        within("stakeholders", project.stakeholders.len(), 4..=6);
        within("deliverables", project.deliverables.len(), 3..=6);
        within("workstreams", project.workstreams.len(), 3..=5);
        within("milestones", project.milestones.len(), 3..=6);
        within("holidays", project.holidays.len(), 1..=3);
        within("time off", project.time_off.len(), 2..=4);
        within("waits", project.waits.len(), 2..=5);
        within("history", project.history.len(), 5..=12);
        within("baselines", project.baselines.len(), 1..=1);
        within("dependencies", project.dependencies.len(), 20..=80);
        let blocked = project.tasks.values().filter(|task| task.blocker.is_some());
        within("blockers", blocked.count(), 4..=7);
    });
}

#[test]
fn dependencies_go_in_no_circle() {
    each(|sample, project| {
        let mut waiting: BTreeSet<_> = project
            .dependencies
            .values()
            .map(|link| (&link.predecessor, &link.successor))
            .collect();
        loop {
            let held: BTreeSet<_> = waiting.iter().map(|(_, successor)| *successor).collect();
            let before = waiting.len();
            waiting.retain(|(predecessor, _)| held.contains(predecessor));
            if waiting.len() == before {
                break;
            }
        }
        assert_eq!(waiting, BTreeSet::new(), "{}", sample.key);
    });
}

#[test]
fn no_open_task_is_started_before_what_it_waits_for() {
    each(|sample, project| {
        for link in project.dependencies.values() {
            let before = &project.tasks[&link.predecessor];
            let after = &project.tasks[&link.successor];
            let starts_after_finish = link.kind == DependencyKind::FinishToStart;
            let too_early = starts_after_finish && before.is_open() && after.status != Status::Todo;
            assert!(
                !too_early,
                "{}: {} before {}",
                sample.key, after.title, before.title
            );
            let due_in_order =
                before.due.is_none() || after.due.is_none() || before.due <= after.due;
            assert!(
                due_in_order,
                "{}: {} before {}",
                sample.key, after.title, before.title
            );
        }
    });
}

#[test]
fn people_work_part_time_and_in_a_pool_and_one_decides_too_or_someone_is_only_named() {
    each(|sample, project| {
        let people = || project.people.values();
        assert!(people().any(|person| person.availability_percent < 100));
        assert!(
            people().any(|person| person.hours.is_some()),
            "{}",
            sample.key
        );
        assert_eq!(people().filter(|person| person.capacity > 1).count(), 1);
        assert!(people().all(|person| !person.role.is_empty()));
        assert!(
            project
                .stakeholders
                .values()
                .all(|who| !who.decides.is_empty())
        );
        let pooled = leaves(project)
            .into_iter()
            .flat_map(|task| task.assignees.values());
        assert!(pooled.into_iter().any(|units| *units > 1));
    });
}

#[test]
fn priorities_are_sorted_but_not_all_musts() {
    each(|sample, project| {
        let open: Vec<_> = leaves(project)
            .into_iter()
            .filter(|task| task.is_open())
            .collect();
        let work = |priority| -> u32 {
            let tasks = open.iter().filter(|task| task.priority == priority);
            tasks
                .filter_map(|task| task.remaining_work())
                .map(|work| work.0)
                .sum()
        };
        let [must, should, nice] = Priority::ALL.map(|priority| work(Some(priority)));
        let share = f64::from(must) / f64::from(must + should + nice);
        assert!((0.5..0.85).contains(&share), "{}: {share}", sample.key);
        assert!(
            open.iter()
                .any(|task| task.priority == Some(Priority::Nice))
        );
    });
}

#[test]
fn every_status_kind_of_link_and_kind_of_estimate_occurs() {
    each(|sample, project| {
        let statuses: BTreeSet<_> = leaves(project).iter().map(|task| task.status).collect();
        assert_eq!(statuses.len(), Status::ALL.len(), "{}", sample.key);
        let done = leaves(project)
            .into_iter()
            .filter(|task| task.status == Status::Done);
        assert!(
            done.clone()
                .all(|task| task.actual.is_some() && task.finished >= task.started)
        );
        assert!(done.count() >= 3);
        let doing = leaves(project)
            .into_iter()
            .filter(|task| task.status == Status::Doing);
        assert!(
            doing
                .clone()
                .all(|task| task.remaining.is_some() && task.started.is_some())
        );
        assert!(doing.count() >= 3);
        let kinds: BTreeSet<_> = project
            .dependencies
            .values()
            .map(|link| link.kind)
            .collect();
        assert!(
            kinds.contains(&DependencyKind::StartToStart),
            "{}",
            sample.key
        );
        assert!(
            kinds.contains(&DependencyKind::FinishToFinish),
            "{}",
            sample.key
        );
        assert!(
            project
                .dependencies
                .values()
                .any(|link| link.lag_minutes > 0)
        );
        let estimates = || leaves(project).into_iter().filter_map(|task| task.estimate);
        assert!(estimates().any(|estimate| estimate.pessimistic.is_none()));
        assert!(estimates().any(|estimate| estimate.pessimistic.is_some()));
        assert!(project.tasks.values().any(|task| task.parent.is_some()));
    });
}

#[test]
fn blockers_of_every_kind_have_a_date_and_most_name_someone() {
    each(|sample, project| {
        let blockers = || {
            project
                .tasks
                .values()
                .filter_map(|task| task.blocker.as_ref())
        };
        let kinds: BTreeSet<_> = blockers().map(|blocker| blocker.kind).collect();
        assert_eq!(kinds.len(), BlockerKind::ALL.len(), "{}", sample.key);
        assert!(blockers().all(|blocker| blocker.since.is_some() && !blocker.note.is_empty()));
        let named = |blocker: &&_| -> bool {
            let blocker: &crate::project::Blocker = blocker;
            blocker.waiting_on.is_some()
        };
        assert!(blockers().filter(named).count() >= 4);
        let parties = || blockers().filter_map(|blocker| blocker.waiting_on.as_ref());
        assert!(parties().any(|party| matches!(party, Party::Stakeholder(_))));
    });
}
