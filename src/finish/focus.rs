//! One primary task per person: who is on what, and what a second task at once costs.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::team::Team;
use crate::project::{Id, Outline, Person, Project, Status, Task};

/// How much of the time goes into switching when someone is on two tasks at once, in percent. After
/// G. M. Weinberg, Quality Software Management, volume 1 (1991); a plain assumption, said wherever
/// it shows.
pub const SWITCHING_PERCENT: i64 = 20;

/// What someone is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The tasks they have begun and can go on with, the one to finish first first. A pool may have
    /// as many of these as it has people.
    pub on: Vec<Id<Task>>,
    /// How many tasks at once are no more than one for each human: 1, or the size of the pool.
    pub limit: usize,
}

impl Focus {
    /// The one task to finish first.
    #[must_use]
    pub fn primary(&self) -> Option<&Id<Task>> {
        self.on.first()
    }

    /// The tasks that are too many.
    #[must_use]
    pub fn beyond(&self) -> &[Id<Task>] {
        self.on.get(self.limit.max(1)..).unwrap_or_default()
    }
}

/// What each person is on. Blocked tasks do not count: nobody can work on them. The first task is
/// the one begun first, then the one that stands first in the list.
#[must_use]
pub fn focus(project: &Project, outline: &Outline) -> BTreeMap<Id<Person>, Focus> {
    let mut all: BTreeMap<Id<Person>, Focus> = BTreeMap::new();
    for (id, person) in &project.people {
        let limit = usize::from(person.capacity.max(1));
        all.insert(
            id.clone(),
            Focus {
                on: Vec::new(),
                limit,
            },
        );
    }
    let mut doing: Vec<(Option<NaiveDate>, usize, Id<Task>)> = Vec::new();
    for (place, id) in outline.leaves().into_iter().enumerate() {
        if let Some(task) = project.tasks.get(&id)
            && task.status == Status::Doing
            && task.blocker.is_none()
        {
            doing.push((task.started.or(Some(NaiveDate::MAX)), place, id));
        }
    }
    doing.sort();
    for (_, _, id) in doing {
        for person in project
            .tasks
            .get(&id)
            .iter()
            .flat_map(|it| it.assignees.keys())
        {
            if let Some(focus) = all.get_mut(person) {
                focus.on.push(id.clone());
            }
        }
    }
    all
}

/// What it means for two tasks to be worked on at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondTask {
    /// When the one begun first is done: if it is finished first, and with both at once.
    pub first: [NaiveDate; 2],
    /// When the other one is done, likewise.
    pub second: [NaiveDate; 2],
}

/// What a second task at once costs someone, compared with finishing the first one first. `None`
/// when either has nothing left that is known, or the person never works.
///
/// While both are open, [`SWITCHING_PERCENT`] of the time is lost and the rest is split evenly.
#[must_use]
pub fn second_task(
    project: &Project,
    team: &Team,
    person: &Id<Person>,
    first: &Id<Task>,
    second: &Id<Task>,
) -> Option<SecondTask> {
    let left = |id: &Id<Task>| {
        let task = project.tasks.get(id)?;
        let work = i64::from(task.remaining_work()?.0);
        (work > 0).then_some(work)
    };
    let (a, b) = (left(first)?, left(second)?);
    let short = a.min(b);
    // Each gets half of what switching leaves, until the shorter one is done.
    let both = short * 200 / (100 - SWITCHING_PERCENT);
    let long = both + (a.max(b) - short);
    let (a_at_once, b_at_once) = if a <= b { (both, long) } else { (long, both) };
    let day = |minutes| team.done_by(person, minutes);
    Some(SecondTask {
        first: [day(a)?, day(a_at_once)?],
        second: [day(a + b)?, day(b_at_once)?],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Today;
    use crate::project::notation::project;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    const TEAM: &str = "
        person ann
        person crew x2
        task new 8h @ann doing=2026-02-27
        task old 16h @ann doing=2026-02-25
        task stuck 8h @ann doing=2026-02-20 blocked
        task todo 8h @ann
        task one 8h @crew doing=2026-02-25
        task two 8h @crew doing=2026-02-26
        task three 8h @crew doing=2026-02-27";

    #[test]
    fn the_task_begun_first_is_the_primary_one_and_blocked_ones_do_not_count() {
        let project = project(TEAM);
        let all = focus(&project, &project.outline().0);
        let ann = &all[&Id::new("ann")];
        assert_eq!(ann.on, ["old", "new"].map(Id::new));
        assert_eq!(ann.beyond(), [Id::new("new")]);
        let crew = &all[&Id::new("crew")];
        assert_eq!(crew.primary(), Some(&Id::new("one")));
        assert_eq!(crew.beyond(), [Id::new("three")]);
    }

    #[test]
    fn two_at_once_end_later_than_one_after_the_other() {
        let project = project(TEAM);
        let team = Team::of(&project, Today(day(2)));
        let ids = |a: &str, b: &str| {
            let (ann, a, b) = (Id::new("ann"), Id::new(a), Id::new(b));
            second_task(&project, &team, &ann, &a, &b)
        };
        // 16 h and 8 h: with both at once 20 h until the short one, 28 h until the long one.
        let cost = ids("old", "new").unwrap();
        assert_eq!(cost.first, [day(3), day(5)]);
        assert_eq!(cost.second, [day(4), day(4)]);
        // The short one first: only the long one waits, and it ends where both end.
        let cost = ids("new", "old").unwrap();
        assert_eq!(cost.first, [day(2), day(4)]);
        assert_eq!(cost.second, [day(4), day(5)]);
        assert_eq!(ids("old", "gone"), None);
    }
}
