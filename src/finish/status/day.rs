//! What one day looks like, as it is written down.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::forecast::Forecast;
use crate::project::{
    Baseline, DayRecord, Id, Priority, Project, Status, Task, Today, WorkMinutes,
};
use crate::schedule::{Buffer, Timetable};

/// The id of a day's record.
#[must_use]
pub fn day_id(date: NaiveDate) -> Id<DayRecord> {
    Id::new(&date.to_string())
}

/// The last record of a day that is not after this one.
#[must_use]
pub fn last_before(project: &Project, date: NaiveDate) -> Option<&DayRecord> {
    let days = project.days.values();
    let earlier = days.filter(|day| day.date.is_some_and(|other| other <= date));
    earlier.max_by_key(|day| day.date)
}

/// The project as it stands today.
///
/// Chain and buffer are measured against those frozen with the last baseline; before there is one,
/// against those of the first day that was written down.
#[must_use]
pub fn day(
    project: &Project,
    timetable: &Timetable,
    forecast: Option<(&Forecast, &Buffer)>,
    today: Today,
) -> DayRecord {
    let buffer = forecast.map_or(&timetable.buffer, |(_, buffer)| buffer);
    let (chain_minutes, buffer_minutes) =
        frozen(project).unwrap_or((Some(timetable.buffer.chain_minutes), Some(buffer.minutes)));
    let finish = forecast.map(|(forecast, _)| forecast.finish());
    let is_open = timetable.finish.is_some();
    let mut record = DayRecord {
        date: Some(today.0),
        chain_minutes,
        chain_remaining_minutes: Some(if is_open {
            timetable.buffer.chain_minutes
        } else {
            0
        }),
        buffer_minutes,
        buffer_left_minutes: timetable.buffer_left_minutes,
        finish: timetable.finish,
        promised: timetable.promised,
        p50: finish.map(|finish| finish.p50),
        p80: finish.map(|finish| finish.p80),
        p90: finish.map(|finish| finish.p90),
        on_time_percent: forecast
            .and_then(|(forecast, _)| forecast.promised)
            .map(|on_time| percent(on_time.probability)),
        ..DayRecord::default()
    };
    count(project, &mut record);
    record
}

/// The chain and the buffer that were frozen.
fn frozen(project: &Project) -> Option<(Option<i64>, Option<i64>)> {
    let of = |it: &Baseline| (it.chain_minutes, it.buffer_minutes);
    let baselines = project.baselines.values();
    let measured = baselines.filter(|it| it.chain_minutes.is_some());
    if let Some(last) = measured.max_by_key(|it| it.taken_on) {
        return Some(of(last));
    }
    let days = project.days.values();
    let measured = days.filter(|day| day.chain_minutes.is_some_and(|minutes| minutes > 0));
    let first = measured.min_by_key(|day| day.date)?;
    Some((first.chain_minutes, first.buffer_minutes))
}

/// Counts the tasks without subtasks.
fn count(project: &Project, record: &mut DayRecord) {
    let (outline, _) = project.outline();
    let (mut done, mut out, mut blocked) = (0, 0, 0);
    let (mut done_work, mut out_work) = (0, 0);
    let (mut tasks, mut minutes) = (BTreeMap::new(), BTreeMap::<Priority, WorkMinutes>::new());
    for id in outline.leaves() {
        let Some(task) = project.tasks.get(&id) else {
            continue;
        };
        match task.status {
            Status::Todo | Status::Doing => {
                let priority = task.priority.unwrap_or(Priority::Must);
                *tasks.entry(priority).or_default() += 1;
                let sum = minutes.entry(priority).or_default();
                sum.0 = sum.0.saturating_add(work_of(task).0);
                blocked += u32::from(task.blocker.is_some());
            }
            Status::Done => {
                done += 1;
                done_work += work_of(task).0;
            }
            Status::Deferred | Status::Dropped => {
                out += 1;
                out_work += work_of(task).0;
            }
        }
    }
    record.open_tasks = tasks;
    record.open_minutes = minutes;
    record.done_tasks = Some(done);
    record.done_minutes = Some(WorkMinutes(done_work));
    record.out_tasks = Some(out);
    record.out_minutes = Some(WorkMinutes(out_work));
    record.blocked_tasks = Some(blocked);
}

/// What a task counts for: what is left of it while it is open, what it took once it is done, what
/// it would have taken when it is left out; nothing where nobody said.
pub(super) fn work_of(task: &Task) -> WorkMinutes {
    let likely = task.estimate.map(|estimate| estimate.likely);
    let work = match task.status {
        Status::Todo | Status::Doing => task.remaining_work(),
        Status::Done => task.actual.or(likely),
        Status::Deferred | Status::Dropped => task.remaining.or(likely),
    };
    work.unwrap_or_default()
}

fn percent(share: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float saturates, and a share is between 0 and 1"
    )]
    let percent = libm::round(share.clamp(0.0, 1.0) * 100.0) as u8;
    percent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Options, Simulation};
    use crate::project::notation;
    use crate::schedule;

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn record(project: &Project) -> DayRecord {
        let options = Options::of(project, today());
        let (schedule, problems) = schedule::schedule(project, today(), &options.of_schedule());
        let timetable = schedule.timetable(project, problems);
        let forecast = Simulation::new(project, today(), &options).0.complete();
        day(
            project,
            &timetable,
            Some((&forecast, &timetable.buffer)),
            today(),
        )
    }

    const PROJECT: &str = "
        person ann
        task page
          task copy 16h @ann must
          task art 8h @ann nice blocked
        task talk 4h @ann
        task old 8h done=2026-02-27
        task gone 2h dropped
        target 2026-03-09";

    #[test]
    fn a_day_counts_what_is_open_done_and_left_out() {
        let day = record(&notation::project(PROJECT));
        let tasks: Vec<_> = day.open_tasks.into_iter().collect();
        assert_eq!(tasks, [(Priority::Must, 2), (Priority::Nice, 1)]);
        let minutes: Vec<_> = day.open_minutes.into_values().collect();
        assert_eq!(minutes, [WorkMinutes::hours(20), WorkMinutes::hours(8)]);
        assert_eq!((day.done_tasks, day.out_tasks), (Some(1), Some(1)));
        assert_eq!(day.done_minutes, Some(WorkMinutes::hours(8)));
        assert_eq!(day.out_minutes, Some(WorkMinutes::hours(2)));
        assert_eq!(day.blocked_tasks, Some(1));
        assert!(day.p50 <= day.p80 && day.p80 <= day.p90 && day.p50.is_some());
        assert!(day.on_time_percent.is_some() && day.buffer_left_minutes.is_some());
    }

    #[test]
    fn chain_and_buffer_are_measured_against_what_was_frozen() {
        let mut project = notation::project(PROJECT);
        let own = record(&project);
        assert_eq!(own.chain_minutes, own.chain_remaining_minutes);
        let first = DayRecord {
            date: NaiveDate::from_ymd_opt(2026, 2, 20),
            chain_minutes: Some(6_000),
            buffer_minutes: Some(1_500),
            ..DayRecord::default()
        };
        project.days.insert(Id::new("2026-02-20"), first);
        assert_eq!(record(&project).chain_minutes, Some(6_000));
        let baseline = Baseline {
            chain_minutes: Some(5_000),
            buffer_minutes: Some(1_000),
            ..Baseline::default()
        };
        project.baselines.insert(Id::new("b"), baseline);
        let day = record(&project);
        assert_eq!(
            (day.chain_minutes, day.buffer_minutes),
            (Some(5_000), Some(1_000))
        );
    }

    #[test]
    fn the_last_day_before_a_date_may_be_that_date() {
        let mut project = Project::default();
        for number in [20, 24] {
            let date = NaiveDate::from_ymd_opt(2026, 2, number).unwrap();
            let day = DayRecord {
                date: Some(date),
                ..DayRecord::default()
            };
            project.days.insert(day_id(date), day);
        }
        let last = |number| {
            let date = NaiveDate::from_ymd_opt(2026, 2, number).unwrap();
            last_before(&project, date)?.date
        };
        assert_eq!(last(19), None);
        assert_eq!(last(24), NaiveDate::from_ymd_opt(2026, 2, 24));
        assert_eq!(last(23), NaiveDate::from_ymd_opt(2026, 2, 20));
    }
}
