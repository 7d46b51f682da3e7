//! The team is worn out.

use chrono::Days;

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, spot};
use crate::finish::pulse::{HEAVY_WORKLOAD, LOW_MORALE, WINDOW_DAYS, team_pulse};

pub(super) const DETECTOR: Detector = Detector {
    id: "burnout",
    title: "The team burns out",
    rule: "Of three or more pulse answers in the last 7 days, the last one of each person, the mean morale is below 3, or has fallen by 0.7 since the week before, or the mean workload is 4 or more. Below 2.5, or from 4.5 on, it asks for action.",
    advice: "Plan breaks, say no to overtime, rotate people or ask for help for a week. Move what is not a must.",
    needs: "three pulse answers in a week",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let today = scope.today.0;
    let before = today.checked_sub_days(Days::new(WINDOW_DAYS));
    let Ok(now) = team_pulse(scope.project, today) else {
        return Reading::Blind;
    };
    let (morale, workload) = (now.morale, now.workload);
    let then = before.and_then(|day| team_pulse(scope.project, day).ok());
    let fell = then.map(|then| then.morale - morale);
    let mut facts = Vec::new();
    if morale < LOW_MORALE {
        facts.push(format!("Morale is {morale:.1} of 5."));
    }
    if let Some(fell) = fell.filter(|fell| *fell >= 0.7) {
        facts.push(format!("Morale fell by {fell:.1} within a week."));
    }
    if workload >= HEAVY_WORKLOAD {
        facts.push(format!("The workload is felt as {workload:.1} of 5."));
    }
    if facts.is_empty() {
        return Reading::Quiet;
    }
    Reading::Fires(Sign {
        level: act_if(morale < 2.5 || workload >= 4.5),
        since: before,
        facts,
        tasks: Vec::new(),
        remedy: Remedy::Go(spot("execute", "pulse", "See load and breaks")),
    })
}
