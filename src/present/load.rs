//! Who is on what when, how full their weeks are, and where more is due than they can do.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use super::timeline::{Axis, Span};
use super::words;
use crate::project::{Id, Person, Project, Task, Today};
use crate::schedule::{self, DAY, Time, Timetable};

/// How long each column of figures is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// A day.
    Day,
    /// A week, from Monday to Sunday.
    #[default]
    Week,
}

/// The load of everyone who works.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// The days the pictures span.
    pub axis: Axis,
    /// What stands above the columns of figures: the first day of each.
    pub columns: Vec<NaiveDate>,
    /// Everyone, in the order of their names.
    pub people: Vec<PersonLoad>,
}

/// The load of one person, or of a pool.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonLoad {
    /// Who.
    pub id: Id<Person>,
    /// Their name.
    pub name: String,
    /// What they are on, in the order of starts.
    pub stretches: Vec<Stretch>,
    /// How many of them stand below each other in the picture, at least 1.
    pub lanes: usize,
    /// When they are away although the project works.
    pub away: Vec<Span>,
    /// The figures of each column.
    pub cells: Vec<Cell>,
}

/// A task someone is on.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The task.
    pub task: Id<Task>,
    /// Its title.
    pub title: String,
    /// When, in days since the axis begins.
    pub span: Span,
    /// The line of the picture it is in, from 0.
    pub lane: usize,
    /// Whether it is on the critical chain.
    pub on_chain: bool,
}

/// The figures of a person and a column, in minutes of their working time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What they can work.
    pub capacity: i64,
    /// What is planned for them.
    pub planned: i64,
    /// By how much what is due by the end of the column is more than they can do until then.
    pub overdue: i64,
}

impl Cell {
    /// How full it is, in percent; `None` where there is no working time.
    #[must_use]
    pub fn percent(self) -> Option<i64> {
        (self.capacity > 0).then(|| (self.planned * 100 + self.capacity / 2) / self.capacity)
    }
}

/// More columns are not made.
const COLUMNS_MOST: usize = 40;

/// Works out the load of everyone from today to the end of the plan.
#[must_use]
pub fn load(project: &Project, schedule: &Timetable, today: Today, step: Step) -> Load {
    let last = schedule.finish.unwrap_or(today.0).max(today.0);
    let axis = Axis::plain(project, today.0, last);
    let columns = columns(today.0, last, step);
    let days = Reckoned::of(today.0, schedule.origin, &columns, step);
    let holidays: BTreeSet<NaiveDate> =
        project.holidays.values().filter_map(|it| it.date).collect();
    let mut people: Vec<PersonLoad> = Vec::new();
    for ((id, person), jobs) in project.people.iter().zip(jobs(project, schedule)) {
        let who = Who {
            project,
            person,
            holidays: &holidays,
            time_off: time_off(project, id),
            jobs,
        };
        let mut stretches = who.stretches(schedule, &axis);
        let lanes = lay_out(&mut stretches);
        people.push(PersonLoad {
            id: id.clone(),
            name: person.name.clone(),
            lanes,
            away: who.away(&axis),
            cells: who.cells(&days, columns.len()),
            stretches,
        });
    }
    people.sort_by_cached_key(|it| words::folded(&it.name));
    Load {
        axis,
        columns,
        people,
    }
}

/// A task for one of those who are on it.
struct Job<'a> {
    id: &'a Id<Task>,
    task: &'a Task,
    /// How many of a pool are on it, at least 1.
    units: i64,
    span: schedule::Span,
}

/// The open tasks of each person, in the order of the project's people: all tasks are walked once,
/// not once for each person.
fn jobs<'a>(project: &'a Project, schedule: &'a Timetable) -> Vec<Vec<Job<'a>>> {
    let ids: Vec<&Id<Person>> = project.people.keys().collect();
    let mut jobs: Vec<Vec<Job<'a>>> = ids.iter().map(|_| Vec::new()).collect();
    for (id, span) in &schedule.spans {
        let Some(task) = project.tasks.get(id) else {
            continue;
        };
        for (person, units) in &task.assignees {
            let at = ids.binary_search(&person).ok();
            if let Some(on) = at.and_then(|at| jobs.get_mut(at)) {
                on.push(Job {
                    id,
                    task,
                    units: i64::from((*units).max(1)),
                    span: *span,
                });
            }
        }
    }
    jobs
}

/// The first and the last day of each stretch that someone is away.
fn time_off(project: &Project, person: &Id<Person>) -> Vec<(NaiveDate, NaiveDate)> {
    let of_theirs = project.time_off.values();
    let of_theirs = of_theirs.filter(|off| off.person.as_ref() == Some(person));
    let days = of_theirs.map(|off| {
        (
            off.first.unwrap_or(NaiveDate::MAX),
            off.last.or(off.first).unwrap_or(NaiveDate::MIN),
        )
    });
    days.collect()
}

/// The days that the figures are made of, with the column each falls into.
struct Reckoned {
    days: Vec<(NaiveDate, usize)>,
    /// When the first begins, in minutes since the schedule's origin.
    begin: Time,
}

impl Reckoned {
    fn of(today: NaiveDate, origin: NaiveDate, columns: &[NaiveDate], step: Step) -> Self {
        let last = columns.last().copied().unwrap_or(today);
        let end = match step {
            Step::Day => last,
            Step::Week => last + Days::new(u64::from(6 - last.weekday().num_days_from_monday())),
        };
        let column = |date: NaiveDate| columns.partition_point(|first| *first <= date);
        let days = today.iter_days().take_while(|date| *date <= end);
        Self {
            days: days
                .map(|date| (date, column(date).saturating_sub(1)))
                .collect(),
            begin: i32::try_from((today - origin).num_days()).unwrap_or(0) * DAY,
        }
    }

    /// The column of a date; that of today for what is past, none for what comes after the last.
    fn column_of(&self, date: NaiveDate) -> Option<usize> {
        let (first, _) = self.days.first()?;
        let at = usize::try_from((date - *first).num_days()).unwrap_or(0);
        self.days.get(at).map(|(_, column)| *column)
    }

    /// The places of the days that a span touches.
    fn touched(&self, span: schedule::Span) -> Range<usize> {
        let day = |time: Time| (time - self.begin).div_euclid(DAY);
        let first = usize::try_from(day(span.start)).unwrap_or(0);
        let behind = usize::try_from(day(span.finish) + 1).unwrap_or(0);
        first..behind.min(self.days.len()).max(first)
    }
}

fn columns(first: NaiveDate, last: NaiveDate, step: Step) -> Vec<NaiveDate> {
    let mut columns = vec![first];
    let mut day = first;
    while let Some(next) = day.succ_opt().filter(|next| *next <= last) {
        day = next;
        if columns.len() == COLUMNS_MOST {
            break;
        }
        if step == Step::Day || next.weekday() == chrono::Weekday::Mon {
            columns.push(next);
        }
    }
    columns
}

/// Puts stretches that overlap below each other; says how many lanes that takes.
fn lay_out(stretches: &mut [Stretch]) -> usize {
    let mut ends: Vec<f64> = Vec::new();
    for stretch in stretches {
        // Moments are rounded: a hair's breadth is no overlap.
        let free = ends.iter().position(|end| *end <= stretch.span.from + 0.01);
        let lane = free.unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = stretch.span.to,
            None => ends.push(stretch.span.to),
        }
        stretch.lane = lane;
    }
    ends.len().max(1)
}

struct Who<'a> {
    project: &'a Project,
    person: &'a Person,
    holidays: &'a BTreeSet<NaiveDate>,
    time_off: Vec<(NaiveDate, NaiveDate)>,
    jobs: Vec<Job<'a>>,
}

impl Who<'_> {
    /// What they can work on a date, all of a pool together.
    fn minutes_on(&self, date: NaiveDate) -> i64 {
        if self.holidays.contains(&date) || self.is_away(date) {
            return 0;
        }
        let hours = self.person.hours.unwrap_or(self.project.settings.hours);
        let share = i64::from(self.person.availability_percent.min(100));
        let heads = i64::from(self.person.capacity.max(1));
        i64::from(hours.minutes_on(date)) * share * heads / 100
    }

    fn is_away(&self, date: NaiveDate) -> bool {
        let mut stretches = self.time_off.iter();
        stretches.any(|(first, last)| (*first..=*last).contains(&date))
    }

    fn stretches(&self, schedule: &Timetable, axis: &Axis) -> Vec<Stretch> {
        let lead = axis.start_of(schedule.origin);
        let at = |time| (lead + f64::from(time) / f64::from(DAY)).clamp(0.0, f64::from(axis.days));
        let stretch = |job: &Job| {
            let open = schedule.tasks.get(job.id)?.open.as_ref();
            Some(Stretch {
                task: job.id.clone(),
                title: job.task.title.clone(),
                span: Span {
                    from: at(job.span.start),
                    to: at(job.span.finish),
                },
                lane: 0,
                on_chain: open.is_some_and(|open| open.is_on_chain),
            })
        };
        let mut stretches: Vec<Stretch> = self.jobs.iter().filter_map(stretch).collect();
        stretches.sort_by(|a, b| a.span.from.total_cmp(&b.span.from));
        stretches
    }

    fn away(&self, axis: &Axis) -> Vec<Span> {
        let mut away: Vec<Span> = Vec::new();
        for day in 0..axis.days {
            let date = axis.date(day);
            let works = self.project.settings.hours.minutes_on(date) > 0;
            if !works || self.holidays.contains(&date) || self.minutes_on(date) > 0 {
                continue;
            }
            let from = f64::from(day);
            match away.last_mut() {
                Some(span) if span.to >= from => span.to = from + 1.0,
                Some(_) | None => away.push(Span {
                    from,
                    to: from + 1.0,
                }),
            }
        }
        away
    }

    fn cells(&self, days: &Reckoned, columns: usize) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); columns];
        let mut minutes: Vec<i64> = Vec::with_capacity(days.days.len());
        for (date, column) in &days.days {
            let free = self.minutes_on(*date);
            minutes.push(free);
            if let Some(cell) = cells.get_mut(*column) {
                cell.capacity += free;
            }
        }
        let heads = i64::from(self.person.capacity.max(1));
        for job in &self.jobs {
            let units = job.units.min(heads);
            let touched = days.touched(job.span);
            let each = days.days.iter().zip(&minutes).enumerate();
            for (at, ((_, column), minutes)) in each.take(touched.end).skip(touched.start) {
                let begin = days.begin + i32::try_from(at).unwrap_or(0) * DAY;
                let shared = (job.span.finish.min(begin + DAY) - job.span.start.max(begin)).max(0);
                let worked = minutes * i64::from(shared) * units / (i64::from(DAY) * heads);
                if let Some(cell) = cells.get_mut(*column) {
                    cell.planned += worked;
                }
            }
            let due = job.task.due.and_then(|due| days.column_of(due));
            if let Some(cell) = due.and_then(|at| cells.get_mut(at)) {
                cell.overdue += share_of(job.task, units);
            }
        }
        let mut free = 0;
        let mut due = 0;
        for cell in &mut cells {
            free += cell.capacity;
            due += cell.overdue;
            cell.overdue = (due - free).max(0);
        }
        cells
    }
}

/// The part of a task's remaining work that falls to someone who takes so many of its units.
fn share_of(task: &Task, units: i64) -> i64 {
    let all: i64 = task
        .assignees
        .values()
        .map(|units| i64::from((*units).max(1)))
        .sum();
    i64::from(task.remaining_work().unwrap_or_default().0) * units / all.max(1)
}

/// What the figures of a column say: “24 of 32 h”, “no hours”, with what is too much.
#[must_use]
pub fn said(cell: Cell) -> String {
    let hours = |minutes: i64| (minutes + 30) / 60;
    let mut said = if cell.capacity == 0 {
        "no hours".to_owned()
    } else {
        format!("{} of {} h", hours(cell.planned), hours(cell.capacity))
    };
    if cell.overdue >= 30 {
        // Text cannot refuse what is written to it.
        let _ = write!(said, ", {} h too much due", hours(cell.overdue));
    }
    said
}

/// Tasks of one person that are told with their days; the others are counted.
const TOLD_MOST: usize = 60;

/// What someone is on, in order, with its days: what the picture shows, in words.
#[must_use]
pub fn in_order(person: &PersonLoad, axis: &Axis, today: Today) -> String {
    let mut said = String::new();
    for stretch in person.stretches.iter().take(TOLD_MOST) {
        let Span { from, to } = stretch.span;
        // What ends with a day does not reach into the next.
        let last = (libm::ceil(to) - 1.0).max(libm::floor(from));
        let [first, last] = [from, last].map(|at| words::date(axis.date(whole(at)), today));
        let days = if first == last {
            first
        } else {
            format!("{first} – {last}")
        };
        let next = if said.is_empty() { "" } else { ", then " };
        // Text cannot refuse what is written to it.
        let _ = write!(said, "{next}{} ({days})", stretch.title);
    }
    match person.stretches.len().checked_sub(TOLD_MOST) {
        Some(more @ 1..) => format!("{said}, and {} more", words::count(more, "task")),
        _ if said.is_empty() => "Nothing planned".to_owned(),
        _ => said,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float saturates, and places on the axis are not negative"
)]
fn whole(at: f64) -> u32 {
    at as u32
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::timeline::load_markup;
    use super::*;
    use crate::project::notation;
    use crate::schedule::Options;

    fn check(text: &str, step: Step, expected: Expect) {
        let project = notation::project(text);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule::schedule(&project, today, &Options::default());
        let found = load(
            &project,
            &schedule.timetable(&project, problems),
            today,
            step,
        );
        let lines = found.people.iter().map(|person| {
            let cells: Vec<String> = person.cells.iter().map(|cell| said(*cell)).collect();
            let on = person.stretches.iter().map(|it| {
                let Span { from, to } = it.span;
                format!("{} {from:.1}-{to:.1} lane {}", it.title, it.lane)
            });
            let on: Vec<String> = on.collect();
            format!(
                "{}: {} | {} | away {:?}",
                person.name,
                cells.join("; "),
                on.join(", "),
                person
                    .away
                    .iter()
                    .map(|it| (it.from, it.to))
                    .collect::<Vec<_>>()
            )
        });
        expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn weeks_say_what_is_planned_of_what_can_be_worked() {
        check(
            "
            person ann
            person bob 50% off=2026-03-05..2026-03-06
            task a 16h @ann
            task b 12h @bob
            task c 32h @ann <a
            ",
            Step::Week,
            expect![[r#"
                ann: 40 of 40 h; 8 of 40 h | a 3.0-5.0 lane 0, c 5.0-11.0 lane 0 | away []
                bob: 12 of 12 h; 0 of 20 h | b 3.0-6.0 lane 0 | away [(6.0, 8.0)]"#]],
        );
    }

    #[test]
    fn more_due_than_can_be_done_until_then_is_too_much() {
        check(
            "
            person ann
            task a 8h @ann due=2026-03-02
            task b 8h @ann due=2026-03-03
            task c 9h @ann due=2026-03-04
            task late 8h @ann due=2026-06-04
            ",
            Step::Day,
            expect![
                "ann: 8 of 8 h; 8 of 8 h; 8 of 8 h, 1 h too much due; 8 of 8 h; 1 of 8 h | a 3.0-4.0 lane 0, c 4.0-5.1 lane 0, b 5.1-6.1 lane 0, late 6.1-7.1 lane 0 | away []"
            ],
        );
    }

    #[test]
    fn what_was_due_before_today_is_too_much_today() {
        check(
            "
            person ann
            task a 9h @ann due=2026-02-02
            ",
            Step::Day,
            expect!["ann: 8 of 8 h, 1 h too much due; 1 of 8 h | a 3.0-4.1 lane 0 | away []"],
        );
    }

    #[test]
    fn a_bar_has_its_name_where_there_is_room_for_it() {
        let names = |hours: u32| {
            let project = notation::project(&format!(
                "person ann\ntask a {hours}h @ann\ntask b 2000h @ann <a"
            ));
            let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
            let (schedule, problems) = schedule::schedule(&project, today, &Options::default());
            let timetable = schedule.timetable(&project, problems);
            let found = load(&project, &timetable, today, Step::Week);
            let drawn = load_markup(&found.axis, &found.people[0]);
            drawn.matches("<span>").count()
        };
        assert_eq!(names(40), 2);
        assert_eq!(names(4), 1);
    }

    #[test]
    fn what_someone_is_on_is_told_with_its_days() {
        let told = |text: &str| {
            let project = notation::project(text);
            let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
            let (schedule, problems) = schedule::schedule(&project, today, &Options::default());
            let timetable = schedule.timetable(&project, problems);
            let found = load(&project, &timetable, today, Step::Week);
            in_order(&found.people[0], &found.axis, today)
        };
        assert_eq!(
            told("person ann\ntask a 16h @ann\ntask b 8h @ann <a\ntask c 8h @ann <b"),
            "a (Mon 2 Mar – Tue 3 Mar), then b (Wed 4 Mar), then c (Thu 5 Mar)"
        );
        assert_eq!(told("person ann\ntask a 16h"), "Nothing planned");
        let tasks = |count: usize| -> String {
            let tasks = (0..count).map(|at| format!("\ntask t{at} 1h @ann"));
            told(&format!("person ann{}", tasks.collect::<String>()))
        };
        assert!(tasks(62).ends_with(", and 2 tasks more"));
        assert!(!tasks(60).contains("more"));
    }

    #[test]
    fn a_pool_works_on_several_tasks_below_each_other() {
        check(
            "
            person crew x3
            task a 16h @crew
            task b 8h @crew*2
            task c 8h @crew
            ",
            Step::Day,
            expect![
                "crew: 16 of 24 h; 17 of 24 h | a 3.0-5.0 lane 0, c 3.0-4.0 lane 1, b 4.0-4.6 lane 1 | away []"
            ],
        );
    }
}
