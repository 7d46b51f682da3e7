//! What moving, stretching or linking a bar would do: where the bar would lie, what is said of it,
//! and the change itself. Nothing is done here.

use chrono::{Days, NaiveDate};

use super::{Axis, Row, Sources, Span, row_words, rows};
use crate::edit::{Change, Refusal, dependency, task as edit_task};
use crate::forecast::Shift;
use crate::present::{forecast, why, words};
use crate::project::{DependencyKind, Estimate, Id, Status, Task, WorkMinutes};
use crate::schedule::{Binding, DAY, OpenDates, Scheduled, WorkCalendar};

/// What a person is about to do with a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Lets it start so many days later, or earlier.
    Move(i32),
    /// Makes it so many minutes of work longer, or shorter.
    Stretch(i32),
    /// Lets another task wait for it.
    Link(Id<Task>),
}

/// What would come of it.
#[derive(Debug)]
pub struct Intent {
    /// Where the bar would lie.
    pub span: Option<Span>,
    /// What would be written down, and what the plan makes of it.
    pub said: String,
    /// The change, or why it makes no sense.
    pub change: Result<Change, Refusal>,
}

/// The least work a bar can be shortened to.
const WORK_LEAST: u32 = 60;
/// The work that is stretched where nobody has estimated any.
const UNESTIMATED: WorkMinutes = WorkMinutes::hours(4);

/// What an act on the bar of a row would do; `None` where there is no bar of a task.
#[must_use]
pub fn intent(sources: Sources<'_>, axis: &Axis, row: &Row, act: &Act) -> Option<Intent> {
    let id = row.key.task()?;
    let bar = Bar {
        sources,
        axis,
        id,
        task: sources.project.tasks.get(id)?,
        scheduled: sources.schedule.tasks.get(id)?,
        span: row.span?,
        calendar: rows::working_time(sources.project, sources.schedule.origin),
        is_summary: row.unfolded.is_some(),
    };
    Some(match act {
        Act::Move(days) => bar.moved(*days),
        Act::Stretch(minutes) => bar.stretched(i64::from(*minutes)),
        Act::Link(to) => bar.linked(to),
    })
}

/// The minutes of work by which a bar gets longer when its end is drawn so many days to the right,
/// in whole hours; 0 where nothing is left to do.
#[must_use]
pub fn stretch_minutes(sources: Sources<'_>, axis: &Axis, row: &Row, days: f64) -> i32 {
    let found = row.key.task().and_then(|id| sources.project.tasks.get(id));
    let (Some(task), Some(span)) = (found, row.span) else {
        return 0;
    };
    let calendar = rows::working_time(sources.project, sources.schedule.origin);
    let clock = Clock::of(sources, axis);
    // What has been done already does not get longer.
    let from = span.from.max(clock.lead);
    let before = calendar.work_by(clock.time(span.to)) - calendar.work_by(clock.time(from));
    let end = (span.to + days).max(from);
    let after = calendar.work_by(clock.time(end)) - calendar.work_by(clock.time(from));
    let left = f64::from(task.remaining_work().unwrap_or(UNESTIMATED).0);
    let more = if before > 0 {
        left * (after - before) as f64 / before as f64
    } else {
        days * 480.0
    };
    60 * rounded(more / 60.0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float saturates, and a bar is not stretched by more than that"
)]
fn rounded(number: f64) -> i32 {
    libm::round(number) as i32
}

/// Turns places on the axis into moments of the plan and back.
#[derive(Clone, Copy)]
struct Clock {
    lead: f64,
    days: f64,
}

impl Clock {
    fn of(sources: Sources<'_>, axis: &Axis) -> Self {
        let lead = (sources.schedule.origin - axis.first).num_days();
        Self {
            lead: f64::from(i32::try_from(lead).unwrap_or(0)),
            days: f64::from(axis.days),
        }
    }

    fn time(self, at: f64) -> i32 {
        rounded((at - self.lead) * f64::from(DAY))
    }

    fn at(self, time: i32) -> f64 {
        (self.lead + f64::from(time) / f64::from(DAY)).clamp(0.0, self.days)
    }
}

/// How a change moves the day by which all is done four times out of five.
#[must_use]
pub fn priced(sources: Sources<'_>, shift: Shift, p80: NaiveDate) -> String {
    let day = words::date(p80, sources.today);
    match forecast::shift(sources.project, shift).as_str() {
        "no real difference" => format!("80 % date: stays {day}."),
        moved => format!("80 % date: {moved}, {day}."),
    }
}

struct Bar<'a> {
    sources: Sources<'a>,
    axis: &'a Axis,
    id: &'a Id<Task>,
    task: &'a Task,
    scheduled: &'a Scheduled,
    span: Span,
    calendar: WorkCalendar,
    is_summary: bool,
}

impl Bar<'_> {
    fn refused(&self, why: String) -> Intent {
        Intent {
            span: Some(self.span),
            said: why.clone(),
            change: Err(Refusal::Other(why)),
        }
    }

    /// The dates of open work, or why it cannot be changed.
    fn open(&self) -> Result<&OpenDates, Intent> {
        let closed = || self.refused("It is done: its days are history.".to_owned());
        self.scheduled.open.as_ref().ok_or_else(closed)
    }

    fn moved(&self, days: i32) -> Intent {
        let open = match self.open() {
            Ok(open) => open,
            Err(refused) => return refused,
        };
        if !self.is_summary && (self.task.status == Status::Doing || self.task.started.is_some()) {
            let why = "Work on it has begun, so it stays where it is. Draw its end instead.";
            return self.refused(why.to_owned());
        }
        let Some(start) = self.scheduled.start else {
            return self.refused("It has no day yet.".to_owned());
        };
        let goal = self.working_day(shifted(start, days));
        let own = matches!(open.binding, Binding::NotBefore(_)) && self.task.not_before.is_some();
        if days < 0 && !own {
            let Sources {
                project,
                schedule,
                today,
                ..
            } = self.sources;
            let why = why::why(project, schedule, self.id, today);
            return self.refused(format!("It cannot start earlier. {why}"));
        }
        let day = Some(goal).filter(|goal| *goal > self.sources.today.0);
        // Back where it was, it begins within the day as it did; elsewhere with the day.
        let lead = Clock::of(self.sources, self.axis).lead;
        let to = if days == 0 {
            self.span.from
        } else {
            self.axis.start_of(goal).max(lead)
        };
        let written = day.map_or_else(
            || "As early as possible.".to_owned(),
            |day| {
                let day = words::date(day, self.sources.today);
                format!("Not before {day}.")
            },
        );
        Intent {
            span: Some(self.laid_from(to)),
            said: format!(
                "{written}{}",
                self.effect(open, self.worked(self.span.from, to))
            ),
            change: edit_task::set_not_before(self.sources.project, self.id, day),
        }
    }

    fn stretched(&self, minutes: i64) -> Intent {
        let open = match self.open() {
            Ok(open) => open,
            Err(refused) => return refused,
        };
        if self.is_summary {
            return self.refused("Its subtasks say how long it takes.".to_owned());
        }
        let before = self.task.remaining_work().unwrap_or(UNESTIMATED);
        let after = (i64::from(before.0) + minutes).max(i64::from(WORK_LEAST));
        let after = WorkMinutes(u32::try_from(after).unwrap_or(u32::MAX));
        let share = f64::from(after.0) / f64::from(before.0.max(1));
        let reported = self.task.remaining.is_some() || self.task.status == Status::Doing;
        let project = self.sources.project;
        let (change, left) = if reported {
            let change = edit_task::set_remaining(project, self.id, Some(after));
            (change, " left")
        } else {
            let estimate = scaled(self.task.estimate, after, share);
            let change = edit_task::set_estimate(project, self.id, Some(estimate));
            (change, "")
        };
        let clock = Clock::of(self.sources, self.axis);
        let from = self.span.from.max(clock.lead).min(self.span.to);
        let worked = self.worked(from, self.span.to);
        let length = rounded(worked as f64 * share);
        let to = clock.at(self.calendar.finish(clock.time(from), length));
        let said = format!(
            "{}{left} instead of {}.{}",
            words::work(after),
            words::work(before),
            self.effect(open, i64::from(length) - worked)
        );
        Intent {
            span: Some(Span {
                from: self.span.from,
                to: to.max(self.span.from),
            }),
            said,
            change,
        }
    }

    fn linked(&self, to: &Id<Task>) -> Intent {
        let title = |id: &Id<Task>| words::task(self.sources.project, id);
        let kind = DependencyKind::FinishToStart;
        let change = if to == self.id {
            Err(Refusal::Other("A task cannot wait for itself.".to_owned()))
        } else {
            dependency::link(self.sources.project, self.id, to, kind, 0)
        };
        let said = match &change {
            Ok(_) => format!("{} waits for {}.", title(to), title(self.id)),
            Err(refusal) => refusal.to_string(),
        };
        Intent {
            span: Some(self.span),
            said,
            change,
        }
    }

    /// The day itself, or the next one on which somebody works.
    fn working_day(&self, date: NaiveDate) -> NaiveDate {
        let clock = Clock::of(self.sources, self.axis);
        let time = clock.time(self.axis.start_of(date));
        let days = (self.calendar.next_working(time) - time) / DAY;
        // Outside of the axis nobody can point at a day.
        if (0..14).contains(&days) {
            shifted(date, days)
        } else {
            date
        }
    }

    /// Where the bar lies when it begins here and takes as much working time.
    fn laid_from(&self, from: f64) -> Span {
        let clock = Clock::of(self.sources, self.axis);
        let length = self.worked(self.span.from, self.span.to);
        let length = i32::try_from(length).unwrap_or(i32::MAX);
        let to = clock.at(self.calendar.finish(clock.time(from), length));
        Span {
            from,
            to: to.max(from),
        }
    }

    /// The project's working minutes between two places.
    fn worked(&self, from: f64, to: f64) -> i64 {
        let clock = Clock::of(self.sources, self.axis);
        self.calendar.work_by(clock.time(to)) - self.calendar.work_by(clock.time(from))
    }

    /// What a delay by so many working minutes does to the end of the plan.
    fn effect(&self, open: &OpenDates, delay: i64) -> String {
        let said = |minutes| row_words::slack(self.sources, minutes);
        let pushed = delay - open.leveled_slack_minutes.max(0);
        if delay <= 0 {
            String::new()
        } else if pushed < 30 {
            format!(
                " The end stays: it could slip by {}.",
                said(open.leveled_slack_minutes)
            )
        } else {
            format!(" That moves the end of the plan by {}.", said(pushed))
        }
    }
}

fn shifted(date: NaiveDate, days: i32) -> NaiveDate {
    let by = Days::new(u64::from(days.unsigned_abs()));
    let shifted = if days < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    };
    shifted.unwrap_or(date)
}

/// An estimate with another likely value; the others keep their share of it.
fn scaled(before: Option<Estimate>, likely: WorkMinutes, share: f64) -> Estimate {
    let scale = |work: Option<WorkMinutes>| {
        let minutes = f64::from(work?.0) * share / 15.0;
        Some(WorkMinutes(15 * rounded(minutes).unsigned_abs()))
    };
    let before = before.unwrap_or_default();
    let optimistic = scale(before.optimistic).map(|work| work.min(likely));
    let pessimistic = scale(before.pessimistic).map(|work| work.max(likely));
    Estimate {
        optimistic,
        likely,
        pessimistic,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::present::timeline::{Asked, RowKey, timeline};
    use crate::project::{Project, Today, notation};
    use crate::schedule::{self, Options};

    const PROJECT: &str = "
        person ann
        person bob
        task copy 16h @ann
        task demo 8h @bob
        task later 8h @bob from=2026-03-10
        task begun 8h @bob doing=2026-02-26 left=4h
        task guess 4h/8h/16h @bob
        task gone 8h done=2026-02-27
        task all
          task part 40h @ann <copy
    ";

    /// Looks at the bar of a task on Monday 2 March 2026.
    fn at<T>(project: &Project, task: &str, look: impl FnOnce(Sources<'_>, &Axis, &Row) -> T) -> T {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule::schedule(project, today, &Options::default());
        let timetable = schedule.timetable(project, problems);
        let sources = Sources {
            project,
            schedule: &timetable,
            buffer: &timetable.buffer,
            forecast: None,
            today,
        };
        let asked = Asked {
            show: super::super::Show::All,
            ..Asked::default()
        };
        let picture = timeline(sources, &asked);
        let key = RowKey::Task(Id::new(task), String::new());
        let row = picture.rows.iter().find(|row| row.key == key).unwrap();
        look(sources, &picture.axis, row)
    }

    fn check(task: &str, act: Act, expected: Expect) {
        let project = notation::project(PROJECT);
        let found = at(&project, task, |sources, axis, row| {
            let intent = intent(sources, axis, row, &act).unwrap();
            let (before, after) = (row.span.unwrap(), intent.span.unwrap());
            let done = match intent.change {
                Ok(change) => change.label,
                Err(_) => "refused".to_owned(),
            };
            format!(
                "{:.1}-{:.1} to {:.1}-{:.1}: {} [{done}]",
                before.from, before.to, after.from, after.to, intent.said
            )
        });
        expected.assert_eq(&found);
    }

    #[test]
    fn a_bar_moved_later_may_not_start_before_that_day() {
        check(
            "demo",
            Act::Move(2),
            expect![
                "7.5-8.5 to 9.0-10.0: Not before Wed 4 Mar. The end stays: it could slip by 3 days. [Set the first day of “demo”]"
            ],
        );
    }

    #[test]
    fn a_bar_of_the_chain_moves_the_end() {
        check(
            "copy",
            Act::Move(1),
            expect![
                "7.0-9.0 to 8.0-10.0: Not before Tue 3 Mar. That moves the end of the plan by 1 day. [Set the first day of “copy”]"
            ],
        );
    }

    #[test]
    fn a_day_off_is_passed_over() {
        check(
            "demo",
            Act::Move(5),
            expect![
                "7.5-8.5 to 14.0-15.0: Not before Mon 9 Mar. That moves the end of the plan by 1 day. [Set the first day of “demo”]"
            ],
        );
    }

    #[test]
    fn what_only_its_own_date_holds_back_can_be_moved_earlier() {
        check(
            "later",
            Act::Move(-1),
            expect!["15.0-16.0 to 14.0-15.0: Not before Mon 9 Mar. [Set the first day of “later”]"],
        );
        check(
            "later",
            Act::Move(-30),
            expect!["15.0-16.0 to 7.0-8.0: As early as possible. [Clear the first day of “later”]"],
        );
    }

    #[test]
    fn what_something_else_holds_back_cannot_and_it_is_said_what() {
        check(
            "part",
            Act::Move(-1),
            expect![
                "9.0-16.0 to 9.0-16.0: It cannot start earlier. Comes after “copy”, which is planned to be done on Tue 3 Mar. [refused]"
            ],
        );
    }

    #[test]
    fn what_has_begun_or_is_done_stays_where_it_is() {
        check(
            "begun",
            Act::Move(1),
            expect![
                "3.0-7.5 to 3.0-7.5: Work on it has begun, so it stays where it is. Draw its end instead. [refused]"
            ],
        );
        check(
            "gone",
            Act::Move(1),
            expect!["4.0-5.0 to 4.0-5.0: It is done: its days are history. [refused]"],
        );
        check(
            "gone",
            Act::Stretch(60),
            expect!["4.0-5.0 to 4.0-5.0: It is done: its days are history. [refused]"],
        );
    }

    #[test]
    fn a_longer_bar_is_a_larger_estimate_and_of_begun_work_more_left() {
        check(
            "demo",
            Act::Stretch(480),
            expect![
                "7.5-8.5 to 7.5-9.5: 16 h instead of 8 h. The end stays: it could slip by 3 days. [Estimate “demo”]"
            ],
        );
        check(
            "begun",
            Act::Stretch(60),
            expect![
                "3.0-7.5 to 3.0-7.6: 5 h left instead of 4 h. The end stays: it could slip by 3 days. [Set what is left of “begun”]"
            ],
        );
        check(
            "guess",
            Act::Stretch(-60),
            expect!["8.5-9.5 to 8.5-9.4: 7 h instead of 8 h. [Estimate “guess”]"],
        );
        check(
            "demo",
            Act::Stretch(-4_000),
            expect!["7.5-8.5 to 7.5-7.6: 1 h instead of 8 h. [Estimate “demo”]"],
        );
    }

    #[test]
    fn a_summary_task_is_as_long_as_its_parts() {
        check(
            "all",
            Act::Stretch(60),
            expect!["9.0-16.0 to 9.0-16.0: Its subtasks say how long it takes. [refused]"],
        );
    }

    #[test]
    fn a_link_is_made_unless_it_closes_a_circle() {
        check(
            "demo",
            Act::Link(Id::new("copy")),
            expect!["7.5-8.5 to 7.5-8.5: “copy” waits for “demo”. [Let “copy” wait for “demo”]"],
        );
        check(
            "part",
            Act::Link(Id::new("copy")),
            expect![
                "9.0-16.0 to 9.0-16.0: That would be a circle: “part” → “copy” → “part”. [refused]"
            ],
        );
        check(
            "demo",
            Act::Link(Id::new("demo")),
            expect!["7.5-8.5 to 7.5-8.5: A task cannot wait for itself. [refused]"],
        );
    }

    #[test]
    fn an_end_drawn_over_a_weekend_is_work_on_working_days_only() {
        let project = notation::project(PROJECT);
        let minutes = |days| {
            at(&project, "copy", |sources, axis, row| {
                stretch_minutes(sources, axis, row, days)
            })
        };
        // Monday and Tuesday; Wednesday to Sunday, and half a day back.
        assert_eq!(minutes(5.0), 3 * 480);
        assert_eq!(minutes(-0.5), -240);
        assert_eq!(minutes(0.02), 0);
    }
}
