//! Too much of the work waits.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, count, name, spot};
use crate::finish::audit::bottlenecks;

/// So many percent of the open tasks may wait …
const WATCH_PERCENT: usize = 15;
/// … and for so many days.
const WATCH_DAYS: u32 = 5;
/// Beyond these it asks for action.
const ACT_PERCENT: usize = 30;
const ACT_DAYS: u32 = 10;

pub(super) const DETECTOR: Detector = Detector {
    id: "blocked_time",
    title: "Work waits too long",
    rule: "15 % of the open tasks are blocked, or one has waited for 5 days; from 30 % or 10 days on it asks for action.",
    advice: "Chase the oldest today, by voice. Ask what they need to answer, and by when they can.",
    needs: "open tasks",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    if scope.open.is_empty() {
        return Reading::Blind;
    }
    let found = bottlenecks(scope);
    let percent = found.len() * 100 / scope.open.len();
    let oldest = found.iter().filter_map(|it| it.days).max().unwrap_or(0);
    if percent < WATCH_PERCENT && oldest < WATCH_DAYS {
        return Reading::Quiet;
    }
    let mut facts = vec![format!(
        "{} blocked, {percent} % of what is open.",
        count(found.len(), "task")
    )];
    let long = found.iter().filter(|it| it.days.unwrap_or(0) >= WATCH_DAYS);
    facts.extend(long.take(3).filter_map(|it| {
        let title = &scope.project.tasks.get(&it.task)?.title;
        let whom = name(scope, it.waiting_on.as_ref());
        Some(format!("{title} has waited {} days for {whom}.", it.days?))
    }));
    Reading::Fires(Sign {
        level: act_if(percent >= ACT_PERCENT || oldest >= ACT_DAYS),
        since: found.iter().filter_map(|it| it.since).min(),
        facts,
        tasks: found.into_iter().map(|it| it.task).collect(),
        remedy: Remedy::Go(spot("audit", "bottlenecks", "Chase them")),
    })
}
