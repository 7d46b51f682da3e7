//! What moved the 80 % date, in steps of working days that sum up, each with what lies behind it.

use chrono::NaiveDate;

use super::Step;
use super::change::named;
use crate::finish::status::{self, Mover, moved_since};
use crate::present::{forecast, words};
use crate::project::{
    CheckIn, DayRecord, Id, Moved, Project, RiskStatus, Status, Task, Today, Verdict,
};

/// How the steps come about, for whoever asks.
pub const RULE: &str = "The project as it was that day is brought up to today one cause after the \
    other, in the order shown, and forecast again each time with the same luck. A step is by how \
    much its cause moved the 80 % date then; so they sum up. In working days of the project.";

/// The way from a day's 80 % date to today's. `last` is the stretch that is in no record yet. Empty
/// where one of the records between the two does not say how it came about.
#[must_use]
pub fn movers(
    project: &Project,
    last: &Moved,
    then: &DayRecord,
    now: &DayRecord,
    today: Today,
) -> Vec<Step> {
    let (Some(since), Some(before), Some(after)) = (then.date, then.p80, now.p80) else {
        return Vec::new();
    };
    let Some(moved) = moved_since(project, since, last) else {
        return Vec::new();
    };
    let end = |text: &str, date: NaiveDate| Step {
        text: text.to_owned(),
        amount: words::date(date, today),
        minutes: None,
        tasks: String::new(),
    };
    let mut steps = vec![end("80 % date then", before)];
    let (mut minutes_before, mut tenths_before) = (0, 0);
    for (mover, minutes) in moved.causes() {
        minutes_before += minutes;
        // Rounded at the ends of steps, so that what is shown sums up too.
        let tenths = forecast::tenths_of_a_day(project, minutes_before as f64);
        let by = tenths - tenths_before;
        tenths_before = tenths;
        if by != 0 {
            steps.push(Step {
                text: text(mover, by).to_owned(),
                amount: amount(by),
                minutes: Some(minutes),
                tasks: named(&behind(project, mover, since)),
            });
        }
    }
    steps.push(Step {
        tasks: whole(tenths_before),
        ..end("80 % date now", after)
    });
    steps
}

fn text(mover: Mover, by: i64) -> &'static str {
    match (mover, by > 0) {
        (Mover::Plan, _) => "People, days off, links and order",
        (Mover::Progress, true) => "Less was done than time passed",
        (Mover::Progress, false) => "More was done than time passed",
        (Mover::Estimates, true) => "Estimates grew",
        (Mover::Estimates, false) => "Estimates shrank",
        (Mover::Added, _) => "Work was added",
        (Mover::LeftOut, _) => "Scope was dropped, put off or deleted",
        (Mover::Waiting, true) => "Waiting for people and decisions",
        (Mover::Waiting, false) => "Answers came",
        (Mover::Risks, true) => "Risks grew",
        (Mover::Risks, false) => "Risks shrank",
    }
}

fn amount(tenths: i64) -> String {
    let sign = if tenths > 0 { "+" } else { "" };
    format!("{sign}{} d", forecast::day_figure(tenths))
}

fn whole(tenths: i64) -> String {
    let days = forecast::working_days(tenths.abs());
    match tenths {
        0 => "as it was".to_owned(),
        later if later > 0 => format!("{days} later"),
        _ => format!("{days} earlier"),
    }
}

/// What is known to lie behind a step, by the days things were written down.
fn behind(project: &Project, mover: Mover, since: NaiveDate) -> Vec<String> {
    let later = |day: Option<NaiveDate>| day.is_some_and(|day| day >= since);
    let tasks = |is_meant: &dyn Fn(&Id<Task>, &Task) -> bool| {
        let tasks = project.tasks.iter();
        let tasks = tasks.filter(|(id, task)| is_meant(id, task));
        tasks.map(|(_, task)| words::quoted(&task.title)).collect()
    };
    match mover {
        Mover::Plan => Vec::new(),
        Mover::Progress => tasks(&|_, task| task.status == Status::Done && later(task.finished)),
        Mover::Estimates => {
            let mut changed = status::re_estimated(project);
            for day in project.days.values() {
                if day.date.is_some_and(|date| date > since) {
                    changed.extend(day.re_estimated.iter().cloned());
                }
            }
            tasks(&|id, task| {
                task.is_open() && (changed.contains(id) || has_grown(project, id, since))
            })
        }
        Mover::Added => tasks(&|_, task| task.is_open() && later(task.added_on)),
        Mover::LeftOut => {
            let out = |verdict| matches!(verdict, Some(Verdict::Defer | Verdict::Reject));
            let requests = project.change_requests.values();
            let requests = requests.filter(|it| out(it.verdict) && later(it.decided_on));
            requests.map(|it| words::quoted(&it.title)).collect()
        }
        Mover::Waiting => {
            let mut found: Vec<String> = tasks(&|id, task| {
                let began = task.blocker.as_ref().is_some_and(|it| later(it.since));
                let mut waits = project.waits.values();
                began || waits.any(|it| it.task.as_ref() == Some(id) && later(it.until))
            });
            let decisions = project.decisions.values();
            let decisions = decisions.filter(|it| later(it.decided_on) || later(it.asked_on));
            found.extend(decisions.map(|it| words::quoted(&it.title)));
            found
        }
        Mover::Risks => {
            let risks = project.risks.values().filter(|it| {
                let ended = it.status != RiskStatus::Open;
                later(it.raised_on) || (ended && (later(it.closed_on) || later(it.happened_on)))
            });
            let mut found: Vec<String> = risks.map(|it| words::quoted(&it.title)).collect();
            let points = project.integration_points.values();
            let tried = points.filter(|it| it.runs.values().any(|run| later(run.on)));
            found.extend(tried.map(|it| words::quoted(&it.title)));
            found
        }
    }
}

/// Whether an update since then says more is left than the one before it.
fn has_grown(project: &Project, task: &Id<Task>, since: NaiveDate) -> bool {
    let said = |it: &CheckIn| Some((it.date?, it.remaining_minutes.get(task)?.0));
    let mut said: Vec<_> = project.check_ins.values().filter_map(said).collect();
    said.sort_unstable();
    said.windows(2).any(|pair| match pair {
        [(_, before), (date, after)] => *date >= since && after > before,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::project::notation;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn record(number: u32, moved: Option<Moved>) -> DayRecord {
        DayRecord {
            date: Some(day(number)),
            p80: Some(day(number) + Days::new(10)),
            moved,
            ..DayRecord::default()
        }
    }

    fn moved(since: u32, added: i64, waiting: i64) -> Moved {
        Moved {
            since: Some(day(since)),
            added,
            waiting,
            ..Moved::default()
        }
    }

    fn project() -> Project {
        let mut project = notation::project("task copy 4h\ntask legal 6h blocked=2026-03-04");
        for (id, it) in [
            ("2026-03-02", record(2, None)),
            ("2026-03-03", record(3, Some(moved(2, 480, 0)))),
            ("2026-03-05", record(5, Some(moved(3, 0, -240)))),
        ] {
            project.days.insert(Id::new(id), it);
        }
        project
    }

    fn rows(project: &Project, since: u32, last: &Moved) -> Vec<(String, String)> {
        let then = project.days[&Id::new(&day(since).to_string())].clone();
        let today = Today(day(5));
        let steps = movers(project, last, &then, &record(5, None), today);
        steps.into_iter().map(|it| (it.text, it.amount)).collect()
    }

    #[test]
    fn the_ways_between_the_days_and_the_last_stretch_sum_up() {
        let found = rows(&project(), 2, &moved(5, 0, 720));
        let expected = [
            ("80 % date then", "Thu 12 Mar"),
            ("Work was added", "+1 d"),
            ("Waiting for people and decisions", "+1 d"),
            ("80 % date now", "Sun 15 Mar"),
        ];
        let expected = expected.map(|(text, by)| (text.to_owned(), by.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn rounding_is_passed_on_so_that_what_is_shown_sums_up() {
        let mut last = moved(5, 24, 24);
        last.progress = 24;
        let found = rows(&project(), 5, &last);
        let amounts: Vec<_> = found.iter().map(|(_, amount)| amount.as_str()).collect();
        assert_eq!(amounts[1..3], ["+0.1 d", "+0.1 d"], "{found:?}");
    }

    #[test]
    fn a_record_that_does_not_say_how_it_came_about_leaves_no_way() {
        let mut project = project();
        let third = Id::new("2026-03-03");
        let silent = record(3, None);
        project.days.insert(third, silent);
        assert_eq!(rows(&project, 2, &moved(5, 0, 720)), []);
        assert_eq!(rows(&project, 3, &moved(5, 0, 720)).len(), 3);
    }

    #[test]
    fn what_lies_behind_a_wait_and_an_estimate_is_named() {
        let mut project = project();
        assert_eq!(behind(&project, Mover::Waiting, day(3)), ["“legal”"]);
        assert_eq!(behind(&project, Mover::Waiting, day(5)), [""; 0]);
        for (number, hours) in [(3, 4), (4, 6)] {
            let said = CheckIn {
                date: Some(day(number)),
                remaining_minutes: [(Id::new("copy"), crate::project::WorkMinutes::hours(hours))]
                    .into(),
                ..CheckIn::default()
            };
            project.check_ins.insert(Id::new(&number.to_string()), said);
        }
        assert_eq!(behind(&project, Mover::Estimates, day(4)), ["“copy”"]);
        assert_eq!(behind(&project, Mover::Estimates, day(5)), [""; 0]);
        // Changed by hand, as a day in between has noted.
        let noted = project.days.get_mut(&Id::new("2026-03-05")).unwrap();
        noted.re_estimated.insert(Id::new("legal"));
        let found = behind(&project, Mover::Estimates, day(4));
        assert_eq!(found, ["“copy”", "“legal”"]);
        assert_eq!(behind(&project, Mover::Estimates, day(5)), [""; 0]);
    }
}
