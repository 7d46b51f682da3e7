//! Edits of what is told to whom, and how often.

use chrono::NaiveDate;

use super::list::{self, found};
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal, mint};
use crate::project::order::OrderKey;
use crate::project::{Audience, Communication, Id, Party, Person, Project};

/// One field of a communication, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What is told.
    Title(String),
    /// The kind of people it is written for.
    Audience(Audience),
    /// Who gets it.
    To(Option<Party>),
    /// How it reaches them.
    Channel(String),
    /// The day it is due for the first time.
    FirstDue(Option<NaiveDate>),
    /// It is due every so many days, 1 to 365; `None` means once.
    EveryDays(Option<u16>),
    /// Who sends it.
    Owner(Option<Id<Person>>),
    /// The day it was sent last; not in the future.
    LastSent(Option<NaiveDate>),
    /// What to keep in mind when writing it.
    Note(String),
}

/// Adds a communication, at the end of the list: due today and every week from then on, sent by
/// whoever adds it. Two may have the same title, since they may go to different people.
pub fn add(
    project: &Project,
    title: &str,
    audience: Audience,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Communication>, Change), Refusal> {
    let title = text::title("The message", title)?;
    let last = project.communications.values().map(|it| &it.order).max();
    let mut change = Change::new(format!("Add message {}", quoted(&title)));
    let id = mint(ids);
    let communication = Communication {
        title,
        audience,
        first_due: Some(author.today.0),
        every_days: Some(7),
        owner: author.person.clone(),
        order: OrderKey::between(last, None),
        ..Communication::default()
    };
    change.add(&id, &communication);
    Ok((id, change))
}

/// Sets one field of a communication. Refused where it refers to someone who is not there.
pub fn set(
    project: &Project,
    id: &Id<Communication>,
    setting: &Setting,
    author: &Author,
) -> Result<Change, Refusal> {
    let (verb, after) = changed(
        project,
        found(&project.communications, id)?,
        setting,
        author,
    )?;
    list::alter(&project.communications, id, verb, |it| *it = after)
}

fn changed(
    project: &Project,
    before: &Communication,
    setting: &Setting,
    author: &Author,
) -> Result<(&'static str, Communication), Refusal> {
    let mut after = before.clone();
    let verb = match setting {
        Setting::Title(title) => {
            after.title = text::title("The message", title)?;
            "Rename"
        }
        Setting::Audience(audience) => {
            after.audience = *audience;
            "Set whom to write for in"
        }
        Setting::To(to) => {
            after.to = match to {
                Some(Party::Person(id)) => {
                    found(&project.people, id)?;
                    to.clone()
                }
                Some(Party::Stakeholder(id)) => {
                    found(&project.stakeholders, id)?;
                    to.clone()
                }
                Some(Party::Named(name)) => Some(text::line("The name", name)?)
                    .filter(|name| !name.is_empty())
                    .map(Party::Named),
                None => None,
            };
            "Set who gets"
        }
        Setting::Channel(channel) => {
            after.channel = text::line("The channel", channel)?;
            "Set the channel of"
        }
        Setting::FirstDue(day) => {
            after.first_due = *day;
            "Set the first day of"
        }
        Setting::EveryDays(days) => {
            if days.is_some_and(|days| !(1..=365).contains(&days)) {
                return Err(Refusal::OutOfRange {
                    what: "The number of days",
                    least: "1".to_owned(),
                    most: "365".to_owned(),
                });
            }
            after.every_days = *days;
            "Set how often to send"
        }
        Setting::Owner(owner) => {
            if let Some(owner) = owner {
                found(&project.people, owner)?;
            }
            after.owner.clone_from(owner);
            "Set who sends"
        }
        Setting::LastSent(day) => {
            if day.is_some_and(|day| day > author.today.0) {
                return Err(Refusal::Other(
                    "A message cannot have been sent in the future.".to_owned(),
                ));
            }
            after.last_sent = *day;
            if day.is_some() {
                "Mark as sent:"
            } else {
                "Take back the sending of"
            }
        }
        Setting::Note(note) => {
            after.note = text::prose("The note", note)?;
            "Write a note on"
        }
    };
    Ok((verb, after))
}

/// Says that it was sent today.
pub fn mark_sent(
    project: &Project,
    id: &Id<Communication>,
    author: &Author,
) -> Result<Change, Refusal> {
    set(
        project,
        id,
        &Setting::LastSent(Some(author.today.0)),
        author,
    )
}

/// Deletes it from the plan.
pub fn delete(project: &Project, id: &Id<Communication>) -> Result<Change, Refusal> {
    let title = quoted(&found(&project.communications, id)?.title);
    let mut change = Change::new(format!("Delete message {title}"));
    change.delete(id);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, day, id, ids, project, with_people};
    use crate::edit::{person, stakeholder};

    fn planned() -> (Project, Id<Communication>) {
        let before = with_people(project(""), &["Ann"]);
        let (id, change) = add(&before, "Status", Audience::Client, &author(), &mut ids()).unwrap();
        (after(&before, &change), id)
    }

    #[test]
    fn a_message_is_due_weekly_from_the_day_it_was_planned() {
        let (project, id) = planned();
        let planned = &project.communications[&id];
        assert_eq!(planned.first_due, Some(day("2026-03-12")));
        assert_eq!(planned.every_days, Some(7));
        let (_, twin) = add(&project, "Status", Audience::Team, &author(), &mut ids()).unwrap();
        assert_eq!(twin.label, "Add message “Status”");
        let nameless = add(&project, " ", Audience::Team, &author(), &mut ids());
        assert_eq!(nameless.unwrap_err(), Refusal::Empty("The message"));
    }

    #[test]
    fn it_goes_to_those_who_are_there_at_most_a_year_apart_and_not_in_the_future() {
        let (project, message) = planned();
        for (setting, fits) in [
            (Setting::Owner(Some(id("Ann"))), true),
            (Setting::Owner(Some(id("Bob"))), false),
            (Setting::To(Some(Party::Person(id("Ann")))), true),
            (Setting::To(Some(Party::Person(id("Bob")))), false),
            (Setting::To(Some(Party::Stakeholder(id("Ann")))), false),
            (Setting::To(Some(Party::Named("The board".into()))), true),
            (Setting::EveryDays(Some(365)), true),
            (Setting::EveryDays(Some(366)), false),
            (Setting::EveryDays(Some(0)), false),
            (Setting::EveryDays(None), true),
            (Setting::LastSent(Some(day("2026-03-12"))), true),
            (Setting::LastSent(Some(day("2026-03-13"))), false),
        ] {
            let set = set(&project, &message, &setting, &author());
            assert_eq!(set.is_ok(), fits, "{setting:?}");
        }
        let gone = mark_sent(&project, &id("gone"), &author());
        assert_eq!(gone, Err(Refusal::Gone("message")));
    }

    #[test]
    fn it_goes_on_to_the_name_of_one_who_left_and_loses_the_sender_who_did() {
        let (before, message) = planned();
        let (board, change) = stakeholder::add(&before, "Board", &mut || "b".into()).unwrap();
        let mut project = after(&before, &change);
        for setting in [
            Setting::To(Some(Party::Stakeholder(board.clone()))),
            Setting::Owner(Some(id("Ann"))),
        ] {
            project = after(
                &project,
                &set(&project, &message, &setting, &author()).unwrap(),
            );
        }
        project = after(&project, &stakeholder::delete(&project, &board).unwrap());
        project = after(
            &project,
            &person::delete(&project, &id("Ann"), None).unwrap(),
        );
        let left = &project.communications[&message];
        assert_eq!(left.to, Some(Party::Named("Board".into())));
        assert_eq!(left.owner, None);
    }

    #[test]
    fn a_message_that_was_sent_can_be_deleted() {
        let (project, message) = planned();
        let sent = after(&project, &mark_sent(&project, &message, &author()).unwrap());
        assert_eq!(
            sent.communications[&message].last_sent,
            Some(author().today.0)
        );
        let gone = after(&sent, &delete(&sent, &message).unwrap());
        assert!(gone.communications.is_empty());
    }
}
