//! What a file holds: shown to a person first, made into documents afterwards.

use std::collections::BTreeMap;

use crate::document::{Author, Context, Document, Pace, Register, Stamp, at_once};
use crate::edit::Write;
use crate::project::{Fields, Model, Problem, Project, Workspace};

/// So many fields are written in a step: fewer would be asked after more often than that is worth.
const A_STEP: usize = 64;

/// The flat fields of the readable records by kind and id.
pub(super) type Shown = BTreeMap<(String, String), Fields>;

/// Everything a file says. Nothing has been made of it yet.
#[derive(Clone, Debug)]
pub struct Outside {
    /// When it was exported, as it stands there; empty if it does not say.
    pub exported_at: String,
    /// Who exported it; empty if it does not say.
    pub exported_by: String,
    /// The version of the app that wrote it; empty if it does not say.
    pub app: String,
    /// The projects in the order of the file.
    pub projects: Vec<Incoming<Project>>,
    /// What stood beside them, if all were exported.
    pub workspace: Option<Incoming<Workspace>>,
    /// The names of parts of the file that mean nothing to this version and are passed over.
    pub passed_over: Vec<String>,
}

/// One project (or the workspace) of a file.
#[derive(Clone, Debug)]
pub struct Incoming<M> {
    /// Its id; empty in a file written by hand without one.
    pub id: String,
    /// What is in it, as it will be read.
    pub model: M,
    /// What of it cannot be read.
    pub problems: Vec<Problem>,
    /// How many records each list holds, in the order of the file; empty lists are left out.
    pub counts: Vec<(&'static str, usize)>,
    /// How many records are of kinds or hold fields that this version cannot show.
    pub unknown: usize,
    /// Whether it carries the state by which copies are merged.
    pub has_merge_state: bool,
    /// With its merge state: how many fields were edited by hand in the file since. Without: 0.
    pub edited_by_hand: usize,
    pub(super) restored: Document,
    pub(super) edits: Vec<Write>,
}

impl Outside {
    /// Lets go of all that it holds, at a pace: so many small pieces are not given back in a moment.
    pub async fn let_go(self, pace: Pace<'_>) {
        for Incoming {
            restored,
            mut edits,
            model,
            ..
        } in self.projects
        {
            restored.let_go(pace).await;
            while !edits.is_empty() {
                edits.truncate(edits.len().saturating_sub(A_STEP));
                pace.step().await;
            }
            drop(model);
            pace.step().await;
        }
    }
}

impl<M: Model> Incoming<M> {
    /// The document to keep, under this id.
    ///
    /// Give the id of the file to keep it the same project, which merges with its other copies, or a
    /// new one to keep it apart. What the file says without a stamp counts as written by whoever
    /// imports it, now.
    #[must_use]
    pub fn document(&self, id: &str, context: &Context) -> Document {
        at_once(self.document_at(id, context, Pace::steady()))
    }

    /// [`Self::document`], at a pace.
    pub async fn document_at(&self, id: &str, context: &Context, pace: Pace<'_>) -> Document {
        let mut document = self.restored.copy_as(id);
        pace.step().await;
        if self.edits.is_empty() {
            return document;
        }
        let stamp = Stamp {
            lamport: document.lamport().saturating_add(1),
            actor: context.actor,
            sequence: document.version().last(context.actor).saturating_add(1),
        };
        for (number, write) in self.edits.iter().enumerate() {
            if number % A_STEP == 0 {
                pace.step().await;
            }
            let register = Register {
                value: write.value.clone(),
                stamp,
            };
            document.put(&write.kind, &write.id, &write.field, register);
        }
        document.see(stamp.actor, stamp.sequence, stamp.sequence);
        let author = Author {
            sequence: stamp.sequence,
            by: context.by.clone(),
            wall: context.wall.clone(),
        };
        document.see_author(stamp.actor, &author);
        document
    }
}
