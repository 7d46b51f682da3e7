//! Polishing goes on while musts are open.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, hours};
use crate::project::{Priority, Status, Task};

pub(super) const DETECTOR: Detector = Detector {
    id: "perfectionism",
    title: "Polishing goes on",
    rule: "A nice-to-have is being worked on while musts are open, or a begun task has taken more than its pessimistic estimate (twice the likely one where there is only that). Two of these ask for action.",
    advice: "Ask what would be missed if it stopped here. Done and seen beats perfect and late.",
    needs: "tasks that are begun",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let is_must = |task: &Task| task.priority.is_none_or(|it| it == Priority::Must);
    let musts = scope.tasks().filter(|(_, task)| is_must(task)).count();
    let (mut facts, mut tasks, mut park) = (Vec::new(), Vec::new(), Vec::new());
    let (mut since, mut any) = (None, false);
    for (id, task) in scope
        .tasks()
        .filter(|(_, task)| task.status == Status::Doing)
    {
        any = true;
        if task.priority == Some(Priority::Nice) && musts > 0 {
            facts.push(format!(
                "“{}” is nice to have and in hand, with {musts} musts open.",
                task.title
            ));
            park.push(id.clone());
        } else if let Some((spent, meant)) = overspent(task) {
            facts.push(format!(
                "“{}” has taken {spent} and was to take {meant} at most.",
                task.title
            ));
        } else {
            continue;
        }
        since = since.into_iter().chain(task.started).min();
        tasks.push(id.clone());
    }
    if facts.is_empty() {
        return if any { Reading::Quiet } else { Reading::Blind };
    }
    Reading::Fires(Sign {
        level: act_if(facts.len() > 1),
        since,
        facts,
        tasks,
        remedy: if park.is_empty() {
            Remedy::Show
        } else {
            Remedy::Park(park)
        },
    })
}

fn overspent(task: &Task) -> Option<(String, String)> {
    let estimate = task.estimate?;
    let twice = crate::project::WorkMinutes(estimate.likely.0.saturating_mul(2));
    let most = estimate.pessimistic.unwrap_or(twice);
    let spent = task.actual.filter(|spent| *spent > most)?;
    Some((hours(spent), hours(most)))
}
