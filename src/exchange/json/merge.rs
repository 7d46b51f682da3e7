//! The merge section: the stamps, versions and deleted records by which copies are joined.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::incoming::Shown;
use super::layout::{Fold, Layout};
use super::marks::Mark;
use super::place::{NotImported, Path};
use super::sections::{check_name, check_texts};
use crate::document::{
    Actor, Author, Cause, ChangeRecord, Document, Pace, Register, Registers, Stamp, VersionVector,
};
use crate::edit::{DELETED, Write};
use crate::project::Fields;

/// Counters beyond this are refused: a file must not use up the numbers of everyone's later edits.
const LARGEST_LAMPORT: u64 = Stamp::LARGEST / 2;

/// Writes the section of a document.
pub(super) async fn write(layout: &mut Layout, document: &Document, pace: Pace<'_>) {
    layout.object(Some("merge"));
    let version = document.version().to_json();
    layout.value(Some("version"), &version, Fold::WhenLong);
    let authors = document.authors().iter().map(|(actor, author)| {
        let author = json!({ "last": author.sequence, "by": author.by, "at": author.wall });
        (actor.to_string(), author)
    });
    let authors = Value::Object(authors.collect());
    layout.value(Some("authors"), &authors, Fold::WhenLong);
    let stamps = document.records().flat_map(|(_, _, of)| of.values());
    let lamport = stamps.map(|register| register.stamp.lamport).max();
    if document.lamport() > lamport.unwrap_or(0) {
        layout.value(Some("lamport"), &json!(document.lamport()), Fold::Never);
    }
    layout.object(Some("records"));
    for kind in document.kinds() {
        layout.object(Some(kind));
        for (id, registers) in document.records_of(kind) {
            pace.step().await;
            let is_shown = document.fields(kind, id).is_some();
            layout.value(Some(id), &marks(registers, is_shown), Fold::Never);
        }
        layout.end();
    }
    layout.end();
    layout.end();
}

/// The marks of a record's fields, by their stamps.
fn marks(registers: &Registers, is_shown: bool) -> Value {
    let mut stamps = Map::new();
    for (field, register) in registers {
        let value = &register.value;
        let mark = if value.is_null() {
            Mark::Cleared
        } else if is_shown && **field != *DELETED {
            Mark::shown(value)
        } else {
            Mark::Kept(value.clone())
        };
        let marks = stamps
            .entry(stamp_text(register.stamp))
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(marks) = marks {
            marks.insert(field.to_string(), mark.to_json());
        }
    }
    Value::Object(stamps)
}

/// Restores the registers of a document and returns what was edited by hand since.
///
/// What is left in `shown` afterwards has no stamp: it was added by hand, too.
pub(super) async fn read(
    section: Value,
    document: &mut Document,
    shown: &mut Shown,
    at: &Path<'_>,
    pace: Pace<'_>,
) -> Result<Vec<Write>, NotImported> {
    let mut section = object(section, at)?;
    let version = section.remove("version").unwrap_or_default();
    let version = VersionVector::from_json(&version).ok_or_else(|| {
        let here = Path::Key(at, "version");
        here.refuse("this must hold a number or ranges of numbers for each writer")
    })?;
    let here = Path::Key(at, "authors");
    let authors = object(section.remove("authors").unwrap_or_default(), &here)?;
    for (actor, author) in authors {
        let here = Path::Key(&here, &actor);
        let (actor, author) =
            read_author(&actor, &author).ok_or_else(|| here.refuse("this is no author"))?;
        document.see_author(actor, &author);
    }
    let here = Path::Key(at, "records");
    let records = object(section.remove("records").unwrap_or_default(), &here)?;
    let mut edits = Vec::new();
    for (kind, ids) in records {
        let here = Path::Key(&here, &kind);
        for (id, stamps) in object(ids, &here)? {
            pace.step().await;
            let here = Path::Key(&here, &id);
            check_name(&id, &here)?;
            let marks = read_marks(stamps, &version, &here)?;
            let fields = shown.remove(&(kind.clone(), id.clone()));
            edits.extend(restore(document, (&kind, &id), marks, fields));
        }
    }
    let lamport = section.remove("lamport");
    if let Some(unknown) = section.keys().next() {
        return Err(Path::Key(at, unknown).refuse("this is no part of a merge section"));
    }
    for (actor, first, last) in version.ranges() {
        document.see(actor, first, last);
    }
    if let Some(lamport) = lamport {
        let here = Path::Key(at, "lamport");
        let lamport = lamport
            .as_u64()
            .filter(|lamport| *lamport <= LARGEST_LAMPORT);
        let lamport = lamport.ok_or_else(|| here.refuse("this is no counter"))?;
        see_lamport(document, lamport);
    }
    Ok(edits)
}

/// Raises the counter to one that no field bears: an act that took in a copy writes nothing itself.
fn see_lamport(document: &mut Document, lamport: u64) {
    let last = document.authors().iter().next();
    if let Some((actor, author)) = last.map(|(actor, author)| (*actor, author.clone())) {
        document.apply(&ChangeRecord {
            stamp: Stamp {
                lamport,
                actor,
                sequence: author.sequence,
            },
            wall: author.wall,
            by: author.by,
            label: String::new(),
            cause: Cause::Edit {
                forgets: Vec::new(),
            },
            writes: Vec::new(),
            carried: None,
        });
    }
}

/// Puts back the registers of one record. Fields whose readable value is another than their stamp
/// stands for are left out and returned as edits.
fn restore(
    document: &mut Document,
    (kind, id): (&str, &str),
    marks: BTreeMap<String, (Stamp, Mark)>,
    shown: Option<Fields>,
) -> Vec<Write> {
    let is_shown = shown.is_some();
    let mut shown = shown.unwrap_or_default();
    let mut edits = Fields::new();
    let mut was_shown = false;
    let mut put = |field: &str, value: Value, stamp: Stamp| {
        document.put(kind, id, field, Register { value, stamp });
    };
    for (field, (stamp, mark)) in marks {
        if field == DELETED {
            match mark {
                Mark::Kept(value) if is_shown && value == Value::Bool(true) => {
                    edits.insert(field, Value::Bool(false));
                }
                Mark::Kept(value) => put(&field, value, stamp),
                Mark::Cleared | Mark::Shown(_) => put(&field, Value::Null, stamp),
            }
            continue;
        }
        was_shown |= matches!(mark, Mark::Shown(_));
        let readable = shown.remove(&field).unwrap_or_default();
        match mark {
            Mark::Kept(value) if !is_shown => put(&field, value, stamp),
            _ if mark.fits(&readable) => put(&field, readable, stamp),
            // A record that was taken out of the file is deleted, whatever its fields were.
            _ if !is_shown => {}
            Mark::Shown(_) | Mark::Cleared | Mark::Kept(_) => {
                edits.insert(field, readable);
            }
        }
    }
    edits.extend(shown);
    let is_visible = document.fields(kind, id).is_some();
    let is_deleted = document.value(kind, id, DELETED) == &Value::Bool(true);
    if is_shown && !is_visible {
        edits.insert(DELETED.to_owned(), Value::Bool(false));
    } else if !is_shown && (is_visible || was_shown && !is_deleted) {
        edits.insert(DELETED.to_owned(), Value::Bool(true));
    }
    as_writes(kind, id, edits)
}

/// Writes of these fields to one record.
pub(super) fn as_writes(kind: &str, id: &str, fields: Fields) -> Vec<Write> {
    let write = |(field, value)| Write {
        kind: kind.to_owned(),
        id: id.to_owned(),
        field,
        value,
    };
    fields.into_iter().map(write).collect()
}

fn read_marks(
    stamps: Value,
    version: &VersionVector,
    at: &Path,
) -> Result<BTreeMap<String, (Stamp, Mark)>, NotImported> {
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (text, marks) in object(stamps, at)? {
        let here = Path::Key(at, &text);
        let stamp = read_stamp(&text)
            .ok_or_else(|| here.refuse("this is no stamp: counter, writer and number"))?;
        if !version.contains(stamp.actor, stamp.sequence) {
            return Err(here.refuse("this change is missing in the version of the merge section"));
        }
        for (field, mark) in object(marks, &here)? {
            let here = Path::Key(&here, &field);
            if !seen.insert(field.clone()) {
                return Err(here.refuse("this field stands under two stamps"));
            }
            let mark = Mark::from_json(mark).ok_or_else(|| {
                here.refuse("this must be a checksum, null, or a list of one value")
            })?;
            if let Mark::Kept(value) = &mark {
                check_name(&field, &here)?;
                check_texts(&field, value, &here)?;
            }
            found.insert(field, (stamp, mark));
        }
    }
    Ok(found)
}

fn stamp_text(stamp: Stamp) -> String {
    format!("{}.{}.{}", stamp.lamport, stamp.actor, stamp.sequence)
}

/// Reads what [`stamp_text`] wrote, and nothing else: one stamp has one text.
fn read_stamp(text: &str) -> Option<Stamp> {
    let mut parts = text.splitn(3, '.');
    let stamp = Stamp {
        lamport: parts.next()?.parse().ok()?,
        actor: parts.next()?.parse().ok()?,
        sequence: parts.next()?.parse().ok()?,
    };
    let is_counter = stamp.lamport <= LARGEST_LAMPORT && stamp.sequence <= Stamp::LARGEST;
    (is_counter && stamp_text(stamp) == text).then_some(stamp)
}

fn read_author(actor: &str, json: &Value) -> Option<(Actor, Author)> {
    let author = Author {
        sequence: json.get("last")?.as_u64()?,
        by: json.get("by")?.as_str()?.to_owned(),
        wall: json.get("at")?.as_str()?.to_owned(),
    };
    Some((actor.parse().ok()?, author))
}

/// The entries of an object; none where it is missing.
pub(super) fn object(value: Value, at: &Path) -> Result<Map<String, Value>, NotImported> {
    match value {
        Value::Object(object) => Ok(object),
        Value::Null => Ok(Map::new()),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(at.refuse("this must be an object in braces"))
        }
    }
}
