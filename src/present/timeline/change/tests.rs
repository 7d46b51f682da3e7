//! What would come of moving, stretching and linking a bar.

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
        let (before, after) = (row.span.unwrap(), intent.span.or(row.span).unwrap());
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
        expect![
            "7.5-8.5 to 7.5-8.5: Choose the task that is to wait for “demo”: with the arrow keys, or by a click. [refused]"
        ],
    );
}

#[test]
fn a_link_that_is_there_is_cut() {
    check(
        "part",
        Act::Unlink(Id::new("copy")),
        expect![
            "9.0-16.0 to 9.0-16.0: “part” no longer waits for “copy”. [Let “part” no longer wait for “copy”]"
        ],
    );
    check(
        "copy",
        Act::Unlink(Id::new("part")),
        expect!["7.0-9.0 to 7.0-9.0: That link is not there any more. [refused]"],
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
