//! One act as the journal keeps it and other copies receive it.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use thiserror::Error;

use super::registers::{Author, Key, Name, Touched};
use super::{Actor, Stamp, VersionVector};
use crate::project::trees;

/// A step as undo names it: the actor and sequence of the change that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepId {
    /// Who made it.
    pub actor: Actor,
    /// Which of the actor's changes.
    pub sequence: u64,
}

/// Why a change was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A person did something new; what had been undone before can no longer be redone.
    Edit {
        /// The undone steps that were given up with it.
        forgets: Vec<StepId>,
    },
    /// Nobody asked for it: the app noted something of its own, which no undo takes back.
    Note,
    /// It takes a step back.
    Undo(StepId),
    /// It takes an undone step again.
    Redo(StepId),
}

/// One field written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The kind of the record.
    pub kind: Name,
    /// The record's id.
    pub id: Name,
    /// The flat field.
    pub field: Name,
    /// The value from now on; `Null` is the default.
    pub value: Value,
    /// The value before, for undo.
    pub before: Value,
    /// The stamp of a value that came from another copy; `None` for one that was written here.
    pub carried: Option<Stamp>,
}

impl Written {
    /// The record it belongs to.
    #[must_use]
    pub fn key(&self) -> Key {
        (Arc::clone(&self.kind), Arc::clone(&self.id))
    }
}

/// What came with another copy besides its values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// The changes the other copy had seen.
    pub version: VersionVector,
    /// Whose its actors were.
    pub authors: Vec<(Actor, Author)>,
}

/// One act of a person: what every copy needs to take part in it, and what undo needs.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRecord {
    /// Its place among all changes.
    pub stamp: Stamp,
    /// The wall time in ISO form; for display only.
    pub wall: String,
    /// The name of the person.
    pub by: String,
    /// What was done, as the undo button says it. An undo carries the label of its step.
    pub label: String,
    /// Why.
    pub cause: Cause,
    /// What it wrote, ordered by kind, id and field; no field twice.
    pub writes: Vec<Written>,
    /// Set when it took in another copy.
    pub carried: Option<Box<Carried>>,
}

/// Why a text is no change record: the place and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Malformed(pub String);

impl ChangeRecord {
    /// The step this record is, as undo names it.
    #[must_use]
    pub fn step(&self) -> StepId {
        StepId {
            actor: self.stamp.actor,
            sequence: self.stamp.sequence,
        }
    }

    /// The records it writes to.
    #[must_use]
    pub fn touched(&self) -> Touched {
        trees::set(self.writes.iter().map(Written::key))
    }

    /// As compact JSON text; [`Self::decode`] reads it back.
    #[must_use]
    pub fn encode(&self) -> String {
        self.to_json().to_string()
    }

    /// As JSON: `a` actor, `n` sequence, `l` counter, `t` time, `by`, `do` label, `u`/`r` the step
    /// undone or redone, `x` the steps forgotten, `o` that it stands outside undo, `w` kind → id → field → `[value, before, stamp]`,
    /// `v` and `p` the version and authors of a copy taken in.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut json = Map::new();
        json.insert("a".into(), json!(self.stamp.actor.to_string()));
        json.insert("n".into(), json!(self.stamp.sequence));
        json.insert("l".into(), json!(self.stamp.lamport));
        for (name, text) in [("t", &self.wall), ("by", &self.by), ("do", &self.label)] {
            if !text.is_empty() {
                json.insert(name.into(), json!(text));
            }
        }
        match &self.cause {
            Cause::Edit { forgets } if forgets.is_empty() => None,
            Cause::Edit { forgets } => {
                json.insert("x".into(), forgets.iter().map(step_json).collect())
            }
            Cause::Note => json.insert("o".into(), Value::Bool(true)),
            Cause::Undo(step) => json.insert("u".into(), step_json(step)),
            Cause::Redo(step) => json.insert("r".into(), step_json(step)),
        };
        json.insert("w".into(), writes_json(&self.writes));
        if let Some(carried) = &self.carried {
            json.insert("v".into(), carried.version.to_json());
            let authors = carried.authors.iter();
            let mut of = Map::new();
            for (actor, author) in authors {
                of.insert(actor.to_string(), author.to_json());
            }
            json.insert("p".into(), Value::Object(of));
        }
        Value::Object(json)
    }

    /// Reads what [`Self::encode`] wrote. Names it does not know are passed over.
    pub fn decode(text: &str) -> Result<Self, Malformed> {
        let json = serde_json::from_str(text).map_err(|error| Malformed(error.to_string()))?;
        Self::from_json(&json)
    }

    /// Reads what [`Self::to_json`] wrote.
    pub fn from_json(json: &Value) -> Result<Self, Malformed> {
        let text = |name: &str| match json.get(name) {
            None => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(wrong(name)),
        };
        let step = |name: &str| {
            json.get(name)
                .map(|step| read_step(step).ok_or(wrong(name)))
        };
        let cause = match (step("u").transpose()?, step("r").transpose()?) {
            (Some(step), None) => Cause::Undo(step),
            (None, Some(step)) => Cause::Redo(step),
            (Some(_), Some(_)) => return Err(wrong("r")),
            (None, None) if json.get("o") == Some(&Value::Bool(true)) => Cause::Note,
            (None, None) => {
                let forgets = match json.get("x") {
                    Some(Value::Array(steps)) => steps.iter().map(read_step).collect(),
                    Some(_) => None,
                    None => Some(Vec::new()),
                };
                Cause::Edit {
                    forgets: forgets.ok_or(wrong("x"))?,
                }
            }
        };
        let number = |name: &str| json.get(name).and_then(read_number).ok_or(wrong(name));
        Ok(Self {
            stamp: Stamp {
                lamport: number("l")?,
                actor: json.get("a").and_then(read_actor).ok_or(wrong("a"))?,
                sequence: number("n")?,
            },
            wall: text("t")?,
            by: text("by")?,
            label: text("do")?,
            cause,
            writes: read_writes(json.get("w").ok_or(wrong("w"))?)?,
            carried: json
                .get("v")
                .map(|version| read_carried(version, json.get("p")))
                .transpose()?,
        })
    }
}

fn wrong(place: &str) -> Malformed {
    Malformed(format!("“{place}” is missing or not of the right form"))
}

fn step_json(step: &StepId) -> Value {
    json!([step.actor.to_string(), step.sequence])
}

fn writes_json(writes: &[Written]) -> Value {
    let mut kinds = Map::new();
    for write in writes {
        let kind = kinds.entry(&*write.kind).or_insert_with(|| json!({}));
        let Value::Object(records) = kind else {
            continue;
        };
        let record = records.entry(&*write.id).or_insert_with(|| json!({}));
        let Value::Object(fields) = record else {
            continue;
        };
        let mut parts = vec![write.value.clone()];
        if !write.before.is_null() || write.carried.is_some() {
            parts.push(write.before.clone());
        }
        if let Some(stamp) = write.carried {
            parts.extend([
                json!(stamp.lamport),
                json!(stamp.actor.to_string()),
                json!(stamp.sequence),
            ]);
        }
        fields.insert(write.field.to_string(), Value::Array(parts));
    }
    Value::Object(kinds)
}

fn read_number(json: &Value) -> Option<u64> {
    json.as_u64()
        .filter(|number| (1..=Stamp::LARGEST).contains(number))
}

fn read_actor(json: &Value) -> Option<Actor> {
    json.as_str()?.parse().ok()
}

fn read_step(json: &Value) -> Option<StepId> {
    let [actor, sequence] = json.as_array()?.as_slice() else {
        return None;
    };
    Some(StepId {
        actor: read_actor(actor)?,
        sequence: read_number(sequence)?,
    })
}

fn read_writes(json: &Value) -> Result<Vec<Written>, Malformed> {
    let mut writes = Vec::new();
    for (kind, records) in json.as_object().ok_or(wrong("w"))? {
        let kind: Name = Arc::from(kind.as_str());
        for (id, fields) in records
            .as_object()
            .ok_or_else(|| wrong(&format!("w/{kind}")))?
        {
            let id: Name = Arc::from(id.as_str());
            let fields = fields
                .as_object()
                .ok_or_else(|| wrong(&format!("w/{kind}/{id}")))?;
            for (field, parts) in fields {
                let write = read_write(&kind, &id, field, parts);
                writes.push(write.ok_or_else(|| wrong(&format!("w/{kind}/{id}/{field}")))?);
            }
        }
    }
    Ok(writes)
}

fn read_write(kind: &Name, id: &Name, field: &str, parts: &Value) -> Option<Written> {
    let (value, before, carried) = match parts.as_array()?.as_slice() {
        [value] => (value, &Value::Null, None),
        [value, before] => (value, before, None),
        [value, before, lamport, actor, sequence] => {
            let stamp = Stamp {
                lamport: read_number(lamport)?,
                actor: read_actor(actor)?,
                sequence: read_number(sequence)?,
            };
            (value, before, Some(stamp))
        }
        _ => return None,
    };
    Some(Written {
        kind: Arc::clone(kind),
        id: Arc::clone(id),
        field: Arc::from(field),
        value: value.clone(),
        before: before.clone(),
        carried,
    })
}

fn read_carried(version: &Value, authors: Option<&Value>) -> Result<Box<Carried>, Malformed> {
    let version = VersionVector::from_json(version).ok_or(wrong("v"))?;
    let authors = match authors {
        Some(Value::Object(authors)) => authors
            .iter()
            .map(|(actor, author)| Some((actor.parse().ok()?, Author::from_json(author)?)))
            .collect::<Option<Vec<_>>>()
            .ok_or(wrong("p"))?,
        Some(_) => return Err(wrong("p")),
        None => Vec::new(),
    };
    Ok(Box::new(Carried { version, authors }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> ChangeRecord {
        let written = |field: &str, value: Value, before: Value, carried| Written {
            kind: "task".into(),
            id: "__proto__".into(),
            field: field.into(),
            value,
            before,
            carried,
        };
        let stamp = Stamp {
            lamport: 9,
            actor: Actor(40),
            sequence: 2,
        };
        ChangeRecord {
            stamp: Stamp {
                lamport: 12,
                actor: Actor(u64::MAX),
                sequence: 3,
            },
            wall: "2026-03-12T10:00:00+01:00".into(),
            by: "Zoë".into(),
            label: "Rename “Copy”".into(),
            cause: Cause::Edit {
                forgets: vec![StepId {
                    actor: Actor(1),
                    sequence: 7,
                }],
            },
            writes: vec![
                written("labels/a/b", json!(true), Value::Null, None),
                written("notes", Value::Null, json!("old"), None),
                written("title", json!("new"), Value::Null, Some(stamp)),
            ],
            carried: Some(Box::new(Carried {
                version: VersionVector::from_json(&json!({ "18": 2 })).unwrap(),
                authors: vec![(Actor(40), Author::default())],
            })),
        }
    }

    #[test]
    fn a_record_reads_back_as_itself() {
        let mut record = record();
        assert_eq!(ChangeRecord::decode(&record.encode()), Ok(record.clone()));
        record.carried = None;
        for cause in [Cause::Undo(record.step()), Cause::Redo(record.step())] {
            record.cause = cause;
            assert_eq!(ChangeRecord::decode(&record.encode()), Ok(record.clone()));
        }
    }

    #[test]
    fn an_ordinary_edit_is_short() {
        let mut record = record();
        record.writes.truncate(1);
        record.carried = None;
        assert!(record.encode().len() < 250, "{}", record.encode());
    }

    #[test]
    fn what_is_no_record_is_refused_with_the_place() {
        for (text, place) in [
            ("", "EOF"),
            ("{}", "“l”"),
            (r#"{"l":1,"n":0,"a":"1","w":{}}"#, "“n”"),
            (r#"{"l":1,"n":1,"a":"I","w":{}}"#, "“a”"),
            (r#"{"l":1,"n":1,"a":"1","w":[]}"#, "“w”"),
            (
                r#"{"l":1,"n":1,"a":"1","w":{"task":{"x":{"title":[]}}}}"#,
                "“w/task/x/title”",
            ),
            (
                r#"{"l":1,"n":1,"a":"1","w":{},"u":["1",1],"r":["1",1]}"#,
                "“r”",
            ),
            (r#"{"l":9007199254740992,"n":1,"a":"1","w":{}}"#, "“l”"),
        ] {
            let error = ChangeRecord::decode(text).unwrap_err();
            assert!(error.to_string().contains(place), "{text}: {error}");
        }
    }
}
