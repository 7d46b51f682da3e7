//! Closing a project: from then on it is only read, until it is opened again.

use super::{Author, Change, Refusal};
use crate::project::{Id, Project, Record, ReviewItem, Settings};

/// Closes the project on the author's day. Refused when it is closed.
pub fn close(project: &Project, author: &Author) -> Result<Change, Refusal> {
    if project.settings.closed_on.is_some() {
        return Err(Refusal::Other("The project is closed already.".to_owned()));
    }
    let mut after = project.settings.clone();
    after.closed_on = Some(author.today.0);
    after.closed_by.clone_from(&author.person);
    Ok(altered(project, "Close the project", &after))
}

/// Opens a closed project again. Refused when it is open.
pub fn reopen(project: &Project) -> Result<Change, Refusal> {
    if project.settings.closed_on.is_none() {
        return Err(Refusal::Other("The project is open.".to_owned()));
    }
    let mut after = project.settings.clone();
    after.closed_on = None;
    after.closed_by = None;
    Ok(altered(project, "Reopen the project", &after))
}

/// Refuses a change of a closed project, unless it opens it again or is part of looking back: the
/// retrospective may be held after the end.
pub fn check(project: &Project, change: &Change) -> Result<(), Refusal> {
    let looks_back = || {
        change.writes.iter().all(|write| {
            write.kind == ReviewItem::KIND
                || write.kind == Settings::KIND && write.field.starts_with("closed_")
        })
    };
    if project.settings.closed_on.is_none() || looks_back() {
        return Ok(());
    }
    Err(Refusal::Other(
        "The project is closed: it is only read. Reopen it to change it.".to_owned(),
    ))
}

fn altered(project: &Project, label: &str, after: &Settings) -> Change {
    let mut change = Change::new(label);
    change.update(&Id::new(Settings::ID), &project.settings, after);
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, id, ids, project};
    use crate::edit::{review_item, task};
    use crate::project::ReviewKind;

    #[test]
    fn a_closed_project_is_only_read_until_it_is_opened_again() {
        let open = project("Copy");
        let edit = |project: &Project| task::toggle_done(project, &id("Copy"), &author()).unwrap();
        assert_eq!(check(&open, &edit(&open)), Ok(()));
        assert!(reopen(&open).is_err());
        let closed = after(&open, &close(&open, &author()).unwrap());
        assert!(check(&closed, &edit(&closed)).is_err());
        assert!(close(&closed, &author()).is_err());
        let change = reopen(&closed).unwrap();
        assert_eq!(check(&closed, &change), Ok(()));
        let again = after(&closed, &change);
        assert_eq!(again.settings, open.settings);
        assert_eq!(check(&again, &edit(&again)), Ok(()));
    }

    #[test]
    fn a_closed_project_can_be_looked_back_on() {
        let open = project("");
        let closed = after(&open, &close(&open, &author()).unwrap());
        let said = review_item::add(
            &closed,
            ReviewKind::Improve,
            "Ask sooner",
            &author(),
            &mut ids(),
        );
        let (item, change) = said.unwrap();
        assert_eq!(check(&closed, &change), Ok(()));
        let closed = after(&closed, &change);
        let made = review_item::make_task(&closed, &item, &author(), &mut ids());
        assert!(check(&closed, &made.unwrap().1).is_err());
    }
}
