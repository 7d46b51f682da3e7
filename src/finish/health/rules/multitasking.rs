//! People have several tasks in hand at once.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if};
use crate::project::Status;

pub(super) const DETECTOR: Detector = Detector {
    id: "multitasking",
    title: "People juggle",
    rule: "Someone has begun two or more tasks that are not blocked. With two such people, or three tasks, it asks for action. Pools are left out.",
    advice: "Finish what was begun first. Put the others back until then; helping on the most critical task is no second task.",
    needs: "tasks that are begun",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let mut facts = Vec::new();
    let (mut park, mut most, mut any) = (Vec::new(), 0, false);
    let mut since = None;
    for (id, person) in &scope.project.people {
        let mine = scope.tasks().filter(|(_, task)| {
            let free = task.status == Status::Doing && task.blocker.is_none();
            free && task.assignees.contains_key(id)
        });
        let mut mine: Vec<_> = mine.collect();
        any |= !mine.is_empty();
        if mine.len() < 2 || person.capacity > 1 {
            continue;
        }
        // What was begun first goes on; of what was begun on one day, the more important.
        mine.sort_by_key(|(id, task)| (task.started, task.priority, *id));
        most = most.max(mine.len());
        facts.push(format!("{} has {} tasks in hand.", person.name, mine.len()));
        for (id, task) in mine.into_iter().skip(1) {
            since = since.into_iter().chain(task.started).min();
            if !park.contains(id) {
                park.push(id.clone());
            }
        }
    }
    if facts.is_empty() {
        return if any { Reading::Quiet } else { Reading::Blind };
    }
    Reading::Fires(Sign {
        level: act_if(facts.len() > 1 || most > 2),
        since,
        facts,
        tasks: park.clone(),
        remedy: Remedy::Park(park),
    })
}
