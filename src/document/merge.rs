//! Joining two copies, and telling what that does before it is done.

use std::sync::Arc;

use super::registers::{Author, Document, Name, Touched};
use super::{Actor, Carried, Register, Written};

/// How one copy stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Both have seen the same changes.
    Equal,
    /// This one has seen all of the other's and more.
    Newer,
    /// The other has seen all of this one's and more.
    Older,
    /// Each has seen something the other has not.
    Concurrent,
}

/// One of two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The copy that is merged into.
    Ours,
    /// The copy that is merged.
    Theirs,
}

/// A field both sides have written without knowing of the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Concurrent {
    /// The kind of the record.
    pub kind: Name,
    /// The record's id.
    pub id: Name,
    /// The field.
    pub field: Name,
    /// What is here.
    pub ours: Register,
    /// What the other copy holds.
    pub theirs: Register,
    /// Whose value stays.
    pub winner: Side,
}

/// What merging another copy does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The records that change.
    pub touched: Touched,
    /// The fields whose values differ and were written on both sides since they parted.
    pub concurrent: Vec<Concurrent>,
    /// The registers taken over, with their own stamps.
    pub writes: Vec<Written>,
}

impl Document {
    /// How this copy stands to another of the same document.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Comparison {
        let newer = self.version().covers(other.version());
        let older = other.version().covers(self.version());
        match (newer, older) {
            (true, true) => Comparison::Equal,
            (true, false) => Comparison::Newer,
            (false, true) => Comparison::Older,
            (false, false) => Comparison::Concurrent,
        }
    }

    /// What [`Self::merge`] would do.
    #[must_use]
    pub fn preview(&self, other: &Self) -> Merged {
        let mut merged = Merged::default();
        for (kind, id, registers) in other.records() {
            let ours = self.registers(kind, id);
            for (field, theirs) in registers {
                let ours = ours.and_then(|registers| registers.get(field));
                let taken = ours.is_none_or(|ours| ours.yields_to(theirs));
                if let Some(ours) = ours
                    && ours.value != theirs.value
                    && !self.knows(theirs)
                    && !other.knows(ours)
                {
                    merged.concurrent.push(Concurrent {
                        kind: Arc::clone(kind),
                        id: Arc::clone(id),
                        field: Arc::clone(field),
                        ours: ours.clone(),
                        theirs: theirs.clone(),
                        winner: if taken { Side::Theirs } else { Side::Ours },
                    });
                }
                if taken {
                    merged.touched.insert((Arc::clone(kind), Arc::clone(id)));
                    merged.writes.push(Written {
                        kind: Arc::clone(kind),
                        id: Arc::clone(id),
                        field: Arc::clone(field),
                        value: theirs.value.clone(),
                        before: ours.map(|ours| ours.value.clone()).unwrap_or_default(),
                        carried: Some(theirs.stamp),
                    });
                }
            }
        }
        merged
    }

    /// Takes in all of another copy. To keep the merge as a step that can be undone, use
    /// [`super::Book::adopt`].
    pub fn merge(&mut self, other: &Self) -> Merged {
        let merged = self.preview(other);
        for write in &merged.writes {
            if let Some(stamp) = write.carried {
                let register = Register {
                    value: write.value.clone(),
                    stamp,
                };
                self.put(&write.kind, &write.id, &write.field, register);
            }
        }
        for (actor, first, last) in other.version().ranges() {
            self.see(actor, first, last);
        }
        for (actor, author) in other.authors() {
            self.see_author(*actor, author);
        }
        merged
    }

    /// What a change record must carry along to stand for this whole copy.
    pub(super) fn carried(&self) -> Carried {
        let authors = self.authors().iter();
        let authors = authors.map(|(actor, author): (&Actor, &Author)| (*actor, author.clone()));
        Carried {
            version: self.version().clone(),
            authors: authors.collect(),
        }
    }

    fn knows(&self, register: &Register) -> bool {
        self.version()
            .contains(register.stamp.actor, register.stamp.sequence)
    }
}
