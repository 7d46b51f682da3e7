//! What is agreed and kept in hand: risks, changes, criteria, reviews, lessons.

use super::*;

pub(super) fn control() -> [Full; 4] {
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

pub(super) fn agreement() -> [Full; 5] {
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

pub(super) fn review_item() -> Full {
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

pub(super) fn answer() -> Full {
    let answer = PromptAnswer {
        answer: Some(Answer::TaskMade),
        task: Some(Id::new("t1")),
        answered_on: day("2026-11-04"),
        answered_by: Some(Id::new("p1")),
    };
    full("legal.asked", answer)
}

pub(super) fn lesson() -> Full {
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
