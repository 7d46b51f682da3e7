//! What writing and reading a file costs: `cargo bench --bench json`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]

use std::time::Instant;

use lastmile::document::{Actor, Context, Document};
use lastmile::edit::Change;
use lastmile::exchange::json::{Imprint, export, import};
use lastmile::project::order::OrderKey;
use lastmile::project::{Dependency, Estimate, Id, Person, Priority, Status, Task, WorkMinutes};

fn main() {
    for count in [100, 1_000, 10_000] {
        let document = document(count);
        let imprint = Imprint { at: "", by: "" };
        let (written, text) = best(|| export(&[&document], None, imprint));
        let (read, outside) = best(|| import(text.as_bytes()));
        let (made, copy) = best(|| {
            let outside = outside.as_ref().ok()?;
            Some(outside.projects.first()?.document("p", &context()))
        });
        assert_eq!(copy.as_ref(), Some(&document));
        println!(
            "{count} tasks: {} kB; written in {written:.1} ms, read in {read:.1} ms, made a document \
             in {made:.1} ms",
            text.len() / 1_000
        );
    }
}

fn context() -> Context {
    Context {
        actor: Actor(0x1234_5678_9ABC),
        by: "Ann Lee".to_owned(),
        wall: String::new(),
    }
}

/// A project of this many tasks, with eight links for ten of them and notes for every third.
fn document(count: usize) -> Document {
    let mut change = Change::new("Fill");
    for number in 0..20 {
        let person = Person {
            name: format!("Person {number}"),
            ..Person::default()
        };
        change.add(&Id::new(&format!("ann-{number}")), &person);
    }
    for (number, order) in OrderKey::spread(None, None, count).into_iter().enumerate() {
        let id = |number: usize| Id::new(&format!("2n8hk5x1z-{number}"));
        let hours = u32::try_from(number % 20).unwrap_or(0) + 1;
        let task = Task {
            title: format!("Check the part number {number} of the long list"),
            notes: ["What was found stands in the list of the last review; ask there. ".repeat(2)]
                .into_iter()
                .filter(|_| number.is_multiple_of(3))
                .collect(),
            order,
            priority: Priority::ALL.get(number % 3).copied(),
            labels: ["web".to_owned(), format!("area {}", number % 9)].into(),
            assignees: [(Id::new(&format!("ann-{}", number % 20)), 1)].into(),
            estimate: Some(Estimate::single(WorkMinutes::hours(hours))),
            remaining: Some(WorkMinutes::hours(hours)),
            status: Status::Doing,
            due: "2026-12-01".parse().ok(),
            started: "2026-11-20".parse().ok(),
            added_on: "2026-11-02".parse().ok(),
            ..Task::default()
        };
        change.add(&id(number), &task);
        if number % 10 < 8 && number > 0 {
            let link = Dependency::finish_to_start(id(number / 2), id(number));
            change.add(&Dependency::id_of(&id(number / 2), &id(number)), &link);
        }
    }
    let mut document = Document::new("p");
    document.commit(&change, &context());
    document
}

/// The shortest of five runs in milliseconds, and its result.
fn best<T>(mut run: impl FnMut() -> T) -> (f64, T) {
    let mut timed = || {
        let start = Instant::now();
        let result = run();
        (start.elapsed().as_secs_f64() * 1_000.0, result)
    };
    let mut best = timed();
    for _ in 1..5 {
        let next = timed();
        if next.0 < best.0 {
            best = next;
        }
    }
    best
}
