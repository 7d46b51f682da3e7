//! The eight questions: one file each, all of them in [`RULES`]; and what a review asks besides.

mod audit;
mod changes;
mod communication;
pub(super) mod decisions;
mod done;
mod integration;
mod plan;
mod reserve;
mod risks;

use super::{Evidence, Missing, Target};
use crate::project::Id;

/// A question that is answered from what is written down.
#[derive(Debug)]
pub struct Rule {
    /// Its name in records; never changes.
    pub id: &'static str,
    /// The question; yes means ready.
    pub question: &'static str,
    /// How it is answered, in a sentence or two.
    pub rule: &'static str,
    /// The sentence that says why, and what is missing. With nothing missing it is ready, with
    /// something that blocks it is not, else it is at risk.
    pub find: fn(&Evidence<'_>) -> (String, Vec<Missing>),
}

/// All rules, in the order of the work.
pub const RULES: &[Rule] = &[
    audit::RULE,
    done::RULE,
    plan::RULE,
    communication::RULE,
    integration::RULE,
    changes::RULE,
    reserve::RULE,
    risks::RULE,
];

/// Something that stands in the way.
fn blocks(text: impl Into<String>, target: Target) -> Missing {
    Missing {
        text: text.into(),
        blocks: true,
        target,
    }
}

/// Something that weakens the answer.
fn weakens(text: impl Into<String>, target: Target) -> Missing {
    Missing {
        text: text.into(),
        blocks: false,
        target,
    }
}

/// A part of a place, by their names in addresses.
pub(super) fn at(place: &'static str, part: &'static str) -> Target {
    Target::Spot(place, part, None)
}

/// A record in a part of a place.
fn of<R>(place: &'static str, part: &'static str, record: &Id<R>) -> Target {
    Target::Spot(place, part, Some(record.to_string()))
}

/// A count with its noun: `1 task`, `3 tasks`.
fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// Names in a row: `A`, `A and B`, `A, B and 3 more`.
fn names(all: &[&str]) -> String {
    match all {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}
