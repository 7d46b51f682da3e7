//! The mirror: the same keys and texts as the local storage, in `IndexedDB`, which keeps its last
//! confirmed transaction when the machine dies.

use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use wasm_bindgen::JsValue;

const DATABASE: &str = "lastmile";
const ENTRIES: &str = "entries";

/// An open mirror.
pub struct Mirror {
    database: Database,
}

impl Mirror {
    /// Opens the mirror, making it where it does not exist yet. `None` where the browser has none
    /// or refuses it.
    pub async fn open() -> Option<Self> {
        let opened = Database::open(DATABASE)
            .with_version(1_u8)
            .with_on_upgrade_needed(|_, database| {
                database.create_object_store(ENTRIES).build()?;
                Ok(())
            })
            .await;
        opened.ok().map(|database| Self { database })
    }

    /// All entries whose key begins with `prefix`.
    pub async fn entries(&self, prefix: &str) -> Result<Vec<(String, String)>, Error> {
        let range = prefix.to_owned()..format!("{prefix}\u{ffff}");
        let transaction = self.database.transaction(ENTRIES).build()?;
        let store = transaction.object_store(ENTRIES)?;
        let keys = store
            .get_all_keys::<String>()
            .with_query(range.clone())
            .primitive()?;
        let texts = store.get_all::<String>().with_query(range).primitive()?;
        let keys = keys.await?.collect::<Result<Vec<_>, _>>()?;
        let texts = texts.await?.collect::<Result<Vec<_>, _>>()?;
        Ok(keys.into_iter().zip(texts).collect())
    }

    /// Writes entries (`None` removes one) in one transaction, and returns when they are on disk.
    pub async fn write(&self, entries: &[(String, Option<String>)]) -> Result<(), Error> {
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        let transaction = self
            .database
            .transaction(ENTRIES)
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()?;
        let store = transaction.object_store(ENTRIES)?;
        for (key, text) in entries {
            match text {
                Some(text) => {
                    store
                        .put(text.as_str())
                        .with_key(key.as_str())
                        .primitive()?;
                }
                None => {
                    store.delete(key.as_str()).primitive()?;
                }
            }
        }
        transaction.commit().await
    }

    /// Keeps something of the browser's own that is no text, such as a file that may be written.
    pub async fn put_handle(&self, key: &str, handle: Option<JsValue>) -> Result<(), Error> {
        let transaction = self
            .database
            .transaction(ENTRIES)
            .with_mode(TransactionMode::Readwrite)
            .build()?;
        let store = transaction.object_store(ENTRIES)?;
        match handle {
            Some(handle) => {
                store.put(handle).with_key(key).primitive()?;
            }
            None => {
                store.delete(key).primitive()?;
            }
        }
        transaction.commit().await
    }

    /// What [`Self::put_handle`] kept.
    pub async fn handle(&self, key: &str) -> Result<Option<JsValue>, Error> {
        let transaction = self.database.transaction(ENTRIES).build()?;
        let store = transaction.object_store(ENTRIES)?;
        store.get(key).primitive()?.await
    }
}
