//! The content of a snapshot's chunks: columns of values and stamps, which compress well.

use std::collections::BTreeMap;
use std::sync::Arc;

use crc32c::crc32c_append;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::steps::{self, Part};
use crate::document::{Actor, Document, Key, Name, Register, Registers, Stamp};
use crate::project::trees;

/// A chunk ends once it holds this many registers: small enough for a slice of idle time.
pub(super) const REGISTERS: usize = 1_500;
/// … or once its values are about this long.
pub(super) const BYTES: usize = 48 << 10;
/// A chunk begins with the letter of what it holds.
const RECORDS: u8 = b'r';
pub(super) const STEPS: u8 = b's';

/// What a chunk holds.
#[derive(Debug, PartialEq)]
pub(super) enum Chunk {
    /// Records of one kind.
    Records(Name, Vec<(String, Registers)>),
    /// Parts of undo steps in their order.
    Steps(Vec<Part>),
}

/// Rows are records, columns are fields.
#[derive(Serialize, Deserialize)]
struct Table<V> {
    /// The kind.
    k: String,
    /// The ids.
    i: Vec<String>,
    /// The actors in the stamps.
    a: Vec<String>,
    /// The stamps in ascending order, three numbers each: the counter less the one before, the
    /// actor's place in `a`, the sequence less the actor's one before.
    t: Vec<i64>,
    /// Each row's first stamp, as its place among the stamps less that of the row before.
    b: Vec<i64>,
    /// The columns.
    f: BTreeMap<String, Column<V>>,
}

/// One field of all rows that have it.
#[derive(Serialize, Deserialize)]
struct Column<V> {
    /// The rows, each as the count of rows left out before it; empty when all rows have it.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    r: Vec<u32>,
    /// The stamps, as places less that of the row's first; empty when all are that.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    s: Vec<u32>,
    /// The values.
    v: Vec<V>,
}

/// The records behind `place`, of one kind, that fill one chunk: its payload, the hash of its
/// content, and the last record in it. `None` when there are none left.
pub(super) fn encode_records(
    document: &Document,
    place: Option<&Key>,
) -> Option<(Vec<u8>, u32, Key)> {
    let mut rows: Vec<(&Name, &Registers)> = Vec::new();
    let mut chunk_kind: Option<&Name> = None;
    let (mut count, mut bytes) = (0, 0);
    for (kind, id, registers) in document.records_after(place) {
        if chunk_kind.is_some_and(|chunk| chunk != kind) || count >= REGISTERS || bytes >= BYTES {
            break;
        }
        chunk_kind = Some(kind);
        rows.push((id, registers));
        count += registers.len();
        bytes += registers
            .values()
            .map(|register| size(&register.value))
            .sum::<usize>();
    }
    let kind = chunk_kind?;
    let (last, _) = rows.last()?;
    let key = (Arc::clone(kind), Arc::clone(last));
    let hash = content_hash(
        kind,
        rows.iter().map(|(id, registers)| (&***id, *registers)),
    );
    let table = table_of(kind, &rows);
    Some((payload(RECORDS, &table), hash, key))
}

/// Reads a chunk's payload; an error says what is wrong with it.
pub(super) fn decode(payload: &[u8]) -> Result<Chunk, String> {
    let (tag, json) = payload.split_first().ok_or("it is empty")?;
    match *tag {
        RECORDS => {
            let table = serde_json::from_slice(json).map_err(|error| error.to_string())?;
            let (kind, rows) = rows_of(table).ok_or("its columns do not fit together")?;
            Ok(Chunk::Records(kind, rows))
        }
        STEPS => {
            let parts = serde_json::from_slice(json).map_err(|error| error.to_string())?;
            Ok(Chunk::Steps(parts))
        }
        _ => Err("it holds neither records nor steps".into()),
    }
}

impl Chunk {
    /// The hash of the content, to compare with what was meant to be kept.
    pub(super) fn hash(&self) -> u32 {
        match self {
            Self::Records(kind, rows) => content_hash(
                kind,
                rows.iter().map(|(id, registers)| (id.as_str(), registers)),
            ),
            Self::Steps(parts) => steps::hash(parts),
        }
    }
}

pub(super) fn payload(tag: u8, content: &impl Serialize) -> Vec<u8> {
    let mut bytes = vec![tag];
    let written = serde_json::to_writer(&mut bytes, content);
    // Plain structs, lists and texts: nothing JSON could refuse.
    debug_assert!(written.is_ok());
    bytes
}

fn table_of<'a>(kind: &Name, rows: &[(&'a Name, &'a Registers)]) -> Table<&'a Value> {
    let registers = || rows.iter().flat_map(|(_, registers)| registers.iter());
    let mut stamps: Vec<Stamp> = registers().map(|(_, register)| register.stamp).collect();
    stamps.sort_unstable();
    stamps.dedup();
    let place = |stamp: &Stamp| stamps.binary_search(stamp).unwrap_or(0);
    let mut table = Table {
        k: kind.to_string(),
        i: rows.iter().map(|(id, _)| id.to_string()).collect(),
        a: Vec::new(),
        t: Vec::new(),
        b: Vec::new(),
        f: BTreeMap::new(),
    };
    stamps_into(&stamps, &mut table);
    // Where each column's next row would be, to note only gaps.
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    let mut base_before = 0;
    for (row, (_, registers)) in rows.iter().enumerate() {
        let first = registers.values().map(|register| register.stamp).min();
        let base = first.map_or(0, |stamp| place(&stamp));
        table.b.push(signed(base) - signed(base_before));
        base_before = base;
        for (field, register) in *registers {
            let expected = next.insert(field, row + 1).unwrap_or(0);
            if !table.f.contains_key(&**field) {
                let empty = Column {
                    r: Vec::new(),
                    s: Vec::new(),
                    v: Vec::new(),
                };
                table.f.insert(field.to_string(), empty);
            }
            if let Some(column) = table.f.get_mut(&**field) {
                column.r.push(small(row - expected));
                column.s.push(small(place(&register.stamp) - base));
                column.v.push(&register.value);
            }
        }
    }
    for column in table.f.values_mut() {
        if column.v.len() == rows.len() {
            column.r = Vec::new();
        }
        if column.s.iter().all(|place| *place == 0) {
            column.s = Vec::new();
        }
    }
    table
}

fn stamps_into<V>(stamps: &[Stamp], table: &mut Table<V>) {
    let mut actors: BTreeMap<Actor, (usize, u64)> = BTreeMap::new();
    let mut lamport = 0;
    for stamp in stamps {
        let count = actors.len();
        let (place, sequence) = actors.entry(stamp.actor).or_insert((count, 0));
        if *place == count {
            table.a.push(stamp.actor.to_string());
        }
        let since = |now: u64, before: u64| now.cast_signed().wrapping_sub(before.cast_signed());
        table.t.extend([
            since(stamp.lamport, lamport),
            signed(*place),
            since(stamp.sequence, *sequence),
        ]);
        lamport = stamp.lamport;
        *sequence = stamp.sequence;
    }
}

fn stamps_of<V>(table: &Table<V>) -> Option<Vec<Stamp>> {
    let actors = table.a.iter().map(|actor| actor.parse().ok());
    let mut actors: Vec<(Actor, i64)> = actors
        .map(|actor| Some((actor?, 0)))
        .collect::<Option<_>>()?;
    let mut lamport = 0_i64;
    let mut stamps = Vec::with_capacity(table.t.len() / 3);
    for three in table.t.chunks(3) {
        let [more, place, further] = three else {
            return None;
        };
        lamport = lamport.checked_add(*more)?;
        let (actor, sequence) = actors.get_mut(usize::try_from(*place).ok()?)?;
        *sequence = sequence.checked_add(*further)?;
        let valid = |number: i64| u64::try_from(number).ok().filter(|n| *n <= Stamp::LARGEST);
        stamps.push(Stamp {
            lamport: valid(lamport)?,
            actor: *actor,
            sequence: valid(*sequence)?,
        });
    }
    Some(stamps)
}

fn rows_of(table: Table<Value>) -> Option<(Name, Vec<(String, Registers)>)> {
    let stamps = stamps_of(&table)?;
    let count = table.i.len();
    let mut bases = Vec::with_capacity(count);
    let mut base = 0_i64;
    for more in &table.b {
        base = base.checked_add(*more)?;
        bases.push(usize::try_from(base).ok()?);
    }
    if bases.len() != count {
        return None;
    }
    let mut rows: Vec<Vec<(Name, Register)>> = vec![Vec::new(); count];
    for (field, column) in table.f {
        let field: Name = Arc::from(field);
        let all = column.r.is_empty() && column.v.len() == count;
        if !(all || column.r.len() == column.v.len())
            || !(column.s.is_empty() || column.s.len() == column.v.len())
        {
            return None;
        }
        let mut row = 0_usize;
        for (index, value) in column.v.into_iter().enumerate() {
            let gap = column.r.get(index).copied().unwrap_or(0);
            row = row.checked_add(usize::try_from(gap).ok()?)?;
            let further = column.s.get(index).copied().unwrap_or(0);
            let place = bases
                .get(row)?
                .checked_add(usize::try_from(further).ok()?)?;
            let stamp = *stamps.get(place)?;
            rows.get_mut(row)?
                .push((Arc::clone(&field), Register { value, stamp }));
            row += 1;
        }
    }
    let records = table.i.into_iter().zip(rows);
    let records = records.map(|(id, fields)| (id, trees::map(fields)));
    Some((Arc::from(table.k), records.collect()))
}

fn content_hash<'a>(kind: &str, rows: impl Iterator<Item = (&'a str, &'a Registers)>) -> u32 {
    let mut hash = crc32c_append(0, kind.as_bytes());
    let mut text = Vec::new();
    for (id, registers) in rows {
        hash = crc32c_append(hash, id.as_bytes());
        for (field, register) in registers {
            text.clear();
            text.push(0);
            text.extend_from_slice(field.as_bytes());
            text.push(0);
            for number in [
                register.stamp.lamport,
                register.stamp.actor.0,
                register.stamp.sequence,
            ] {
                text.extend_from_slice(&number.to_le_bytes());
            }
            // Writing JSON to memory cannot fail.
            let _ = serde_json::to_writer(&mut text, &register.value);
            hash = crc32c_append(hash, &text);
        }
    }
    hash
}

/// About how long a value is as JSON.
pub(super) fn size(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 6,
        Value::String(text) => text.len() + 3,
        Value::Array(values) => values.iter().map(size).sum::<usize>() + 2,
        Value::Object(values) => values
            .iter()
            .map(|(name, value)| name.len() + 4 + size(value))
            .sum(),
    }
}

fn signed(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
