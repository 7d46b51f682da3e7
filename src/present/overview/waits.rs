//! What is in the way: waits by age, with what each holds up.

use std::collections::BTreeMap;

use super::{Line, To};
use crate::finish::audit::Bottleneck;
use crate::forecast::Shift;
use crate::present::tone::Tone;
use crate::present::{forecast, words};
use crate::project::{Id, Project, Task};

/// From this many days on a wait is old: a working week.
const OLD_DAYS: u32 = 7;

/// The waits, in the order they are given in. `costs` says by how much each moves the 80 % date, as
/// far as that is known; what makes no real difference is not spoken of.
#[must_use]
pub fn waits(
    project: &Project,
    found: &[Bottleneck],
    costs: &BTreeMap<Id<Task>, Shift>,
) -> Vec<Line> {
    let lines = found.iter().map(|it| {
        let title = project.tasks.get(&it.task).map(|task| task.title.clone());
        let whom = it
            .waiting_on
            .as_ref()
            .and_then(|party| words::party(project, party));
        let age = match it.days {
            Some(0) => "since today".to_owned(),
            Some(days) => words::count(days as usize, "day"),
            None => "since when?".to_owned(),
        };
        let held = (it.holds_up.tasks > 0).then(|| {
            format!(
                "holds up {}, {}",
                words::count(it.holds_up.tasks, "task"),
                words::work(it.holds_up.work)
            )
        });
        let kind = words::blocker_kind(it.kind).to_owned();
        let cost = costs.get(&it.task).filter(|it| it.is_real() && it.by > 0.0);
        let cost = cost.map(|cost| format!("80 % date {}", forecast::shift(project, *cost)));
        let parts = [Some(age), Some(kind), whom, held, cost];
        Line {
            text: title.unwrap_or_default(),
            detail: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            tone: if it.days.is_some_and(|days| days >= OLD_DAYS) {
                Tone::Bad
            } else {
                Tone::Warning
            },
            to: To::Task(it.task.clone()),
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;
    use crate::finish::audit::{Scope, bottlenecks};
    use crate::project::{Id, Today, notation};

    #[test]
    fn a_wait_is_old_after_a_week_and_not_a_day_sooner() {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 20).unwrap());
        let mut project = notation::project("task a 8h blocked\ntask b 8h blocked\ntask c 4h <a");
        for (id, days) in [("a", 7), ("b", 6)] {
            let task = project.tasks.get_mut(&Id::new(id)).unwrap();
            task.blocker.as_mut().unwrap().since = Some(today.0 - Days::new(days));
        }
        let found = bottlenecks(&Scope::of(&project, today));
        let lines = waits(&project, &found, &BTreeMap::new());
        let tones: Vec<_> = lines.iter().map(|line| (&*line.text, line.tone)).collect();
        assert_eq!(tones, [("a", Tone::Bad), ("b", Tone::Warning)]);
        assert!(lines[0].detail.starts_with("7 days · "), "{:?}", lines[0]);
        assert!(lines[0].detail.ends_with("holds up 1 task, 4 h"));
    }
    #[test]
    fn what_a_wait_costs_is_said_where_it_makes_a_real_difference() {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 20).unwrap());
        let project = notation::project("task a 8h blocked\ntask b 8h blocked");
        let found = bottlenecks(&Scope::of(&project, today));
        let shift = |by| Shift {
            by,
            standard_error: 30.0,
        };
        let costs = [(Id::new("a"), shift(960.0)), (Id::new("b"), shift(40.0))];
        let lines = waits(&project, &found, &costs.into());
        let detail = |title: &str| {
            let line = lines.iter().find(|it| it.text == title);
            line.unwrap().detail.clone()
        };
        let costs = "80 % date 2 working days later";
        assert!(detail("a").ends_with(costs), "{}", detail("a"));
        assert!(!detail("b").contains("80 %"), "{}", detail("b"));
    }
}
