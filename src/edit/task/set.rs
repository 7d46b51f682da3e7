//! Setting one field of one task, or of a whole selection at once.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use chrono::NaiveDate;

use super::{found, selected};
use crate::edit::text::{self, quoted};
use crate::edit::{Change, Refusal};
use crate::project::limits::ESTIMATE_MINUTES;
use crate::project::{
    Deliverable, Estimate, Id, Person, Priority, Project, Task, Teamwork, WorkMinutes, Workstream,
};

/// One field, and what it is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Must, should, nice, or not sorted yet.
    Priority(Option<Priority>),
    /// What it is worth, 1 to 10.
    Value(Option<u8>),
    /// What it is believed to take.
    Estimate(Option<Estimate>),
    /// What is left of it; `None`: the estimate stands.
    Remaining(Option<WorkMinutes>),
    /// What it has taken.
    Actual(Option<WorkMinutes>),
    /// The day it is promised for.
    Due(Option<NaiveDate>),
    /// The first day it can be worked on.
    NotBefore(Option<NaiveDate>),
    /// The deliverable it belongs to.
    Deliverable(Option<Id<Deliverable>>),
    /// The workstream it belongs to.
    Workstream(Option<Id<Workstream>>),
    /// How several assignees share it.
    Teamwork(Teamwork),
    /// Exactly these people and units.
    Assignees(BTreeMap<Id<Person>, u16>),
    /// One more person, with one unit.
    Assign(Id<Person>),
    /// One person fewer.
    Unassign(Id<Person>),
    /// Exactly these labels.
    Labels(BTreeSet<String>),
    /// One more label.
    AddLabel(String),
    /// One label fewer.
    RemoveLabel(String),
}

/// Sets one field of all these tasks, as one change: "Set 12 tasks to must".
///
/// Tasks that are not there any more are passed over; refused when none is left, when the value
/// makes no sense, or when it refers to something that is not there.
pub fn set(project: &Project, ids: &[Id<Task>], setting: &Setting) -> Result<Change, Refusal> {
    let ids = selected(project, ids)?;
    let setting = checked(project, setting)?;
    let mut change = Change::new(label(project, &ids, &setting));
    for id in &ids {
        change.alter(&project.tasks, id, |task| apply(task, &setting));
    }
    Ok(change)
}

/// Gives a task another title.
pub fn rename(project: &Project, id: &Id<Task>, title: &str) -> Result<Change, Refusal> {
    let before = found(project, id)?;
    let title = text::title("The title", title)?;
    let mut change = Change::new(format!("Rename {}", quoted(&before.title)));
    change.alter(&project.tasks, id, |task| task.title = title);
    Ok(change)
}

/// Sets a task's notes.
pub fn set_notes(project: &Project, id: &Id<Task>, notes: &str) -> Result<Change, Refusal> {
    let before = found(project, id)?;
    let notes = text::prose("The notes", notes)?;
    let mut change = Change::new(format!("Write notes on {}", quoted(&before.title)));
    change.alter(&project.tasks, id, |task| task.notes = notes);
    Ok(change)
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident($value:ident: $type:ty) => $setting:ident;)*) => {
        $($(#[$doc])*
        pub fn $name(project: &Project, id: &Id<Task>, $value: $type) -> Result<Change, Refusal> {
            set(project, slice::from_ref(id), &Setting::$setting($value))
        })*
    };
}

setters! {
    /// Sorts a task into must, should or nice.
    set_priority(priority: Option<Priority>) => Priority;
    /// Says what a task is worth, 1 to 10.
    set_value(value: Option<u8>) => Value;
    /// Sets what a task is believed to take.
    set_estimate(estimate: Option<Estimate>) => Estimate;
    /// Reports what is left of a task.
    set_remaining(remaining: Option<WorkMinutes>) => Remaining;
    /// Reports what a task has taken.
    set_actual(actual: Option<WorkMinutes>) => Actual;
    /// Sets the day a task is promised for.
    set_due(due: Option<NaiveDate>) => Due;
    /// Sets the first day a task can be worked on.
    set_not_before(day: Option<NaiveDate>) => NotBefore;
    /// Says what a task is a part of handing over.
    set_deliverable(deliverable: Option<Id<Deliverable>>) => Deliverable;
    /// Says to which stream of work a task belongs.
    set_workstream(workstream: Option<Id<Workstream>>) => Workstream;
    /// Says how several people share a task.
    set_teamwork(teamwork: Teamwork) => Teamwork;
    /// Says exactly who does a task.
    set_assignees(assignees: BTreeMap<Id<Person>, u16>) => Assignees;
    /// Adds a person to a task.
    assign(person: Id<Person>) => Assign;
    /// Takes a person off a task.
    unassign(person: Id<Person>) => Unassign;
    /// Sets exactly these labels.
    set_labels(labels: BTreeSet<String>) => Labels;
}

/// The setting as it will be written, or why it makes no sense.
fn checked(project: &Project, setting: &Setting) -> Result<Setting, Refusal> {
    match setting {
        Setting::Value(Some(value)) if !(1..=10).contains(value) => {
            return Err(out_of_range("A value", "1", "10"));
        }
        Setting::Estimate(Some(estimate)) => check_estimate(estimate)?,
        Setting::Remaining(Some(work)) | Setting::Actual(Some(work)) => check_work(*work)?,
        Setting::Deliverable(Some(id)) if !project.deliverables.contains_key(id) => {
            return Err(Refusal::Gone("deliverable"));
        }
        Setting::Workstream(Some(id)) if !project.workstreams.contains_key(id) => {
            return Err(Refusal::Gone("workstream"));
        }
        Setting::Assign(id) if !project.people.contains_key(id) => {
            return Err(Refusal::Gone("person"));
        }
        Setting::Assignees(assignees) => check_assignees(project, assignees)?,
        Setting::Labels(labels) => {
            let labels = labels.iter().map(|name| label_name(name));
            return labels.collect::<Result<_, _>>().map(Setting::Labels);
        }
        Setting::AddLabel(name) => return label_name(name).map(Setting::AddLabel),
        Setting::Value(_)
        | Setting::Estimate(None)
        | Setting::Remaining(None)
        | Setting::Actual(None)
        | Setting::Deliverable(_)
        | Setting::Workstream(_)
        | Setting::Assign(_)
        | Setting::Priority(_)
        | Setting::Due(_)
        | Setting::NotBefore(_)
        | Setting::Teamwork(_)
        | Setting::Unassign(_)
        | Setting::RemoveLabel(_) => {}
    }
    Ok(setting.clone())
}

/// A label without the `#` people type before it.
pub(in crate::edit) fn label_name(name: &str) -> Result<String, Refusal> {
    text::title("The label", name.trim().trim_start_matches('#'))
}

/// Refuses an estimate that is too large, or whose three values do not rise.
pub(in crate::edit) fn check_estimate(estimate: &Estimate) -> Result<(), Refusal> {
    let values = [
        estimate.optimistic,
        Some(estimate.likely),
        estimate.pessimistic,
    ];
    let values: Vec<_> = values.into_iter().flatten().collect();
    values.iter().try_for_each(|work| check_work(*work))?;
    if values.is_sorted() {
        return Ok(());
    }
    Err(Refusal::Other(
        "An estimate’s three values go from the shortest to the longest.".to_owned(),
    ))
}

pub(in crate::edit) fn check_work(work: WorkMinutes) -> Result<(), Refusal> {
    if work.0 <= ESTIMATE_MINUTES {
        return Ok(());
    }
    Err(out_of_range("Work", "0", "20,000 hours"))
}

fn check_assignees(
    project: &Project,
    assignees: &BTreeMap<Id<Person>, u16>,
) -> Result<(), Refusal> {
    for (id, units) in assignees {
        let person = project.people.get(id).ok_or(Refusal::Gone("person"))?;
        let capacity = person.capacity.max(1);
        if !(1..=capacity).contains(units) {
            let most = capacity.to_string();
            return Err(out_of_range("How many of them are needed", "1", &most));
        }
    }
    Ok(())
}

fn out_of_range(what: &'static str, least: &str, most: &str) -> Refusal {
    Refusal::OutOfRange {
        what,
        least: least.to_owned(),
        most: most.to_owned(),
    }
}

fn apply(task: &mut Task, setting: &Setting) {
    match setting.clone() {
        Setting::Priority(priority) => task.priority = priority,
        Setting::Value(value) => task.value = value,
        Setting::Estimate(estimate) => task.estimate = estimate,
        Setting::Remaining(remaining) => task.remaining = remaining,
        Setting::Actual(actual) => task.actual = actual,
        Setting::Due(due) => task.due = due,
        Setting::NotBefore(day) => task.not_before = day,
        Setting::Deliverable(deliverable) => task.deliverable = deliverable,
        Setting::Workstream(workstream) => task.workstream = workstream,
        Setting::Teamwork(teamwork) => task.teamwork = teamwork,
        Setting::Assignees(assignees) => task.assignees = assignees,
        Setting::Assign(person) => {
            task.assignees.entry(person).or_insert(1);
        }
        Setting::Unassign(person) => {
            task.assignees.remove(&person);
            task.helpers.remove(&person);
        }
        Setting::Labels(labels) => task.labels = labels,
        Setting::AddLabel(label) => {
            task.labels.insert(label);
        }
        Setting::RemoveLabel(label) => {
            task.labels.remove(&label);
        }
    }
}

fn label(project: &Project, ids: &[Id<Task>], setting: &Setting) -> String {
    let tasks = text::tasks(project, ids);
    let person = |id: &Id<Person>| {
        let person = project.people.get(id);
        person.map_or_else(|| "someone".to_owned(), |person| quoted(&person.name))
    };
    match setting {
        Setting::Priority(Some(priority)) => {
            format!("Set {tasks} to {}", text::priority(*priority))
        }
        Setting::Priority(None) => format!("Unsort {tasks}"),
        Setting::Value(_) => format!("Set the value of {tasks}"),
        Setting::Estimate(Some(_)) => format!("Estimate {tasks}"),
        Setting::Estimate(None) => format!("Clear the estimate of {tasks}"),
        Setting::Remaining(_) => format!("Set what is left of {tasks}"),
        Setting::Actual(_) => format!("Set what {tasks} took"),
        Setting::Due(Some(_)) => format!("Set the due date of {tasks}"),
        Setting::Due(None) => format!("Clear the due date of {tasks}"),
        Setting::NotBefore(Some(_)) => format!("Set the first day of {tasks}"),
        Setting::NotBefore(None) => format!("Clear the first day of {tasks}"),
        Setting::Deliverable(Some(id)) => {
            let name = project.deliverables.get(id).map(|it| quoted(&it.name));
            format!("Put {tasks} under {}", name.unwrap_or_default())
        }
        Setting::Deliverable(None) => format!("Take {tasks} out of the deliverable"),
        Setting::Workstream(Some(id)) => {
            let name = project.workstreams.get(id).map(|it| quoted(&it.name));
            format!("Put {tasks} into {}", name.unwrap_or_default())
        }
        Setting::Workstream(None) => format!("Take {tasks} out of the workstream"),
        Setting::Teamwork(Teamwork::Shared) => format!("Share the work on {tasks}"),
        Setting::Teamwork(Teamwork::Together) => format!("Work together on {tasks}"),
        Setting::Teamwork(Teamwork::Alone) => format!("Keep {tasks} with one person"),
        Setting::Assignees(_) => format!("Set who does {tasks}"),
        Setting::Assign(id) => format!("Give {tasks} to {}", person(id)),
        Setting::Unassign(id) => format!("Take {} off {tasks}", person(id)),
        Setting::Labels(_) => format!("Set the labels of {tasks}"),
        Setting::AddLabel(name) => format!("Label {tasks} {}", quoted(name)),
        Setting::RemoveLabel(name) => format!("Take the label {} off {tasks}", quoted(name)),
    }
}
