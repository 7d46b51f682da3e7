//! The picture as text: which rows, where their bars lie, which lines there are.

use std::fmt::Write;

use chrono::NaiveDate;
use expect_test::{Expect, expect};

use super::*;
use crate::project::{Communication, notation};
use crate::schedule::{self, Options};

/// A Monday.
fn today() -> Today {
    Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
}

fn with<T>(project: &Project, look: impl FnOnce(Sources<'_>) -> T) -> T {
    let (schedule, problems) = schedule::schedule(project, today(), &Options::default());
    let timetable = schedule.timetable(project, problems);
    look(Sources {
        project,
        schedule: &timetable,
        buffer: &timetable.buffer,
        forecast: None,
        today: today(),
    })
}

fn span(span: Option<Span>) -> String {
    span.map_or_else(
        || "nowhere".to_owned(),
        |span| format!("{:.1}-{:.1}", span.from, span.to),
    )
}

fn line_of(row: &Row) -> String {
    let name = match &row.key {
        RowKey::Finish => "FINISH".to_owned(),
        RowKey::Milestone(id) => format!("<{id}>"),
        RowKey::Rhythm => "RHYTHM".to_owned(),
        RowKey::Group(key) => format!("[{key}]"),
        RowKey::Task(id, _) => id.to_string(),
    };
    let mut line = format!("{}{name} {}", "  ".repeat(row.depth), span(row.span));
    if row.progress > 0.0 {
        let _ = write!(line, " {:.0}%", row.progress * 100.0);
    }
    for (holds, word) in [
        (row.on_chain, " chain"),
        (row.is_late, " late"),
        (row.is_blocked, " blocked"),
        (row.unfolded == Some(false), " folded"),
    ] {
        line.push_str(if holds { word } else { "" });
    }
    if let Some(due) = row.due {
        let _ = write!(line, " due {due:.1}");
    }
    if let Some(buffer) = row.buffer {
        let _ = write!(line, " buffer {}", span(Some(buffer)));
    }
    for mark in &row.marks {
        let _ = write!(line, " {:?}@{:.1}", mark.kind, mark.at);
    }
    if let Some(baseline) = row.baseline {
        let _ = write!(line, " was {}", span(Some(baseline)));
    }
    line
}

fn check(text: &str, asked: &Asked, expected: Expect) {
    let project = notation::project(text);
    let drawn = with(&project, |sources| timeline(sources, asked));
    let mut lines: Vec<String> = drawn.rows.iter().map(line_of).collect();
    for line in &drawn.lines {
        lines.push(format!(
            "{}→{} {:.1}→{:.1} {:?}",
            line.from_row, line.to_row, line.from, line.to, line.kind
        ));
    }
    expected.assert_eq(&lines.join("\n"));
}

const PROJECT: &str = "
    person ann
    person bob
    task launch
      task copy 16h @ann due=2026-03-02
      task review 8h @bob <copy
    task demo 24h @ann
    task old 8h @bob doing=2026-02-26 left=4h blocked
    task gone 8h done=2026-02-27
    milestone live review due=2026-03-10
    target 2026-03-11
";

#[test]
fn rows_stand_as_in_the_audit_below_the_finish_and_the_milestones() {
    check(
        PROJECT,
        &Asked::default(),
        expect![[r#"
            FINISH 7.0-12.0 due 17.0 buffer 12.0-15.2
            <live> 10.0-10.0 due 16.0
            launch 7.0-10.0 chain
              copy 7.0-9.0 chain late due 8.0
              review 9.0-10.0
            demo 9.0-12.0 chain
            old 3.0-7.5 50% blocked
            3→4 9.0→9.0 Link
            3→5 9.0→9.0 Person"#]],
    );
}

#[test]
fn what_is_folded_hides_its_rows_and_their_lines() {
    let asked = Asked {
        folded: BTreeSet::from(["launch".to_owned()]),
        ..Asked::default()
    };
    check(
        PROJECT,
        &asked,
        expect![[r#"
            FINISH 7.0-12.0 due 17.0 buffer 12.0-15.2
            <live> 10.0-10.0 due 16.0
            launch 7.0-10.0 chain folded
            demo 9.0-12.0 chain
            old 3.0-7.5 50% blocked"#]],
    );
}

#[test]
fn by_person_each_has_a_group_in_order_of_starts() {
    let asked = Asked {
        arrange: Arrange::Person,
        show: Show::All,
        ..Asked::default()
    };
    check(
        PROJECT,
        &asked,
        expect![[r#"
            FINISH 7.0-12.0 due 17.0 buffer 12.0-15.2
            <live> 10.0-10.0 due 16.0
            [ann] 7.0-12.0
            copy 7.0-9.0 chain late due 8.0
            demo 9.0-12.0 chain
            [bob] 3.0-10.0
            old 3.0-7.5 50% blocked
            review 9.0-10.0
            [] 4.0-5.0
            gone 4.0-5.0 100%
            3→4 9.0→9.0 Person
            3→7 9.0→9.0 Link"#]],
    );
}

#[test]
fn the_chain_alone_is_held_together_by_links_and_people() {
    let asked = Asked {
        arrange: Arrange::Start,
        show: Show::Chain,
        ..Asked::default()
    };
    check(
        PROJECT,
        &asked,
        expect![[r#"
            FINISH 3.0-8.0 due 13.0 buffer 8.0-11.2
            <live> 6.0-6.0 due 12.0
            copy 3.0-5.0 chain late due 4.0
            demo 5.0-8.0 chain
            2→3 5.0→5.0 Person"#]],
    );
}

#[test]
fn a_baseline_leaves_its_ghost() {
    let mut project = notation::project("task copy 8h");
    let planned = crate::project::BaselineTask {
        start: NaiveDate::from_ymd_opt(2026, 2, 27),
        finish: NaiveDate::from_ymd_opt(2026, 3, 2),
        ..Default::default()
    };
    let baseline = crate::project::Baseline {
        tasks: [(Id::new("copy"), planned)].into(),
        ..Default::default()
    };
    project.baselines.insert(Id::new("b"), baseline);
    let rows = with(&project, |sources| {
        timeline(sources, &Asked::default()).rows
    });
    let lines: Vec<String> = rows.iter().map(line_of).collect();
    expect![[r#"
        FINISH 3.0-4.0 buffer 4.0-4.2
        copy 3.0-4.0 chain was 0.0-4.0"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn only_days_on_which_nobody_works_are_shaded() {
    let project = notation::project("holiday 2026-03-06\ntask copy 8h");
    let axis = with(&project, |sources| {
        timeline(sources, &Asked::default()).axis
    });
    assert_eq!(axis.first, NaiveDate::from_ymd_opt(2026, 2, 27).unwrap());
    assert_eq!(axis.today, Some(3));
    assert_eq!(axis.off.get(..2), Some(&[(1, 2), (7, 3)][..]));
}

#[test]
fn what_is_written_above_follows_the_zoom() {
    let project = notation::project("task copy 8h");
    let axis = with(&project, |sources| {
        timeline(sources, &Asked::default()).axis
    });
    let said = |zoom| {
        let [coarse, fine] = axis.ticks(zoom);
        let text = |ticks: Vec<Tick>| {
            let ticks = ticks
                .iter()
                .map(|it| format!("{}+{} {}", it.at, it.days, it.label));
            ticks.collect::<Vec<_>>().join(", ")
        };
        let fine: Vec<Tick> = fine.into_iter().take(4).collect();
        format!("{} / {}", text(coarse), text(fine))
    };
    let lines = [Zoom::Day, Zoom::Week, Zoom::Month, Zoom::Fit].map(said);
    expect![[r#"
        0+2 February 2026, 2+19 March 2026 / 0+1 27, 1+1 28, 2+1 1, 3+1 2
        0+2 Feb 2026, 2+19 Mar 2026 / 0+3 27, 3+7 2, 10+7 9, 17+4 16
        0+21 2026 / 0+2 Feb, 2+19 Mar
        0+2 February 2026, 2+19 March 2026 / 0+1 27, 1+1 28, 2+1 1, 3+1 2"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn check_ins_and_messages_have_a_row_of_their_own_up_to_the_end_of_the_plan() {
    let mut project = notation::project("person ann\n task copy 24h @ann");
    let rows = |project: &Project| {
        with(project, |sources| {
            let drawn = timeline(sources, &Asked::default());
            let rhythm = drawn.rows.iter().find(|row| row.key == RowKey::Rhythm);
            let why = words_of(sources, Arrange::Outline, &RowKey::Rhythm).why;
            rhythm.map(|row| format!("{}: {why}", line_of(row)))
        })
    };
    assert_eq!(rows(&project), None);
    project.settings.check_in_days = Some(2);
    let weekly = Communication {
        title: "Status".to_owned(),
        first_due: Some(today().0 - chrono::Days::new(3)),
        every_days: Some(7),
        ..Communication::default()
    };
    project.communications.insert(Id::new("status"), weekly);
    expect!["RHYTHM nowhere CheckIn@3.5 CheckIn@5.5 Overdue@0.5: Every other working day the team checks in, next on Mon 2 Mar. “Status”: 3 days overdue."].assert_eq(&rows(&project).unwrap());
}

#[test]
fn lines_turn_at_right_angles_and_go_round_a_bar_that_starts_before() {
    let line = |from_row, to_row, from, to, from_finish, to_start| Line {
        from_row,
        to_row,
        from,
        to,
        from_finish,
        to_start,
        kind: LineKind::Link,
    };
    let path = |line: Line| {
        let links = drawn(&[line], &(0..9), 0.5).links;
        format!("{} head {}", links.lines, links.heads)
    };
    let paths = [
        path(line(0, 2, 3.0, 5.0, true, true)),
        path(line(0, 2, 3.0, 2.0, true, true)),
        path(line(2, 0, 3.0, 4.0, false, true)),
        path(line(0, 1, 3.0, 4.0, true, false)),
    ];
    expect![[r#"
        M3.00 0.5H5.25V2.26 head M5.25 2.26L5.05 2.13H5.45Z
        M3.00 0.5H3.50V2H1.50V2.5H2.00 head M2.00 2.5L1.65 2.40V2.60Z
        M3.00 2.5H2.50V0.5H4.00 head M4.00 0.5L3.65 0.40V0.60Z
        M3.00 0.5H4.50V1.5H4.00 head M4.00 1.5L4.35 1.40V1.60Z"#]]
    .assert_eq(&paths.join("\n"));
}

#[test]
fn a_month_with_few_days_in_sight_is_not_written_over_the_next() {
    let is_named = |first: u32, zoom| {
        let first = NaiveDate::from_ymd_opt(2026, 10, first).unwrap();
        let last = NaiveDate::from_ymd_opt(2026, 12, 20).unwrap();
        // The axis begins three days before.
        axis_markup(&Axis::of(first, last, None), zoom).contains(">Oct")
    };
    assert!(is_named(31, Zoom::Week), "four days have room for it");
    assert!(is_named(31, Zoom::Day), "as two would have here");
    assert!(!is_named(31, Zoom::Fit), "of some sixty days that fit");
    assert!(is_named(20, Zoom::Fit));
}

#[test]
fn a_line_that_comes_from_far_off_is_drawn_no_further_than_a_little_beyond_the_rows() {
    let line = |from_row, to_row| Line {
        from_row,
        to_row,
        from: 1.0,
        to: 3.0,
        from_finish: true,
        to_start: true,
        kind: LineKind::Person,
    };
    let path = |line: Line| drawn(&[line], &(100..110), 0.5).people.lines;
    assert_eq!(path(line(101, 109)), "M1.00 1.5H3.25V9.26", "all of it");
    assert_eq!(path(line(2, 105)), "M1.00 -2H3.25V5.26", "from above");
    assert_eq!(path(line(105, 9_000)), "M1.00 5.5H3.25V11.76", "downwards");
    assert_eq!(path(line(9_000, 2)), "M1.00 12H3.25V-1.76", "upwards");
}

#[test]
fn only_lines_that_cross_the_rows_in_sight_are_drawn() {
    let line = Line {
        from_row: 2,
        to_row: 20,
        from: 1.0,
        to: 2.0,
        from_finish: true,
        to_start: true,
        kind: LineKind::Chain,
    };
    let seen = |rows: std::ops::Range<usize>| {
        drawn(std::slice::from_ref(&line), &rows, 0.5) != Drawn::default()
    };
    assert!(seen(5..10), "it passes through");
    assert!(seen(20..30), "it ends in the first row");
    assert!(!seen(21..30), "it ends above");
    assert!(!seen(0..2), "it begins below");
}

#[test]
fn a_row_says_when_how_far_it_can_slip_and_why() {
    let project = notation::project(PROJECT);
    let lines = with(&project, |sources| {
        let keys = [
            RowKey::Finish,
            RowKey::Milestone(Id::new("live")),
            RowKey::Task(Id::new("copy"), String::new()),
            RowKey::Task(Id::new("review"), String::new()),
        ];
        keys.map(|key| {
            let said = words_of(sources, Arrange::Outline, &key);
            format!(
                "{} | {} | {} | {} | {}",
                said.title, said.who, said.dates, said.slack, said.why
            )
        })
        .join("\n")
    });
    expect![[r#"
        Finish |  | Fri 6 Mar |  | The last open task is planned to be done on Fri 6 Mar, if every estimate holds. With the buffer of 1 day behind the critical chain it is Tue 10 Mar.
        live |  | Wed 4 Mar |  | Reached when its task is done.
        copy | ann | Mon 2 Mar – Tue 3 Mar | none | Nothing holds it up. It is on the critical chain: a day later here is a day later at the end. It is due Mon 2 Mar and is planned 1 day too late.
        review | bob | Wed 4 Mar | 2 days | Comes after “copy”, which is planned to be done on Tue 3 Mar. It can slip by 2 days before the end moves."#]].assert_eq(&lines);
}

#[test]
fn problems_are_said_once_with_a_place_to_mend_them() {
    let project = notation::project(
        "
        person ann hours=0/0/0/0/0/0/0
        task copy @ann
        task demo
        task round 8h @ann <square
        task square 8h @ann <round
        ",
    );
    let (_, problems) = schedule::schedule(&project, today(), &Options::default());
    let all = remarks(&project, &problems);
    assert_eq!(heading(&all), "2 problems and 2 assumptions in this plan");
    assert_eq!(heading(&all[3..]), "1 assumption in this plan");
    assert_eq!(heading(&all[..1]), "1 problem in this plan");
    let said: Vec<String> = all
        .into_iter()
        .map(|remark| format!("{} ({:?})", remark.text, remark.mend))
        .collect();
    expect![[r#"
        These wait for each other: “round” → “square” → “round”. Their links are passed over until you cut one. (Task(round))
        ann never works. The project’s hours are assumed. (People)
        2 open tasks have no estimate. 4 hours each are assumed. (Gaps)
        1 open task has no owner. Someone is assumed to be free for each. (Gaps)"#]].assert_eq(&said.join("\n"));
}

#[test]
fn a_project_without_problems_has_no_remarks() {
    let project = notation::project("person ann\ntask copy 8h @ann");
    let (_, problems) = schedule::schedule(&project, today(), &Options::default());
    assert_eq!(remarks(&project, &problems), []);
}
