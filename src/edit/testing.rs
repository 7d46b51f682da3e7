//! Small projects for the tests of edits, and what a change makes of a project.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::{Author, Change, DELETED};
use crate::project::order::OrderKey;
use crate::project::{
    Dependency, Fields, Id, Model, Person, Project, Record, Settings, Table, Task, Today, flatten,
};

pub(crate) fn id<R>(text: &str) -> Id<R> {
    Id::new(text)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Nobody in particular, on Thursday 12 March 2026.
pub(crate) fn author() -> Author {
    Author {
        today: Today(day("2026-03-12")),
        person: None,
    }
}

/// `new-1`, `new-2`, …
pub(crate) fn ids() -> impl FnMut() -> String {
    let mut number = 0;
    move || {
        number += 1;
        format!("new-{number}")
    }
}

/// Tasks by title, in order, `- ` before subtasks; a task's id is its title.
pub(crate) fn project(tasks: &str) -> Project {
    let mut project = Project::default();
    let mut above: Vec<Id<Task>> = Vec::new();
    let lines: Vec<_> = tasks.split(", ").filter(|line| !line.is_empty()).collect();
    let keys = OrderKey::spread(None, None, lines.len());
    for (line, order) in lines.into_iter().zip(keys) {
        let title = line.trim_start_matches('-').trim();
        above.truncate(line.len() - line.trim_start_matches('-').len());
        let task = Task {
            title: title.to_owned(),
            parent: above.last().cloned(),
            order,
            ..Task::default()
        };
        above.push(id(title));
        project.tasks.insert(id(title), task);
    }
    project
}

/// Such tasks, with links like `Copy > Review`.
pub(crate) fn linked(tasks: &str, links: &[&str]) -> Project {
    let mut project = project(tasks);
    for link in links {
        let (from, to) = link.split_once(" > ").unwrap();
        let link = Dependency::finish_to_start(id(from), id(to));
        let id = Dependency::id_of(&link.predecessor, &link.successor);
        project.dependencies.insert(id, link);
    }
    project
}

/// Adds people by name; a person's id is their name.
pub(crate) fn with_people(mut project: Project, names: &[&str]) -> Project {
    for name in names {
        let person = Person {
            name: (*name).to_owned(),
            ..Person::default()
        };
        project.people.insert(id(name), person);
    }
    project
}

/// The outline as `Launch -Mail -Post Legal`.
pub(crate) fn tree(project: &Project) -> String {
    let rows = project.outline().0.rows().into_iter();
    let row = |(id, depth): (Id<Task>, usize)| {
        format!("{}{}", "-".repeat(depth), project.tasks[&id].title)
    };
    rows.map(row).collect::<Vec<_>>().join(" ")
}

/// The project after a change, by the fields it writes.
pub(crate) fn after(project: &Project, change: &Change) -> Project {
    let mut records = records(project);
    for write in &change.writes {
        let record = records
            .entry((write.kind.clone(), write.id.clone()))
            .or_default();
        record.insert(write.field.clone(), write.value.clone());
    }
    let mut after = Project::default();
    for ((kind, id), mut fields) in records {
        let deleted = fields.remove(DELETED) == Some(Value::Bool(true));
        fields.retain(|_, value| !value.is_null());
        let problems = after.put(&kind, &id, (!deleted).then_some(&fields));
        assert_eq!(problems, [], "{kind} {id}");
    }
    after
}

/// No field is written twice in one change.
pub(crate) fn assert_each_field_once(change: &Change) {
    let mut seen = std::collections::BTreeSet::new();
    for write in &change.writes {
        let field = (&write.kind, &write.id, &write.field);
        assert!(seen.insert(field), "{field:?} twice in {}", change.label);
    }
}

type Records = BTreeMap<(String, String), Fields>;

fn records(project: &Project) -> Records {
    let mut records = Records::new();
    let settings = flatten(&project.settings);
    records.insert(
        (Settings::KIND.to_owned(), Settings::ID.to_owned()),
        settings,
    );
    take(&mut records, &project.tasks);
    take(&mut records, &project.dependencies);
    take(&mut records, &project.people);
    take(&mut records, &project.stakeholders);
    take(&mut records, &project.deliverables);
    take(&mut records, &project.workstreams);
    take(&mut records, &project.milestones);
    take(&mut records, &project.holidays);
    take(&mut records, &project.time_off);
    take(&mut records, &project.baselines);
    take(&mut records, &project.days);
    take(&mut records, &project.waits);
    take(&mut records, &project.history);
    take(&mut records, &project.prompt_answers);
    take(&mut records, &project.risks);
    take(&mut records, &project.change_requests);
    take(&mut records, &project.decisions);
    take(&mut records, &project.integration_points);
    take(&mut records, &project.sprints);
    take(&mut records, &project.pulses);
    take(&mut records, &project.review_items);
    take(&mut records, &project.criteria);
    take(&mut records, &project.sign_offs);
    take(&mut records, &project.readiness_answers);
    take(&mut records, &project.readiness_reviews);
    take(&mut records, &project.reserves);
    take(&mut records, &project.check_ins);
    take(&mut records, &project.communications);
    records
}

fn take<R: Record>(records: &mut Records, table: &Table<R>) {
    for (id, record) in table {
        records.insert((R::KIND.to_owned(), id.to_string()), flatten(record));
    }
}
