//! The examples in `docs/file-format.md` are what they say.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::full::{of_a_project, of_the_workspace};
use super::{context, imported};
use crate::exchange::json::{Imprint, export};
use crate::project::Id;

const TEXT: &str = include_str!("../../../../docs/file-format.md");

/// The code blocks in JSON, in order.
fn examples() -> Vec<&'static str> {
    let blocks = TEXT.split("```json\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

#[test]
fn the_smallest_file_is_a_project() {
    let outside = imported(examples()[0]).unwrap();
    let incoming = &outside.projects[0];
    assert_eq!(incoming.counts, [("tasks", 2), ("dependencies", 1)]);
    assert!(!incoming.has_merge_state);
}

#[test]
fn the_complete_example_is_exactly_what_an_export_writes() {
    let text = examples()[1];
    let outside = imported(text).unwrap_or_else(|error| panic!("{error}"));
    let incoming = &outside.projects[0];
    assert_eq!((incoming.edited_by_hand, incoming.problems.len()), (0, 0));
    assert!(
        !incoming.model.tasks.contains_key(&Id::new("k3-5")),
        "it is deleted"
    );
    let document = incoming.document(&incoming.id, &context(9));
    let imprint = Imprint {
        at: &outside.exported_at,
        by: &outside.exported_by,
    };
    let again: Value = serde_json::from_str(&export(&[&document], None, imprint)).unwrap();
    let mut stated: Value = serde_json::from_str(text).unwrap();
    stated["app"] = json!(env!("CARGO_PKG_VERSION"));
    assert_eq!(again, stated);
    assert!(
        export(&[&document], None, imprint).contains(text.split_once("\"projects\"").unwrap().1)
    );
}

#[test]
fn every_list_and_field_is_described() {
    let described: BTreeSet<&str> = TEXT.split('`').skip(1).step_by(2).collect();
    for full in of_a_project().iter().chain(&of_the_workspace()) {
        for field in full.fields.keys() {
            let name = field.split('/').next().unwrap();
            assert!(described.contains(name), "{} {name}", full.kind);
        }
    }
}
