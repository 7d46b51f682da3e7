//! Three projects to try the product on, each always in its last weeks.
//!
//! Invariants:
//! - A sample is text (see `notation`), built into one [`Change`] on an empty project.
//! - Its dates are working days counted from today, so that it looks the same on any day.
//! - Building it needs ids and today as arguments and cannot fail; its tests prove that the text
//!   says what a sample must say.

mod notation;
mod reader;

use crate::edit::Change;
use crate::project::Today;

/// A project to try the product on.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its name in addresses and tests.
    pub key: &'static str,
    /// What the project is called.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub summary: &'static str,
}

impl Sample {
    /// The change that makes an empty project this sample, as of `today`.
    ///
    /// `mint` gives a new id each time it is called. Dates fall on Monday to Friday; when today is
    /// a Saturday or Sunday, days are counted from the Friday before.
    #[must_use]
    pub fn build(&self, today: Today, mint: &mut dyn FnMut() -> String) -> Change {
        let (change, problems) = reader::read(self.text(), today, mint);
        debug_assert!(problems.is_empty(), "sample {}: {problems:?}", self.key);
        change
    }

    /// Apart from the rest, so that offering a sample does not load its text.
    fn text(&self) -> &'static str {
        match self.key {
            "saas-launch" => include_str!("saas_launch.txt"),
            "campaign" => include_str!("campaign.txt"),
            _ => include_str!("engagement.txt"),
        }
    }
}

/// All samples, in the order they are offered.
#[must_use]
pub fn all() -> &'static [Sample] {
    &SAMPLES
}

const SAMPLES: [Sample; 3] = [
    Sample {
        key: "saas-launch",
        name: "Tidehouse 2.0 launch",
        summary: "A software launch in its last six weeks: final tests, a pricing page with a wrong \
            calculator, training, legal approval and the switch-over.",
    },
    Sample {
        key: "campaign",
        name: "Nordrad company bikes: launch campaign",
        summary: "A marketing campaign before its launch: claims at the lawyer, film and posters, a \
            landing page in four languages and booked media.",
    },
    Sample {
        key: "engagement",
        name: "Halden Foods: warehouse network study",
        summary: "A consulting engagement before its end: final report, cost model, client \
            sign-offs, board meeting and handover.",
    },
];

#[cfg(test)]
mod tests;
