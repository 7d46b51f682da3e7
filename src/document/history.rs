//! The steps that can be undone and redone, across reloads and beside other tabs.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::registers::Document;
use super::{Actor, Cause, ChangeRecord, Register, StepId, Written};
use crate::project::limits::UNDO_STEPS;
use crate::project::trees;

/// The last steps of this browser.
///
/// It notes the records of all of this browser's tabs, so that a snapshot made by one tab keeps the
/// steps of the others; only the steps of `own` actors are offered here.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Steps in effect, the latest last.
    done: Vec<Arc<ChangeRecord>>,
    /// Steps taken back, the latest taken back last; narrowed to the writes that were.
    undone: Vec<Arc<ChangeRecord>>,
    /// Everyone of this browser who wrote, undoing and redoing included.
    writers: BTreeSet<Actor>,
    /// Those of them whose steps and values count as this page's own.
    own: BTreeSet<Actor>,
}

impl History {
    /// A history found at opening: all of its steps count as this page's own.
    #[must_use]
    pub fn opened(
        done: Vec<Arc<ChangeRecord>>,
        undone: Vec<Arc<ChangeRecord>>,
        writers: BTreeSet<Actor>,
    ) -> Self {
        let mut history = Self {
            done,
            undone,
            writers,
            own: BTreeSet::new(),
        };
        let steps = history.done.iter().chain(&history.undone);
        history.writers.extend(steps.map(|step| step.stamp.actor));
        history.own_all();
        history
    }

    /// Steps in effect, the latest last.
    #[must_use]
    pub fn done(&self) -> &[Arc<ChangeRecord>] {
        &self.done
    }

    /// Steps taken back, the latest taken back last.
    #[must_use]
    pub fn undone(&self) -> &[Arc<ChangeRecord>] {
        &self.undone
    }

    /// Everyone of this browser who wrote.
    #[must_use]
    pub fn writers(&self) -> &BTreeSet<Actor> {
        &self.writers
    }

    /// Counts everything noted so far as this page's own.
    pub fn own_all(&mut self) {
        self.own.extend(&self.writers);
        self.trim();
    }

    /// Counts this actor's steps as this page's own.
    pub fn own(&mut self, actor: Actor) {
        self.own.insert(actor);
    }

    /// Notes a change that another tab has made meanwhile: whatever it gave up, this page's own
    /// undone steps stay.
    pub(super) fn hear(&mut self, record: &Arc<ChangeRecord>) {
        let own = |step: &&Arc<ChangeRecord>| self.own.contains(&step.stamp.actor);
        let undone: Vec<_> = self.undone.iter().filter(own).cloned().collect();
        self.note(record);
        if let Cause::Edit { .. } = record.cause {
            self.undone.retain(|step| !undone.contains(step));
            self.undone.extend(undone);
        }
    }

    /// Notes a change that was made; each must be noted once, in the order of their stamps.
    pub fn note(&mut self, record: &Arc<ChangeRecord>) {
        self.writers.insert(record.stamp.actor);
        match &record.cause {
            Cause::Edit { forgets } => {
                self.undone.retain(|step| !forgets.contains(&step.step()));
                self.done.push(Arc::clone(record));
            }
            Cause::Note => {}
            Cause::Undo(step) => {
                if let Some(step) = take(&mut self.done, *step) {
                    self.undone.push(narrow(step, record));
                }
            }
            Cause::Redo(step) => {
                if let Some(step) = take(&mut self.undone, *step) {
                    self.done.push(narrow(step, record));
                }
            }
        }
        self.trim();
    }

    /// The undone steps a new edit gives up.
    pub(super) fn redoable(&self) -> Vec<StepId> {
        let own = self
            .undone
            .iter()
            .filter(|step| self.own.contains(&step.stamp.actor));
        own.map(|step| step.step()).collect()
    }

    /// The step that undo would take back.
    pub(super) fn next_undo(&self, document: &Document) -> Option<&ChangeRecord> {
        self.next(&self.done, |step, write| {
            counts(write) && self.can_undo(document, step, write)
        })
    }

    /// The step that redo would take again.
    pub(super) fn next_redo(&self, document: &Document) -> Option<&ChangeRecord> {
        self.next(&self.undone, |_, write| {
            counts(write) && self.can_redo(document, write)
        })
    }

    /// The writes that take back what is left of a step. A value that an adopted copy only
    /// confirmed is written again, so that it counts as an earlier step's once more.
    pub(super) fn undoing(&self, document: &Document, step: &ChangeRecord) -> Vec<Written> {
        let left = step
            .writes
            .iter()
            .filter(|write| self.can_undo(document, step, write));
        left.map(|write| rewritten(write, &write.before, &write.value))
            .collect()
    }

    /// The writes that take an undone step again.
    pub(super) fn redoing(&self, document: &Document, step: &ChangeRecord) -> Vec<Written> {
        let left = step
            .writes
            .iter()
            .filter(|write| self.can_redo(document, write));
        left.map(|write| rewritten(write, &write.value, &write.before))
            .collect()
    }

    fn next<'a>(
        &self,
        steps: &'a [Arc<ChangeRecord>],
        left: impl Fn(&ChangeRecord, &Written) -> bool,
    ) -> Option<&'a ChangeRecord> {
        let own = steps
            .iter()
            .rev()
            .filter(|step| self.own.contains(&step.stamp.actor));
        own.map(Arc::as_ref)
            .find(|step| step.writes.iter().any(|write| left(step, write)))
    }

    /// Whether the field still holds what the step wrote.
    fn can_undo(&self, document: &Document, step: &ChangeRecord, write: &Written) -> bool {
        let register = document.register(&write.kind, &write.id, &write.field);
        register.is_some_and(|register| {
            let own = register.stamp == write.carried.unwrap_or(step.stamp) || self.wrote(register);
            own && register.value == write.value
        })
    }

    /// Whether the field still holds what undo wrote.
    fn can_redo(&self, document: &Document, write: &Written) -> bool {
        let register = document.register(&write.kind, &write.id, &write.field);
        register.is_some_and(|register| self.wrote(register) && register.value == write.before)
    }

    fn wrote(&self, register: &Register) -> bool {
        self.own.contains(&register.stamp.actor)
    }

    /// Lets go of the oldest steps, of this page's own and of others' apart: another tab's typing
    /// takes nothing away here.
    fn trim(&mut self) {
        for steps in [&mut self.done, &mut self.undone] {
            for own in [true, false] {
                let counts = |step: &ChangeRecord| self.own.contains(&step.stamp.actor) == own;
                let count = steps.iter().filter(|step| counts(step)).count();
                let mut excess = count.saturating_sub(UNDO_STEPS);
                if excess > 0 {
                    steps.retain(|step| {
                        let goes = excess > 0 && counts(step);
                        excess -= usize::from(goes);
                        !goes
                    });
                }
            }
        }
    }
}

/// Whether taking the write back is worth a step: it changed something, or an adopted copy brought
/// it. One that only confirmed a value still stands between that value and who wrote it first.
fn counts(write: &Written) -> bool {
    write.before != write.value || write.carried.is_some()
}

/// Takes a step out of a list of steps.
fn take(steps: &mut Vec<Arc<ChangeRecord>>, step: StepId) -> Option<Arc<ChangeRecord>> {
    let index = steps.iter().rposition(|record| record.step() == step)?;
    Some(steps.remove(index))
}

/// The step with only those of its writes which `record` took back or took again.
fn narrow(step: Arc<ChangeRecord>, record: &ChangeRecord) -> Arc<ChangeRecord> {
    if step.writes.len() == record.writes.len() {
        return step;
    }
    let place = |write: &Written| (write.key(), write.field.clone());
    let kept = trees::set(record.writes.iter().map(place));
    let mut step = Arc::unwrap_or_clone(step);
    step.writes.retain(|write| kept.contains(&place(write)));
    Arc::new(step)
}

fn rewritten(write: &Written, value: &Value, before: &Value) -> Written {
    Written {
        value: value.clone(),
        before: before.clone(),
        carried: None,
        ..write.clone()
    }
}
