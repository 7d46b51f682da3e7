//! What a store keeps through reloads, compactions, other tabs and a cleared origin.

use std::cell::{Cell, RefCell};

use lastmile::document::{self, Actor, Book, Pace, Rest};
use lastmile::project::Project;
use lastmile::storage::{
    self, Field, MemoryStorage, NotSaved, Opened, Progress, Received, SaveState, Schema, Step,
    Storage, StorageError, keys,
};

use super::session::{Disk, Session, change};

fn worked(storage: &MemoryStorage, actor: u64) -> Session<&MemoryStorage> {
    let mut session = Session::open(storage, actor, None);
    for number in 0..30 {
        session.write(
            &format!("t{}", number % 7),
            "title",
            format!("{actor} ä€ {number}"),
        );
        session.write(
            &format!("t{}", number % 7),
            "notes",
            "x".repeat(number * 30),
        );
    }
    session
}

#[test]
fn what_was_written_is_there_after_a_reload_and_after_any_number_of_compactions() {
    let storage = MemoryStorage::default();
    storage.set("other", "theirs").unwrap();
    let mut expected = worked(&storage, 1).content();
    for round in 2..6 {
        let mut session = Session::open(&storage, round, None);
        assert_eq!(session.content(), expected);
        session.write("t1", "title", format!("round {round}"));
        session.compact(round * 1_000_000).unwrap();
        session.write("t2", "title", format!("after {round}"));
        expected = session.content();
    }
    let manifests = storage
        .texts()
        .into_keys()
        .filter(|key| key.ends_with("/m"))
        .count();
    assert_eq!(manifests, 2, "two generations are kept");
    let records = storage
        .texts()
        .into_keys()
        .filter(|key| key.contains("/j/"))
        .count();
    assert_eq!(
        records, 3,
        "the records since the older generation are kept"
    );
    assert_eq!(storage.get("other"), Ok(Some("theirs".into())));
}

#[test]
fn undo_and_redo_go_on_where_they_were_after_reload_and_compaction() {
    for compact in [false, true] {
        let storage = MemoryStorage::default();
        let mut session = worked(&storage, 1);
        let last = session.content();
        for _ in 0..10 {
            session.undo();
        }
        let undone = session.content();
        if compact {
            session.compact(0).unwrap();
        }
        let mut session = Session::open(&storage, 2, None);
        assert_eq!(session.content(), undone);
        for _ in 0..10 {
            assert!(session.book.redo_label().is_some());
            session.redo();
        }
        assert_eq!((session.content(), session.book.redo_label()), (last, None));
        let mut session = Session::open(&storage, 3, None);
        while session.book.undo_label().is_some() {
            session.undo();
        }
        assert_eq!(
            session.content(),
            std::collections::BTreeMap::new(),
            "{compact}"
        );
    }
}

#[test]
fn two_tabs_hear_each_other_and_one_that_slept_finds_everything() {
    let storage = MemoryStorage::default();
    let mut one = Session::open(&storage, 1, None);
    let mut two = Session::open(&storage, 2, None);
    let mut asleep = Session::open(&storage, 3, None);
    one.write("a", "title", "from one");
    for (key, text) in storage.texts() {
        let Received::Record(record) = two.store.receive(Some(&key), Some(&text)) else {
            panic!("{key} is not taken for a record");
        };
        assert!(!two.book.apply(&record).is_empty());
        assert_eq!(
            two.store.receive(Some(&key), Some(&text)),
            Received::Nothing
        );
    }
    two.write("a", "notes", "from two");
    one.rescan();
    for round in 0..3 {
        one.write("a", "title", format!("round {round}"));
        one.compact(round).unwrap();
    }
    assert!(
        storage
            .texts()
            .into_keys()
            .filter(|key| key.contains("/j/"))
            .count()
            < 3
    );
    asleep.write("b", "title", "written asleep");
    asleep.rescan();
    two.rescan();
    one.rescan();
    assert_eq!(asleep.content(), one.content());
    assert_eq!(two.content(), one.content());
    assert!(!asleep.store.wants_snapshot());
    assert_eq!(Session::open(&storage, 4, None).content(), one.content());
}

/// Opens at a pace at which something happens in each rest.
fn open_slowly(storage: &MemoryStorage, rest: impl Fn()) -> Opened<&MemoryStorage> {
    let rest = || {
        rest();
        Some(Box::pin(std::future::ready(())) as Rest)
    };
    let pace = Pace::resting(&rest);
    let opening = storage::open_at(storage, "p", Actor(9), None, Schema::CURRENT, pace);
    document::at_once(opening)
}

#[test]
fn what_other_tabs_write_while_a_document_is_opened_is_in_it() {
    let storage = MemoryStorage::default();
    let mut one = Session::open(&storage, 1, None);
    for round in 0..5 {
        one.write("a", "title", format!("round {round}"));
    }
    one.compact(0).unwrap();
    one.write("a", "notes", "after the snapshot");
    let rests = Cell::new(0);
    let undisturbed = open_slowly(&storage, || rests.set(rests.get() + 1));
    assert_eq!(Session::from(undisturbed, 9).content(), one.content());
    for disturbed in 1..=rests.get() {
        let rest = Cell::new(0);
        let other = RefCell::new(&mut one);
        let opened = open_slowly(&storage, || {
            rest.set(rest.get() + 1);
            if rest.get() == disturbed {
                let mut other = other.borrow_mut();
                other.write("b", "title", format!("in rest {disturbed}"));
                other.compact(disturbed).unwrap();
                other.write("b", "notes", format!("behind rest {disturbed}"));
            }
        });
        assert!(!opened.store.wants_snapshot());
        let found = Session::from(opened, 9);
        assert_eq!(found.content(), one.content(), "rest {disturbed}");
    }
}

#[test]
fn a_document_that_is_written_all_the_time_can_be_opened() {
    let storage = MemoryStorage::default();
    let one = RefCell::new(Session::open(&storage, 1, None));
    one.borrow_mut().write("a", "title", "first");
    let count = Cell::new(0);
    let opened = open_slowly(&storage, || {
        count.set(count.get() + 1);
        let title = format!("write {}", count.get());
        one.borrow_mut().write("a", "title", title);
    });
    let found = Session::from(opened, 9);
    assert_eq!(found.content(), one.borrow().content());
}

#[test]
fn a_cleared_origin_comes_back_from_memory_or_from_the_mirror() {
    let storage = MemoryStorage::default();
    let mut disk = Disk::new();
    let mut session = Session::open(&storage, 1, Some(&disk));
    session.write("a", "title", "one");
    assert_eq!(session.store.save_state(), SaveState::SavedInThisBrowser);
    session.mirror(&mut disk);
    assert_eq!(session.store.save_state(), SaveState::Saved);
    session.compact(1).unwrap();
    session.write("a", "title", "two");
    session.mirror(&mut disk);
    for key in storage.keys().unwrap() {
        storage.remove(&key).unwrap();
    }
    session.rescan();
    assert!(
        session.store.wants_snapshot(),
        "the running tab rewrites it"
    );
    session.compact(2).unwrap();
    assert_eq!(
        Session::open(&storage, 2, None).content(),
        session.content()
    );

    let empty = MemoryStorage::default();
    let mut found = Session::open(&empty, 3, Some(&disk));
    assert_eq!(found.content(), session.content());
    found.compact(3).unwrap();
    assert_eq!(Session::open(&empty, 4, None).content(), session.content());

    let mut new_disk = Disk::new();
    Session::open(&storage, 5, Some(&new_disk)).mirror(&mut new_disk);
    let from_mirror = Session::open(MemoryStorage::default(), 6, Some(&new_disk));
    assert_eq!(
        from_mirror.content(),
        session.content(),
        "an empty mirror is filled"
    );
}

#[test]
fn the_mirror_keeps_records_until_the_snapshot_that_covers_them_is_two_minutes_old() {
    let storage = MemoryStorage::default();
    let mut disk = Disk::new();
    let mut session = Session::open(&storage, 1, Some(&disk));
    let records = |disk: &Disk| disk.keys().filter(|key| key.contains("/j/")).count();
    for round in 0..3 {
        session.write("a", "title", format!("{round}"));
        session.compact(round * 1_000).unwrap();
        session.mirror(&mut disk);
    }
    let keys: Vec<String> = disk.keys().cloned().collect();
    session.store.prune_mirror(100_000, &keys);
    session.mirror(&mut disk);
    assert_eq!(records(&disk), 3);
    session.store.prune_mirror(122_000, &keys);
    session.mirror(&mut disk);
    assert_eq!(
        records(&disk),
        1,
        "the older of two snapshots covers the others"
    );
    let found = Session::open(MemoryStorage::default(), 2, Some(&disk));
    assert_eq!(found.content(), session.content());
}

#[test]
fn a_full_storage_gives_up_its_reserve_first_and_then_says_so() {
    let storage = MemoryStorage::with_quota(300_000);
    assert!(storage::keep_ballast(&storage));
    let mut session = Session::open(&storage, 1, None);
    let mut state = SaveState::SavedInThisBrowser;
    let mut written = 0;
    while state == SaveState::SavedInThisBrowser {
        // Text that does not get shorter.
        let noise: String = (0..600_u32)
            .map(|n| char::from_u32(33 + (n * n * 7 + written * 31 + n) % 90).unwrap())
            .collect();
        state = session.write(&format!("t{written}"), "notes", noise);
        written += 1;
    }
    assert_eq!(
        state,
        SaveState::NotSaved(NotSaved::Refused(StorageError::Full))
    );
    assert_eq!(storage.get(keys::BALLAST), Ok(None));
    assert!(written > 300, "{written}");
    let kept = Session::open(&storage, 2, None);
    assert_eq!(
        kept.book.document().version().last(Actor(1)),
        u64::from(written) - 1
    );
    // Room is made elsewhere: the change is still in memory and is kept now.
    assert_eq!(session.store.unsaved(), 1);
    let key = storage.keys().unwrap().pop().unwrap();
    storage.remove(&key).unwrap();
    assert_eq!(session.store.retry(), SaveState::SavedInThisBrowser);
}

#[test]
fn a_write_during_a_compaction_is_neither_lost_nor_claimed_to_be_covered() {
    let storage = MemoryStorage::default();
    let mut session = worked(&storage, 1);
    session.compact(0).unwrap();
    let lock = storage::Exclusive::held();
    let (document, history) = (session.book.document(), session.book.history());
    let mut compaction =
        storage::Compaction::begin(&session.store, document, history, 1, &lock).unwrap();
    let mut number = 0;
    while compaction.step(&mut session.store, session.book.document()) == Progress::Working {
        number += 1;
        session.write("t0", "title", format!("meanwhile {number}"));
        session.write(&format!("new{number}"), "title", "new");
        assert_eq!(
            Session::open(&storage, 2, None).content(),
            session.content()
        );
    }
    assert!(number > 4, "{number}");
    session.compact(3).unwrap();
    let mut reopened = Session::open(&storage, 2, None);
    assert_eq!(reopened.content(), session.content());
    reopened.undo();
    session.undo();
    assert_eq!(reopened.content(), session.content());
}

#[test]
fn a_newer_version_makes_the_document_read_only_and_its_bytes_stay() {
    let newer = Schema {
        number: 2,
        steps: &[],
    };
    let storage = MemoryStorage::default();
    worked(&storage, 1);
    let mut old = Session::open(&storage, 2, None);
    let (mut book, mut store) =
        storage::open(&storage, "p", Actor(3), None, newer).book::<Project>();
    let context = old.context();
    let change = change(&[("a", "title", "newer".into())]);
    let record = book.commit(
        &change,
        &lastmile::document::Context {
            actor: Actor(3),
            ..context
        },
    );
    store.append(&record.unwrap());
    let before = storage.texts();
    // The old tab beside it hears of the record …
    let key = before.keys().find(|key| key.contains("/j/3/")).unwrap();
    assert_eq!(
        old.store
            .receive(Some(key), before.get(key).map(String::as_str)),
        Received::Unreadable
    );
    assert_eq!(
        old.write("a", "title", "old"),
        SaveState::NotSaved(NotSaved::ReadOnly)
    );
    assert_eq!(old.compact(0), Err(NotSaved::ReadOnly));
    // … and one that is opened later finds it.
    let mut late = Session::open(&storage, 4, None);
    assert!(late.store.is_read_only());
    assert_eq!(
        late.write("a", "title", "late"),
        SaveState::NotSaved(NotSaved::ReadOnly)
    );
    assert_eq!(storage.texts(), before);
}

#[test]
fn an_older_schema_is_migrated_in_journal_snapshot_and_undo_and_the_old_bytes_stay() {
    static STEPS: &[Step] = &[Step {
        from: 1,
        field: |field: &mut Field| {
            if &*field.field == "title" {
                field.value = serde_json::json!(format!("{}!", field.value.as_str().unwrap_or("")));
            }
            &*field.field != "notes"
        },
    }];
    let newer = Schema {
        number: 2,
        steps: STEPS,
    };
    let storage = MemoryStorage::default();
    let mut old = worked(&storage, 1);
    old.compact(0).unwrap();
    old.write("a", "title", "one");
    old.write("a", "title", "two");
    let before = storage.texts();
    let opened = storage::open(&storage, "p", Actor(2), None, newer);
    let (book, mut store): (Book<Project>, _) = opened.book();
    assert!(store.wants_snapshot());
    assert_eq!(book.document().value("task", "a", "title"), "two!");
    assert_eq!(
        book.document().value("task", "t1", "notes"),
        &serde_json::Value::Null
    );
    assert_eq!(storage.texts(), before);
    let lock = storage::Exclusive::held();
    let mut compaction =
        storage::Compaction::begin(&store, book.document(), book.history(), 1, &lock).unwrap();
    while compaction.step(&mut store, book.document()) == Progress::Working {}
    for (key, text) in before.iter().filter(|(key, _)| key.contains("/s/")) {
        assert_eq!(
            storage.get(key).as_ref(),
            Ok(&Some(text.clone())),
            "the old generation stays"
        );
    }
    let (mut again, _) = storage::open(&storage, "p", Actor(3), None, newer).book::<Project>();
    assert_eq!(again.document().value("task", "a", "title"), "two!");
    again
        .undo(&lastmile::document::Context {
            actor: Actor(3),
            ..old.context()
        })
        .unwrap();
    assert_eq!(again.document().value("task", "a", "title"), "one!");
}

#[test]
fn damage_is_listed_with_its_text_and_stays_while_the_mirror_makes_up_for_it() {
    let storage = MemoryStorage::default();
    let mut disk = Disk::new();
    let mut session = Session::open(&storage, 1, Some(&disk));
    for number in 0..5 {
        session.write("a", "title", format!("{number}"));
    }
    session.mirror(&mut disk);
    let key = storage
        .keys()
        .unwrap()
        .into_iter()
        .find(|key| key.ends_with("/3"))
        .unwrap();
    storage.set(&key, "lm1 rubbish").unwrap();
    let opened = Session::opened(&storage, 2, Some(&disk));
    assert!(opened.missing.is_empty());
    let damage = opened.store.quarantined()[0].clone();
    assert_eq!(
        (damage.key.as_str(), damage.text.as_deref()),
        (key.as_str(), Some("lm1 rubbish"))
    );
    let mut session = Session::from(opened, 2);
    for round in 0..4 {
        session.write("a", "notes", format!("{round}"));
        session.compact(round).unwrap();
    }
    assert_eq!(
        storage.get(&key),
        Ok(Some("lm1 rubbish".into())),
        "it is never dropped"
    );
    let opened = Session::opened(&storage, 3, None);
    assert_eq!(opened.store.quarantined().len(), 1);
    let mut store = opened.store;
    store.discard(damage.place, &damage.key).unwrap();
    assert_eq!(storage.get(&key), Ok(None));
    // Without the mirror the gap is told.
    let bare = MemoryStorage::holding(
        disk.into_iter()
            .filter(|(other, _)| *other != key)
            .collect(),
    );
    assert_eq!(Session::opened(&bare, 4, None).missing, [(Actor(1), 3, 3)]);
}

#[test]
fn a_pasted_list_is_taken_back_whole_after_a_compaction_and_is_not_kept_twice() {
    let storage = MemoryStorage::default();
    let mut session = Session::open(&storage, 1, None);
    session.write("t7", "title", "before");
    let ids: Vec<String> = (0..3_000).map(|number| format!("t{number}")).collect();
    let title = |id: &str| serde_json::json!(format!("{id} {}", id.len().pow(20)));
    let writes: Vec<_> = ids
        .iter()
        .map(|id| (id.as_str(), "title", title(id)))
        .collect();
    session.commit(&change(&writes));
    session.write("t9", "title", "after");
    let expected = session.content();
    session.compact(0).unwrap();
    let chunks = storage
        .texts()
        .into_iter()
        .filter(|(key, _)| key.contains("/s/"));
    let kept: usize = chunks.map(|(_, text)| text.chars().count()).sum();
    assert!(kept < 30_000, "{kept}");
    let mut session = Session::open(&storage, 2, None);
    assert_eq!(session.content(), expected);
    session.undo();
    session.undo();
    assert_eq!(session.content().len(), 1);
    assert_eq!(
        session.book.document().value("task", "t7", "title"),
        "before"
    );
    session.compact(1).unwrap();
    let mut session = Session::open(&storage, 3, None);
    session.redo();
    session.redo();
    assert_eq!(session.content(), expected);
}
