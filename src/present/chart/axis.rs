//! Axes, and where their ticks stand.

use chrono::{Datelike, Days, NaiveDate};

use crate::project::Today;

/// One axis: what it counts, from where to where, and the ticks on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// What it counts; empty where the ticks say it themselves.
    pub name: String,
    /// The value at its beginning.
    pub from: f64,
    /// The value at its end.
    pub to: f64,
    /// Values with their texts, ascending.
    pub ticks: Vec<(f64, String)>,
}

impl Axis {
    /// An axis without ticks.
    #[must_use]
    pub fn of(from: f64, to: f64) -> Self {
        Self {
            name: String::new(),
            from,
            to,
            ticks: Vec::new(),
        }
    }

    /// The same axis with a name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// How far along the axis a value lies, 0 to 1; 0 for what is no number, or on an axis without
    /// length.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        let length = self.to - self.from;
        let share = (value - self.from) / length;
        if length == 0.0 || share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        }
    }
}

/// An axis of days. Positions are days from `first`, so that a day's own place is a whole number.
/// At most `most` ticks: on every day, on Mondays, or on the first of months.
#[must_use]
pub fn dates(first: NaiveDate, last: NaiveDate, most: usize, today: Today) -> Axis {
    let days = (last - first).num_days().max(1);
    let mut axis = Axis::of(0.0, days as f64);
    let most = i64::try_from(most).unwrap_or(i64::MAX).max(1);
    let text = |date: NaiveDate| date.format("%-d %b").to_string();
    // How many of so many places lie between two ticks.
    let apart = |places: i64| places.saturating_add(most - 1) / most;
    if days < most {
        let all = first.iter_days().zip(0..=days);
        axis.ticks = all.map(|(date, at)| (at as f64, text(date))).collect();
        return axis;
    }
    let weeks = apart(days / 7 + 1);
    if weeks <= 4 {
        let monday = (7 - i64::from(first.weekday().num_days_from_monday())) % 7;
        let mut at = monday;
        while at <= days {
            axis.ticks.push((at as f64, text(later(first, at))));
            at += 7 * weeks;
        }
        return axis;
    }
    let months = apart(days / 30 + 1);
    let mut number = 0;
    for (date, at) in first.iter_days().zip(0..=days) {
        if date.day() == 1 {
            if number % months == 0 {
                // The year is said where it is not today's.
                let form = if date.year() == today.0.year() {
                    "%b"
                } else {
                    "%b %Y"
                };
                axis.ticks.push((at as f64, date.format(form).to_string()));
            }
            number += 1;
        }
    }
    axis
}

/// An axis of numbers from 0 that ends with a round one not below `most`, with some five ticks.
#[must_use]
pub fn numbers(most: f64, unit: &str) -> Axis {
    let most = if most.is_finite() { most.max(1.0) } else { 1.0 };
    let mut step = 1.0;
    let mut factors = [2.0, 2.5, 2.0].iter().cycle();
    while most / step > 5.0 {
        step *= factors.next().copied().unwrap_or(10.0);
    }
    let count = libm::ceil(most / step);
    let mut axis = Axis::of(0.0, count * step);
    let mut at = 0.0;
    while at <= axis.to {
        axis.ticks.push((at, format!("{at}{unit}")));
        at += step;
    }
    axis
}

fn later(date: NaiveDate, days: i64) -> NaiveDate {
    date.checked_add_days(Days::new(days.unsigned_abs()))
        .unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, text)| text.as_str()).collect()
    }

    fn of_days(days: u64) -> Axis {
        let first = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        dates(first, first + Days::new(days), 5, Today(first))
    }

    #[test]
    fn few_days_have_a_tick_each_and_more_of_them_mondays() {
        assert_eq!(ticks(&of_days(3)), ["5 Mar", "6 Mar", "7 Mar", "8 Mar"]);
        assert_eq!(ticks(&of_days(20)), ["9 Mar", "16 Mar", "23 Mar"]);
        assert_eq!(ticks(&of_days(50)), ["9 Mar", "23 Mar", "6 Apr", "20 Apr"]);
    }

    #[test]
    fn many_weeks_have_ticks_at_the_first_of_months() {
        let axis = of_days(400);
        assert_eq!(ticks(&axis), ["Apr", "Jul", "Oct", "Jan 2027", "Apr 2027"]);
    }

    #[test]
    fn numbers_end_round_and_above_the_largest() {
        assert_eq!(ticks(&numbers(3.0, "")), ["0", "1", "2", "3"]);
        assert_eq!(
            ticks(&numbers(100.0, " %")),
            ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
        );
        assert_eq!(ticks(&numbers(101.0, "")).last(), Some(&"150"));
        assert_eq!(ticks(&numbers(f64::NAN, "")), ["0", "1"]);
    }

    #[test]
    fn a_share_is_a_number_even_where_an_axis_has_no_length() {
        let percent = |axis: Axis, value| format!("{:.0}", axis.share(value) * 100.0);
        assert_eq!(percent(Axis::of(3.0, 3.0), 3.0), "0");
        assert_eq!(percent(Axis::of(0.0, 4.0), 1.0), "25");
        assert_eq!(percent(Axis::of(0.0, 4.0), 9.0), "100");
    }
}
