//! The second store, of which only texts to send and their confirmations are known here.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// All the mirror holds under a document's prefix, by key, as it was when the page opened.
pub type MirrorEntries = BTreeMap<String, String>;

/// Something the mirror should do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorWrite {
    /// Its number, to confirm it by.
    pub id: u64,
    /// The key.
    pub key: String,
    /// The text to put there; `None` takes the key away.
    pub text: Option<String>,
}

/// What is on its way to the mirror.
#[derive(Debug, Default)]
pub(super) struct Mirror {
    last_id: u64,
    queue: VecDeque<MirrorWrite>,
    under_way: BTreeMap<u64, MirrorWrite>,
    /// The writes of records: what the badge waits for.
    records: BTreeSet<u64>,
}

impl Mirror {
    pub(super) fn send_record(&mut self, key: String, text: String) {
        self.send(key, Some(text));
        self.records.insert(self.last_id);
    }

    pub(super) fn send(&mut self, key: String, text: Option<String>) {
        self.last_id += 1;
        self.queue.push_back(MirrorWrite {
            id: self.last_id,
            key,
            text,
        });
    }

    /// Whether a record still waits for its confirmation.
    pub(super) fn awaits(&self) -> bool {
        !self.records.is_empty()
    }

    pub(super) fn take(&mut self) -> Vec<MirrorWrite> {
        let writes: Vec<_> = self.queue.drain(..).collect();
        self.under_way
            .extend(writes.iter().map(|write| (write.id, write.clone())));
        writes
    }

    pub(super) fn confirmed(&mut self, id: u64) {
        self.under_way.remove(&id);
        self.records.remove(&id);
    }

    pub(super) fn failed(&mut self, id: u64) {
        if let Some(write) = self.under_way.remove(&id) {
            // In the order they were made: a manifest must not come before its chunks.
            let place = self.queue.partition_point(|other| other.id < id);
            self.queue.insert(place, write);
        }
    }
}
