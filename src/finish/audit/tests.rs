//! What the audit finds, and what it nearly finds.

use expect_test::{Expect, expect};

use super::*;
use crate::project::notation::project;
use crate::project::{
    Baseline, BaselineTask, Blocker, BlockerKind, Deliverable, Party, Person, Project, Status,
    WorkMinutes,
};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn id<R>(text: &str) -> Id<R> {
    Id::new(text)
}

fn today() -> Today {
    Today(day("2026-03-12"))
}

/// Each rule with the tasks it names.
fn check(project: &Project, expect: Expect) {
    let found = findings(&Scope::of(project, today()))
        .into_iter()
        .map(|finding| {
            let tasks: Vec<_> = finding.tasks.iter().map(Id::as_str).collect();
            format!("{}: {}\n", finding.rule.id, tasks.join(" "))
        });
    expect.assert_eq(&found.collect::<String>());
}

#[test]
fn a_bare_task_lacks_nearly_everything() {
    check(
        &project("task copy"),
        expect![[r#"
        no_owner: copy
        unsorted: copy
        no_estimate: copy
        no_deliverable: copy
    "#]],
    );
}

#[test]
fn a_complete_task_lacks_nothing() {
    let mut project = project("person ann\ntask launch\n  task copy 40h @ann must due=2026-03-12");
    let page = Deliverable {
        name: "Page".to_owned(),
        ..Deliverable::default()
    };
    project.deliverables.insert(id("page"), page);
    project.tasks.get_mut(&id("launch")).unwrap().deliverable = Some(id("page"));
    check(&project, expect![[""]]);
}

#[test]
fn rules_find_what_they_are_for_and_not_its_neighbour() {
    let mut project = project(
        "person ann\nperson bob 0% off=2026-03-01..2026-03-20\nperson cem off=2026-03-01..2026-03-20
        task late 1h @ann should due=2026-03-11
        task today 1h @ann should due=2026-03-12
        task done 41h must done=2026-03-01
        task large 41h @ann nice
        task fits 40h @ann nice
        task must 1h @ann must
        task bob 1h @bob nice
        task cem 1h @cem nice due=2026-03-20
        task cem2 1h @cem nice due=2026-03-21
        task both 1h @bob @ann nice
        task named 1h @ann nice
        task Twice 1h @ann nice
        task twice- 1h @ann nice
        task unnamed 1h @ann nice blocked",
    );
    let named = project.tasks.get_mut(&id("named")).unwrap();
    named.blocker = Some(Blocker {
        kind: BlockerKind::Approval,
        waiting_on: Some(Party::Named("Legal".to_owned())),
        since: None,
        note: String::new(),
    });
    check(
        &project,
        expect![[r#"
        due_past: late
        blocked_without_name: unnamed
        must_without_due: must
        owner_away: bob cem
        too_large: large
        duplicate_title: Twice twice-
        no_deliverable: Twice bob both cem cem2 fits large late must named today twice- unnamed
    "#]],
    );
}

#[test]
fn tasks_that_wait_for_each_other_are_found_and_those_behind_them_not() {
    let text = "person ann\ntask a 1h @ann nice\ntask b 1h @ann nice <a <c\ntask c 1h @ann nice <b\ntask d 1h @ann nice <c";
    let found = findings(&Scope::of(&project(text), today()));
    let circle = found.iter().find(|it| it.rule.id == "circle").unwrap();
    assert_eq!(circle.tasks, [id("b"), id("c")]);
    let open = text.replace("<a <c", "<a");
    let found = findings(&Scope::of(&project(&open), today()));
    assert!(found.iter().all(|it| it.rule.id != "circle"));
}

#[test]
fn every_rule_has_its_own_name_and_ends_its_sentences() {
    let names: std::collections::BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(names.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.why.ends_with('.')));
}

#[test]
fn bottlenecks_come_oldest_first_with_what_they_hold_up() {
    let mut project = project(
        "
        task terms
        task page 2h <terms
        task launch
          task mail 3h
          task post 4h done=2026-03-01
        task ship 5h <launch
        task logo
        task film 1h <post",
    );
    for (task, since, kind, whom) in [
        (
            "terms",
            Some("2026-03-02"),
            BlockerKind::Approval,
            Some("Legal"),
        ),
        ("logo", None, BlockerKind::Other, None),
        (
            "launch",
            Some("2026-03-10"),
            BlockerKind::TechnicalIssue,
            Some("Hosting"),
        ),
        (
            "post",
            Some("2026-02-10"),
            BlockerKind::Approval,
            Some("Legal"),
        ),
        (
            "page",
            Some("2026-03-02"),
            BlockerKind::MissingInformation,
            Some("Legal"),
        ),
    ] {
        project.tasks.get_mut(&id(task)).unwrap().blocker = Some(Blocker {
            kind,
            waiting_on: whom.map(|name| Party::Named(name.to_owned())),
            since: since.map(day),
            note: String::new(),
        });
    }
    let found = bottlenecks(&Scope::of(&project, today()));
    let line = |it: &Bottleneck| {
        let HeldUp { tasks, work } = it.holds_up;
        format!(
            "{} {:?} holds up {tasks}, {} min\n",
            it.task, it.days, work.0
        )
    };
    expect![[r#"
        terms Some(10) holds up 1, 120 min
        page Some(10) holds up 0, 0 min
        launch Some(2) holds up 2, 480 min
        logo None holds up 0, 0 min
    "#]]
    .assert_eq(&found.iter().map(line).collect::<String>());
    let listed = |groups: Vec<Group>| {
        let group = |group: &Group| {
            let tasks = group.bottlenecks.iter().map(|it| it.task.as_str());
            format!("{:?}: {}", group.key, tasks.collect::<Vec<_>>().join(" "))
        };
        groups.iter().map(group).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        Kind(Approval): terms
        Kind(MissingInformation): page
        Kind(TechnicalIssue): launch
        Kind(Other): logo
        Party(Named("Legal")): terms page
        Party(Named("Hosting")): launch
        Unnamed: logo"#]]
    .assert_eq(&[listed(by_kind(&found)), listed(by_party(&found))].join("\n"));
}

#[test]
fn a_circle_holds_up_everything_on_it_and_ends() {
    let mut project = project("task a 1h <c\ntask b 1h <a\ntask c 1h <b\ntask d 1h <c");
    project.tasks.get_mut(&id("b")).unwrap().blocker = Some(Blocker {
        kind: BlockerKind::Other,
        waiting_on: None,
        since: None,
        note: String::new(),
    });
    let found = bottlenecks(&Scope::of(&project, today()));
    assert_eq!(
        found[0].holds_up,
        HeldUp {
            tasks: 3,
            work: WorkMinutes(180)
        }
    );
}

#[test]
fn more_than_60_percent_of_musts_is_too_many() {
    let of = |text: &str| balance(&Scope::of(&project(text), today()));
    let even =
        of("task a 6h must\ntask b 3h should\ntask c 1h nice\ntask d 9h must done=2026-03-01");
    assert_eq!(
        (even.must_percent(), even.has_too_many_musts()),
        (Some(60), false)
    );
    let more = of("task a 6h must\ntask b 3h should\ntask c\ntask d must");
    assert_eq!(
        (more.must_percent(), more.has_too_many_musts()),
        (Some(66), true)
    );
    assert_eq!((more.unsorted.unestimated, more.must.unestimated), (1, 1));
    assert_eq!(of("task a must").must_percent(), None);
    assert!(!of("").has_too_many_musts());
}

#[test]
fn growth_is_told_by_what_came_went_and_changed() {
    let mut project = project(
        "
        task kept 4h
        task grown 6h
        task new 2h
        task late 3h done=2026-03-12
        task old 9h done=2026-03-01
        task split
          task part1 3h
          task part2 3h
        task dropped 8h dropped
        task begun 9h left=2h",
    );
    let ann = Person {
        name: "Ann".to_owned(),
        ..Person::default()
    };
    project.people.insert(id("ann"), ann);
    project.tasks.get_mut(&id("new")).unwrap().added_by = Some(id("ann"));
    let frozen = |hours| BaselineTask {
        work: Some(WorkMinutes::hours(hours)),
        ..BaselineTask::default()
    };
    let tasks = [
        ("kept", 4),
        ("grown", 4),
        ("split", 4),
        ("dropped", 8),
        ("deleted", 1),
        ("begun", 7),
    ];
    let baseline = Baseline {
        taken_on: Some(day("2026-03-05")),
        tasks: tasks
            .into_iter()
            .map(|(task, hours)| (id(task), frozen(hours)))
            .collect(),
        ..Baseline::default()
    };
    project.baselines.insert(id("second"), baseline);
    project.baselines.insert(id("zero"), Baseline::default());
    let scope = Scope::of(&project, today());
    let (latest, growth) = growth(&scope).unwrap();
    assert_eq!(latest.as_str(), "second");
    assert_eq!(growth.added, [id("late"), id("new")]);
    assert_eq!(
        growth.added_tally,
        Tally {
            tasks: 2,
            work: WorkMinutes::hours(5)
        }
    );
    assert_eq!(
        growth.added_by[&Some(id("ann"))],
        Tally {
            tasks: 1,
            work: WorkMinutes::hours(2)
        }
    );
    assert_eq!(growth.removed, [id("deleted"), id("dropped")]);
    let changed: Vec<_> = growth
        .changed
        .iter()
        .map(|(id, it)| (id.as_str(), it.0.0, it.1.0))
        .collect();
    assert_eq!(changed, [("grown", 240, 360), ("split", 240, 360)]);
    assert_eq!(growth.net_minutes(), 0, "5 − 9 + 2 + 2 hours");
    assert_eq!(growth.net_percent(), Some(0.0));
    assert_eq!(project.tasks[&id("dropped")].status, Status::Dropped);
}

#[test]
fn without_a_baseline_there_is_no_growth() {
    assert_eq!(growth(&Scope::of(&project("task a"), today())), None);
}

#[test]
fn every_area_asks_four_to_six_questions_and_each_has_its_own_name() {
    let mut names = std::collections::BTreeSet::new();
    for area in AREAS {
        assert!((4..=6).contains(&area.prompts.len()), "{}", area.id);
        for prompt in area.prompts {
            assert!(names.insert(prompt.id), "{} twice", prompt.id);
            assert!(prompt.question.ends_with('?') && !prompt.task.ends_with('.'));
        }
    }
    assert_eq!(AREAS.len(), 10);
    assert_eq!(prompt("legal.asked").unwrap().0.id, "legal");
    assert!(prompt("legal.unasked").is_none());
}
