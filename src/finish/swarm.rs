//! Which task is worth a second pair of hands now, and whose.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::focus::focus;
use super::team::Team;
use crate::forecast::TaskForecast;
use crate::project::{Id, Person, Project, Status, Task, Teamwork, Today, WorkMinutes};
use crate::schedule::Scheduled;

/// With less than this left a task is not worth handing over: explaining costs as much as it saves.
pub const LEAST_WORK: WorkMinutes = WorkMinutes::hours(4);
/// A task that sets the finish in fewer runs than this is not worth help: the end would not move.
pub const LEAST_CRITICALITY: f64 = 0.05;
/// A task can be helped with when it is under way or begins within so many working days.
pub const SOON_DAYS: usize = 2;
/// A helper is there when they work at least so much within those days.
const LEAST_PRESENCE: i64 = 4 * 60;

/// A task that help may shorten, and who could help.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The task.
    pub task: Id<Task>,
    /// The share of runs in which it was on the chain that sets the finish, 0 to 1.
    pub criticality: f64,
    /// What is left of it.
    pub remaining: WorkMinutes,
    /// Who could help: who costs their own work least first; at most three.
    pub helpers: Vec<Helper>,
}

impl Candidate {
    /// What candidates are ranked by before any of them is tried: critical hours.
    #[must_use]
    pub fn score(&self) -> f64 {
        self.criticality * self.remaining.as_hours()
    }
}

/// Someone who could help.
#[derive(Clone, Debug, PartialEq)]
pub struct Helper {
    /// Who.
    pub person: Id<Person>,
    /// The task they would leave for a while; `None` when they are on nothing now.
    pub own: Option<Id<Task>>,
    /// How critical that is, 0 to 1.
    pub own_criticality: f64,
    /// The labels of the task they have worked on too, on other tasks: they know the matter.
    pub knows: BTreeSet<String>,
}

/// The open tasks that help could shorten, by critical hours, the most first; between equals by id.
///
/// Left out is what help makes no shorter (blocked, not divisible, needing everybody at once, less
/// than [`LEAST_WORK`] left), what is critical in fewer runs than [`LEAST_CRITICALITY`], what begins later than
/// [`SOON_DAYS`], what nobody is on who could explain it, and what nobody could help with.
#[must_use]
pub fn candidates(
    project: &Project,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    forecast: &BTreeMap<Id<Task>, TaskForecast>,
    today: Today,
) -> Vec<Candidate> {
    let team = Team::of(project, today);
    let soon = team.working_days(SOON_DAYS).last().copied();
    let soon = soon.unwrap_or(today.0);
    let hands = hands(project, &team, forecast, today, soon);
    let mut found = Vec::new();
    for (id, likely) in forecast {
        let Some(task) = project.tasks.get(id) else {
            continue;
        };
        let remaining = task.remaining_work().unwrap_or_default();
        let begins = dates.get(id).and_then(|it| it.start);
        let is_soon = task.status == Status::Doing || begins.is_some_and(|day| day <= soon);
        if likely.criticality < LEAST_CRITICALITY
            || !can_be_helped(task)
            || remaining < LEAST_WORK
            || !is_soon
        {
            continue;
        }
        let helpers = helpers(project, task, &hands);
        if helpers.is_empty() {
            continue;
        }
        found.push(Candidate {
            task: id.clone(),
            criticality: likely.criticality,
            remaining,
            helpers,
        });
    }
    found.sort_by(|a, b| b.score().total_cmp(&a.score()).then(a.task.cmp(&b.task)));
    found
}

/// Whether more people could make a task shorter.
#[must_use]
pub fn can_be_helped(task: &Task) -> bool {
    task.is_open()
        && task.blocker.is_none()
        && task.teamwork == Teamwork::Shared
        && !task.assignees.is_empty()
}

/// The tasks that have helpers now, by id.
#[must_use]
pub fn swarms(project: &Project) -> Vec<Id<Task>> {
    let open = project.tasks.iter().filter(|(_, task)| task.is_open());
    let swarm = |task: &Task| {
        task.helpers
            .iter()
            .any(|it| task.assignees.contains_key(it))
    };
    open.filter(|(_, task)| swarm(task))
        .map(|(id, _)| id.clone())
        .collect()
}

/// Everyone who is there in the next days: who they are, with what they are on and know.
fn hands(
    project: &Project,
    team: &Team,
    forecast: &BTreeMap<Id<Task>, TaskForecast>,
    today: Today,
    soon: NaiveDate,
) -> Vec<Helper> {
    let critical = |id: &Id<Task>| forecast.get(id).map_or(0.0, |it| it.criticality);
    let mut hands = Vec::new();
    for (person, focus) in focus(project, &project.outline().0) {
        if team.minutes(&person, today.0, soon) < LEAST_PRESENCE {
            continue;
        }
        // A pool that is not busy to the last of its people has hands free.
        let own = (focus.on.len() >= focus.limit)
            .then(|| focus.primary().cloned())
            .flatten();
        let theirs = project
            .tasks
            .values()
            .filter(|it| it.assignees.contains_key(&person));
        hands.push(Helper {
            own_criticality: own.as_ref().map_or(0.0, critical),
            knows: theirs.flat_map(|it| it.labels.iter().cloned()).collect(),
            own,
            person,
        });
    }
    hands
}

/// Who of them could help with a task: who is on the least critical work first, then who knows most
/// of the matter, then by id.
fn helpers(project: &Project, task: &Task, hands: &[Helper]) -> Vec<Helper> {
    let lead = task.workstream.as_ref();
    let lead = lead.and_then(|id| project.workstreams.get(id)?.lead.as_ref());
    let mut found: Vec<Helper> = Vec::new();
    for hand in hands {
        if task.assignees.contains_key(&hand.person) {
            continue;
        }
        let mut hand = hand.clone();
        hand.knows.retain(|label| task.labels.contains(label));
        found.push(hand);
    }
    found.sort_by(|a, b| {
        let fit = |it: &Helper| (it.knows.len(), Some(&it.person) == lead);
        a.own_criticality
            .total_cmp(&b.own_criticality)
            .then(fit(b).cmp(&fit(a)))
            .then(a.person.cmp(&b.person))
    });
    found.truncate(3);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Options, Simulation};
    use crate::project::notation::project;
    use crate::schedule;

    fn monday() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn found(project: &Project) -> Vec<String> {
        let dates = schedule::schedule(project, monday(), &schedule::Options::default()).0;
        let options = Options {
            runs: 200,
            ..Options::default()
        };
        let forecast = Simulation::new(project, monday(), &options).0.complete();
        let found = candidates(project, &dates.tasks, &forecast.tasks, monday());
        found
            .into_iter()
            .map(|it| {
                let helpers: Vec<_> = it.helpers.iter().map(|it| it.person.as_str()).collect();
                format!("{}: {}", it.task, helpers.join(" "))
            })
            .collect()
    }

    const LAUNCH: &str = "
        person ann
        person bob
        person cem
        task check 40h @ann must
        task video 6h @bob nice
        task live 8h @ann must <check
        task extra 8h @cem nice doing=2026-03-01";

    #[test]
    fn the_most_critical_hours_come_first_and_who_is_least_critical_helps() {
        let project = project(LAUNCH);
        // “live” begins only after “check”, “video” and “extra” set no date.
        assert_eq!(found(&project), ["check: bob cem"]);
    }

    #[test]
    fn what_help_makes_no_shorter_is_left_out() {
        let with = |how: fn(&mut Task)| {
            let mut project = project(LAUNCH);
            how(project.tasks.get_mut(&Id::new("check")).unwrap());
            found(&project)
        };
        assert_eq!(with(|_| {}).len(), 1);
        assert!(with(|task| task.teamwork = Teamwork::Alone).is_empty());
        assert!(with(|task| task.teamwork = Teamwork::Together).is_empty());
        let enough = with(|task| task.remaining = Some(LEAST_WORK));
        assert!(enough.iter().any(|it| it.starts_with("check")));
        let little = WorkMinutes(LEAST_WORK.0 - 1);
        let mut short = project(LAUNCH);
        short.tasks.get_mut(&Id::new("check")).unwrap().remaining = Some(little);
        assert!(!found(&short).iter().any(|it| it.starts_with("check")));
        let nobody = with(|task| task.assignees.clear());
        assert!(!nobody.iter().any(|it| it.starts_with("check")));
    }

    #[test]
    fn who_is_away_or_on_it_already_does_not_help() {
        let away = LAUNCH.replace("person bob", "person bob off=2026-03-02..2026-03-03");
        assert_eq!(found(&project(&away)), ["check: cem"]);
        let both = LAUNCH.replace("40h @ann", "80h @ann @bob");
        assert_eq!(found(&project(&both)), ["check: cem"]);
    }

    #[test]
    fn who_knows_the_matter_helps_before_who_does_not() {
        let mut project = project(LAUNCH);
        for name in ["check", "extra"] {
            let task = project.tasks.get_mut(&Id::new(name)).unwrap();
            task.labels.insert("test".into());
        }
        project.tasks.get_mut(&Id::new("extra")).unwrap().status = Status::Todo;
        assert_eq!(found(&project), ["check: cem bob"]);
    }

    #[test]
    fn a_swarm_is_an_open_task_with_helpers_on_it() {
        let mut project = project(LAUNCH);
        assert!(swarms(&project).is_empty());
        let check = project.tasks.get_mut(&Id::new("check")).unwrap();
        check.helpers.insert(Id::new("bob"));
        // Named as a helper, but not on it any more.
        assert!(swarms(&project).is_empty());
        let check = project.tasks.get_mut(&Id::new("check")).unwrap();
        check.assignees.insert(Id::new("bob"), 1);
        assert_eq!(swarms(&project), [Id::new("check")]);
    }
}
