//! What was read of each pasted task, in words.

use super::Preview;
use crate::edit::Named;
use crate::edit::task::{Draft, PredecessorRef};
use crate::present::words;
use crate::project::{Id, Project, Record, Status, Today};

impl Preview {
    /// What the task at this place holds besides its title: "must", "6 h", "after “Copy”". What is
    /// made along with it stands at the end, in the words of its [`super::Origin`].
    #[must_use]
    pub fn said(&self, at: usize, project: &Project, today: Today) -> Vec<String> {
        let (Some(draft), Some(origin)) = (self.drafts.get(at), self.origins.get(at)) else {
            return Vec::new();
        };
        let mut said = fields(draft, project, today);
        let owners = draft.assignees.iter();
        let owners = owners.filter_map(|it| known(it, |id| Some(&project.people.get(id)?.name)));
        said.extend(owners.map(|owner| format!("{owner} does it")));
        said.extend(draft.predecessors.iter().map(|it| match it {
            PredecessorRef::Task(id) => format!("after {}", words::task(project, id)),
            PredecessorRef::Draft(place) => {
                let title = self.drafts.get(*place).map(|it| it.task.title.as_str());
                format!("after {}", words::quoted(title.unwrap_or_default()))
            }
        }));
        said.extend(origin.creates.iter().cloned());
        said
    }
}

/// What needs no other draft to be said.
fn fields(draft: &Draft, project: &Project, today: Today) -> Vec<String> {
    let task = &draft.task;
    let mut said = Vec::new();
    if task.status != Status::Todo {
        said.push(words::status(task.status).to_lowercase());
    }
    if let Some(priority) = task.priority {
        said.push(words::priority(Some(priority)).to_lowercase());
    }
    said.extend(task.estimate.as_ref().map(words::estimate));
    let day = |before: &str, day| format!("{before} {}", words::date(day, today));
    said.extend(task.due.map(|due| day("due", due)));
    said.extend(task.not_before.map(|start| day("not before", start)));
    said.extend(task.labels.iter().map(|label| format!("label {label}")));
    let stream = draft.workstream.as_ref();
    let stream = stream.and_then(|it| known(it, |id| Some(&project.workstreams.get(id)?.name)));
    said.extend(stream.map(|name| format!("in {name}")));
    let deliverable = draft.deliverable.as_ref();
    let deliverable =
        deliverable.and_then(|it| known(it, |id| Some(&project.deliverables.get(id)?.name)));
    said.extend(deliverable.map(|name| format!("for {name}")));
    let blocker = task.blocker.as_ref();
    said.extend(blocker.map(|it| format!("waits for {}", words::blocker(project, it, today))));
    said
}

/// The name of what is there already; what is yet to be made is told by its origin.
fn known<'a, R: Record>(
    named: &Named<R>,
    name: impl Fn(&Id<R>) -> Option<&'a String>,
) -> Option<&'a String> {
    match named {
        Named::Known(id) => name(id),
        Named::New(_) => None,
    }
}
