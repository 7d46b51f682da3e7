//! Records that are made in passing, wherever their name is typed.

use std::collections::BTreeMap;

use super::{Change, MintId, Refusal, mint, text};
use crate::project::order::OrderKey;
use crate::project::{Deliverable, Id, Person, Record, Table, Workstream};

/// A record that is there, or the name of one to be made. The same new name, compared without
/// regard to case, makes one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<R: Record> {
    /// It is there.
    Known(Id<R>),
    /// It is to be made.
    New(String),
}

/// Records by folded name: those that are there, and those made on the way.
pub(super) struct Names<R: Record>(BTreeMap<String, Id<R>>, Option<OrderKey>);

/// A record that a name is enough to make.
pub(super) trait Nameable: Record {
    fn name(&self) -> &str;
    fn order(&self) -> Option<&OrderKey>;
    fn named(name: String, order: OrderKey) -> Self;
}

impl Nameable for Person {
    fn name(&self) -> &str {
        &self.name
    }
    fn order(&self) -> Option<&OrderKey> {
        None
    }
    fn named(name: String, _: OrderKey) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }
}

impl Nameable for Deliverable {
    fn name(&self) -> &str {
        &self.name
    }
    fn order(&self) -> Option<&OrderKey> {
        Some(&self.order)
    }
    fn named(name: String, order: OrderKey) -> Self {
        Self {
            name,
            order,
            ..Self::default()
        }
    }
}

impl Nameable for Workstream {
    fn name(&self) -> &str {
        &self.name
    }
    fn order(&self) -> Option<&OrderKey> {
        Some(&self.order)
    }
    fn named(name: String, order: OrderKey) -> Self {
        Self {
            name,
            order,
            ..Self::default()
        }
    }
}

impl<R: Nameable> Names<R> {
    pub(super) fn of(table: &Table<R>) -> Self {
        let names = table
            .iter()
            .map(|(id, it)| (it.name().to_lowercase(), id.clone()));
        let last = table.values().filter_map(Nameable::order).max().cloned();
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
        let folded = name.to_lowercase();
        if let Some(id) = self.0.get(&folded) {
            return Ok(id.clone());
        }
        let id = mint(ids);
        let order = OrderKey::between(self.1.as_ref(), None);
        self.1 = Some(order.clone());
        change.add(&id, &R::named(name, order));
        self.0.insert(folded, id.clone());
        Ok(id)
    }
}
