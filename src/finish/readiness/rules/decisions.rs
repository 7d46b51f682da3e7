//! Are the outstanding decisions made?

use super::{Evidence, Missing, Rule, blocks, count, of, weakens};
use crate::finish::decisions::{OpenDecision, open};

/// Asked where a review is held, beside the eight questions.
pub(in crate::finish::readiness) const RULE: Rule = Rule {
    id: "decisions",
    question: "Are the outstanding decisions made?",
    rule: "Ready when no decision is open. One that is late, or that open tasks wait for, makes it not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let open = open(&evidence.scope);
    let sentence = match open.len() {
        0 => "No decision is open.".to_owned(),
        1 => "1 decision is open.".to_owned(),
        number => format!("{} are open.", count(number, "decision")),
    };
    let missing = open.iter().filter_map(|it| lacks(evidence, it));
    (sentence, missing.collect())
}

fn lacks(evidence: &Evidence<'_>, it: &OpenDecision) -> Option<Missing> {
    let decision = evidence.project.decisions.get(&it.id)?;
    let target = of("risks", "decisions", &it.id);
    let question = &decision.title;
    Some(match (it.late_days, it.holds_up.tasks) {
        (Some(days), _) => {
            let days = count(days as usize, "day");
            blocks(format!("No answer to “{question}”, {days} late."), target)
        }
        (None, 0) => weakens(format!("No answer to “{question}” yet."), target),
        (None, tasks) => {
            let tasks = count(tasks, "task");
            let text = format!("No answer to “{question}”, which holds up {tasks}.");
            blocks(text, target)
        }
    })
}
