//! Why an edit makes no sense here.

use thiserror::Error;

/// Why an edit makes no sense here; its text is a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// What was to be edited is not there (any more).
    #[error("That {0} is not there any more.")]
    Gone(&'static str),
    /// A text that must not be empty is.
    #[error("{0} needs a few words.")]
    Empty(&'static str),
    /// A text is longer than the product keeps.
    #[error("{what} may have {limit} characters at most; this has {len}.")]
    TooLong {
        /// What was too long.
        what: &'static str,
        /// How long it may be.
        limit: usize,
        /// How long it is.
        len: usize,
    },
    /// A number lies outside of what makes sense.
    #[error("{what} must lie between {least} and {most}.")]
    OutOfRange {
        /// What was out of range.
        what: &'static str,
        /// The smallest value.
        least: String,
        /// The largest value.
        most: String,
    },
    /// A link would make tasks wait for each other in a circle.
    #[error("That would be a circle: {0}.")]
    Cycle(String),
    /// A task would become a part of itself.
    #[error("“{0}” cannot become a part of itself.")]
    InsideItself(String),
    /// Subtasks would nest deeper than is kept.
    #[error("Subtasks nest {0} levels deep at most.")]
    TooDeep(usize),
    /// Anything that needs its own sentence.
    #[error("{0}")]
    Other(String),
}
