//! Is there someone to call in when it gets tight?

use super::{Evidence, Missing, Rule, at, blocks, count, of, weakens};

pub(super) const RULE: Rule = Rule {
    id: "reserve",
    question: "Is there someone to call in when it gets tight?",
    rule: "Ready when somebody can be called in, it is said for what, and whoever must agree has agreed. When nobody can, or only on days that are over, it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let all = evidence.project.reserves.iter();
    let today = evidence.today.0;
    let still: Vec<_> = all
        .filter(|(_, it)| it.last.is_none_or(|last| last >= today))
        .collect();
    if still.is_empty() {
        let text = "Nobody can be called in from today on.";
        return (
            "There is no reserve.".to_owned(),
            vec![blocks(text, at("readiness", "reserve"))],
        );
    }
    let mut missing = Vec::new();
    for (id, it) in &still {
        if it.agreed_with.is_empty() {
            let text = format!("Nobody has agreed that {} can be called in.", it.name);
            missing.push(weakens(text, of("readiness", "reserve", id)));
        }
        if it.purpose.is_empty() {
            let text = format!("It is not said what {} can be called in for.", it.name);
            missing.push(weakens(text, of("readiness", "reserve", id)));
        }
    }
    (
        format!("{} can be called in.", count(still.len(), "reserve")),
        missing,
    )
}
