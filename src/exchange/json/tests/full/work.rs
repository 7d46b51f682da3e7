//! The work: tasks, people, what it is sorted by and linked with.

use super::*;

pub(super) fn task() -> Task {
    Task {
        title: "Fix the calculator".into(),
        notes: "Yearly plans".into(),
        parent: Some(Id::new("t0")),
        order: place(),
        plan_rank: Some(place()),
        priority: Some(Priority::Must),
        value: Some(8),
        deliverable: Some(Id::new("d")),
        workstream: Some(Id::new("w")),
        labels: ["web".into(), "a/b".into(), "__proto__".into()].into(),
        assignees: [(Id::new("ann"), 1), (Id::new("crew"), 3)].into(),
        helpers: [Id::new("ann")].into(),
        teamwork: Teamwork::Together,
        estimate: Some(Estimate::three(
            WorkMinutes(60),
            WorkMinutes(120),
            WorkMinutes(600),
        )),
        remaining: Some(WorkMinutes(90)),
        actual: Some(WorkMinutes(45)),
        due: day("2026-12-01"),
        not_before: day("2026-11-25"),
        status: Status::Doing,
        started: day("2026-11-20"),
        finished: day("2026-11-21"),
        blocker: Some(Blocker {
            kind: BlockerKind::Approval,
            waiting_on: Some(Party::Stakeholder(Id::new("s"))),
            since: day("2026-11-18"),
            note: "Yes or no".into(),
        }),
        added_on: day("2026-11-02"),
        added_by: Some(Id::new("ann")),
    }
}

pub(super) fn people() -> [Full; 4] {
    let person = Person {
        name: "Ann Lee".into(),
        role: "Engineer".into(),
        contact: "ann@example.org".into(),
        availability_percent: 80,
        hours: Some(WeekHours([0, 480, 480, 480, 480, 0, 0])),
        capacity: 3,
        hour_cost: Some(120),
    };
    let stakeholder = Stakeholder {
        name: "Helen".into(),
        role: "Finance".into(),
        interest: Some(3),
        influence: Some(5),
        decides: "Prices".into(),
        channel: "mail".into(),
        cadence_days: Some(7),
        person: Some(Id::new("ann")),
    };
    let time_off = TimeOff {
        person: Some(Id::new("ann")),
        first: day("2026-12-24"),
        last: day("2026-12-31"),
        note: "Away".into(),
    };
    let holiday = Holiday {
        date: day("2026-12-25"),
        name: "Christmas".into(),
    };
    [
        full("ann", person),
        full("s", stakeholder),
        full("o", time_off),
        full("2026-12-25", holiday),
    ]
}

pub(super) fn scope() -> [Full; 4] {
    let deliverable = Deliverable {
        name: "Website".into(),
        notes: "For all".into(),
        owner: Some(Id::new("ann")),
        due: day("2026-12-10"),
        order: place(),
    };
    let workstream = Workstream {
        name: "Web".into(),
        lead: Some(Id::new("ann")),
        order: place(),
    };
    let milestone = Milestone {
        title: "Live".into(),
        size: MilestoneSize::Micro,
        due: day("2026-12-18"),
        tasks: [Id::new("t0"), Id::new("t/1")].into(),
        reward: "Cake".into(),
        reached_on: day("2026-12-17"),
        order: place(),
    };
    let frozen = BaselineTask {
        work: Some(WorkMinutes(240)),
        priority: Some(Priority::Nice),
        start: day("2026-11-03"),
        finish: day("2026-11-04"),
    };
    let baseline = Baseline {
        name: "Entry".into(),
        taken_on: day("2026-11-02"),
        taken_by: Some(Id::new("ann")),
        chain_minutes: Some(4_800),
        buffer_minutes: Some(1_200),
        buffer_end: day("2026-12-16"),
        tasks: (0..9)
            .map(|n| (Id::new(&format!("t{n}")), frozen.clone()))
            .collect(),
    };
    [
        full("d", deliverable),
        full("w", workstream),
        full("m", milestone),
        full("b", baseline),
    ]
}

pub(super) fn links() -> [Full; 2] {
    let dependency = Dependency {
        predecessor: Id::new("t0"),
        successor: Id::new("t1"),
        kind: DependencyKind::StartToFinish,
        lag_minutes: -240,
    };
    let wait = Wait {
        task: Some(Id::new("t1")),
        kind: Some(BlockerKind::TechnicalIssue),
        waiting_on: Some(Party::Named("The bank".into())),
        since: day("2026-11-03"),
        until: day("2026-11-09"),
    };
    [full("t0>t1", dependency), full("x", wait)]
}
