//! Samples tell a last mile that has begun: gaps, growth, agreements, a sprint.

use std::collections::BTreeSet;

use super::*;
use crate::project::{Id, Task};

#[test]
fn the_audit_finds_gaps() {
    each(|sample, project| {
        let open = || leaves(project).into_iter().filter(|task| task.is_open());
        assert!(
            open().any(|task| task.assignees.is_empty()),
            "{}",
            sample.key
        );
        assert!(open().any(|task| task.estimate.is_none()), "{}", sample.key);
        let titles: Vec<_> = open().map(|task| task.title.to_lowercase()).collect();
        let distinct: BTreeSet<_> = titles.iter().collect();
        assert_eq!(distinct.len(), titles.len() - 1, "{}", sample.key);
    });
}

#[test]
fn the_scope_grew_since_the_baseline() {
    each(|sample, project| {
        let baseline = project.baselines.values().next().unwrap();
        assert!(baseline.taken_by.is_some());
        assert_eq!(baseline.taken_on, Some("2026-11-04".parse().unwrap()));
        let (outline, _) = project.outline();
        let leaves = outline.leaves();
        let added = leaves.iter().filter(|id| !baseline.tasks.contains_key(*id));
        let (new, closed): (Vec<_>, Vec<_>) =
            added.partition(|id| project.tasks[*id].added_on > baseline.taken_on);
        assert!(
            (3..=6).contains(&new.len()),
            "{}: {}",
            sample.key,
            new.len()
        );
        assert_eq!(closed, Vec::<&Id<Task>>::new());
        assert!(baseline.tasks.values().any(|task| task.work.is_some()));
    });
}

#[test]
fn milestones_have_rewards_and_one_is_reached() {
    each(|sample, project| {
        let milestones = || project.milestones.values();
        let rewarded = milestones().filter(|milestone| !milestone.reward.is_empty());
        assert!(rewarded.count() >= 3);
        let reached = milestones().filter(|milestone| milestone.reached_on.is_some());
        assert_eq!(reached.count(), 1, "{}", sample.key);
        assert!(milestones().all(|milestone| !milestone.tasks.is_empty()));
    });
}

#[test]
fn what_done_means_is_signed_and_a_review_has_begun_the_last_mile() {
    use crate::finish::readiness::RULES;
    use crate::finish::signing::{Standing, standing};
    use crate::project::{CriterionKind, CriterionStatus};
    each(|sample, project| {
        for kind in CriterionKind::ALL {
            let has = project.criteria.values().any(|it| it.kind == kind);
            assert!(has, "{}: {kind:?}", sample.key);
        }
        let met = project.criteria.values();
        let met = met.filter(|it| it.status == CriterionStatus::Met);
        assert!(met.count() > 0, "{}", sample.key);
        let stands = |it: &&crate::project::SignOff| standing(project, it) == Standing::Stands;
        assert!(
            project.sign_offs.values().filter(stands).count() > 0,
            "{}",
            sample.key
        );
        let review = project.readiness_reviews.values().next().unwrap();
        assert_eq!(
            review.date, project.settings.last_mile_start,
            "{}",
            sample.key
        );
        for rule in RULES {
            let frozen = &review.answers[rule.id];
            assert_eq!(frozen.question, rule.question, "{}", sample.key);
        }
        assert!(!project.reserves.is_empty(), "{}", sample.key);
    });
}

#[test]
fn the_launch_has_a_sign_off_that_a_later_wording_voids_and_one_that_is_asked_for() {
    use crate::finish::signing::{Standing, standing};
    let project = project(&all()[0], date("2026-11-18"));
    let standings: Vec<_> = project
        .sign_offs
        .values()
        .map(|it| standing(&project, it))
        .collect();
    assert!(standings.contains(&Standing::Asked));
    let void = standings
        .iter()
        .filter(|it| matches!(it, Standing::Void(_)));
    assert_eq!(void.count(), 1);
}

#[test]
fn it_is_in_the_middle_of_a_sprint_and_has_been_heard_for_two_weeks() {
    for sample in all() {
        for today in days() {
            let project = project(sample, today);
            let sprint = project.sprints.values().next().unwrap();
            assert!(sprint.start < Some(today.0) && sprint.end > Some(today.0));
            let tasks = sprint.tasks.keys().filter_map(|id| project.tasks.get(id));
            let done = tasks.clone().filter(|task| !task.is_open()).count();
            assert!((1..3).contains(&done), "{}: {done}", sample.key);
            assert!(tasks.count() >= 6);
            assert!(project.check_ins.len() >= 18, "{}", sample.key);
            for update in project.check_ins.values() {
                assert!(update.date < Some(today.0));
            }
            // Enough answers for the figures of the team, this week and the one before.
            assert!(project.pulses.len() >= 7, "{}", sample.key);
            assert!(project.communications.len() >= 4, "{}", sample.key);
        }
    }
}
