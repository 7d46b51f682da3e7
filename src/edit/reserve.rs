//! Edits of who can be called in.

use chrono::NaiveDate;

use super::criterion::is_there;
use super::list::{self, found};
use super::text::{self, quoted};
use super::{Change, MintId, Refusal};
use crate::project::{Id, Person, Project, Reserve};

/// One field of a reserve, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Who it is.
    Name(String),
    /// The same human among the people who work here.
    Person(Option<Id<Person>>),
    /// What they can be called in for.
    Purpose(String),
    /// The first day they can come.
    First(Option<NaiveDate>),
    /// The last day; `None`: until the end.
    Last(Option<NaiveDate>),
    /// Who agreed to it.
    AgreedWith(String),
}

/// Adds a reserve by name.
pub fn add(
    project: &Project,
    name: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<Reserve>, Change), Refusal> {
    list::add(&project.reserves, name, ids)
}

/// Sets one field of a reserve. Refused where it would end before it begins.
pub fn set(project: &Project, id: &Id<Reserve>, setting: &Setting) -> Result<Change, Refusal> {
    let all = &project.reserves;
    let before = found(all, id)?;
    let in_order = |first: Option<NaiveDate>, last: Option<NaiveDate>| match (first, last) {
        (Some(first), Some(last)) if last < first => Err(Refusal::Other(
            "The last day comes before the first.".to_owned(),
        )),
        _ => Ok(()),
    };
    match setting {
        Setting::Name(name) => list::rename(all, id, name),
        Setting::Person(person) => {
            is_there(&project.people, person.as_ref(), "person")?;
            list::alter(all, id, "Say who is", |it| it.person.clone_from(person))
        }
        Setting::Purpose(purpose) => {
            let purpose = text::line("The purpose", purpose)?;
            list::alter(all, id, "Set what to call in", |it| it.purpose = purpose)
        }
        Setting::First(day) => {
            in_order(*day, before.last)?;
            list::alter(all, id, "Set the first day of", |it| it.first = *day)
        }
        Setting::Last(day) => {
            in_order(before.first, *day)?;
            list::alter(all, id, "Set the last day of", |it| it.last = *day)
        }
        Setting::AgreedWith(name) => {
            let name = text::line("The name", name)?;
            list::alter(all, id, "Set who agreed to", |it| it.agreed_with = name)
        }
    }
}

/// Deletes it.
pub fn delete(project: &Project, id: &Id<Reserve>) -> Result<Change, Refusal> {
    let name = quoted(&found(&project.reserves, id)?.name);
    let mut change = Change::new(format!("Take {name} out of the reserve"));
    change.delete(id);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, day, id, ids, project};

    #[test]
    fn a_reserve_ends_on_the_day_it_begins_or_later() {
        let empty = project("");
        let (it, change) = add(&empty, "Second tester", &mut ids()).unwrap();
        let project = after(&empty, &change);
        let first = Setting::First(Some(day("2026-03-12")));
        let project = after(&project, &set(&project, &it, &first).unwrap());
        let last = |text: &str| set(&project, &it, &Setting::Last(Some(day(text))));
        assert!(last("2026-03-12").is_ok());
        assert!(last("2026-03-11").is_err());
        assert_eq!(
            set(&project, &it, &Setting::Person(Some(id("gone")))),
            Err(Refusal::Gone("person"))
        );
        assert_eq!(after(&project, &delete(&project, &it).unwrap()), empty);
    }
}
