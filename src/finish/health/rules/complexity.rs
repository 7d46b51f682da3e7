//! Each open task hangs together with more and more others.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if};
use crate::project::{Id, Task};

/// So much more in percent is worth a look …
const WATCH_PERCENT: f64 = 25.0;
/// … and so much asks for action.
const ACT_PERCENT: f64 = 60.0;

pub(super) const DETECTOR: Detector = Detector {
    id: "complexity",
    title: "Complexity grows",
    rule: "Links per open task have risen by 25 % since the latest baseline (links between the tasks it froze, divided by their number); from 60 % on it asks for action.",
    advice: "Cut what can be delivered apart. Finish the task most others wait for, and change nothing it touches until then.",
    needs: "a baseline, and links between its tasks",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let baselines = scope.project.baselines.iter();
    let latest = baselines.max_by_key(|(id, it)| (it.taken_on, *id));
    let Some((_, baseline)) = latest else {
        return Reading::Blind;
    };
    let frozen = |id: &Id<Task>| baseline.tasks.contains_key(id);
    let is_open = |id: &Id<Task>| scope.project.tasks.get(id).is_some_and(Task::is_open);
    let then = per_task(scope, &frozen, baseline.tasks.len());
    let now = per_task(scope, &is_open, scope.open.len());
    let (Some(then), Some(now)) = (then.filter(|it| *it > 0.0), now) else {
        return Reading::Blind;
    };
    let percent = (now / then - 1.0) * 100.0;
    if percent < WATCH_PERCENT {
        return Reading::Quiet;
    }
    Reading::Fires(Sign {
        level: act_if(percent >= ACT_PERCENT),
        since: baseline.taken_on,
        facts: vec![format!(
            "{now:.1} links for each open task; {then:.1} when the baseline was taken ({percent:+.0} %)."
        )],
        tasks: most_linked(scope, &is_open),
        remedy: Remedy::Show,
    })
}

fn per_task(scope: &Scope<'_>, counts: &dyn Fn(&Id<Task>) -> bool, of: usize) -> Option<f64> {
    let links = scope.project.dependencies.values();
    let links = links.filter(|it| counts(&it.predecessor) && counts(&it.successor));
    let links = links.count();
    (of > 0).then(|| links as f64 / of as f64)
}

/// The five open tasks with the most links.
fn most_linked(scope: &Scope<'_>, is_open: &dyn Fn(&Id<Task>) -> bool) -> Vec<Id<Task>> {
    let mut ends = std::collections::BTreeMap::new();
    for link in scope.project.dependencies.values() {
        for id in [&link.predecessor, &link.successor] {
            if is_open(id) {
                *ends.entry(id).or_insert(0_usize) += 1;
            }
        }
    }
    let mut ends: Vec<_> = ends.into_iter().collect();
    ends.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    ends.into_iter().take(5).map(|(id, _)| id.clone()).collect()
}
