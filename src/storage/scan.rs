//! Reading what is kept of a document, from the storage and its mirror together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::envelope::{Unreadable, unseal, verify};
use super::generation::Manifest;
use super::keys::{GenerationId, Named};
use super::migrate::Schema;
use super::snapshot::{self, Chunk};
use super::steps::Steps;
use super::{Storage, StorageError};
use crate::document::{Actor, ChangeRecord, Document, VersionVector};
use crate::project::trees;

/// How often the storage is read anew when keys vanish meanwhile.
const ROUNDS: usize = 4;

/// Where a text lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The browser's local storage.
    Storage,
    /// The mirror.
    Mirror,
}

/// A text that cannot be read. It stays where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Where it lies.
    pub place: Place,
    /// Its key.
    pub key: String,
    /// Why it cannot be read.
    pub reason: Unreadable,
    /// The text, if the browser gave one.
    pub text: Option<String>,
}

/// A text whose frame is whole, and where it lies.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) checksum: u32,
    pub(super) places: BTreeSet<Place>,
}

/// All texts found under a document's prefix.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) entries: BTreeMap<Named, Vec<Entry>>,
    pub(super) quarantined: Vec<Quarantined>,
    /// Whether something was written by a newer version.
    pub(super) newer: bool,
    /// The keys of the storage that were read.
    pub(super) listed: BTreeSet<String>,
}

/// A record of the journal as it was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) record: Arc<ChangeRecord>,
    pub(super) key: String,
    pub(super) entry: Entry,
    pub(super) older_schema: bool,
}

impl Scan {
    /// Adds what the storage holds. A text that is not whole is asked for once more.
    pub(super) fn storage(
        &mut self,
        storage: &impl Storage,
        prefix: &str,
    ) -> Result<(), StorageError> {
        for _ in 0..ROUNDS {
            let keys = list(storage, prefix)?;
            self.listed = trees::set(keys.iter().cloned());
            let mut absent = Vec::new();
            let mut texts = Vec::new();
            for key in keys {
                match read(storage, &key) {
                    Ok(None) => absent.push(key),
                    Ok(Some(text)) => texts.push((key, Ok(text))),
                    Err(failure) => texts.push((key, Err(failure))),
                }
            }
            let still = if absent.is_empty() {
                Vec::new()
            } else {
                list(storage, prefix)?
            };
            let taken = absent.iter().any(|key| !still.contains(key));
            if taken {
                // Another tab is dropping what a new snapshot covers: look again from the start.
                continue;
            }
            for key in absent {
                let reason = Unreadable::NotGiven("it is listed, but nothing is there".into());
                self.quarantine(Place::Storage, &key, reason, None);
            }
            for (key, text) in texts {
                match text {
                    Ok(text) => self.add(prefix, Place::Storage, &key, text),
                    Err((text, reason)) => self.quarantine(Place::Storage, &key, reason, text),
                }
            }
            return Ok(());
        }
        Err(StorageError::Other("its keys keep changing".into()))
    }

    /// Adds one text.
    pub(super) fn add(&mut self, prefix: &str, place: Place, key: &str, text: String) {
        let Some(named) = Named::of(prefix, key) else {
            // Whole, but with a name that is not known here: a newer version's.
            let reason = verify(key, &text).err().unwrap_or(Unreadable::Newer);
            return self.quarantine(place, key, reason, Some(text));
        };
        let entries = self.entries.entry(named).or_default();
        if let Some(same) = entries.iter_mut().find(|entry| entry.text == text) {
            same.places.insert(place);
            return;
        }
        match verify(key, &text) {
            Ok(checksum) => entries.push(Entry {
                text,
                checksum,
                places: trees::set([place]),
            }),
            Err(reason) => self.quarantine(place, key, reason, Some(text)),
        }
    }

    pub(super) fn quarantine(
        &mut self,
        place: Place,
        key: &str,
        reason: Unreadable,
        text: Option<String>,
    ) {
        self.newer |= reason == Unreadable::Newer;
        self.quarantined.push(Quarantined {
            place,
            key: key.to_owned(),
            reason,
            text,
        });
    }

    /// The journal's records in the order of their stamps.
    pub(super) fn records(&mut self, prefix: &str, schema: &Schema) -> Vec<Found> {
        let mut found = Vec::new();
        let mut checksums = BTreeMap::new();
        for (named, entries) in std::mem::take(&mut self.entries) {
            let Named::Record(actor, sequence) = named else {
                self.entries.insert(named, entries);
                continue;
            };
            let key = named.key(prefix);
            for entry in entries {
                match read_record(&key, &entry.text, schema, (actor, sequence)) {
                    Ok((record, previous, older_schema)) => {
                        checksums.insert((actor, sequence), entry.checksum);
                        let before = checksums.get(&(actor, sequence.wrapping_sub(1)));
                        if before.is_some_and(|before| *before != previous) {
                            let reason = "the record before it is not the one it was written after";
                            let reason = Unreadable::Senseless(reason.into());
                            self.report(&key, reason, &entry);
                        }
                        let record = Arc::new(record);
                        let key = key.clone();
                        found.push(Found {
                            record,
                            key,
                            entry,
                            older_schema,
                        });
                    }
                    Err(reason) => self.report(&key, reason, &entry),
                }
            }
        }
        found.sort_by_key(|found| found.record.stamp);
        found
    }

    /// The manifests that can be read, the newest first.
    pub(super) fn manifests(
        &mut self,
        prefix: &str,
        schema: &Schema,
    ) -> Vec<(GenerationId, Manifest, u32, Entry)> {
        let mut found = Vec::new();
        let mut reports = Vec::new();
        for (named, entries) in self.entries.iter().rev() {
            let Named::Manifest(id) = named else { continue };
            for entry in entries {
                let key = named.key(prefix);
                match read_manifest(&key, &entry.text, schema) {
                    Ok((manifest, schema)) => found.push((*id, manifest, schema, entry.clone())),
                    Err(reason) => reports.push((key, reason, entry.clone())),
                }
            }
        }
        for (key, reason, entry) in reports {
            self.report(&key, reason, &entry);
        }
        found
    }

    /// Whether all chunks of a snapshot lie at a place, or anywhere for `None`.
    pub(super) fn complete(
        &self,
        id: GenerationId,
        manifest: &Manifest,
        place: Option<Place>,
    ) -> bool {
        (0_u32..).zip(&manifest.chunks).all(|(chunk, checksum)| {
            let entry = self.chunk(id, chunk, *checksum);
            entry.is_some_and(|entry| place.is_none_or(|place| entry.places.contains(&place)))
        })
    }

    /// A chunk's text with that checksum.
    pub(super) fn chunk(&self, id: GenerationId, chunk: u32, checksum: u32) -> Option<&Entry> {
        let entries = self.entries.get(&Named::Chunk(id, chunk))?;
        entries.iter().find(|entry| entry.checksum == checksum)
    }

    /// Reports an entry at each of its places.
    pub(super) fn report(&mut self, key: &str, reason: Unreadable, entry: &Entry) {
        for place in &entry.places {
            self.quarantine(*place, key, reason.clone(), Some(entry.text.clone()));
        }
    }
}

/// The keys under a prefix.
pub(super) fn list(storage: &impl Storage, prefix: &str) -> Result<Vec<String>, StorageError> {
    let mut keys = storage.keys().or_else(|_| storage.keys())?;
    keys.retain(|key| key.starts_with(prefix));
    Ok(keys)
}

/// A text from the storage whose frame is whole; `None` when there is none. What is not whole is
/// asked for a second time: reading may fail once.
pub(super) fn read(
    storage: &impl Storage,
    key: &str,
) -> Result<Option<String>, (Option<String>, Unreadable)> {
    let mut failure = None;
    let mut absent = 0;
    for _ in 0..2 {
        match storage.get(key) {
            Ok(Some(text)) => match verify(key, &text) {
                Ok(_) => return Ok(Some(text)),
                Err(reason) => failure = Some((Some(text), reason)),
            },
            Ok(None) => absent += 1,
            Err(error) => failure = Some((None, Unreadable::NotGiven(error.to_string()))),
        }
    }
    failure.filter(|_| absent < 2).map_or(Ok(None), Err)
}

/// A record, the checksum it names as the one before, and whether its schema is an older one.
pub(super) fn read_record(
    key: &str,
    text: &str,
    schema: &Schema,
    (actor, sequence): (Actor, u64),
) -> Result<(ChangeRecord, u32, bool), Unreadable> {
    let (frame, _) = unseal(key, text)?;
    if frame.schema > schema.number {
        return Err(Unreadable::Newer);
    }
    let senseless = |reason: String| Unreadable::Senseless(reason);
    let json = serde_json::from_slice(&frame.payload).map_err(|e| senseless(e.to_string()))?;
    let mut record = ChangeRecord::from_json(&json).map_err(|e| senseless(e.to_string()))?;
    if (record.stamp.actor, record.stamp.sequence) != (actor, sequence)
        || frame.sequence != sequence
    {
        return Err(senseless("it belongs under another key".into()));
    }
    schema.migrate_record(frame.schema, &mut record);
    Ok((record, frame.previous, frame.schema < schema.number))
}

/// A manifest and its schema.
pub(super) fn read_manifest(
    key: &str,
    text: &str,
    schema: &Schema,
) -> Result<(Manifest, u32), Unreadable> {
    let (frame, _) = unseal(key, text)?;
    if frame.schema > schema.number {
        return Err(Unreadable::Newer);
    }
    let manifest = Manifest::decode(&frame.payload).map_err(Unreadable::Senseless)?;
    Ok((manifest, frame.schema))
}

/// A chunk and its schema.
pub(super) fn read_chunk(
    key: &str,
    text: &str,
    schema: &Schema,
) -> Result<(Chunk, u32), Unreadable> {
    let (frame, _) = unseal(key, text)?;
    if frame.schema > schema.number {
        return Err(Unreadable::Newer);
    }
    let chunk = snapshot::decode(&frame.payload).map_err(Unreadable::Senseless)?;
    Ok((chunk, frame.schema))
}

/// Joins a chunk into a document of its own schema; undo steps, which come last, into `steps`.
pub(super) fn join_chunk(document: &mut Document, steps: &mut Steps, chunk: Chunk) {
    match chunk {
        Chunk::Records(kind, rows) => {
            for (id, registers) in rows {
                document.put_record(&kind, &id, registers);
            }
        }
        Chunk::Steps(parts) => steps.join(parts),
    }
}

/// What a record covers: itself, and what it brought along.
pub(super) fn covered_by(record: &ChangeRecord, version: &mut VersionVector) {
    version.insert(record.stamp.actor, record.stamp.sequence);
    if let Some(carried) = &record.carried {
        version.join(&carried.version);
    }
}
