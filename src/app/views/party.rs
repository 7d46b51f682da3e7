//! Choosing whom something is about: someone who works here, a stakeholder, or anyone by name.

use lastmile::project::{Id, Party, Project};

use crate::app::components::Choice;

/// The choices, stakeholders first: they are whom one waits for. Someone who is chosen by name only
/// is one of them.
pub fn choices(project: &Project, chosen: Option<&Party>) -> Vec<Choice> {
    let mut all = Vec::new();
    for (id, it) in &project.stakeholders {
        let value = value(&Party::Stakeholder(id.clone()));
        all.push(Choice::new(value, it.name.clone()).detail(it.role.clone()));
    }
    for (id, it) in &project.people {
        let value = value(&Party::Person(id.clone()));
        all.push(Choice::new(value, it.name.clone()).detail(it.role.clone()));
    }
    if let Some(party @ Party::Named(name)) = chosen {
        all.push(Choice::new(value(party), name.clone()));
    }
    all
}

/// What stands for someone among the choices.
pub fn value(party: &Party) -> String {
    match party {
        Party::Person(id) => format!("person:{id}"),
        Party::Stakeholder(id) => format!("stakeholder:{id}"),
        Party::Named(name) => format!("name:{name}"),
    }
}

/// Who is chosen, if anyone is.
pub fn chosen(values: &[String]) -> Option<Party> {
    let value = values.first()?;
    Some(match value.split_once(':') {
        Some(("person", id)) => Party::Person(Id::new(id)),
        Some(("stakeholder", id)) => Party::Stakeholder(Id::new(id)),
        Some((_, name)) => Party::Named(name.to_owned()),
        None => Party::Named(value.clone()),
    })
}
