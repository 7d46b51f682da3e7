//! Is it agreed what done means?

use std::collections::BTreeSet;

use super::{Evidence, Missing, Rule, Target, at, blocks, count, names, of, weakens};
use crate::finish::integration::{Proof, proof};
use crate::finish::signing::{Standing, approvals, covers, standing};
use crate::project::{Approval, CriterionKind, CriterionStatus, Id, Project, SignOff, Subject};

pub(super) const RULE: Rule = Rule {
    id: "done",
    question: "Is it written down and signed what done means?",
    rule: "Ready when all four kinds of criteria are there, every deliverable has some, every criterion is covered by a sign-off that still stands, the conditions of sign-offs are fulfilled, and no criterion that is met rests on a test run that failed. Without criteria, without any sign-off that stands, or after a no, it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let project = evidence.project;
    let mut missing = Vec::new();
    if project.criteria.is_empty() {
        missing.push(blocks(
            "No done criterion is written down yet.",
            at("done", "criteria"),
        ));
        return ("Nobody has said yet what done means.".to_owned(), missing);
    }
    for (kind, name) in [
        (CriterionKind::Quality, "quality standard"),
        (CriterionKind::Acceptance, "acceptance test"),
        (CriterionKind::Documentation, "criterion on documentation"),
        (CriterionKind::Handoff, "criterion on the handoff"),
    ] {
        if !project.criteria.values().any(|it| it.kind == kind) {
            missing.push(weakens(
                format!("There is no {name}."),
                at("done", "criteria"),
            ));
        }
    }
    let bare: Vec<&str> = project
        .deliverables
        .iter()
        .filter(|(id, _)| {
            !project
                .criteria
                .values()
                .any(|it| covers(project, Some(id), it))
        })
        .map(|(_, it)| it.name.as_str())
        .collect();
    if !bare.is_empty() {
        let text = format!("No criteria for {}.", names(&bare));
        missing.push(weakens(text, at("done", "criteria")));
    }
    let uncovered = uncovered(project);
    if uncovered == project.criteria.len() {
        let text = "No sign-off stands: nobody is bound to the criteria.";
        missing.push(blocks(text, at("done", "sign-offs")));
    } else if uncovered > 0 {
        let criteria = if uncovered == 1 {
            "criterion is"
        } else {
            "criteria are"
        };
        let text = format!("{uncovered} {criteria} not covered by a sign-off that stands.");
        missing.push(weakens(text, at("done", "sign-offs")));
    }
    for (id, sign_off) in &project.sign_offs {
        words(project, id, sign_off, &mut missing);
    }
    for (id, criterion) in &project.criteria {
        let fails = |it| matches!(proof(project, it), Some((_, _, proof)) if proof != Proof::Holds);
        if criterion.status == CriterionStatus::Met && criterion.evidence.values().any(fails) {
            let text = format!("“{}” is met, but its test run has failed.", criterion.text);
            missing.push(weakens(text, of("done", "criteria", id)));
        }
    }
    let signed = project.criteria.len() - uncovered;
    let sentence = format!(
        "{signed} of {} are signed by someone who decides.",
        match project.criteria.len() {
            1 => "1 criterion".to_owned(),
            number => format!("{number} criteria"),
        }
    );
    (sentence, missing)
}

/// How many criteria no standing yes on what done means covers.
fn uncovered(project: &Project) -> usize {
    let mut covered: BTreeSet<&str> = BTreeSet::new();
    for (_, sign_off) in approvals(project) {
        if sign_off.subject != Subject::Milestone && sign_off.subject != Subject::Review {
            covered.extend(sign_off.signed.keys().map(String::as_str));
        }
    }
    let ids = project.criteria.keys();
    ids.filter(|id| !covered.contains(id.as_str())).count()
}

/// What one sign-off on criteria leaves to be done.
fn words(project: &Project, id: &Id<SignOff>, sign_off: &SignOff, missing: &mut Vec<Missing>) {
    if matches!(sign_off.subject, Subject::Milestone | Subject::Review) {
        return;
    }
    let name = &sign_off.name;
    let here = of("done", "sign-offs", id);
    if is_followed(project, sign_off) {
        return;
    }
    match (sign_off.verdict, standing(project, sign_off)) {
        (_, Standing::Asked) => {
            missing.push(weakens(
                format!("{name} was asked and has not answered."),
                here,
            ));
        }
        (Some(Approval::Rejected), _) => {
            missing.push(blocks(format!("{name} said no."), here));
        }
        (_, Standing::Void(differences)) => {
            let what = count(differences.len().max(1), "change");
            let text = format!("The sign-off by {name} is void after {what}.");
            missing.push(weakens(text, here));
        }
        (_, Standing::Stands) => {}
    }
    for id in &sign_off.conditions {
        if let Some(task) = project.tasks.get(id).filter(|task| task.is_open()) {
            let text = format!("A condition of {name} is open: “{}”.", task.title);
            missing.push(weakens(text, Target::Task(Id::clone(id))));
        }
    }
}

/// Whether the same stakeholder has said something later on the same subject.
fn is_followed(project: &Project, sign_off: &SignOff) -> bool {
    project.sign_offs.values().any(|other| {
        other.stakeholder == sign_off.stakeholder
            && other.subject == sign_off.subject
            && other.deliverable == sign_off.deliverable
            && other.verdict.is_some()
            && other.date > sign_off.date
    })
}
