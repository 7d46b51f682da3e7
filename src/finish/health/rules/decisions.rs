//! Decisions are not taken.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, name, spot};

/// A question may stay open for so many days.
const WATCH_DAYS: u32 = 5;
/// After so many it asks for action.
const ACT_DAYS: u32 = 10;

pub(super) const DETECTOR: Detector = Detector {
    id: "decisions",
    title: "Decisions stall",
    rule: "A decision has been open for 5 days, or was needed by a day that has passed. Past its day, or after 10 days, it asks for action.",
    advice: "One person, one day, two options: say what happens if nobody answers, and do that.",
    needs: "decisions in the log",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let all = &scope.project.decisions;
    if all.is_empty() {
        return Reading::Blind;
    }
    let today = scope.today;
    let mut stalled = Vec::new();
    for decision in all.values().filter(|it| it.is_open()) {
        let age = decision.asked_on.map_or(0, |day| today.days_since(day));
        let is_late = decision.needed_by.is_some_and(|day| day < today.0);
        if is_late || age >= WATCH_DAYS {
            stalled.push((is_late, age, decision));
        }
    }
    if stalled.is_empty() {
        return Reading::Quiet;
    }
    stalled.sort_by_key(|(is_late, age, _)| std::cmp::Reverse((*is_late, *age)));
    let facts = stalled.iter().map(|(is_late, age, it)| {
        let whom = name(scope, it.decider.as_ref());
        let late = if *is_late { " and is past its day" } else { "" };
        format!("“{}” has waited {age} days for {whom}{late}.", it.title)
    });
    Reading::Fires(Sign {
        level: act_if(
            stalled
                .iter()
                .any(|(late, age, _)| *late || *age >= ACT_DAYS),
        ),
        since: stalled.iter().filter_map(|(_, _, it)| it.asked_on).min(),
        facts: facts.collect(),
        tasks: stalled
            .iter()
            .flat_map(|(_, _, it)| it.tasks.iter().cloned())
            .collect(),
        remedy: Remedy::Go(spot("risks", "decisions", "Settle them")),
    })
}
