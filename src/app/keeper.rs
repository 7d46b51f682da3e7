//! What keeps documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use lastmile::document::{ChangeRecord, Document, History};
use leptos::prelude::*;

/// In memory.
#[derive(Clone, Copy)]
pub struct Keeper {
    documents: StoredValue<BTreeMap<String, Document>, LocalStorage>,
}

impl Keeper {
    pub fn start() -> Self {
        Self {
            documents: StoredValue::new_local(BTreeMap::new()),
        }
    }
    pub fn load(self, id: &str) -> Option<(Document, History)> {
        self.documents
            .with_value(|d| d.get(id).cloned())
            .map(|d| (d, History::default()))
    }
    pub fn append(self, id: &str, record: &Arc<ChangeRecord>) {
        self.documents.update_value(|d| {
            d.entry(id.to_owned())
                .or_insert_with(|| Document::new(id))
                .apply(record);
        });
    }
    pub fn keep_whole(self, document: &Document, _: &History) {
        self.documents.update_value(|d| {
            d.insert(document.id().to_owned(), document.clone());
        });
    }
}
