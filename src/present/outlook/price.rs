//! What a change would do to the dates, line by line.

use crate::engine::Price;
use crate::forecast::Shift;
use crate::present::{forecast as said, words};
use crate::project::{Project, Today};

/// One figure before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceRow {
    /// What it is.
    pub name: &'static str,
    /// Without the change.
    pub before: String,
    /// With it.
    pub after: String,
    /// The difference in words, with how far it may be off.
    pub change: String,
    /// Whether it gets better (`Some(true)`), worse, or stays.
    pub better: Option<bool>,
}

/// The dates and the chance of the promised day, before and after.
#[must_use]
pub fn price_rows(project: &Project, price: &Price, today: Today) -> Vec<PriceRow> {
    let date = |name, before, after, shift: Shift| PriceRow {
        name,
        before: words::date(before, today),
        after: words::date(after, today),
        change: with_error(project, shift),
        better: shift.is_real().then_some(shift.by < 0.0),
    };
    let between = &price.difference;
    let mut rows = vec![
        date(
            "Even chance",
            price.before.p50,
            price.after.p50,
            between.p50,
        ),
        date("80 % date", price.before.p80, price.after.p80, between.p80),
    ];
    if let ([Some(before), Some(after)], Some(shift)) = (price.on_time, between.on_time) {
        let points = shift.by * 100.0;
        rows.push(PriceRow {
            name: "Chance of the target",
            before: said::chance(before),
            after: said::chance(after),
            change: if shift.is_real() {
                let error = (shift.standard_error * 100.0).max(0.1);
                let direction = if points > 0.0 { "more" } else { "less" };
                format!("{:.0} in 100 {direction} (± {error:.1})", points.abs())
            } else {
                "no real difference".to_owned()
            },
            better: shift.is_real().then_some(points > 0.0),
        });
    }
    rows
}

fn with_error(project: &Project, shift: Shift) -> String {
    let said = said::shift(project, shift);
    if shift.is_real() {
        let error = said::tenths_of_a_day(project, shift.standard_error);
        format!("{said} (± {})", said::day_figure(error))
    } else {
        said
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::forecast::{Dates, Difference};

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn dates(number: u32) -> Dates {
        Dates {
            p50: day(number),
            p80: day(number + 2),
            p90: day(number + 4),
        }
    }

    fn price(by: f64, on_time: [Option<f64>; 2]) -> Price {
        let shift = |by| Shift {
            by,
            standard_error: 48.0,
        };
        Price {
            before: dates(12),
            after: dates(10),
            on_time,
            difference: Difference {
                p50: shift(by),
                p80: shift(by),
                on_time: on_time[0].map(|_| Shift {
                    by: 0.2,
                    standard_error: 0.01,
                }),
            },
            finish: [None, None],
            moves: Vec::new(),
        }
    }

    #[test]
    fn a_gain_is_told_with_how_far_it_may_be_off() {
        let today = Today(day(2));
        let rows = price_rows(
            &Project::default(),
            &price(-960.0, [Some(0.5), Some(0.7)]),
            today,
        );
        assert_eq!(rows[1].change, "2 working days earlier (± 0.1)");
        assert_eq!(rows[1].better, Some(true));
        assert_eq!(rows[2].change, "20 in 100 more (± 1.0)");
    }

    #[test]
    fn what_may_be_chance_is_no_difference() {
        let today = Today(day(2));
        let rows = price_rows(&Project::default(), &price(-90.0, [None, None]), today);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].change, "no real difference");
        assert_eq!(rows[0].better, None);
    }
}
