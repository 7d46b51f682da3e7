//! Which tasks a query asks for.

use super::TaskQuery;
use crate::present::words;
use crate::project::{Id, Project, Task, fold};

/// What a query asks of each task.
pub(super) struct Asked<'a> {
    project: &'a Project,
    query: &'a TaskQuery,
    words: Vec<String>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(project: &'a Project, query: &'a TaskQuery) -> Self {
        let words = fold(&query.search);
        Self {
            project,
            query,
            words: words.split_whitespace().map(str::to_owned).collect(),
        }
    }

    pub(super) fn holds(&self, id: &Id<Task>, task: &Task) -> bool {
        let only = self.query.only.as_ref();
        self.query.status.holds(task)
            && only.is_none_or(|(_, only)| only.contains(id))
            && (self.words.is_empty() || found_in(self.project, task, &self.words))
    }
}

fn found_in(project: &Project, task: &Task, words: &[String]) -> bool {
    let owners = task
        .assignees
        .keys()
        .filter_map(|id| project.people.get(id));
    let waits = task.blocker.as_ref().and_then(|blocker| {
        blocker
            .waiting_on
            .as_ref()
            .and_then(|party| words::party(project, party))
    });
    let mut text = fold(&task.title);
    let more = [task.notes.as_str(), waits.as_deref().unwrap_or_default()];
    let more = more
        .into_iter()
        .chain(task.labels.iter().map(String::as_str));
    for part in more.chain(owners.map(|owner| owner.name.as_str())) {
        text.push(' ');
        text.push_str(&fold(part));
    }
    words.iter().all(|word| text.contains(word.as_str()))
}
