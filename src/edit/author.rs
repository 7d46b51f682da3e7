//! What an edit is told from outside: who makes it, on which day, and where new ids come from.

use crate::project::{Id, Person, Record, Today};

/// Who makes an edit, and on which local day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The day.
    pub today: Today,
    /// The person; `None` when nobody has said who they are, or who they are is not among the
    /// project's people.
    pub person: Option<Id<Person>>,
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
