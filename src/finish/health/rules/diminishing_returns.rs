//! Each criterion costs more hours than the one before.

use chrono::{Days, NaiveDate};

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, spot};
use crate::project::{CriterionStatus, Status};

/// Two stretches of so many days are compared.
const STRETCH: u64 = 14;

pub(super) const DETECTOR: Detector = Detector {
    id: "diminishing_returns",
    title: "Returns diminish",
    rule: "Hours of finished work for each criterion that was met: twice as many in the last 14 days as in the 14 days before. Three times as many, or none met at all, asks for action.",
    advice: "Ask which criterion the work of this week serves. Stop what serves none, and ask whether the rest must be that good.",
    needs: "criteria that were met, and what tasks took",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let day = |back: u64| scope.today.0.checked_sub_days(Days::new(back));
    let (Some(middle), Some(first)) = (day(STRETCH), day(2 * STRETCH)) else {
        return Reading::Blind;
    };
    let before = stretch(scope, first, middle);
    let now = stretch(scope, middle, scope.today.0);
    if before.1 == 0 || before.0 <= 0.0 || now.0 <= 0.0 {
        return Reading::Blind;
    }
    let then = before.0 / f64::from(before.1);
    let each = now.0 / f64::from(now.1.max(1));
    if each < 2.0 * then {
        return Reading::Quiet;
    }
    let met = if now.1 == 1 {
        "1 criterion was"
    } else {
        &format!("{} criteria were", now.1)
    };
    Reading::Fires(Sign {
        level: act_if(now.1 == 0 || each >= 3.0 * then),
        since: Some(middle),
        facts: vec![format!(
            "In the last two weeks {met} met with {:.0} h of work; in the two before it was {then:.0} h for each.",
            now.0
        )],
        tasks: Vec::new(),
        remedy: Remedy::Go(spot("done", "", "Look at the criteria")),
    })
}

/// The hours of tasks finished and the criteria met after one day and up to another.
fn stretch(scope: &Scope<'_>, after: NaiveDate, until: NaiveDate) -> (f64, u32) {
    let is_in = |day: Option<NaiveDate>| day.is_some_and(|day| after < day && day <= until);
    let tasks = scope.project.tasks.values();
    let done = tasks.filter(|task| task.status == Status::Done && is_in(task.finished));
    let hours = done
        .filter_map(|task| {
            task.actual
                .or(task.estimate.map(|estimate| estimate.likely))
        })
        .map(crate::project::WorkMinutes::as_hours)
        .sum();
    let criteria = scope.project.criteria.values();
    let met = criteria.filter(|it| it.status == CriterionStatus::Met && is_in(it.checked_on));
    (hours, u32::try_from(met.count()).unwrap_or(u32::MAX))
}
