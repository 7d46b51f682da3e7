//! Is there a way for late wishes that protects the date?

use std::collections::BTreeSet;

use super::{Evidence, Missing, Rule, Target, at, blocks, count, of, weakens};
use crate::finish::audit::growth;
use crate::project::{Id, Task};

/// A request may wait so many days for its answer.
const DAYS: u32 = 5;

pub(super) const RULE: Rule = Rule {
    id: "changes",
    question: "Do late wishes go through change control?",
    rule: "Ready when the last mile has begun, which switches change control on, no request waits longer than five days, and nothing was added since the baseline without a request. Before the last mile begins it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let project = evidence.project;
    let start = project.settings.last_mile_start;
    if start.is_none_or(|start| start > evidence.today.0) {
        let text =
            "The last mile has not begun: a go of the entry review switches change control on.";
        let missing = vec![blocks(text, at("readiness", "reviews"))];
        return ("Change control is not on yet.".to_owned(), missing);
    }
    let mut missing = Vec::new();
    let open = project
        .change_requests
        .iter()
        .filter(|(_, it)| it.verdict.is_none());
    for (id, request) in open {
        let days = request.asked_on.map(|day| evidence.today.days_since(day));
        if let Some(days) = days.filter(|days| *days > DAYS) {
            let text = format!("“{}” has waited {days} days for an answer.", request.title);
            missing.push(weakens(text, of("risks", "changes", id)));
        }
    }
    let asked: BTreeSet<&Id<Task>> = project
        .change_requests
        .values()
        .flat_map(|it| &it.tasks)
        .chain(conditions(evidence))
        .collect();
    let added = growth(&evidence.scope).map(|(_, growth)| growth.added);
    let silent: BTreeSet<Id<Task>> = added
        .into_iter()
        .flatten()
        .filter(|id| !asked.contains(id))
        .collect();
    if !silent.is_empty() {
        let number = count(silent.len(), "task");
        let text = format!("{number} came after the baseline without a request.");
        let what = "added without a request".to_owned();
        missing.push(weakens(text, Target::Tasks(what, silent)));
    }
    let sentence = match project.change_requests.len() {
        0 => "Change control is on; nobody has asked for anything.".to_owned(),
        number => format!("Change control is on, with {}.", count(number, "request")),
    };
    (sentence, missing)
}

/// The tasks that conditions of sign-offs and reviews became: those who decide asked for them.
fn conditions<'a>(evidence: &Evidence<'a>) -> impl Iterator<Item = &'a Id<Task>> {
    let project = evidence.project;
    let signed = project.sign_offs.values().flat_map(|it| &it.conditions);
    let reviewed = project
        .readiness_reviews
        .values()
        .flat_map(|it| &it.conditions);
    signed.chain(reviewed)
}
