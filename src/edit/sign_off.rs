//! Taking down what stakeholders formally said.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::list::found;
use super::task::{self, Draft, Place};
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal, mint};
use crate::finish::signing;
use crate::project::{
    Approval, Deliverable, Given, Id, Milestone, Priority, Project, ReadinessReview, SignOff,
    Stakeholder, Subject, Task,
};

/// A word as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it is about.
    pub subject: Subject,
    /// The deliverable whose criteria it is about; `None`: all criteria.
    pub deliverable: Option<Id<Deliverable>>,
    /// The milestone it is about.
    pub milestone: Option<Id<Milestone>>,
    /// The readiness review it is about.
    pub review: Option<Id<ReadinessReview>>,
    /// Who gave it.
    pub stakeholder: Id<Stakeholder>,
    /// What they said; `None`: they are asked only.
    pub verdict: Option<Approval>,
    /// The day; `None`: today.
    pub date: Option<NaiveDate>,
    /// What they added.
    pub remark: String,
    /// How it was given.
    pub given: Given,
    /// Where the proof is.
    pub proof: String,
    /// The conditions, each of which becomes a task.
    pub conditions: Vec<String>,
}

/// Takes a word down, bound to what it is about as it is now; its conditions become tasks. A request
/// to the same stakeholder on the same subject that was still open is answered by it.
///
/// Refused for nothing to sign, for a stakeholder who is not there, for a day in the future, for
/// conditions without a condition, and for a no without a remark.
pub fn sign(
    project: &Project,
    word: &Word,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<SignOff>, Change), Refusal> {
    let stakeholder = found(&project.stakeholders, &word.stakeholder)?;
    let conditions = conditions(word)?;
    let date = word.date.unwrap_or(author.today.0);
    if date > author.today.0 {
        return Err(Refusal::Other(
            "Nobody has signed yet what lies in the future. Give the day they said it.".to_owned(),
        ));
    }
    let mut record = SignOff {
        subject: word.subject,
        deliverable: word.deliverable.clone(),
        milestone: word.milestone.clone(),
        review: word.review.clone(),
        stakeholder: Some(word.stakeholder.clone()),
        name: stakeholder.name.clone(),
        verdict: word.verdict,
        date: Some(date),
        remark: text::prose("The remark", &word.remark)?,
        given: word.given,
        proof: text::line("The proof", &word.proof)?,
        entered_by: author.person.clone(),
        ..SignOff::default()
    };
    if word.verdict == Some(Approval::Rejected) && record.remark.trim().is_empty() {
        return Err(Refusal::Other(
            "A no needs a remark: what has to change before it becomes a yes?".to_owned(),
        ));
    }
    record.signed = signing::content(project, &record);
    if record.signed.is_empty() {
        return Err(Refusal::Other(
            "There is nothing to sign yet. Write down the criteria first.".to_owned(),
        ));
    }
    record.hash = signing::fingerprint(&record.signed);
    let name = quoted(&stakeholder.name);
    let mut change = Change::new(match word.verdict {
        None => format!("Ask {name} to sign"),
        Some(Approval::Approved) => format!("Sign-off by {name}: approved"),
        Some(Approval::WithConditions) => format!("Sign-off by {name}: approved with conditions"),
        Some(Approval::Rejected) => format!("Sign-off by {name}: rejected"),
    });
    if !conditions.is_empty() {
        let notes = format!("A condition of {} for signing.", stakeholder.name);
        let deliverable = word.deliverable.as_ref();
        record.conditions = condition_tasks(
            project,
            &conditions,
            &notes,
            deliverable,
            author,
            ids,
            &mut change,
        )?;
    }
    for (id, asked) in &project.sign_offs {
        if asked.verdict.is_none() && is_same(asked, &record) {
            change.delete(id);
        }
    }
    let id = mint(ids);
    change.add(&id, &record);
    Ok((id, change))
}

/// Deletes a sign-off: it was entered by mistake. The tasks of its conditions stay.
pub fn delete(project: &Project, id: &Id<SignOff>) -> Result<Change, Refusal> {
    let record = project.sign_offs.get(id).ok_or(Refusal::Gone("sign-off"))?;
    let mut change = Change::new(format!("Delete the sign-off by {}", quoted(&record.name)));
    change.delete(id);
    Ok(change)
}

fn is_same(asked: &SignOff, given: &SignOff) -> bool {
    asked.subject == given.subject
        && asked.deliverable == given.deliverable
        && asked.milestone == given.milestone
        && asked.review == given.review
        && asked.stakeholder == given.stakeholder
}

fn conditions(word: &Word) -> Result<Vec<String>, Refusal> {
    if word.verdict != Some(Approval::WithConditions) {
        return Ok(Vec::new());
    }
    let lines = word.conditions.iter().filter(|it| !it.trim().is_empty());
    let lines: Vec<String> = lines
        .map(|it| text::title("A condition", it))
        .collect::<Result<_, _>>()?;
    if lines.is_empty() {
        return Err(Refusal::Other(
            "Write down at least one condition; each becomes a task.".to_owned(),
        ));
    }
    Ok(lines)
}

/// Makes a must of each condition, at the end of the list of tasks.
pub(super) fn condition_tasks(
    project: &Project,
    conditions: &[String],
    notes: &str,
    deliverable: Option<&Id<Deliverable>>,
    author: &Author,
    ids: &mut dyn MintId,
    change: &mut Change,
) -> Result<BTreeSet<Id<Task>>, Refusal> {
    let drafts: Vec<Draft> = conditions
        .iter()
        .map(|title| Draft {
            task: Task {
                title: title.clone(),
                notes: notes.to_owned(),
                priority: Some(Priority::Must),
                ..Task::default()
            },
            deliverable: deliverable.cloned().map(super::Named::Known),
            ..Draft::default()
        })
        .collect();
    let (new, made) = task::add_drafts(project, &drafts, &Place::End(None), author, ids)?;
    change.writes.extend(made.writes);
    Ok(new.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::criterion;
    use crate::edit::testing::{after, assert_each_field_once, author, day, id, ids, project};
    use crate::finish::signing::{Standing, standing};

    fn agreed() -> Project {
        let mut before = project("Copy");
        let helen = Stakeholder {
            name: "Helen".into(),
            ..Stakeholder::default()
        };
        before.stakeholders.insert(id("helen"), helen);
        let draft = criterion::Draft {
            text: "Prices are right".into(),
            ..criterion::Draft::default()
        };
        let (_, change) = criterion::add(&before, &[draft], &mut ids()).unwrap();
        after(&before, &change)
    }

    fn word(verdict: Approval) -> Word {
        Word {
            subject: Subject::Definition,
            deliverable: None,
            milestone: None,
            review: None,
            stakeholder: id("helen"),
            verdict: Some(verdict),
            date: None,
            remark: String::new(),
            given: Given::Mail,
            proof: "Mail".into(),
            conditions: Vec::new(),
        }
    }

    fn minted() -> impl FnMut() -> String {
        let mut number = 0;
        move || {
            number += 1;
            format!("signed-{number}")
        }
    }

    #[test]
    fn a_word_is_bound_to_what_was_there() {
        let project = agreed();
        let (it, change) = sign(
            &project,
            &word(Approval::Approved),
            &author(),
            &mut minted(),
        )
        .unwrap();
        let signed = after(&project, &change);
        let record = &signed.sign_offs[&it];
        assert_eq!(record.name, "Helen");
        assert_eq!(record.hash.len(), 64);
        assert_eq!(standing(&signed, record), Standing::Stands);
    }

    #[test]
    fn conditions_become_tasks_and_a_request_is_answered() {
        let project = agreed();
        let asked = Word {
            verdict: None,
            ..word(Approval::Approved)
        };
        let (request, change) = sign(&project, &asked, &author(), &mut || "asked".into()).unwrap();
        let project = after(&project, &change);
        let mut word = word(Approval::WithConditions);
        let refused = sign(&project, &word, &author(), &mut minted());
        assert!(matches!(refused, Err(Refusal::Other(_))));
        word.conditions = vec![" ".into(), "Refunds are tested".into()];
        let (it, change) = sign(&project, &word, &author(), &mut minted()).unwrap();
        assert_each_field_once(&change);
        let signed = after(&project, &change);
        assert!(!signed.sign_offs.contains_key(&request));
        let made = signed.sign_offs[&it].conditions.first().unwrap();
        assert_eq!(signed.tasks[made].title, "Refunds are tested");
        assert_eq!(signed.tasks[made].priority, Some(Priority::Must));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let project = agreed();
        let refused = |word: &Word| sign(&project, word, &author(), &mut minted()).is_err();
        assert!(!refused(&word(Approval::Approved)));
        let mut no = word(Approval::Rejected);
        assert!(refused(&no), "a no needs a remark");
        no.remark = "The refund is wrong".into();
        assert!(!refused(&no));
        let mut day_after = word(Approval::Approved);
        day_after.date = Some(day("2026-03-13"));
        assert!(refused(&day_after));
        day_after.date = Some(day("2026-03-12"));
        assert!(!refused(&day_after));
        let mut nobody = word(Approval::Approved);
        nobody.stakeholder = id("gone");
        assert!(refused(&nobody));
        let mut nothing = word(Approval::Approved);
        nothing.milestone = Some(id("gone"));
        nothing.subject = Subject::Milestone;
        assert!(refused(&nothing));
    }
}
