//! What each rule finds, and what it nearly finds.

use super::*;
use crate::edit::testing::{after, author, day, ids};
use crate::edit::{criterion, sign_off};
use crate::project::notation::project;
use crate::project::{
    Approval, Baseline, ChangeRequest, Communication, CriterionKind, Decision, Given,
    IntegrationPoint, Person, PromptAnswer, Reserve, Risk, RiskResponse, Stakeholder, Subject,
    TestRun,
};

fn id<R>(text: &str) -> Id<R> {
    Id::new(text)
}

fn today() -> Today {
    author().today
}

/// The answer of one rule, and what is missing, with `!` before what blocks.
fn answer(project: &Project, rule: &str) -> (Readiness, Vec<String>) {
    let report = report(project, today(), None);
    let question = report.questions.iter().find(|it| it.key == rule).unwrap();
    let said = |it: &Missing| format!("{}{}", if it.blocks { "!" } else { "" }, it.text);
    let missing = question.missing.iter().map(said).collect();
    (question.by_rule.unwrap(), missing)
}

fn stakeholder(cadence_days: Option<u16>, influence: u8) -> Stakeholder {
    Stakeholder {
        name: "Helen".into(),
        channel: "mail".into(),
        influence: Some(influence),
        cadence_days,
        ..Stakeholder::default()
    }
}

#[test]
fn an_audit_needs_tasks_a_baseline_and_a_look_into_every_area() {
    let mut it = project("");
    assert_eq!(answer(&it, "audit").0, Readiness::NotReady);
    it = project("task a must 1h");
    for area in crate::finish::audit::AREAS {
        let answer = PromptAnswer {
            answer: Some(crate::project::Answer::Covered),
            ..PromptAnswer::default()
        };
        it.prompt_answers.insert(id(area.prompts[0].id), answer);
    }
    assert_eq!(answer(&it, "audit").0, Readiness::NotReady, "no baseline");
    it.baselines.insert(id("b"), Baseline::default());
    assert_eq!(answer(&it, "audit"), (Readiness::Ready, vec![]));
    let mut unsorted = it.clone();
    unsorted.tasks.get_mut(&id("a")).unwrap().priority = None;
    let missing = vec!["1 task is not sorted.".to_owned()];
    assert_eq!(answer(&unsorted, "audit"), (Readiness::AtRisk, missing));
    it.prompt_answers.pop_first();
    assert_eq!(
        answer(&it, "audit").0,
        Readiness::AtRisk,
        "an area is left out"
    );
}

fn word(verdict: Option<Approval>) -> sign_off::Word {
    sign_off::Word {
        subject: Subject::Definition,
        deliverable: None,
        milestone: None,
        review: None,
        stakeholder: id("helen"),
        verdict,
        date: None,
        remark: "Because".into(),
        given: Given::Mail,
        proof: String::new(),
        conditions: vec!["Test the refund".into()],
    }
}

/// A project with a criterion of each kind and this word on them.
fn agreed(verdict: Option<Approval>) -> Project {
    let mut it = project("task a 1h");
    it.stakeholders.insert(id("helen"), stakeholder(Some(7), 5));
    let drafts = CriterionKind::ALL.map(|kind| criterion::Draft {
        text: format!("{kind:?}"),
        kind,
        ..criterion::Draft::default()
    });
    let (_, change) = criterion::add(&it, &drafts, &mut ids()).unwrap();
    it = after(&it, &change);
    let mut minted = 0;
    let mut mint = || {
        minted += 1;
        format!("s{minted}")
    };
    let (_, change) = sign_off::sign(&it, &word(verdict), &author(), &mut mint).unwrap();
    after(&it, &change)
}

#[test]
fn done_is_agreed_when_all_criteria_are_covered_by_a_word_that_stands() {
    assert_eq!(answer(&project("task a"), "done").0, Readiness::NotReady);
    let it = agreed(Some(Approval::Approved));
    assert_eq!(answer(&it, "done"), (Readiness::Ready, vec![]));
    assert_eq!(
        answer(&agreed(None), "done").0,
        Readiness::NotReady,
        "asked only"
    );
    assert_eq!(
        answer(&agreed(Some(Approval::Rejected)), "done").0,
        Readiness::NotReady
    );
    let (state, missing) = answer(&agreed(Some(Approval::WithConditions)), "done");
    assert_eq!(state, Readiness::AtRisk);
    assert_eq!(
        missing,
        ["A condition of Helen is open: “Test the refund”."]
    );
    let mut more = it.clone();
    let first = more.criteria.values().next().unwrap().clone();
    more.criteria.insert(id("more"), first);
    let (state, missing) = answer(&more, "done");
    assert_eq!(state, Readiness::NotReady, "{missing:?}");
    assert!(missing.contains(&"The sign-off by Helen is void after 1 change.".to_owned()));
    let mut bare = it;
    bare.criteria.pop_first();
    bare.sign_offs.clear();
    assert_eq!(answer(&bare, "done").1[0], "There is no quality standard.");
}

#[test]
fn a_plan_has_owners_dates_and_a_promised_day() {
    let ready = "target 2026-04-01\nperson ann\ntask a 1h @ann must due=2026-03-20";
    assert_eq!(answer(&project(ready), "plan"), (Readiness::Ready, vec![]));
    let no_day = project("person ann\ntask a 1h @ann must due=2026-03-20");
    let missing = vec!["!No day is promised.".to_owned()];
    assert_eq!(answer(&no_day, "plan"), (Readiness::NotReady, missing));
    let one_of_four = format!("{ready}\ntask b 1h @ann\ntask c 1h @ann\ntask d 1h");
    assert_eq!(answer(&project(&one_of_four), "plan").0, Readiness::AtRisk);
    let one_of_three = format!("{ready}\ntask b 1h @ann\ntask c 1h");
    assert_eq!(
        answer(&project(&one_of_three), "plan").0,
        Readiness::NotReady
    );
    assert_eq!(
        answer(&project("task a done=2026-03-01"), "plan").0,
        Readiness::Ready
    );
}

#[test]
fn a_plan_that_ends_after_the_promised_day_is_not_ready() {
    let of = |target: &str| {
        let text = format!("target {target}\nperson ann\ntask a 40h @ann must due=2026-03-20");
        let project = project(&text);
        let (schedule, problems) =
            crate::schedule::schedule(&project, today(), &crate::schedule::Options::default());
        let dates = schedule.timetable(&project, problems);
        let report = report(&project, today(), Some(&dates));
        report.questions[2].by_rule.unwrap()
    };
    assert_eq!(of("2026-03-17"), Readiness::NotReady);
    assert_eq!(of("2026-03-18"), Readiness::AtRisk, "no buffer is left");
    assert_eq!(of("2026-04-18"), Readiness::Ready);
}

#[test]
fn who_has_much_influence_must_not_be_forgotten() {
    let mut it = project("");
    assert_eq!(answer(&it, "communication").0, Readiness::NotReady);
    it.settings.check_in_days = Some(1);
    let weekly = Communication {
        title: "Status".into(),
        first_due: Some(day("2026-03-12")),
        every_days: Some(7),
        ..Communication::default()
    };
    it.communications.insert(id("weekly"), weekly);
    for (stakeholder, expected) in [
        (stakeholder(Some(7), 5), Readiness::Ready),
        (stakeholder(None, 3), Readiness::AtRisk),
        (stakeholder(None, 4), Readiness::NotReady),
    ] {
        it.stakeholders.insert(id("helen"), stakeholder);
        assert_eq!(answer(&it, "communication").0, expected);
    }
}

#[test]
fn a_message_that_is_overdue_and_check_ins_without_rhythm_weaken_the_answer() {
    let mut it = project("");
    it.stakeholders.insert(id("helen"), stakeholder(Some(7), 5));
    let missing = ["No message is planned.", "Check-ins have no rhythm."];
    assert_eq!(answer(&it, "communication").1, missing);
    let late = Communication {
        title: "Status".into(),
        first_due: Some(day("2026-03-11")),
        ..Communication::default()
    };
    it.communications.insert(id("late"), late);
    it.settings.check_in_days = Some(1);
    assert_eq!(
        answer(&it, "communication").1,
        ["“Status” is overdue by 1 day."]
    );
}

#[test]
fn an_integration_point_is_stable_after_three_recent_tries() {
    let mut it = project("");
    assert_eq!(answer(&it, "integration").0, Readiness::NotReady);
    let run = |on: &str, passed| TestRun {
        on: Some(day(on)),
        passed,
        note: String::new(),
    };
    let days = ["2026-03-03", "2026-03-04", "2026-03-05"];
    let mut point = IntegrationPoint {
        title: "Billing".into(),
        ..IntegrationPoint::default()
    };
    it.integration_points.insert(id("p"), point.clone());
    assert_eq!(answer(&it, "integration").1, ["!Billing was never tried."]);
    for (number, on) in days.iter().enumerate() {
        point.runs.insert(number.to_string(), run(on, true));
        it.integration_points.insert(id("p"), point.clone());
        let expected = if number < 2 {
            Readiness::AtRisk
        } else {
            Readiness::Ready
        };
        assert_eq!(answer(&it, "integration").0, expected, "{number}");
    }
    let later = report(&it, Today(day("2026-03-13")), None);
    assert_eq!(
        later.questions[4].answer,
        Some(Readiness::AtRisk),
        "eight days ago"
    );
    point.runs.insert("3".into(), run("2026-03-06", false));
    it.integration_points.insert(id("p"), point);
    assert_eq!(answer(&it, "integration").0, Readiness::NotReady);
}

#[test]
fn change_control_is_on_from_the_last_mile_and_lets_nothing_slip() {
    let mut it = project("task a 1h");
    assert_eq!(answer(&it, "changes").0, Readiness::NotReady);
    it.settings.last_mile_start = Some(day("2026-03-13"));
    assert_eq!(answer(&it, "changes").0, Readiness::NotReady, "tomorrow");
    it.settings.last_mile_start = Some(day("2026-03-12"));
    assert_eq!(answer(&it, "changes"), (Readiness::Ready, vec![]));
    let mut request = ChangeRequest {
        title: "Dark mode".into(),
        asked_on: Some(day("2026-03-07")),
        ..ChangeRequest::default()
    };
    it.change_requests.insert(id("r"), request.clone());
    assert_eq!(answer(&it, "changes").0, Readiness::Ready, "five days");
    request.asked_on = Some(day("2026-03-06"));
    it.change_requests.insert(id("r"), request.clone());
    assert_eq!(answer(&it, "changes").0, Readiness::AtRisk, "six days");
    it.change_requests.clear();
    it.baselines.insert(id("b"), Baseline::default());
    let missing = vec!["1 task came after the baseline without a request.".to_owned()];
    assert_eq!(answer(&it, "changes"), (Readiness::AtRisk, missing));
    request.verdict = Some(crate::project::Verdict::Accept);
    request.tasks.insert(id("a"));
    it.change_requests.insert(id("r"), request);
    assert_eq!(answer(&it, "changes").0, Readiness::Ready);
}

#[test]
fn a_reserve_is_agreed_and_still_there() {
    let mut it = project("");
    assert_eq!(answer(&it, "reserve").0, Readiness::NotReady);
    let mut reserve = Reserve {
        name: "Second tester".into(),
        purpose: "Tests".into(),
        last: Some(day("2026-03-12")),
        ..Reserve::default()
    };
    it.reserves.insert(id("r"), reserve.clone());
    assert_eq!(answer(&it, "reserve").0, Readiness::AtRisk, "nobody agreed");
    reserve.agreed_with = "Head of quality".into();
    it.reserves.insert(id("r"), reserve.clone());
    assert_eq!(answer(&it, "reserve").0, Readiness::Ready);
    reserve.last = Some(day("2026-03-11"));
    it.reserves.insert(id("r"), reserve);
    assert_eq!(
        answer(&it, "reserve").0,
        Readiness::NotReady,
        "over since yesterday"
    );
}

#[test]
fn the_three_biggest_risks_are_dealt_with() {
    let mut it = project("");
    assert_eq!(answer(&it, "risks").0, Readiness::NotReady);
    let risk = |impact, response| Risk {
        title: format!("Risk {impact}"),
        probability: Some(3),
        impact: Some(impact),
        response,
        plan: "By Friday".into(),
        owner: Some(id("ann")),
        ..Risk::default()
    };
    it.risks.insert(id("a"), risk(5, None));
    assert_eq!(
        answer(&it, "risks").0,
        Readiness::NotReady,
        "nothing is done at all"
    );
    it.risks
        .insert(id("b"), risk(4, Some(RiskResponse::Mitigate)));
    assert_eq!(answer(&it, "risks").0, Readiness::AtRisk);
    for key in ["a", "c"] {
        it.risks.insert(id(key), risk(5, Some(RiskResponse::Avoid)));
    }
    it.risks.insert(id("small"), risk(1, None));
    assert_eq!(
        answer(&it, "risks"),
        (Readiness::Ready, vec![]),
        "the fourth may wait"
    );
    it.risks.get_mut(&id("a")).unwrap().plan.clear();
    assert_eq!(answer(&it, "risks").1, ["Nothing is done about “Risk 5”."]);
}

#[test]
fn an_overruled_question_counts_as_said_and_asks_for_nothing() {
    let mut it = project("");
    let rule = report(&it, today(), None);
    assert_eq!((rule.score(), rule.count(Readiness::NotReady)), (12, 7));
    let said = ReadinessAnswer {
        answer: Some(Readiness::Ready),
        reason: "We share a desk".into(),
        ..ReadinessAnswer::default()
    };
    it.people.insert(id("ann"), Person::default());
    it.readiness_answers.insert(id("communication"), said);
    let overruled = report(&it, today(), None);
    assert_eq!(overruled.score(), 25, "4 of 16 points");
    let question = &overruled.questions[3];
    assert!(question.is_overruled());
    assert_eq!(question.by_rule, Some(Readiness::NotReady));
    assert_eq!(question.why, "We share a desk");
    assert!(overruled.actions().iter().all(|it| it.question != 3));
    assert!(overruled.frozen()["communication"].overruled);
}

#[test]
fn the_next_action_is_worth_what_its_question_lacks_divided_by_what_is_missing() {
    let mut it = project("task a must 1h");
    let own = ReadinessAnswer {
        question: "Is the hotline staffed?".into(),
        ..ReadinessAnswer::default()
    };
    it.readiness_answers.insert(id("own"), own);
    let report = report(&it, today(), None);
    assert_eq!(report.questions.len(), 9);
    let actions = report.actions();
    assert_eq!(actions[0].worth, 200);
    assert_eq!(
        actions[0].missing.target,
        Target::Spot("done", "criteria", None)
    );
    let audit: Vec<_> = actions.iter().filter(|it| it.question == 0).collect();
    assert_eq!(audit.len(), 2);
    assert!(audit.iter().all(|it| it.worth == 100));
    assert!(audit[0].missing.blocks);
    assert_eq!(actions.iter().filter(|it| it.question == 8).count(), 1);
}

#[test]
fn a_review_asks_for_decisions_that_are_late_or_hold_something_up() {
    let mut it = project("task a 1h");
    let asked = |it: &Project| {
        let question = besides(it, today());
        let missing = question.missing.into_iter().map(|it| it.text);
        (question.by_rule.unwrap(), missing.collect::<Vec<_>>())
    };
    assert_eq!(asked(&it), (Readiness::Ready, vec![]));
    let mut decision = Decision {
        title: "Which rule?".into(),
        needed_by: Some(day("2026-03-12")),
        ..Decision::default()
    };
    it.decisions.insert(id("d"), decision.clone());
    let open = vec!["No answer to “Which rule?” yet.".to_owned()];
    assert_eq!(asked(&it), (Readiness::AtRisk, open));
    decision.tasks.insert(id("a"));
    it.decisions.insert(id("d"), decision.clone());
    let held = vec!["No answer to “Which rule?”, which holds up 1 task.".to_owned()];
    assert_eq!(asked(&it), (Readiness::NotReady, held));
    decision.needed_by = Some(day("2026-03-11"));
    it.decisions.insert(id("d"), decision.clone());
    let late = vec!["No answer to “Which rule?”, 1 day late.".to_owned()];
    assert_eq!(asked(&it), (Readiness::NotReady, late));
    decision.decided_on = Some(today().0);
    it.decisions.insert(id("d"), decision);
    assert_eq!(asked(&it), (Readiness::Ready, vec![]));
}
