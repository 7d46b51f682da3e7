//! A storage that goes wrong on purpose, for tests.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{MemoryStorage, Storage, StorageError};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The operation reports an error.
    Fail,
    /// A write is forgotten, a read finds nothing.
    Drop,
    /// A write keeps half of the text, a read gives half of it.
    Truncate,
    /// One bit of the text is the other way, written or read.
    Flip,
    /// A read gives all but the last character; writes are right.
    ShortRead,
    /// The process dies here, and what was not flushed is lost.
    LoseTail,
}

impl FaultKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Fail,
        Self::Drop,
        Self::Truncate,
        Self::Flip,
        Self::ShortRead,
        Self::LoseTail,
    ];
}

/// For how long it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowOften {
    /// At one operation.
    Once,
    /// At it and at every one after it.
    ForGood,
}

/// A fault at the operation with that number, counted from 0 over reads, writes, removals and
/// listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// When.
    pub at: usize,
    /// For how long.
    pub how_often: HowOften,
}

/// One write that is not on disk yet: a key, and its text or nothing.
type Unflushed = (String, Option<String>);

/// A storage with a volatile layer, which the page sees, and a durable one, which a crash leaves.
#[derive(Debug, Default)]
pub struct FaultyStorage {
    volatile: MemoryStorage,
    durable: RefCell<BTreeMap<String, String>>,
    unflushed: RefCell<Vec<Unflushed>>,
    fault: Cell<Option<Fault>>,
    operations: Cell<usize>,
    dead: Cell<bool>,
}

impl FaultyStorage {
    /// A storage that holds these texts durably, with a fault or without.
    #[must_use]
    pub fn holding(texts: BTreeMap<String, String>, fault: Option<Fault>) -> Self {
        Self {
            volatile: MemoryStorage::holding(texts.clone()),
            durable: RefCell::new(texts),
            fault: Cell::new(fault),
            ..Self::default()
        }
    }

    /// How many operations there were.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.operations.get()
    }

    /// Whether the process has died.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.dead.get()
    }

    /// Puts all writes so far on disk.
    pub fn flush(&self) {
        for (key, text) in self.unflushed.borrow_mut().drain(..) {
            apply(&mut self.durable.borrow_mut(), key, text);
        }
    }

    /// What is left after a crash that kept only the first `kept` of the unflushed writes.
    #[must_use]
    pub fn after_crash(&self, kept: usize) -> BTreeMap<String, String> {
        let mut texts = self.durable.borrow().clone();
        for (key, text) in self.unflushed.borrow().iter().take(kept) {
            apply(&mut texts, key.clone(), text.clone());
        }
        texts
    }

    /// What a page that is closed in order leaves behind.
    #[must_use]
    pub fn after_close(&self) -> BTreeMap<String, String> {
        self.after_crash(usize::MAX)
    }

    /// Counts an operation; the fault that strikes it, if one does.
    fn strike(&self) -> Result<Option<FaultKind>, StorageError> {
        let now = self.operations.get();
        self.operations.set(now + 1);
        if self.dead.get() {
            return Err(StorageError::Blocked);
        }
        let struck = self.fault.get().filter(|fault| match fault.how_often {
            HowOften::Once => fault.at == now,
            HowOften::ForGood => fault.at <= now,
        });
        match struck.map(|fault| fault.kind) {
            Some(FaultKind::Fail) => Err(StorageError::Other("it was meant to fail".into())),
            Some(FaultKind::LoseTail) => {
                self.dead.set(true);
                Err(StorageError::Blocked)
            }
            kind => Ok(kind),
        }
    }

    fn write(&self, key: &str, text: Option<String>) -> Result<(), StorageError> {
        match &text {
            Some(text) => self.volatile.set(key, text)?,
            None => self.volatile.remove(key)?,
        }
        self.unflushed.borrow_mut().push((key.to_owned(), text));
        Ok(())
    }
}

impl Storage for FaultyStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        let kind = self.strike()?;
        let text = self.volatile.get(key)?;
        Ok(match kind {
            Some(FaultKind::Drop) => None,
            Some(kind) => text.map(|text| spoil(&text, kind, self.operations.get())),
            None => text,
        })
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        match self.strike()? {
            Some(FaultKind::Drop) => Ok(()),
            Some(FaultKind::ShortRead) | None => self.write(key, Some(text.to_owned())),
            Some(kind) => self.write(key, Some(spoil(text, kind, self.operations.get()))),
        }
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        match self.strike()? {
            Some(FaultKind::Drop) => Ok(()),
            Some(_) | None => self.write(key, None),
        }
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.strike()?;
        self.volatile.keys()
    }
}

fn apply(texts: &mut BTreeMap<String, String>, key: String, text: Option<String>) {
    match text {
        Some(text) => texts.insert(key, text),
        None => texts.remove(&key),
    };
}

/// A text as the fault leaves it; `salt` varies the place of the damage.
fn spoil(text: &str, kind: FaultKind, salt: usize) -> String {
    let count = text.chars().count();
    match kind {
        FaultKind::Truncate => text.chars().take(count / 2).collect(),
        FaultKind::ShortRead => text.chars().take(count.saturating_sub(1)).collect(),
        FaultKind::Flip if count > 0 => {
            let place = salt.wrapping_mul(7919) % count;
            let flip = |(index, char): (usize, char)| {
                let flipped = u32::from(char) ^ (1 << (salt % 8));
                if index == place {
                    char::from_u32(flipped).unwrap_or(char)
                } else {
                    char
                }
            };
            text.chars().enumerate().map(flip).collect()
        }
        FaultKind::Flip | FaultKind::Fail | FaultKind::Drop | FaultKind::LoseTail => {
            text.to_owned()
        }
    }
}
