//! What a sample says of done criteria, sign-offs, reviews and reserves.

use std::collections::BTreeMap;

use super::{Reader, column, word};
use crate::edit::Author;
use crate::edit::sign_off::{Word, sign};
use crate::project::{
    Approval, Criterion, CriterionKind, CriterionStatus, Evidence, Fields, FrozenAnswer, Gate,
    Given, Id, Model, Project, Readiness, ReadinessReview, Reserve, Subject, Today,
};
use crate::samples::notation::Misread;

/// Sign-offs wait until everything is read: they are bound to it.
#[derive(Default)]
pub(super) struct Agreement {
    /// What was signed in other words than it is written now, by the criterion's id.
    before: BTreeMap<String, String>,
    words: Vec<(Word, Author)>,
    review: Option<(Id<ReadinessReview>, ReadinessReview)>,
}

impl Reader<'_> {
    pub(super) fn agreement(&mut self, what: &str, columns: &[&str]) -> Result<(), Misread> {
        match what {
            "criterion" => self.criterion(columns),
            "sign" => self.sign(columns),
            "review" => self.review(columns),
            "answered" => self.answered(columns),
            _ => self.reserve(columns),
        }
    }

    fn criterion(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (kind, status) = word(column(columns, 0));
        let about = column(columns, 2);
        let owner = column(columns, 3);
        let mut criterion = Criterion {
            text: column(columns, 1).to_owned(),
            kind: match kind {
                "quality" => CriterionKind::Quality,
                "acceptance" => CriterionKind::Acceptance,
                "documentation" => CriterionKind::Documentation,
                "handoff" => CriterionKind::Handoff,
                _ => return Err(format!("“{kind}” is no kind of criterion")),
            },
            order: self.next_place(),
            ..Criterion::default()
        };
        if let Some(key) = about.strip_prefix('^') {
            criterion.deliverable = Some(self.id('^', key)?);
        } else if let Some(key) = about.strip_prefix('-') {
            criterion.task = Some(self.id('-', key)?);
        }
        if !owner.is_empty() {
            criterion.owner = Some(self.id('@', owner)?);
        }
        let (status, day) = word(status);
        criterion.status = match status {
            "open" => CriterionStatus::Open,
            "met" => CriterionStatus::Met,
            "not" => CriterionStatus::NotMet,
            "waived" => CriterionStatus::Waived,
            _ => return Err(format!("“{status}” is no status of a criterion")),
        };
        if !day.is_empty() {
            criterion.checked_on = Some(self.days.day(day)?);
            criterion.checked_by.clone_from(&criterion.owner);
        }
        let proofs = column(columns, 4).split(';').map(str::trim);
        for (number, proof) in proofs.filter(|it| !it.is_empty()).enumerate() {
            let evidence = match proof.split_once(':') {
                Some(("task", key)) => Evidence::Task(self.id('-', key)?),
                Some(("try", run)) => {
                    let (run, title) = word(run.trim());
                    Evidence::Run {
                        point: self.id('+', title)?,
                        run: run.to_owned(),
                    }
                }
                Some(("run", text)) => Evidence::TestRun(text.trim().to_owned()),
                Some(("https", _)) => Evidence::Link(proof.to_owned()),
                _ => Evidence::Text(proof.to_owned()),
            };
            criterion.evidence.insert(number.to_string(), evidence);
        }
        let last = column(columns, 5).to_owned();
        let id: Id<Criterion> = Id::new(&(self.mint)());
        if criterion.status == CriterionStatus::Waived {
            criterion.waived_because = last;
        } else if !last.is_empty() {
            self.agreement.before.insert(id.to_string(), last);
        }
        self.change.add(&id, &criterion);
        Ok(())
    }

    fn sign(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let mut words = column(columns, 0).split_whitespace();
        let (subject, day, verdict) = (words.next(), words.next(), words.next());
        let day = self.days.day(day.unwrap_or_default())?;
        let about = column(columns, 2).strip_prefix('^');
        let by = column(columns, 6);
        let word = Word {
            subject: match subject {
                Some("definition") => Subject::Definition,
                Some("acceptance") => Subject::Acceptance,
                _ => return Err("a sign-off has no subject".to_owned()),
            },
            deliverable: about.map(|key| self.id('^', key)).transpose()?,
            milestone: None,
            review: None,
            stakeholder: self.id('%', column(columns, 1))?,
            verdict: match verdict {
                Some("yes") => Some(Approval::Approved),
                Some("no") => Some(Approval::Rejected),
                _ => None,
            },
            date: Some(day),
            remark: column(columns, 5).to_owned(),
            given: match column(columns, 3) {
                "mail" => Given::Mail,
                "call" => Given::Call,
                "file" => Given::File,
                _ => Given::InPerson,
            },
            proof: column(columns, 4).to_owned(),
            conditions: Vec::new(),
        };
        let author = Author {
            today: Today(day),
            person: Some(self.id('@', by)?),
        };
        self.agreement.words.push((word, author));
        Ok(())
    }

    fn review(&mut self, columns: &[&str]) -> Result<(), Misread> {
        self.put_review();
        let mut words = column(columns, 0).split_whitespace();
        let (gate, day, verdict) = (words.next(), words.next(), words.next());
        let mut review = ReadinessReview {
            kind: match gate {
                Some("launch") => Gate::Launch,
                _ => Gate::Entry,
            },
            date: Some(self.days.day(day.unwrap_or_default())?),
            verdict: match verdict {
                Some("go") => Some(Approval::Approved),
                _ => Some(Approval::Rejected),
            },
            remark: column(columns, 3).to_owned(),
            ..ReadinessReview::default()
        };
        for key in column(columns, 1).split_whitespace() {
            match key.strip_prefix('%') {
                Some(key) => review.stakeholders.insert(self.id('%', key)?),
                None => review.people.insert(self.id('@', key)?),
            };
        }
        review.entered_by = review.people.first().cloned();
        let blocking = column(columns, 2).split(';').map(str::trim);
        review.blocking = blocking
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        let id = Id::new(&(self.mint)());
        self.agreement.review = Some((id, review));
        Ok(())
    }

    fn answered(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (key, answer) = word(column(columns, 0));
        let (_, review) = self
            .agreement
            .review
            .as_mut()
            .ok_or("there is no review above")?;
        let frozen = FrozenAnswer {
            question: column(columns, 1).to_owned(),
            answer: match answer {
                "ready" => Some(Readiness::Ready),
                "risk" => Some(Readiness::AtRisk),
                "not" => Some(Readiness::NotReady),
                _ => return Err(format!("“{answer}” is no answer")),
            },
            why: column(columns, 2).to_owned(),
            overruled: false,
        };
        review.answers.insert(key.to_owned(), frozen);
        Ok(())
    }

    fn reserve(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (first, last) = word(column(columns, 2));
        let reserve = Reserve {
            name: column(columns, 0).to_owned(),
            person: None,
            purpose: column(columns, 1).to_owned(),
            first: Some(self.days.day(first)?),
            last: Some(last)
                .filter(|it| !it.is_empty())
                .map(|it| self.days.day(it))
                .transpose()?,
            agreed_with: column(columns, 3).to_owned(),
        };
        self.add_new(&reserve);
        Ok(())
    }

    fn put_review(&mut self) {
        if let Some((id, review)) = self.agreement.review.take() {
            self.change.add(&id, &review);
        }
    }

    /// Signs what is to be signed, now that everything is there.
    pub(super) fn agree(&mut self) {
        self.put_review();
        let words = std::mem::take(&mut self.agreement.words);
        if words.is_empty() {
            return;
        }
        let project = self.at_signing();
        for (word, author) in words {
            let mut mint = || (self.mint)();
            // What cannot be signed is left out; the tests count what is there.
            if let Ok((_, signed)) = sign(&project, &word, &author, &mut mint) {
                self.change.writes.extend(signed.writes);
            }
        }
    }

    /// The project as it was when it was signed.
    fn at_signing(&self) -> Project {
        let mut records: BTreeMap<(&str, &str), Fields> = BTreeMap::new();
        for write in &self.change.writes {
            let fields = records.entry((&write.kind, &write.id)).or_default();
            fields.insert(write.field.clone(), write.value.clone());
        }
        let mut project = Project::default();
        for ((kind, id), fields) in &records {
            let problems = project.put(kind, id, Some(fields));
            debug_assert!(problems.is_empty(), "{kind} {id}: {problems:?}");
        }
        for (id, text) in &self.agreement.before {
            if let Some(criterion) = project.criteria.get_mut(&Id::new(id)) {
                criterion.text.clone_from(text);
            }
        }
        project
    }
}
