//! A person at work, without a browser: an open document, its store, and a mirror.

use std::collections::BTreeMap;
use std::sync::Arc;

use lastmile::document::{Actor, Book, ChangeRecord, Context};
use lastmile::edit::{Change, Write};
use lastmile::project::{Project, Record, Task};
use lastmile::storage::{
    self, Compaction, Exclusive, MirrorEntries, NotSaved, Opened, Progress, SaveState, Schema,
    Storage, Store,
};
use serde_json::Value;

/// One tab with one document.
pub(crate) struct Session<S> {
    pub(crate) book: Book<Project>,
    pub(crate) store: Store<S>,
    pub(crate) actor: u64,
}

/// The mirror as it lies on disk.
pub(crate) type Disk = BTreeMap<String, String>;

impl<S: Storage> Session<S> {
    pub(crate) fn open(storage: S, actor: u64, mirror: Option<&MirrorEntries>) -> Self {
        Self::from(Self::opened(storage, actor, mirror), actor)
    }

    pub(crate) fn opened(storage: S, actor: u64, mirror: Option<&MirrorEntries>) -> Opened<S> {
        storage::open(storage, "p", Actor(actor), mirror, Schema::CURRENT)
    }

    pub(crate) fn from(opened: Opened<S>, actor: u64) -> Self {
        let (book, store) = opened.book();
        Self { book, store, actor }
    }

    pub(crate) fn context(&self) -> Context {
        Context {
            actor: Actor(self.actor),
            by: "Ann".into(),
            wall: "2026-03-12T10:00:00Z".into(),
        }
    }

    /// Writes one field of one task.
    pub(crate) fn write(&mut self, id: &str, field: &str, value: impl Into<Value>) -> SaveState {
        self.commit(&change(&[(id, field, value.into())]))
    }

    pub(crate) fn commit(&mut self, change: &Change) -> SaveState {
        let context = self.context();
        let record = self.book.commit(change, &context);
        self.keep(record)
    }

    pub(crate) fn undo(&mut self) -> SaveState {
        let context = self.context();
        let record = self.book.undo(&context);
        self.keep(record)
    }

    pub(crate) fn redo(&mut self) -> SaveState {
        let context = self.context();
        let record = self.book.redo(&context);
        self.keep(record)
    }

    fn keep(&mut self, record: Option<Arc<ChangeRecord>>) -> SaveState {
        match record {
            Some(record) => self.store.append(&record),
            None => self.store.save_state(),
        }
    }

    /// Runs a whole compaction.
    pub(crate) fn compact(&mut self, now_ms: u64) -> Result<usize, NotSaved> {
        let (document, history) = (self.book.document(), self.book.history());
        let lock = Exclusive::held();
        let mut compaction = Compaction::begin(&self.store, document, history, now_ms, &lock)?;
        for steps in 1.. {
            match compaction.step(&mut self.store, document) {
                Progress::Working => {}
                Progress::Done => return Ok(steps),
                Progress::Failed(reason) => return Err(reason),
            }
        }
        unreachable!("a compaction ends")
    }

    /// Lets the mirror do all it was sent.
    pub(crate) fn mirror(&mut self, disk: &mut Disk) {
        for write in self.store.take_mirror_writes() {
            match write.text {
                Some(text) => disk.insert(write.key, text),
                None => disk.remove(&write.key),
            };
            self.store.mirror_confirmed(write.id);
        }
    }

    /// Takes in what other tabs have written.
    pub(crate) fn rescan(&mut self) {
        let found = self.store.rescan(self.book.document()).unwrap();
        if let Some(snapshot) = &found.snapshot {
            self.book.absorb(snapshot);
        }
        for record in &found.records {
            self.book.apply(record);
        }
    }

    pub(crate) fn content(&self) -> BTreeMap<(String, String), Value> {
        content(&self.book)
    }
}

/// One change of task fields.
pub(crate) fn change(writes: &[(&str, &str, Value)]) -> Change {
    let writes = writes.iter().map(|(id, field, value)| Write {
        kind: Task::KIND.into(),
        id: (*id).into(),
        field: (*field).into(),
        value: value.clone(),
    });
    Change {
        label: "Write".into(),
        writes: writes.collect(),
    }
}

/// What every field of every task holds, deleted ones too.
pub(crate) fn content(book: &Book<Project>) -> BTreeMap<(String, String), Value> {
    let mut content = BTreeMap::new();
    for (_, id, registers) in book.document().records() {
        for (field, register) in registers {
            if !register.value.is_null() {
                content.insert((id.to_string(), field.to_string()), register.value.clone());
            }
        }
    }
    content
}
