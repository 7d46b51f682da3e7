//! What a sign-off is bound to: the exact content, its fingerprint, and what changed it since.
//!
//! Stamps, places in lists and the version of the file format are no part of the content.

mod content;

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

pub use content::{content, covers};

use crate::project::{Approval, Id, Project, SignOff};

/// What is signed, item by item: the first line of an item names it, the others say what holds of
/// it.
pub type Content = BTreeMap<String, String>;

/// The SHA-256 of the content as compact JSON with sorted keys, in hexadecimal digits.
#[must_use]
pub fn fingerprint(content: &Content) -> String {
    // A map of texts cannot fail to be written.
    let text = serde_json::to_string(content).unwrap_or_default();
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// One difference between what was signed and what is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It was not there when it was signed.
    Added(String),
    /// It is not there any more.
    Removed(String),
    /// It has another first line: before and now.
    Reworded(String, String),
    /// Something else about it has changed: its name, what was said, and what is said now; either
    /// may be empty.
    Altered(String, String, String),
}

/// Whether a sign-off still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The stakeholder was asked and has not answered.
    Asked,
    /// What was signed is what is there.
    Stands,
    /// What was signed has changed since, in these ways.
    Void(Vec<Difference>),
}

/// Whether a sign-off still stands, by the fingerprint of what is there now.
///
/// A sign-off whose kept content does not give its own fingerprint was tampered with or damaged: it
/// is void, with the differences that can be seen.
#[must_use]
pub fn standing(project: &Project, sign_off: &SignOff) -> Standing {
    if sign_off.verdict.is_none() {
        return Standing::Asked;
    }
    let now = content(project, sign_off);
    if fingerprint(&now) == sign_off.hash && now == sign_off.signed {
        return Standing::Stands;
    }
    Standing::Void(differences(&sign_off.signed, &now))
}

/// The sign-offs that are a yes and still stand, conditions included: id and record.
pub fn approvals(project: &Project) -> impl Iterator<Item = (&Id<SignOff>, &SignOff)> {
    project.sign_offs.iter().filter(|(_, it)| {
        let is_yes = matches!(
            it.verdict,
            Some(Approval::Approved | Approval::WithConditions)
        );
        is_yes && standing(project, it) == Standing::Stands
    })
}

/// What differs, item by item.
fn differences(before: &Content, now: &Content) -> Vec<Difference> {
    let mut found = Vec::new();
    for (key, was) in before {
        match now.get(key) {
            None => found.push(Difference::Removed(first_line(was))),
            Some(is) if is != was => found.push(difference(was, is)),
            Some(_) => {}
        }
    }
    for (key, is) in now {
        if !before.contains_key(key) {
            found.push(Difference::Added(first_line(is)));
        }
    }
    found
}

fn difference(was: &str, is: &str) -> Difference {
    let (name_before, name_now) = (first_line(was), first_line(is));
    if name_before != name_now {
        return Difference::Reworded(name_before, name_now);
    }
    let other = |text: &str, than: &str| {
        let lines = text
            .lines()
            .filter(|line| !than.lines().any(|it| it == *line));
        lines.collect::<Vec<_>>().join("; ")
    };
    Difference::Altered(name_now, other(was, is), other(is, was))
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
