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

/// Why help would not bring the end closer, though the task sets the finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// Nobody can work on it now.
    Blocked,
    /// It cannot be divided.
    Alone,
    /// It needs all its people at once.
    Together,
    /// Nobody is on it who could explain it.
    NobodyOnIt,
    /// Less than [`LEAST_WORK`] is left.
    TooLittle,
    /// It begins later than in [`SOON_DAYS`]; on that day by the plan, where it has one.
    Later(Option<NaiveDate>),
    /// Everyone else is on it already, or away.
    NobodyFree,
}

/// Where help is worth trying, and where it is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prospects {
    /// The tasks that help could shorten, by critical hours, the most first; between equals by id.
    pub candidates: Vec<Candidate>,
    /// The other tasks that set the finish in [`LEAST_CRITICALITY`] of the runs or more: the most
    /// critical first, with their criticality and why help is of no use.
    pub others: Vec<(Id<Task>, f64, WhyNot)>,
}

/// What is to be said of each open task that sets the finish in [`LEAST_CRITICALITY`] of the runs.
#[must_use]
pub fn prospects(
    project: &Project,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    forecast: &BTreeMap<Id<Task>, TaskForecast>,
    today: Today,
) -> Prospects {
    let team = Team::of(project, today);
    let soon = team.working_days(SOON_DAYS).last().copied();
    let soon = soon.unwrap_or(today.0);
    let hands = hands(project, &team, forecast, today, soon);
    let mut found = Prospects::default();
    for (id, likely) in forecast {
        let Some(task) = project.tasks.get(id) else {
            continue;
        };
        if likely.criticality < LEAST_CRITICALITY || !task.is_open() {
            continue;
        }
        let begins = dates.get(id).and_then(|it| it.start);
        match helped(project, task, begins, soon, &hands) {
            Ok(helpers) => found.candidates.push(Candidate {
                task: id.clone(),
                criticality: likely.criticality,
                remaining: task.remaining_work().unwrap_or_default(),
                helpers,
            }),
            Err(why_not) => found.others.push((id.clone(), likely.criticality, why_not)),
        }
    }
    let Prospects { candidates, others } = &mut found;
    candidates.sort_by(|a, b| b.score().total_cmp(&a.score()).then(a.task.cmp(&b.task)));
    others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

/// Who could help with a task that sets the finish, or why nobody could.
fn helped(
    project: &Project,
    task: &Task,
    begins: Option<NaiveDate>,
    soon: NaiveDate,
    hands: &[Helper],
) -> Result<Vec<Helper>, WhyNot> {
    match task.teamwork {
        _ if task.blocker.is_some() => return Err(WhyNot::Blocked),
        Teamwork::Alone => return Err(WhyNot::Alone),
        Teamwork::Together => return Err(WhyNot::Together),
        Teamwork::Shared if task.assignees.is_empty() => return Err(WhyNot::NobodyOnIt),
        Teamwork::Shared => {}
    }
    if task.remaining_work().unwrap_or_default() < LEAST_WORK {
        return Err(WhyNot::TooLittle);
    }
    if task.status != Status::Doing && begins.is_none_or(|day| day > soon) {
        return Err(WhyNot::Later(begins));
    }
    match helpers(project, task, hands) {
        found if found.is_empty() => Err(WhyNot::NobodyFree),
        found => Ok(found),
    }
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
/// of the matter, then by id. Work that is critical in fewer runs than [`LEAST_CRITICALITY`] can be
/// left as well as none.
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
        let cost = |it: &Helper| match it.own_criticality {
            low if low < LEAST_CRITICALITY => 0.0,
            high => high,
        };
        cost(a)
            .total_cmp(&cost(b))
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

    fn prospects(project: &Project) -> Prospects {
        let dates = schedule::schedule(project, monday(), &schedule::Options::default()).0;
        let options = Options {
            runs: 200,
            ..Options::default()
        };
        let forecast = Simulation::new(project, monday(), &options).0.complete();
        super::prospects(project, &dates.tasks, &forecast.tasks, monday())
    }

    fn found(project: &Project) -> Vec<String> {
        let found = prospects(project).candidates.into_iter();
        let found = found.map(|it| {
            let helpers: Vec<_> = it.helpers.iter().map(|it| it.person.as_str()).collect();
            format!("{}: {}", it.task, helpers.join(" "))
        });
        found.collect()
    }

    /// Why nobody helps with a task.
    fn why_not(project: &Project, task: &str) -> Option<WhyNot> {
        let others = prospects(project).others.into_iter();
        let mut others = others.filter(|(id, ..)| id.as_str() == task);
        others.next().map(|(_, _, why_not)| why_not)
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
    fn what_help_makes_no_shorter_is_left_out_with_the_reason() {
        let with = |how: fn(&mut Task)| {
            let mut project = project(LAUNCH);
            how(project.tasks.get_mut(&Id::new("check")).unwrap());
            why_not(&project, "check")
        };
        assert_eq!(with(|_| {}), None);
        let blocked = LAUNCH.replace("40h @ann must", "40h @ann must blocked=2026-03-01");
        assert_eq!(why_not(&project(&blocked), "check"), Some(WhyNot::Blocked));
        let alone = with(|task| task.teamwork = Teamwork::Alone);
        assert_eq!(alone, Some(WhyNot::Alone));
        let together = with(|task| task.teamwork = Teamwork::Together);
        assert_eq!(together, Some(WhyNot::Together));
        let nobody = with(|task| task.assignees.clear());
        assert_eq!(nobody, Some(WhyNot::NobodyOnIt));
        assert_eq!(with(|task| task.remaining = Some(LEAST_WORK)), None);
        let little = with(|task| task.remaining = Some(WorkMinutes(LEAST_WORK.0 - 1)));
        assert_eq!(little, Some(WhyNot::TooLittle));
        let monday = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
        assert_eq!(
            why_not(&project(LAUNCH), "live"),
            Some(WhyNot::Later(Some(monday)))
        );
        let alone = "person ann
task check 40h @ann must";
        assert_eq!(why_not(&project(alone), "check"), Some(WhyNot::NobodyFree));
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
    fn work_that_hardly_ever_sets_the_finish_is_left_as_well_as_none() {
        let mut project = project(LAUNCH);
        for name in ["check", "extra"] {
            let task = project.tasks.get_mut(&Id::new(name)).unwrap();
            task.labels.insert("test".into());
        }
        let knows = |own_criticality: f64| {
            let hand = |name: &str, own_criticality| Helper {
                person: Id::new(name),
                own: None,
                own_criticality,
                knows: BTreeSet::new(),
            };
            let mut cem = hand("cem", own_criticality);
            cem.knows.insert("test".into());
            let task = &project.tasks[&Id::new("check")];
            let found = helpers(&project, task, &[hand("bob", 0.0), cem]);
            found[0].person.clone()
        };
        assert_eq!(knows(LEAST_CRITICALITY - 0.01), Id::new("cem"));
        assert_eq!(knows(LEAST_CRITICALITY), Id::new("bob"));
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
