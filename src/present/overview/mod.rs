//! How the project stands, on one page: figures with their reasons, what has changed, what is in the
//! way, what comes, and what to do next.

mod actions;
mod burn_up;
mod change;
mod coming;
mod movers;
mod signs;
mod tiles;
mod waits;

pub use actions::actions;
pub use burn_up::burn_up;
pub use change::{Change, Step, change};
pub use coming::coming;
pub use movers::{RULE as MOVERS_RULE, movers};
pub use signs::{Sign, signs};
pub use tiles::{ready, tiles};
pub use waits::waits;

use super::tone::Tone;
use crate::project::{Id, Task};

/// A figure, with its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// One line about it.
    pub detail: String,
    /// Whether that is good or bad.
    pub tone: Tone,
    /// Why it is what it is.
    pub reasons: Vec<Line>,
    /// The rule behind it.
    pub rule: String,
}

/// A line that leads somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// More about it, or why.
    pub detail: String,
    /// Whether that is good or bad.
    pub tone: Tone,
    /// Where it leads.
    pub to: To,
}

/// Where a line leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum To {
    /// Nowhere.
    #[default]
    Nowhere,
    /// A task.
    Task(Id<Task>),
    /// A place by the name in its address, and a part of it, which may be empty.
    Place(&'static str, &'static str),
}

impl Line {
    fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn at(mut self, to: To) -> Self {
        self.to = to;
        self
    }
}
