//! Edits of the people who work.

use super::list::{self, found};
use super::text::{self, quoted};
use super::{Change, MintId, Refusal, decision};
use crate::project::limits::POOL_CAPACITY;
use crate::project::{Id, Party, Person, Project, Task, WeekHours};

/// One field of a person, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What they do here.
    Role(String),
    /// Where to reach them.
    Contact(String),
    /// How much of their working hours this project gets, 1 to 100 percent.
    Availability(u8),
    /// Their own working hours; `None`: the project's.
    Hours(Option<WeekHours>),
    /// How many people the record stands for.
    Capacity(u16),
    /// What an hour of theirs costs; `None`: the project's rate.
    HourCost(Option<u32>),
}

/// Adds a person by name.
pub fn add(
    project: &Project,
    name: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<Person>, Change), Refusal> {
    list::add(&project.people, name, ids)
}

/// Gives a person another name.
pub fn rename(project: &Project, id: &Id<Person>, name: &str) -> Result<Change, Refusal> {
    list::rename(&project.people, id, name)
}

/// Sets one field of a person.
pub fn set(project: &Project, id: &Id<Person>, setting: &Setting) -> Result<Change, Refusal> {
    let people = &project.people;
    match setting {
        Setting::Role(role) => {
            let role = text::line("The role", role)?;
            list::alter(people, id, "Set the role of", |person| person.role = role)
        }
        Setting::Contact(contact) => {
            let contact = text::line("The contact", contact)?;
            list::alter(people, id, "Set the contact of", |person| {
                person.contact = contact;
            })
        }
        Setting::Availability(percent) => {
            within("Availability", u16::from(*percent), 100)?;
            list::alter(people, id, "Set the availability of", |person| {
                person.availability_percent = *percent;
            })
        }
        Setting::Hours(hours) => {
            hours.as_ref().map_or(Ok(()), check_hours)?;
            list::alter(people, id, "Set the hours of", |person| {
                person.hours = *hours;
            })
        }
        Setting::HourCost(cost) => list::alter(people, id, "Set the cost of", |person| {
            person.hour_cost = *cost;
        }),
        Setting::Capacity(capacity) => {
            within("The size of a pool", *capacity, POOL_CAPACITY)?;
            list::alter(people, id, "Set the size of", |person| {
                person.capacity = *capacity;
            })
        }
    }
}

/// Takes a person out of the project. What they had goes to `heir`, or to nobody: tasks,
/// deliverables, workstreams. Whoever was waiting for them still waits, for their name.
///
/// Also how a person who is there twice becomes one.
pub fn delete(
    project: &Project,
    id: &Id<Person>,
    heir: Option<&Id<Person>>,
) -> Result<Change, Refusal> {
    let person = found(&project.people, id)?;
    let name = quoted(&person.name);
    let heir = heir.filter(|heir| *heir != id);
    let label = match heir {
        Some(heir) => {
            let heir = quoted(&found(&project.people, heir)?.name);
            format!("Hand over from {name} to {heir}")
        }
        None => format!("Take {name} out of the project"),
    };
    let mut change = Change::new(label);
    change.delete(id);
    let waits_for = Party::Person(id.clone());
    let instead = heir.map_or_else(
        || Party::Named(person.name.clone()),
        |heir| Party::Person(heir.clone()),
    );
    let touched = |task: &Task| {
        let blocker = task.blocker.as_ref();
        let waits = blocker.is_some_and(|it| it.waiting_on.as_ref() == Some(&waits_for));
        waits || task.assignees.contains_key(id)
    };
    for (task_id, _) in project.tasks.iter().filter(|(_, task)| touched(task)) {
        change.alter(&project.tasks, task_id, |task| {
            if let Some(units) = task.assignees.remove(id)
                && let Some(heir) = heir
            {
                let capacity = project
                    .people
                    .get(heir)
                    .map_or(1, |heir| heir.capacity.max(1));
                let theirs = task.assignees.entry(heir.clone()).or_insert(0);
                *theirs = theirs.saturating_add(units).min(capacity);
            }
            if let Some(blocker) = &mut task.blocker
                && blocker.waiting_on.as_ref() == Some(&waits_for)
            {
                blocker.waiting_on = Some(instead.clone());
            }
        });
    }
    let hand_over = |holder: &mut Option<Id<Person>>| {
        if holder.as_ref() == Some(id) {
            *holder = heir.cloned();
        }
    };
    for it in project.deliverables.keys() {
        change.alter(&project.deliverables, it, |it| hand_over(&mut it.owner));
    }
    for it in project.workstreams.keys() {
        change.alter(&project.workstreams, it, |it| hand_over(&mut it.lead));
    }
    for it in project.risks.keys() {
        change.alter(&project.risks, it, |it| hand_over(&mut it.owner));
    }
    for it in project.integration_points.keys() {
        change.alter(&project.integration_points, it, |it| {
            hand_over(&mut it.owner);
        });
    }
    decision::instead_of(project, &waits_for, &instead, &mut change);
    for it in project.stakeholders.keys() {
        change.alter(&project.stakeholders, it, |it| hand_over(&mut it.person));
    }
    for it in project.criteria.keys() {
        change.alter(&project.criteria, it, |it| hand_over(&mut it.owner));
    }
    for it in project.reserves.keys() {
        change.alter(&project.reserves, it, |it| hand_over(&mut it.person));
    }
    for it in project.communications.keys() {
        change.alter(&project.communications, it, |it| {
            hand_over(&mut it.owner);
            if it.to.as_ref() == Some(&waits_for) {
                it.to = Some(instead.clone());
            }
        });
    }
    for (time_off, record) in &project.time_off {
        if record.person.as_ref() == Some(id) {
            change.delete(time_off);
        }
    }
    Ok(change)
}

/// Refuses a week in which nobody ever works, or a day of more than 24 hours.
pub(super) fn check_hours(hours: &WeekHours) -> Result<(), Refusal> {
    if hours.0.iter().any(|minutes| *minutes > 24 * 60) {
        return Err(Refusal::OutOfRange {
            what: "A day’s hours",
            least: "0".to_owned(),
            most: "24".to_owned(),
        });
    }
    if hours.0.iter().all(|minutes| *minutes == 0) {
        return Err(Refusal::Other(
            "A week needs at least one working day.".to_owned(),
        ));
    }
    Ok(())
}

fn within(what: &'static str, value: u16, most: u16) -> Result<(), Refusal> {
    if (1..=most).contains(&value) {
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
    use crate::edit::testing::{after, assert_each_field_once, id, ids, project, with_people};
    use crate::project::{Blocker, BlockerKind, TimeOff};

    #[test]
    fn a_name_is_taken_once_whatever_its_case_and_accents() {
        let project = with_people(project(""), &["José"]);
        let refused = add(&project, " jose", &mut ids()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "There is a person called “jose” already."
        );
        assert!(add(&project, "Josef", &mut ids()).is_ok());
        assert!(
            rename(&project, &id("José"), "Jose").is_ok(),
            "their own name"
        );
    }

    #[test]
    fn availability_hours_and_capacity_keep_within_what_makes_sense() {
        let project = with_people(project(""), &["Ann"]);
        let day = |minutes| Some(WeekHours([0, 0, minutes, 0, 0, 0, 0]));
        for (setting, fits) in [
            (Setting::Availability(1), true),
            (Setting::Availability(0), false),
            (Setting::Availability(100), true),
            (Setting::Availability(101), false),
            (Setting::Capacity(200), true),
            (Setting::Capacity(201), false),
            (Setting::Capacity(0), false),
            (Setting::Hours(day(1440)), true),
            (Setting::Hours(day(1441)), false),
            (Setting::Hours(day(0)), false),
            (Setting::Hours(None), true),
            (Setting::Role("r".repeat(500)), true),
            (Setting::Role("r".repeat(501)), false),
        ] {
            let answer = set(&project, &id("Ann"), &setting);
            assert_eq!(answer.is_ok(), fits, "{setting:?}");
        }
        let gone = set(&project, &id("Zoe"), &Setting::Capacity(1));
        assert_eq!(gone, Err(Refusal::Gone("person")));
    }

    #[test]
    fn what_a_person_had_goes_to_nobody_or_to_another() {
        let mut project = with_people(project("Copy, Review"), &["Ann", "Bob"]);
        let copy = project.tasks.get_mut(&id("Copy")).unwrap();
        copy.assignees = [(id("Ann"), 1), (id("Bob"), 1)].into();
        project.tasks.get_mut(&id("Review")).unwrap().blocker = Some(Blocker {
            kind: BlockerKind::Approval,
            waiting_on: Some(Party::Person(id("Ann"))),
            since: None,
            note: String::new(),
        });
        let away = TimeOff {
            person: Some(id("Ann")),
            ..TimeOff::default()
        };
        project.time_off.insert(id("t"), away);
        let gone = delete(&project, &id("Ann"), None).unwrap();
        assert_each_field_once(&gone);
        let gone = after(&project, &gone);
        assert_eq!(gone.tasks[&id("Copy")].assignees, [(id("Bob"), 1)].into());
        let waiting_on = &gone.tasks[&id("Review")]
            .blocker
            .as_ref()
            .unwrap()
            .waiting_on;
        assert_eq!(*waiting_on, Some(Party::Named("Ann".into())));
        assert!(gone.time_off.is_empty());
        let change = delete(&project, &id("Ann"), Some(&id("Bob"))).unwrap();
        assert_eq!(change.label, "Hand over from “Ann” to “Bob”");
        let heir = after(&project, &change);
        assert_eq!(heir.tasks[&id("Copy")].assignees, [(id("Bob"), 1)].into());
    }
}
