//! Taking down and showing what stakeholders formally said: shared by every place where something
//! is signed.

mod dialog;
mod list;

use lastmile::edit::sign_off::{self, Word};
use lastmile::project::{Approval, Given, Id, SignOff};
use leptos::prelude::*;

use crate::app::workspace::Workspace;

pub use self::dialog::SignDialog;
pub use self::list::{SignOffs, Told, told};

/// What is being signed, and what was typed so far. One for each place; copies are the same.
#[derive(Clone, Copy)]
pub struct Signing {
    workspace: Workspace,
    /// What it is about: only the subject and what that names are read.
    about: RwSignal<Option<SignOff>>,
    stakeholder: RwSignal<String>,
    /// `None`: they are asked only.
    verdict: RwSignal<Option<Approval>>,
    date: RwSignal<Option<chrono::NaiveDate>>,
    given: RwSignal<Given>,
    proof: RwSignal<String>,
    remark: RwSignal<String>,
    conditions: RwSignal<String>,
}

impl Signing {
    /// Nothing is being signed.
    pub fn new(workspace: Workspace) -> Self {
        Self {
            workspace,
            about: RwSignal::new(None),
            stakeholder: RwSignal::new(String::new()),
            verdict: RwSignal::new(Some(Approval::Approved)),
            date: RwSignal::new(None),
            given: RwSignal::new(Given::InPerson),
            proof: RwSignal::new(String::new()),
            remark: RwSignal::new(String::new()),
            conditions: RwSignal::new(String::new()),
        }
    }

    /// Asks for a word on this, from nobody in particular.
    pub fn begin(self, about: SignOff) {
        self.verdict.set(Some(Approval::Approved));
        self.date.set(Some(untrack(|| self.workspace.today()).0));
        for text in [self.stakeholder, self.proof, self.remark, self.conditions] {
            text.set(String::new());
        }
        if let Some(id) = &about.stakeholder {
            self.stakeholder.set(id.to_string());
        }
        self.about.set(Some(about));
    }

    fn record(self) {
        let Some(about) = self.about.get_untracked() else {
            return;
        };
        let word = Word {
            subject: about.subject,
            deliverable: about.deliverable,
            milestone: about.milestone,
            review: about.review,
            stakeholder: Id::new(&self.stakeholder.get_untracked()),
            verdict: self.verdict.get_untracked(),
            date: self.date.get_untracked(),
            remark: self.remark.get_untracked(),
            given: self.given.get_untracked(),
            proof: self.proof.get_untracked(),
            conditions: self
                .conditions
                .get_untracked()
                .lines()
                .map(str::to_owned)
                .collect(),
        };
        let signed = self
            .workspace
            .act(|project, author, ids| Ok(sign_off::sign(project, &word, author, ids)?.1));
        if signed {
            self.about.set(None);
        }
    }
}
