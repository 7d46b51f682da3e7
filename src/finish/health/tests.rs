//! Each detector: what makes it fire, what nearly does, and what it is blind without.

use super::*;
use crate::edit::testing::{day, id, linked, project, with_people};
use crate::project::*;

const TODAY: &str = "2026-03-12";

fn reading(project: &Project, detector: &str) -> Reading {
    let scope = Scope::of(project, Today(day(TODAY)));
    let detector = DETECTORS.iter().find(|it| it.id == detector).unwrap();
    (detector.read)(&scope)
}

fn sign(project: &Project, detector: &str) -> Sign {
    match reading(project, detector) {
        Reading::Fires(sign) => sign,
        other @ (Reading::Blind | Reading::Quiet) => panic!("{detector}: {other:?}"),
    }
}

fn task<'a>(project: &'a mut Project, name: &str) -> &'a mut Task {
    project.tasks.get_mut(&id(name)).unwrap()
}

fn frozen(project: &mut Project, minutes: u32) {
    let tasks = project.tasks.keys().map(|task| {
        let frozen = BaselineTask {
            work: Some(WorkMinutes(minutes)),
            ..BaselineTask::default()
        };
        (task.clone(), frozen)
    });
    let baseline = Baseline {
        taken_on: Some(day("2026-03-02")),
        tasks: tasks.collect(),
        ..Baseline::default()
    };
    project.baselines.insert(id("b"), baseline);
}

fn estimated(project: &mut Project, minutes: u32) {
    for task in project.tasks.values_mut() {
        task.estimate = Some(Estimate::single(WorkMinutes(minutes)));
    }
}

#[test]
fn an_empty_project_makes_no_detector_fire() {
    for detector in DETECTORS {
        let read = reading(&Project::default(), detector.id);
        assert_eq!(read, Reading::Blind, "{}", detector.id);
    }
}

#[test]
fn growth_of_5_percent_since_the_baseline_fires_and_the_extras_can_be_deferred() {
    let mut before = project("A, B");
    estimated(&mut before, 1_000);
    assert_eq!(reading(&before, "scope_growth"), Reading::Blind);
    frozen(&mut before, 1_000);
    assert_eq!(reading(&before, "scope_growth"), Reading::Quiet);
    let extra = |minutes| Task {
        estimate: Some(Estimate::single(WorkMinutes(minutes))),
        priority: Some(Priority::Nice),
        ..Task::default()
    };
    before.tasks.insert(id("C"), extra(99));
    assert_eq!(reading(&before, "scope_growth"), Reading::Quiet);
    before.tasks.insert(id("C"), extra(100));
    let watch = sign(&before, "scope_growth");
    assert_eq!(watch.level, Level::Watch);
    assert_eq!(watch.remedy, Remedy::Defer(vec![id("C")]));
    before.tasks.insert(id("C"), extra(200));
    assert_eq!(sign(&before, "scope_growth").level, Level::Act);
}

#[test]
fn an_integration_point_that_was_not_tried_lately_fires() {
    let mut project = project("A");
    let run = |on: &str, passed| TestRun {
        on: Some(day(on)),
        passed,
        ..TestRun::default()
    };
    let point = |runs: Vec<TestRun>| IntegrationPoint {
        title: "Shop and bank".into(),
        runs: (0..).map(|n: u32| n.to_string()).zip(runs).collect(),
        ..IntegrationPoint::default()
    };
    let mut fires = |runs| {
        project.integration_points.insert(id("p"), point(runs));
        reading(&project, "integration") != Reading::Quiet
    };
    assert!(fires(vec![]));
    assert!(!fires(vec![run("2026-03-05", true)]));
    assert!(fires(vec![run("2026-03-04", true)]));
    assert!(fires(vec![
        run("2026-03-05", true),
        run("2026-03-06", false)
    ]));
    project.settings.target_date = Some(day("2026-04-02"));
    assert_eq!(sign(&project, "integration").level, Level::Act);
    project.settings.target_date = Some(day("2026-04-03"));
    assert_eq!(sign(&project, "integration").level, Level::Watch);
}

#[test]
fn workstreams_that_never_meet_fire_from_two_on() {
    let mut project = project("A");
    project.workstreams.insert(id("a"), Workstream::default());
    assert_eq!(reading(&project, "integration"), Reading::Blind);
    project.workstreams.insert(id("b"), Workstream::default());
    assert_eq!(sign(&project, "integration").level, Level::Watch);
}

#[test]
fn a_team_that_has_not_checked_in_for_5_days_fires() {
    let mut project = project("A");
    let mut last = |on: &str| {
        let check_in = CheckIn {
            date: Some(day(on)),
            ..CheckIn::default()
        };
        project.check_ins.insert(id("c"), check_in);
        reading(&project, "communication")
    };
    assert_eq!(last("2026-03-08"), Reading::Quiet);
    assert!(matches!(last("2026-03-07"), Reading::Fires(_)));
}

#[test]
fn low_morale_fires_from_three_answers_on() {
    let mut project = project("A");
    let pulse = |morale| Pulse {
        date: Some(day("2026-03-10")),
        morale: Some(morale),
        workload: Some(3),
        ..Pulse::default()
    };
    for name in ["a", "b"] {
        project.pulses.insert(id(name), pulse(2));
    }
    assert_eq!(reading(&project, "burnout"), Reading::Blind);
    project.pulses.insert(id("c"), pulse(5));
    assert_eq!(reading(&project, "burnout"), Reading::Quiet);
    project.pulses.insert(id("c"), pulse(4));
    assert_eq!(sign(&project, "burnout").level, Level::Watch);
    project.pulses.insert(id("c"), pulse(2));
    assert_eq!(sign(&project, "burnout").level, Level::Act);
}

#[test]
fn someone_with_more_work_than_hours_fires() {
    let mut project = with_people(project("A"), &["Ann"]);
    task(&mut project, "A").assignees = [(id("Ann"), 1)].into();
    project.settings.target_date = Some(day("2026-03-13"));
    estimated(&mut project, 2 * 480);
    assert_eq!(reading(&project, "overload"), Reading::Quiet);
    estimated(&mut project, 2 * 480 + 1);
    assert_eq!(sign(&project, "overload").tasks, [id("A")]);
    estimated(&mut project, 2 * 480);
    let off = TimeOff {
        person: Some(id("Ann")),
        first: Some(day("2026-03-13")),
        ..TimeOff::default()
    };
    project.time_off.insert(id("o"), off);
    assert_eq!(sign(&project, "overload").level, Level::Act);
}

fn blocked(since: &str) -> Blocker {
    Blocker {
        kind: BlockerKind::Approval,
        waiting_on: Some(Party::Stakeholder(id("s"))),
        since: Some(day(since)),
        note: String::new(),
    }
}

#[test]
fn a_task_that_has_waited_5_days_fires() {
    let mut project = project("A, B, C, D, E, F, G, H");
    assert_eq!(reading(&project, "blocked_time"), Reading::Quiet);
    task(&mut project, "A").blocker = Some(blocked("2026-03-08"));
    assert_eq!(reading(&project, "blocked_time"), Reading::Quiet);
    task(&mut project, "A").blocker = Some(blocked("2026-03-07"));
    let watch = sign(&project, "blocked_time");
    assert_eq!(
        (watch.level, watch.since),
        (Level::Watch, Some(day("2026-03-07")))
    );
    task(&mut project, "A").blocker = Some(blocked("2026-03-02"));
    assert_eq!(sign(&project, "blocked_time").level, Level::Act);
}

#[test]
fn a_decision_that_is_open_for_5_days_or_past_its_day_fires() {
    let mut project = project("A");
    let mut open = |asked: &str, needed: Option<&str>| {
        let decision = Decision {
            title: "Which bank?".into(),
            asked_on: Some(day(asked)),
            needed_by: needed.map(day),
            ..Decision::default()
        };
        project.decisions.insert(id("d"), decision);
        reading(&project, "decisions")
    };
    assert_eq!(open("2026-03-08", None), Reading::Quiet);
    assert!(matches!(open("2026-03-07", None), Reading::Fires(_)));
    assert_eq!(open("2026-03-11", Some(TODAY)), Reading::Quiet);
    let Reading::Fires(late) = open("2026-03-10", Some("2026-03-11")) else {
        panic!("it is late");
    };
    assert_eq!(late.level, Level::Act);
}

#[test]
fn a_second_task_in_hand_fires_and_can_be_put_back() {
    let mut project = with_people(project("A, B"), &["Ann"]);
    for (name, started) in [("A", "2026-03-05"), ("B", "2026-03-09")] {
        let task = task(&mut project, name);
        task.assignees = [(id("Ann"), 1)].into();
        task.started = Some(day(started));
    }
    task(&mut project, "A").status = Status::Doing;
    assert_eq!(reading(&project, "multitasking"), Reading::Quiet);
    task(&mut project, "B").status = Status::Doing;
    let juggling = sign(&project, "multitasking");
    assert_eq!(juggling.remedy, Remedy::Park(vec![id("B")]));
    assert_eq!(juggling.since, Some(day("2026-03-09")));
    task(&mut project, "B").blocker = Some(blocked(TODAY));
    assert_eq!(reading(&project, "multitasking"), Reading::Quiet);
}

#[test]
fn three_tasks_that_wait_for_one_stakeholder_or_a_slower_answer_fire() {
    let mut project = project("A, B, C");
    project.stakeholders.insert(id("s"), Stakeholder::default());
    for name in ["A", "B"] {
        task(&mut project, name).blocker = Some(blocked("2026-03-06"));
    }
    assert_eq!(reading(&project, "stakeholder_fatigue"), Reading::Quiet);
    let past = |until: &str| Wait {
        waiting_on: Some(Party::Stakeholder(id("s"))),
        since: Some(day("2026-02-02")),
        until: Some(day(until)),
        ..Wait::default()
    };
    project.waits.insert(id("w"), past("2026-02-06"));
    assert_eq!(reading(&project, "stakeholder_fatigue"), Reading::Quiet);
    project.waits.insert(id("w"), past("2026-02-05"));
    assert_eq!(sign(&project, "stakeholder_fatigue").level, Level::Watch);
    task(&mut project, "C").blocker = Some(blocked(TODAY));
    assert_eq!(sign(&project, "stakeholder_fatigue").level, Level::Act);
}

#[test]
fn a_nice_to_have_in_hand_fires_while_a_must_is_open() {
    let mut project = project("A, B");
    task(&mut project, "A").priority = Some(Priority::Must);
    let nice = task(&mut project, "B");
    nice.priority = Some(Priority::Nice);
    nice.status = Status::Doing;
    let polishing = sign(&project, "perfectionism");
    assert_eq!(polishing.remedy, Remedy::Park(vec![id("B")]));
    task(&mut project, "A").status = Status::Done;
    assert_eq!(reading(&project, "perfectionism"), Reading::Quiet);
}

#[test]
fn a_begun_task_beyond_its_pessimistic_estimate_fires() {
    let mut project = project("A");
    let task = task(&mut project, "A");
    task.status = Status::Doing;
    task.estimate = Some(Estimate::single(WorkMinutes(100)));
    task.actual = Some(WorkMinutes(200));
    assert_eq!(reading(&project, "perfectionism"), Reading::Quiet);
    project.tasks.get_mut(&id("A")).unwrap().actual = Some(WorkMinutes(201));
    assert_eq!(sign(&project, "perfectionism").remedy, Remedy::Show);
}

#[test]
fn a_quarter_more_links_per_open_task_fires() {
    let mut before = linked("A, B, C, D", &["A > B", "B > C"]);
    assert_eq!(reading(&before, "complexity"), Reading::Blind);
    frozen(&mut before, 60);
    assert_eq!(reading(&before, "complexity"), Reading::Quiet);
    task(&mut before, "D").status = Status::Done;
    let rose = sign(&before, "complexity");
    assert_eq!(rose.level, Level::Watch);
    assert_eq!(rose.tasks.first(), Some(&id("B")));
}

#[test]
fn twice_the_hours_for_each_criterion_fires() {
    let mut project = project("A, B");
    for (name, finished, minutes) in [("A", "2026-02-20", 600), ("B", "2026-03-10", 1_199)] {
        let task = task(&mut project, name);
        task.status = Status::Done;
        task.finished = Some(day(finished));
        task.actual = Some(WorkMinutes(minutes));
    }
    for (name, on) in [("a", "2026-02-20"), ("b", "2026-03-10")] {
        let met = Criterion {
            status: CriterionStatus::Met,
            checked_on: Some(day(on)),
            ..Criterion::default()
        };
        project.criteria.insert(id(name), met);
    }
    assert_eq!(reading(&project, "diminishing_returns"), Reading::Quiet);
    task(&mut project, "B").actual = Some(WorkMinutes(1_200));
    assert_eq!(sign(&project, "diminishing_returns").level, Level::Watch);
    project.criteria.remove(&id("b"));
    assert_eq!(sign(&project, "diminishing_returns").level, Level::Act);
}

#[test]
fn what_asks_for_action_stands_first() {
    let mut project = with_people(project("A, B"), &["Ann"]);
    for name in ["A", "B"] {
        let task = task(&mut project, name);
        task.status = Status::Doing;
        task.assignees = [(id("Ann"), 1)].into();
    }
    project.decisions.insert(
        id("d"),
        Decision {
            needed_by: Some(day("2026-03-01")),
            ..Decision::default()
        },
    );
    project.workstreams.insert(id("a"), Workstream::default());
    project.workstreams.insert(id("b"), Workstream::default());
    let scope = Scope::of(&project, Today(day(TODAY)));
    let found: Vec<_> = findings(&scope).iter().map(|it| it.detector.id).collect();
    assert_eq!(found, ["decisions", "integration", "multitasking"]);
}
