//! What keeping a project costs, in time and in units of the quota:
//! `cargo bench --bench document`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
#![expect(clippy::expect_used, reason = "a bench that cannot go on says so")]

#[path = "../tests/support/worked_on.rs"]
mod worked_on;

use std::time::{Duration, Instant};

use lastmile::edit::Change;
use lastmile::project::Project;
use lastmile::storage::{
    self, Compaction, Exclusive, MemoryStorage, MirrorEntries, Progress, QUOTA_UNITS, Schema,
    units_used,
};
use worked_on::{Entered, context, filled, task_id};

fn main() {
    for tasks in [100, 1_000, 10_000] {
        for entered in [Entered::AtOnce, Entered::OneByOne] {
            measure(tasks, entered);
        }
    }
}

fn measure(tasks: u32, entered: Entered) {
    println!("{tasks} tasks, entered {entered:?}");
    let (book, records) = filled(tasks, entered);
    let storage = MemoryStorage::default();
    let mirror = MirrorEntries::new();
    let opened = storage::open(
        &storage,
        "fixture",
        context().actor,
        Some(&mirror),
        Schema::CURRENT,
    );
    let mut store = opened.store;
    for record in &records {
        store.append(record);
    }
    println!("  journal alone: {}", share(used(&storage)));
    let (opening, _) = timed(|| open(&storage, &mirror));
    println!("  opening it: {opening:?}");
    let mut book = book;
    for generation in 1..=3 {
        let mut peak = 0;
        let began = Instant::now();
        let lock = Exclusive::held();
        let mut compaction =
            Compaction::begin(&store, book.document(), book.history(), 0, &lock).expect("begins");
        let (mut longest, mut steps) = (Duration::ZERO, 0);
        loop {
            let (took, progress) = timed(|| compaction.step(&mut store, book.document()));
            longest = longest.max(took);
            steps += 1;
            peak = peak.max(used(&storage));
            match progress {
                Progress::Working => {}
                Progress::Done => break,
                Progress::Failed(reason) => {
                    println!("  {reason}");
                    return;
                }
            }
        }
        println!(
            "  compaction {generation}: {steps} steps in {:?}, longest {longest:?}, peak {}",
            began.elapsed(),
            share(peak)
        );
        // Something to tell the generations apart.
        edits(&mut book, &mut store, generation, 50);
    }
    println!(
        "  kept, two generations and the reserve: {}",
        share(used(&storage))
    );
    let (opening, opened) = timed(|| open(&storage, &mirror));
    let (reading, _) = timed(|| opened.document.read::<Project>());
    println!("  opening: {opening:?}, of which the model {reading:?} comes on top");
    let before = used(&storage);
    let took = edits(&mut book, &mut store, 9, 200);
    println!(
        "  an edit: {took:?}, {} units",
        (used(&storage) - before) / 200
    );
}

/// Renames tasks; the mean time of one, kept.
fn edits(
    book: &mut lastmile::document::Book<Project>,
    store: &mut storage::Store<&MemoryStorage>,
    round: u32,
    count: u32,
) -> Duration {
    let (took, ()) = timed(|| {
        for number in 0..count {
            let mut change = Change::new("Rename a task to something");
            change.alter(&book.model().tasks, &task_id(number % 100), |task| {
                task.title = format!("A title of about forty characters, {round} {number}");
            });
            if let Some(record) = book.commit(&change, &context()) {
                store.append(&record);
            }
        }
    });
    took / count
}

fn open<'a>(
    storage: &'a MemoryStorage,
    mirror: &MirrorEntries,
) -> storage::Opened<&'a MemoryStorage> {
    storage::open(
        storage,
        "fixture",
        lastmile::document::Actor(1),
        Some(mirror),
        Schema::CURRENT,
    )
}

fn used(storage: &MemoryStorage) -> usize {
    units_used(&storage).map_or(0, |usage| usage.own)
}

fn share(units: usize) -> String {
    format!(
        "{units} units, {:.1} % of the quota",
        100.0 * units as f64 / QUOTA_UNITS as f64
    )
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let result = work();
    (began.elapsed(), result)
}
