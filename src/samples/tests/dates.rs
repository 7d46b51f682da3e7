//! Whatever day a sample is opened on: its past is past, and the engines make of it what it says.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::*;
use crate::project::Project;
use crate::schedule;

/// Weekdays of the year before a day.
fn weekdays(day: NaiveDate) -> i64 {
    let is_weekday = |it: &NaiveDate| it.weekday().num_days_from_monday() < 5;
    let from = date("2026-01-01").0.iter_days();
    let days = from.take_while(|it| *it < day).filter(is_weekday);
    i64::try_from(days.count()).unwrap()
}

#[test]
fn dates_fall_on_working_days_and_the_past_is_past() {
    for sample in all() {
        for today in days() {
            let project = project(sample, today);
            let settings = &project.settings;
            assert!(settings.project_start < settings.last_mile_start);
            assert!(settings.last_mile_start < Some(today.0));
            let weeks_left = (settings.target_date.unwrap() - today.0).num_days() as f64 / 7.0;
            assert!((3.0..7.0).contains(&weeks_left), "{weeks_left}");
            let holidays: BTreeSet<NaiveDate> = project
                .holidays
                .values()
                .filter_map(|holiday| holiday.date)
                .collect();
            for task in project.tasks.values() {
                for day in [task.due, task.not_before].into_iter().flatten() {
                    assert!(day > today.0, "{}: {}", sample.key, task.title);
                    assert!(!holidays.contains(&day), "{}: {}", sample.key, task.title);
                    assert!(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
                }
                let since = task.blocker.as_ref().and_then(|blocker| blocker.since);
                for day in [task.started, task.finished, task.added_on, since] {
                    assert!(day <= Some(today.0), "{}: {}", sample.key, task.title);
                }
            }
            for wait in project.waits.values() {
                assert!(wait.since < wait.until && wait.until < Some(today.0));
            }
        }
    }
}

#[test]
fn the_critical_chain_is_about_as_long_as_on_the_last_day_that_was_noted() {
    use crate::forecast::Options;
    for sample in all() {
        for today in [date("2026-11-16"), date("2026-11-18"), date("2026-11-22")] {
            let project = project(sample, today);
            let options = Options::of(&project, today).of_schedule();
            let (plan, problems) = schedule::schedule(&project, today, &options);
            let now = plan.timetable(&project, problems).buffer.chain_minutes;
            let noted = project.days.values().last().unwrap();
            let then = noted.chain_remaining_minutes.unwrap();
            assert!(now * 2 > then && now < then * 2, "{}: {now}", sample.key);
        }
    }
}

#[test]
fn in_the_launch_a_second_pair_of_hands_brings_the_end_closer() {
    use crate::finish::swarm::prospects;
    use crate::forecast::random::Seed;
    use crate::forecast::{Options, Simulation, difference, join};
    // On each day of a week, and with the luck of another project each time: its id is made up when
    // it is opened, and the draws depend on it.
    for (seed, today) in days().into_iter().take(7).enumerate() {
        let project = project(&all()[0], today);
        let forecast = |project: &Project| {
            let options = Options {
                seed: Seed(seed as u64),
                ..Options::of(project, today)
            };
            Simulation::new(project, today, &options).0.complete()
        };
        let plan = schedule::schedule(&project, today, &schedule::Options::default()).0;
        let before = forecast(&project);
        let found = prospects(&project, &plan.tasks, &before.tasks, today);
        let best = &found.candidates[0];
        let mut swarm = project.clone();
        let task = swarm.tasks.get_mut(&best.task).unwrap();
        join(task, &[best.helpers[0].person.clone()].into());
        let gain = difference(&before, &forecast(&swarm)).p80;
        assert!(gain.is_real() && gain.by < 0.0, "{today:?}: {gain:?}");
    }
}

#[test]
fn what_moved_the_date_of_its_days_is_as_far_as_the_date_moved() {
    for sample in all() {
        // A Friday, so that no day of the two weeks is counted twice.
        let project = project(sample, date("2026-11-20"));
        let days: Vec<_> = project.days.values().collect();
        assert!(days.len() >= 10, "{}", sample.key);
        for (before, after) in days.iter().zip(days.iter().skip(1)) {
            let moved = after.moved.unwrap();
            assert_eq!(moved.since, before.date, "{}", sample.key);
            let days = weekdays(after.p80.unwrap()) - weekdays(before.p80.unwrap());
            let apart = moved.minutes() - days * 480;
            assert!(
                apart.abs() <= 240,
                "{} {:?}: {apart}",
                sample.key,
                after.date
            );
        }
        let kept = project.days.values().filter(|day| day.state.is_some());
        assert_eq!(kept.count(), 1, "{}", sample.key);
        assert!(days.last().unwrap().state.is_some());
    }
}

#[test]
fn the_way_from_the_last_day_to_today_is_about_as_far_as_the_date_moved() {
    use crate::finish::status::Rewind;
    use crate::forecast::random::Seed;
    use crate::forecast::{Options, Simulation};
    for sample in all() {
        for (seed, today) in days().into_iter().take(7).enumerate() {
            let project = project(sample, today);
            let options = Options {
                seed: Seed(seed as u64),
                ..Options::of(&project, today)
            };
            let now = Simulation::new(&project, today, &options).0.complete();
            let mut rewind = Rewind::new(&project, today, &now).unwrap();
            while let Some((mover, it)) = rewind.back() {
                let before = Simulation::new(&it.project, it.today, &it.options).0;
                rewind.found(mover, &it, &before.complete());
            }
            let noted = project.days.values().last().unwrap().p80.unwrap();
            let days = weekdays(now.finish().p80) - weekdays(noted);
            // A date is a whole day, the way is not.
            let apart = rewind.moved().minutes() - days * 480;
            assert!(apart.abs() <= 480, "{} {today:?}: {apart}", sample.key);
        }
    }
}
