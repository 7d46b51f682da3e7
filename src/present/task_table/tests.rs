//! What the table of tasks shows.

use chrono::NaiveDate;
use expect_test::{Expect, expect};

use super::*;
use crate::present::words;
use crate::project::order::OrderKey;
use crate::project::{Blocker, BlockerKind, Estimate, Person, Priority, Status};

fn project() -> Project {
    let mut project = Project::default();
    let person = |name: &str| Person {
        name: name.into(),
        ..Person::default()
    };
    project.people.insert(Id::new("mia"), person("Mia"));
    project.people.insert(Id::new("jon"), person("Jon"));
    let keys = OrderKey::spread(None, None, 9);
    let mut add = |at: usize, id: &str, parent: Option<&str>, how: fn(&mut Task)| {
        let mut task = Task {
            title: format!("Task {id}"),
            parent: parent.map(Id::new),
            order: keys[at].clone(),
            ..Task::default()
        };
        how(&mut task);
        project.tasks.insert(Id::new(id), task);
    };
    add(0, "launch", None, |_| {});
    add(1, "copy", Some("launch"), |task| {
        task.priority = Some(Priority::Must);
        task.estimate = Some(Estimate::single(WorkMinutes::hours(6)));
        task.assignees = [(Id::new("mia"), 1), (Id::new("jon"), 1)].into();
    });
    add(2, "legal", Some("launch"), |task| {
        task.priority = Some(Priority::Must);
        task.due = NaiveDate::from_ymd_opt(2026, 3, 1);
        task.blocker = Some(Blocker {
            kind: BlockerKind::Approval,
            waiting_on: None,
            since: None,
            note: String::new(),
        });
    });
    add(3, "film", None, |task| {
        task.priority = Some(Priority::Nice);
        task.labels = ["vidéo".to_owned()].into();
        task.assignees = [(Id::new("jon"), 1)].into();
        task.due = NaiveDate::from_ymd_opt(2026, 2, 1);
    });
    add(4, "old", None, |task| task.status = Status::Done);
    project
}

fn check(query: &TaskQuery, folded: &[&str], expect: Expect) {
    let project = project();
    let (outline, _) = project.outline();
    let folded = folded.iter().map(|key| (*key).to_owned()).collect();
    let rows = task_rows(&project, &outline, query, &folded);
    let lines = rows.into_iter().map(|row| match row {
        TaskRow::Group {
            title, count, work, ..
        } => {
            format!("== {title} {count} {}\n", words::work(work))
        }
        TaskRow::Task { id, depth, .. } => format!("{}{id}\n", "  ".repeat(depth)),
    });
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn without_groups_subtasks_stand_below_their_summary_task() {
    check(
        &TaskQuery::default(),
        &[],
        expect![[r#"
        launch
          copy
          legal
        film
    "#]],
    );
    check(
        &TaskQuery::default(),
        &["launch"],
        expect![[r#"
        launch
        film
    "#]],
    );
}

#[test]
fn a_summary_task_is_shown_when_anything_below_it_is() {
    let query = TaskQuery {
        status: StatusFilter::Blocked,
        ..TaskQuery::default()
    };
    check(
        &query,
        &[],
        expect![[r#"
        launch
          legal
    "#]],
    );
}

#[test]
fn words_are_found_in_titles_labels_and_names_without_case_and_accents() {
    let query = TaskQuery {
        search: "VIDEO jon".into(),
        ..TaskQuery::default()
    };
    check(
        &query,
        &[],
        expect![[r#"
        film
    "#]],
    );
    let query = TaskQuery {
        search: "video mia".into(),
        ..TaskQuery::default()
    };
    check(&query, &[], expect![[r#""#]]);
}

#[test]
fn groups_hold_leaves_with_their_work_and_the_nameless_group_is_last() {
    let query = TaskQuery {
        group: GroupBy::Owner,
        ..TaskQuery::default()
    };
    check(
        &query,
        &[],
        expect![[r#"
        == Jon 2 6 h
        copy
        film
        == Mia 1 6 h
        copy
        == Nobody yet 1 0 h
        legal
    "#]],
    );
    check(
        &query,
        &["group jon", "group "],
        expect![[r#"
        == Jon 2 6 h
        == Mia 1 6 h
        copy
        == Nobody yet 1 0 h
    "#]],
    );
}

#[test]
fn what_has_no_value_is_last_in_both_directions() {
    let up = TaskQuery {
        sort: SortBy::Due,
        ..TaskQuery::default()
    };
    check(
        &up,
        &[],
        expect![[r#"
        film
        legal
        copy
    "#]],
    );
    let down = TaskQuery {
        direction: Direction::Descending,
        ..up
    };
    check(
        &down,
        &[],
        expect![[r#"
        legal
        film
        copy
    "#]],
    );
}
