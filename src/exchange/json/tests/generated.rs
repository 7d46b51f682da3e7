//! Documents with every kind of record, written by several people and merged.

use serde_json::{Value, json};

use super::full::Full;
use super::{Random, context};
use crate::document::Document;
use crate::edit::{Change, DELETED, Write};
use crate::project::{Record, Task};

const TEXTS: [&str; 8] = [
    "",
    "Copy",
    "“Quoted”, \"quoted\" and \\ slashed",
    "two\nlines\tand a tab",
    "__proto__",
    "</script><b>=1+1",
    "日本語 🏁 e\u{301}",
    "\u{0}\u{1f}\u{7f}\u{feff}\u{2028}",
];

const IDS: [&str; 6] = ["t0", "t/1", "", "__proto__", "id", "a>b"];

/// A document that several people have written and merged, of records like these.
pub(super) fn document(random: &mut Random, kinds: &[Full]) -> Document {
    let id = *random.pick(&["p1", "", "a/b", "日本"]);
    let mut copies = [Document::new(id), Document::new(id), Document::new(id)];
    for _ in 0..random.below(24) {
        let who = random.below(copies.len());
        let mut change = Change::new("Act");
        for _ in 0..=random.below(3) {
            change.writes.extend(act(random, kinds));
        }
        copies[who].commit(&change, &context(who as u64));
        if random.one_in(4) {
            let other = copies[random.below(copies.len())].clone();
            copies[who].merge(&other);
        }
    }
    let [mut copy, other, _] = copies;
    copy.merge(&other);
    copy
}

/// What is written to one record at once.
fn act(random: &mut Random, kinds: &[Full]) -> Vec<Write> {
    let full = random.pick(kinds);
    let id = if random.one_in(3) {
        *random.pick(&IDS)
    } else {
        full.id
    };
    let write = |kind: &str, field: &str, value: Value| Write {
        kind: kind.to_owned(),
        id: id.to_owned(),
        field: field.to_owned(),
        value,
    };
    if random.one_in(8) {
        return vec![write(full.kind, DELETED, json!(random.one_in(2)))];
    }
    if random.one_in(10) {
        // What a newer version, or a damaged copy, may have left behind.
        let value = random
            .pick(&[
                json!(7),
                json!({"a": [null, "b"]}),
                json!("?"),
                json!(false),
                json!([]),
            ])
            .clone();
        let field = *random.pick(&[
            "comet",
            "labels/x",
            "assignees/x",
            "id",
            "labels",
            "status",
            "a/b",
        ]);
        let kind = *random.pick(&[full.kind, "comet", Task::KIND]);
        return vec![write(kind, field, value)];
    }
    let sparse = 1 + random.below(4);
    let mut writes = vec![write(full.kind, DELETED, json!(false))];
    for (field, value) in &full.fields {
        if random.one_in(sparse) {
            writes.push(write(full.kind, field, varied(random, field, value)));
        }
    }
    writes
}

fn varied(random: &mut Random, field: &str, value: &Value) -> Value {
    let is_free = ["title", "notes", "name", "purpose", "role", "note", "by"].contains(&field);
    if random.one_in(6) {
        Value::Null
    } else if value.is_string() && is_free {
        json!(random.pick(&TEXTS))
    } else if value.is_number() {
        json!(random.below(200))
    } else {
        value.clone()
    }
}
