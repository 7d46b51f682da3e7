//! What each subject of a sign-off consists of.

use super::Content;
use crate::finish::integration::proof;
use crate::project::{
    Approval, Criterion, CriterionKind, CriterionStatus, Deliverable, Evidence, Gate, Id, Project,
    Readiness, SignOff, Subject,
};

/// What a sign-off is about, as it is now. Empty where there is nothing (any more).
#[must_use]
pub fn content(project: &Project, sign_off: &SignOff) -> Content {
    let all = matches!(sign_off.subject, Subject::FinalReview);
    match sign_off.subject {
        Subject::Definition | Subject::Acceptance | Subject::FinalReview => {
            let with_status = sign_off.subject != Subject::Definition;
            let mut content = Content::new();
            for (id, criterion) in &project.criteria {
                if all || covers(project, sign_off.deliverable.as_ref(), criterion) {
                    content.insert(id.to_string(), worded(project, criterion, with_status));
                }
            }
            content
        }
        Subject::Milestone => milestone(project, sign_off).unwrap_or_default(),
        Subject::Review => review(project, sign_off).unwrap_or_default(),
    }
}

/// Whether a criterion is among those of a deliverable; with `None`, of the whole project, which are
/// all.
///
/// A criterion of one task belongs to the deliverable of the task.
#[must_use]
pub fn covers(
    project: &Project,
    deliverable: Option<&Id<Deliverable>>,
    criterion: &Criterion,
) -> bool {
    let Some(deliverable) = deliverable else {
        return true;
    };
    let task = criterion.task.as_ref();
    let of_task = task.and_then(|task| project.tasks.get(task)?.deliverable.as_ref());
    criterion.deliverable.as_ref().or(of_task) == Some(deliverable)
}

fn worded(project: &Project, criterion: &Criterion, with_status: bool) -> String {
    let kind = match criterion.kind {
        CriterionKind::Quality => "quality standard",
        CriterionKind::Acceptance => "acceptance test",
        CriterionKind::Documentation => "documentation",
        CriterionKind::Handoff => "handoff",
    };
    let mut lines = vec![criterion.text.clone(), kind.to_owned()];
    let deliverable = criterion.deliverable.as_ref();
    if let Some(it) = deliverable.and_then(|id| project.deliverables.get(id)) {
        lines.push(format!("for {}", it.name));
    }
    let task = criterion.task.as_ref();
    if let Some(it) = task.and_then(|id| project.tasks.get(id)) {
        lines.push(format!("for the task {}", it.title));
    }
    if criterion.status == CriterionStatus::Waived {
        lines.push(format!("waived: {}", one_line(&criterion.waived_because)));
    }
    if with_status {
        match criterion.status {
            CriterionStatus::Open => lines.push("not checked yet".to_owned()),
            CriterionStatus::Met => lines.push("met".to_owned()),
            CriterionStatus::NotMet => lines.push("not met".to_owned()),
            CriterionStatus::Waived => {}
        }
        lines.extend(criterion.evidence.values().map(|it| shown(project, it)));
    }
    lines.join("\n")
}

fn shown(project: &Project, evidence: &Evidence) -> String {
    let text = match evidence {
        Evidence::Text(text) | Evidence::Link(text) | Evidence::TestRun(text) => text.as_str(),
        Evidence::Task(id) => project.tasks.get(id).map_or("", |task| &task.title),
        Evidence::Run { .. } => return run(project, evidence),
    };
    format!("evidence: {}", one_line(text))
}

/// A try as it was signed: what failed since does not change what was signed.
fn run(project: &Project, evidence: &Evidence) -> String {
    let Some((point, run, _)) = proof(project, evidence) else {
        return "evidence: a try that is gone".to_owned();
    };
    let outcome = if run.passed { "passed" } else { "failed" };
    let day = run.on.map(|day| format!(" on {day}")).unwrap_or_default();
    format!("evidence: {} {outcome}{day}", one_line(&point.title))
}

fn milestone(project: &Project, sign_off: &SignOff) -> Option<Content> {
    let milestone = project.milestones.get(sign_off.milestone.as_ref()?)?;
    let due = milestone.due.map(|day| format!("due {day}"));
    let reached = milestone.reached_on.map(|day| format!("reached {day}"));
    let lines = [Some(milestone.title.clone()), due, reached];
    let head: Vec<String> = lines.into_iter().flatten().collect();
    let mut content = Content::from([("milestone".to_owned(), head.join("\n"))]);
    for id in &milestone.tasks {
        if let Some(task) = project.tasks.get(id) {
            content.insert(format!("task {id}"), task.title.clone());
        }
    }
    Some(content)
}

fn review(project: &Project, sign_off: &SignOff) -> Option<Content> {
    let review = project.readiness_reviews.get(sign_off.review.as_ref()?)?;
    let title = match review.kind {
        Gate::Entry => "Entry review",
        Gate::Launch => "Launch review",
    };
    let verdict = match review.verdict {
        Some(Approval::Approved) => "go",
        Some(Approval::WithConditions) => "go with conditions",
        Some(Approval::Rejected) => "no go",
        None => "no verdict",
    };
    let date = review.date.map(|day| day.to_string()).unwrap_or_default();
    let mut head = vec![title.to_owned(), date, verdict.to_owned()];
    head.extend(
        review
            .blocking
            .iter()
            .map(|it| format!("blocking: {}", one_line(it))),
    );
    let mut content = Content::from([("review".to_owned(), head.join("\n"))]);
    for (key, it) in &review.answers {
        let answer = match it.answer {
            Some(Readiness::Ready) => "ready",
            Some(Readiness::AtRisk) => "at risk",
            Some(Readiness::NotReady) => "not ready",
            None => "not answered",
        };
        let text = format!("{}\n{answer}\n{}", it.question, one_line(&it.why));
        content.insert(format!("question {key}"), text);
    }
    Some(content)
}

/// A text without line breaks: in the content a line break ends a statement.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
