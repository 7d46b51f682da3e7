//! Parts that were made apart have not been seen to work together.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, count, spot};
use crate::forecast::stable_rule;

/// With so many days left, what does not work together asks for action.
const NEAR_DAYS: i64 = 21;

pub(super) const DETECTOR: Detector = Detector {
    id: "integration",
    title: "Integration is underestimated",
    rule: "An integration point was never tried, failed its last try, or was last tried longer ago than the project allows (7 days unless it says otherwise). Three weeks before the target date it asks for action. Several workstreams without any integration point count too.",
    advice: "Put the parts together this week, however rough, and try them again every few days in a place made for it.",
    needs: "integration points, or workstreams",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let points = &scope.project.integration_points;
    if points.is_empty() {
        let streams = scope.project.workstreams.len();
        if streams < 2 {
            return Reading::Blind;
        }
        return Reading::Fires(Sign {
            facts: vec![format!(
                "{streams} workstreams, and no point is named where their parts meet."
            )],
            remedy: Remedy::Go(spot("risks", "integration", "Name the points")),
            ..Sign::default()
        });
    }
    let (_, fresh) = stable_rule(&scope.project.settings);
    let mut facts = Vec::new();
    let (mut tasks, mut since) = (Vec::new(), None);
    for point in points.values() {
        let last = point.runs.values().max_by_key(|run| run.on);
        let said = match last {
            None => Some("was never tried".to_owned()),
            Some(run) if !run.passed => Some("failed its last try".to_owned()),
            Some(run) => {
                let days = run.on.map(|on| scope.today.days_since(on));
                let old = days.filter(|days| *days > u32::from(fresh));
                old.map(|days| format!("was last tried {days} days ago"))
            }
        };
        let Some(said) = said else { continue };
        facts.push(format!("{} {said}.", point.title));
        tasks.extend(point.tasks.iter().cloned());
        let on = last.and_then(|run| run.on);
        since = match (since, on) {
            (Some(before), Some(on)) => Some(on.min(before)),
            (before, on) => before.or(on),
        };
    }
    if facts.is_empty() {
        return Reading::Quiet;
    }
    facts.insert(
        0,
        format!(
            "{} of {} not known to work.",
            facts.len(),
            count(points.len(), "point")
        ),
    );
    let target = scope.project.settings.target_date;
    let is_near = target.is_some_and(|day| (day - scope.today.0).num_days() <= NEAR_DAYS);
    Reading::Fires(Sign {
        level: act_if(is_near),
        since,
        facts,
        tasks,
        remedy: Remedy::Go(spot("risks", "integration", "Log a try")),
    })
}
