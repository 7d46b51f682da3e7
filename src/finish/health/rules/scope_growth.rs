//! More is added than the finish was planned for.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, count, hours, spot};
use crate::finish::audit::growth;
use crate::project::Priority;

/// From this growth on it is worth a look …
const WATCH_PERCENT: f64 = 5.0;
/// … and from this on it moves the date.
const ACT_PERCENT: f64 = 10.0;

pub(super) const DETECTOR: Detector = Detector {
    id: "scope_growth",
    title: "The scope creeps",
    rule: "The open work has grown by 5 % or more since the latest baseline; from 10 % on it asks for action. Growth is what was added, less what was dropped, plus what estimates grew by.",
    advice: "Accept what the project fails without, and defer the rest to a later phase. Show what each request costs before anyone says yes.",
    needs: "a baseline",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let Some((_, growth)) = growth(scope) else {
        return Reading::Blind;
    };
    let Some(percent) = growth.net_percent().filter(|it| *it >= WATCH_PERCENT) else {
        return Reading::Quiet;
    };
    let tasks = &scope.project.tasks;
    let added = || growth.added.iter().filter_map(|id| tasks.get_key_value(id));
    let mut facts = vec![format!(
        "The work has grown by {percent:.0} % since the baseline."
    )];
    if growth.added_tally.tasks > 0 {
        let what = count(growth.added_tally.tasks, "task");
        let work = hours(growth.added_tally.work);
        facts.push(format!("{what} with {work} came later."));
    }
    let asked = scope.project.change_requests.values();
    let undecided = asked.filter(|it| it.verdict.is_none()).count();
    if undecided > 0 {
        facts.push(format!(
            "{} without a verdict.",
            count(undecided, "change request")
        ));
    }
    let can_wait = added().filter(|(_, task)| {
        task.is_open() && matches!(task.priority, Some(Priority::Should | Priority::Nice))
    });
    let can_wait: Vec<_> = can_wait.map(|(id, _)| id.clone()).collect();
    let remedy = if can_wait.is_empty() {
        Remedy::Go(spot("risks", "changes", "Weigh the requests"))
    } else {
        Remedy::Defer(can_wait)
    };
    Reading::Fires(Sign {
        level: act_if(percent >= ACT_PERCENT),
        since: added().filter_map(|(_, task)| task.added_on).min(),
        facts,
        tasks: growth.added.clone(),
        remedy,
    })
}
