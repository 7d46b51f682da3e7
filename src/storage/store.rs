//! The journal of one open document: writing records so that they count, and hearing of others'.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use thiserror::Error;

use super::envelope::{Frame, Unreadable, seal};
use super::keys::{GenerationId, Named};
use super::migrate::Schema;
use super::mirror::{Mirror, MirrorWrite};
use super::scan::{self, Place, Quarantined};
use super::steps::Steps;
use super::{Storage, StorageError, usage};
use crate::document::{Actor, ChangeRecord, Document, VersionVector};
use crate::project::trees;

/// A text is written again so often when it does not read back as written.
const ATTEMPTS: usize = 3;
/// A snapshot is worth its cost after so many records …
const RECORDS_MANY: usize = 400;
/// … or so many units of the quota.
const UNITS_MANY: usize = 200_000;
/// The mirror lets go of a record only when the snapshot that covers it is this old: the storage
/// may lose its last minute.
const MIRROR_AGE_MS: u64 = 2 * 60 * 1_000;

/// Where what was done last lies. The badge shows exactly this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// In the storage and in the mirror.
    Saved,
    /// In the storage only; the mirror has not confirmed it (yet), or there is none.
    SavedInThisBrowser,
    /// In memory only.
    NotSaved(NotSaved),
}

/// Why something is not saved; its text is a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotSaved {
    /// The storage did not take it.
    #[error("{0}")]
    Refused(#[from] StorageError),
    /// The storage said yes, but gives back something else.
    #[error("The browser's storage did not keep what was written.")]
    NotKept,
    /// A newer version of the app has written to this document.
    #[error(
        "A newer version of this app has written here. Reload the page to get it; until then this page only shows."
    )]
    ReadOnly,
}

/// What a storage event brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// Nothing for this document.
    Nothing,
    /// A change of another tab, for [`crate::document::Book::apply`].
    Record(Arc<ChangeRecord>),
    /// More than one record has changed: call [`Store::rescan`].
    Rescan,
    /// A text that cannot be read; it is listed in [`Store::quarantined`].
    Unreadable,
}

/// What other tabs have done since the last look.
#[derive(Clone, Debug, Default)]
pub struct Rescan {
    /// New changes in the order of their stamps, for [`crate::document::Book::apply`].
    pub records: Vec<Arc<ChangeRecord>>,
    /// A snapshot with more than this tab had, for [`crate::document::Book::absorb`].
    pub snapshot: Option<Document>,
}

/// A record whose text is made, but not kept yet.
#[derive(Debug)]
struct Pending {
    sequence: u64,
    key: String,
    text: String,
}

/// A complete snapshot in the storage.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) version: VersionVector,
    pub(super) taken_ms: u64,
}

/// The keeper of one document in one tab.
#[derive(Debug)]
pub struct Store<S> {
    pub(super) storage: S,
    pub(super) document: String,
    pub(super) prefix: String,
    pub(super) actor: Actor,
    pub(super) schema: Schema,
    /// The checksum of this actor's last frame.
    pub(super) previous: u32,
    pending: VecDeque<Pending>,
    not_saved: Option<NotSaved>,
    /// The records in the storage, with what each covers besides itself.
    pub(super) records: BTreeMap<(Actor, u64), VersionVector>,
    pub(super) generations: BTreeMap<GenerationId, Kept>,
    pub(super) quarantined: Vec<Quarantined>,
    pub(super) mirror: Option<Mirror>,
    pub(super) read_only: bool,
    pub(super) needs_snapshot: bool,
    pub(super) fresh_records: usize,
    pub(super) fresh_units: usize,
}

impl<S: Storage> Store<S> {
    pub(super) fn new(
        storage: S,
        document: &str,
        actor: Actor,
        schema: Schema,
        mirror: bool,
    ) -> Self {
        Self {
            storage,
            document: document.to_owned(),
            prefix: super::keys::of_document(document),
            actor,
            schema,
            previous: 0,
            pending: VecDeque::new(),
            not_saved: None,
            records: BTreeMap::new(),
            generations: BTreeMap::new(),
            quarantined: Vec::new(),
            mirror: mirror.then(Mirror::default),
            read_only: false,
            needs_snapshot: false,
            fresh_records: 0,
            fresh_units: 0,
        }
    }

    /// The beginning of all of this document's keys, in the storage and in the mirror.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether a newer version has written here, so that nothing may be written any more.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// What cannot be read, in the storage and in the mirror.
    #[must_use]
    pub fn quarantined(&self) -> &[Quarantined] {
        &self.quarantined
    }

    /// Takes a damaged text away for good, once a person has asked for that.
    pub fn discard(&mut self, place: Place, key: &str) -> Result<(), StorageError> {
        let unreadable = |q: &Quarantined| {
            (q.place, q.key.as_str()) == (place, key) && q.reason != Unreadable::Newer
        };
        if !self.quarantined.iter().any(unreadable) {
            return Ok(());
        }
        match (place, &mut self.mirror) {
            (Place::Storage, _) => self.storage.remove(key)?,
            (Place::Mirror, Some(mirror)) => mirror.send(key.to_owned(), None),
            (Place::Mirror, None) => {}
        }
        self.quarantined.retain(|q| !unreadable(q));
        Ok(())
    }

    /// Keeps a change: writes it, reads it back, and only then counts it as saved. What could not
    /// be written stays in memory and is tried again with the next change or [`Self::retry`].
    pub fn append(&mut self, record: &ChangeRecord) -> SaveState {
        let sequence = record.stamp.sequence;
        let key = Named::Record(record.stamp.actor, sequence).key(&self.prefix);
        let frame = Frame {
            schema: self.schema.number,
            sequence,
            previous: self.previous,
            payload: record.encode().into_bytes(),
        };
        let (text, checksum) = seal(&key, frame);
        self.previous = checksum;
        if let Some(mirror) = &mut self.mirror
            && !self.read_only
        {
            mirror.send_record(key.clone(), text.clone());
        }
        let mut covers = VersionVector::default();
        scan::covered_by(record, &mut covers);
        self.records.insert((record.stamp.actor, sequence), covers);
        self.pending.push_back(Pending {
            sequence,
            key,
            text,
        });
        self.retry()
    }

    /// Tries again to keep what is not kept yet.
    pub fn retry(&mut self) -> SaveState {
        self.not_saved = None;
        while let Some(pending) = self.pending.front() {
            if let Err(reason) = self.put(&pending.key, &pending.text) {
                self.not_saved = Some(reason);
                break;
            }
            self.fresh_records += 1;
            self.fresh_units += pending.key.len() + pending.text.chars().count();
            self.pending.pop_front();
        }
        self.save_state()
    }

    /// Where what was done last lies.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        if !self.pending.is_empty() {
            let reason = self.not_saved.clone().unwrap_or(NotSaved::NotKept);
            return SaveState::NotSaved(reason);
        }
        match &self.mirror {
            Some(mirror) if !mirror.awaits() => SaveState::Saved,
            Some(_) | None => SaveState::SavedInThisBrowser,
        }
    }

    /// How many changes are in memory only.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.pending.len()
    }

    /// Puts a text and makes sure that it is there. Gives up the reserve when the quota is full.
    pub(super) fn put(&self, key: &str, text: &str) -> Result<(), NotSaved> {
        if self.read_only {
            return Err(NotSaved::ReadOnly);
        }
        let mut reason = NotSaved::NotKept;
        for _ in 0..ATTEMPTS {
            match self.storage.set(key, text) {
                Ok(()) => match self.storage.get(key) {
                    Ok(Some(kept)) if kept == text => return Ok(()),
                    Ok(_) => reason = NotSaved::NotKept,
                    Err(error) => reason = error.into(),
                },
                Err(StorageError::Full) if !usage::drop_ballast(&self.storage) => {
                    return Err(StorageError::Full.into());
                }
                Err(error) => reason = error.into(),
            }
        }
        Err(reason)
    }

    /// Takes in what a storage event told of a key. A `None` key means that all was cleared.
    pub fn receive(&mut self, key: Option<&str>, text: Option<&str>) -> Received {
        let Some(key) = key else {
            return Received::Rescan;
        };
        match (Named::of(&self.prefix, key), text) {
            (Some(Named::Record(actor, sequence)), Some(_)) => {
                if actor == self.actor || self.records.contains_key(&(actor, sequence)) {
                    return Received::Nothing;
                }
                self.read_record(key, actor, sequence)
                    .map_or(Received::Unreadable, |found| {
                        found.map_or(Received::Nothing, Received::Record)
                    })
            }
            (Some(Named::Manifest(_)), Some(_)) => Received::Rescan,
            (None, Some(_)) if key.starts_with(&self.prefix) => Received::Rescan,
            // A single key of ours that vanishes is another tab's compaction, or damage that the
            // next rescan finds.
            (Some(_) | None, _) => Received::Nothing,
        }
    }

    /// Reads a record another tab has written; `None` when it is gone again.
    fn read_record(
        &mut self,
        key: &str,
        actor: Actor,
        sequence: u64,
    ) -> Result<Option<Arc<ChangeRecord>>, ()> {
        let text = match scan::read(&self.storage, key) {
            Ok(Some(text)) => text,
            Ok(None) => return Ok(None),
            Err((text, reason)) => return self.unreadable(key, reason, text),
        };
        match scan::read_record(key, &text, &self.schema, (actor, sequence)) {
            Ok((record, _, _)) => {
                let mut covers = VersionVector::default();
                scan::covered_by(&record, &mut covers);
                self.records.insert((actor, sequence), covers);
                self.fresh_records += 1;
                self.fresh_units += key.len() + text.chars().count();
                Ok(Some(Arc::new(record)))
            }
            Err(reason) => self.unreadable(key, reason, Some(text)),
        }
    }

    fn unreadable<T>(
        &mut self,
        key: &str,
        reason: Unreadable,
        text: Option<String>,
    ) -> Result<T, ()> {
        self.read_only |= reason == Unreadable::Newer;
        let found = Quarantined {
            place: Place::Storage,
            key: key.to_owned(),
            reason,
            text,
        };
        if !self.quarantined.contains(&found) {
            self.quarantined.push(found);
        }
        Err(())
    }

    /// Looks for all that other tabs have written, for a tab that slept or gets no events. Also
    /// notices when the storage was cleared: [`Self::wants_snapshot`] then says so.
    pub fn rescan(&mut self, document: &Document) -> Result<Rescan, StorageError> {
        let keys = scan::list(&self.storage, &self.prefix)?;
        let names = trees::set(keys.iter().filter_map(|key| Named::of(&self.prefix, key)));
        let unsaved = trees::set(self.pending.iter().map(|pending| pending.sequence));
        let actor = self.actor;
        self.records.retain(|(writer, sequence), _| {
            names.contains(&Named::Record(*writer, *sequence))
                || (*writer == actor && unsaved.contains(sequence))
        });
        self.generations
            .retain(|id, _| names.contains(&Named::Manifest(*id)));
        let mut result = Rescan::default();
        let mut seen = document.version().clone();
        for named in &names {
            if let Named::Record(writer, sequence) = *named
                && !self.records.contains_key(&(writer, sequence))
                && let Ok(Some(record)) =
                    self.read_record(&named.key(&self.prefix), writer, sequence)
            {
                scan::covered_by(&record, &mut seen);
                result.records.push(record);
            }
        }
        result.records.sort_by_key(|record| record.stamp);
        for named in names.iter().rev() {
            if let Named::Manifest(id) = named
                && !self.generations.contains_key(id)
            {
                self.read_generation(*id, &mut seen, &mut result);
            }
        }
        self.needs_snapshot |= !self.stored().covers(document.version());
        Ok(result)
    }

    /// Reads another tab's snapshot if it covers more than was seen.
    fn read_generation(&mut self, id: GenerationId, seen: &mut VersionVector, result: &mut Rescan) {
        let key = Named::Manifest(id).key(&self.prefix);
        let Ok(Some(text)) = scan::read(&self.storage, &key) else {
            return;
        };
        let (manifest, from) = match scan::read_manifest(&key, &text, &self.schema) {
            Ok(manifest) => manifest,
            Err(reason) => {
                let _: Result<(), ()> = self.unreadable(&key, reason, Some(text));
                return;
            }
        };
        let mut found = Document::new(&self.document);
        if !seen.covers(&manifest.version) {
            for chunk in 0..u32::try_from(manifest.chunks.len()).unwrap_or(u32::MAX) {
                let key = Named::Chunk(id, chunk).key(&self.prefix);
                let Ok(Some(text)) = scan::read(&self.storage, &key) else {
                    return;
                };
                let Ok((chunk, _)) = scan::read_chunk(&key, &text, &self.schema) else {
                    return;
                };
                scan::join_chunk(&mut found, &mut Steps::default(), chunk);
            }
            let mut found = self.schema.migrate_snapshot(from, found, &mut []);
            manifest.join(&mut found);
            seen.join(&manifest.version);
            match &mut result.snapshot {
                Some(snapshot) => {
                    snapshot.merge(&found);
                }
                None => result.snapshot = Some(found),
            }
        }
        self.kept(
            id,
            Kept {
                version: manifest.version,
                taken_ms: manifest.taken_ms,
            },
        );
    }

    /// Notes a complete snapshot.
    pub(super) fn kept(&mut self, id: GenerationId, kept: Kept) {
        let fresh = |(actor, sequence): &&(Actor, u64)| !kept.version.contains(*actor, *sequence);
        self.fresh_records = self.records.keys().filter(fresh).count();
        if self.fresh_records == 0 {
            self.fresh_units = 0;
        }
        self.generations.insert(id, kept);
    }

    /// What the storage holds, and what this tab still means to put there.
    pub(super) fn stored(&self) -> VersionVector {
        let mut stored = VersionVector::default();
        for covers in self
            .records
            .values()
            .chain(self.generations.values().map(|kept| &kept.version))
        {
            stored.join(covers);
        }
        stored
    }

    /// Whether a snapshot should be made soon: the journal has grown, the storage lacks something,
    /// or an older version wrote it.
    #[must_use]
    pub fn wants_snapshot(&self) -> bool {
        let grown = self.fresh_records >= RECORDS_MANY || self.fresh_units >= UNITS_MANY;
        !self.read_only && (self.needs_snapshot || grown)
    }

    /// What the mirror should do now, in this order. Each must be confirmed or reported as failed.
    pub fn take_mirror_writes(&mut self) -> Vec<MirrorWrite> {
        self.mirror.as_mut().map(Mirror::take).unwrap_or_default()
    }

    /// The mirror has done it, for good.
    pub fn mirror_confirmed(&mut self, id: u64) {
        if let Some(mirror) = &mut self.mirror {
            mirror.confirmed(id);
        }
    }

    /// The mirror has not done it; it comes again with the next [`Self::take_mirror_writes`].
    pub fn mirror_failed(&mut self, id: u64) {
        if let Some(mirror) = &mut self.mirror {
            mirror.failed(id);
        }
    }

    /// There is no mirror, or none any more.
    pub fn mirror_lost(&mut self) {
        self.mirror = None;
    }

    /// Lets the mirror drop what a snapshot that is old enough covers. `keys` are the mirror's keys
    /// under [`Self::prefix`], `now_ms` the wall time in milliseconds since 1970.
    pub fn prune_mirror(&mut self, now_ms: u64, keys: &[String]) {
        let names = trees::set(keys.iter().filter_map(|key| Named::of(&self.prefix, key)));
        let mut kept = self
            .generations
            .iter()
            .rev()
            .filter(|(id, _)| names.contains(&Named::Manifest(**id)));
        let (Some((newest, young)), Some((older, covering))) = (kept.next(), kept.next()) else {
            return;
        };
        let Some(mirror) = &mut self.mirror else {
            return;
        };
        if self.read_only || now_ms.saturating_sub(young.taken_ms) < MIRROR_AGE_MS {
            return;
        }
        let damaged = trees::set(self.quarantined.iter().map(|q| q.key.as_str()));
        for named in &names {
            let goes = match named {
                Named::Record(actor, sequence) => covering.version.contains(*actor, *sequence),
                Named::Manifest(id) | Named::Chunk(id, _) => {
                    let known = self.generations.get(id);
                    let covered = known.is_some_and(|kept| covering.version.covers(&kept.version));
                    let orphan =
                        !names.contains(&Named::Manifest(*id)) && id.number < newest.number;
                    id != newest && id != older && (covered || orphan)
                }
            };
            let key = named.key(&self.prefix);
            if goes && !damaged.contains(key.as_str()) {
                mirror.send(key, None);
            }
        }
    }
}
