//! A snapshot's manifest: what it covers and which chunks it consists of.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::{Actor, Author, Document, VersionVector};

/// What the manifest of a snapshot says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Manifest {
    /// When it was begun, in milliseconds since 1970 by the wall clock.
    pub(super) taken_ms: u64,
    /// The changes it covers.
    pub(super) version: VersionVector,
    /// Whose the actors were.
    pub(super) authors: BTreeMap<Actor, Author>,
    /// Those of this browser, for undo.
    pub(super) writers: BTreeSet<Actor>,
    /// The checksums of its chunks' frames, in order.
    pub(super) chunks: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    taken: u64,
    version: Value,
    authors: BTreeMap<String, Author>,
    #[serde(default)]
    writers: Vec<String>,
    chunks: Vec<u32>,
}

impl Manifest {
    /// Notes in a document that holds the chunks what they cover.
    pub(super) fn join(&self, document: &mut Document) {
        for (actor, first, last) in self.version.ranges() {
            document.see(actor, first, last);
        }
        for (actor, author) in &self.authors {
            document.see_author(*actor, author);
        }
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let authors = self.authors.iter();
        let written = Written {
            taken: self.taken_ms,
            version: self.version.to_json(),
            authors: authors
                .map(|(actor, author)| (actor.to_string(), author.clone()))
                .collect(),
            writers: self.writers.iter().map(Actor::to_string).collect(),
            chunks: self.chunks.clone(),
        };
        let bytes = serde_json::to_vec(&written);
        debug_assert!(bytes.is_ok());
        bytes.unwrap_or_default()
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let authors = written.authors.into_iter();
        let authors = authors.map(|(actor, author)| Some((actor.parse().ok()?, author)));
        let writers = written.writers.iter().map(|actor| actor.parse().ok());
        Ok(Self {
            writers: writers
                .collect::<Option<_>>()
                .ok_or("a writer has no name")?,
            taken_ms: written.taken,
            version: VersionVector::from_json(&written.version)
                .ok_or("its version is no version")?,
            authors: authors
                .collect::<Option<_>>()
                .ok_or("an author has no name")?,
            chunks: written.chunks,
        })
    }
}
