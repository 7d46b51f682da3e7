//! Are the biggest risks known, and is something done about them?

use super::{Evidence, Missing, Rule, at, blocks, count, of, weakens};
use crate::project::{Id, Risk, RiskResponse, RiskStatus};

/// So many of the biggest risks must be dealt with.
const TOP: usize = 3;

pub(super) const RULE: Rule = Rule {
    id: "risks",
    question: "Is something done about the biggest risks?",
    rule: "Ready when risks are written down, the three biggest by probability times impact have a response with a plan or a task and an owner, and no review of an open risk is overdue. Without risks, or when nothing is done about any of the three, it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let all = evidence.project.risks.iter();
    let mut open: Vec<_> = all
        .filter(|(_, it)| it.status == RiskStatus::Open)
        .collect();
    if evidence.project.risks.is_empty() {
        let missing = vec![blocks("No risk is written down.", at("risks", "register"))];
        return ("Nobody has said yet what may go wrong.".to_owned(), missing);
    }
    open.sort_by_key(|(id, it)| (std::cmp::Reverse(size(it)), *id));
    let top = open.iter().take(TOP);
    let bare: Vec<_> = top.filter(|(_, it)| !is_answered(it)).collect();
    let all_bare = bare.len() == open.len().min(TOP) && !bare.is_empty();
    let mut missing = Vec::new();
    for (id, risk) in &bare {
        let text = format!("Nothing is done about “{}”.", risk.title);
        missing.push(if all_bare {
            blocks(text, of("risks", "register", id))
        } else {
            weakens(text, of("risks", "register", id))
        });
    }
    for (id, risk) in open.iter().take(TOP).filter(|(_, it)| it.owner.is_none()) {
        missing.push(weakens(
            format!("Nobody watches “{}”.", risk.title),
            of("risks", "register", id),
        ));
    }
    let is_overdue = |it: &&(&Id<Risk>, &Risk)| {
        let day = it.1.review_on;
        day.is_some_and(|day| day < evidence.today.0)
    };
    let overdue: Vec<_> = open.iter().filter(is_overdue).collect();
    if let Some((id, risk)) = overdue.first() {
        let text = match overdue.len() {
            1 => format!("The review of “{}” is overdue.", risk.title),
            all => format!(
                "The review of “{}” is overdue, and {} more.",
                risk.title,
                all - 1
            ),
        };
        missing.push(weakens(text, of("risks", "register", id)));
    }
    let sentence = match open.len() {
        0 => "No risk is open.".to_owned(),
        number => format!(
            "{} open, {} of the biggest {} dealt with.",
            count(number, "risk"),
            number.min(TOP) - bare.len(),
            number.min(TOP)
        ),
    };
    (sentence, missing)
}

/// Probability times impact; a risk nobody has rated counts as a middling one.
fn size(risk: &Risk) -> u16 {
    u16::from(risk.probability.unwrap_or(3)) * u16::from(risk.impact.unwrap_or(3))
}

/// Whether something is done about it: it is accepted knowingly, or a plan or a task stands behind
/// the response.
fn is_answered(risk: &Risk) -> bool {
    match risk.response {
        None => false,
        Some(RiskResponse::Accept) => true,
        Some(RiskResponse::Avoid | RiskResponse::Mitigate | RiskResponse::Transfer) => {
            !risk.plan.trim().is_empty() || !risk.mitigations.is_empty()
        }
    }
}
