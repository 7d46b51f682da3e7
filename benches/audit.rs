//! What reading a large project's audit and a large paste cost: `cargo bench --bench audit`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::NaiveDate;
use lastmile::edit::task::{self, Place};
use lastmile::edit::{Author, Change};
use lastmile::finish::audit::{Scope, balance, bottlenecks, findings, growth};
use lastmile::present::paste::{self, Form, Headings};
use lastmile::present::quick_add::Names;
use lastmile::present::{TaskQuery, task_rows};
use lastmile::project::order::OrderKey;
use lastmile::project::{
    Baseline, BaselineTask, Blocker, BlockerKind, Dependency, Estimate, Id, Party, Person,
    Priority, Project, Task, Today, WorkMinutes,
};

const TASKS: u32 = 10_000;
const LINKS: u32 = 8_000;

fn main() {
    let today = Today(NaiveDate::default());
    let project = project();
    let blocked = project.tasks.values().filter(|task| task.blocker.is_some());
    let blocked = blocked.count();
    println!("{TASKS} tasks, {LINKS} links, {blocked} blocked; the best of ten, in ms");
    let scope = timed("scope", || Scope::of(&project, today));
    timed("bottlenecks", || bottlenecks(&scope));
    timed("findings", || findings(&scope));
    timed("balance", || balance(&scope));
    timed("growth", || growth(&scope));
    let (outline, _) = timed("outline", || project.outline());
    let query = TaskQuery::default();
    timed("table rows", || {
        task_rows(&project, &outline, &query, &BTreeSet::new())
    });
    let search = TaskQuery {
        search: "person 3 page".to_owned(),
        ..TaskQuery::default()
    };
    timed("table rows found by words", || {
        task_rows(&project, &outline, &search, &BTreeSet::new())
    });
    edits(&project, today);
    pastes(&project, today);
}

/// Single edits of a large project.
fn edits(project: &Project, today: Today) {
    let author = Author {
        today,
        person: None,
    };
    let mut ids = || "new".to_owned();
    // One less, so that there is room for another.
    let mut room = project.clone();
    room.tasks.pop_first();
    timed("add a task", || {
        task::add(&room, "New", &Place::End(None), &author, &mut ids).map(|(_, change)| change)
    })
    .unwrap_or_default();
    let last = id(TASKS - 1);
    let _: Change =
        timed("rename a task", || task::rename(project, &last, "Other")).unwrap_or_default();
    let _: Change = timed("move a task up", || task::move_up(project, &last)).unwrap_or_default();
}

/// Large pastes into a large project.
fn pastes(project: &Project, today: Today) {
    let names = timed("names", || Names::of(project, None, today));
    let line = |number: u32| {
        let indent = "  ".repeat((number % 3) as usize);
        format!("{indent}- [ ] Page {number} !must 3h/5h/10h due fri #web @person after:Other\n")
    };
    let list: String = (0..TASKS).map(line).collect();
    timed("paste a list", || {
        paste::lines(&list, &names, Headings::SummaryTasks)
    });
    let row = |number: u32| {
        format!(
            "Page {number}\tPerson {}\t4h\tmust\t2026-03-12\n",
            number % 20
        )
    };
    let rows: String = (0..TASKS).map(row).collect();
    assert_eq!(paste::form(&rows), Form::Columns('\t'));
    timed("paste a table", || {
        let table = paste::table(&rows, '\t', &names);
        table.preview(&table.mapping, &names)
    });
}

fn project() -> Project {
    let mut project = Project::default();
    let keys = OrderKey::spread(None, None, TASKS as usize);
    for number in 0..20_u32 {
        let person = Person {
            name: format!("Person {number}"),
            ..Person::default()
        };
        project
            .people
            .insert(Id::new(&format!("p-{number}")), person);
    }
    for (number, order) in (0..TASKS).zip(keys) {
        let blocker = number.is_multiple_of(100).then(|| Blocker {
            kind: BlockerKind::ALL[(number / 10 % 4) as usize],
            waiting_on: Some(Party::Named(format!("Party {}", number % 7))),
            since: Some(NaiveDate::default()),
            note: String::new(),
        });
        let task = Task {
            title: format!("Finish the page about subject {number}"),
            notes: "A line of notes as people write them. ".repeat(3),
            parent: (!number.is_multiple_of(10)).then(|| id(number / 10 * 10)),
            order,
            priority: Some(Priority::ALL[(number % 3) as usize]),
            assignees: [(Id::new(&format!("p-{}", number % 20)), 1)].into(),
            estimate: Some(Estimate::single(WorkMinutes(60 + number % 900))),
            blocker: blocker.or((number % 20 == 1).then(|| Blocker {
                kind: BlockerKind::Other,
                waiting_on: None,
                since: None,
                note: String::new(),
            })),
            ..Task::default()
        };
        project.tasks.insert(id(number), task);
    }
    for number in 0..LINKS {
        // Ever further on, between leaves of neighbouring summary tasks.
        let from = number / 9 * 10 + 1 + number % 9;
        let link =
            Dependency::finish_to_start(id(from), id((from + 11 + number % 7).min(TASKS - 1)));
        project
            .dependencies
            .insert(Dependency::id_of(&link.predecessor, &link.successor), link);
    }
    let frozen = project.tasks.keys().step_by(2).cloned();
    let frozen = frozen.map(|id| (id, BaselineTask::default()));
    let baseline = Baseline {
        tasks: frozen.collect(),
        ..Baseline::default()
    };
    project.baselines.insert(Id::new("first"), baseline);
    project
}

fn id(number: u32) -> Id<Task> {
    Id::new(&format!("a3f9-{number}"))
}

/// What something gives; prints the milliseconds it takes at best.
fn timed<T>(name: &str, mut what: impl FnMut() -> T) -> T {
    let mut best = f64::MAX;
    for _ in 0..9 {
        let begun = Instant::now();
        drop(what());
        best = best.min(begun.elapsed().as_secs_f64() * 1e3);
    }
    let result = what();
    println!("{name:>26}: {best:6.2}");
    result
}
