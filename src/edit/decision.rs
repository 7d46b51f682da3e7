//! Edits of the decision log.

use chrono::NaiveDate;

use super::list::{self, found};
use super::risk::keep;
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal, mint, task};
use crate::project::{Decision, Id, Party, Project, Task};

/// One field of a decision, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The possible answers, one in each line.
    Options(String),
    /// Who decides.
    Decider(Option<Party>),
    /// The day they were asked.
    AskedOn(Option<NaiveDate>),
    /// The day by which it is needed.
    NeededBy(Option<NaiveDate>),
    /// A task that cannot go on without it, or no more.
    Holds(Id<Task>, bool),
    /// The reason of what was decided.
    Reason(String),
}

/// Adds an open question, asked today.
pub fn add(
    project: &Project,
    title: &str,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Decision>, Change), Refusal> {
    let (id, mut change) = list::add(&project.decisions, title, ids)?;
    let added = Decision {
        title: text::title("The question", title)?,
        asked_on: Some(author.today.0),
        ..Decision::default()
    };
    change.writes.clear();
    change.add(&id, &added);
    Ok((id, change))
}

/// Words the question anew.
pub fn rename(project: &Project, id: &Id<Decision>, title: &str) -> Result<Change, Refusal> {
    list::rename(&project.decisions, id, title)
}

/// Sets one field of a decision. Refused for tasks and parties that are not there.
pub fn set(project: &Project, id: &Id<Decision>, setting: &Setting) -> Result<Change, Refusal> {
    let mut after = found(&project.decisions, id)?.clone();
    let verb = match setting {
        Setting::Options(text) => {
            after.options = text::prose("The options", text)?;
            "Set the options of"
        }
        Setting::Decider(party) => {
            after.decider = known_party(project, party.as_ref())?;
            "Set who decides"
        }
        Setting::AskedOn(day) => {
            after.asked_on = *day;
            "Set since when it is asked:"
        }
        Setting::NeededBy(day) => {
            after.needed_by = *day;
            "Set by when it is needed:"
        }
        Setting::Holds(task, is_in) => {
            keep(project, &mut after.tasks, task, *is_in)?;
            "Set what waits for"
        }
        Setting::Reason(text) => {
            after.reason = text::prose("The reason", text)?;
            "Set the reason of"
        }
    };
    list::alter(&project.decisions, id, verb, |it| *it = after)
}

/// Notes the answer. Those of its tasks that wait for the decider go on, in the same change.
/// Refused without an answer, and for a decision whose place another has taken.
pub fn decide(
    project: &Project,
    id: &Id<Decision>,
    outcome: &str,
    reason: &str,
    author: &Author,
) -> Result<Change, Refusal> {
    let decision = found(&project.decisions, id)?;
    if decision.superseded_by.is_some() {
        return Err(Refusal::Other(format!(
            "Another decision has taken the place of {}.",
            quoted(&decision.title)
        )));
    }
    let outcome = text::prose("The answer", outcome)?;
    if outcome.trim().is_empty() {
        return Err(Refusal::Empty("The answer"));
    }
    let reason = text::prose("The reason", reason)?;
    let mut change = list::alter(&project.decisions, id, "Decide", |it| {
        it.outcome = outcome;
        it.reason = reason;
        it.decided_on = Some(author.today.0);
    })?;
    let waits_for_decider = |id: &&Id<Task>| {
        let task = project.tasks.get(*id).filter(|task| task.is_open());
        let blocker = task.and_then(|task| task.blocker.as_ref());
        let waits_for = blocker.and_then(|blocker| blocker.waiting_on.as_ref());
        waits_for.is_some() && waits_for == decision.decider.as_ref()
    };
    for task in decision.tasks.iter().filter(waits_for_decider) {
        change
            .writes
            .extend(task::unblock(project, task, author)?.writes);
    }
    Ok(change)
}

/// Asks a decided question again as a new one, which takes the place of the old one once it is
/// there. The log keeps both.
pub fn ask_again(
    project: &Project,
    id: &Id<Decision>,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Decision>, Change), Refusal> {
    let old = found(&project.decisions, id)?;
    if old.is_open() {
        return Err(Refusal::Other(format!(
            "{} is still open.",
            quoted(&old.title)
        )));
    }
    let new = mint(ids);
    let mut change = Change::new(format!("Ask {} again", quoted(&old.title)));
    let again = Decision {
        asked_on: Some(author.today.0),
        decided_on: None,
        needed_by: None,
        outcome: String::new(),
        reason: String::new(),
        superseded_by: None,
        ..old.clone()
    };
    change.add(&new, &again);
    change.alter(&project.decisions, id, |it| {
        it.superseded_by = Some(new.clone());
    });
    Ok((new, change))
}

/// Deletes a decision. Decisions it has taken the place of stand on their own again.
pub fn delete(project: &Project, id: &Id<Decision>) -> Result<Change, Refusal> {
    let title = quoted(&found(&project.decisions, id)?.title);
    let mut change = Change::new(format!("Delete decision {title}"));
    change.delete(id);
    for (other, decision) in &project.decisions {
        if decision.superseded_by.as_ref() == Some(id) {
            change.alter(&project.decisions, other, |it| it.superseded_by = None);
        }
    }
    Ok(change)
}

/// Lets someone else decide and ask in the place of one who leaves.
pub(super) fn instead_of(project: &Project, gone: &Party, instead: &Party, change: &mut Change) {
    let replace = |party: &mut Option<Party>| {
        if party.as_ref() == Some(gone) {
            *party = Some(instead.clone());
        }
    };
    for id in project.decisions.keys() {
        change.alter(&project.decisions, id, |it| replace(&mut it.decider));
    }
    for id in project.change_requests.keys() {
        change.alter(&project.change_requests, id, |it| {
            replace(&mut it.requester);
        });
    }
}

/// A party as it is kept. Refused for one that is not there; a name that is empty is none.
pub(super) fn known_party(
    project: &Project,
    party: Option<&Party>,
) -> Result<Option<Party>, Refusal> {
    match party {
        Some(Party::Person(id)) => {
            found(&project.people, id)?;
        }
        Some(Party::Stakeholder(id)) => {
            found(&project.stakeholders, id)?;
        }
        Some(Party::Named(name)) => {
            let name = text::line("The name", name)?;
            return Ok((!name.is_empty()).then_some(Party::Named(name)));
        }
        None => {}
    }
    Ok(party.cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, day, id, ids, project, with_people};

    fn with_question() -> (Project, Id<Decision>) {
        let project = with_people(project("Copy"), &["Ann"]);
        let (question, change) = add(&project, "Which price?", &author(), &mut ids()).unwrap();
        (after(&project, &change), question)
    }

    #[test]
    fn a_question_is_open_until_it_has_an_answer() {
        let (project, question) = with_question();
        assert!(project.decisions[&question].is_open());
        assert_eq!(
            project.decisions[&question].asked_on,
            Some(day("2026-03-12"))
        );
        let no_answer = decide(&project, &question, " ", "why", &author());
        assert_eq!(no_answer, Err(Refusal::Empty("The answer")));
        let change = decide(&project, &question, "12", "", &author()).unwrap();
        assert!(!after(&project, &change).decisions[&question].is_open());
    }

    #[test]
    fn an_answer_lets_those_tasks_go_on_that_wait_for_whoever_gives_it() {
        let (mut before, question) = with_question();
        before = after(
            &before,
            &task::add(
                &before,
                "Print",
                &task::Place::End(None),
                &author(),
                &mut || "p".into(),
            )
            .unwrap()
            .1,
        );
        let ann = Party::Person(id("Ann"));
        for setting in [
            Setting::Decider(Some(ann.clone())),
            Setting::Holds(id("Copy"), true),
            Setting::Holds(id("p"), true),
        ] {
            before = after(&before, &set(&before, &question, &setting).unwrap());
        }
        let blocker = |party| crate::project::Blocker {
            kind: crate::project::BlockerKind::Approval,
            waiting_on: Some(party),
            since: None,
            note: String::new(),
        };
        for (task, party) in [("Copy", ann), ("p", Party::Named("Legal".into()))] {
            let change = task::block(&before, &[id(task)], &blocker(party), &author()).unwrap();
            before = after(&before, &change);
        }
        let change = decide(&before, &question, "12", "", &author()).unwrap();
        let decided = after(&before, &change);
        assert_eq!(decided.tasks[&id("Copy")].blocker, None);
        assert!(decided.tasks[&id("p")].blocker.is_some());
        assert_eq!(decided.waits.len(), 1);
    }

    #[test]
    fn a_question_asked_again_keeps_both_in_the_log() {
        let (project, question) = with_question();
        let mut mint = || "again".to_owned();
        assert!(ask_again(&project, &question, &author(), &mut mint).is_err());
        let change = decide(&project, &question, "12", "Costs", &author()).unwrap();
        let project = after(&project, &change);
        let (new, change) = ask_again(&project, &question, &author(), &mut mint).unwrap();
        let project = after(&project, &change);
        assert!(project.decisions[&new].is_open());
        assert_eq!(project.decisions[&question].outcome, "12");
        assert!(decide(&project, &question, "9", "", &author()).is_err());
        let project = after(&project, &delete(&project, &new).unwrap());
        assert_eq!(project.decisions[&question].superseded_by, None);
    }

    #[test]
    fn a_question_goes_on_waiting_for_the_name_of_one_who_left() {
        let (project, question) = with_question();
        let ann = Setting::Decider(Some(Party::Person(id("Ann"))));
        let project = after(&project, &set(&project, &question, &ann).unwrap());
        let change = crate::edit::person::delete(&project, &id("Ann"), None).unwrap();
        let decider = &after(&project, &change).decisions[&question].decider;
        assert_eq!(*decider, Some(Party::Named("Ann".into())));
    }

    #[test]
    fn who_decides_is_someone_who_is_there_or_a_name() {
        let (project, question) = with_question();
        let by = |party| set(&project, &question, &Setting::Decider(Some(party)));
        assert!(by(Party::Person(id("Ann"))).is_ok());
        assert!(by(Party::Person(id("Bob"))).is_err());
        assert!(by(Party::Stakeholder(id("Ann"))).is_err());
        let nobody = after(&project, &by(Party::Named(" ".into())).unwrap());
        assert_eq!(nobody.decisions[&question].decider, None);
    }
}
