//! Is all the remaining work known?

use super::{Evidence, Missing, Rule, Target, at, blocks, count, weakens};
use crate::finish::audit::AREAS;
use crate::project::Id;

pub(super) const RULE: Rule = Rule {
    id: "audit",
    question: "Do we know everything that is left?",
    rule: "Ready when the tasks are written down and sorted, every area of the guided audit was looked at, no tasks wait for each other in a circle, and a baseline shows what comes later. Without tasks or baseline it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let project = evidence.project;
    let mut missing = Vec::new();
    if project.tasks.is_empty() {
        missing.push(blocks("No task is written down yet.", at("audit", "tasks")));
    }
    if project.baselines.is_empty() {
        let text = "No baseline was taken: growth cannot be seen.";
        missing.push(blocks(text, at("audit", "scope")));
    }
    for finding in &evidence.findings {
        let number = finding.tasks.len();
        let what = if number == 1 {
            finding.rule.one
        } else {
            finding.rule.many
        };
        let tasks = Target::Tasks(what.to_owned(), finding.tasks.iter().cloned().collect());
        match finding.rule.id {
            "circle" => missing.push(blocks(format!("{number} {what}."), tasks)),
            "unsorted" | "duplicate_title" => {
                missing.push(weakens(format!("{number} {what}."), tasks));
            }
            _ => {}
        }
    }
    let is_untouched = |prompts: &[crate::finish::audit::Prompt]| {
        !prompts.iter().any(|prompt| {
            let answer = project.prompt_answers.get(&Id::new(prompt.id));
            answer.is_some_and(|it| it.answer.is_some())
        })
    };
    let untouched: Vec<&str> = AREAS
        .iter()
        .filter(|area| is_untouched(area.prompts))
        .map(|area| area.title)
        .collect();
    if !untouched.is_empty() {
        let text = format!(
            "Not looked at in the guided audit: {}.",
            super::names(&untouched)
        );
        missing.push(weakens(text, at("audit", "guide")));
    }
    let open = evidence.scope.open.len();
    let sentence = if missing.is_empty() {
        format!(
            "{} are left, sorted and frozen in a baseline.",
            count(open, "open task")
        )
    } else {
        format!(
            "{} are written down, but the list is not complete.",
            count(open, "open task")
        )
    };
    (sentence, missing)
}
