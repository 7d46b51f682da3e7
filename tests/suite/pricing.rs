//! Asking what a change would cost changes nothing.

use std::collections::BTreeSet;

use lastmile::document::{Actor, Context, Document};
use lastmile::edit::change_request::{Ruling, Setting, add, decide, set};
use lastmile::edit::{Author, Change, DELETED};
use lastmile::engine::{Answer, Desk, Entry, News, Price, Question, Step};
use lastmile::exchange::json::{Imprint, export};
use lastmile::present::paste::{Headings, lines};
use lastmile::present::quick_add::Names;
use lastmile::project::{
    Blocker, BlockerKind, Dependency, Estimate, Id, Party, Person, Priority, Project, Risk, Status,
    Task, Today, Verdict, WorkMinutes,
};
use lastmile::samples;

use crate::random::{Random, times};

fn today() -> Today {
    Today("2026-11-18".parse().unwrap())
}

fn context() -> Context {
    Context {
        actor: Actor(1),
        by: "Ann".to_owned(),
        wall: "2026-11-18T10:00:00+01:00".to_owned(),
    }
}

fn ids() -> impl FnMut() -> String {
    let mut number = 0;
    move || {
        number += 1;
        format!("tried-{number}")
    }
}

fn text(document: &Document) -> String {
    let imprint = Imprint {
        at: "2026-11-18T10:00:00+01:00",
        by: "Ann",
    };
    export(&[document], None, imprint)
}

/// The records of a change as they would be with it.
fn entries(document: &Document, change: &Change) -> Vec<Entry> {
    let mut tried = document.clone();
    tried.commit(change, &context());
    let touched = change.writes.iter().map(|write| (&write.kind, &write.id));
    let touched: BTreeSet<_> = touched.collect();
    let entry = |(kind, id): (&String, &String)| {
        let mut fields = tried.fields(kind, id).unwrap_or_default();
        let is_gone = fields.remove(DELETED) == Some(true.into());
        Entry {
            kind: kind.as_str().into(),
            id: id.as_str().into(),
            fields: (!is_gone).then_some(fields),
        }
    };
    touched.into_iter().map(entry).collect()
}

/// The price of one change, by few runs.
fn price(desk: &mut Desk, change: Vec<Entry>) -> Price {
    let changes = vec![change];
    desk.ask(1, Question::Prices { changes, runs: 40 });
    loop {
        if let Step::Found(News::Answer(1, answer, 100)) = desk.step() {
            match answer.as_ref() {
                Answer::Prices(prices) => return prices[0].clone(),
                other @ (Answer::Payments { .. } | Answer::Order(_) | Answer::Moved(_)) => {
                    panic!("{other:?}")
                }
            }
        }
    }
}

/// A project like no other: one of the samples in one of four cases, else up to thirty tasks with
/// whatever tasks have.
fn generated(random: &mut Random) -> Document {
    let mut document = Document::new("p");
    let build = match random.below(4) {
        0 => {
            let samples = samples::all();
            samples[random.below(samples.len())].build(today(), &mut ids())
        }
        _ => tasks(random),
    };
    document.commit(&build, &context());
    document
}

fn tasks(random: &mut Random) -> Change {
    let mut change = Change::new("Begin");
    let people = 1 + random.below(4);
    for number in 0..people {
        let person = Person {
            name: format!("Person {number}"),
            availability_percent: [100, 80, 20][random.below(3)],
            ..Person::default()
        };
        change.add(&Id::new(&format!("p{number}")), &person);
    }
    let count = random.below(30);
    for number in 0..count {
        let id = Id::new(&format!("t{number}"));
        change.add(&id, &task(random, number, people));
        // Sometimes backwards: circles are allowed to be there.
        for _ in 0..random.below(3) {
            let from = Id::new(&format!("t{}", random.below(count)));
            let link = Dependency::finish_to_start(from.clone(), id.clone());
            change.add(&Dependency::id_of(&from, &id), &link);
        }
    }
    for number in 0..random.below(4) {
        let risk = Risk {
            title: format!("Risk {number}"),
            probability: Some(1 + u8::try_from(number).unwrap()),
            impact: Some(3),
            tasks: [Id::new(&format!("t{}", random.below(30)))].into(),
            ..Risk::default()
        };
        change.add(&Id::new(&format!("r{number}")), &risk);
    }
    change
}

fn task(random: &mut Random, number: usize, people: usize) -> Task {
    let likely = 30 + 60 * u32::try_from(random.below(40)).unwrap();
    let person = || Id::<Person>::new(&format!("p{}", number % people));
    Task {
        title: format!("Task {number}"),
        estimate: match random.below(3) {
            0 => None,
            1 => Some(Estimate::single(WorkMinutes(likely))),
            _ => Some(Estimate::three(
                WorkMinutes(likely / 2),
                WorkMinutes(likely),
                WorkMinutes(likely * 3),
            )),
        },
        assignees: (0..random.below(3)).map(|_| (person(), 1)).collect(),
        priority: [None, Some(Priority::Must), Some(Priority::Nice)][random.below(3)],
        status: [Status::Todo, Status::Doing, Status::Done, Status::Deferred][random.below(4)],
        due: (random.below(3) == 0).then(|| today().0),
        blocker: (random.below(4) == 0).then(|| Blocker {
            kind: BlockerKind::Approval,
            waiting_on: Some(Party::Named("Helen".to_owned())),
            since: Some(today().0),
            note: String::new(),
        }),
        ..Task::default()
    }
}

/// Lines of work as someone might type them, understood or not.
fn work(random: &mut Random) -> String {
    const PARTS: [&str; 12] = [
        "6h",
        "3h/8h/20h",
        "20h/8h/3h",
        "@\"Person 0\"",
        "@\"Someone new\"",
        "!must",
        "after:\"Task 1\"",
        "after:\"New 0\"",
        "after:\"No such task\"",
        "due fri",
        "on:Web",
        "waiting:Legal",
    ];
    let line = |number: usize, random: &mut Random| {
        let mut line = format!("New {number}");
        for _ in 0..random.below(4) {
            line.push(' ');
            line.push_str(PARTS[random.below(PARTS.len())]);
        }
        line
    };
    let count = 1 + random.below(4);
    let lines: Vec<_> = (0..count).map(|number| line(number, random)).collect();
    lines.join("\n")
}

/// Asks for some work in a project, with up to two tasks that give way to it, and tells what
/// accepting it would write.
fn accepting(document: &mut Document, random: &mut Random) -> Change {
    let author = Author {
        today: today(),
        person: None,
    };
    let project: Project = document.read().0;
    let (request, change) = add(&project, "More", &author, &mut || "request".to_owned()).unwrap();
    document.commit(&change, &context());
    let work = work(random);
    let mut settings = vec![Setting::IsCritical(Some(true)), Setting::Work(work.clone())];
    let tasks: Vec<_> = project.tasks.keys().cloned().collect();
    for _ in 0..random.below(3).min(tasks.len()) {
        let task = tasks[random.below(tasks.len())].clone();
        settings.push(Setting::TradeOff(task, true));
    }
    for setting in settings {
        let project: Project = document.read().0;
        let change = set(&project, &request, &setting).unwrap();
        document.commit(&change, &context());
    }
    let project: Project = document.read().0;
    let names = Names::of(&project, None, today());
    let ruling = Ruling {
        verdict: Verdict::Accept,
        reason: String::new(),
        phase: String::new(),
        work: lines(&work, &names, Headings::default()).drafts,
        price: None,
    };
    decide(&project, &request, &ruling, &author, &mut ids()).unwrap()
}

#[test]
fn a_price_that_is_not_accepted_leaves_the_project_as_it_was_byte_by_byte() {
    let mut moved = 0;
    for seed in 0..times(24) {
        let random = &mut Random::new(seed as u64);
        let mut document = generated(random);
        let accept = accepting(&mut document, random);
        let (before, project): (String, Project) = (text(&document), document.read().0);
        let mut desk = Desk::new(100_000);
        desk.look_at(project.clone(), today(), 1);
        let untouched = price(&mut desk, Vec::new());
        let tried = price(&mut desk, entries(&document, &accept));
        moved += usize::from(tried.after != untouched.after);
        assert_eq!(price(&mut desk, Vec::new()), untouched, "seed {seed}");
        assert_eq!(tried.before, untouched.after, "seed {seed}");
        assert_eq!(text(&document), before, "seed {seed}");
        assert_eq!(document.read::<Project>().0, project, "seed {seed}");
    }
    // Else the prices were of nothing.
    assert!(moved * 4 > times(24), "only {moved} requests moved a date");
}
