//! Edits of what must hold before the work counts as done.

use super::list::{self, found};
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal, mint};
use crate::project::order::OrderKey;
use crate::project::{
    Criterion, CriterionKind, CriterionStatus, Deliverable, Evidence, Id, Person, Project, Record,
    Table, Task,
};

/// A criterion as it was typed, or as a template has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// What must hold.
    pub text: String,
    /// What kind of condition it is.
    pub kind: CriterionKind,
    /// What it is about; `None` means the whole project.
    pub deliverable: Option<Id<Deliverable>>,
    /// The one item whose acceptance it decides.
    pub task: Option<Id<Task>>,
}

/// One field of a criterion, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What must hold.
    Text(String),
    /// What kind of condition it is.
    Kind(CriterionKind),
    /// What it is about; `None` means the whole project.
    Deliverable(Option<Id<Deliverable>>),
    /// The one item whose acceptance it decides.
    Task(Option<Id<Task>>),
    /// Who sees to it.
    Owner(Option<Id<Person>>),
}

/// Adds criteria at the end of the list, as one change. Refused as a whole when one has no text or
/// is about something that is not there.
pub fn add(
    project: &Project,
    drafts: &[Draft],
    ids: &mut dyn MintId,
) -> Result<(Vec<Id<Criterion>>, Change), Refusal> {
    let label = match drafts {
        [] => return Err(Refusal::Other("There is nothing to add.".to_owned())),
        [one] => format!("Add criterion {}", quoted(&one.text)),
        many => format!("Add {} criteria", many.len()),
    };
    let last = project.criteria.values().map(|it| &it.order).max();
    let places = OrderKey::spread(last, None, drafts.len());
    let mut change = Change::new(label);
    let mut new = Vec::with_capacity(drafts.len());
    for (draft, order) in drafts.iter().zip(places) {
        is_there(
            &project.deliverables,
            draft.deliverable.as_ref(),
            "deliverable",
        )?;
        is_there(&project.tasks, draft.task.as_ref(), "task")?;
        let criterion = Criterion {
            text: text::title("A criterion", &draft.text)?,
            kind: draft.kind,
            deliverable: draft.deliverable.clone(),
            task: draft.task.clone(),
            order,
            ..Criterion::default()
        };
        let id = mint(ids);
        change.add(&id, &criterion);
        new.push(id);
    }
    Ok((new, change))
}

/// Sets one field of a criterion. Refused for something that is not there.
pub fn set(project: &Project, id: &Id<Criterion>, setting: &Setting) -> Result<Change, Refusal> {
    let all = &project.criteria;
    match setting {
        Setting::Text(words) => {
            let words = text::title("A criterion", words)?;
            list::alter(all, id, "Reword", |it| it.text = words)
        }
        Setting::Kind(kind) => list::alter(all, id, "Set the kind of", |it| it.kind = *kind),
        Setting::Deliverable(deliverable) => {
            is_there(&project.deliverables, deliverable.as_ref(), "deliverable")?;
            list::alter(all, id, "Set the deliverable of", |it| {
                it.deliverable.clone_from(deliverable);
            })
        }
        Setting::Task(task) => {
            is_there(&project.tasks, task.as_ref(), "task")?;
            list::alter(all, id, "Set the task of", |it| it.task.clone_from(task))
        }
        Setting::Owner(owner) => {
            is_there(&project.people, owner.as_ref(), "person")?;
            list::alter(all, id, "Set the owner of", |it| it.owner.clone_from(owner))
        }
    }
}

/// Says whether a criterion holds. Waiving needs its reason: see [`waive`].
pub fn set_status(
    project: &Project,
    id: &Id<Criterion>,
    status: CriterionStatus,
    author: &Author,
) -> Result<Change, Refusal> {
    let verb = match status {
        CriterionStatus::Open => "Open again:",
        CriterionStatus::Met => "Met:",
        CriterionStatus::NotMet => "Not met:",
        CriterionStatus::Waived => {
            return Err(Refusal::Other("A waiver needs its reason.".to_owned()));
        }
    };
    list::alter(&project.criteria, id, verb, |it| {
        check(it, status, author);
        it.waived_because.clear();
    })
}

/// Says that a criterion need not hold, and why. Refused without a reason.
pub fn waive(
    project: &Project,
    id: &Id<Criterion>,
    reason: &str,
    author: &Author,
) -> Result<Change, Refusal> {
    let reason = text::prose("The reason for a waiver", reason)?;
    if reason.trim().is_empty() {
        return Err(Refusal::Empty("The reason for a waiver"));
    }
    list::alter(&project.criteria, id, "Waive", |it| {
        check(it, CriterionStatus::Waived, author);
        it.waived_because = reason;
    })
}

fn check(criterion: &mut Criterion, status: CriterionStatus, author: &Author) {
    let is_open = status == CriterionStatus::Open;
    criterion.status = status;
    criterion.checked_on = (!is_open).then_some(author.today.0);
    criterion.checked_by = author.person.clone().filter(|_| !is_open);
}

/// Adds something that shows that a criterion holds. Refused when it is empty, or for a task or
/// a try that is not there.
pub fn add_evidence(
    project: &Project,
    id: &Id<Criterion>,
    evidence: &Evidence,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    const WHAT: &str = "Evidence";
    let said = |words: &str| {
        let words = text::prose(WHAT, words)?;
        match words.trim() {
            "" => Err(Refusal::Empty(WHAT)),
            words => Ok(words.to_owned()),
        }
    };
    let evidence = match evidence {
        Evidence::Text(words) => Evidence::Text(said(words)?),
        Evidence::Link(words) => Evidence::Link(said(words)?),
        Evidence::TestRun(words) => Evidence::TestRun(said(words)?),
        Evidence::Task(task) => {
            is_there(&project.tasks, Some(task), "task")?;
            Evidence::Task(task.clone())
        }
        Evidence::Run { point, run } => {
            if !found(&project.integration_points, point)?
                .runs
                .contains_key(run)
            {
                return Err(Refusal::Gone("try"));
            }
            evidence.clone()
        }
    };
    let name = ids.mint_text();
    list::alter(&project.criteria, id, "Add evidence to", |it| {
        it.evidence.insert(name, evidence);
    })
}

/// Takes a piece of evidence away, by its name in the record.
pub fn remove_evidence(
    project: &Project,
    id: &Id<Criterion>,
    name: &str,
) -> Result<Change, Refusal> {
    list::alter(&project.criteria, id, "Remove evidence of", |it| {
        it.evidence.remove(name);
    })
}

/// Moves it before another one, or to the end.
pub fn move_before(
    project: &Project,
    id: &Id<Criterion>,
    before: Option<&Id<Criterion>>,
) -> Result<Change, Refusal> {
    list::move_before(&project.criteria, id, before)
}

/// Deletes it. Sign-offs it was part of turn void.
pub fn delete(project: &Project, id: &Id<Criterion>) -> Result<Change, Refusal> {
    let words = quoted(&found(&project.criteria, id)?.text);
    let mut change = Change::new(format!("Delete criterion {words}"));
    change.delete(id);
    Ok(change)
}

pub(super) fn is_there<R: Record>(
    table: &Table<R>,
    id: Option<&Id<R>>,
    noun: &'static str,
) -> Result<(), Refusal> {
    match id {
        Some(id) if !table.contains_key(id) => Err(Refusal::Gone(noun)),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, id, ids, project, with_people};

    fn one(project: &Project, words: &str) -> (Id<Criterion>, Project) {
        let draft = Draft {
            text: words.to_owned(),
            ..Draft::default()
        };
        let (new, change) = add(project, &[draft], &mut ids()).unwrap();
        (new[0].clone(), after(project, &change))
    }

    #[test]
    fn criteria_are_added_together_or_not_at_all() {
        let draft = |words: &str| Draft {
            text: words.to_owned(),
            ..Draft::default()
        };
        let empty = project("");
        let (new, change) = add(&empty, &[draft("a"), draft("b")], &mut ids()).unwrap();
        let both = after(&empty, &change);
        assert!(both.criteria[&new[0]].order < both.criteria[&new[1]].order);
        let refused = add(&empty, &[draft("a"), draft(" ")], &mut ids());
        assert_eq!(refused.unwrap_err(), Refusal::Empty("A criterion"));
        assert!(add(&empty, &[], &mut ids()).is_err());
        let lost = Draft {
            task: Some(id("gone")),
            ..draft("a")
        };
        let refused = add(&empty, &[lost], &mut ids());
        assert_eq!(refused.unwrap_err(), Refusal::Gone("task"));
    }

    #[test]
    fn a_waiver_needs_a_reason_and_says_when() {
        let (it, project) = one(&project(""), "Prices are right");
        let refused = waive(&project, &it, " \n", &author());
        assert_eq!(refused, Err(Refusal::Empty("The reason for a waiver")));
        let status = set_status(&project, &it, CriterionStatus::Waived, &author());
        assert!(matches!(status, Err(Refusal::Other(_))));
        let waived = after(&project, &waive(&project, &it, "x", &author()).unwrap());
        let found = &waived.criteria[&it];
        assert_eq!(found.status, CriterionStatus::Waived);
        assert_eq!(found.checked_on, Some(author().today.0));
        let open = set_status(&waived, &it, CriterionStatus::Open, &author()).unwrap();
        let open = after(&waived, &open);
        assert_eq!(open.criteria[&it], project.criteria[&it]);
    }

    #[test]
    fn evidence_is_words_or_a_task_that_is_there() {
        let (it, project) = one(&project("Copy"), "Prices are right");
        let add = |evidence| add_evidence(&project, &it, &evidence, &mut ids());
        assert_eq!(
            add(Evidence::Text(" ".into())),
            Err(Refusal::Empty("Evidence"))
        );
        assert_eq!(add(Evidence::Task(id("gone"))), Err(Refusal::Gone("task")));
        let with = after(&project, &add(Evidence::Task(id("Copy"))).unwrap());
        assert_eq!(with.criteria[&it].evidence.len(), 1);
        let without = remove_evidence(&with, &it, "new-1").unwrap();
        assert_eq!(after(&with, &without), project);
    }

    #[test]
    fn an_owner_is_someone_who_is_there() {
        let (it, project) = one(&with_people(project(""), &["Ann"]), "Prices are right");
        let owner = |name: &str| Setting::Owner(Some(id(name)));
        assert!(set(&project, &it, &owner("Ann")).is_ok());
        assert_eq!(
            set(&project, &it, &owner("Bob")),
            Err(Refusal::Gone("person"))
        );
        assert_eq!(delete(&project, &id("x")), Err(Refusal::Gone("criterion")));
    }
}
