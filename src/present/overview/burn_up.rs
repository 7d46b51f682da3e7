//! The burn-up: how much is done and how much there is in all, day by day.

use chrono::NaiveDate;

use crate::present::chart::{self, Chart, Layer, Shape};

use crate::present::tone::Tone;
use crate::present::words;
use crate::project::{DayRecord, Project, Today, WorkMinutes};

/// The chart over the days that were written down, and today. `None` before there are two.
#[must_use]
pub fn burn_up(project: &Project, now: &DayRecord, today: Today) -> Option<Chart> {
    let mut days: Vec<(NaiveDate, u32, u32)> = Vec::new();
    for day in project.days.values() {
        if let Some(date) = day.date.filter(|date| *date < today.0) {
            days.extend(point(date, day));
        }
    }
    days.sort_unstable();
    days.extend(point(today.0, now));
    let (first, last) = (days.first()?.0, days.last()?.0);
    if days.len() < 2 {
        return None;
    }
    let at = |date: NaiveDate| (date - first).num_days() as f64;
    let hours = |minutes: u32| f64::from(minutes) / 60.0;
    let most = days
        .iter()
        .map(|(_, _, all)| hours(*all))
        .fold(0.0, f64::max);
    let done = days.iter().map(|(date, done, _)| (at(*date), hours(*done)));
    let all = days.iter().map(|(date, _, all)| (at(*date), hours(*all)));
    let rows = days.iter().map(|(date, done, all)| {
        vec![
            words::date(*date, today),
            words::work(WorkMinutes(*done)),
            words::work(WorkMinutes(*all)),
        ]
    });
    let (_, now_done, now_all) = *days.last()?;
    Some(Chart {
        name: "Done and in all".to_owned(),
        says: format!(
            "{} of {} are done",
            words::work(WorkMinutes(now_done)),
            words::work(WorkMinutes(now_all))
        ),
        x: chart::dates(first, last, 6, today),
        y: chart::numbers(most, "h"),
        layers: vec![
            Layer::new("Done", Shape::Area, Tone::Accent, done.collect()),
            Layer::new("In all", Shape::Steps, Tone::Neutral, all.collect()),
        ],
        columns: ["Day", "Done", "In all"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        ..Chart::default()
    })
}

/// A day, the minutes done by then, and those in all.
fn point(date: NaiveDate, day: &DayRecord) -> Option<(NaiveDate, u32, u32)> {
    let done = day.done_minutes?.0;
    let open: u32 = day.open_minutes.values().map(|minutes| minutes.0).sum();
    Some((date, done, done.saturating_add(open)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Id, Priority};

    fn day(number: u32, done: u32, open: u32) -> DayRecord {
        DayRecord {
            date: NaiveDate::from_ymd_opt(2026, 3, number),
            done_minutes: Some(WorkMinutes::hours(done)),
            open_minutes: [(Priority::Must, WorkMinutes::hours(open))].into(),
            ..DayRecord::default()
        }
    }

    #[test]
    fn each_day_has_a_point_and_a_row_and_today_is_as_it_is_now() {
        let mut project = Project::default();
        for (number, done) in [(2, 0), (3, 4), (4, 99)] {
            project.days.insert(
                Id::new(&number.to_string()),
                day(number, done, 20 - done.min(20)),
            );
        }
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
        let chart = burn_up(&project, &day(4, 8, 14), today).unwrap();
        assert_eq!(chart.layers[0].points, [(0.0, 0.0), (1.0, 4.0), (2.0, 8.0)]);
        assert_eq!(chart.rows[2], ["Wed 4 Mar", "8 h", "22 h"]);
    }

    #[test]
    fn one_day_is_no_trend() {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
        assert_eq!(burn_up(&Project::default(), &day(4, 8, 14), today), None);
    }
}
