//! Records that are made in passing, wherever their name is typed.

use std::collections::BTreeMap;

use super::list::Listed;
use super::{Change, MintId, Refusal, mint, text};
use crate::project::order::OrderKey;
use crate::project::{Id, Record, Table, fold};

/// A record that is there, or the name of one to be made. The same new name, compared without
/// regard to case and accents, makes one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<R: Record> {
    /// It is there.
    Known(Id<R>),
    /// It is to be made.
    New(String),
}

/// Records by folded name: those that are there, and those made on the way.
pub(super) struct Names<R: Record>(BTreeMap<String, Id<R>>, Option<OrderKey>);

impl<R: Listed> Names<R> {
    pub(super) fn of(table: &Table<R>) -> Self {
        let names = table.iter().map(|(id, it)| (fold(it.name()), id.clone()));
        let last = table.values().filter_map(Listed::order).max().cloned();
        Self(names.collect(), last)
    }

    /// The record of that name, made if it is not there.
    pub(super) fn resolve(
        &mut self,
        named: &Named<R>,
        change: &mut Change,
        ids: &mut dyn MintId,
    ) -> Result<Id<R>, Refusal> {
        let name = match named {
            Named::Known(id) => return Ok(id.clone()),
            Named::New(name) => text::title("The name", name)?,
        };
        let folded = fold(&name);
        if let Some(id) = self.0.get(&folded) {
            return Ok(id.clone());
        }
        let id = mint(ids);
        let order = OrderKey::between(self.1.as_ref(), None);
        change.add(&id, &R::named(name, order.clone()));
        self.1 = Some(order);
        self.0.insert(folded, id.clone());
        Ok(id)
    }
}
