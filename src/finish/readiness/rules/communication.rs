//! Does everyone hear from us often enough?

use super::{Evidence, Missing, Rule, at, blocks, count, names, of, weakens};
use crate::finish::rhythm::{next_check_in, overdue_days};

/// From this influence on, someone must not be forgotten.
const MUCH: u8 = 4;

pub(super) const RULE: Rule = Rule {
    id: "communication",
    question: "Does everyone hear from us often enough?",
    rule: "Ready when every stakeholder has a channel and a rhythm, messages are planned and none is overdue, and check-ins have a rhythm. When someone with an influence of 4 or 5 has none, or nobody is written down, it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let project = evidence.project;
    let mut missing = Vec::new();
    if project.stakeholders.is_empty() {
        missing.push(blocks("No stakeholder is written down.", at("people", "")));
    }
    let mut without = Vec::new();
    for (id, stakeholder) in &project.stakeholders {
        if stakeholder.cadence_days.is_some() && !stakeholder.channel.is_empty() {
            continue;
        }
        without.push(stakeholder.name.as_str());
        let text = format!(
            "How and how often {} is told is not said.",
            stakeholder.name
        );
        let target = of("people", "", id);
        missing.push(if stakeholder.influence.is_some_and(|it| it >= MUCH) {
            blocks(text, target)
        } else {
            weakens(text, target)
        });
    }
    if project.communications.is_empty() {
        missing.push(weakens("No message is planned.", at("plan", "rhythm")));
    }
    for (id, message) in &project.communications {
        let days = overdue_days(project, message, evidence.today);
        if days > 0 {
            let days = count(days as usize, "day");
            let text = format!("“{}” is overdue by {days}.", message.title);
            missing.push(weakens(text, of("plan", "rhythm", id)));
        }
    }
    if next_check_in(project, evidence.today).is_none() {
        missing.push(weakens("Check-ins have no rhythm.", at("plan", "rhythm")));
    }
    let sentence = match (project.stakeholders.len(), without.as_slice()) {
        (0, _) => "It is not said who must be told.".to_owned(),
        (all, []) => format!("All {all} stakeholders have a channel and a rhythm."),
        (_, without) => format!("There is no rhythm for {}.", names(without)),
    };
    (sentence, missing)
}
