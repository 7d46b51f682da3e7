//! One act of a person, as the fields it writes.

use serde_json::Value;

use crate::project::{Fields, Id, Record, Table, diff, flatten};

/// The flat field that marks a record as deleted. It merges and undoes like any other.
pub const DELETED: &str = "deleted";

/// One field of one record gets a new value; `Null` returns it to its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The kind of the record.
    pub kind: String,
    /// The record's id.
    pub id: String,
    /// The flat field (see [`Fields`]).
    pub field: String,
    /// The new value.
    pub value: Value,
}

/// One act of a person: what it is called and what it writes. One undo step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// What was done, as the undo button says it: "Rename “Copy”".
    pub label: String,
    /// The writes, in no particular order; no two to the same field.
    pub writes: Vec<Write>,
}

impl Change {
    /// A change that does nothing yet.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            writes: Vec::new(),
        }
    }

    /// Whether it writes nothing at all: such a change is not recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    /// Adds a record that was not there before.
    pub fn add<R: Record>(&mut self, id: &Id<R>, record: &R) -> &mut Self {
        self.write::<R>(id, flatten(record));
        // A record with nothing but defaults must still exist, and one that was deleted before
        // must exist again.
        self.write::<R>(id, [(DELETED.to_owned(), Value::Bool(false))].into())
    }

    /// Makes a record be exactly this, whether it is there, was deleted, or never was: for records
    /// whose id says what they are about, so that it may have been used before.
    pub fn put<R: Record>(&mut self, table: &Table<R>, id: &Id<R>, record: &R) -> &mut Self {
        if let Some(before) = table.get(id) {
            return self.update(id, before, record);
        }
        // A deleted record keeps its fields: what is not said here must not come back.
        if let Ok(Value::Object(defaults)) = serde_json::to_value(R::default()) {
            let said = flatten(record);
            let silent = defaults
                .into_iter()
                .map(|(name, _)| name)
                .filter(|name| !said.contains_key(name) && !R::KEYED.contains(&name.as_str()));
            self.write::<R>(id, silent.map(|name| (name, Value::Null)).collect());
        }
        self.add(id, record)
    }

    /// Writes what differs between the record in the table and `after`.
    pub fn update<R: Record>(&mut self, id: &Id<R>, before: &R, after: &R) -> &mut Self {
        self.write::<R>(id, diff(&flatten(before), &flatten(after)))
    }

    /// Writes what `how` changes of a record; nothing if it is not in the table.
    pub fn alter<R: Record>(
        &mut self,
        table: &Table<R>,
        id: &Id<R>,
        how: impl FnOnce(&mut R),
    ) -> &mut Self {
        if let Some(before) = table.get(id) {
            let mut after = before.clone();
            how(&mut after);
            self.update(id, before, &after);
        }
        self
    }

    /// Marks a record as deleted.
    pub fn delete<R: Record>(&mut self, id: &Id<R>) -> &mut Self {
        self.write::<R>(id, [(DELETED.to_owned(), Value::Bool(true))].into())
    }

    fn write<R: Record>(&mut self, id: &Id<R>, fields: Fields) -> &mut Self {
        self.write_fields(R::KIND, id.as_str(), fields);
        self
    }

    fn write_fields(&mut self, kind: &str, id: &str, fields: Fields) {
        for (field, value) in fields {
            self.writes.push(Write {
                kind: kind.to_owned(),
                id: id.to_owned(),
                field,
                value,
            });
        }
    }
}
