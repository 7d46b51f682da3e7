//! Change control: since when it is on, what came in past it, and who would have to do what was
//! asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::audit::{self, Scope};
use crate::project::{Id, Person, Project, Task, Today, WorkMinutes};

/// Whether every change has to be asked for: from the day the last mile begins.
#[must_use]
pub fn is_on(project: &Project, today: Today) -> bool {
    let start = project.settings.last_mile_start;
    start.is_some_and(|start| start <= today.0)
}

/// The work that came in since the latest baseline without being asked for, in the order of ids:
/// tasks that belong to no request and answer no risk, written down since change control is on.
/// Nothing before the first baseline, or while change control is off.
#[must_use]
pub fn unasked(scope: &Scope<'_>) -> Vec<Id<Task>> {
    let project = scope.project;
    let (Some((_, growth)), true) = (audit::growth(scope), is_on(project, scope.today)) else {
        return Vec::new();
    };
    let requests = project.change_requests.values();
    let mut known: BTreeSet<&Id<Task>> = requests.flat_map(|it| &it.tasks).collect();
    known.extend(project.risks.values().flat_map(|it| &it.mitigations));
    let start = project.settings.last_mile_start;
    let is_new = |id: &Id<Task>| {
        let task = project.tasks.get(id);
        task.is_some_and(|task| task.added_on.is_none() || task.added_on >= start)
    };
    let mut added = growth.added;
    added.retain(|id| !known.contains(id) && is_new(id));
    added
}

/// What someone has to do, without and with a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// What is left of their open tasks.
    pub now: WorkMinutes,
    /// What the change adds.
    pub added: WorkMinutes,
}

/// The load of everyone to whom a change brings work. Work that is shared counts in equal parts.
#[must_use]
pub fn load(project: &Project, brings: &[Task]) -> BTreeMap<Id<Person>, Load> {
    let mut load: BTreeMap<Id<Person>, Load> = BTreeMap::new();
    for task in brings {
        for (person, share) in shares(task) {
            load.entry(person.clone()).or_default().added += share;
        }
    }
    for task in project.tasks.values() {
        for (person, share) in shares(task) {
            if let Some(load) = load.get_mut(person) {
                load.now += share;
            }
        }
    }
    load
}

fn shares(task: &Task) -> impl Iterator<Item = (&Id<Person>, WorkMinutes)> {
    let people = u32::try_from(task.assignees.len())
        .unwrap_or(u32::MAX)
        .max(1);
    let share = WorkMinutes(task.remaining_work().unwrap_or_default().0 / people);
    task.assignees.keys().map(move |person| (person, share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, day, id, ids, project};
    use crate::edit::{baseline, task};
    use crate::project::{ChangeRequest, Estimate, Risk};

    fn today() -> Today {
        Today(day("2026-03-12"))
    }

    /// A baseline of one task, and another that came later.
    fn grown() -> Project {
        let before = project("Copy");
        let frozen = baseline::take(&before, "Start", &|_| (None, None), &author(), &mut ids());
        let before = after(&before, &frozen.unwrap().1);
        let end = task::Place::End(None);
        let mut mint = || "video".to_owned();
        let (_, change) = task::add(&before, "Video", &end, &author(), &mut mint).unwrap();
        let mut grown = after(&before, &change);
        grown.settings.last_mile_start = Some(day("2026-03-12"));
        grown
    }

    fn found(project: &Project) -> Vec<Id<Task>> {
        unasked(&Scope::of(project, today()))
    }

    #[test]
    fn work_that_came_without_a_request_is_found() {
        assert_eq!(found(&grown()), [id("video")]);
    }

    #[test]
    fn work_is_not_unasked_before_the_last_mile_or_without_a_baseline() {
        let mut early = grown();
        early.settings.last_mile_start = Some(day("2026-03-13"));
        assert_eq!(found(&early), []);
        let mut none = grown();
        none.baselines.clear();
        assert_eq!(found(&none), []);
        let mut older = grown();
        older.tasks.get_mut(&id("video")).unwrap().added_on = Some(day("2026-03-11"));
        assert_eq!(found(&older), []);
    }

    #[test]
    fn work_of_a_request_or_against_a_risk_was_asked_for() {
        let mut asked = grown();
        let request = ChangeRequest {
            tasks: [id("video")].into(),
            ..ChangeRequest::default()
        };
        asked.change_requests.insert(id("c"), request);
        assert_eq!(found(&asked), []);
        let mut answered = grown();
        let risk = Risk {
            mitigations: [id("video")].into(),
            ..Risk::default()
        };
        answered.risks.insert(id("r"), risk);
        assert_eq!(found(&answered), []);
    }

    #[test]
    fn load_is_shared_among_those_on_a_task() {
        let mut project = project("Copy");
        let task = |people: &[&str]| Task {
            estimate: Some(Estimate::single(WorkMinutes(480))),
            assignees: people.iter().map(|person| (id(person), 1)).collect(),
            ..Task::default()
        };
        project.tasks.insert(id("a"), task(&["ann"]));
        project.tasks.insert(id("b"), task(&["bob"]));
        let load = load(&project, &[task(&["ann", "cleo"])]);
        let of = |person: &str| load.get(&id(person)).map(|it| (it.now.0, it.added.0));
        assert_eq!(of("ann"), Some((480, 240)));
        assert_eq!(of("cleo"), Some((0, 240)));
        assert_eq!(of("bob"), None);
    }
}
