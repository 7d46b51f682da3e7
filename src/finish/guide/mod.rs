//! The guide: how a last mile is worked, what of it this project has done, and where to do the rest.

mod fit;
mod frameworks;
mod look;
mod next_steps;
mod questions;
mod steps;

pub use fit::{Fit, Ground, fits};
pub use frameworks::{FRAMEWORKS, Way, way};
pub use look::{Look, Seen};
pub use next_steps::{HORIZONS, Horizon};
pub use questions::{QUESTIONS, Question};
pub use steps::{STEPS, Step};

use crate::project::{Answer, Id, Project};

/// Something to do, and how far this project is with it.
#[derive(Debug)]
pub struct Item {
    /// Its name in records, unique in the guide; never changes.
    pub id: &'static str,
    /// What to do, in a few words.
    pub title: &'static str,
    /// Why, and how, in a sentence or two.
    pub how: &'static str,
    /// Where it is done.
    pub at: Spot,
    /// How far the records say it is; `None` where only a person can tell.
    pub seen: Option<fn(&Look<'_>) -> Seen>,
}

/// A spot in the app: the names of a place and of a part of it, as they stand in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The place.
    pub place: &'static str,
    /// The part of it; empty for its first.
    pub part: &'static str,
    /// What the way there is called.
    pub label: &'static str,
}

/// How far something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The records say that all of it is done.
    Done(String),
    /// A person says that it is done.
    Ticked,
    /// It is not done; how far it is, where the records tell.
    Open(Option<Seen>),
}

impl Standing {
    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_done(&self) -> bool {
        !matches!(self, Self::Open(_))
    }
}

/// All items of the guide: of the steps, the frameworks and the next steps.
pub fn items() -> impl Iterator<Item = &'static Item> {
    let steps = STEPS.iter().flat_map(|step| step.items);
    let ways = FRAMEWORKS.iter().flat_map(|way| way.items);
    let next = HORIZONS.iter().flat_map(|horizon| horizon.items);
    steps.chain(ways).chain(next)
}

/// The item of that name.
#[must_use]
pub fn item(id: &str) -> Option<&'static Item> {
    items().find(|item| item.id == id)
}

/// How far the project is with an item. What the records prove needs no tick.
#[must_use]
pub fn standing(look: &Look<'_>, item: &Item) -> Standing {
    let seen = item.seen.map(|seen| seen(look));
    match seen {
        Some(seen) if seen.is_all() => Standing::Done(seen.text),
        _ if is_ticked(look.project, item.id) => Standing::Ticked,
        seen => Standing::Open(seen),
    }
}

/// How many of these items are done.
#[must_use]
pub fn done(look: &Look<'_>, items: &[Item]) -> usize {
    let done = items.iter().filter(|item| standing(look, item).is_done());
    done.count()
}

fn is_ticked(project: &Project, id: &str) -> bool {
    let answer = project.prompt_answers.get(&Id::new(id));
    answer.is_some_and(|answer| answer.answer == Some(Answer::Covered))
}

const fn spot(place: &'static str, part: &'static str, label: &'static str) -> Spot {
    Spot { place, part, label }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::edit::testing::{day, id, project};
    use crate::project::{Person, PromptAnswer, Today};

    #[test]
    fn every_item_has_a_name_of_its_own() {
        let names: BTreeSet<_> = items().map(|item| item.id).collect();
        assert_eq!(names.len(), items().count());
        assert!(names.iter().all(|name| name.starts_with("guide.")));
    }

    #[test]
    fn an_item_is_done_when_the_records_or_a_person_say_so() {
        let mut project = project("Copy");
        let owners = item("guide.plan.owners").unwrap();
        let today = Today(day("2026-03-12"));
        let standing = |project: &Project| super::standing(&Look::of(project, today), owners);
        assert!(!standing(&project).is_done());
        let ticked = PromptAnswer {
            answer: Some(Answer::Covered),
            ..PromptAnswer::default()
        };
        project.prompt_answers.insert(id(owners.id), ticked);
        assert_eq!(standing(&project), Standing::Ticked);
        project.people.insert(id("ann"), Person::default());
        let copy = project.tasks.get_mut(&id("Copy")).unwrap();
        copy.assignees.insert(id("ann"), 1);
        assert!(matches!(standing(&project), Standing::Done(_)));
    }

    #[test]
    fn an_empty_project_has_done_nothing() {
        let project = Project::default();
        let look = Look::of(&project, Today(day("2026-03-12")));
        for item in items() {
            assert!(!standing(&look, item).is_done(), "{}", item.id);
        }
    }
}
