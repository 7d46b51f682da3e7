//! What keeps a task from going on.

use super::{found, selected};
use crate::edit::text;
use crate::edit::{Author, Change, Refusal};
use crate::project::{Blocker, BlockerKind, Id, Party, Project, Task, Wait};

/// Marks tasks as waiting. Without a day it is since today; on a task that waits already, the
/// blocker takes the place of the old one.
pub fn block(
    project: &Project,
    ids: &[Id<Task>],
    blocker: &Blocker,
    author: &Author,
) -> Result<Change, Refusal> {
    let ids = selected(project, ids)?;
    let mut blocker = blocker.clone();
    blocker.note = text::prose("The note", &blocker.note)?;
    blocker.waiting_on = match blocker.waiting_on.take() {
        Some(Party::Person(id)) if !project.people.contains_key(&id) => {
            return Err(Refusal::Gone("person"));
        }
        Some(Party::Stakeholder(id)) if !project.stakeholders.contains_key(&id) => {
            return Err(Refusal::Gone("stakeholder"));
        }
        Some(Party::Named(name)) => Some(text::line("The name", &name)?)
            .filter(|name| !name.is_empty())
            .map(Party::Named),
        known => known,
    };
    if blocker.since.is_some_and(|since| since > author.today.0) {
        return Err(Refusal::Other(
            "A wait cannot begin in the future. For a task that can start only later, set its \
             first day."
                .to_owned(),
        ));
    }
    blocker.since = blocker.since.or(Some(author.today.0));
    let waiting = match blocker.kind {
        BlockerKind::Approval => "waiting for approval",
        BlockerKind::MissingInformation => "missing information",
        BlockerKind::TechnicalIssue => "held by a technical issue",
        BlockerKind::Other => "blocked",
    };
    let mut change = Change::new(format!("Mark {} as {waiting}", text::tasks(project, &ids)));
    for id in &ids {
        change.alter(&project.tasks, id, |task| {
            task.blocker = Some(blocker.clone());
        });
    }
    Ok(change)
}

/// Says that a task can go on, and keeps how long it waited as a [`Wait`].
///
/// The wait's id is made of the task and the day the waiting began, so that two people who clear
/// the same blocker record one wait.
pub fn unblock(project: &Project, id: &Id<Task>, author: &Author) -> Result<Change, Refusal> {
    let task = found(project, id)?;
    let title = text::quoted(&task.title);
    let Some(blocker) = task.blocker.clone() else {
        return Err(Refusal::Other(format!("{title} waits for nothing.")));
    };
    let mut change = Change::new(format!("Let {title} go on"));
    change.alter(&project.tasks, id, |task| task.blocker = None);
    let since = blocker
        .since
        .map_or_else(|| "unknown".to_owned(), |day| day.to_string());
    let wait = Wait {
        task: Some(id.clone()),
        kind: Some(blocker.kind),
        waiting_on: blocker.waiting_on,
        since: blocker.since,
        until: Some(author.today.0),
    };
    let wait_id = Id::new(&format!("{id}@{since}"));
    // A wait of that day may be there already, from a blocker that was cleared too early.
    change.put(&project.waits, &wait_id, &wait);
    Ok(change)
}
