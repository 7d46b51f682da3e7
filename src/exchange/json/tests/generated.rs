//! Documents with every kind of record and every field, written by several people and merged.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Random, context};
use crate::document::Document;
use crate::edit::{Change, DELETED, Write};
use crate::project::order::OrderKey;
use crate::project::*;

/// A record in which nothing is left at its default.
pub(super) struct Full {
    pub(super) kind: &'static str,
    pub(super) id: &'static str,
    pub(super) fields: Fields,
}

fn full<R: Record>(id: &'static str, record: R) -> Full {
    let fields = flatten(&record);
    let all = serde_json::to_value(R::default()).unwrap();
    for name in all.as_object().unwrap().keys() {
        let is_set = |field: &String| field.split('/').next() == Some(name);
        assert!(
            fields.keys().any(is_set),
            "{} {name} has its default",
            R::KIND
        );
    }
    Full {
        kind: R::KIND,
        id,
        fields,
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn place() -> OrderKey {
    OrderKey::between(None, None)
}

fn settings() -> Settings {
    Settings {
        name: "Launch".into(),
        purpose: "To be done".into(),
        project_start: day("2026-01-05"),
        planned_end: day("2026-11-30"),
        last_mile_start: day("2026-11-02"),
        target_date: day("2026-12-18"),
        hours: WeekHours([480, 480, 480, 480, 360, 0, 0]),
        buffer_rule: BufferRule::RootSumSquare,
        buffer_percent: Some(30),
        risk_scale: RiskScale {
            percents: [5, 20, 40, 60, 80],
            days: [1, 3, 5, 8, 13],
        },
        stable_runs: Some(5),
        stable_days: Some(3),
        framework: Some(Framework::IntegrationFirst),
        currency: "€".into(),
        hour_cost: Some(95),
        delay_cost_per_week: Some(12_000),
        closed_on: day("2026-12-21"),
        closed_by: Some(Id::new("ann")),
        check_in_days: Some(2),
        check_in_first: day("2026-11-03"),
        check_in_minute: Some(570),
    }
}

fn task() -> Task {
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

fn people() -> [Full; 4] {
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

fn scope() -> [Full; 4] {
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

fn links() -> [Full; 2] {
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

fn control() -> [Full; 4] {
    let risk = Risk {
        title: "The bank says no".into(),
        cause: "Nobody asked".into(),
        effect: "No payments".into(),
        category: Some(RiskCategory::External),
        probability: Some(2),
        impact: Some(5),
        delay_low_days: Some(0.5),
        delay_likely_days: Some(3.0),
        delay_high_days: Some(8.0),
        tasks: [Id::new("t0")].into(),
        response: Some(RiskResponse::Transfer),
        plan: "Ask now".into(),
        mitigations: [Id::new("t1")].into(),
        owner: Some(Id::new("ann")),
        trigger: "No answer in a week".into(),
        review_on: day("2026-11-27"),
        status: RiskStatus::Happened,
        raised_on: day("2026-11-02"),
        happened_on: day("2026-11-10"),
        closed_on: day("2026-11-12"),
    };
    let request = ChangeRequest {
        title: "Prices in francs".into(),
        reason: "Two clients are Swiss".into(),
        requester: Some(Party::Stakeholder(Id::new("s"))),
        asked_on: day("2026-11-12"),
        is_critical: Some(true),
        work: "Show francs 6h @ann".into(),
        verdict: Some(Verdict::Defer),
        verdict_reason: "Later is fine".into(),
        decided_on: day("2026-11-13"),
        phase: "Second release".into(),
        trade_off: [Id::new("t0")].into(),
        trade_off_note: "A later date".into(),
        tasks: [Id::new("t1")].into(),
        p50_minutes: Some(480),
        p80_minutes: Some(-60),
        decision: Some(Id::new("q")),
    };
    let decision = Decision {
        title: "Which price?".into(),
        options: "9\n12".into(),
        decider: Some(Party::Person(Id::new("ann"))),
        asked_on: day("2026-11-12"),
        needed_by: day("2026-11-20"),
        tasks: [Id::new("t0")].into(),
        outcome: "12".into(),
        reason: "Costs".into(),
        decided_on: day("2026-11-19"),
        superseded_by: Some(Id::new("q2")),
    };
    let run = TestRun {
        on: day("2026-11-14"),
        passed: true,
        note: "All green".into(),
    };
    let point = IntegrationPoint {
        title: "Shop and bank".into(),
        parts: ["Shop".into(), "Bank".into()].into(),
        owner: Some(Id::new("ann")),
        environment: "Staging".into(),
        method: "By hand".into(),
        tasks: [Id::new("t0")].into(),
        next_test_on: day("2026-11-28"),
        rework_days: Some(2.5),
        runs: [("r1".into(), run)].into(),
    };
    [
        full("r", risk),
        full("c", request),
        full("q", decision),
        full("i", point),
    ]
}

fn pair() -> Full {
    let pair = HistoryPair {
        title: "Load test".into(),
        estimate: WorkMinutes(480),
        actual: WorkMinutes(660),
        person: "Ann Lee".into(),
        kind: "test".into(),
        finished_on: day("2026-06-01"),
        project: "Last year".into(),
    };
    full("h", pair)
}

fn answer() -> Full {
    let answer = PromptAnswer {
        answer: Some(Answer::TaskMade),
        task: Some(Id::new("t1")),
        answered_on: day("2026-11-04"),
        answered_by: Some(Id::new("p1")),
    };
    full("legal.asked", answer)
}

fn review_item() -> Full {
    let item = ReviewItem {
        kind: ReviewKind::Walkthrough,
        title: "The price page on a phone".into(),
        notes: "Too small".into(),
        outcome: Some(Outcome::WithRemarks),
        votes: [Id::new("ann"), Id::new("a/b")].into(),
        owner: Some(Id::new("ann")),
        task: Some(Id::new("t1")),
        lesson: Some(Id::new("l")),
        added_on: day("2026-12-17"),
        added_by: Some(Id::new("ann")),
        order: place(),
    };
    full("r", item)
}

fn lesson() -> Full {
    let lesson = Lesson {
        kind: LessonKind::Workflow,
        title: "Launch in one hour".into(),
        notes: "Freeze\nSwitch".into(),
        project: "Launch".into(),
        learned_on: day("2026-12-21"),
        review_on: day("2027-06-01"),
        retired_on: day("2027-12-01"),
        used_in: [Id::new("p1"), Id::new("p/2")].into(),
    };
    full("l", lesson)
}

fn talk() -> [Full; 2] {
    let check_in = CheckIn {
        person: Some(Id::new("ann")),
        date: day("2026-11-20"),
        done: "The yearly plans".into(),
        next: "The monthly ones".into(),
        remaining_minutes: [(Id::new("t1"), WorkMinutes(90))].into(),
        blocker: "The test account is locked".into(),
        cause: Some(BlockerKind::TechnicalIssue),
        blocked: Some(Id::new("t1")),
        help: "Someone with the keys".into(),
        entered_by: Some(Id::new("bob")),
    };
    let communication = Communication {
        title: "Weekly status".into(),
        audience: Audience::Client,
        to: Some(Party::Stakeholder(Id::new("s"))),
        channel: "mail".into(),
        first_due: day("2026-11-06"),
        every_days: Some(7),
        owner: Some(Id::new("ann")),
        last_sent: day("2026-11-13"),
        note: "Keep it short".into(),
        order: place(),
    };
    [full("2026-11-20 ann", check_in), full("c", communication)]
}

fn day_record() -> Full {
    let record = DayRecord {
        date: day("2026-11-20"),
        chain_minutes: Some(4_800),
        chain_remaining_minutes: Some(2_400),
        buffer_minutes: Some(1_200),
        buffer_left_minutes: Some(-60),
        finish: day("2026-12-11"),
        promised: day("2026-12-18"),
        p50: day("2026-12-14"),
        p80: day("2026-12-17"),
        p90: day("2026-12-21"),
        on_time_percent: Some(82),
        open_tasks: [(Priority::Must, 7), (Priority::Nice, 2)].into(),
        open_minutes: [(Priority::Must, WorkMinutes(2_000))].into(),
        done_tasks: Some(31),
        done_minutes: Some(WorkMinutes(9_000)),
        out_tasks: Some(4),
        out_minutes: Some(WorkMinutes(1_500)),
        blocked_tasks: Some(2),
        ready_questions: Some(3),
        moved: Some(moved()),
        re_estimated: [Id::new("t")].into(),
        state: Some(day_state()),
    };
    full("2026-11-20", record)
}

fn moved() -> Moved {
    Moved {
        since: day("2026-11-19"),
        plan: -30,
        progress: 480,
        estimates: 90,
        added: 240,
        left_out: -600,
        waiting: 960,
        risks: -15,
    }
}

fn day_state() -> DayState {
    let task = TaskThen {
        status: Status::Doing,
        estimate: Some(Estimate::single(WorkMinutes(480))),
        remaining: Some(WorkMinutes(300)),
        actual: Some(WorkMinutes(120)),
        assignees: [(Id::new("p"), 1)].into(),
    };
    let wait = WaitThen {
        task: Id::new("t"),
        party: Some(Party::Named("The bank".into())),
        since: day("2026-11-18"),
    };
    let risk = RiskThen {
        key: "r".into(),
        chance: 0.35,
        days: [1.0, 2.5, 8.0],
        tasks: vec![Id::new("t")],
    };
    DayState {
        p80_minutes: Some(39_000),
        tasks: [(Id::new("t"), task)].into(),
        waits: Some(vec![wait]),
        risks: Some(vec![risk]),
    }
}

fn rhythm() -> [Full; 2] {
    let sprint = Sprint {
        goal: "Nothing open but the launch".into(),
        start: day("2026-11-16"),
        end: day("2026-11-27"),
        tasks: [
            (Id::new("t0"), WorkMinutes(240)),
            (Id::new("t/1"), WorkMinutes(1)),
        ]
        .into(),
        note: "Five days".into(),
        closed_on: day("2026-11-27"),
        left: [(Id::new("t/1"), WorkMinutes(60))].into(),
    };
    let pulse = Pulse {
        person: Some(Id::new("ann")),
        date: day("2026-11-20"),
        morale: Some(4),
        workload: Some(5),
        remark: "Tired, but near".into(),
    };
    [full("s1", sprint), full("2026-11-20@ann", pulse)]
}

fn agreement() -> [Full; 5] {
    let evidence = [
        ("a", Evidence::Link("https://example.org/run/7".into())),
        ("b", Evidence::Task(Id::new("t1"))),
        ("c", Evidence::TestRun("320 of 320 passed".into())),
        ("d", Evidence::Text("Seen on a phone".into())),
        (
            "e",
            Evidence::Run {
                point: Id::new("i"),
                run: "r1".into(),
            },
        ),
    ];
    let criterion = Criterion {
        text: "Every price is right".into(),
        kind: CriterionKind::Acceptance,
        deliverable: Some(Id::new("d")),
        task: Some(Id::new("t1")),
        status: CriterionStatus::Waived,
        waived_because: "Not sold this year".into(),
        owner: Some(Id::new("ann")),
        evidence: evidence.map(|(name, it)| (name.to_owned(), it)).into(),
        checked_on: day("2026-11-20"),
        checked_by: Some(Id::new("ann")),
        order: place(),
    };
    let sign_off = SignOff {
        subject: Subject::Acceptance,
        deliverable: Some(Id::new("d")),
        milestone: Some(Id::new("m")),
        review: Some(Id::new("r")),
        stakeholder: Some(Id::new("s")),
        name: "Helen".into(),
        verdict: Some(Approval::WithConditions),
        date: day("2026-11-19"),
        remark: "Once the refund is clear".into(),
        given: Given::Mail,
        proof: "Mail of 19 November".into(),
        entered_by: Some(Id::new("ann")),
        conditions: [Id::new("t1")].into(),
        hash: "9f86d0".into(),
        signed: [("c".to_owned(), "Every price is right".to_owned())].into(),
    };
    let answer = ReadinessAnswer {
        question: "Is the hotline staffed?".into(),
        answer: Some(Readiness::AtRisk),
        reason: "Only in the mornings".into(),
        said_by: Some(Id::new("ann")),
        said_on: day("2026-11-18"),
        order: place(),
    };
    let frozen = FrozenAnswer {
        question: "Is there a plan?".into(),
        answer: Some(Readiness::Ready),
        why: "All tasks have owners.".into(),
        overruled: true,
    };
    let review = ReadinessReview {
        kind: Gate::Launch,
        date: day("2026-11-17"),
        people: [Id::new("ann")].into(),
        stakeholders: [Id::new("s")].into(),
        answers: [("plan".to_owned(), frozen)].into(),
        blocking: vec!["The refund".into()],
        verdict: Some(Approval::Rejected),
        remark: "Again on Friday".into(),
        conditions: [Id::new("t1")].into(),
        entered_by: Some(Id::new("ann")),
    };
    let reserve = Reserve {
        name: "Second tester".into(),
        person: Some(Id::new("ann")),
        purpose: "Regression tests".into(),
        first: day("2026-12-01"),
        last: day("2026-12-05"),
        agreed_with: "Head of quality".into(),
    };
    [
        full("c", criterion),
        full("so", sign_off),
        full("own", answer),
        full("r", review),
        full("re", reserve),
    ]
}

/// A full record of each kind a project has.
pub(super) fn of_a_project() -> Vec<Full> {
    let mut all = vec![
        full(Settings::ID, settings()),
        full("t1", task()),
        pair(),
        answer(),
        review_item(),
        day_record(),
    ];
    all.extend(people());
    all.extend(scope());
    all.extend(links());
    all.extend(control());
    all.extend(rhythm());
    all.extend(agreement());
    all.extend(talk());
    all
}

/// A full record of each kind the workspace has.
pub(super) fn of_the_workspace() -> Vec<Full> {
    let settings = WorkspaceSettings {
        me: "Ann Lee".into(),
        last_project: Some(Id::new("p1")),
    };
    let entry = ProjectEntry {
        name: "Launch".into(),
        order: place(),
        archived: true,
        created_on: day("2026-01-05"),
        exported_at: Some("2026-11-22T10:00:00+01:00".into()),
        changes_in_file: Some(214),
        closed_on: day("2026-12-21"),
        last_mile_days: Some(49),
        whole_days: Some(350),
        late_days: Some(-3),
        p80_days: Some(40),
        p80_held: Some(33),
        p50_held: Some(20),
        p90_held: Some(37),
    };
    vec![
        full(WorkspaceSettings::ID, settings),
        full("p1", entry),
        pair(),
        lesson(),
    ]
}

const TEXTS: [&str; 8] = [
    "",
    "Copy",
    "“Quoted”, \"quoted\" and \\ slashed",
    "two\nlines\tand a tab",
    "__proto__",
    "</script><b>=1+1",
    "日本語 🏁 e\u{301}",
    "\u{0}\u{1f}\u{7f}\u{feff}\u{2028}",
];

const IDS: [&str; 6] = ["t0", "t/1", "", "__proto__", "id", "a>b"];

/// A document that several people have written and merged, of records like these.
pub(super) fn document(random: &mut Random, kinds: &[Full]) -> Document {
    let id = *random.pick(&["p1", "", "a/b", "日本"]);
    let mut copies = [Document::new(id), Document::new(id), Document::new(id)];
    for _ in 0..random.below(24) {
        let who = random.below(copies.len());
        let mut change = Change::new("Act");
        for _ in 0..=random.below(3) {
            change.writes.extend(act(random, kinds));
        }
        copies[who].commit(&change, &context(who as u64));
        if random.one_in(4) {
            let other = copies[random.below(copies.len())].clone();
            copies[who].merge(&other);
        }
    }
    let [mut copy, other, _] = copies;
    copy.merge(&other);
    copy
}

/// What is written to one record at once.
fn act(random: &mut Random, kinds: &[Full]) -> Vec<Write> {
    let full = random.pick(kinds);
    let id = if random.one_in(3) {
        *random.pick(&IDS)
    } else {
        full.id
    };
    let write = |kind: &str, field: &str, value: Value| Write {
        kind: kind.to_owned(),
        id: id.to_owned(),
        field: field.to_owned(),
        value,
    };
    if random.one_in(8) {
        return vec![write(full.kind, DELETED, json!(random.one_in(2)))];
    }
    if random.one_in(10) {
        // What a newer version, or a damaged copy, may have left behind.
        let value = random
            .pick(&[
                json!(7),
                json!({"a": [null, "b"]}),
                json!("?"),
                json!(false),
                json!([]),
            ])
            .clone();
        let field = *random.pick(&[
            "comet",
            "labels/x",
            "assignees/x",
            "id",
            "labels",
            "status",
            "a/b",
        ]);
        let kind = *random.pick(&[full.kind, "comet", Task::KIND]);
        return vec![write(kind, field, value)];
    }
    let sparse = 1 + random.below(4);
    let mut writes = vec![write(full.kind, DELETED, json!(false))];
    for (field, value) in &full.fields {
        if random.one_in(sparse) {
            writes.push(write(full.kind, field, varied(random, field, value)));
        }
    }
    writes
}

fn varied(random: &mut Random, field: &str, value: &Value) -> Value {
    let is_free = ["title", "notes", "name", "purpose", "role", "note", "by"].contains(&field);
    if random.one_in(6) {
        Value::Null
    } else if value.is_string() && is_free {
        json!(random.pick(&TEXTS))
    } else if value.is_number() {
        json!(random.below(200))
    } else {
        value.clone()
    }
}
