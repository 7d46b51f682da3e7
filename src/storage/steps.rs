//! Undo steps in a snapshot: cut into parts, and without the values the records hold anyway.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crc32c::crc32c_append;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::snapshot::{BYTES, REGISTERS, STEPS, payload, size};
use crate::document::{ChangeRecord, Document, Name, Stamp, VersionVector, Written};

/// Some of the writes of one step; the parts of a step follow each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Part {
    /// Whether the step is taken back.
    undone: bool,
    /// The step with these writes only, as [`ChangeRecord::to_json`].
    step: Value,
    /// Whether all registers of the snapshot with the step's own stamp belong to it too, with
    /// nothing before them, unless a part names them. So a pasted list is not kept twice.
    own: bool,
}

/// Steps with fewer writes are kept as they are.
const MANY: usize = 100;
/// So many writes are looked at in one slice of idle time.
const LOOKED_AT: usize = 4 * REGISTERS;

/// What reading the steps of a snapshot comes to.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) list: Vec<Step>,
    /// The places in the list of the steps that own registers of the snapshot.
    own: BTreeMap<Stamp, usize>,
}

/// What one slice of encoding came to.
pub(super) enum Encoded {
    /// A chunk: its payload, its hash, and the place behind it.
    Chunk(Vec<u8>, u32, Place),
    /// Nothing to keep yet: go on at this place.
    Further(Place),
    /// There are none left.
    Nothing,
}

/// A step that is in effect (`false`) or taken back (`true`).
pub(super) type Step = (bool, Arc<ChangeRecord>);

/// Where the next part begins: the step, and the write in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    step: usize,
    write: usize,
}

/// The parts from `place` on that fill one chunk.
///
/// `version` is what the snapshot covers. It must hold all of its records already: a register that
/// was written before the snapshot was begun and still stands is then surely in it.
pub(super) fn encode(
    steps: &[Step],
    document: &Document,
    version: &VersionVector,
    mut place: Place,
) -> Encoded {
    let mut parts = Vec::new();
    let (mut looked_at, mut count, mut bytes) = (0, 0, 0);
    while let Some((undone, step)) = steps.get(place.step)
        && count < REGISTERS
        && bytes < BYTES
        && looked_at < LOOKED_AT
    {
        let own =
            step.writes.len() > MANY && version.contains(step.stamp.actor, step.stamp.sequence);
        let mut part = header(step);
        let first = place.write == 0;
        for write in step.writes.iter().skip(place.write) {
            if count >= REGISTERS || bytes >= BYTES || looked_at >= LOOKED_AT {
                break;
            }
            looked_at += 1;
            place.write += 1;
            if own && holds(document, step.stamp, write) {
                continue;
            }
            bytes += size(&write.value) + size(&write.before);
            count += 1;
            part.writes.push(write.clone());
        }
        if first || !part.writes.is_empty() {
            count += 1;
            parts.push(Part {
                undone: *undone,
                step: part.to_json(),
                own,
            });
        }
        if place.write >= step.writes.len() {
            place = Place {
                step: place.step + 1,
                write: 0,
            };
        }
    }
    if !parts.is_empty() {
        return Encoded::Chunk(payload(STEPS, &parts), hash(&parts), place);
    }
    if place.step < steps.len() {
        Encoded::Further(place)
    } else {
        Encoded::Nothing
    }
}

/// The hash of parts, to compare with what was meant to be kept.
pub(super) fn hash(parts: &[Part]) -> u32 {
    crc32c_append(0, json!(parts).to_string().as_bytes())
}

impl Steps {
    /// Puts parts together to steps again. Parts that make no sense are passed over: without them a
    /// step cannot be undone, and nothing else is lost.
    pub(super) fn join(&mut self, parts: Vec<Part>) {
        for Part { undone, step, own } in parts {
            let Ok(mut step) = ChangeRecord::from_json(&step) else {
                continue;
            };
            match self.list.last_mut() {
                Some((same, last)) if *same == undone && last.step() == step.step() => {
                    Arc::make_mut(last).writes.append(&mut step.writes);
                }
                Some(_) | None => {
                    if own {
                        self.own.insert(step.stamp, self.list.len());
                    }
                    self.list.push((undone, Arc::new(step)));
                }
            }
        }
    }

    /// Gives the steps the registers they own; `document` holds the whole snapshot.
    pub(super) fn complete(&mut self, document: &Document) {
        if self.own.is_empty() {
            return;
        }
        let mut spelled: BTreeMap<usize, BTreeSet<(Name, Name, Name)>> = BTreeMap::new();
        for place in self.own.values() {
            let step = self.list.get(*place).map(|(_, step)| step);
            let writes = step.into_iter().flat_map(|step| &step.writes);
            let fields = writes.map(|w| (w.kind.clone(), w.id.clone(), w.field.clone()));
            spelled.insert(*place, fields.collect());
        }
        for (kind, id, registers) in document.records() {
            for (field, register) in registers {
                let Some(place) = self.own.get(&register.stamp) else {
                    continue;
                };
                let name = (kind.clone(), id.clone(), field.clone());
                if spelled
                    .get(place)
                    .is_some_and(|fields| fields.contains(&name))
                {
                    continue;
                }
                if let Some((_, step)) = self.list.get_mut(*place) {
                    Arc::make_mut(step).writes.push(Written {
                        kind: name.0,
                        id: name.1,
                        field: name.2,
                        value: register.value.clone(),
                        before: Value::Null,
                        carried: None,
                    });
                }
            }
        }
    }
}

/// Whether the snapshot's own register is what was written, with nothing before it.
fn holds(document: &Document, stamp: Stamp, write: &Written) -> bool {
    let register = document.register(&write.kind, &write.id, &write.field);
    let held = register.is_some_and(|held| held.stamp == stamp && held.value == write.value);
    held && write.before.is_null() && write.carried.is_none()
}

/// All of a step but its writes.
fn header(step: &ChangeRecord) -> ChangeRecord {
    ChangeRecord {
        stamp: step.stamp,
        wall: step.wall.clone(),
        by: step.by.clone(),
        label: step.label.clone(),
        cause: step.cause.clone(),
        writes: Vec::new(),
        // What came with an adopted copy is in the snapshot; undo does not need it.
        carried: None,
    }
}
