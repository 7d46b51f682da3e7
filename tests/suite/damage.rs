//! Every single bit of what is kept is watched.

use std::collections::BTreeMap;

use lastmile::storage::{MemoryStorage, keys};

use super::session::Session;

/// A journal of 200 records by one page load.
fn journal() -> BTreeMap<String, String> {
    let storage = MemoryStorage::default();
    let mut session = Session::open(&storage, 77, None);
    for number in 0..200 {
        let field = ["title", "notes", "labels/web"][number % 3];
        session.write(
            &format!("t{}", number % 9),
            field,
            format!("value {number} ä"),
        );
    }
    storage.texts()
}

fn found(texts: BTreeMap<String, String>) -> (usize, usize, usize) {
    let storage = MemoryStorage::holding(texts);
    let opened = Session::opened(&storage, 1, None);
    let seen = opened
        .document
        .version()
        .ranges()
        .map(|(_, first, last)| last - first + 1);
    (
        opened.store.quarantined().len(),
        opened.missing.len(),
        usize::try_from(seen.sum::<u64>()).unwrap(),
    )
}

fn flipped(text: &str, unit: usize, bit: u32) -> String {
    let mut units: Vec<u16> = text.encode_utf16().collect();
    units[unit] ^= 1 << bit;
    String::from_utf16_lossy(&units)
}

#[test]
fn every_flipped_bit_of_a_journal_of_200_records_is_noticed() {
    let journal = journal();
    assert_eq!(journal.len(), 200);
    let mut flips = 0;
    for (key, text) in &journal {
        for unit in 0..text.encode_utf16().count() {
            for bit in 0..16 {
                let alone = BTreeMap::from([(key.clone(), flipped(text, unit, bit))]);
                assert_eq!(found(alone), (1, 0, 0), "{key} {unit} {bit}");
                flips += 1;
            }
        }
    }
    // Among the others: the rest still opens.
    for (index, (key, text)) in journal.iter().enumerate() {
        let mut texts = journal.clone();
        texts.insert(
            key.clone(),
            flipped(
                text,
                index % text.chars().count(),
                u32::try_from(index % 8).unwrap(),
            ),
        );
        let (damaged, _, seen) = found(texts);
        assert_eq!((damaged, seen), (1, 199), "{key}");
    }
    println!("bit flips: {flips} of {flips} noticed in 200 records");
}

#[test]
fn a_record_that_is_missing_renamed_doubled_or_swapped_is_noticed() {
    let journal = journal();
    let keys: Vec<&String> = journal.keys().collect();
    let mut cases = 0;
    for pair in keys.windows(2) {
        let [one, two] = pair else { continue };
        let mut missing = journal.clone();
        missing.remove(*one);
        let last = one.ends_with("/200");
        assert_eq!(found(missing), (0, usize::from(!last), 199), "{one}");
        let mut doubled = journal.clone();
        doubled.insert((*two).clone(), journal[*one].clone());
        let told = found(doubled);
        assert_eq!((told.0, told.2), (1, 199), "{one}");
        let mut swapped = journal.clone();
        swapped.insert((*two).clone(), journal[*one].clone());
        swapped.insert((*one).clone(), journal[*two].clone());
        assert_eq!(found(swapped).0, 2, "{one}");
        cases += 3;
    }
    let key = keys[100];
    for unit in 0..key.len() {
        for bit in 0..7 {
            let mut texts = journal.clone();
            let text = texts.remove(key).unwrap();
            let renamed = flipped(key, unit, bit);
            if texts.contains_key(&renamed) {
                continue;
            }
            texts.insert(renamed, text);
            let (damaged, missing, seen) = found(texts);
            assert!(damaged + missing > 0 && seen == 199, "{key} {unit} {bit}");
            cases += 1;
        }
    }
    assert!(keys.iter().all(|key| key.starts_with(keys::PREFIX)));
    println!("records missing, renamed, doubled, swapped: {cases} of {cases} noticed");
}
