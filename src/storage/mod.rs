//! Keeping bytes: a document's journal and snapshots as texts under keys, so that a torn, lost or
//! damaged text is noticed and costs nothing else.
//!
//! Invariants:
//! - A journal key is written once, by one page load. No two tabs ever write the same key.
//! - Every text is framed with a checksum over itself and its key, and is read back before it counts.
//! - A snapshot counts when its manifest is written, which is last. Something is dropped only when
//!   the older of the two kept snapshots covers it.
//! - An unreadable text is reported and left where it lies. A text of a newer version makes the
//!   document read-only.
//! - Only keys under [`keys::PREFIX`] are ever written or removed.

mod compaction;
mod deflate;
mod envelope;
mod faulty;
mod generation;
pub mod keys;
mod latin;
mod memory;
mod migrate;
mod mirror;
mod open;
mod scan;
mod snapshot;
mod steps;
mod store;
mod usage;

pub use compaction::{Compaction, Exclusive, Progress};
pub use envelope::Unreadable;
pub use faulty::{Fault, FaultKind, FaultyStorage, HowOften};
pub use memory::MemoryStorage;
pub use migrate::{Field, Schema, Step};
pub use mirror::{MirrorEntries, MirrorWrite};
pub use open::{Opened, open, open_at};
pub use scan::{Place, Quarantined};
pub use store::{NotSaved, Received, Rescan, SaveState, Store};
pub use usage::{QUOTA_UNITS, Usage, keep_ballast, purge, units_used};

use thiserror::Error;

/// Texts under keys, as a browser's local storage keeps them. Keys and texts are UTF-16 there; all
/// texts written here are Latin-1, so that a byte costs one unit.
pub trait Storage {
    /// The text under a key; `None` when there is none.
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;
    /// Puts a text under a key. On an error the text that was there stays.
    fn set(&self, key: &str, text: &str) -> Result<(), StorageError>;
    /// Takes a key away; nothing if it is not there.
    fn remove(&self, key: &str) -> Result<(), StorageError>;
    /// All keys, foreign ones too, in no particular order.
    fn keys(&self) -> Result<Vec<String>, StorageError>;
}

impl<S: Storage + ?Sized> Storage for &S {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        (**self).get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        (**self).set(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        (**self).remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        (**self).keys()
    }
}

/// Why the storage did not do as asked; its text is a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// The quota is used up.
    #[error("This browser's storage for this page is full.")]
    Full,
    /// There is no storage, or the browser does not let the page use it.
    #[error("This browser does not let the page keep anything.")]
    Blocked,
    /// Anything else, in the browser's words.
    #[error("The browser's storage failed: {0}")]
    Other(String),
}
