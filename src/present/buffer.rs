//! What the buffers say: their size by each rule, where they do not fit, and how much is used.

use super::chart::{self, Axis, Chart, Layer, Note, Shape};

use super::{forecast as said, words};
use crate::present::tone::Tone;
use crate::project::{BufferRule, Id, Project, Task, Today};
use crate::schedule::{
    BUFFER_PERCENT, Buffer, FeverPoint, ROOT_SUM_SQUARE_FLOOR_PERCENT, Sizes, Timetable, Zone,
};

/// One way to size the buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule.
    pub rule: BufferRule,
    /// Its name.
    pub name: &'static str,
    /// What it gives: "4.5 working days".
    pub gives: String,
    /// How it is computed, and when to take it.
    pub why: String,
}

/// The three rules with what each gives.
#[must_use]
pub fn rules(project: &Project, sizes: Sizes) -> [RuleLine; 3] {
    let days = |minutes: i64| said::days(project, minutes as f64);
    let percent = project.settings.buffer_percent.unwrap_or(BUFFER_PERCENT);
    [
        RuleLine {
            rule: BufferRule::Percent,
            name: "A share of the chain",
            gives: days(sizes.percent),
            why: format!(
                "{percent} % of the critical chain. Simple and easy to explain; 20 to 30 % has \
                 proved itself."
            ),
        },
        RuleLine {
            rule: BufferRule::RootSumSquare,
            name: "By the safety of each task",
            gives: days(sizes.root_sum_square),
            why: format!(
                "The root of the summed squares of what each task may take longer, at least \
                 {ROOT_SUM_SQUARE_FLOOR_PERCENT} % of the chain. Right when estimates have three \
                 values."
            ),
        },
        RuleLine {
            rule: BufferRule::Simulation,
            name: "From the forecast",
            gives: sizes
                .simulation
                .map_or_else(|| "Being worked out".to_owned(), days),
            why: "From an even chance to 80 % sure. It knows people, links and risks.".to_owned(),
        },
    ]
}

/// How much lies between the end of the plan and the promised day, against what the buffer should
/// be.
#[must_use]
pub fn room(project: &Project, timetable: &Timetable, buffer: &Buffer, today: Today) -> String {
    let days = |minutes: i64| said::days(project, minutes as f64);
    let (Some(promised), Some(left)) = (timetable.promised, timetable.buffer_left_minutes) else {
        return match buffer.end {
            Some(end) => format!(
                "With a buffer of {} the plan ends on {}. That is a day to promise.",
                days(buffer.minutes),
                words::date(end, today)
            ),
            None => "Nothing is open.".to_owned(),
        };
    };
    let promised = words::date(promised, today);
    if left < 0 {
        return format!(
            "The plan itself ends {} after {promised}: there is no buffer at all.",
            days(-left)
        );
    }
    let share = if buffer.minutes > 0 {
        left as f64 / buffer.minutes as f64 * 100.0
    } else {
        100.0
    };
    let room = days(left);
    let wanted = days(buffer.minutes);
    if share >= 100.0 {
        format!(
            "{room} lie between the end of the plan and {promised}. The buffer needs {wanted}: it \
             fits."
        )
    } else {
        format!(
            "Only {room} lie between the end of the plan and {promised}. The buffer needs \
             {wanted}: {share:.0} % of it is there."
        )
    }
}

/// A feeding buffer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedingLine {
    /// The last task of the chain that joins.
    pub task: Id<Task>,
    /// What joins what.
    pub title: String,
    /// How long the buffer is, and whether it fits.
    pub text: String,
    /// Whether all of it fits.
    pub fits: bool,
}

/// Where other chains join the critical one, those that do not fit first.
#[must_use]
pub fn feeding(project: &Project, buffer: &Buffer) -> Vec<FeedingLine> {
    let title = |id: &Id<Task>| words::task(project, id);
    let days = |minutes: i64| said::days(project, minutes as f64);
    let line = |it: &crate::schedule::FeedingBuffer| {
        let fits = it.fits_minutes >= it.wanted_minutes;
        let wanted = days(it.wanted_minutes);
        FeedingLine {
            task: it.last.clone(),
            title: format!("{} joins {}", title(&it.last), title(&it.joins)),
            text: if fits {
                format!("{wanted} of buffer fit in before it.")
            } else if it.fits_minutes > 0 {
                format!(
                    "It should have {wanted} of buffer; only {} fit. A delay here soon delays the \
                     end.",
                    days(it.fits_minutes)
                )
            } else {
                format!(
                    "It should have {wanted} of buffer and there is no room for any: treat it like \
                     the critical chain."
                )
            },
            fits,
        }
    };
    let all = buffer.feeding.iter().filter(|it| it.wanted_minutes > 0);
    let (mut tight, loose): (Vec<_>, Vec<_>) = all.map(line).partition(|line| !line.fits);
    tight.extend(loose);
    tight
}

/// The name of a zone and what it asks one to do.
#[must_use]
pub fn zone(zone: Zone) -> (&'static str, Tone, &'static str) {
    match zone {
        Zone::Green => (
            "Green",
            Tone::Good,
            "Less of the buffer is used than of the work is done. Leave it alone: every change \
             costs more than it brings.",
        ),
        Zone::Amber => (
            "Amber",
            Tone::Warning,
            "The buffer goes faster than the work. Decide today what you would leave out, and who \
             would help with the next task of the chain.",
        ),
        Zone::Red => (
            "Red",
            Tone::Bad,
            "The buffer will not last. Act now: leave something out, have someone help with the \
             chain, or tell the sponsor another day.",
        ),
    }
}

/// The fever chart: how much of the buffer is used against how much of the chain is done, day by
/// day, before three zones.
#[must_use]
pub fn fever(points: &[FeverPoint], today: Today) -> Chart {
    let name = "Buffer used against work done".to_owned();
    let worst = points
        .iter()
        .map(|it| it.buffer_percent)
        .fold(100.0, f64::max);
    let y = chart::numbers(worst.min(300.0), " %").named("Buffer used");
    let top = y.to;
    let mut x = Axis::of(0.0, 100.0).named("Critical chain done");
    x.ticks = [0, 25, 50, 75, 100]
        .map(|at| (f64::from(at), format!("{at} %")))
        .into();
    let place = |it: &FeverPoint| (it.chain_percent, it.buffer_percent.max(0.0));
    let line: Vec<(f64, f64)> = points.iter().map(place).collect();
    let zone_of = |it: &FeverPoint| zone(it.zone()).0;
    let says = points.last().map_or_else(
        || "No day is noted yet.".to_owned(),
        |last| {
            format!(
                "On {} {:.0} % of the chain was done and {:.0} % of the buffer used: {}.",
                words::date(last.date, today),
                last.chain_percent,
                last.buffer_percent,
                zone_of(last).to_lowercase()
            )
        },
    );
    let surface = |tone, points: &[(f64, f64)]| Layer::new("", Shape::Surface, tone, points.into());
    let border =
        |points: &[(f64, f64)]| Layer::new("", Shape::Dashes, Tone::Neutral, points.into());
    let note = |x, y, text: &str| Note {
        at: (x, y),
        text: text.to_owned(),
    };
    Chart {
        name,
        says,
        x,
        y,
        layers: vec![
            surface(Tone::Good, &[(0.0, 0.0), (100.0, 75.0), (100.0, 0.0)]),
            surface(
                Tone::Warning,
                &[(0.0, 0.0), (0.0, 30.0), (100.0, 90.0), (100.0, 75.0)],
            ),
            surface(
                Tone::Bad,
                &[(0.0, 30.0), (0.0, top), (100.0, top), (100.0, 90.0)],
            ),
            border(&[(0.0, 0.0), (100.0, 75.0)]),
            border(&[(0.0, 30.0), (100.0, 90.0)]),
            Layer::new("", Shape::Line, Tone::Accent, line.clone()),
            Layer::new("", Shape::Dots, Tone::Accent, line),
        ],
        marks: Vec::new(),
        notes: vec![
            note(96.0, 12.0, "Green: leave it alone"),
            note(3.0, 25.0, "Amber: make a plan"),
            note(4.0, 82.0, "Red: act now"),
        ],
        columns: ["Day", "Chain done", "Buffer used", "Zone"]
            .map(str::to_owned)
            .into(),
        rows: points
            .iter()
            .rev()
            .map(|it| {
                vec![
                    words::date(it.date, today),
                    format!("{:.0} %", it.chain_percent),
                    format!("{:.0} %", it.buffer_percent),
                    zone_of(it).to_owned(),
                ]
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::project::notation;
    use crate::schedule::{Options, schedule, sizes};

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn planned(text: &str) -> (Project, Timetable) {
        let project = notation::project(text);
        let (schedule, problems) = schedule(&project, today(), &Options::default());
        let timetable = schedule.timetable(&project, problems);
        (project, timetable)
    }

    const PLAN: &str = "
        person ann
        person bob
        task a 24h @ann
        task side 23h @bob
        task b 8h @ann <a <side";

    #[test]
    fn the_rules_are_compared_in_working_days() {
        let (project, timetable) = planned(PLAN);
        let chain = timetable.buffer.chain_minutes;
        let lines = rules(&project, sizes(&project, &timetable.chain, chain, None));
        let gives: Vec<&str> = lines.iter().map(|it| it.gives.as_str()).collect();
        assert_eq!(gives[0], "1 working day");
        assert_eq!(gives[2], "Being worked out");
    }

    #[test]
    fn the_room_before_the_promised_day_is_compared_with_the_buffer() {
        let said = |target: &str| {
            let (project, timetable) = planned(&format!("{PLAN}\n target {target}"));
            room(&project, &timetable, &timetable.buffer, today())
        };
        assert!(
            said("2026-03-06").ends_with("it fits."),
            "{}",
            said("2026-03-06")
        );
        assert!(said("2026-03-05").contains("0 % of it is there"));
        assert!(said("2026-03-04").contains("there is no buffer at all"));
        let (project, timetable) = planned(PLAN);
        let open = room(&project, &timetable, &timetable.buffer, today());
        assert!(open.contains("ends on Fri 6 Mar"), "{open}");
    }

    #[test]
    fn a_feeding_buffer_that_does_not_fit_says_so_first() {
        let (project, timetable) = planned(PLAN);
        let lines = feeding(&project, &timetable.buffer);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].title, "“side” joins “b”");
        assert!(!lines[0].fits && lines[0].text.contains("only 0.1 working days fit"));
        let (project, timetable) = planned(&PLAN.replace("23h", "16h"));
        assert!(feeding(&project, &timetable.buffer)[0].fits);
    }

    #[test]
    fn the_fever_chart_names_the_zone_of_each_day_in_its_table() {
        let point = |chain_percent, buffer_percent| FeverPoint {
            date: today().0,
            chain_percent,
            buffer_percent,
        };
        let chart = fever(&[point(50.0, 20.0), point(60.0, 95.0)], today());
        assert_eq!(chart.rows[0][3], "Red");
        assert_eq!(chart.rows[1][3], "Green");
        assert!(chart.says.ends_with("95 % of the buffer used: red."));
        assert_eq!(fever(&[], today()).says, "No day is noted yet.");
    }
}
