//! The detectors: one file each, all of them in [`DETECTORS`].

mod blocked_time;
mod burnout;
mod communication;
mod complexity;
mod decisions;
mod diminishing_returns;
mod integration;
mod multitasking;
mod overload;
mod perfectionism;
mod scope_growth;
mod stakeholder_fatigue;

use super::{Detector, Level, Reading, Remedy, Sign};
use crate::finish::audit::Scope;
use crate::finish::guide::Spot;
use crate::project::{Party, WorkMinutes};

/// All detectors, the commonest pitfalls first.
pub const DETECTORS: &[Detector] = &[
    scope_growth::DETECTOR,
    integration::DETECTOR,
    communication::DETECTOR,
    burnout::DETECTOR,
    overload::DETECTOR,
    blocked_time::DETECTOR,
    decisions::DETECTOR,
    multitasking::DETECTOR,
    stakeholder_fatigue::DETECTOR,
    perfectionism::DETECTOR,
    complexity::DETECTOR,
    diminishing_returns::DETECTOR,
];

const fn spot(place: &'static str, part: &'static str, label: &'static str) -> Spot {
    Spot { place, part, label }
}

/// A number with its noun: `1 task`, `3 tasks`.
fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Whole hours of work.
fn hours(work: WorkMinutes) -> String {
    format!("{:.0} h", work.as_hours())
}

fn act_if(is_bad: bool) -> Level {
    if is_bad { Level::Act } else { Level::Watch }
}

/// The name of someone who is waited for; `someone` when they are gone or were never named.
fn name<'a>(scope: &Scope<'a>, party: Option<&'a Party>) -> &'a str {
    let known = match party {
        Some(Party::Person(id)) => scope.project.people.get(id).map(|it| it.name.as_str()),
        Some(Party::Stakeholder(id)) => scope
            .project
            .stakeholders
            .get(id)
            .map(|it| it.name.as_str()),
        Some(Party::Named(name)) => Some(name.as_str()),
        None => None,
    };
    known.unwrap_or("someone")
}
