//! One typed line as a task: `Fix calculator @ann !must 6h due fri #web after:Copy`.
//!
//! | Token | Means |
//! |---|---|
//! | `@ann` `@"Ann Lee"` `@me` | who does it; someone unknown is added to the people |
//! | `!must` `!should` `!nice` | the priority |
//! | `6h` `30m` `2d` `~4h` `3/5/10h` `3-5-10h` | the estimate, or three of them |
//! | `due fri` | the due date, in any words [`super::day_words`] reads |
//! | `start mon` | the first day it can be worked on |
//! | `#web` | a label |
//! | `after:Copy` `after:Pricing page` | what it waits for; may come several times |
//! | `on:Web` `for:"Pricing page"` | its workstream, its deliverable |
//! | `waiting:Legal` | it waits for their approval |
//! | `[x]` | it is done |
//!
//! A word that only looks like a token (`a@b.com`, `#1`) stays text, and so does any after a
//! backslash. Whatever is not understood stays in the title, and its token says why.

mod names;
mod tokens;

use std::ops::Range;

pub use names::{Match, Names};

use crate::edit::task::Draft;

/// A typed line as it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuickAdd {
    /// The task it becomes; see [`crate::edit::task::add_drafts`].
    pub draft: Draft,
    /// What was understood and what was not, in the order of the line.
    pub tokens: Vec<Token>,
}

/// A part of the line that means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the line; always on character boundaries.
    pub span: Range<usize>,
    /// What became of it.
    pub reading: Reading,
    /// What it means, in a few words: `due Fri 13 Mar`, `Ann will be added`.
    pub sentence: String,
}

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is understood.
    Understood,
    /// It is understood, and something new will be made for it.
    Creates,
    /// It is not understood and stays in the title.
    Unclear,
}

/// Reads one line.
#[must_use]
pub fn quick_add(line: &str, names: &Names) -> QuickAdd {
    tokens::read(line, names, &|_| None)
}

/// Reads one line of several. `lines` knows the other lines by their folded titles, so that
/// `after:` finds them.
pub(super) fn quick_add_line(
    line: &str,
    names: &Names,
    lines: &dyn Fn(&str) -> Option<usize>,
) -> QuickAdd {
    tokens::read(line, names, lines)
}

#[cfg(test)]
mod tests;
