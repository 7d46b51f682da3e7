//! Do the parts work together, and keep doing so?

use chrono::NaiveDate;

use super::{Evidence, Missing, Rule, Target, blocks, weakens};
use crate::project::{IntegrationPoint, Settings, Today};

/// So many passed tries in a row make a point stable, where the project says nothing else.
const RUNS: u8 = 3;

/// The last of them is no older than so many days, where the project says nothing else.
const DAYS: u8 = 7;

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
        let missing = vec![blocks(text, Target::Integration)];
        return (
            "Nothing is recorded about how the parts work together.".to_owned(),
            missing,
        );
    }
    let all = points.values();
    let missing: Vec<Missing> = all
        .filter_map(|it| flaw(it, &project.settings, evidence.today))
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
fn flaw(point: &IntegrationPoint, settings: &Settings, today: Today) -> Option<Missing> {
    let mut runs: Vec<(Option<NaiveDate>, &String, bool)> = point
        .runs
        .iter()
        .map(|(id, run)| (run.on, id, run.passed))
        .collect();
    runs.sort_unstable();
    let title = &point.title;
    let Some((last, _, passed)) = runs.last() else {
        return Some(blocks(
            format!("{title} was never tried."),
            Target::Integration,
        ));
    };
    if !passed {
        return Some(blocks(
            format!("{title} failed its last try."),
            Target::Integration,
        ));
    }
    let wanted = settings.stable_runs.unwrap_or(RUNS);
    let green = runs
        .iter()
        .rev()
        .take_while(|(_, _, passed)| *passed)
        .count();
    if green < usize::from(wanted) {
        let text = format!("{title} passed {green} times in a row; {wanted} are wanted.");
        return Some(weakens(text, Target::Integration));
    }
    let days = last.map(|day| today.days_since(day));
    let old = days.filter(|days| *days > u32::from(settings.stable_days.unwrap_or(DAYS)))?;
    let text = format!("{title} was tried {old} days ago.");
    Some(weakens(text, Target::Integration))
}
