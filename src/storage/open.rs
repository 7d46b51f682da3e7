//! Opening a document: the join of all snapshots and records of the storage and the mirror.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::generation::Manifest;
use super::keys::{GenerationId, Named};
use super::migrate::Schema;
use super::scan::{self, Entry, Found, Place, Quarantined, Scan};
use super::steps::Steps;
use super::store::{Kept, NotSaved, Store};
use super::{MirrorEntries, Storage, StorageError};
use crate::document::{Actor, Book, ChangeRecord, Document, History, Pace, VersionVector, at_once};
use crate::project::{Model, trees};

/// So many records are copied into a storage that lacks them; with more, a snapshot is due.
const COPIED_MOST: usize = 500;

/// A document as it was found.
#[derive(Debug)]
pub struct Opened<S> {
    /// Keeps what is done from now on.
    pub store: Store<S>,
    /// All that could be read.
    pub document: Document,
    /// The undo steps found.
    pub history: History,
    /// Changes that were made and are nowhere: actor, first and last sequence.
    pub missing: Vec<(Actor, u64, u64)>,
    /// Why the storage could not be read at all, if so; what there is comes from the mirror.
    pub failure: Option<StorageError>,
}

impl<S> Opened<S> {
    /// The document with its model, and the store that keeps it.
    #[must_use]
    pub fn book<M: Model>(self) -> (Book<M>, Store<S>) {
        (Book::open(self.document, self.history), self.store)
    }
}

/// Opens a document, new or kept, for one page load.
///
/// `mirror` is all the mirror holds under the document's prefix, `None` when there is no mirror. A
/// store that lacks something gets it: records at once, the rest with the next snapshot.
pub fn open<S: Storage>(
    storage: S,
    document: &str,
    actor: Actor,
    mirror: Option<&MirrorEntries>,
    schema: Schema,
) -> Opened<S> {
    at_once(open_at(
        storage,
        document,
        actor,
        mirror,
        schema,
        Pace::steady(),
    ))
}

/// [`open`], at a pace. Where another tab writes meanwhile, it is read once more.
pub async fn open_at<S: Storage>(
    storage: S,
    document: &str,
    actor: Actor,
    mirror: Option<&MirrorEntries>,
    schema: Schema,
    pace: Pace<'_>,
) -> Opened<S> {
    let mut store = Store::new(storage, document, actor, schema, mirror.is_some());
    let mut gathered = Gathered::from(&store, mirror, pace).await;
    if gathered.is_outdated(&store, pace) {
        gathered = Gathered::from(&store, mirror, pace).await;
    }
    if gathered.is_outdated(&store, pace) {
        // Someone writes all the time: now or never.
        gathered = Gathered::from(&store, mirror, Pace::steady()).await;
    }
    let Gathered {
        mut scan,
        joined,
        manifests,
        found,
        failure,
    } = gathered;
    store.quarantined = std::mem::take(&mut scan.quarantined);
    store.read_only = scan.newer;
    store.needs_snapshot = joined.older_schema;
    for (id, manifest, ..) in &joined.complete_in_storage {
        let kept = Kept {
            version: manifest.version.clone(),
            taken_ms: manifest.taken_ms,
        };
        store.generations.insert(*id, kept);
    }
    store.take_in(&found, &joined);
    store.fill_mirror(&scan, &found, &joined, &manifests);
    Opened {
        missing: missing(joined.document.version()),
        document: joined.document,
        history: joined.history,
        store,
        failure,
    }
}

/// What there is of a document.
struct Gathered {
    scan: Scan,
    joined: Joined,
    manifests: Vec<(GenerationId, Manifest, u32, Entry)>,
    found: Vec<Found>,
    failure: Option<StorageError>,
}

impl Gathered {
    async fn from<S: Storage>(
        store: &Store<S>,
        mirror: Option<&MirrorEntries>,
        pace: Pace<'_>,
    ) -> Self {
        let mut scan = Scan::default();
        let failure = scan.storage(&store.storage, &store.prefix).err();
        pace.step().await;
        for (key, text) in mirror
            .into_iter()
            .flatten()
            .filter(|(key, _)| key.starts_with(&store.prefix))
        {
            scan.add(&store.prefix, Place::Mirror, key, text.clone());
        }
        pace.step().await;
        let mut joined = Joined::new(&store.document);
        let manifests = scan.manifests(&store.prefix, &store.schema);
        let found = scan.records(&store.prefix, &store.schema);
        pace.step().await;
        joined.snapshots(&mut scan, &manifests, store, pace).await;
        joined.records(&found, pace).await;
        joined.leftovers(&mut scan, &manifests, store);
        Self {
            scan,
            joined,
            manifests,
            found,
            failure,
        }
    }

    /// Whether the storage has other keys than those that were read. It has not where nothing else
    /// could happen, nor where that cannot be said.
    fn is_outdated<S: Storage>(&self, store: &Store<S>, pace: Pace<'_>) -> bool {
        let changed = |keys: Vec<String>| self.scan.listed != trees::set(keys);
        !pace.is_steady() && scan::list(&store.storage, &store.prefix).is_ok_and(changed)
    }
}

/// What opening puts together.
struct Joined {
    document: Document,
    history: History,
    /// What the snapshot with the undo steps covers.
    history_version: VersionVector,
    loaded: BTreeSet<GenerationId>,
    complete_in_storage: Vec<(GenerationId, Manifest)>,
    older_schema: bool,
}

impl Joined {
    fn new(document: &str) -> Self {
        Self {
            document: Document::new(document),
            history: History::default(),
            history_version: VersionVector::default(),
            loaded: BTreeSet::new(),
            complete_in_storage: Vec::new(),
            older_schema: false,
        }
    }

    /// Joins the complete snapshots, the newest first; those that hold nothing more are passed over.
    async fn snapshots<S>(
        &mut self,
        scan: &mut Scan,
        manifests: &[(GenerationId, Manifest, u32, Entry)],
        store: &Store<S>,
        pace: Pace<'_>,
    ) {
        for (id, manifest, from, entry) in manifests {
            if !scan.complete(*id, manifest, None) {
                continue;
            }
            let first = self.loaded.is_empty();
            if first || !self.document.version().covers(&manifest.version) {
                let mut document = Document::new(self.document.id());
                let mut steps = Steps::default();
                let into = (&mut document, &mut steps);
                if !join_chunks(into, scan, *id, manifest, store, pace).await {
                    continue;
                }
                steps.complete(&document);
                let schema = &store.schema;
                let mut document = schema.migrate_snapshot(*from, document, &mut steps.list);
                manifest.join(&mut document);
                if first {
                    self.document = document;
                    self.history = history(steps.list, manifest);
                    self.history_version = manifest.version.clone();
                } else {
                    self.document.merge(&document);
                }
                self.loaded.insert(*id);
                self.older_schema |= *from < store.schema.number;
            }
            let here = entry.places.contains(&Place::Storage);
            if here && scan.complete(*id, manifest, Some(Place::Storage)) {
                self.complete_in_storage.push((*id, manifest.clone()));
            }
        }
    }

    async fn records(&mut self, found: &[Found], pace: Pace<'_>) {
        for found in found {
            pace.step().await;
            let record = &found.record;
            let known = |version: &VersionVector| {
                version.contains(record.stamp.actor, record.stamp.sequence)
            };
            if !known(&self.history_version) {
                self.history.note(record);
            }
            if !known(self.document.version()) {
                self.document.apply(record);
            }
            self.older_schema |= found.older_schema;
        }
    }

    /// Joins what can be read of snapshots that are not complete and cover more than was found. A
    /// register is right wherever it is found; what it covers is not claimed.
    fn leftovers<S>(
        &mut self,
        scan: &mut Scan,
        manifests: &[(GenerationId, Manifest, u32, Entry)],
        store: &Store<S>,
    ) {
        let mut leftovers: BTreeSet<GenerationId> = BTreeSet::new();
        for named in scan.entries.keys() {
            if let Named::Chunk(id, _) = named {
                leftovers.insert(*id);
            }
        }
        for (id, manifest, ..) in manifests {
            let complete = scan.complete(*id, manifest, None);
            if complete || self.document.version().covers(&manifest.version) {
                leftovers.remove(id);
            }
        }
        let chunks: Vec<(Named, Entry)> = scan
            .entries
            .iter()
            .filter(|(named, _)| matches!(named, Named::Chunk(id, _) if leftovers.contains(id)))
            .flat_map(|(named, entries)| entries.iter().map(|entry| (named.clone(), entry.clone())))
            .collect();
        for (named, entry) in chunks {
            let key = named.key(&store.prefix);
            match scan::read_chunk(&key, &entry.text, &store.schema) {
                Ok((chunk, from)) => {
                    let mut document = Document::new(self.document.id());
                    scan::join_chunk(&mut document, &mut Steps::default(), chunk);
                    let document = store.schema.migrate_snapshot(from, document, &mut []);
                    self.document.merge(&document);
                }
                Err(reason) => scan.report(&key, reason, &entry),
            }
        }
    }
}

/// Reads all chunks of a complete snapshot; `false`, with a report, when one makes no sense.
async fn join_chunks<S>(
    (document, steps): (&mut Document, &mut Steps),
    scan: &mut Scan,
    id: GenerationId,
    manifest: &Manifest,
    store: &Store<S>,
    pace: Pace<'_>,
) -> bool {
    for (chunk, checksum) in (0_u32..).zip(&manifest.chunks) {
        let Some(entry) = scan.chunk(id, chunk, *checksum).cloned() else {
            return false;
        };
        let key = Named::Chunk(id, chunk).key(&store.prefix);
        match scan::read_chunk(&key, &entry.text, &store.schema) {
            Ok((chunk, _)) => scan::join_chunk(document, steps, chunk),
            Err(reason) => {
                scan.report(&key, reason, &entry);
                return false;
            }
        }
        pace.step().await;
    }
    true
}

fn history(steps: Vec<(bool, Arc<ChangeRecord>)>, manifest: &Manifest) -> History {
    let (mut done, mut undone) = (Vec::new(), Vec::new());
    for (taken_back, step) in steps {
        if taken_back { &mut undone } else { &mut done }.push(step);
    }
    History::opened(done, undone, manifest.writers.clone())
}

/// The sequences that must have been and are not there.
fn missing(version: &VersionVector) -> Vec<(Actor, u64, u64)> {
    let mut missing = Vec::new();
    let mut before: Option<(Actor, u64)> = None;
    for (actor, first, last) in version.ranges() {
        let expected = before
            .filter(|(same, _)| *same == actor)
            .map_or(1, |(_, last)| last + 1);
        if first > expected {
            missing.push((actor, expected, first - 1));
        }
        before = Some((actor, last));
    }
    missing
}

impl<S: Storage> Store<S> {
    /// Notes the records found, and copies those the storage lacks into it.
    fn take_in(&mut self, found: &[Found], joined: &Joined) {
        let mut stored = self.stored();
        let newest = self
            .generations
            .last_key_value()
            .map(|(_, kept)| kept.version.clone());
        let newest = newest.unwrap_or_default();
        let damaged = trees::set(self.quarantined.iter().map(|q: &Quarantined| q.key.clone()));
        let mut copied = 0;
        for found in found {
            let stamp = found.record.stamp;
            let here = found.entry.places.contains(&Place::Storage);
            let lacks = !here && !stored.contains(stamp.actor, stamp.sequence);
            if lacks && !damaged.contains(&found.key) && copied < COPIED_MOST {
                copied += 1;
                let put: Result<(), NotSaved> = self.put(&found.key, &found.entry.text);
                if put.is_err() {
                    continue;
                }
            } else if !here {
                continue;
            }
            let mut covers = VersionVector::default();
            scan::covered_by(&found.record, &mut covers);
            stored.join(&covers);
            self.records.insert((stamp.actor, stamp.sequence), covers);
            if !newest.contains(stamp.actor, stamp.sequence) {
                self.fresh_records += 1;
                self.fresh_units += found.key.len() + found.entry.text.chars().count();
            }
        }
        self.needs_snapshot |= !stored.covers(joined.document.version());
    }

    /// Sends the mirror what it lacks.
    fn fill_mirror(
        &mut self,
        scan: &Scan,
        found: &[Found],
        joined: &Joined,
        manifests: &[(GenerationId, Manifest, u32, Entry)],
    ) {
        let Some(mirror) = &mut self.mirror else {
            return;
        };
        let mut held = VersionVector::default();
        for (id, manifest, _, entry) in manifests {
            let there = entry.places.contains(&Place::Mirror);
            if there && scan.complete(*id, manifest, Some(Place::Mirror)) {
                held.join(&manifest.version);
            }
        }
        for (id, manifest, _, entry) in manifests {
            if !joined.loaded.contains(id) || held.covers(&manifest.version) {
                continue;
            }
            for (chunk, checksum) in (0_u32..).zip(&manifest.chunks) {
                if let Some(entry) = scan.chunk(*id, chunk, *checksum) {
                    let key = Named::Chunk(*id, chunk).key(&self.prefix);
                    mirror.send(key, Some(entry.text.clone()));
                }
            }
            mirror.send(
                Named::Manifest(*id).key(&self.prefix),
                Some(entry.text.clone()),
            );
            held.join(&manifest.version);
        }
        for found in found {
            let stamp = found.record.stamp;
            let there = found.entry.places.contains(&Place::Mirror);
            if !there && !held.contains(stamp.actor, stamp.sequence) {
                mirror.send_record(found.key.clone(), found.entry.text.clone());
            }
        }
    }
}
