//! A project as people fill it: the fixture that sizes and times of the record are measured with.

use lastmile::document::{Actor, Book, ChangeRecord, Context};
use lastmile::edit::Change;
use lastmile::project::order::OrderKey;
use lastmile::project::{
    Deliverable, Dependency, Estimate, Id, Person, Priority, Project, Status, Task, WorkMinutes,
    Workstream,
};
use std::sync::Arc;

/// How the tasks came in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entered {
    /// All in one go, as a pasted list does.
    AtOnce,
    /// One by one, and every third one edited three times afterwards.
    OneByOne,
}

/// What the journal holds when the project is filled, and the book.
pub(crate) type Filled = (Book<Project>, Vec<Arc<ChangeRecord>>);

/// A project of `tasks` tasks: titles of about 40 characters, about 12 fields each, notes of about
/// 120 characters on 30 %, 8 links on 10 tasks, 20 people, 8 deliverables, 5 workstreams.
pub(crate) fn filled(tasks: u32, entered: Entered) -> Filled {
    let mut book: Book<Project> = Book::new("fixture");
    let mut records = Vec::new();
    let mut commit = |book: &mut Book<Project>, change: &Change| {
        records.extend(book.commit(change, &context()));
    };
    let mut people = Change::new("Add people");
    for number in 0..20 {
        let name = format!("{} {}", word(number, 1), word(number, 2));
        people.add(
            &person(number),
            &Person {
                name,
                role: word(number, 3).into(),
                ..Person::default()
            },
        );
    }
    for number in 0..8 {
        let name = format!("{} {}", word(number, 4), word(number, 5));
        people.add(
            &deliverable(number),
            &Deliverable {
                name,
                ..Deliverable::default()
            },
        );
    }
    for number in 0..5 {
        let name = word(number, 6).to_owned();
        people.add(
            &workstream(number),
            &Workstream {
                name,
                ..Workstream::default()
            },
        );
    }
    commit(&mut book, &people);
    let orders = OrderKey::spread(None, None, tasks as usize);
    let mut all = Change::new("Paste a list");
    for (number, order) in (0..tasks).zip(orders) {
        let mut one = Change::new("Add a task");
        let change = match entered {
            Entered::AtOnce => &mut all,
            Entered::OneByOne => &mut one,
        };
        change.add(&task_id(number), &task(number, order));
        if number % 10 < 8 && number > 0 {
            let before = task_id(number - 1 - chance(number, 7) % number.min(50));
            let link = Dependency::finish_to_start(before.clone(), task_id(number));
            change.add(&Dependency::id_of(&before, &task_id(number)), &link);
        }
        commit(&mut book, &one);
    }
    commit(&mut book, &all);
    if matches!(entered, Entered::OneByOne) {
        for number in (0..tasks).step_by(3) {
            for edit in 0..3 {
                let mut change = Change::new("Edit a task");
                change.alter(&book.model().tasks, &task_id(number), |task| match edit {
                    0 => task.remaining = Some(WorkMinutes(chance(number, 20) % 900)),
                    1 => task.status = Status::Doing,
                    _ => task.title.push_str(" again"),
                });
                commit(&mut book, &change);
            }
        }
    }
    (book, records)
}

/// Who fills it.
pub(crate) fn context() -> Context {
    Context {
        actor: Actor(0x5eed_1234_5678_9abc),
        by: "Ann Miller".into(),
        wall: "2026-03-12T10:00:00.000Z".into(),
    }
}

/// The id of a task.
pub(crate) fn task_id(number: u32) -> Id<Task> {
    Id::new(&format!("{}-{}", context().actor, number + 100))
}

fn person(number: u32) -> Id<Person> {
    Id::new(&format!("{}-{number}", context().actor))
}

fn deliverable(number: u32) -> Id<Deliverable> {
    Id::new(&format!("{}-{}", context().actor, number + 30))
}

fn workstream(number: u32) -> Id<Workstream> {
    Id::new(&format!("{}-{}", context().actor, number + 50))
}

fn task(number: u32, order: OrderKey) -> Task {
    let words = |count: u32, salt: u32| {
        let words: Vec<_> = (0..count).map(|n| word(number, salt + n)).collect();
        words.join(" ")
    };
    let day = |salt: u32| {
        let days = u64::from(chance(number, salt) % 90);
        chrono::NaiveDate::from_ymd_opt(2026, 3, 1).map(|day| day + chrono::Days::new(days))
    };
    let hours = 1 + chance(number, 40) % 40;
    let estimate = match number % 3 {
        0 => Estimate::three(
            WorkMinutes(hours * 30),
            WorkMinutes(hours * 60),
            WorkMinutes(hours * 150),
        ),
        _ => Estimate::single(WorkMinutes(hours * 60)),
    };
    Task {
        title: words(6, 100),
        notes: if chance(number, 41) % 10 < 3 {
            words(18, 200)
        } else {
            String::new()
        },
        order,
        priority: Priority::ALL.get(chance(number, 42) as usize % 3).copied(),
        deliverable: Some(deliverable(chance(number, 43) % 8)),
        workstream: Some(workstream(chance(number, 44) % 5)),
        labels: [word(number % 12, 45).to_owned()].into(),
        assignees: [(person(chance(number, 46) % 20), 1)].into(),
        estimate: Some(estimate),
        due: day(47),
        added_on: day(48),
        added_by: Some(person(chance(number, 49) % 20)),
        ..Task::default()
    }
}

/// A number that depends on both arguments and on nothing else.
pub(crate) fn chance(number: u32, salt: u32) -> u32 {
    let mixed = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(salt) << 32);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> 33) as u32
}

fn word(number: u32, salt: u32) -> &'static str {
    WORDS
        .get(chance(number, salt) as usize % WORDS.len())
        .copied()
        .unwrap_or_default()
}

const WORDS: &[&str] = &[
    "pricing",
    "page",
    "copy",
    "review",
    "legal",
    "approval",
    "onboarding",
    "flow",
    "email",
    "test",
    "deploy",
    "rollback",
    "plan",
    "training",
    "slides",
    "support",
    "macro",
    "invoice",
    "export",
    "import",
    "calendar",
    "mobile",
    "layout",
    "contrast",
    "keyboard",
    "search",
    "index",
    "backup",
    "restore",
    "permission",
    "role",
    "audit",
    "log",
    "metric",
    "dashboard",
    "alert",
    "budget",
    "contract",
    "vendor",
    "translation",
    "German",
    "French",
    "glossary",
    "screenshot",
    "video",
    "webinar",
    "press",
    "release",
    "note",
    "changelog",
    "feature",
    "flag",
    "migration",
    "schema",
    "cache",
    "header",
    "cookie",
    "banner",
    "consent",
    "privacy",
    "policy",
    "terms",
    "checkout",
    "payment",
    "refund",
    "coupon",
    "tax",
    "receipt",
    "survey",
    "interview",
    "persona",
    "wireframe",
    "prototype",
    "usability",
    "session",
    "finding",
    "fix",
    "regression",
    "load",
    "stress",
    "browser",
    "matrix",
    "pipeline",
    "certificate",
    "domain",
    "redirect",
    "sitemap",
    "analytics",
    "event",
    "funnel",
    "cohort",
    "retention",
    "churn",
    "forecast",
    "handover",
    "runbook",
    "escalation",
    "rota",
    "stakeholder",
    "workshop",
    "agenda",
    "minutes",
    "decision",
    "risk",
    "owner",
    "deadline",
    "milestone",
    "acceptance",
    "criteria",
    "evidence",
    "sign",
    "off",
    "prepare",
    "confirm",
    "update",
    "remove",
    "clean",
    "verify",
    "measure",
    "compare",
    "collect",
    "publish",
    "schedule",
    "with",
    "the",
    "for",
    "and",
    "of",
    "all",
    "new",
    "old",
    "final",
    "first",
    "second",
    "draft",
    "team",
];
