//! How criteria, sign-offs and what voids them read.

use super::words;
use crate::finish::integration::{Proof, proof};
use crate::finish::signing::Difference;
use crate::project::{
    Approval, Criterion, CriterionKind, CriterionStatus, Evidence, Gate, Given, Project, SignOff,
    Subject, TestRun, Today,
};

/// The name of a kind of criterion.
#[must_use]
pub fn kind(kind: CriterionKind) -> &'static str {
    match kind {
        CriterionKind::Quality => "Quality standard",
        CriterionKind::Acceptance => "Acceptance test",
        CriterionKind::Documentation => "Documentation",
        CriterionKind::Handoff => "Handoff",
    }
}

/// What belongs to a kind of criterion, in a few words.
#[must_use]
pub fn kind_hint(kind: CriterionKind) -> &'static str {
    match kind {
        CriterionKind::Quality => "how good it must be",
        CriterionKind::Acceptance => "what it must be seen to do",
        CriterionKind::Documentation => "what must be written down",
        CriterionKind::Handoff => "what whoever takes over must have",
    }
}

/// The name of a criterion's status.
#[must_use]
pub fn status(status: CriterionStatus) -> &'static str {
    match status {
        CriterionStatus::Open => "Open",
        CriterionStatus::Met => "Met",
        CriterionStatus::NotMet => "Not met",
        CriterionStatus::Waived => "Waived",
    }
}

/// A verdict on criteria or a milestone.
#[must_use]
pub fn approval(approval: Approval) -> &'static str {
    match approval {
        Approval::Approved => "Approved",
        Approval::WithConditions => "Approved with conditions",
        Approval::Rejected => "Rejected",
    }
}

/// A verdict of a readiness review.
#[must_use]
pub fn go(approval: Option<Approval>) -> &'static str {
    match approval {
        Some(Approval::Approved) => "Go",
        Some(Approval::WithConditions) => "Go with conditions",
        Some(Approval::Rejected) => "No go",
        None => "No verdict",
    }
}

/// How a word was given.
#[must_use]
pub fn given(given: Given) -> &'static str {
    match given {
        Given::InPerson => "In person",
        Given::Mail => "By mail or message",
        Given::Call => "In a call",
        Given::File => "As a signed file",
    }
}

/// The name of a kind of review.
#[must_use]
pub fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Entry => "Entry review",
        Gate::Launch => "Launch review",
    }
}

/// What a sign-off is about: "What done means, whole project".
#[must_use]
pub fn subject(project: &Project, sign_off: &SignOff, today: Today) -> String {
    let deliverable = sign_off.deliverable.as_ref();
    let scope = match deliverable.map(|id| project.deliverables.get(id)) {
        None => "whole project",
        Some(None) => "a deliverable that is gone",
        Some(Some(it)) => it.name.as_str(),
    };
    match sign_off.subject {
        Subject::Definition => format!("What done means, {scope}"),
        Subject::Acceptance => format!("That it is done, {scope}"),
        Subject::FinalReview => "The final review".to_owned(),
        Subject::Milestone => {
            let milestone = sign_off.milestone.as_ref();
            let milestone = milestone.and_then(|id| project.milestones.get(id));
            let title = milestone.map_or("one that is gone", |it| it.title.as_str());
            format!("Milestone: {title}")
        }
        Subject::Review => {
            let review = sign_off.review.as_ref();
            let review = review.and_then(|id| project.readiness_reviews.get(id));
            review.map_or_else(
                || "A readiness review that is gone".to_owned(),
                |it| {
                    let day = it.date.map(|day| words::date(day, today));
                    format!("{} of {}", gate(it.kind), day.unwrap_or_default())
                },
            )
        }
    }
}

/// What changed since something was signed, as a sentence.
#[must_use]
pub fn difference(difference: &Difference) -> String {
    match difference {
        Difference::Added(name) => format!("“{name}” was added."),
        Difference::Removed(name) => format!("“{name}” was taken out."),
        Difference::Reworded(before, now) => format!("“{before}” now reads “{now}”."),
        Difference::Altered(name, before, now) => match (before.is_empty(), now.is_empty()) {
            (true, _) => format!("“{name}”: new is {now}."),
            (_, true) => format!("“{name}”: gone is {before}."),
            (false, false) => format!("“{name}”: {before} became {now}."),
        },
    }
}

/// A piece of evidence as it is shown, and the address it leads to, where it does.
#[must_use]
pub fn evidence(project: &Project, evidence: &Evidence, today: Today) -> (String, Option<String>) {
    match evidence {
        Evidence::Text(text) => (text.clone(), None),
        Evidence::TestRun(text) => (format!("Test run: {text}"), None),
        Evidence::Link(link) => (link.clone(), web_address(link)),
        Evidence::Task(id) => match project.tasks.get(id) {
            Some(task) => {
                let status = words::status(task.status).to_lowercase();
                (format!("Task: {} ({status})", task.title), None)
            }
            None => ("A task that is gone".to_owned(), None),
        },
        Evidence::Run { .. } => {
            let text = match proof(project, evidence) {
                None => "A test run that is gone".to_owned(),
                Some((point, it, proof)) => {
                    let text = format!("Test run: {}, {}", point.title, run(it, today));
                    match proof {
                        Proof::Holds | Proof::Failed => text,
                        Proof::FailedSince(day) => {
                            let day = day.map(|day| format!(" on {}", words::date(day, today)));
                            format!("{text}, but failed since{}", day.unwrap_or_default())
                        }
                    }
                }
            };
            (text, None)
        }
    }
}

/// A try with its outcome: "passed Mon 2 Mar".
#[must_use]
pub fn run(run: &TestRun, today: Today) -> String {
    let outcome = if run.passed { "passed" } else { "failed" };
    let day = run.on.map(|day| format!(" {}", words::date(day, today)));
    format!("{outcome}{}", day.unwrap_or_default())
}

/// Whether a piece of evidence shows nothing (any more): its try failed, or one since.
#[must_use]
pub fn is_refuted(project: &Project, evidence: &Evidence) -> bool {
    proof(project, evidence).is_some_and(|(_, _, proof)| proof != Proof::Holds)
}

/// A text as an address that a browser may open: no other scheme than the web's own.
fn web_address(text: &str) -> Option<String> {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|start| text.starts_with(start));
    (is_web && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

/// What a criterion still lacks to convince anyone; empty when it does.
#[must_use]
pub fn lack(project: &Project, criterion: &Criterion) -> &'static str {
    let mut evidence = criterion.evidence.values();
    match criterion.status {
        CriterionStatus::Met if criterion.evidence.is_empty() => "Met, but nothing shows it",
        CriterionStatus::Met if evidence.any(|it| is_refuted(project, it)) => {
            "Met, but its test run has failed"
        }
        CriterionStatus::Open | CriterionStatus::NotMet if criterion.owner.is_none() => {
            "Nobody sees to it"
        }
        CriterionStatus::Open
        | CriterionStatus::Met
        | CriterionStatus::NotMet
        | CriterionStatus::Waived => "",
    }
}

/// The head of the place: how many criteria there are and how they stand.
#[must_use]
pub fn summary(project: &Project) -> String {
    let all = project.criteria.len();
    if all == 0 {
        return "Nobody has said yet what done means.".to_owned();
    }
    let number = |wanted: CriterionStatus| {
        let statuses = project.criteria.values();
        statuses.filter(|it| it.status == wanted).count()
    };
    let mut said = vec![match all {
        1 => "1 criterion".to_owned(),
        _ => format!("{all} criteria"),
    }];
    for (status, word) in [
        (CriterionStatus::Met, "met"),
        (CriterionStatus::NotMet, "not met"),
        (CriterionStatus::Waived, "waived"),
        (CriterionStatus::Open, "open"),
    ] {
        let number = number(status);
        if number > 0 {
            said.push(format!("{number} {word}"));
        }
    }
    said.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Id;

    #[test]
    fn every_change_is_told_in_a_sentence() {
        let text = |text: &str| text.to_owned();
        let said = [
            Difference::Added(text("A")),
            Difference::Reworded(text("A"), text("B")),
            Difference::Altered(text("A"), String::new(), text("met")),
            Difference::Altered(text("A"), text("met"), String::new()),
            Difference::Altered(text("A"), text("met"), text("not met")),
        ]
        .map(|it| difference(&it));
        assert_eq!(
            said,
            [
                "“A” was added.",
                "“A” now reads “B”.",
                "“A”: new is met.",
                "“A”: gone is met.",
                "“A”: met became not met.",
            ]
        );
    }

    #[test]
    fn only_web_addresses_are_opened() {
        let project = Project::default();
        let href = |link: &str| evidence(&project, &Evidence::Link(link.into()), today()).1;
        assert!(href("https://example.org/a").is_some());
        assert_eq!(href("javascript:alert(1)"), None);
        assert_eq!(href("https://a b"), None);
    }

    fn today() -> Today {
        Today("2026-03-04".parse().unwrap())
    }

    #[test]
    fn a_try_is_evidence_with_its_day_and_outcome_until_one_fails() {
        let mut project = Project::default();
        let point = Id::new("shop");
        let mut note = |name: &str, day: &str, passed: bool| {
            let mut it = project
                .integration_points
                .get(&point)
                .cloned()
                .unwrap_or_default();
            it.title = "Shop and bank".into();
            let run = TestRun {
                on: day.parse().ok(),
                passed,
                note: String::new(),
            };
            it.runs.insert(name.into(), run);
            project.integration_points.insert(point.clone(), it);
            let run = Evidence::Run {
                point: point.clone(),
                run: "a".into(),
            };
            let met = Criterion {
                status: CriterionStatus::Met,
                evidence: [("e".into(), run.clone())].into(),
                ..Criterion::default()
            };
            (
                evidence(&project, &run, today()).0,
                lack(&project, &met).to_owned(),
            )
        };
        let (text, lacks) = note("a", "2026-03-02", true);
        assert_eq!(text, "Test run: Shop and bank, passed Mon 2 Mar");
        assert_eq!(lacks, "");
        let (text, lacks) = note("b", "2026-03-03", false);
        assert_eq!(
            text,
            "Test run: Shop and bank, passed Mon 2 Mar, but failed since on Tue 3 Mar"
        );
        assert_eq!(lacks, "Met, but its test run has failed");
    }

    #[test]
    fn a_met_criterion_without_evidence_and_an_open_one_without_owner_lack_something() {
        let project = Project::default();
        let mut it = Criterion {
            status: CriterionStatus::Met,
            ..Criterion::default()
        };
        assert_eq!(lack(&project, &it), "Met, but nothing shows it");
        it.evidence
            .insert("e".into(), Evidence::Text("Seen".into()));
        assert_eq!(lack(&project, &it), "");
        it.status = CriterionStatus::Open;
        assert_eq!(lack(&project, &it), "Nobody sees to it");
        it.owner = Some(Id::new("ann"));
        assert_eq!(lack(&project, &it), "");
    }

    #[test]
    fn the_summary_counts_what_there_is() {
        let mut project = Project::default();
        assert_eq!(summary(&project), "Nobody has said yet what done means.");
        for (key, status) in [("a", CriterionStatus::Met), ("b", CriterionStatus::Open)] {
            let criterion = Criterion {
                status,
                ..Criterion::default()
            };
            project.criteria.insert(Id::new(key), criterion);
        }
        assert_eq!(summary(&project), "2 criteria · 1 met · 1 open");
    }
}
