//! When, in the order that counts, a field was written, and by which page load.

use std::cmp::Ordering;

use serde_json::Value;

use super::Actor;

/// The place of a change among all changes: by Lamport counter, then actor, then sequence.
///
/// A change made after another was seen has the larger counter, whatever the clocks say. The
/// sequence counts an actor's changes of one document, from 1 and without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// One more than the largest the writer had seen.
    pub lamport: u64,
    /// Who wrote.
    pub actor: Actor,
    /// Which of the actor's changes of this document.
    pub sequence: u64,
}

impl Stamp {
    /// The largest counter or sequence that is read: numbers above it are not exact in JSON.
    pub const LARGEST: u64 = (1 << 53) - 1;
}

/// One field: its value and who wrote it when. `Null` is the same as absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// The present value.
    pub value: Value,
    /// Whose it is.
    pub stamp: Stamp,
}

impl Register {
    /// Whether `other` wins over this one: it has the larger stamp.
    ///
    /// Two values under one stamp come only from a damaged or forged copy; the larger text wins, so
    /// that all copies still agree.
    #[must_use]
    pub fn yields_to(&self, other: &Self) -> bool {
        match self.stamp.cmp(&other.stamp) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => {
                let texts = (self.value.to_string(), other.value.to_string());
                texts.0 < texts.1
            }
        }
    }
}
