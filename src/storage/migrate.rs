//! Reading what an older version wrote.

use std::sync::Arc;

use serde_json::Value;

use crate::document::{ChangeRecord, Document, Name, Register};

/// One field as a migration sees it: where it is, and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The kind of the record.
    pub kind: Name,
    /// The flat field.
    pub field: Name,
    /// The value.
    pub value: Value,
}

/// One step from a schema to the next.
///
/// It works on each field by itself and keeps its stamp, so that journals and snapshots migrate
/// alike and two browsers that migrate apart from each other still agree.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The schema it reads; it leads to the next number.
    pub from: u32,
    /// Changes one field; `false` leaves it out.
    pub field: fn(&mut Field) -> bool,
}

/// The schema of records and values, and how older ones become it.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Its number. A larger one makes a document read-only.
    pub number: u32,
    /// The steps from older ones, in ascending order, one for each number.
    pub steps: &'static [Step],
}

impl Schema {
    /// What this version writes.
    pub const CURRENT: Self = Self {
        number: 1,
        steps: &[],
    };

    /// Migrates a field from an older schema; `false` when it is no longer kept.
    fn migrate(&self, from: u32, field: &mut Field) -> bool {
        let mut steps = self.steps.iter().filter(|step| step.from >= from);
        steps.all(|step| (step.field)(field))
    }

    /// Migrates a change record, the values before among it.
    pub(super) fn migrate_record(&self, from: u32, record: &mut ChangeRecord) {
        if from >= self.number {
            return;
        }
        record.writes.retain_mut(|write| {
            let whole = |value: &mut Value| Field {
                kind: write.kind.clone(),
                field: write.field.clone(),
                value: std::mem::take(value),
            };
            let mut before = whole(&mut write.before);
            let mut after = whole(&mut write.value);
            self.migrate(from, &mut before);
            let kept = self.migrate(from, &mut after);
            write.before = before.value;
            (write.kind, write.field, write.value) = (after.kind, after.field, after.value);
            kept
        });
    }

    /// Migrates what a snapshot of an older schema held: its registers and undo steps.
    pub(super) fn migrate_snapshot(
        &self,
        from: u32,
        document: Document,
        steps: &mut [(bool, Arc<ChangeRecord>)],
    ) -> Document {
        if from >= self.number {
            return document;
        }
        for (_, step) in steps {
            self.migrate_record(from, Arc::make_mut(step));
        }
        let mut migrated = Document::new(document.id());
        for (kind, id, registers) in document.records() {
            for (name, register) in registers {
                let mut field = Field {
                    kind: kind.clone(),
                    field: name.clone(),
                    value: register.value.clone(),
                };
                if self.migrate(from, &mut field) {
                    let register = Register {
                        value: field.value,
                        stamp: register.stamp,
                    };
                    migrated.put(&field.kind, id, &field.field, register);
                }
            }
        }
        migrated
    }
}
