//! The team is worn out.

use chrono::{Days, NaiveDate};

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, spot};
use crate::project::Pulse;

/// Fewer answers say too much about single people.
const LEAST_ANSWERS: usize = 3;
/// Answers count for so many days.
const WINDOW: u64 = 7;

pub(super) const DETECTOR: Detector = Detector {
    id: "burnout",
    title: "The team burns out",
    rule: "Of three or more pulse answers in the last 7 days the mean morale is below 3, or has fallen by 0.7 since the week before, or the mean workload is 4 or more. Below 2.5, or from 4.5 on, it asks for action.",
    advice: "Plan breaks, say no to overtime, rotate people or ask for help for a week. Move what is not a must.",
    needs: "three pulse answers in a week",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let today = scope.today.0;
    let before = today.checked_sub_days(Days::new(WINDOW)).unwrap_or(today);
    let Some((morale, workload)) = means(scope, today) else {
        return Reading::Blind;
    };
    let fell = means(scope, before).map(|(then, _)| then - morale);
    let mut facts = Vec::new();
    if morale < 3.0 {
        facts.push(format!("Morale is {morale:.1} of 5."));
    }
    if let Some(fell) = fell.filter(|fell| *fell >= 0.7) {
        facts.push(format!("Morale fell by {fell:.1} within a week."));
    }
    if workload >= 4.0 {
        facts.push(format!("The workload is felt as {workload:.1} of 5."));
    }
    if facts.is_empty() {
        return Reading::Quiet;
    }
    Reading::Fires(Sign {
        level: act_if(morale < 2.5 || workload >= 4.5),
        since: Some(before),
        facts,
        tasks: Vec::new(),
        remedy: Remedy::Go(spot("execute", "pulse", "See load and breaks")),
    })
}

/// Mean morale and workload of the week up to a day; `None` of too few answers.
fn means(scope: &Scope<'_>, until: NaiveDate) -> Option<(f64, f64)> {
    let first = until.checked_sub_days(Days::new(WINDOW - 1))?;
    let is_in = |it: &&Pulse| it.date.is_some_and(|day| first <= day && day <= until);
    let pulses = scope.project.pulses.values().filter(is_in);
    let given: Vec<(u8, u8)> = pulses.filter_map(|it| it.morale.zip(it.workload)).collect();
    if given.len() < LEAST_ANSWERS {
        return None;
    }
    let mean = |sum: u32| f64::from(sum) / given.len() as f64;
    let morale = given.iter().map(|(morale, _)| u32::from(*morale)).sum();
    let workload = given.iter().map(|(_, work)| u32::from(*work)).sum();
    Some((mean(morale), mean(workload)))
}
