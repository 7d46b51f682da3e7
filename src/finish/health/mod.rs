//! Health: the pitfalls of a last mile, each with a detector that reads the records.

mod rules;

pub use rules::DETECTORS;

use chrono::NaiveDate;

use crate::finish::audit::Scope;
use crate::finish::guide::Spot;
use crate::project::{Id, Task};

/// A pitfall, how it is noticed, and what helps.
#[derive(Debug)]
pub struct Detector {
    /// Its name in links and tests; never changes.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// By what it is noticed, with its limits: the answer to "why?".
    pub rule: &'static str,
    /// What helps.
    pub advice: &'static str,
    /// What has to be written down before it can tell.
    pub needs: &'static str,
    /// Looks for it.
    pub read: fn(&Scope<'_>) -> Reading,
}

impl PartialEq for Detector {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What a detector says.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// What it needs is not written down.
    Blind,
    /// Nothing to see.
    Quiet,
    /// It fires.
    Fires(Sign),
}

/// What made a detector fire.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sign {
    /// How bad it is.
    pub level: Level,
    /// The day it began, where the records tell.
    pub since: Option<NaiveDate>,
    /// The evidence, in sentences, the weightiest first.
    pub facts: Vec<String>,
    /// The tasks it was seen in.
    pub tasks: Vec<Id<Task>>,
    /// What can be done with one press.
    pub remedy: Remedy,
}

/// How bad a sign is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Do something today.
    Act,
    /// Keep an eye on it.
    #[default]
    Watch,
}

/// What can be done about a sign with one press.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Remedy {
    /// Look at its tasks.
    #[default]
    Show,
    /// Put these tasks off to a later phase.
    Defer(Vec<Id<Task>>),
    /// Put these tasks back to "to do", so that one is in hand.
    Park(Vec<Id<Task>>),
    /// Go where it is dealt with.
    Go(Spot),
}

/// A detector that fires.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The detector.
    pub detector: &'static Detector,
    /// What it saw.
    pub sign: Sign,
}

/// The detectors that fire: what asks for action first, else in the order of [`DETECTORS`].
#[must_use]
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for detector in DETECTORS {
        if let Reading::Fires(sign) = (detector.read)(scope) {
            found.push(Finding { detector, sign });
        }
    }
    found.sort_by_key(|finding| finding.sign.level);
    found
}

#[cfg(test)]
mod tests;
