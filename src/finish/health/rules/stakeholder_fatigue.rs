//! Someone who decides answers slower and slower.

use std::collections::BTreeMap;

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, count, spot};
use crate::project::{Id, Party, Stakeholder, Task};

/// An answer may take so many days, whatever was usual.
const LEAST_DAYS: u32 = 4;

pub(super) const DETECTOR: Detector = Detector {
    id: "stakeholder_fatigue",
    title: "A stakeholder tires",
    rule: "What waits for one stakeholder has waited half as long again as their answers used to take, and more than 4 days; or three tasks wait for the same one. Both together ask for action.",
    advice: "Ask for one thing at a time, with a default. Say what the delay costs, and offer someone who may decide in their place.",
    needs: "tasks that wait for a stakeholder",
    read,
};

#[derive(Default)]
struct Asked {
    open: Vec<(Id<Task>, u32)>,
    past: Vec<u32>,
}

fn read(scope: &Scope<'_>) -> Reading {
    let asked = asked(scope);
    if asked.is_empty() {
        return Reading::Blind;
    }
    let (mut facts, mut tasks, mut is_bad) = (Vec::new(), Vec::new(), false);
    let mut longest = 0;
    for (id, asked) in &asked {
        let Some(stakeholder) = scope.project.stakeholders.get(id) else {
            continue;
        };
        let days = asked.open.iter().map(|(_, days)| *days).max().unwrap_or(0);
        let usual =
            asked.past.iter().sum::<u32>() / u32::try_from(asked.past.len()).unwrap_or(1).max(1);
        let is_slower = !asked.past.is_empty() && days > LEAST_DAYS && days * 2 > usual * 3;
        let is_crowded = asked.open.len() >= 3;
        if !is_slower && !is_crowded {
            continue;
        }
        is_bad |= is_slower && is_crowded;
        longest = longest.max(days);
        let what = count(asked.open.len(), "task");
        let usually = if is_slower {
            format!("; an answer used to take {usual}")
        } else {
            String::new()
        };
        facts.push(format!(
            "{what} waiting for {}, up to {days} days{usually}.",
            stakeholder.name
        ));
        tasks.extend(asked.open.iter().map(|(id, _)| id.clone()));
    }
    if facts.is_empty() {
        return Reading::Quiet;
    }
    let since = chrono::Days::new(u64::from(longest));
    Reading::Fires(Sign {
        level: act_if(is_bad),
        since: scope.today.0.checked_sub_days(since),
        facts,
        tasks,
        remedy: Remedy::Go(spot("audit", "bottlenecks", "Chase them")),
    })
}

fn asked(scope: &Scope<'_>) -> BTreeMap<Id<Stakeholder>, Asked> {
    let mut asked: BTreeMap<Id<Stakeholder>, Asked> = BTreeMap::new();
    for (id, task) in scope.tasks() {
        let Some(blocker) = &task.blocker else {
            continue;
        };
        if let Some(Party::Stakeholder(whom)) = &blocker.waiting_on {
            let days = blocker
                .since
                .map_or(0, |since| scope.today.days_since(since));
            asked
                .entry(whom.clone())
                .or_default()
                .open
                .push((id.clone(), days));
        }
    }
    for wait in scope.project.waits.values() {
        let (Some(Party::Stakeholder(whom)), Some(since), Some(until)) =
            (&wait.waiting_on, wait.since, wait.until)
        else {
            continue;
        };
        if let Some(asked) = asked.get_mut(whom) {
            asked
                .past
                .push(u32::try_from((until - since).num_days()).unwrap_or(0));
        }
    }
    asked
}
