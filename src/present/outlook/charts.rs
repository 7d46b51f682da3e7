//! The curve of the chance of being done by a day, and how the runs spread over days.

use chrono::NaiveDate;

use crate::forecast::Forecast;
use crate::present::chart::{self, Chart, Layer, Mark, Shape};
use crate::present::tone::Tone;
use crate::present::{forecast as said, words};
use crate::project::Today;

/// Ticks on an axis of days that still fit beside each other on a phone.
const TICKS: usize = 4;
/// Bars in a histogram.
const BARS: u32 = 24;
/// Rows in the table of the curve.
const ROWS: usize = 30;

/// The chance of being done by each day. Without runs the chart is empty.
#[must_use]
pub fn curve(forecast: &Forecast, today: Today) -> Chart {
    let name = "Chance of being done by a day";
    let points = forecast.curve();
    let dates = forecast.finish();
    // The latest runs stand far behind the others and would squeeze them.
    let last = points.iter().find(|point| point.finished >= 0.99);
    let (Some(first), Some(last)) = (points.first(), last) else {
        return empty(name);
    };
    let promised = forecast.promised.map(|on_time| on_time.date);
    let first = promised.map_or(first.date, |date| date.min(first.date));
    let first = first.pred_opt().unwrap_or(first).max(forecast.origin);
    let last = promised.map_or(last.date, |date| date.max(last.date));
    let place = |date: NaiveDate| (date - first).num_days() as f64;
    let shown = points.iter().filter(|point| point.date <= last);
    let mut line = vec![(0.0, 0.0)];
    line.extend(
        shown
            .clone()
            .map(|it| (place(it.date), it.finished * 100.0)),
    );
    line.push((place(last), forecast.chance_of(last) * 100.0));
    let mut marks = Vec::new();
    if let Some(date) = promised {
        marks.push(mark(place(date), "Target", date, Tone::Bad, today));
    }
    marks.push(mark(
        place(dates.p50),
        "50 %",
        dates.p50,
        Tone::Neutral,
        today,
    ));
    marks.push(mark(
        place(dates.p80),
        "80 %",
        dates.p80,
        Tone::Accent,
        today,
    ));
    marks.push(mark(
        place(dates.p90),
        "90 %",
        dates.p90,
        Tone::Neutral,
        today,
    ));
    marks.sort_by(|a, b| a.at.total_cmp(&b.at));
    let every = shown.clone().count().div_ceil(ROWS).max(1);
    let rows = shown
        .step_by(every)
        .map(|point| vec![words::date(point.date, today), said::chance(point.finished)]);
    Chart {
        name: name.to_owned(),
        says: said::dates(dates.p50, dates.p80, dates.p90, today),
        x: chart::dates(first, last, TICKS, today),
        y: chart::numbers(100.0, " %"),
        layers: vec![Layer::new("", Shape::Area, Tone::Accent, line)],
        marks,
        notes: Vec::new(),
        columns: vec!["Day".to_owned(), "Chance of being done by then".to_owned()],
        rows: rows.collect(),
    }
}

/// In how many runs the project is done on which days.
#[must_use]
pub fn histogram(forecast: &Forecast, today: Today) -> Chart {
    let name = "Finish days of all runs";
    let stretches = forecast.histogram(BARS);
    let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else {
        return empty(name);
    };
    let all = forecast.finishes.len().max(1) as f64;
    let length = (first.last - first.first).num_days() + 1;
    let share = |runs: u32| f64::from(runs) / all * 100.0;
    let place = |date: NaiveDate| (date - first.first).num_days() as f64;
    let middle = (length - 1) as f64 / 2.0;
    let bars = stretches
        .iter()
        .map(|it| (place(it.first) + middle + 0.5, share(it.runs)));
    let most = stretches.iter().map(|it| it.runs).max().unwrap_or(0);
    let days = |from: NaiveDate, to: NaiveDate| {
        if from == to {
            words::date(from, today)
        } else {
            format!("{} – {}", words::date(from, today), words::date(to, today))
        }
    };
    let peak = stretches.iter().find(|it| it.runs == most);
    let says = peak.map_or_else(String::new, |it| {
        format!(
            "The runs end between {} and {}; most often on {}.",
            words::date(first.first, today),
            words::date(last.last, today),
            days(it.first, it.last)
        )
    });
    let mut x = chart::dates(
        first.first,
        last.last.succ_opt().unwrap_or(last.last),
        TICKS,
        today,
    );
    for (at, _) in &mut x.ticks {
        *at += 0.5;
    }
    Chart {
        name: name.to_owned(),
        says,
        x,
        y: chart::numbers(share(most), " %"),
        layers: vec![Layer::new(
            "",
            Shape::Bars(length as f64),
            Tone::Accent,
            bars.collect(),
        )],
        marks: Vec::new(),
        notes: Vec::new(),
        columns: vec!["Days".to_owned(), "Share of the runs".to_owned()],
        rows: stretches
            .iter()
            .map(|it| vec![days(it.first, it.last), format!("{:.1} %", share(it.runs))])
            .collect(),
    }
}

fn empty(name: &str) -> Chart {
    Chart {
        name: name.to_owned(),
        says: "There is nothing to show yet.".to_owned(),
        ..Chart::default()
    }
}

fn mark(at: f64, what: &str, date: NaiveDate, tone: Tone, today: Today) -> Mark {
    Mark {
        at,
        text: format!("{what} {}", words::date(date, today)),
        tone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Options, Simulation};
    use crate::project::notation;

    fn forecast(text: &str) -> (Forecast, Today) {
        let project = notation::project(text);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let options = Options {
            runs: 200,
            ..Options::of(&project, today)
        };
        (
            Simulation::new(&project, today, &options).0.complete(),
            today,
        )
    }

    const PLAN: &str = "person ann\n task a 40h @ann\n task b 40h @ann <a";

    #[test]
    fn the_curve_rises_and_its_table_says_the_same() {
        let (forecast, today) = forecast(PLAN);
        let chart = curve(&forecast, today);
        let points = &chart.layers[0].points;
        assert!(points.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1));
        assert!(chart.rows.len() <= ROWS && chart.rows.len() > 5);
        let marks: Vec<&str> = chart.marks.iter().map(|mark| &mark.text[..4]).collect();
        assert_eq!(marks, ["50 %", "80 %", "90 %"]);
    }

    #[test]
    fn a_target_before_every_run_stands_on_the_curve_all_the_same() {
        let (forecast, today) = forecast(&format!("{PLAN}\n target 2026-03-04"));
        let chart = curve(&forecast, today);
        assert!(chart.marks[0].text.starts_with("Target Wed 4 Mar"));
        assert!(chart.marks[0].at >= chart.x.from && chart.marks[0].at < chart.marks[1].at);
    }

    #[test]
    fn the_histogram_counts_every_run_once() {
        let (forecast, today) = forecast(PLAN);
        let chart = histogram(&forecast, today);
        let sum: f64 = chart.layers[0].points.iter().map(|point| point.1).sum();
        assert!((sum - 100.0).abs() < 1e-6, "{sum}");
        assert_eq!(chart.rows.len(), chart.layers[0].points.len());
        assert!(chart.says.contains("most often on"), "{}", chart.says);
    }
}
