//! Files that are damaged, cut off, hostile, or something else.

use serde_json::{Map, Value, json};

use super::full::of_a_project;
use super::generated::document;
use super::{Random, context, exported, import, imported, soak};
use crate::document::Document;
use crate::exchange::json::Place;
use crate::project::{Project, Today};
use crate::samples;

fn refusal(file: &[u8]) -> String {
    import(file).map_or_else(|error| error.to_string(), |_| "imported".to_owned())
}

/// The refusal of a project with these parts.
fn of_project(parts: &str) -> String {
    let text = format!(
        r#"{{ "format": "lastmile", "version": 1, "projects": [{{ "id": "p", {parts} }}] }}"#
    );
    refusal(text.as_bytes())
}

#[test]
fn what_is_no_lastmile_file_is_told_apart() {
    let refused = |file: &[u8], reason: &str| assert_eq!(refusal(file), reason);
    refused(b"", "The file is empty.");
    refused(b" \n ", "The file is empty.");
    refused(
        b"<!doctype html><html>",
        "This is a web page or XML, not a Lastmile file in JSON.",
    );
    refused(
        b"PK\x03\x04rest",
        "This is a zip archive or an office document.",
    );
    refused(
        b"\xFF\xFE{\0\"\0",
        "The file is in UTF-16; save it as UTF-8 and try again.",
    );
    refused(
        b"title,owner\nCopy,Ann",
        "This is no Lastmile file: it does not begin with “{”.",
    );
    refused(
        br#"{ "format": "other", "version": 1 }"#,
        "At format: this must be \"lastmile\"; the file comes from another program.",
    );
    refused(
        br#"{ "tasks": [] }"#,
        "This is no Lastmile file: it does not say \"format\": \"lastmile\".",
    );
    refused(
        b"{\n \"format\": \"Caf\xE9\" }",
        "Line 2, column 16: this is no UTF-8 text; the file is damaged or was saved in another \
         encoding.",
    );
    refused(
        &vec![b' '; crate::project::limits::FILE_BYTES + 1],
        "The file is larger than 50 MB, more than any project needs.",
    );
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let text = "\u{FEFF}{ \"format\": \"lastmile\", \"version\": 1, \"projects\": [{}] }";
    assert_eq!(imported(text).unwrap().projects.len(), 1);
}

#[test]
fn a_newer_format_is_refused_by_its_number() {
    assert_eq!(
        refusal(br#"{ "format": "lastmile", "version": 2, "projects": 5 }"#),
        "At version: this file was written by a newer Lastmile (format 2, this one reads up to 1); \
         open it there."
    );
    assert_eq!(
        refusal(br#"{ "format": "lastmile", "version": "1" }"#),
        "At version: this must be a number from 1 to 1."
    );
}

#[test]
fn text_that_is_no_json_is_refused_with_its_line() {
    assert_eq!(
        refusal(b"{\n  \"format\": \"lastmile\",\n  \"version\": 1,\n}"),
        "Line 4, column 1: trailing comma."
    );
    assert_eq!(
        refusal(b"{\n  \"format\": \"lastm"),
        "Line 2, column 18: the file ends too early; it was cut off after 20 bytes (EOF while \
         parsing a string)."
    );
    assert_eq!(
        refusal(b"{ \"format\": \"lastmile\",\n \"format\": 1 }"),
        "Line 2, column 9: “format” stands twice here."
    );
    let deep = format!("{{ \"format\": {}", "[".repeat(100_000));
    assert_eq!(
        refusal(deep.as_bytes()),
        "Line 1, column 139: recursion limit exceeded."
    );
    assert_eq!(
        refusal(b"{ \"version\": 1e999 }"),
        "Line 1, column 18: number out of range."
    );
}

#[test]
fn what_does_not_fit_is_refused_with_its_path() {
    let refused = |parts: &str, reason: &str| assert_eq!(of_project(parts), reason);
    refused(
        r#""task": []"#,
        "At projects[0].task: there is no such part; known are baselines, change_requests, \
         check_ins, communications, criteria, days, decisions, deliverables, dependencies, \
         history, holidays, id, integration_points, merge, milestones, people, prompt_answers, \
         pulses, readiness_answers, readiness_reviews, reserves, review_items, risks, settings, \
         sign_offs, sprints, stakeholders, tasks, time_off, unknown, waits, workstreams.",
    );
    refused(
        r#""tasks": {}"#,
        "At projects[0].tasks: this must be a list in brackets.",
    );
    refused(
        r#""tasks": [{ "title": "Copy" }]"#,
        "At projects[0].tasks[0]: this needs an id.",
    );
    refused(
        r#""tasks": [{ "id": 5 }]"#,
        "At projects[0].tasks[0].id: this must be a text.",
    );
    refused(
        r#""tasks": [{ "id": "a" }, { "id": "a" }]"#,
        "At projects[0].tasks[1].id: the id \"a\" stands twice in this list.",
    );
    refused(
        r#""tasks": [{ "id": "a", "status": "paused" }]"#,
        "At projects[0].tasks[0].status: this must be one of todo, doing, done, deferred, dropped, \
         not “paused”.",
    );
    refused(
        r#""tasks": [{ "id": "a", "due": "next Friday" }]"#,
        "At projects[0].tasks[0].due: this must be a date such as 2026-11-30.",
    );
    refused(
        r#""tasks": [{ "id": "a", "labels": "web" }]"#,
        "At projects[0].tasks[0].labels: this must be a list.",
    );
    refused(
        r#""tasks": [{ "id": "a", "deleted": true }]"#,
        "At projects[0].tasks[0].deleted: a record is deleted by taking it out of its list.",
    );
    let long = format!(
        r#""tasks": [{{ "id": "a", "title": "{}" }}]"#,
        "x".repeat(501)
    );
    refused(
        &long,
        "At projects[0].tasks[0].title: this may have 500 characters at most.",
    );
    refused(
        r#""unknown": [{ "kind": "comet", "id": "x", "fields": 1 }]"#,
        "At projects[0].unknown[0].fields: this must be an object in braces.",
    );
    refused(
        r#""tasks": [{ "id": "a", "mood": 1 }],
           "unknown": [{ "kind": "task", "id": "a", "fields": { "mood": 2 } }]"#,
        "At projects[0].unknown[0].fields.mood: this stands twice.",
    );
    refused(
        r#""merge": { "version": { "1": 1 }, "records": { "task": { "a": { "1.1.2": {} } } } }"#,
        "At projects[0].merge.records.task.a[\"1.1.2\"]: this change is missing in the version of \
         the merge section.",
    );
    refused(
        r#""merge": { "version": { "1": 1 }, "records": { "task": { "a": { "01.1.1": {} } } } }"#,
        "At projects[0].merge.records.task.a[\"01.1.1\"]: this is no stamp: counter, writer and \
         number.",
    );
    assert_eq!(
        refusal(br#"{ "format": "lastmile", "version": 1 }"#),
        "At projects: the file holds no project."
    );
    assert_eq!(
        refusal(br#"{ "format": "lastmile", "version": 1, "projects": [{ "id": "p" }, { "id": "p" }] }"#),
        "At projects[1].id: another project has the same id."
    );
}

/// Files of all kinds, small ones first.
fn corpus() -> Vec<String> {
    let mut corpus = vec![
        r#"{ "format": "lastmile", "version": 1, "projects": [{ "tasks": [{ "id": "a" }] }] }"#
            .to_owned(),
    ];
    for seed in 0..12 {
        let document = document(&mut Random(seed), &of_a_project());
        corpus.push(exported(&[&document]));
    }
    let today = Today("2026-11-18".parse().unwrap());
    let mut minted = 0;
    let change = samples::all()[1].build(today, &mut || {
        minted += 1;
        format!("a-{minted}")
    });
    let mut sample = Document::new("p");
    sample.commit(&change, &context(1)).unwrap();
    corpus.push(exported(&[&sample]));
    corpus
}

/// Something that does not belong where it is put.
fn foreign(random: &mut Random) -> Value {
    let deep = (0..150).fold(json!(1), |inner, _| json!([inner]));
    let all = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0.5),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!("2026-02-30"),
        json!("x".repeat(30_000)),
        json!("\u{0}"),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "__proto__": {} }),
        deep,
    ];
    random.pick(&all).clone()
}

/// Takes a random node apart, exchanges, renames or repeats it.
fn mutate_node(random: &mut Random, json: &mut Value) {
    let is_leaf = !json.is_array() && !json.is_object();
    if is_leaf || random.one_in(8) {
        *json = foreign(random);
        return;
    }
    match json {
        Value::Array(elements) if !elements.is_empty() => {
            let at = random.below(elements.len());
            match random.below(8) {
                0 => drop(elements.remove(at)),
                1 => elements.push(elements[at].clone()),
                _ => mutate_node(random, &mut elements[at]),
            }
        }
        Value::Object(fields) if !fields.is_empty() => {
            let keys: Vec<_> = fields.keys().cloned().collect();
            let key = random.pick(&keys);
            match random.below(8) {
                0 => drop(fields.remove(key)),
                1 => rename(random, fields, key, &keys),
                _ => mutate_node(random, &mut fields[key]),
            }
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => *json = foreign(random),
    }
}

fn rename(random: &mut Random, fields: &mut Map<String, Value>, key: &str, keys: &[String]) {
    let other = match random.below(3) {
        0 => format!("{key}x"),
        1 => "deleted".to_owned(),
        _ => random.pick(keys).clone(),
    };
    if let Some(value) = fields.remove(key) {
        fields.insert(other, value);
    }
}

fn mutated(random: &mut Random, text: &str) -> Vec<u8> {
    if random.one_in(2) {
        let mut json: Value = serde_json::from_str(text).unwrap();
        for _ in 0..=random.below(2) {
            match json.get_mut("projects") {
                Some(projects) if !random.one_in(8) => mutate_node(random, projects),
                _ => mutate_node(random, &mut json),
            }
        }
        return json.to_string().into_bytes();
    }
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(2) {
        let at = random.below(bytes.len());
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let junk = random.pick(&[
                    "1e999",
                    "\"",
                    "{",
                    "]",
                    ",",
                    "\u{0}",
                    "\\u",
                    "99999999999999999999999",
                ]);
                bytes.splice(at..at, junk.bytes());
            }
            4 => repeat_line(random, &mut bytes),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

/// Puts a line in twice: in an object, its key then stands there twice.
fn repeat_line(random: &mut Random, bytes: &mut Vec<u8>) {
    let lines: Vec<_> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let mut again: Vec<&[u8]> = lines.clone();
    let at = random.below(lines.len());
    again.insert(at, lines.get(at).copied().unwrap_or_default());
    *bytes = again.concat();
}

#[test]
fn a_mutated_file_is_refused_with_place_and_reason_or_is_a_project() {
    let corpus = corpus();
    let (mut imports, mut lines, mut paths, mut whole) = (0, 0, 0, 0);
    let count = 12_000 * soak();
    for seed in 0..count {
        let mut random = Random(seed as u64);
        // The last is by far the largest.
        let choice = if random.one_in(40) {
            corpus.len() - 1
        } else {
            random.below(corpus.len() - 1)
        };
        let file = mutated(&mut random, &corpus[choice]);
        let outside = match import(&file) {
            Ok(outside) => outside,
            Err(error) => {
                assert!(!error.reason.trim().is_empty(), "seed {seed}");
                assert!(!error.to_string().contains('\n'), "seed {seed}: {error}");
                match error.place {
                    Place::Line { line, column } => {
                        let last = file.split(|byte| *byte == b'\n').count();
                        assert!((1..=last).contains(&line), "seed {seed}: {error}");
                        assert!(column <= file.len(), "seed {seed}: {error}");
                        lines += 1;
                    }
                    Place::Path(path) => {
                        assert!(!path.is_empty());
                        paths += 1;
                    }
                    Place::File => whole += 1,
                }
                continue;
            }
        };
        imports += 1;
        for incoming in &outside.projects {
            let document = incoming.document(&incoming.id, &context(9));
            let model = document.read::<Project>().0;
            assert_eq!(model, incoming.model, "seed {seed}");
            drop(model.outline());
            let again = imported(&exported(&[&document]));
            let again = again.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
            let back = again.projects[0].document(&incoming.id, &context(9));
            assert_eq!(back, document, "seed {seed}");
        }
    }
    assert!(imports > count / 10 && lines > count / 10 && paths > count / 10);
    assert!(whole < count / 10, "{whole} had no place");
    println!(
        "json: {count} mutated files, 0 panics; {lines} refused with line and column, {paths} with \
         path, {whole} as a whole; {imports} still are projects"
    );
}
