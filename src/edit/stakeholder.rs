//! Edits of those who decide, approve or must be told.

use super::list::{self, found};
use super::text::{self, quoted};
use super::{Change, MintId, Refusal, decision};
use crate::project::{Id, Party, Person, Project, Stakeholder};

/// One field of a stakeholder, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Their position.
    Role(String),
    /// What they decide or approve.
    Decides(String),
    /// How they are reached.
    Channel(String),
    /// How much the outcome matters to them, 1 to 5.
    Interest(Option<u8>),
    /// How much they can move, 1 to 5.
    Influence(Option<u8>),
    /// They want to hear something every so many days, 1 to 365.
    CadenceDays(Option<u16>),
    /// The same human among the people who work.
    Person(Option<Id<Person>>),
}

/// Adds a stakeholder by name.
pub fn add(
    project: &Project,
    name: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<Stakeholder>, Change), Refusal> {
    list::add(&project.stakeholders, name, ids)
}

/// Gives a stakeholder another name.
pub fn rename(project: &Project, id: &Id<Stakeholder>, name: &str) -> Result<Change, Refusal> {
    list::rename(&project.stakeholders, id, name)
}

/// Sets one field of a stakeholder.
pub fn set(project: &Project, id: &Id<Stakeholder>, setting: &Setting) -> Result<Change, Refusal> {
    let all = &project.stakeholders;
    match setting {
        Setting::Role(role) => {
            let role = text::line("The role", role)?;
            list::alter(all, id, "Set the role of", |it| it.role = role)
        }
        Setting::Decides(decides) => {
            let decides = text::prose("What they decide", decides)?;
            list::alter(all, id, "Set what is decided by", |it| it.decides = decides)
        }
        Setting::Channel(channel) => {
            let channel = text::line("The channel", channel)?;
            list::alter(all, id, "Set how to reach", |it| it.channel = channel)
        }
        Setting::Interest(interest) => {
            within("Interest", interest.map(u16::from), 5)?;
            list::alter(all, id, "Set the interest of", |it| it.interest = *interest)
        }
        Setting::Influence(influence) => {
            within("Influence", influence.map(u16::from), 5)?;
            list::alter(all, id, "Set the influence of", |it| {
                it.influence = *influence;
            })
        }
        Setting::CadenceDays(days) => {
            within("The number of days", *days, 365)?;
            list::alter(all, id, "Set how often to tell", |it| {
                it.cadence_days = *days;
            })
        }
        Setting::Person(person) => {
            if let Some(person) = person {
                found(&project.people, person)?;
            }
            list::alter(all, id, "Say who is", |it| it.person.clone_from(person))
        }
    }
}

/// Takes a stakeholder out of the project. Tasks that wait for them still do, for their
/// name, and messages go to it.
pub fn delete(project: &Project, id: &Id<Stakeholder>) -> Result<Change, Refusal> {
    let name = &found(&project.stakeholders, id)?.name;
    let mut change = Change::new(format!("Take {} out of the project", quoted(name)));
    change.delete(id);
    let waits_for = Party::Stakeholder(id.clone());
    for (task_id, task) in &project.tasks {
        let blocker = task.blocker.as_ref();
        if blocker.is_some_and(|blocker| blocker.waiting_on.as_ref() == Some(&waits_for)) {
            change.alter(&project.tasks, task_id, |task| {
                if let Some(blocker) = &mut task.blocker {
                    blocker.waiting_on = Some(Party::Named(name.clone()));
                }
            });
        }
    }
    for (id, it) in &project.communications {
        if it.to.as_ref() == Some(&waits_for) {
            change.alter(&project.communications, id, |it| {
                it.to = Some(Party::Named(name.clone()));
            });
        }
    }
    let instead = Party::Named(name.clone());
    decision::instead_of(project, &waits_for, &instead, &mut change);
    Ok(change)
}

fn within(what: &'static str, value: Option<u16>, most: u16) -> Result<(), Refusal> {
    if value.is_none_or(|value| (1..=most).contains(&value)) {
        return Ok(());
    }
    Err(Refusal::OutOfRange {
        what,
        least: "1".to_owned(),
        most: most.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::task;
    use crate::edit::testing::{after, author, id, ids, project};
    use crate::project::{Blocker, BlockerKind};

    #[test]
    fn scales_go_from_1_to_5_and_a_cadence_to_a_year() {
        let mut before = project("");
        before
            .stakeholders
            .insert(id("Legal"), Stakeholder::default());
        for (setting, fits) in [
            (Setting::Interest(Some(5)), true),
            (Setting::Interest(Some(6)), false),
            (Setting::Influence(Some(1)), true),
            (Setting::Influence(Some(0)), false),
            (Setting::CadenceDays(Some(365)), true),
            (Setting::CadenceDays(Some(366)), false),
            (Setting::Person(Some(id("Ann"))), false),
            (Setting::Person(None), true),
        ] {
            assert_eq!(
                set(&before, &id("Legal"), &setting).is_ok(),
                fits,
                "{setting:?}"
            );
        }
    }

    #[test]
    fn a_task_goes_on_waiting_for_the_name_of_one_who_left() {
        let empty = project("Copy");
        let (legal, change) = add(&empty, "Legal", &mut ids()).unwrap();
        let project = after(&empty, &change);
        let blocker = Blocker {
            kind: BlockerKind::Approval,
            waiting_on: Some(Party::Stakeholder(legal.clone())),
            since: None,
            note: String::new(),
        };
        let change = task::block(&project, &[id("Copy")], &blocker, &author()).unwrap();
        let project = after(&project, &change);
        let after = after(&project, &delete(&project, &legal).unwrap());
        let waiting_on = &after.tasks[&id("Copy")]
            .blocker
            .as_ref()
            .unwrap()
            .waiting_on;
        assert_eq!(*waiting_on, Some(Party::Named("Legal".into())));
    }
}
