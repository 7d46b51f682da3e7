//! A storage that goes wrong at every single operation, against a plain model of what was done.

use std::collections::{BTreeMap, BTreeSet};

use lastmile::document::{Actor, Stamp};
use lastmile::storage::{Fault, FaultKind, FaultyStorage, HowOften, SaveState, keep_ballast};
use serde_json::Value;

use super::random::{Random, times};
use super::session::{Disk, Session, change};

/// What a person, the page and the browser do.
#[derive(Clone, Copy, Debug)]
enum Act {
    Write(usize, usize),
    Bulk(usize),
    Undo,
    Redo,
    Retry,
    Compact,
    Rescan,
    /// The page is loaded anew.
    Reload,
    /// The browser puts on disk what was written.
    Flush,
    /// The mirror does what it was sent.
    Mirror,
}

fn scripted() -> Vec<Act> {
    use Act::{Bulk, Compact, Flush, Mirror, Redo, Reload, Rescan, Retry, Undo, Write};
    vec![
        Write(0, 0),
        Write(1, 0),
        Mirror,
        Write(0, 1),
        Flush,
        Undo,
        Reload,
        Write(2, 0),
        Redo,
        Compact,
        Write(0, 2),
        Mirror,
        Undo,
        Reload,
        Bulk(3),
        Compact,
        Flush,
        Write(1, 1),
        Retry,
        Mirror,
        Rescan,
        Compact,
        Write(2, 2),
        Reload,
        Undo,
        Write(0, 3),
        Mirror,
        Write(1, 4),
    ]
}

fn random_acts(seed: u64) -> Vec<Act> {
    let mut random = Random::new(seed);
    let count = 8 + random.below(14);
    (0..count)
        .map(|_| match random.below(16) {
            0..=5 => Act::Write(random.below(3), random.below(5)),
            6 => Act::Bulk(2 + random.below(4)),
            7 => Act::Undo,
            8 => Act::Redo,
            9 => Act::Retry,
            10 => Act::Compact,
            11 => Act::Rescan,
            12 => Act::Reload,
            13 => Act::Flush,
            _ => Act::Mirror,
        })
        .collect()
}

type Values = BTreeMap<(String, String), Value>;

/// The plain model: every change that was made, and what was said about it.
#[derive(Default)]
struct Model {
    made: Vec<Made>,
}

struct Made {
    stamp: Stamp,
    values: Vec<((String, String), Value)>,
    saved: bool,
    flushed: bool,
    mirrored: bool,
}

impl Model {
    /// What the fields hold when these changes are in effect.
    fn values(&self, counts: impl Fn(&Made) -> bool) -> Values {
        let mut made: Vec<&Made> = self.made.iter().filter(|made| counts(made)).collect();
        made.sort_by_key(|made| made.stamp);
        let mut values = Values::new();
        for (field, value) in made.into_iter().flat_map(|made| &made.values) {
            if value.is_null() {
                values.remove(field);
            } else {
                values.insert(field.clone(), value.clone());
            }
        }
        values
    }
}

struct Run<'a> {
    storage: &'a FaultyStorage,
    disk: Disk,
    mirrors: bool,
    model: Model,
    session: Session<&'a FaultyStorage>,
    /// The changes before this one were made by earlier page loads.
    first: usize,
}

impl<'a> Run<'a> {
    fn new(storage: &'a FaultyStorage, mirrors: bool) -> Self {
        let disk = Disk::new();
        let session = Session::open(storage, 1, mirrors.then_some(&disk));
        Self {
            storage,
            disk,
            mirrors,
            model: Model::default(),
            session,
            first: 0,
        }
    }

    fn all(&mut self, acts: &[Act]) {
        for (index, act) in acts.iter().enumerate() {
            // A process that has died does nothing any more.
            if self.storage.is_dead() {
                return;
            }
            match *act {
                Act::Write(task, value) => {
                    let id = format!("t{task}");
                    self.commit(&[(&id, "title", format!("{value}-{index}").into())]);
                }
                Act::Bulk(count) => {
                    let ids: Vec<String> = (0..count).map(|task| format!("t{task}")).collect();
                    let text = "a longer text that is worth compressing ".repeat(count * 2);
                    let writes: Vec<(&str, &str, Value)> = ids
                        .iter()
                        .map(|id| (id.as_str(), "notes", text.clone().into()))
                        .collect();
                    self.commit(&writes);
                }
                Act::Undo => {
                    let context = self.session.context();
                    let record = self.session.book.undo(&context);
                    self.keep(record);
                }
                Act::Redo => {
                    let context = self.session.context();
                    let record = self.session.book.redo(&context);
                    self.keep(record);
                }
                Act::Retry => {
                    let state = self.session.store.retry();
                    self.told(&state);
                }
                // One that fails leaves everything as it was, which is what is checked.
                Act::Compact => drop(self.session.compact(index as u64 * 200_000)),
                Act::Rescan => {
                    if let Ok(found) = self.session.store.rescan(self.session.book.document()) {
                        for record in &found.records {
                            self.session.book.apply(record);
                        }
                        if let Some(snapshot) = &found.snapshot {
                            self.session.book.absorb(snapshot);
                        }
                    }
                }
                Act::Reload => self.reload(),
                Act::Flush => {
                    self.storage.flush();
                    for made in &mut self.model.made {
                        made.flushed |= made.saved;
                    }
                }
                Act::Mirror => self.mirror(index as u64 * 200_000),
            }
            self.check();
        }
    }

    fn commit(&mut self, writes: &[(&str, &str, Value)]) {
        let context = self.session.context();
        let record = self.session.book.commit(&change(writes), &context);
        self.keep(record);
    }

    fn keep(&mut self, record: Option<std::sync::Arc<lastmile::document::ChangeRecord>>) {
        let Some(record) = record else { return };
        let writes = record.writes.iter();
        let writes = writes.map(|w| ((w.id.to_string(), w.field.to_string()), w.value.clone()));
        self.model.made.push(Made {
            stamp: record.stamp,
            values: writes.collect(),
            saved: false,
            flushed: false,
            mirrored: false,
        });
        let state = self.session.store.append(&record);
        self.told(&state);
    }

    /// What the badge says, is held against it.
    fn told(&mut self, state: &SaveState) {
        if !matches!(state, SaveState::NotSaved(_)) {
            for made in self.model.made.iter_mut().skip(self.first) {
                made.saved = true;
            }
        }
    }

    fn reload(&mut self) {
        let actor = self.session.actor + 1;
        let mirror = self.mirrors.then_some(&self.disk);
        self.session = Session::open(self.storage, actor, mirror);
        self.first = self.model.made.len();
    }

    fn mirror(&mut self, now_ms: u64) {
        self.session.mirror(&mut self.disk);
        if self.mirrors {
            for made in self.model.made.iter_mut().skip(self.first) {
                made.mirrored = true;
            }
            let keys: Vec<String> = self.disk.keys().cloned().collect();
            self.session.store.prune_mirror(now_ms, &keys);
        }
    }

    /// Nothing a person typed since the page was loaded is gone from the screen, and what is on
    /// the screen was typed. More than the changes that are wholly there may show: single values
    /// that were found in what is left of a snapshot.
    fn check(&self) {
        let document = self.session.book.document();
        let here = |made: &Made| {
            document
                .version()
                .contains(made.stamp.actor, made.stamp.sequence)
        };
        assert!(self.model.made.iter().skip(self.first).all(here));
        for made in self.model.made.iter().filter(|made| here(made)) {
            for ((id, field), _) in &made.values {
                let register = document.register("task", id, field).unwrap();
                assert!(register.stamp >= made.stamp, "{id} {field}");
            }
        }
        for (_, id, registers) in document.records() {
            for (field, register) in registers {
                let place = (id.to_string(), field.to_string());
                let mut made = self.model.made.iter();
                let made = made.find(|made| made.stamp == register.stamp).unwrap();
                assert!(made.values.contains(&(place, register.value.clone())));
            }
        }
    }

    /// Opens what is left with a storage that works again, and holds it against what was said.
    fn judge(
        &self,
        left: BTreeMap<String, String>,
        promised: impl Fn(&Made) -> bool,
    ) -> BTreeSet<Stamp> {
        let healthy = FaultyStorage::holding(left, None);
        let mirror = self.mirrors.then_some(&self.disk);
        let opened = Session::opened(&healthy, 1_000, mirror);
        let version = opened.document.version().clone();
        let there = |made: &Made| version.contains(made.stamp.actor, made.stamp.sequence);
        for made in self.model.made.iter().filter(|made| promised(made)) {
            assert!(there(made), "{:?} was promised and is lost", made.stamp);
        }
        let mut session = Session::from(opened, 1_000);
        assert_eq!(session.content(), self.model.values(there));
        // And it can go on from there.
        let state = session.write("t9", "title", "afterwards");
        assert!(!matches!(state, SaveState::NotSaved(_)));
        session.compact(u64::MAX / 2).unwrap();
        let expected = session.content();
        let again = Session::open(&healthy, 1_001, None);
        assert_eq!(again.content(), expected);
        self.model
            .made
            .iter()
            .filter(|made| there(made))
            .map(|made| made.stamp)
            .collect()
    }
}

/// How many operations a session takes when nothing goes wrong.
fn operations(acts: &[Act], mirrors: bool) -> usize {
    let storage = FaultyStorage::holding(BTreeMap::new(), None);
    let mut run = Run::new(&storage, mirrors);
    run.all(acts);
    run.judge(storage.after_close(), |_| true);
    storage.operations()
}

fn strike(acts: &[Act], mirrors: bool, fault: Fault) {
    let storage = FaultyStorage::holding(BTreeMap::new(), Some(fault));
    let mut run = Run::new(&storage, mirrors);
    run.all(acts);
    if fault.kind != FaultKind::LoseTail {
        run.judge(storage.after_close(), |made| {
            made.saved || (mirrors && made.mirrored)
        });
        return;
    }
    // The crash kept none, some or all of what was not flushed.
    let mut before: Option<BTreeSet<Stamp>> = None;
    for kept in [0, 1, 3, 8, 20, usize::MAX] {
        let promised = |made: &Made| made.flushed || (mirrors && made.mirrored);
        let survived = run.judge(storage.after_crash(kept), promised);
        if !mirrors {
            // A prefix of what was saved, without a gap.
            let saved = run.model.made.iter().filter(|made| made.saved);
            let gone: Vec<bool> = saved.map(|made| !survived.contains(&made.stamp)).collect();
            assert!(gone.is_sorted(), "{kept}: {gone:?}");
        }
        assert!(before.is_none_or(|before| before.is_subset(&survived)));
        before = Some(survived);
    }
}

/// Every kind of fault, once and for good, at every operation of a session.
fn everywhere(acts: &[Act], runs: &mut usize) {
    for mirrors in [false, true] {
        for at in 0..operations(acts, mirrors) {
            for kind in FaultKind::ALL {
                for how_often in [HowOften::Once, HowOften::ForGood] {
                    let fault = Fault {
                        kind,
                        at,
                        how_often,
                    };
                    let run = || strike(acts, mirrors, fault);
                    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
                    assert!(result.is_ok(), "{fault:?}, mirrors: {mirrors}, {acts:?}");
                    *runs += 1;
                }
            }
        }
    }
}

#[test]
fn no_fault_at_any_operation_of_a_scripted_session_loses_what_was_called_saved() {
    let mut runs = 0;
    everywhere(&scripted(), &mut runs);
    println!("faults: {runs} scripted runs, 0 violations");
}

#[test]
fn no_fault_at_any_operation_of_random_sessions_loses_what_was_called_saved() {
    let mut runs = 0;
    let sessions = times(6);
    for seed in 0..sessions {
        everywhere(&random_acts(seed as u64), &mut runs);
    }
    println!("faults: {runs} runs over {sessions} random sessions, 0 violations");
}

#[test]
fn a_quota_that_ends_at_any_unit_loses_nothing_that_was_called_saved() {
    let mut quotas = 0;
    for quota in (0..12_000).step_by(37) {
        let storage = lastmile::storage::MemoryStorage::with_quota(quota);
        keep_ballast(&storage);
        let mut session = Session::open(&storage, 1, None);
        let mut saved = 0;
        for number in 0..40_u64 {
            let text = format!("{number} {}", "text ".repeat(10));
            let state = session.write(&format!("t{}", number % 4), "notes", text);
            if !matches!(state, SaveState::NotSaved(_)) {
                saved = number + 1;
            }
            if number % 15 == 14 {
                drop(session.compact(number));
            }
        }
        let opened = Session::opened(&storage, 2, None);
        assert!(opened.document.version().last(Actor(1)) >= saved, "{quota}");
        assert!(opened.missing.is_empty() && opened.store.quarantined().is_empty());
        quotas += 1;
    }
    println!("quota: {quotas} quotas, 0 violations");
}
