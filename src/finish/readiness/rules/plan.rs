//! Does the plan say who does what by when, with time to spare?

use super::{Evidence, Missing, Rule, Target, at, blocks, count, weakens};
use crate::schedule::promised;

/// Above this share of open tasks without an owner there is no plan, in percent.
const WITHOUT_OWNER_PERCENT: usize = 25;

/// Below this share of the buffer that is left the plan is at risk, in percent.
const BUFFER_PERCENT: i64 = 33;

pub(super) const RULE: Rule = Rule {
    id: "plan",
    question: "Does the plan say who does what by when, with time to spare?",
    rule: "Ready when every open task has an owner, an estimate and no missed date, every must has a date, a day is promised, and at least a third of the buffer is left before it. Without a promised day, with the plan ending after it, or with more than a quarter of the tasks without an owner, it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let open = evidence.scope.open.len();
    if open == 0 {
        return ("Nothing is open.".to_owned(), Vec::new());
    }
    let mut missing = Vec::new();
    for finding in &evidence.findings {
        let number = finding.tasks.len();
        let what = if number == 1 {
            finding.rule.one
        } else {
            finding.rule.many
        };
        let tasks = Target::Tasks(what.to_owned(), finding.tasks.iter().cloned().collect());
        let text = format!("{number} {what}.");
        match finding.rule.id {
            "no_owner" if number * 100 > open * WITHOUT_OWNER_PERCENT => {
                missing.push(blocks(text, tasks));
            }
            "no_owner" | "no_estimate" | "must_without_due" | "due_past" | "owner_away"
            | "too_large" => missing.push(weakens(text, tasks)),
            _ => {}
        }
    }
    let mut sentence = format!("{} have owners and dates.", count(open, "open task"));
    if !missing.is_empty() {
        sentence = format!("{} are planned, with gaps.", count(open, "open task"));
    }
    if promised(evidence.project).is_none() {
        missing.push(blocks("No day is promised.", at("people", "")));
    }
    let dates = evidence.dates;
    let buffer = dates.and_then(|it| it.buffer_left_minutes.map(|left| (left, it.buffer.minutes)));
    if let Some((left, whole)) = buffer {
        let share = (left * 100).checked_div(whole);
        if left < 0 {
            let text = "By the plan the last task ends after the promised day.";
            missing.push(blocks(text, at("plan", "buffer")));
        } else if share.is_some_and(|share| share < BUFFER_PERCENT) {
            let share = share.unwrap_or(0);
            let text = format!("Only {share} % of the buffer is left before the promised day.");
            missing.push(weakens(text, at("plan", "buffer")));
        }
    }
    (sentence, missing)
}
