//! What a person writes or edits in a file with a text editor.

use serde_json::{Value, json};

use super::{context, exported, project};
use crate::document::{Actor, Document};
use crate::edit::{Change, DELETED};
use crate::project::{Id, Project, Record, Table, Task};

fn task(title: &str, notes: &str) -> Task {
    Task {
        title: title.into(),
        notes: notes.into(),
        labels: ["web".into()].into(),
        ..Task::default()
    }
}

fn task_named(title: &str) -> Task {
    task(title, "")
}

/// Two tasks, and a third that was deleted.
fn original() -> Document {
    let mut document = Document::new("p");
    let mut change = Change::new("Start");
    change.add(&Id::new("a"), &task("Copy", "First"));
    change.add(&Id::new("b"), &task("Build", "Second"));
    change.add(&Id::new("c"), &task("Gone", "Third"));
    document.commit(&change, &context(1)).unwrap();
    let mut change = Change::new("Delete");
    change.delete(&Id::<Task>::new("c"));
    document.commit(&change, &context(1)).unwrap();
    document
}

fn edited(from: &str, to: &str) -> (Document, usize) {
    let text = exported(&[&original()]);
    assert_eq!(text.matches(from).count(), 1, "{text}");
    let incoming = project(&text.replacen(from, to, 1));
    (incoming.document("p", &context(7)), incoming.edited_by_hand)
}

fn tasks(document: &Document) -> Table<Task> {
    document.read::<Project>().0.tasks
}

fn writers(document: &Document, id: &str) -> Vec<(String, u64)> {
    let registers = document.registers(Task::KIND, id).unwrap();
    let writer = |(field, register): (&_, &crate::document::Register)| {
        let field: &std::sync::Arc<str> = field;
        (field.to_string(), register.stamp.actor.0)
    };
    registers.iter().map(writer).collect()
}

#[test]
fn an_edited_field_is_a_new_change_by_whoever_imports_it() {
    let (document, edits) = edited("\"Copy\"", "\"Copy 2\"");
    assert_eq!(edits, 1);
    assert_eq!(tasks(&document)[&Id::new("a")], task("Copy 2", "First"));
    let writers = writers(&document, "a");
    let expected = [(DELETED, 1), ("labels/web", 1), ("notes", 1), ("title", 7)];
    assert_eq!(
        writers,
        expected.map(|(field, actor)| (field.to_owned(), actor))
    );
    let stamp = document.register(Task::KIND, "a", "title").unwrap().stamp;
    assert_eq!(
        (stamp.lamport, stamp.sequence),
        (original().lamport() + 1, 1)
    );
    assert_eq!(document.authors()[&Actor(7)].by, "Person 7");
    assert!(document.version().covers(original().version()));
}

#[test]
fn an_edit_by_hand_merges_with_what_others_did_to_other_fields() {
    let (mut document, _) = edited("\"Copy\"", "\"Copy 2\"");
    let mut theirs = original();
    let mut change = Change::new("Note");
    let before = tasks(&theirs);
    change.alter(&before, &Id::new("a"), |task| task.notes = "Theirs".into());
    theirs.commit(&change, &context(2)).unwrap();
    document.merge(&theirs);
    assert_eq!(tasks(&document)[&Id::new("a")], task("Copy 2", "Theirs"));
}

#[test]
fn a_field_or_an_element_taken_out_is_cleared_also_in_other_copies() {
    let text = exported(&[&original()]);
    let mut json: Value = serde_json::from_str(&text).unwrap();
    let task = json["projects"][0]["tasks"][0].as_object_mut().unwrap();
    task.remove("notes");
    task["labels"] = json!(["api"]);
    let incoming = project(&json.to_string());
    assert_eq!(incoming.edited_by_hand, 3);
    let mut document = incoming.document("p", &context(7));
    document.merge(&original());
    let expected = Task {
        labels: ["api".into()].into(),
        ..task_named("Copy")
    };
    assert_eq!(tasks(&document)[&Id::new("a")], expected);
}

#[test]
fn a_record_taken_out_is_deleted_also_in_other_copies() {
    let text = exported(&[&original()]);
    let mut json: Value = serde_json::from_str(&text).unwrap();
    json["projects"][0]["tasks"]
        .as_array_mut()
        .unwrap()
        .remove(0);
    let incoming = project(&json.to_string());
    assert_eq!(incoming.edited_by_hand, 1);
    let mut document = incoming.document("p", &context(7));
    document.merge(&original());
    let left: Vec<_> = tasks(&document).into_keys().collect();
    assert_eq!(left, [Id::new("b")]);
}

#[test]
fn a_record_put_in_or_back_exists_as_it_stands_there() {
    let text = exported(&[&original()]);
    let mut json: Value = serde_json::from_str(&text).unwrap();
    let list = json["projects"][0]["tasks"].as_array_mut().unwrap();
    list.push(json!({ "id": "c", "title": "Gone" }));
    list.push(json!({ "id": "d", "title": "New" }));
    list.push(json!({ "id": "e" }));
    let mut document = project(&json.to_string()).document("p", &context(7));
    document.merge(&original());
    let all = tasks(&document);
    let titles: Vec<_> = all.values().map(|task| task.title.as_str()).collect();
    assert_eq!(titles, ["Copy", "Build", "Gone", "New", ""]);
    // It stands there without notes.
    assert_eq!(all[&Id::new("c")].notes, "");
}

#[test]
fn the_same_file_edited_by_no_one_is_no_change() {
    let text = exported(&[&original()]);
    let squeezed = serde_json::from_str::<Value>(&text).unwrap().to_string();
    let incoming = project(&squeezed);
    assert_eq!(incoming.edited_by_hand, 0);
    assert_eq!(incoming.document("p", &context(7)), original());
}

#[test]
fn a_file_without_merge_state_is_all_new() {
    let incoming = project(
        r#"{
            "format": "lastmile", "version": 1, "$schema": "x",
            "projects": [{
                "settings": { "name": "By hand" },
                "tasks": [{ "id": "a", "title": "Copy", "labels": ["web"], "notes": null },
                          { "id": "b", "assignees": { "ann": 2 } }],
                "dependencies": [{ "predecessor": "a", "successor": "b" }],
                "holidays": [{ "date": "2026-12-25" }]
            }]
        }"#,
    );
    assert_eq!(
        (incoming.id.as_str(), incoming.has_merge_state),
        ("", false)
    );
    assert_eq!(
        incoming.counts,
        [("tasks", 2), ("dependencies", 1), ("holidays", 1)]
    );
    let document = incoming.document("new", &context(7));
    assert!(document.records().all(|(_, _, registers)| {
        registers
            .values()
            .all(|register| register.stamp.actor == Actor(7) && register.stamp.sequence == 1)
    }));
    let project = document.read::<Project>().0;
    assert_eq!(project, incoming.model);
    assert_eq!(project.settings.name, "By hand");
    assert_eq!(project.tasks[&Id::new("b")].assignees[&Id::new("ann")], 2);
    assert!(project.dependencies.contains_key(&Id::new("a>b")));
    assert!(project.holidays.contains_key(&Id::new("2026-12-25")));
}

#[test]
fn fields_of_a_newer_version_are_kept() {
    let incoming = project(
        r#"{ "format": "lastmile", "version": 1, "projects": [{ "id": "p",
            "tasks": [{ "id": "a", "mood": { "today": 4 } }],
            "unknown": [{ "kind": "comet", "id": "x", "fields": { "tail": [1] } },
                        { "kind": "task", "id": "a", "fields": { "status": "paused" } }] }] }"#,
    );
    let document = incoming.document("p", &context(7));
    assert_eq!(document.value("task", "a", "mood"), &json!({ "today": 4 }));
    assert_eq!(document.value("comet", "x", "tail"), &json!([1]));
    assert_eq!(incoming.problems.len(), 1);
    let text = exported(&[&document]);
    assert_eq!(project(&text).document("p", &context(8)), document);
}
