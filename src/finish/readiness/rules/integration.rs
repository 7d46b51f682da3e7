//! Do the parts work together, and keep doing so?

use super::{Evidence, Missing, Rule, at, blocks, of, weakens};
use crate::forecast::{Stability, stability};
use crate::project::{Id, IntegrationPoint, Settings, Today};

pub(super) const RULE: Rule = Rule {
    id: "integration",
    question: "Do the parts work together, and keep doing so?",
    rule: "Ready when every integration point passed its last tries (three, or what the settings say) and the last of them is recent (seven days). When a point failed its last try or was never tried, or none is written down, it is not ready.",
    find,
};

fn find(evidence: &Evidence<'_>) -> (String, Vec<Missing>) {
    let project = evidence.project;
    let points = &project.integration_points;
    if points.is_empty() {
        let text = "No place is written down where parts meet.";
        let missing = vec![blocks(text, at("risks", "integration"))];
        return (
            "Nothing is recorded about how the parts work together.".to_owned(),
            missing,
        );
    }
    let all = points.iter();
    let missing: Vec<Missing> = all
        .filter_map(|(id, it)| flaw(id, it, &project.settings, evidence.today))
        .collect();
    let stable = points.len() - missing.len();
    (
        format!(
            "{stable} of {} integration points are stable.",
            points.len()
        ),
        missing,
    )
}

/// What keeps a point from being stable.
fn flaw(
    id: &Id<IntegrationPoint>,
    point: &IntegrationPoint,
    settings: &Settings,
    today: Today,
) -> Option<Missing> {
    let title = &point.title;
    let target = of("risks", "integration", id);
    Some(match stability(point, settings, today) {
        Stability::Stable => return None,
        Stability::Untested => blocks(format!("{title} was never tried."), target),
        Stability::Failing => blocks(format!("{title} failed its last try."), target),
        Stability::Settling { passed, needed } => {
            let text = format!("{title} passed {passed} times in a row; {needed} are wanted.");
            weakens(text, target)
        }
        Stability::Stale { days } => weakens(format!("{title} was tried {days} days ago."), target),
    })
}
