//! The figures that matter: the likely date, the promise, the buffer, what is left.

use chrono::{Days, NaiveDate};

use super::{Line, Tile, To};
use crate::finish::readiness::Report;
use crate::finish::standup::progress;
use crate::finish::status::last_before;
use crate::forecast::{Forecast, Zone};
use crate::present::tone::Tone;
use crate::present::{forecast as said, readiness, words};
use crate::project::{DayRecord, Project, Readiness, Today, WorkMinutes};
use crate::schedule::Timetable;

/// So many tasks are named as reasons of a date.
const REASONS: usize = 4;

/// The figures. `now` is the day as it would be written down at this moment; without a forecast the
/// first two say that it is under way.
#[must_use]
pub fn tiles(
    project: &Project,
    timetable: &Timetable,
    forecast: Option<&Forecast>,
    now: &DayRecord,
    today: Today,
) -> Vec<Tile> {
    vec![
        likely(project, timetable, forecast, today),
        promise(timetable, forecast, today),
        buffer(now),
        left(project, now),
    ]
}

fn likely(
    project: &Project,
    timetable: &Timetable,
    forecast: Option<&Forecast>,
    today: Today,
) -> Tile {
    let label = "Done by, 4 times in 5".to_owned();
    let Some(forecast) = forecast else {
        return Tile {
            label,
            value: "…".to_owned(),
            detail: "The forecast is being worked out.".to_owned(),
            ..Tile::default()
        };
    };
    if timetable.finish.is_none() {
        return Tile {
            label,
            value: "–".to_owned(),
            detail: "Nothing is open.".to_owned(),
            ..Tile::default()
        };
    }
    let finish = forecast.finish();
    let ranked = forecast.ranking().into_iter().take(REASONS);
    let reasons = ranked.filter_map(|(id, _)| {
        let task = project.tasks.get(id)?;
        let often = forecast.tasks.get(id)?.criticality;
        let text = format!("“{}” sets the finish in {}.", task.title, said::runs(often));
        Some(Line::new(text).at(To::Task(id.clone())))
    });
    Tile {
        label,
        value: large(finish.p80, today),
        detail: format!(
            "Even chance {}, 9 in 10 {}",
            words::date(finish.p50, today),
            words::date(finish.p90, today)
        ),
        reasons: reasons.collect(),
        rule: format!(
            "In {} simulated runs of the plan, with what estimates turn out to be worth, people \
             on one task at a time, risks and waits, 80 of 100 are finished by then.",
            forecast.finishes.len()
        ),
        ..Tile::default()
    }
}

fn promise(timetable: &Timetable, forecast: Option<&Forecast>, today: Today) -> Tile {
    let Some(promised) = timetable.promised else {
        return Tile {
            label: "Promised".to_owned(),
            value: "No date".to_owned(),
            detail: "Set a target date to see how sure it is.".to_owned(),
            reasons: vec![
                Line::new("The target date is set in People and settings.")
                    .at(To::Place("people", "")),
            ],
            rule: "Promised is the target date, else the end of the buffer that was frozen with \
                   the last baseline."
                .to_owned(),
            ..Tile::default()
        };
    };
    let on_time = forecast.and_then(|forecast| forecast.promised);
    let tone = on_time.map_or(Tone::Neutral, |on_time| tone_of(on_time.zone()));
    let detail = on_time.map_or_else(
        || words::from_today(promised, today),
        |on_time| format!("{} to make it", capital(&said::chance(on_time.probability))),
    );
    let reasons = on_time.map(|on_time| Line::new(said::on_time(&on_time, today)));
    Tile {
        label: format!("Promised, {}", words::from_today(promised, today)),
        value: large(promised, today),
        detail,
        tone,
        reasons: reasons.into_iter().collect(),
        rule: "The chance is the share of simulated runs that finish by the end of that day. Good \
               from 90 in 100 on, bad below 50."
            .to_owned(),
    }
}

fn buffer(now: &DayRecord) -> Tile {
    let label = "Buffer used".to_owned();
    let sizes = (
        now.chain_minutes.filter(|minutes| *minutes > 0),
        now.buffer_minutes.filter(|minutes| *minutes > 0),
    );
    let (Some(chain), Some(buffer), Some(left)) = (sizes.0, sizes.1, now.buffer_left_minutes)
    else {
        return Tile {
            label,
            value: "–".to_owned(),
            detail: "There is a buffer once a date is promised.".to_owned(),
            ..Tile::default()
        };
    };
    let remaining = now.chain_remaining_minutes.unwrap_or(0);
    let done = (1.0 - remaining as f64 / chain as f64).clamp(0.0, 1.0) * 100.0;
    let used = (1.0 - left as f64 / buffer as f64) * 100.0;
    let (tone, zone) = match (used <= 0.75 * done, used <= 30.0 + 0.6 * done) {
        (true, _) => (Tone::Good, "green"),
        (false, true) => (Tone::Warning, "amber"),
        (false, false) => (Tone::Bad, "red"),
    };
    Tile {
        label,
        value: format!("{:.0} %", used.clamp(0.0, 999.0)),
        detail: format!("{done:.0} % of the chain is done: {zone}"),
        tone,
        reasons: vec![
            Line::new(format!(
                "The buffer was {}; {} of it are left before the promised day.",
                hours(buffer),
                hours(left)
            )),
            Line::new(format!(
                "The critical chain was {}; {} of it are left.",
                hours(chain),
                hours(remaining)
            )),
        ],
        rule: "Green as long as less of the buffer is used than three quarters of what is done of \
               the chain; red from 30 % plus 0.6 times that on."
            .to_owned(),
    }
}

fn left(project: &Project, now: &DayRecord) -> Tile {
    let tasks: u32 = now.open_tasks.values().sum();
    let open: u32 = now.open_minutes.values().map(|minutes| minutes.0).sum();
    let done = progress(project, &project.outline().0).percent();
    let blocked = now.blocked_tasks.unwrap_or(0) as usize;
    let mut detail = format!("{done} % of the work is done");
    if blocked > 0 {
        detail = format!("{detail}, {blocked} blocked");
    }
    Tile {
        label: "Left".to_owned(),
        value: words::work(WorkMinutes(open)),
        detail,
        reasons: vec![
            Line::new(format!(
                "{} open, {} done.",
                capital(&words::count(tasks as usize, "task")),
                now.done_tasks.unwrap_or(0)
            ))
            .at(To::Place("audit", "")),
        ],
        rule:
            "Left is what was last reported, else the likely estimate. Done is what finished tasks \
               took, else their estimate, and of begun ones what they have less left than \
               estimated. Tasks that nobody has estimated count nothing."
                .to_owned(),
        ..Tile::default()
    }
}

/// How ready the project is, with the questions that are not; `None` without any.
#[must_use]
pub fn ready(project: &Project, report: &Report, today: Today) -> Option<Tile> {
    let all = report.questions.len();
    let missing = |answer| {
        let questions = report.questions.iter();
        questions.filter(move |it| it.answer == answer)
    };
    let open = missing(Some(Readiness::NotReady)).chain(missing(None));
    let open = open.chain(missing(Some(Readiness::AtRisk)));
    let mut reasons = ready_before(project, report.count(Readiness::Ready), today);
    reasons.extend(open.map(|it| {
        let said = readiness::answer(it.answer);
        Line::new(format!("{said}: {}", it.text)).at(To::Place("readiness", ""))
    }));
    let (is_ready, at_risk) = (
        report.count(Readiness::Ready),
        report.count(Readiness::AtRisk),
    );
    let not = all - is_ready - at_risk;
    (all > 0).then(|| Tile {
        label: "Readiness".to_owned(),
        value: format!("{} %", report.score()),
        detail: match (not, at_risk) {
            (0, 0) => "All questions are answered with ready".to_owned(),
            (0, risk) => format!("{risk} of {} at risk", words::count(all, "question")),
            (not, _) => format!("{not} of {} not ready", words::count(all, "question")),
        },
        tone: match (not, at_risk) {
            (0, 0) => Tone::Good,
            (0, _) => Tone::Warning,
            _ => Tone::Bad,
        },
        reasons,
        rule: "Two points for each question that is ready and one for each at risk, out of two \
               for each."
            .to_owned(),
    })
}

/// How many questions were ready before: on the last day that was noted, and about a week ago.
fn ready_before(project: &Project, now: usize, today: Today) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for days in [7, 1] {
        let since = today.0.checked_sub_days(Days::new(days));
        let Some(day) = since.and_then(|since| last_before(project, since)) else {
            continue;
        };
        let (Some(date), Some(ready)) = (day.date, day.ready_questions) else {
            continue;
        };
        let line = Line::new(format!("{}: {ready} ready", words::date(date, today)));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        lines.push(Line::new(format!("Today: {now} ready")));
    }
    lines
}

pub(super) fn hours(minutes: i64) -> String {
    let work = words::work(WorkMinutes(
        u32::try_from(minutes.abs()).unwrap_or(u32::MAX),
    ));
    if minutes < 0 {
        format!("−{work}")
    } else {
        work
    }
}

/// A date as a figure, without the day of the week.
fn large(date: NaiveDate, today: Today) -> String {
    let said = words::date(date, today);
    said.split_once(' ')
        .map_or(said.clone(), |(_, rest)| rest.to_owned())
}

fn tone_of(zone: Zone) -> Tone {
    match zone {
        Zone::Green => Tone::Good,
        Zone::Amber => Tone::Warning,
        Zone::Red => Tone::Bad,
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finish::readiness::{Question, Report};
    use crate::finish::status;
    use crate::forecast::{Options, Simulation};
    use crate::project::{Id, notation};
    use crate::schedule::schedule;

    fn of(text: &str) -> Vec<Tile> {
        let project = notation::project(text);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let options = Options::of(&project, today);
        let (schedule, problems) = schedule(&project, today, &options.of_schedule());
        let timetable = schedule.timetable(&project, problems);
        let forecast = Simulation::new(&project, today, &options).0.complete();
        let with = Some((&forecast, &timetable.buffer));
        let now = status::day(&project, &timetable, with, today);
        tiles(&project, &timetable, Some(&forecast), &now, today)
    }

    #[test]
    fn a_date_names_the_tasks_that_set_it() {
        let tiles = of("person ann\n task copy 40h @ann\n task art 2h\n target 2026-03-04");
        assert!(tiles[0].value.ends_with("Mar"), "{:?}", tiles[0]);
        assert!(
            tiles[0].reasons[0]
                .text
                .starts_with("“copy” sets the finish")
        );
        assert_eq!(tiles[1].tone, Tone::Bad);
        assert!(tiles[1].detail.ends_with("to make it"));
        assert_eq!(tiles[3].value, "42 h");
    }

    #[test]
    fn without_a_promise_nothing_is_bad_and_no_buffer_is_used() {
        let tiles = of("person ann\n task copy 40h @ann");
        assert_eq!(tiles[1].value, "No date");
        assert_eq!(
            (tiles[1].tone, tiles[2].tone),
            (Tone::Neutral, Tone::Neutral)
        );
        assert_eq!(tiles[2].value, "–");
    }

    #[test]
    fn a_buffer_that_is_used_faster_than_the_chain_is_worked_off_turns_red() {
        let tight = of("person ann\n task copy 40h @ann\n target 2026-03-06");
        assert_eq!(
            (tight[2].value.as_str(), tight[2].tone),
            ("100 %", Tone::Bad)
        );
        let wide = of("person ann\n task copy 40h @ann\n target 2026-03-30");
        assert_eq!(wide[2].tone, Tone::Good);
    }

    #[test]
    fn a_project_without_open_work_has_no_date_to_show() {
        let tiles = of("task copy 4h done=2026-03-01");
        assert_eq!(tiles[0].value, "–");
        assert_eq!(tiles[3].detail, "100 % of the work is done");
    }
    #[test]
    fn readiness_names_how_it_was_and_then_what_is_not_ready() {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let mut project = Project::default();
        let question = |text: &str, answer| Question {
            key: text.to_owned(),
            text: text.to_owned(),
            rule: "",
            by_rule: None,
            answer,
            why: String::new(),
            missing: Vec::new(),
            said: None,
        };
        assert!(ready(&Project::default(), &Report::default(), today).is_none());
        let mut report = Report {
            questions: vec![
                question("Scope?", Some(Readiness::Ready)),
                question("Risks?", Some(Readiness::AtRisk)),
            ],
        };
        let tile = ready(&project, &report, today).unwrap();
        assert_eq!((tile.value.as_str(), tile.tone), ("75 %", Tone::Warning));
        report.questions.push(question("Team?", None));
        let tile = ready(&project, &report, today).unwrap();
        assert_eq!(tile.detail, "1 of 3 questions not ready");
        assert_eq!(tile.reasons[0].text, "Not answered: Team?");
        assert_eq!(tile.reasons[1].text, "At risk: Risks?");
        let noted = DayRecord {
            date: NaiveDate::from_ymd_opt(2026, 2, 20),
            ready_questions: Some(0),
            ..DayRecord::default()
        };
        project.days.insert(Id::new("2026-02-20"), noted);
        let tile = ready(&project, &report, today).unwrap();
        // The same day is the last one and the one of a week ago.
        assert_eq!(tile.reasons[0].text, "Fri 20 Feb: 0 ready");
        assert_eq!(tile.reasons[1].text, "Today: 1 ready");
        assert_eq!(tile.reasons[2].text, "Not answered: Team?");
    }
}
