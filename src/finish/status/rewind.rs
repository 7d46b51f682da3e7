//! The project as it was on an earlier day, found again by taking back what has changed since, cause
//! by cause, so that each forecast on the way differs from the one before by one cause only.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::moves::Mover;
use crate::forecast::{self, Finishes, Forecast, Options};
use crate::project::{DayState, Id, Moved, Project, Status, Task, TaskThen, Today, WorkMinutes};
use crate::schedule::{DAY, Time, WorkCalendar};

/// What a day keeps for the next comparison.
#[must_use]
pub fn state(project: &Project, forecast: &Forecast, today: Today) -> DayState {
    DayState {
        p80_minutes: Some(i64::from(forecast.finishes.quantile(LEVEL))),
        tasks: project
            .tasks
            .iter()
            .map(|(id, task)| (id.clone(), then(task)))
            .collect(),
        waits: Some(forecast::waiting(project)),
        risks: Some(forecast::possible(project, today)),
    }
}

/// The level of the date that is followed.
const LEVEL: f64 = 0.8;

/// How a task stands, as a day keeps it.
#[must_use]
pub fn then(task: &Task) -> TaskThen {
    if !task.is_open() {
        return TaskThen {
            status: task.status,
            ..TaskThen::default()
        };
    }
    TaskThen {
        status: task.status,
        estimate: task.estimate,
        remaining: task.remaining,
        actual: task.actual,
        assignees: task.assignees.clone(),
    }
}

/// The open tasks that have another estimate than the newest state kept, or more left.
#[must_use]
pub fn re_estimated(project: &Project) -> BTreeSet<Id<Task>> {
    let Some((_, state)) = last_state(project) else {
        return BTreeSet::new();
    };
    let changed = state.tasks.iter().filter(|(id, then)| {
        let task = project.tasks.get(id);
        task.is_some_and(|task| as_estimated(task, then).is_some())
    });
    changed.map(|(id, _)| id.clone()).collect()
}

/// The newest record that kept a state, with its day.
#[must_use]
pub fn last_state(project: &Project) -> Option<(NaiveDate, &DayState)> {
    let kept = project.days.values();
    let kept = kept.filter_map(|day| Some((day.date?, day.state.as_ref()?)));
    kept.max_by_key(|(date, _)| *date)
}

/// A project on the way back from today to an earlier day.
#[derive(Clone, Debug)]
pub struct Rewound {
    /// The project without what came of this cause and those after it.
    pub project: Project,
    /// The day it is looked at.
    pub today: Today,
    /// What its forecast is made with.
    pub options: Options,
}

/// The way from an earlier day to today, walked back one forecast at a time.
#[derive(Clone, Debug)]
pub struct Rewind {
    then: DayState,
    since: NaiveDate,
    today: Today,
    project: Project,
    /// Causes that are still to be taken back, the first of them last.
    left: Vec<Mover>,
    /// The working minutes at the end of what was taken back so far.
    reached: i64,
    calendar: WorkCalendar,
    moved: Moved,
}

/// All but the plan, which is what remains when these are taken back.
const WAY: [Mover; 6] = [
    Mover::Progress,
    Mover::Estimates,
    Mover::Added,
    Mover::LeftOut,
    Mover::Waiting,
    Mover::Risks,
];

impl Rewind {
    /// Begins with today, whose forecast is known. `None` where no day has kept a state.
    #[must_use]
    pub fn new(project: &Project, today: Today, forecast: &Forecast) -> Option<Self> {
        let (since, then) = last_state(project)?;
        let calendar = forecast::working_time(project, Today(since));
        let mut rewind = Self {
            then: then.clone(),
            since,
            today,
            project: project.clone(),
            left: WAY.to_vec(),
            reached: 0,
            calendar,
            moved: Moved {
                since: Some(since),
                ..Moved::default()
            },
        };
        rewind.reached = rewind.minutes(&forecast.finishes, today);
        Some(rewind)
    }

    /// Takes the next cause back that changed anything. `None` when all are taken back, or what is
    /// left of them changed nothing.
    pub fn back(&mut self) -> Option<(Mover, Rewound)> {
        while let Some(mover) = self.left.pop() {
            if let Some(rewound) = self.without(mover) {
                return Some((mover, rewound));
            }
        }
        None
    }

    /// Takes in the forecast of the project without a cause.
    pub fn found(&mut self, mover: Mover, rewound: &Rewound, forecast: &Forecast) {
        let before = self.minutes(&forecast.finishes, rewound.today);
        *self.moved.slot(mover) = self.reached - before;
        self.reached = before;
    }

    /// The whole way, once all causes are taken back.
    #[must_use]
    pub fn moved(mut self) -> Moved {
        if let Some(kept) = self.then.p80_minutes {
            let kept = Time::try_from(kept).unwrap_or(Time::MAX);
            self.moved.plan = self.reached - self.calendar.work_by(kept);
        }
        self.moved
    }

    /// The 80 % moment, in working minutes from the earlier day.
    fn minutes(&self, finishes: &Finishes, today: Today) -> i64 {
        let days = (today.0 - self.since).num_days();
        let days = Time::try_from(days).unwrap_or(0);
        let moment = finishes.quantile(LEVEL);
        let moment = moment.saturating_add(days.saturating_mul(DAY));
        self.calendar.work_by(moment)
    }

    fn without(&mut self, mover: Mover) -> Option<Rewound> {
        let mut today = self.today;
        let (waits, risks) = (self.then.waits.as_ref(), self.then.risks.as_ref());
        let changed = match mover {
            Mover::Risks => risks.is_some_and(|it| *it != forecast::possible(&self.project, today)),
            Mover::Waiting => waits.is_some_and(|it| *it != forecast::waiting(&self.project)),
            Mover::LeftOut => {
                let came_back = self.put_back_deleted();
                self.on_tasks(take_back_in) || came_back
            }
            Mover::Added => self.remove_added(),
            Mover::Estimates => self.on_tasks(as_estimated),
            Mover::Progress => {
                today = Today(self.since);
                self.on_tasks(as_far_as) || today != self.today
            }
            Mover::Plan => false,
        };
        if !changed {
            return None;
        }
        let mut options = Options::of(&self.project, today);
        // These two are taken back first, and stay so.
        if let Some(risks) = &self.then.risks {
            options.risks = forecast::events(risks);
        }
        if let (Some(waits), true) = (&self.then.waits, mover != Mover::Risks) {
            options.waits = forecast::waits_for(&self.project, waits, today);
        }
        Some(Rewound {
            project: self.project.clone(),
            today,
            options,
        })
    }

    /// Changes each task that was there then; whether any was changed.
    fn on_tasks(&mut self, how: fn(&Task, &TaskThen) -> Option<Task>) -> bool {
        let mut changed = false;
        for (id, then) in &self.then.tasks {
            let task = self.project.tasks.get(id).and_then(|task| how(task, then));
            if let Some(task) = task {
                self.project.tasks.insert(id.clone(), task);
                changed = true;
            }
        }
        changed
    }

    /// Puts back the open tasks that were deleted, for whoever was on them. Their links are not known
    /// any more, nor whether one without an estimate was a summary: such a one stays away.
    fn put_back_deleted(&mut self) -> bool {
        let mut changed = false;
        for (id, then) in &self.then.tasks {
            let has_work = then.estimate.is_some() || then.remaining.is_some();
            let is_gone = !self.project.tasks.contains_key(id);
            if then.status.is_open() && has_work && is_gone {
                let task = Task {
                    status: then.status,
                    estimate: then.estimate,
                    remaining: then.remaining,
                    actual: then.actual,
                    assignees: then.assignees.clone(),
                    ..Task::default()
                };
                self.project.tasks.insert(id.clone(), task);
                changed = true;
            }
        }
        changed
    }

    /// Takes out what was not there then, and what was left out then.
    fn remove_added(&mut self) -> bool {
        let was_there = |id: &Id<Task>| self.then.tasks.contains_key(id);
        let new = self.project.tasks.keys().filter(|id| !was_there(id));
        let new: Vec<Id<Task>> = new.cloned().collect();
        for id in &new {
            self.project.tasks.remove(id);
        }
        let put_out = self.on_tasks(|task, then| {
            (task.is_open() && then.status.is_out()).then(|| Task {
                status: then.status,
                ..task.clone()
            })
        });
        put_out || !new.is_empty()
    }
}

/// A task that was open and is left out now, as it would be if it were still open.
fn take_back_in(task: &Task, then: &TaskThen) -> Option<Task> {
    (task.status.is_out() && then.status.is_open()).then(|| Task {
        status: then.status,
        ..task.clone()
    })
}

/// An open task with its estimate then, and with what was left of it if more is left now.
fn as_estimated(task: &Task, then: &TaskThen) -> Option<Task> {
    if !task.is_open() || !then.status.is_open() {
        return None;
    }
    let mut before = task.clone();
    before.estimate = then.estimate;
    let left = |of: &Task| of.remaining_work().unwrap_or(WorkMinutes::ZERO);
    let was = Task {
        remaining: then.remaining,
        ..before.clone()
    };
    if left(task) > left(&was) {
        before.remaining = then.remaining;
        before.actual = then.actual;
    }
    (before.estimate != task.estimate || before.remaining != task.remaining).then_some(before)
}

/// A task as far as it was then.
fn as_far_as(task: &Task, then: &TaskThen) -> Option<Task> {
    let mut before = task.clone();
    before.status = then.status;
    if then.status.is_open() {
        before.estimate = then.estimate;
        before.remaining = then.remaining;
        before.actual = then.actual;
        before.finished = None;
    }
    if then.status == Status::Todo {
        before.started = None;
    }
    (before != *task).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finish::status::day_id;
    use crate::forecast::Simulation;
    use crate::project::notation;
    use crate::project::{Blocker, BlockerKind, DayRecord, Decision, Estimate, Risk};

    const PROJECT: &str = "
        person ann
        person bob
        task copy 16h @ann must
        task art 24h @ann must <copy
        task check 16h @ann must <art
        task video 8h @bob must
        task gone 8h @ann must deferred
        target 2026-03-20";

    fn on(number: u32) -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, number).unwrap())
    }

    fn forecast(project: &Project, today: Today) -> Forecast {
        let options = Options::of(project, today);
        Simulation::new(project, today, &options).0.complete()
    }

    /// The project with the record of Monday the 2nd, which keeps its state.
    fn noted() -> Project {
        let mut project = notation::project(PROJECT);
        let record = DayRecord {
            date: Some(on(2).0),
            state: Some(state(&project, &forecast(&project, on(2)), on(2))),
            ..DayRecord::default()
        };
        project.days.insert(day_id(on(2).0), record);
        project
    }

    /// What moved the date by a day.
    fn moved(project: &Project, today: Today) -> Moved {
        let mut rewind = Rewind::new(project, today, &forecast(project, today)).unwrap();
        while let Some((mover, rewound)) = rewind.back() {
            let (project, day) = (&rewound.project, rewound.today);
            let before = Simulation::new(project, day, &rewound.options).0.complete();
            rewind.found(mover, &rewound, &before);
        }
        rewind.moved()
    }

    /// The causes that moved it, after a change on the day of the record.
    fn causes(change: impl FnOnce(&mut Project)) -> Vec<(Mover, i64)> {
        let mut project = noted();
        let before = forecast(&project, on(2)).finishes.worked_quantile(0.8);
        change(&mut project);
        let found = moved(&project, on(2));
        let after = forecast(&project, on(2)).finishes.worked_quantile(0.8);
        assert_eq!(found.minutes(), after - before, "{found:?}");
        let causes = found.causes().into_iter();
        causes.filter(|(_, minutes)| *minutes != 0).collect()
    }

    fn blocker() -> Blocker {
        Blocker {
            kind: BlockerKind::Approval,
            waiting_on: None,
            since: Some(on(2).0),
            note: String::new(),
        }
    }

    fn task(project: &mut Project, id: &str, how: impl FnOnce(&mut Task)) {
        how(project.tasks.get_mut(&Id::new(id)).unwrap());
    }

    #[test]
    fn nothing_changed_is_nothing_moved() {
        assert_eq!(causes(|_| ()), []);
    }

    #[test]
    fn each_cause_moves_the_date_alone() {
        let only = |found: Vec<(Mover, i64)>| match found.as_slice() {
            [(mover, minutes)] => (*mover, *minutes > 0),
            other => panic!("{other:?}"),
        };
        let longer = |project: &mut Project| {
            task(project, "copy", |it| {
                it.estimate = Some(Estimate::single(WorkMinutes::hours(40)));
            });
        };
        assert_eq!(only(causes(longer)), (Mover::Estimates, true));
        let more_left = |project: &mut Project| {
            task(project, "copy", |it| {
                it.remaining = Some(WorkMinutes::hours(40));
            });
        };
        assert_eq!(only(causes(more_left)), (Mover::Estimates, true));
        let done = |project: &mut Project| {
            task(project, "copy", |it| it.status = Status::Done);
        };
        assert_eq!(only(causes(done)), (Mover::Progress, false));
        let in_part = |project: &mut Project| {
            task(project, "copy", |it| {
                it.remaining = Some(WorkMinutes::hours(2));
            });
        };
        assert_eq!(only(causes(in_part)), (Mover::Progress, false));
        let new = |project: &mut Project| {
            let copy = project.tasks[&Id::new("copy")].clone();
            project.tasks.insert(Id::new("new"), copy);
        };
        assert_eq!(only(causes(new)), (Mover::Added, true));
        let back = |project: &mut Project| task(project, "gone", |it| it.status = Status::Todo);
        assert_eq!(only(causes(back)), (Mover::Added, true));
        let dropped = |project: &mut Project| {
            task(project, "art", |it| it.status = Status::Dropped);
        };
        assert_eq!(only(causes(dropped)), (Mover::LeftOut, false));
        let deleted = |project: &mut Project| {
            // The last of its chain: what a deleted link did is not known any more.
            project.tasks.remove(&Id::new("check"));
        };
        assert_eq!(only(causes(deleted)), (Mover::LeftOut, false));
        let deleted_in_vain = |project: &mut Project| {
            project.tasks.remove(&Id::new("gone"));
        };
        assert_eq!(causes(deleted_in_vain), []);
        let blocked = |project: &mut Project| {
            task(project, "copy", |it| it.blocker = Some(blocker()));
        };
        assert_eq!(only(causes(blocked)), (Mover::Waiting, true));
        let asked = |project: &mut Project| {
            let decision = Decision {
                tasks: [Id::new("copy")].into(),
                ..Decision::default()
            };
            project.decisions.insert(Id::new("d"), decision);
        };
        assert_eq!(only(causes(asked)), (Mover::Waiting, true));
        let risk = |project: &mut Project| {
            let risk = Risk {
                probability: Some(5),
                impact: Some(5),
                tasks: [Id::new("copy")].into(),
                ..Risk::default()
            };
            project.risks.insert(Id::new("r"), risk);
        };
        assert_eq!(only(causes(risk)), (Mover::Risks, true));
        let other_person = |project: &mut Project| {
            task(project, "check", |it| {
                it.assignees = [(Id::new("bob"), 1)].into();
            });
            task(project, "video", |it| {
                it.assignees = [(Id::new("ann"), 1)].into();
            });
        };
        assert_eq!(only(causes(other_person)), (Mover::Plan, true));
    }

    #[test]
    fn an_estimate_that_was_changed_by_hand_is_known_and_work_done_is_not_one() {
        let mut project = noted();
        assert_eq!(re_estimated(&project), BTreeSet::new());
        task(&mut project, "copy", |it| {
            it.estimate = Some(Estimate::single(WorkMinutes::hours(40)));
        });
        task(&mut project, "art", |it| {
            it.remaining = Some(WorkMinutes::hours(2));
        });
        assert_eq!(re_estimated(&project), [Id::new("copy")].into());
    }

    #[test]
    fn several_causes_sum_up_to_the_whole_way() {
        let found = causes(|project| {
            task(project, "copy", |it| it.blocker = Some(blocker()));
            task(project, "check", |it| it.status = Status::Dropped);
            task(project, "art", |it| {
                it.estimate = Some(Estimate::single(WorkMinutes::hours(60)));
            });
        });
        let movers: Vec<Mover> = found.iter().map(|(mover, _)| *mover).collect();
        assert_eq!(movers, [Mover::Estimates, Mover::LeftOut, Mover::Waiting]);
    }

    #[test]
    fn a_day_on_which_nothing_was_done_costs_a_day() {
        assert_eq!(moved(&noted(), on(3)).progress, 480);
        let mut project = noted();
        task(&mut project, "copy", |it| {
            it.remaining = Some(WorkMinutes::hours(8));
        });
        let kept_up = moved(&project, on(3));
        assert!(kept_up.progress.abs() < 300, "{kept_up:?}");
        assert_eq!(kept_up.minutes(), kept_up.progress);
    }
}
