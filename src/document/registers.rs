//! A document: the registers of all fields of all records.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Actor, Cause, ChangeRecord, Pace, Register, Stamp, VersionVector, Written, at_once};
use crate::edit::{Change, DELETED};
use crate::project::{Fields, Model, Problem};

/// A name that many places share: a kind, an id, a field.
pub type Name = Arc<str>;
/// A record's kind and id.
pub type Key = (Name, Name);
/// The records an act has touched.
pub type Touched = BTreeSet<Key>;
/// The registers of one record by field, [`DELETED`] among them.
pub type Registers = BTreeMap<Name, Register>;

/// So many records are read in a step: fewer would be asked after more often than that is worth.
const A_STEP: usize = 16;

/// Who acts, and when: what a commit adds to a change.
#[derive(Clone, Debug)]
pub struct Context {
    /// This page load.
    pub actor: Actor,
    /// The name of the person at the keyboard.
    pub by: String,
    /// The wall time in ISO form; for display only.
    pub wall: String,
}

/// Whose an actor was, as of the last of its changes that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Author {
    /// The sequence of that change.
    pub sequence: u64,
    /// The name of the person.
    pub by: String,
    /// The wall time of that change in ISO form.
    pub wall: String,
}

impl Author {
    pub(super) fn to_json(&self) -> Value {
        json!([self.sequence, self.by, self.wall])
    }

    pub(super) fn from_json(json: &Value) -> Option<Self> {
        let [sequence, by, wall] = json.as_array()?.as_slice() else {
            return None;
        };
        Some(Self {
            sequence: sequence.as_u64()?,
            by: by.as_str()?.to_owned(),
            wall: wall.as_str()?.to_owned(),
        })
    }
}

/// One project (or the workspace) as registers, and which changes it has seen.
#[derive(Clone, Debug)]
pub struct Document {
    id: String,
    kinds: BTreeMap<Name, BTreeMap<Name, Registers>>,
    version: VersionVector,
    authors: BTreeMap<Actor, Author>,
    lamport: u64,
    /// Kinds and fields, of which there are few, each kept once.
    names: BTreeSet<Name>,
}

/// Two documents are equal when they hold the same registers and have seen the same changes.
impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        (&self.id, &self.version, &self.authors) == (&other.id, &other.version, &other.authors)
            && self.kinds == other.kinds
    }
}

impl Document {
    /// A document without records.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            kinds: BTreeMap::new(),
            version: VersionVector::default(),
            authors: BTreeMap::new(),
            lamport: 0,
            names: BTreeSet::new(),
        }
    }

    /// Its id: a project's document has the project's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The same content as a document of its own.
    #[must_use]
    pub fn copy_as(&self, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..self.clone()
        }
    }

    /// Lets go of its records, at a pace: so many small pieces are not given back in a moment.
    pub async fn let_go(mut self, pace: Pace<'_>) {
        while let Some((_, mut records)) = self.kinds.pop_first() {
            while !records.is_empty() {
                for _ in 0..A_STEP {
                    records.pop_first();
                }
                pace.step().await;
            }
        }
    }

    /// Whether nothing was ever written in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.version.is_empty()
    }

    /// The changes it has seen.
    #[must_use]
    pub fn version(&self) -> &VersionVector {
        &self.version
    }

    /// The largest Lamport counter it has seen.
    #[must_use]
    pub fn lamport(&self) -> u64 {
        self.lamport
    }

    /// Whose the actors were.
    #[must_use]
    pub fn authors(&self) -> &BTreeMap<Actor, Author> {
        &self.authors
    }

    /// Writes a change and returns its record; `None` when every field already holds its value.
    ///
    /// Of two writes to one field the later one counts.
    pub fn commit(&mut self, change: &Change, context: &Context) -> Option<Arc<ChangeRecord>> {
        let writes = self.changing(change);
        self.record(
            &change.label,
            Cause::Edit {
                forgets: Vec::new(),
            },
            writes,
            context,
        )
    }

    /// The writes of a change that change something, with the values before.
    pub(super) fn changing(&mut self, change: &Change) -> Vec<Written> {
        let mut latest = BTreeMap::new();
        for write in &change.writes {
            latest.insert((&*write.kind, &*write.id, &*write.field), &write.value);
        }
        latest.retain(|(kind, id, field), value| self.value(kind, id, field) != *value);
        let written = |((kind, id, field), value): ((&str, &str, &str), &Value)| Written {
            before: self.value(kind, id, field).clone(),
            kind: self.name(kind),
            id: self.id_of(kind, id),
            field: self.name(field),
            value: value.clone(),
            carried: None,
        };
        latest.into_iter().map(written).collect()
    }

    /// Makes a record of these writes, applies it and returns it; `None` without any.
    pub(super) fn record(
        &mut self,
        label: &str,
        cause: Cause,
        writes: Vec<Written>,
        context: &Context,
    ) -> Option<Arc<ChangeRecord>> {
        if writes.is_empty() {
            return None;
        }
        let record = ChangeRecord {
            stamp: self.next_stamp(context.actor),
            wall: context.wall.clone(),
            by: context.by.clone(),
            label: label.to_owned(),
            cause,
            writes,
            carried: None,
        };
        self.apply(&record);
        Some(Arc::new(record))
    }

    /// The stamp of the next change of this actor.
    fn next_stamp(&self, actor: Actor) -> Stamp {
        self.next_stamp_after(actor, self.lamport)
    }

    /// The stamp of the next change of this actor, one that has seen `lamport` too.
    pub(super) fn next_stamp_after(&self, actor: Actor, lamport: u64) -> Stamp {
        Stamp {
            lamport: self
                .lamport
                .max(lamport)
                .saturating_add(1)
                .min(Stamp::LARGEST),
            actor,
            sequence: self.version.last(actor).saturating_add(1),
        }
    }

    /// Takes in a change, of whatever origin, once or again and in any order. Returns the records
    /// that have changed.
    pub fn apply(&mut self, record: &ChangeRecord) -> Touched {
        let mut touched = Touched::new();
        for write in &record.writes {
            let stamp = write.carried.unwrap_or(record.stamp);
            let register = Register {
                value: write.value.clone(),
                stamp,
            };
            if self.put(&write.kind, &write.id, &write.field, register) {
                touched.insert(write.key());
            }
        }
        let author = Author {
            sequence: record.stamp.sequence,
            by: record.by.clone(),
            wall: record.wall.clone(),
        };
        self.see(
            record.stamp.actor,
            record.stamp.sequence,
            record.stamp.sequence,
        );
        self.see_author(record.stamp.actor, &author);
        self.lamport = self.lamport.max(record.stamp.lamport);
        if let Some(carried) = &record.carried {
            self.version.join(&carried.version);
            for (actor, author) in &carried.authors {
                self.see_author(*actor, author);
            }
        }
        touched
    }

    /// Joins one register into the document; whether that changed it.
    ///
    /// For readers of files and snapshots, together with [`Self::see`] and [`Self::see_author`].
    pub fn put(&mut self, kind: &str, id: &str, field: &str, register: Register) -> bool {
        self.lamport = self.lamport.max(register.stamp.lamport);
        let kind = self.name(kind);
        let field = self.name(field);
        let records = self.kinds.entry(kind).or_default();
        if !records.contains_key(id) {
            records.insert(Arc::from(id), Registers::new());
        }
        let Some(registers) = records.get_mut(id) else {
            return false;
        };
        match registers.get_mut(&field) {
            Some(present) if !present.yields_to(&register) => false,
            Some(present) => {
                *present = register;
                true
            }
            None => {
                registers.insert(field, register);
                true
            }
        }
    }

    /// Joins the registers of one record into the document.
    pub fn put_record(&mut self, kind: &str, id: &str, registers: Registers) {
        let largest = registers
            .values()
            .map(|register| register.stamp.lamport)
            .max();
        let absent = self.registers(kind, id).is_none();
        if absent && !registers.is_empty() {
            self.lamport = self.lamport.max(largest.unwrap_or(0));
            let kind = self.name(kind);
            self.kinds
                .entry(kind)
                .or_default()
                .insert(Arc::from(id), registers);
        } else {
            for (field, register) in registers {
                self.put(kind, id, &field, register);
            }
        }
    }

    /// Notes the changes `first..=last` of an actor as seen.
    pub fn see(&mut self, actor: Actor, first: u64, last: u64) {
        self.version.insert_range(actor, first, last);
    }

    /// Notes whose an actor was; the later change counts.
    pub fn see_author(&mut self, actor: Actor, author: &Author) {
        let known = self.authors.entry(actor).or_default();
        if *known < *author {
            *known = author.clone();
        }
    }

    /// One field's register.
    #[must_use]
    pub fn register(&self, kind: &str, id: &str, field: &str) -> Option<&Register> {
        self.kinds.get(kind)?.get(id)?.get(field)
    }

    /// One field's value, `Null` when it was never written.
    #[must_use]
    pub fn value(&self, kind: &str, id: &str, field: &str) -> &Value {
        self.register(kind, id, field)
            .map_or(&Value::Null, |register| &register.value)
    }

    /// The registers of one record, deleted or not.
    #[must_use]
    pub fn registers(&self, kind: &str, id: &str) -> Option<&Registers> {
        self.kinds.get(kind)?.get(id)
    }

    /// All records, deleted ones and unknown kinds among them, by kind and then id.
    pub fn records(&self) -> impl Iterator<Item = (&Name, &Name, &Registers)> {
        self.kinds.iter().flat_map(|(kind, records)| {
            records
                .iter()
                .map(move |(id, registers)| (kind, id, registers))
        })
    }

    /// The kinds of which there are records, deleted and unknown ones among them.
    pub fn kinds(&self) -> impl Iterator<Item = &Name> {
        self.kinds.keys()
    }

    /// The records of a kind, deleted ones among them, by id.
    pub fn records_of(&self, kind: &str) -> impl Iterator<Item = (&Name, &Registers)> {
        self.kinds.get(kind).into_iter().flatten()
    }

    /// The records behind one, of the same kind first; from the first one for `None`.
    pub fn records_after(
        &self,
        place: Option<&Key>,
    ) -> impl Iterator<Item = (&Name, &Name, &Registers)> {
        let from = place.map(|(kind, _)| Arc::clone(kind));
        let kinds = self.kinds.range((
            from.map_or(Bound::Unbounded, Bound::Included),
            Bound::Unbounded,
        ));
        kinds.flat_map(move |(kind, records)| {
            let after = place
                .filter(|(last, _)| last == kind)
                .map(|(_, id)| Arc::clone(id));
            let bounds = (
                after.map_or(Bound::Unbounded, Bound::Excluded),
                Bound::Unbounded,
            );
            records
                .range(bounds)
                .map(move |(id, registers)| (kind, id, registers))
        })
    }

    /// The present fields of one record; `None` when it does not exist (any more).
    #[must_use]
    pub fn fields(&self, kind: &str, id: &str) -> Option<Fields> {
        present(self.registers(kind, id)?)
    }

    /// Reads the whole document as a model, and what could not be read of it.
    #[must_use]
    pub fn read<M: Model>(&self) -> (M, BTreeMap<Key, Vec<Problem>>) {
        at_once(self.read_at(Pace::steady()))
    }

    /// [`Self::read`], at a pace.
    pub async fn read_at<M: Model>(&self, pace: Pace<'_>) -> (M, BTreeMap<Key, Vec<Problem>>) {
        let mut model = M::default();
        let mut problems = BTreeMap::new();
        for (number, (kind, id, registers)) in self.records().enumerate() {
            if number % A_STEP == 0 {
                pace.step().await;
            }
            if M::KINDS.contains(&&**kind)
                && let Some(fields) = present(registers)
            {
                let found = model.put(kind, id, Some(&fields));
                if !found.is_empty() {
                    problems.insert((Arc::clone(kind), Arc::clone(id)), found);
                }
            }
        }
        (model, problems)
    }

    /// The shared copy of a name.
    pub(super) fn name(&mut self, text: &str) -> Name {
        if let Some(name) = self.names.get(text) {
            return Arc::clone(name);
        }
        let name: Name = Arc::from(text);
        self.names.insert(Arc::clone(&name));
        name
    }

    /// The id as the document holds it already, if it does.
    fn id_of(&self, kind: &str, id: &str) -> Name {
        let held = self
            .kinds
            .get(kind)
            .and_then(|records| records.get_key_value(id));
        held.map_or_else(|| Arc::from(id), |(id, _)| Arc::clone(id))
    }
}

/// The fields people see of a record; `None` for one that is deleted or has none.
fn present(registers: &Registers) -> Option<Fields> {
    let deleted = registers.get(DELETED).map(|register| &register.value);
    if deleted == Some(&Value::Bool(true)) {
        return None;
    }
    let written = |register: &Register| !register.value.is_null();
    let mut fields = Fields::new();
    let mut exists = false;
    for (field, register) in registers.iter().filter(|(_, register)| written(register)) {
        exists = true;
        if &**field != DELETED {
            fields.insert(field.to_string(), register.value.clone());
        }
    }
    exists.then_some(fields)
}
