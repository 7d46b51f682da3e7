//! What the cells of a row say.

use lastmile::present::risks::put_off;
use lastmile::present::{estimate_text, words};
use lastmile::project::{Id, Priority, Project, Status, Task, Today};

use super::super::Column;

/// What the cells of a row are filled from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filled {
    pub(super) title: String,
    priority: Option<Priority>,
    owners: String,
    estimate: String,
    due: String,
    late: bool,
    pub(super) status: Status,
    /// Where to or for what it was put off, where change control says so.
    pub(super) put_off: String,
    waiting: String,
    deliverable: String,
    workstream: String,
    labels: String,
    after: String,
}

/// `links` says whether the tasks before this one are shown: finding them walks all links.
pub(super) fn fill(project: &Project, id: &Id<Task>, today: Today, links: bool) -> Filled {
    let Some(task) = project.tasks.get(id) else {
        return Filled::default();
    };
    let owners = task
        .assignees
        .keys()
        .filter_map(|id| project.people.get(id));
    let owners: Vec<_> = owners.map(|owner| owner.name.as_str()).collect();
    let labels: Vec<_> = task.labels.iter().map(String::as_str).collect();
    let deliverable = task
        .deliverable
        .as_ref()
        .and_then(|id| project.deliverables.get(id));
    let workstream = task
        .workstream
        .as_ref()
        .and_then(|id| project.workstreams.get(id));
    Filled {
        title: task.title.clone(),
        priority: task.priority,
        owners: owners.join(", "),
        estimate: estimate(task),
        due: task
            .due
            .map(|due| words::date(due, today))
            .unwrap_or_default(),
        late: task.is_open() && task.due.is_some_and(|due| due < today.0),
        status: task.status,
        put_off: put_off(project, id),
        waiting: task
            .blocker
            .as_ref()
            .map(|blocker| words::blocker(project, blocker, today))
            .unwrap_or_default(),
        deliverable: deliverable.map(|it| it.name.clone()).unwrap_or_default(),
        workstream: workstream.map(|it| it.name.clone()).unwrap_or_default(),
        labels: labels.join(", "),
        after: if links {
            predecessors(project, id)
        } else {
            String::new()
        },
    }
}

/// What is believed to be left, or what it took; the estimate itself where nothing else is known.
fn estimate(task: &Task) -> String {
    match (task.status, task.actual, task.remaining, &task.estimate) {
        (Status::Done, Some(actual), _, _) => format!("took {}", estimate_text::show_work(actual)),
        (Status::Doing, _, Some(left), _) => format!("{} left", estimate_text::show_work(left)),
        (_, _, _, Some(estimate)) => estimate_text::show(estimate),
        (_, _, _, None) => String::new(),
    }
}

/// The titles of the tasks before this one. Links are few per task, but stored by predecessor.
fn predecessors(project: &Project, id: &Id<Task>) -> String {
    let before = project
        .dependencies
        .values()
        .filter(|link| link.successor == *id);
    let titles = before.filter_map(|link| project.tasks.get(&link.predecessor));
    titles
        .map(|task| task.title.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

impl Filled {
    /// What makes a cell stand out.
    pub(super) fn tone(&self, column: Column) -> Option<&'static str> {
        match column {
            Column::Due => self.late.then_some("late"),
            Column::Priority => Some(match self.priority {
                Some(Priority::Must) => "must",
                Some(Priority::Should) => "should",
                Some(Priority::Nice) => "nice",
                None => "unsorted",
            }),
            Column::Title
            | Column::Owner
            | Column::Estimate
            | Column::Status
            | Column::Waiting
            | Column::Deliverable
            | Column::Workstream
            | Column::Labels
            | Column::After => None,
        }
    }

    pub(super) fn text(&self, column: Column) -> String {
        match column {
            Column::Title => self.title.clone(),
            Column::Priority => priority(self.priority).to_owned(),
            Column::Owner => self.owners.clone(),
            Column::Estimate => self.estimate.clone(),
            Column::Due => self.due.clone(),
            Column::Status if !self.put_off.is_empty() => self.put_off.clone(),
            Column::Status => words::status(self.status).to_owned(),
            Column::Waiting => self.waiting.clone(),
            Column::Deliverable => self.deliverable.clone(),
            Column::Workstream => self.workstream.clone(),
            Column::Labels => self.labels.clone(),
            Column::After => self.after.clone(),
        }
    }
}

/// The name of a priority where there is little room.
fn priority(priority: Option<Priority>) -> &'static str {
    match priority {
        Some(Priority::Nice) => "Nice",
        Some(Priority::Must | Priority::Should) | None => words::priority(priority),
    }
}
