//! A storage in memory with the quota of a browser's.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Storage, StorageError};

/// A storage that lasts as long as the value. It counts like a browser: keys and texts in UTF-16
/// units.
#[derive(Clone, Debug, Default)]
pub struct MemoryStorage {
    texts: RefCell<BTreeMap<String, String>>,
    quota: Option<usize>,
}

impl MemoryStorage {
    /// A storage that is full at so many units.
    #[must_use]
    pub fn with_quota(units: usize) -> Self {
        Self {
            quota: Some(units),
            ..Self::default()
        }
    }

    /// A storage that holds these texts.
    #[must_use]
    pub fn holding(texts: BTreeMap<String, String>) -> Self {
        Self {
            texts: RefCell::new(texts),
            quota: None,
        }
    }

    /// All it holds.
    #[must_use]
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.texts.borrow().clone()
    }
}

/// What a key and its text count.
pub(super) fn units(key: &str, text: &str) -> usize {
    key.encode_utf16().count() + text.encode_utf16().count()
}

impl Storage for MemoryStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let mut texts = self.texts.borrow_mut();
        if let Some(quota) = self.quota {
            let others = texts.iter().filter(|(other, _)| *other != key);
            let used: usize = others.map(|(key, text)| units(key, text)).sum();
            if used + units(key, text) > quota {
                return Err(StorageError::Full);
            }
        }
        texts.insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quota_counts_units_of_keys_and_texts_and_a_refused_text_changes_nothing() {
        let storage = MemoryStorage::with_quota(10);
        storage.set("k", "12345678").unwrap();
        assert_eq!(storage.set("k", "1234567890"), Err(StorageError::Full));
        assert_eq!(storage.get("k"), Ok(Some("12345678".into())));
        storage.set("k", "😀😀😀😀").unwrap();
        assert_eq!(storage.set("", "12"), Err(StorageError::Full));
        storage.set("", "1").unwrap();
    }
}
