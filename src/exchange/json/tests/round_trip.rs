//! Import of an export is what was exported, whatever it was.

use std::collections::BTreeSet;

use serde_json::json;

use super::full::{Full, of_a_project, of_the_workspace};
use super::generated::document;
use super::{Imprint, Random, context, export, exported, imported, project, soak};
use crate::document::Document;
use crate::edit::{Change, Write};
use crate::exchange::json::sections::{PROJECT, Shape, WORKSPACE};
use crate::project::{Id, Model, Project, Record, Task, Today, Workspace};
use crate::samples;

/// The kinds and fields (of sets: the set's name) that a document shows.
fn reached(document: &Document) -> impl Iterator<Item = (String, String)> + '_ {
    document.records().flat_map(|(kind, id, _)| {
        let fields = document.fields(kind, id).unwrap_or_default();
        fields.into_keys().map(|field| {
            (
                kind.to_string(),
                field.split('/').next().unwrap().to_owned(),
            )
        })
    })
}

fn missing(kinds: &[Full], reached: &BTreeSet<(String, String)>) -> Vec<(String, String)> {
    let names = kinds.iter().flat_map(|full| {
        let fields = full.fields.keys();
        fields.map(|field| {
            (
                full.kind.to_owned(),
                field.split('/').next().unwrap().to_owned(),
            )
        })
    });
    names.filter(|name| !reached.contains(name)).collect()
}

#[test]
fn import_of_an_export_is_the_same_project_with_the_same_merge_state() {
    let kinds = of_a_project();
    let mut seen = BTreeSet::new();
    let (mut unknown, mut deleted) = (0, 0);
    let count = 400 * soak();
    for seed in 0..count {
        let original = document(&mut Random(seed as u64), &kinds);
        let text = exported(&[&original]);
        let incoming = project(&text);
        assert_eq!(incoming.edited_by_hand, 0, "seed {seed}\n{text}");
        let back = incoming.document(&incoming.id, &context(99));
        assert_eq!(back, original, "seed {seed}\n{text}");
        assert_eq!(exported(&[&back]), text, "seed {seed}");
        let (model, problems) = original.read::<Project>();
        assert_eq!(incoming.model, model);
        assert_eq!(
            incoming.problems.len(),
            problems.into_values().flatten().count()
        );
        seen.extend(reached(&original));
        unknown += incoming.unknown;
        deleted += original
            .records()
            .filter(|(kind, id, _)| original.fields(kind, id).is_none())
            .count();
    }
    assert_eq!(missing(&kinds, &seen), [], "fields that were never tried");
    assert!(
        unknown > count / 4 && deleted > count / 4,
        "{unknown} {deleted}"
    );
    println!("json round trip: {count} generated projects, every field and kind of record");
}

#[test]
fn import_of_an_export_is_the_same_workspace() {
    let kinds = of_the_workspace();
    let mut seen = BTreeSet::new();
    for seed in 0..100 * soak() {
        let original = document(&mut Random(seed as u64), &kinds);
        let project = document(&mut Random(seed as u64), &of_a_project());
        let imprint = Imprint { at: "", by: "" };
        let text = export(&[&project], Some(&original), imprint);
        let outside = imported(&text).unwrap();
        let incoming = outside.workspace.unwrap();
        assert_eq!(incoming.document(&incoming.id, &context(99)), original);
        assert_eq!(incoming.model, original.read::<Workspace>().0);
        seen.extend(reached(&original));
    }
    assert_eq!(missing(&kinds, &seen), []);
}

#[test]
fn what_only_other_damage_hides_is_hidden_too() {
    // Read together, the list stands before its element and hides that it does not fit.
    let mut original = Document::new("p");
    let write = |field: &str, value| Write {
        kind: Task::KIND.to_owned(),
        id: "a".to_owned(),
        field: field.to_owned(),
        value,
    };
    let change = Change {
        label: String::new(),
        writes: vec![
            write("labels", json!([])),
            write("labels/x", json!({ "a": 1 })),
        ],
    };
    original.commit(&change, &context(1)).unwrap();
    let incoming = project(&exported(&[&original]));
    assert_eq!(incoming.document("p", &context(2)), original);
}

#[test]
fn every_kind_of_record_has_its_list() {
    let listed = |shape: &Shape| -> BTreeSet<&str> {
        let lists = shape.lists.iter().map(|section| section.kind);
        lists.chain([shape.settings.0.kind]).collect()
    };
    assert_eq!(listed(&PROJECT), Project::KINDS.iter().copied().collect());
    assert_eq!(
        listed(&WORKSPACE),
        Workspace::KINDS.iter().copied().collect()
    );
    let generated = of_a_project();
    let generated: BTreeSet<_> = generated.iter().map(|full| full.kind).collect();
    assert_eq!(listed(&PROJECT), generated);
}

#[test]
fn a_sample_comes_back_and_its_preview_says_what_is_in_it() {
    let mut minted = 0;
    let change = samples::all()[0].build(Today("2026-11-18".parse().unwrap()), &mut || {
        minted += 1;
        format!("a-{minted}")
    });
    let mut original = Document::new("p");
    original.commit(&change, &context(1)).unwrap();
    let text = exported(&[&original]);
    let outside = imported(&text).unwrap();
    assert_eq!(outside.exported_at, "2026-11-22T10:00:00+01:00");
    assert_eq!(outside.exported_by, "Ann Lee");
    assert_eq!(outside.app, env!("CARGO_PKG_VERSION"));
    assert_eq!(outside.passed_over, Vec::<String>::new());
    let incoming = &outside.projects[0];
    assert_eq!(incoming.document("p", &context(2)), original);
    assert_eq!(incoming.model.settings.name, "Tidehouse 2.0 launch");
    let counted = |name| incoming.counts.iter().find(|(list, _)| *list == name);
    assert_eq!(
        counted("tasks"),
        Some(&("tasks", incoming.model.tasks.len()))
    );
    assert_eq!(counted("people"), Some(&("people", 8)));
    assert_eq!(incoming.problems, []);
    assert_eq!(
        incoming.document("copy", &context(2)),
        original.copy_as("copy")
    );
}

#[test]
fn an_edit_changes_only_its_own_lines() {
    let mut document = document(&mut Random(3), &of_a_project());
    let before = exported(&[&document]);
    let mut change = Change::new("Rename");
    let task = Task {
        title: "A new title".into(),
        ..Default::default()
    };
    change.add(&Id::new("zz"), &task);
    document.commit(&change, &context(1)).unwrap();
    let after = exported(&[&document]);
    let old: BTreeSet<&str> = before.lines().collect();
    let new: Vec<&str> = after.lines().filter(|line| !old.contains(line)).collect();
    // The title, the id, its stamps, the version and the author; and commas at line ends.
    assert!(new.len() <= 10, "{new:#?}");
}
