//! Answering questions of readiness against the rules or beside them, and holding reviews.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::baseline::{self, PlannedDays};
use super::list::{self, found};
use super::sign_off::condition_tasks;
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal, mint};
use crate::project::{
    Approval, FrozenAnswer, Gate, Id, Person, Project, Readiness, ReadinessAnswer, ReadinessReview,
    Settings, Stakeholder,
};

/// Answers a question in the place of its rule, or one of one's own.
///
/// Refused without a reason, and where nobody has said who is at this browser: such an answer carries
/// a name.
pub fn answer(
    project: &Project,
    id: &Id<ReadinessAnswer>,
    answer: Readiness,
    reason: &str,
    author: &Author,
) -> Result<Change, Refusal> {
    let reason = text::prose("The reason", reason)?;
    if reason.trim().is_empty() {
        return Err(Refusal::Empty("The reason"));
    }
    let Some(person) = &author.person else {
        return Err(Refusal::Other(
            "An answer of one’s own carries a name. Say who you are under People and settings, and \
             be among the people."
                .to_owned(),
        ));
    };
    let before = project
        .readiness_answers
        .get(id)
        .cloned()
        .unwrap_or_default();
    let label = if before.question.is_empty() {
        "Overrule a question of readiness".to_owned()
    } else {
        format!("Answer {}", quoted(&before.question))
    };
    let record = ReadinessAnswer {
        answer: Some(answer),
        reason,
        said_by: Some(person.clone()),
        said_on: Some(author.today.0),
        ..before
    };
    let mut change = Change::new(label);
    change.put(&project.readiness_answers, id, &record);
    Ok(change)
}

/// Takes an answer back: the rule counts again; a question of one's own is open again.
pub fn take_back(project: &Project, id: &Id<ReadinessAnswer>) -> Result<Change, Refusal> {
    let before = answered(project, id)?;
    let mut change = Change::new("Take back an answer on readiness");
    if before.question.is_empty() {
        change.delete(id);
    } else {
        let after = ReadinessAnswer {
            question: before.question.clone(),
            order: before.order.clone(),
            ..ReadinessAnswer::default()
        };
        change.update(id, before, &after);
    }
    Ok(change)
}

/// Adds a question of one's own, at the end of the list. Refused where it is there already.
pub fn add_question(
    project: &Project,
    question: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<ReadinessAnswer>, Change), Refusal> {
    list::add(&project.readiness_answers, question, ids)
}

/// Deletes a question of one's own.
pub fn delete_question(project: &Project, id: &Id<ReadinessAnswer>) -> Result<Change, Refusal> {
    let question = quoted(&answered(project, id)?.question);
    let mut change = Change::new(format!("Delete the question {question}"));
    change.delete(id);
    Ok(change)
}

fn answered<'a>(
    project: &'a Project,
    id: &Id<ReadinessAnswer>,
) -> Result<&'a ReadinessAnswer, Refusal> {
    found(&project.readiness_answers, id)
}

/// A review as it was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it decided about.
    pub kind: Gate,
    /// The day; `None`: today.
    pub date: Option<NaiveDate>,
    /// Who of the people took part.
    pub people: BTreeSet<Id<Person>>,
    /// Who of the stakeholders took part.
    pub stakeholders: BTreeSet<Id<Stakeholder>>,
    /// The answers at the time.
    pub answers: BTreeMap<String, FrozenAnswer>,
    /// What stands in the way, a line each.
    pub blocking: Vec<String>,
    /// Go, go with conditions, or no go.
    pub verdict: Approval,
    /// What else was said.
    pub remark: String,
    /// The conditions, each of which becomes a task.
    pub conditions: Vec<String>,
}

/// Writes down a review.
///
/// A go of the entry review begins the last mile: its first day is that of the review, unless it has
/// begun before, and the open work is frozen as the baseline. From then on every change of the scope
/// goes through change control.
///
/// Refused without participants, for a day in the future, for a no go without a reason (something
/// that stands in the way, or a remark), and for conditions without a condition.
pub fn hold(
    project: &Project,
    held: &Held,
    planned: &PlannedDays<'_>,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<ReadinessReview>, Change), Refusal> {
    let date = held.date.unwrap_or(author.today.0);
    if date > author.today.0 {
        return Err(Refusal::Other(
            "A review in the future has no verdict yet. Give the day it was held.".to_owned(),
        ));
    }
    if held.people.is_empty() && held.stakeholders.is_empty() {
        return Err(Refusal::Other(
            "Say who took part: a review without participants binds nobody.".to_owned(),
        ));
    }
    let lines = |what: &'static str, lines: &[String]| -> Result<Vec<String>, Refusal> {
        let lines = lines.iter().filter(|it| !it.trim().is_empty());
        lines.map(|it| text::title(what, it)).collect()
    };
    let blocking = lines("What stands in the way", &held.blocking)?;
    let remark = text::prose("The remark", &held.remark)?;
    let conditions = match held.verdict {
        Approval::WithConditions => lines("A condition", &held.conditions)?,
        Approval::Approved | Approval::Rejected => Vec::new(),
    };
    match held.verdict {
        Approval::WithConditions if conditions.is_empty() => {
            return Err(Refusal::Other(
                "Write down at least one condition; each becomes a task.".to_owned(),
            ));
        }
        Approval::Rejected if blocking.is_empty() && remark.trim().is_empty() => {
            return Err(Refusal::Other(
                "A no go needs a reason: what stands in the way?".to_owned(),
            ));
        }
        Approval::Approved | Approval::WithConditions | Approval::Rejected => {}
    }
    let (name, said) = names(held);
    let mut change = Change::new(format!("{name}: {said}"));
    let mut review = ReadinessReview {
        kind: held.kind,
        date: Some(date),
        people: held.people.clone(),
        stakeholders: held.stakeholders.clone(),
        answers: held.answers.clone(),
        blocking,
        verdict: Some(held.verdict),
        remark,
        entered_by: author.person.clone(),
        ..ReadinessReview::default()
    };
    if !conditions.is_empty() {
        let notes = format!("A condition of the {}.", name.to_lowercase());
        review.conditions =
            condition_tasks(project, &conditions, &notes, None, author, ids, &mut change)?;
    }
    if held.kind == Gate::Entry && held.verdict != Approval::Rejected {
        begin_last_mile(project, date, planned, author, ids, &mut change);
    }
    let id = mint(ids);
    change.add(&id, &review);
    Ok((id, change))
}

/// Deletes a review: it was entered by mistake. What it began stays begun.
pub fn delete_review(project: &Project, id: &Id<ReadinessReview>) -> Result<Change, Refusal> {
    if !project.readiness_reviews.contains_key(id) {
        return Err(Refusal::Gone("review"));
    }
    let mut change = Change::new("Delete a readiness review");
    change.delete(id);
    Ok(change)
}

fn begin_last_mile(
    project: &Project,
    date: NaiveDate,
    planned: &PlannedDays<'_>,
    author: &Author,
    ids: &mut dyn MintId,
    change: &mut Change,
) {
    let before = &project.settings;
    if before.last_mile_start.is_none_or(|start| start > date) {
        let after = Settings {
            last_mile_start: Some(date),
            ..before.clone()
        };
        change.update(&Id::new(Settings::ID), before, &after);
    }
    // Without open work there is nothing to freeze, and that is no reason against a go.
    if let Ok((_, taken)) = baseline::take(project, "Entry review", planned, author, ids) {
        change.writes.extend(taken.writes);
    }
}

fn names(held: &Held) -> (&'static str, &'static str) {
    let name = match held.kind {
        Gate::Entry => "Entry review",
        Gate::Launch => "Launch review",
    };
    let said = match held.verdict {
        Approval::Approved => "go",
        Approval::WithConditions => "go with conditions",
        Approval::Rejected => "no go",
    };
    (name, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{
        after, assert_each_field_once, author, day, id, ids, project, with_people,
    };

    fn ann() -> Author {
        Author {
            person: Some(id("Ann")),
            ..author()
        }
    }

    fn held(kind: Gate, verdict: Approval) -> Held {
        Held {
            kind,
            date: None,
            people: [id("Ann")].into(),
            stakeholders: BTreeSet::new(),
            answers: BTreeMap::new(),
            blocking: Vec::new(),
            verdict,
            remark: String::new(),
            conditions: Vec::new(),
        }
    }

    fn try_hold(project: &Project, held: &Held) -> Result<Change, Refusal> {
        hold(project, held, &|_| (None, None), &ann(), &mut ids()).map(|(_, change)| change)
    }

    #[test]
    fn an_answer_of_ones_own_needs_a_reason_and_a_name() {
        let project = with_people(project(""), &["Ann"]);
        let say = |reason: &str, author: &Author| {
            answer(&project, &id("plan"), Readiness::Ready, reason, author)
        };
        assert_eq!(say("", &ann()), Err(Refusal::Empty("The reason")));
        assert!(matches!(say("It is", &author()), Err(Refusal::Other(_))));
        let said = after(&project, &say("It is", &ann()).unwrap());
        assert_eq!(said.readiness_answers[&id("plan")].said_by, Some(id("Ann")));
        let back = after(&said, &take_back(&said, &id("plan")).unwrap());
        assert_eq!(back, project);
        // Overruled again, nothing of the old answer comes back but what is said.
        let again = after(&back, &say("Again", &ann()).unwrap());
        assert_eq!(again.readiness_answers[&id("plan")].reason, "Again");
    }

    #[test]
    fn a_question_of_ones_own_stays_when_its_answer_goes() {
        let empty = with_people(project(""), &["Ann"]);
        let (own, change) = add_question(&empty, "Is the hotline staffed?", &mut ids()).unwrap();
        let asked = after(&empty, &change);
        let no = answer(&asked, &own, Readiness::NotReady, "Nobody", &ann()).unwrap();
        let no = after(&asked, &no);
        assert_eq!(after(&no, &take_back(&no, &own).unwrap()), asked);
        assert_eq!(after(&no, &delete_question(&no, &own).unwrap()), empty);
    }

    #[test]
    fn a_go_of_the_entry_review_begins_the_last_mile_and_freezes_the_work() {
        let before = with_people(project("Copy, Mail"), &["Ann"]);
        let go = try_hold(&before, &held(Gate::Entry, Approval::Approved)).unwrap();
        assert_each_field_once(&go);
        let begun = after(&before, &go);
        assert_eq!(begun.settings.last_mile_start, Some(author().today.0));
        assert_eq!(begun.baselines.values().next().unwrap().tasks.len(), 2);
        // It began earlier than a second review.
        let mut earlier = before.clone();
        earlier.settings.last_mile_start = Some(day("2026-03-02"));
        let again = after(&earlier, &go);
        assert_ne!(again.settings, earlier.settings);
        let go = try_hold(&earlier, &held(Gate::Entry, Approval::Approved)).unwrap();
        assert_eq!(after(&earlier, &go).settings, earlier.settings);
        for (kind, verdict) in [
            (Gate::Launch, Approval::Approved),
            (Gate::Entry, Approval::Rejected),
        ] {
            let mut held = held(kind, verdict);
            held.blocking = vec!["The refund".into()];
            let project = after(&before, &try_hold(&before, &held).unwrap());
            assert_eq!(project.settings.last_mile_start, None);
            assert!(project.baselines.is_empty());
        }
    }

    #[test]
    fn conditions_of_a_review_become_tasks() {
        let before = with_people(project("Copy"), &["Ann"]);
        let mut held = held(Gate::Launch, Approval::WithConditions);
        assert!(try_hold(&before, &held).is_err());
        held.conditions = vec!["Staff the hotline".into()];
        let project = after(&before, &try_hold(&before, &held).unwrap());
        let review = project.readiness_reviews.values().next().unwrap();
        let task = review.conditions.first().unwrap();
        assert_eq!(project.tasks[task].title, "Staff the hotline");
    }

    #[test]
    fn a_review_that_binds_nobody_is_refused() {
        let project = with_people(project(""), &["Ann"]);
        let go = held(Gate::Launch, Approval::Approved);
        assert!(try_hold(&project, &go).is_ok());
        let mut alone = go.clone();
        alone.people.clear();
        assert!(try_hold(&project, &alone).is_err());
        alone.stakeholders = [id("Helen")].into();
        assert!(try_hold(&project, &alone).is_ok());
        let mut tomorrow = go;
        tomorrow.date = Some(day("2026-03-13"));
        assert!(try_hold(&project, &tomorrow).is_err());
        let mut no = held(Gate::Launch, Approval::Rejected);
        assert!(try_hold(&project, &no).is_err());
        no.remark = "Not yet".into();
        assert!(try_hold(&project, &no).is_ok());
    }
}
