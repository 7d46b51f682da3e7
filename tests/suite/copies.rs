//! Copies of a document agree, whatever reached them in whatever order, and undo gives back what
//! was there.

use std::sync::Arc;

use lastmile::document::{Actor, Book, ChangeRecord, Context, Document, History};
use lastmile::edit::{Change, DELETED, Write};
use lastmile::project::{Project, Record, Task};
use serde_json::{Value, json};

use super::random::{Random, times};
use super::session::content;

fn context(actor: u64) -> Context {
    Context {
        actor: Actor(actor),
        by: format!("P{actor}"),
        wall: String::new(),
    }
}

/// One to four writes to a few fields of a few records.
fn any_change(random: &mut Random) -> Change {
    let mut change = Change::new("Any");
    for _ in 0..=random.below(4) {
        let field = ["title", "notes", "labels/web", "status", DELETED][random.below(5)];
        let value = match random.below(4) {
            0 => Value::Null,
            1 => json!(true),
            number => json!(format!("{number}{}", random.below(5))),
        };
        change.writes.push(Write {
            kind: [Task::KIND, "comet"][usize::from(random.below(8) == 0)].into(),
            id: ["a", "b", "__proto__"][random.below(3)].into(),
            field: field.into(),
            value,
        });
    }
    change
}

/// Some people who edit, undo, and hear of each other now and then: all records, and each copy.
fn history(random: &mut Random) -> (Vec<Arc<ChangeRecord>>, Vec<Book<Project>>) {
    let count = 2 + random.below(3);
    let mut books: Vec<Book<Project>> = (0..count).map(|_| Book::new("p")).collect();
    let mut records: Vec<Arc<ChangeRecord>> = Vec::new();
    for _ in 0..4 + random.below(14) {
        let who = random.below(count);
        let actor = context(who as u64 + 1);
        let record = match random.below(8) {
            0 => books[who].undo(&actor),
            1 => books[who].redo(&actor),
            2 => {
                let other = books[random.below(count)].document().clone();
                books[who]
                    .adopt(&other, "Merge", &actor)
                    .map(|(record, _)| record)
            }
            _ => books[who].commit(&any_change(random), &actor),
        };
        records.extend(record);
        if random.below(2) == 0 && !records.is_empty() {
            let heard = Arc::clone(&records[random.below(records.len())]);
            books[random.below(count)].apply(&heard);
        }
    }
    (records, books)
}

#[test]
fn every_order_of_delivery_leads_to_the_same_document() {
    let histories = times(10_000);
    let (mut deliveries, mut changes) = (0, 0);
    for seed in 0..histories {
        let random = &mut Random::new(seed as u64);
        let (mut records, books) = history(random);
        let mut expected: Option<Document> = None;
        for _ in 0..6 {
            random.shuffle(&mut records);
            let mut document = Document::new("p");
            for record in &records {
                document.apply(record);
                if random.below(5) == 0 {
                    document.apply(record);
                }
            }
            deliveries += 1;
            match &expected {
                Some(expected) => assert_eq!(&document, expected, "history {seed}"),
                None => expected = Some(document),
            }
        }
        // The people themselves, who kept their models up to date on the way, come to the same.
        for mut book in books.into_iter().take(1) {
            for record in &records {
                book.apply(record);
            }
            assert_eq!(Some(book.document()), expected.as_ref(), "history {seed}");
            let (model, problems): (Project, _) = book.document().read();
            assert_eq!(book.model(), &model, "history {seed}");
            assert_eq!(book.problems().count(), problems.values().flatten().count());
        }
        changes += records.len();
    }
    println!(
        "convergence: {histories} histories, {changes} changes, {deliveries} deliveries, 0 differ"
    );
}

#[test]
fn merging_is_commutative_associative_and_idempotent() {
    let count = times(3_000);
    for seed in 0..count {
        let (_, books) = history(&mut Random::new(1_000_000 + seed as u64));
        let copies: Vec<&Document> = books.iter().map(Book::document).cycle().take(3).collect();
        let merged = |order: [usize; 3]| {
            let mut document = copies[order[0]].clone();
            document.merge(copies[order[1]]);
            document.merge(copies[order[2]]);
            document.merge(copies[order[1]]);
            document
        };
        let expected = merged([0, 1, 2]);
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            assert_eq!(merged(order), expected, "{seed} {order:?}");
        }
        let mut right = copies[1].clone();
        right.merge(copies[2]);
        let mut left = copies[0].clone();
        let told = left.preview(&right);
        assert_eq!(left.merge(&right), told);
        assert_eq!(left, expected);
        assert!(left.merge(&expected).touched.is_empty());
        // As steps that can be undone, the copies come to the same values, and back.
        let mut book: Book<Project> = Book::open(copies[0].clone(), History::default());
        let before = content(&book);
        for other in [copies[1], copies[2], copies[1]] {
            book.adopt(other, "Merge", &context(9));
        }
        let adopted: Book<Project> = Book::open(expected, History::default());
        assert_eq!(content(&book), content(&adopted));
        while book.undo(&context(9)).is_some() {}
        assert_eq!(content(&book), before, "{seed}");
    }
    println!("merge laws: {count} times three copies in all six orders, 0 differ");
}

#[test]
fn undoing_and_redoing_as_often_gives_back_what_was_there() {
    let count = times(5_000);
    let mut steps = 0;
    for seed in 0..count {
        let random = &mut Random::new(2_000_000 + seed as u64);
        let (_, books) = history(random);
        for (who, mut book) in books.into_iter().enumerate() {
            let actor = context(who as u64 + 1);
            while book.redo(&actor).is_some() {}
            let before = content(&book);
            let wanted = random.below(12);
            let undone = (0..wanted).map_while(|_| book.undo(&actor)).count();
            // Another tab's edit elsewhere does not get in the way.
            let mut other = Change::new("Other");
            other.writes.push(Write {
                kind: "comet".into(),
                id: "far".into(),
                field: "tail".into(),
                value: json!(seed),
            });
            let elsewhere = book.clone().commit(&other, &context(99)).unwrap();
            book.apply(&elsewhere);
            let redone = std::iter::from_fn(|| book.redo(&actor)).count();
            assert_eq!(redone, undone, "{seed} {who}");
            let mut after = content(&book);
            after.remove(&("far".to_owned(), "tail".to_owned()));
            assert_eq!(after, before, "{seed}");
            steps += undone;
        }
    }
    println!("undo: {steps} steps undone and redone in {count} histories, 0 differ");
}
