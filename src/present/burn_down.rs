//! The burn-down of a sprint as a chart: what is left day by day, and what the plan says.

use chrono::NaiveDate;

use super::chart::{Chart, Layer, Mark, Shape, dates, numbers};

use super::words;
use crate::finish::sprint::BurnDown;
use crate::present::tone::Tone;
use crate::project::{Sprint, Today, WorkMinutes};

/// The chart of a sprint; `None` while it has no days or nothing was committed to.
#[must_use]
pub fn chart(sprint: &Sprint, burn: &BurnDown, today: Today) -> Option<Chart> {
    let (start, end) = (sprint.start?, sprint.end?);
    let most = burn.left.iter().chain(&burn.planned).map(|(_, left)| *left);
    let most = most.chain([burn.committed]).max()?;
    if most == WorkMinutes::ZERO {
        return None;
    }
    // Work is left at the end of a day: the line begins at the end of the day before the first.
    let eve = start.pred_opt()?;
    let x = dates(eve, end, 6, today);
    let at = |day: NaiveDate, left: WorkMinutes| ((day - eve).num_days() as f64, left.as_hours());
    let mut left = vec![at(eve, burn.committed)];
    left.extend(burn.left.iter().map(|(day, left)| at(*day, *left)));
    let told = burn.left.last().map(|(day, _)| *day);
    let ahead = burn.planned.iter().filter(|(day, _)| Some(*day) > told);
    let planned = left.last().copied().into_iter();
    let planned = planned.chain(ahead.clone().map(|(day, left)| at(*day, *left)));
    let even = vec![at(eve, burn.committed), at(end, WorkMinutes::ZERO)];
    let row = |day: NaiveDate, left: WorkMinutes, what: &str| {
        vec![words::date(day, today), words::work(left), what.to_owned()]
    };
    let so_far = burn.left.iter().map(|(day, left)| row(*day, *left, "left"));
    let rows = so_far.chain(
        ahead
            .clone()
            .map(|(day, left)| row(*day, *left, "by the plan")),
    );
    Some(Chart {
        name: "Work left".to_owned(),
        says: says(burn, end, today),
        layers: vec![
            Layer::new("Even pace", Shape::Line, Tone::Neutral, even),
            Layer::new(
                "By the plan",
                Shape::Dashes,
                Tone::Accent,
                planned.collect(),
            ),
            Layer::new("Left so far", Shape::Line, Tone::Accent, left),
        ],
        marks: (start <= today.0 && today.0 <= end)
            .then(|| Mark {
                at: x.from + (today.0 - eve).num_days() as f64,
                text: "Today".to_owned(),
                tone: Tone::Neutral,
            })
            .into_iter()
            .collect(),
        notes: Vec::new(),
        columns: ["End of", "Work", "Which is"].map(str::to_owned).into(),
        rows: rows.collect(),
        x,
        y: numbers(most.as_hours(), " h"),
    })
}

fn says(burn: &BurnDown, end: NaiveDate, today: Today) -> String {
    let left = burn.left.last().map_or(burn.committed, |(_, left)| *left);
    let now = format!(
        "{} of {} are left.",
        words::work(left),
        words::work(burn.committed)
    );
    match burn.done_by {
        Some(by) => format!(
            "{now} By the plan all is done {}; the sprint ends {}.",
            words::date(by, today),
            words::date(end, today)
        ),
        None => now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn burn() -> BurnDown {
        let hours = |day_left: [(u32, u32); 2]| {
            day_left
                .map(|(number, left)| (day(number), WorkMinutes::hours(left)))
                .into()
        };
        BurnDown {
            committed: WorkMinutes::hours(40),
            left: hours([(2, 40), (3, 30)]),
            planned: hours([(3, 24), (4, 10)]),
            done_by: Some(day(9)),
        }
    }

    fn sprint() -> Sprint {
        Sprint {
            start: Some(day(2)),
            end: Some(day(6)),
            ..Sprint::default()
        }
    }

    #[test]
    fn the_plan_goes_on_from_what_is_left_today() {
        let chart = chart(&sprint(), &burn(), Today(day(3))).unwrap();
        let points = |name: &str| {
            let layer = chart.layers.iter().find(|it| it.name == name);
            layer.unwrap().points.clone()
        };
        assert_eq!(
            points("Left so far"),
            [(0.0, 40.0), (1.0, 40.0), (2.0, 30.0)]
        );
        assert_eq!(points("By the plan"), [(2.0, 30.0), (3.0, 10.0)]);
        assert_eq!(points("Even pace"), [(0.0, 40.0), (5.0, 0.0)]);
        assert_eq!(chart.rows.len(), 3);
        assert_eq!(
            chart.says,
            "30 h of 40 h are left. By the plan all is done Mon 9 Mar; the sprint ends Fri 6 Mar."
        );
    }

    #[test]
    fn without_anything_committed_there_is_nothing_to_burn() {
        assert_eq!(chart(&sprint(), &BurnDown::default(), Today(day(3))), None);
        assert_eq!(chart(&Sprint::default(), &burn(), Today(day(3))), None);
    }
}
