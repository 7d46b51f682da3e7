//! How much of the quota is used, the reserve, and taking a document away for good.

use super::memory::units;
use super::{Storage, StorageError, keys};

/// What a browser gives one origin, in UTF-16 units, keys included.
pub const QUOTA_UNITS: usize = 5_242_880;
/// The reserve that is given up when the quota is full, in units.
const BALLAST_UNITS: usize = 256 << 10;

/// How many units are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// By this app, the reserve included.
    pub own: usize,
    /// By others of the same origin.
    pub foreign: usize,
}

impl Usage {
    /// What is left of the quota.
    #[must_use]
    pub fn left(&self) -> usize {
        QUOTA_UNITS
            .saturating_sub(self.own)
            .saturating_sub(self.foreign)
    }
}

/// Counts the units all keys and texts of the origin use. Reads every text: not for every keystroke.
pub fn units_used(storage: &impl Storage) -> Result<Usage, StorageError> {
    let mut usage = Usage::default();
    for key in storage.keys()? {
        let text = storage.get(&key)?.unwrap_or_default();
        let counts = units(&key, &text);
        if key.starts_with(keys::PREFIX) {
            usage.own += counts;
        } else {
            usage.foreign += counts;
        }
    }
    Ok(usage)
}

/// Sets the reserve aside where there is room for it; whether it stands.
pub fn keep_ballast(storage: &impl Storage) -> bool {
    if let Ok(Some(ballast)) = storage.get(keys::BALLAST)
        && ballast.len() == BALLAST_UNITS
    {
        return true;
    }
    storage
        .set(keys::BALLAST, &" ".repeat(BALLAST_UNITS))
        .is_ok()
}

/// Gives the reserve up; whether there was one.
pub(super) fn drop_ballast(storage: &impl Storage) -> bool {
    let had = matches!(storage.get(keys::BALLAST), Ok(Some(_)));
    had && storage.remove(keys::BALLAST).is_ok()
}

/// Takes all keys of a document away for good. The mirror's keys with the same beginning
/// ([`keys::of_document`]) are the caller's to remove.
pub fn purge(storage: &impl Storage, document: &str) -> Result<(), StorageError> {
    let prefix = keys::of_document(document);
    for key in storage.keys()? {
        if key.starts_with(&prefix) {
            storage.remove(&key)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryStorage;

    #[test]
    fn own_and_foreign_units_are_counted_apart() {
        let storage = MemoryStorage::default();
        storage.set("lastmile/x", "ab").unwrap();
        storage.set("x", "😀").unwrap();
        assert_eq!(
            units_used(&storage),
            Ok(Usage {
                own: 12,
                foreign: 3
            })
        );
    }

    #[test]
    fn purging_takes_one_documents_keys_and_no_other() {
        let storage = MemoryStorage::default();
        for key in [
            "lastmile/d/p/j/1/1",
            "lastmile/d/p2/j/1/1",
            "lastmile/ballast",
            "p",
        ] {
            storage.set(key, "").unwrap();
        }
        purge(&storage, "p").unwrap();
        let kept = ["lastmile/ballast", "lastmile/d/p2/j/1/1", "p"];
        assert_eq!(storage.keys(), Ok(kept.map(str::to_owned).to_vec()));
    }
}
