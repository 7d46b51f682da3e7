//! Change control: since when it is on, what came in past it, and who would have to do what was
//! asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::audit::{self, Scope};
use crate::project::{
    ChangeRequest, Id, Person, Project, Status, Task, Today, Verdict, WorkMinutes,
};

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

/// The request by whose verdict a task is put off: because it was deferred itself, or because the
/// task gave way to it. The latest verdict counts. `None` where no request says why.
#[must_use]
pub fn put_off<'p>(
    project: &'p Project,
    id: &Id<Task>,
) -> Option<(&'p Id<ChangeRequest>, &'p ChangeRequest)> {
    if project.tasks.get(id)?.status != Status::Deferred {
        return None;
    }
    let says = |it: &ChangeRequest| match it.verdict {
        Some(Verdict::Defer) => it.tasks.contains(id),
        Some(Verdict::Accept) => it.trade_off.contains(id),
        Some(Verdict::Reject) | None => false,
    };
    let requests = project.change_requests.iter();
    requests
        .filter(|(_, it)| says(it))
        .max_by_key(|(id, it)| (it.decided_on, *id))
}

/// The requests that were deferred, in the order of ids, by the phase they go to, in alphabetical
/// order. Names that differ only in capitals are one phase.
#[must_use]
pub fn later_phases(project: &Project) -> Vec<(&str, Vec<Id<ChangeRequest>>)> {
    let mut phases: BTreeMap<String, (&str, Vec<Id<ChangeRequest>>)> = BTreeMap::new();
    for (id, request) in &project.change_requests {
        if request.verdict == Some(Verdict::Defer) && !request.phase.is_empty() {
            let named = || (request.phase.as_str(), Vec::new());
            let phase = phases.entry(request.phase.to_lowercase());
            phase.or_insert_with(named).1.push(id.clone());
        }
    }
    phases.into_values().collect()
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
    use crate::project::{Estimate, Risk};

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

    /// A request with this verdict on one task, in which another gives way.
    fn ruled(key: &str, verdict: Verdict, day_of: &str) -> (Id<ChangeRequest>, ChangeRequest) {
        let request = ChangeRequest {
            title: key.to_owned(),
            verdict: Some(verdict),
            decided_on: Some(day(day_of)),
            phase: "Release 2".to_owned(),
            tasks: [id("Copy")].into(),
            trade_off: [id("Film")].into(),
            ..ChangeRequest::default()
        };
        (id(key), request)
    }

    #[test]
    fn a_task_is_put_off_by_the_latest_request_that_says_so() {
        let mut project = project("Copy, Film");
        let by = |project: &Project, task: &str| {
            put_off(project, &id(task)).map(|(id, _)| id.to_string())
        };
        project.change_requests.extend([
            ruled("a", Verdict::Defer, "2026-03-02"),
            ruled("b", Verdict::Accept, "2026-03-03"),
        ]);
        // Nothing is said of what is not put off.
        assert_eq!(by(&project, "Copy"), None);
        for task in ["Copy", "Film"] {
            let mut task_of = project.tasks[&id(task)].clone();
            task_of.status = Status::Deferred;
            project.tasks.insert(id(task), task_of);
        }
        assert_eq!(by(&project, "Copy").as_deref(), Some("a"));
        assert_eq!(by(&project, "Film").as_deref(), Some("b"));
        let (id, request) = ruled("c", Verdict::Defer, "2026-03-04");
        project.change_requests.insert(id, request);
        assert_eq!(by(&project, "Copy").as_deref(), Some("c"));
        let (id, request) = ruled("d", Verdict::Reject, "2026-03-05");
        project.change_requests.insert(id, request);
        assert_eq!(by(&project, "Copy").as_deref(), Some("c"));
    }

    #[test]
    fn deferred_requests_are_found_by_their_phase_however_it_is_written() {
        let mut project = project("Copy");
        let (one, first) = ruled("a", Verdict::Defer, "2026-03-02");
        let (two, mut second) = ruled("b", Verdict::Defer, "2026-03-03");
        second.phase = "release 2".to_owned();
        let (three, mut third) = ruled("c", Verdict::Defer, "2026-03-03");
        third.phase = "Later".to_owned();
        let (four, accepted) = ruled("d", Verdict::Accept, "2026-03-03");
        project.change_requests.extend([
            (one, first),
            (two, second),
            (three, third),
            (four, accepted),
        ]);
        let phases = later_phases(&project);
        let expected = [
            ("Later", vec![id("c")]),
            ("Release 2", vec![id("a"), id("b")]),
        ];
        assert_eq!(phases, expected);
    }
}
