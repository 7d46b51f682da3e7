//! The names under which texts are kept.

use std::fmt::Write;

use crate::document::Actor;

/// Every key of this app begins so. Other keys of the origin belong to others.
pub const PREFIX: &str = "lastmile/";
/// The key that is given up when the quota is full.
pub const BALLAST: &str = "lastmile/ballast";
/// When something was last saved, in ISO form, for the page that is shown after a crash.
pub const LAST_SAVED: &str = "lastmile/last-saved";

/// What a key of a document names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// One record of the journal.
    Record(Actor, u64),
    /// The manifest of a snapshot.
    Manifest(GenerationId),
    /// One chunk of a snapshot.
    Chunk(GenerationId, u32),
}

/// The name of a snapshot: its number, and who made it, should two have had the same idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GenerationId {
    pub(super) number: u64,
    pub(super) writer: Actor,
}

/// The beginning of all keys of a document. Any text is a valid id: what is not a letter, a digit,
/// `-` or `_` is percent-encoded.
#[must_use]
pub fn of_document(id: &str) -> String {
    let mut prefix = format!("{PREFIX}d/");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            prefix.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(prefix, "%{byte:02X}");
        }
    }
    prefix.push('/');
    prefix
}

/// The document a key belongs to; `None` for a key of something else.
#[must_use]
pub fn document_of(key: &str) -> Option<String> {
    let (name, _) = key
        .strip_prefix(PREFIX)?
        .strip_prefix("d/")?
        .split_once('/')?;
    let mut bytes = Vec::new();
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|id| key.starts_with(&of_document(id)))
}

impl Named {
    /// The key, below the document's prefix.
    pub(super) fn key(&self, prefix: &str) -> String {
        match self {
            Self::Record(actor, sequence) => format!("{prefix}j/{actor}/{sequence}"),
            Self::Manifest(id) => format!("{prefix}s/{}-{}/m", id.number, id.writer),
            Self::Chunk(id, chunk) => format!("{prefix}s/{}-{}/{chunk}", id.number, id.writer),
        }
    }

    /// What a key names, if it is one of the document's.
    pub(super) fn of(prefix: &str, key: &str) -> Option<Self> {
        let rest = key.strip_prefix(prefix)?;
        let mut parts = rest.split('/');
        let named = match (parts.next()?, parts.next()?, parts.next()?) {
            ("j", actor, sequence) => Self::Record(actor.parse().ok()?, sequence.parse().ok()?),
            ("s", id, part) => {
                let (number, writer) = id.split_once('-')?;
                let id = GenerationId {
                    number: number.parse().ok()?,
                    writer: writer.parse().ok()?,
                };
                match part {
                    "m" => Self::Manifest(id),
                    chunk => Self::Chunk(id, chunk.parse().ok()?),
                }
            }
            _ => return None,
        };
        (named.key(prefix) == key).then_some(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strange_ids_are_safe_in_keys_and_come_back() {
        for id in [
            "",
            "p",
            "__proto__",
            "a/b",
            "../x",
            "ä€😀",
            "%41",
            "A",
            "%",
            "\u{0}\n",
        ] {
            let prefix = of_document(id);
            let key = Named::Record(Actor(9), 12).key(&prefix);
            assert!(key.is_ascii() && key.starts_with(PREFIX));
            assert_eq!(document_of(&key).as_deref(), Some(id), "{key}");
            assert_eq!(Named::of(&prefix, &key), Some(Named::Record(Actor(9), 12)));
        }
        assert_ne!(of_document("%41"), of_document("A"));
    }

    #[test]
    fn every_name_comes_back_from_its_key_and_no_other_key_is_taken_for_one() {
        let id = GenerationId {
            number: 3,
            writer: Actor(77),
        };
        let prefix = of_document("p");
        for named in [
            Named::Manifest(id),
            Named::Chunk(id, 0),
            Named::Record(Actor(1), 1),
        ] {
            assert_eq!(Named::of(&prefix, &named.key(&prefix)), Some(named));
        }
        for key in [
            "lastmile/d/p/j/1/01",
            "lastmile/d/p/j/1/1/x",
            "lastmile/d/q/j/1/1",
            "other",
        ] {
            assert_eq!(Named::of(&prefix, key), None, "{key}");
        }
    }
}
