//! Making a snapshot in small steps, and dropping what the one before it covers.

use std::sync::Arc;

use super::deflate::Deflater;
use super::envelope::{Frame, seal, seal_packed};
use super::generation::Manifest;
use super::keys::{GenerationId, Named};
use super::steps::{self, Encoded, Place, Step};
use super::store::{Kept, NotSaved, Store};
use super::{Storage, StorageError, scan, snapshot, usage};
use crate::document::{ChangeRecord, Document, History, Key};
use crate::project::trees;

/// So many keys are dropped in one step.
const DROPPED: usize = 40;

/// The word of the caller that no other tab makes a snapshot of this document meanwhile: it holds
/// the document's Web Lock, and keeps it until the compaction is done.
#[derive(Debug)]
pub struct Exclusive(());

impl Exclusive {
    /// Give it only while the lock is held.
    #[must_use]
    pub fn held() -> Self {
        Self(())
    }
}

/// How far a compaction is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Working,
    /// The snapshot stands and what it makes superfluous is gone.
    Done,
    /// It was given up; all that was kept before is untouched.
    Failed(NotSaved),
}

/// A snapshot in the making. The document may go on changing between steps: what is written
/// meanwhile is in the journal, and not covered.
pub struct Compaction {
    id: GenerationId,
    manifest: Manifest,
    steps: Vec<Step>,
    next_step: Place,
    place: Option<Key>,
    written: Vec<(String, String)>,
    stage: Stage,
}

enum Stage {
    Encode,
    Deflate(Deflater, u32),
    Write(Vec<u8>, bool, u32),
    Verify(u32),
    Manifest,
    Plan,
    Drop(Vec<String>),
    Done,
}

impl Compaction {
    /// Begins a snapshot of the document and its undo steps as they are now. `taken_ms` is the wall
    /// time in milliseconds since 1970.
    pub fn begin<S: Storage>(
        store: &Store<S>,
        document: &Document,
        history: &History,
        taken_ms: u64,
        _: &Exclusive,
    ) -> Result<Self, NotSaved> {
        if store.read_only {
            return Err(NotSaved::ReadOnly);
        }
        let keys = scan::list(&store.storage, &store.prefix)?;
        let numbers = keys
            .iter()
            .filter_map(|key| match Named::of(&store.prefix, key)? {
                Named::Manifest(id) | Named::Chunk(id, _) => Some(id.number),
                Named::Record(..) => None,
            });
        let known = store.generations.keys().map(|id| id.number);
        let number = numbers.chain(known).max().unwrap_or(0) + 1;
        let steps = |undone: bool, steps: &[Arc<ChangeRecord>]| {
            steps
                .iter()
                .map(|step| (undone, Arc::clone(step)))
                .collect::<Vec<_>>()
        };
        Ok(Self {
            id: GenerationId {
                number,
                writer: store.actor,
            },
            manifest: Manifest {
                taken_ms,
                version: document.version().clone(),
                authors: document.authors().clone(),
                writers: history.writers().clone(),
                chunks: Vec::new(),
            },
            steps: [steps(false, history.done()), steps(true, history.undone())].concat(),
            next_step: Place::default(),
            place: None,
            written: Vec::new(),
            stage: Stage::Encode,
        })
    }

    /// Does a bounded amount of work. Call it with the same store and document until it is done.
    pub fn step<S: Storage>(&mut self, store: &mut Store<S>, document: &Document) -> Progress {
        match self.advance(store, document) {
            Ok(()) if matches!(self.stage, Stage::Done) => Progress::Done,
            Ok(()) => Progress::Working,
            Err(reason) => {
                self.clean_up(store, reason == StorageError::Full.into());
                Progress::Failed(reason)
            }
        }
    }

    fn advance<S: Storage>(
        &mut self,
        store: &mut Store<S>,
        document: &Document,
    ) -> Result<(), NotSaved> {
        if store.read_only {
            return Err(NotSaved::ReadOnly);
        }
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Encode => self.encode(document),
            Stage::Deflate(mut deflater, hash) => {
                if deflater.step() {
                    let (bytes, packed) = deflater.result();
                    Stage::Write(bytes, packed, hash)
                } else {
                    Stage::Deflate(deflater, hash)
                }
            }
            Stage::Write(bytes, packed, hash) => self.write(store, &bytes, packed, hash)?,
            Stage::Verify(hash) => self.verify(store, hash)?,
            Stage::Manifest => self.finish(store)?,
            Stage::Plan => Stage::Drop(self.superfluous(store)?),
            Stage::Drop(keys) => drop_some(store, keys),
            Stage::Done => Stage::Done,
        };
        Ok(())
    }

    /// The next chunk: the records first, then the undo steps, which refer to them.
    fn encode(&mut self, document: &Document) -> Stage {
        let records = snapshot::encode_records(document, self.place.as_ref());
        if let Some((payload, hash, last)) = records {
            self.place = Some(last);
            return Stage::Deflate(Deflater::new(payload), hash);
        }
        let version = &self.manifest.version;
        match steps::encode(&self.steps, document, version, self.next_step) {
            Encoded::Chunk(payload, hash, next) => {
                self.next_step = next;
                Stage::Deflate(Deflater::new(payload), hash)
            }
            Encoded::Further(next) => {
                self.next_step = next;
                Stage::Encode
            }
            Encoded::Nothing => Stage::Manifest,
        }
    }

    fn write<S: Storage>(
        &mut self,
        store: &Store<S>,
        bytes: &[u8],
        packed: bool,
        hash: u32,
    ) -> Result<Stage, NotSaved> {
        let number = u32::try_from(self.manifest.chunks.len()).unwrap_or(u32::MAX);
        let key = Named::Chunk(self.id, number).key(&store.prefix);
        let previous = self.manifest.chunks.last().copied().unwrap_or(0);
        let schema = store.schema.number;
        let (text, checksum) =
            seal_packed(&key, schema, u64::from(number), previous, bytes, packed);
        // Noted before it is written, so that a failure takes it away again.
        self.written.push((key.clone(), text.clone()));
        store.put(&key, &text)?;
        self.manifest.chunks.push(checksum);
        Ok(Stage::Verify(hash))
    }

    /// Reads the chunk back, unpacks it, and compares its content with the document's.
    fn verify<S: Storage>(&self, store: &Store<S>, hash: u32) -> Result<Stage, NotSaved> {
        let Some((key, text)) = self.written.last() else {
            return Ok(Stage::Encode);
        };
        let kept = store.storage.get(key)?;
        let chunk = kept
            .filter(|kept| kept == text)
            .and_then(|kept| scan::read_chunk(key, &kept, &store.schema).ok());
        match chunk {
            Some((chunk, _)) if chunk.hash() == hash => Ok(Stage::Encode),
            Some(_) | None => Err(NotSaved::NotKept),
        }
    }

    /// Writes the manifest, with which the snapshot counts.
    fn finish<S: Storage>(&mut self, store: &mut Store<S>) -> Result<Stage, NotSaved> {
        let key = Named::Manifest(self.id).key(&store.prefix);
        let frame = Frame {
            schema: store.schema.number,
            sequence: self.id.number,
            previous: self.manifest.chunks.last().copied().unwrap_or(0),
            payload: self.manifest.encode(),
        };
        let (text, _) = seal(&key, frame);
        self.written.push((key.clone(), text.clone()));
        store.put(&key, &text)?;
        if let Some(mirror) = &mut store.mirror {
            for (key, text) in self.written.drain(..) {
                mirror.send(key, Some(text));
            }
        }
        self.written.clear();
        store.needs_snapshot = false;
        let kept = Kept {
            version: self.manifest.version.clone(),
            taken_ms: self.manifest.taken_ms,
        };
        store.kept(self.id, kept);
        Ok(Stage::Plan)
    }

    /// The keys the older of the two newest snapshots covers, manifests first.
    fn superfluous<S: Storage>(&self, store: &Store<S>) -> Result<Vec<String>, NotSaved> {
        let mut kept = store
            .generations
            .iter()
            .rev()
            .filter(|(id, _)| **id != self.id);
        let Some((older, covering)) = kept.next() else {
            return Ok(Vec::new());
        };
        let keys = scan::list(&store.storage, &store.prefix)?;
        let names = trees::set(keys.iter().filter_map(|key| Named::of(&store.prefix, key)));
        let damaged = trees::set(store.quarantined.iter().map(|q| q.key.as_str()));
        let covered = |id: &GenerationId| {
            let manifest = Named::Manifest(*id);
            if !names.contains(&manifest) {
                return id.number < self.id.number;
            }
            let key = manifest.key(&store.prefix);
            let version = match (store.generations.get(id), store.storage.get(&key)) {
                (Some(kept), _) => Some(kept.version.clone()),
                (None, Ok(Some(text))) => {
                    let manifest = scan::read_manifest(&key, &text, &store.schema);
                    manifest.ok().map(|(manifest, _)| manifest.version)
                }
                (None, Ok(None) | Err(_)) => None,
            };
            version.is_some_and(|version| covering.version.covers(&version))
        };
        let others = names.iter().filter_map(|named| match named {
            Named::Manifest(id) | Named::Chunk(id, _) => Some(*id),
            Named::Record(..) => None,
        });
        let others = trees::set(others.filter(|id| *id != self.id && id != older && covered(id)));
        let goes = |named: &&Named| match named {
            Named::Record(actor, sequence) => covering.version.contains(*actor, *sequence),
            Named::Manifest(id) | Named::Chunk(id, _) => others.contains(id),
        };
        let superfluous: Vec<&Named> = names.iter().filter(goes).collect();
        let is_manifest = |named: &&&Named| matches!(named, Named::Manifest(_));
        let manifests = superfluous.iter().filter(is_manifest);
        let others = superfluous.iter().filter(|named| !is_manifest(named));
        let keys = manifests
            .chain(others)
            .map(|named| named.key(&store.prefix));
        Ok(keys.filter(|key| !damaged.contains(key.as_str())).collect())
    }

    /// Takes away what was written of a snapshot that is given up; with a full quota also what
    /// earlier ones left behind.
    fn clean_up<S: Storage>(&mut self, store: &Store<S>, full: bool) {
        for (key, _) in self.written.drain(..) {
            // Left behind, it is dropped with the next snapshot.
            let _ = store.storage.remove(&key);
        }
        self.stage = Stage::Done;
        if !full {
            return;
        }
        let Ok(keys) = scan::list(&store.storage, &store.prefix) else {
            return;
        };
        let names = trees::set(keys.iter().filter_map(|key| Named::of(&store.prefix, key)));
        for named in &names {
            let key = named.key(&store.prefix);
            let damaged = store.quarantined.iter().any(|q| q.key == key);
            if let Named::Chunk(id, _) = named
                && !names.contains(&Named::Manifest(*id))
                && !damaged
            {
                let _ = store.storage.remove(&key);
            }
        }
    }
}

/// Drops some of the keys.
fn drop_some<S: Storage>(store: &mut Store<S>, mut keys: Vec<String>) -> Stage {
    let later = keys.split_off(keys.len().min(DROPPED));
    for key in keys {
        // What cannot be removed now is found superfluous again next time.
        if store.storage.remove(&key).is_err() {
            continue;
        }
        match Named::of(&store.prefix, &key) {
            Some(Named::Record(actor, sequence)) => {
                store.records.remove(&(actor, sequence));
            }
            Some(Named::Manifest(id)) => {
                store.generations.remove(&id);
            }
            Some(Named::Chunk(..)) | None => {}
        }
    }
    if later.is_empty() {
        usage::keep_ballast(&store.storage);
        Stage::Done
    } else {
        Stage::Drop(later)
    }
}
