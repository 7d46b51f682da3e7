//! What an edit is told from outside: who makes it, on which day, and where new ids come from.

use crate::project::{Id, Person, Project, Record, Today, fold};

/// Who makes an edit, and on which local day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The day.
    pub today: Today,
    /// The person; `None` when nobody has said who they are, or who they are is not among the
    /// project's people.
    pub person: Option<Id<Person>>,
}

impl Author {
    /// The person of this name in a project, today.
    #[must_use]
    pub fn named(project: &Project, me: &str, today: Today) -> Self {
        let me = fold(me);
        let mut people = project.people.iter();
        let person = people.find(|(_, person)| !me.is_empty() && fold(&person.name) == me);
        Self {
            today,
            person: person.map(|(id, _)| id.clone()),
        }
    }
}

/// Where new ids come from. Every text it gives must be new in every browser.
pub trait MintId {
    /// The next id's text.
    fn mint_text(&mut self) -> String;
}

impl<F: FnMut() -> String> MintId for F {
    fn mint_text(&mut self) -> String {
        self()
    }
}

/// A new id for a record.
pub fn mint<R: Record>(ids: &mut dyn MintId) -> Id<R> {
    Id::new(&ids.mint_text())
}
