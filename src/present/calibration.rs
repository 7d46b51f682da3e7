//! How often the dates of the forecast held, against how often they should have.

use super::words;
use crate::present::chart::{Axis, Chart, Layer, Shape};
use crate::present::tone::Tone;
use crate::project::ProjectEntry;

/// The chances the forecast names dates for, in percent.
const SAID: [u32; 3] = [50, 80, 90];
/// The width of a bar in percent.
const BAR: f64 = 7.0;

/// How many closed projects know all of it; on how many days they named dates, and on how many of
/// these each of [`SAID`] held.
fn counted<'a>(projects: impl Iterator<Item = &'a ProjectEntry>) -> (usize, u32, [u32; 3]) {
    let (mut count, mut days, mut held) = (0, 0, [0; 3]);
    for it in projects {
        let known = (it.p80_days, it.p50_held, it.p80_held, it.p90_held);
        if let (Some(all), Some(p50), Some(p80), Some(p90)) = known {
            count += usize::from(all > 0);
            days += all;
            for (sum, one) in held.iter_mut().zip([p50, p80, p90]) {
                *sum += one;
            }
        }
    }
    (count, days, held)
}

/// What it comes to, in a sentence: whether the 80 % dates can be trusted as they are.
fn verdict(percent: u32) -> &'static str {
    match percent {
        0..65 => "Too hopeful: add what your history shows, or promise the 90 % date.",
        65..93 => "About right: promise the 80 % date.",
        _ => "Too careful: there was room to promise earlier.",
    }
}

/// The days of a project hold or miss together: fewer projects than this say little.
const FEW: usize = 3;

/// The chart over all closed projects; `None` before a day with dates is known.
#[must_use]
pub fn calibration<'a>(projects: impl Iterator<Item = &'a ProjectEntry>) -> Option<Chart> {
    let (count, days, held) = counted(projects);
    let share = |held: u32| (held * 100).checked_div(days);
    let percents = [share(held[0])?, share(held[1])?, share(held[2])?];
    let points = SAID.into_iter().zip(percents);
    let bars = points
        .clone()
        .map(|(said, held)| (f64::from(said), f64::from(held)));
    let rows = points.zip(held).map(|((said, percent), held)| {
        vec![
            format!("{said} %"),
            format!("{percent} %"),
            format!("{held} of {days}"),
        ]
    });
    let doubt = if count < FEW {
        let projects = words::count(count, "project");
        format!(" So far that is {projects}, and the days of one hold or miss together.")
    } else {
        String::new()
    };
    let tick = |at: u32| (f64::from(at), format!("{at} %"));
    Some(Chart {
        name: "How often the dates held".to_owned(),
        says: format!(
            "The 80 % date held on {} of {days} days. {}{doubt}",
            held[1],
            verdict(percents[1])
        ),
        x: Axis {
            ticks: SAID.map(tick).into(),
            ..Axis::of(40.0, 100.0).named("The forecast said")
        },
        y: Axis {
            ticks: [0, 25, 50, 75, 100].map(tick).into(),
            ..Axis::of(0.0, 100.0)
        },
        layers: vec![
            Layer::new("It held", Shape::Bars(BAR), Tone::Accent, bars.collect()),
            Layer::new(
                "As it should be",
                Shape::Dashes,
                Tone::Neutral,
                vec![(40.0, 40.0), (100.0, 100.0)],
            ),
        ],
        columns: ["The forecast said", "It held", "Days"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        ..Chart::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(days: u32, held: [u32; 3]) -> ProjectEntry {
        ProjectEntry {
            p80_days: Some(days),
            p50_held: Some(held[0]),
            p80_held: Some(held[1]),
            p90_held: Some(held[2]),
            ..ProjectEntry::default()
        }
    }

    #[test]
    fn days_of_all_projects_count_together() {
        assert_eq!(calibration([ProjectEntry::default()].iter()), None);
        assert_eq!(calibration([closed(0, [0; 3])].iter()), None);
        let mut all = vec![closed(10, [3, 8, 9]), closed(30, [15, 24, 30])];
        let few = calibration(all.iter()).unwrap().says;
        assert!(few.ends_with("hold or miss together."), "{few}");
        all.push(closed(0, [0; 3]));
        assert_eq!(calibration(all.iter()).unwrap().says, few);
        all.push(closed(10, [5, 8, 9]));
        let chart = calibration(all.iter()).unwrap();
        assert_eq!(chart.rows[1], ["80 %", "80 %", "40 of 50"]);
        assert_eq!(chart.rows[0][1], "46 %");
        assert!(
            chart.says.ends_with("promise the 80 % date."),
            "{}",
            chart.says
        );
    }

    #[test]
    fn much_less_than_80_is_hope_and_much_more_is_padding() {
        assert!(verdict(64).starts_with("Too hopeful"));
        assert!(verdict(65).starts_with("About right"));
        assert!(verdict(92).starts_with("About right"));
        assert!(verdict(93).starts_with("Too careful"));
    }
}
