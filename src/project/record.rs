//! A record as typed fields and as the flat fields the document keeps, and the way between.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};

use super::{misfit, trees};

/// The flat fields of one record: what the document keeps a register for each.
///
/// A keyed field (a set, or a map) has one flat field per element, named `field/element`, so that
/// two people's additions both stay. `Null` is the same as absent, and absent is the default.
pub type Fields = BTreeMap<String, Value>;

/// One typed record of a project or workspace.
pub trait Record:
    Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// The kind's name in files and in storage.
    const KIND: &'static str;
    /// The fields that are sets or maps and merge element by element.
    const KEYED: &'static [&'static str] = &[];
}

/// A field this version could not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// What was wrong with it.
    pub reason: String,
}

/// The flat fields of a record: only those that differ from the default.
#[must_use]
pub fn flatten<R: Record>(record: &R) -> Fields {
    flat(R::KEYED, &object(&R::default()), object(record))
}

// What follows knows a record by its keyed fields alone, so that it is built once and not for each
// kind of record.

fn flat(
    keyed_fields: &[&str],
    defaults: &Map<String, Value>,
    record: Map<String, Value>,
) -> Fields {
    let mut fields = Fields::new();
    for (name, value) in record {
        if defaults.get(&name) == Some(&value) || value.is_null() {
            continue;
        }
        if !keyed_fields.contains(&name.as_str()) {
            fields.insert(name, value);
            continue;
        }
        match value {
            Value::Array(elements) => fields.extend(elements.iter().filter_map(|element| {
                element
                    .as_str()
                    .map(|element| (keyed(&name, element), Value::Bool(true)))
            })),
            Value::Object(elements) => fields.extend(
                elements
                    .into_iter()
                    .map(|(element, value)| (keyed(&name, &element), value)),
            ),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                debug_assert!(false, "{name} is keyed, but no set or map");
            }
        }
    }
    fields
}

/// The record these flat fields stand for, and the fields that could not be read.
///
/// Fields this version does not know are passed over. A field that does not fit leaves its default
/// behind and a [`FieldProblem`]; of a keyed field only the elements that do not fit are left out.
#[must_use]
pub fn gather<R: Record>(fields: &Fields) -> (R, Vec<FieldProblem>) {
    let mut record = None;
    let problems = gather_what_fits(R::KEYED, fields, &mut |nested| {
        // Not `from_value`: that could read a list as well, which is built for each kind of record.
        let read = R::deserialize(MapDeserializer::new(nested.into_iter()));
        let reason = read.as_ref().err();
        let reason = reason.map(|error| misfit::told(&error.to_string()));
        record = read.ok();
        reason
    });
    (record.unwrap_or_default(), problems)
}

/// The writes that turn `before` into `after`: a value for each field that changes, `Null` for one
/// that returns to its default.
#[must_use]
pub fn diff(before: &Fields, after: &Fields) -> Fields {
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    let mut writes = trees::map(gone.map(|name| (name.clone(), Value::Null)));
    let changed = after
        .iter()
        .filter(|(name, value)| before.get(*name) != Some(value));
    writes.extend(changed.map(|(name, value)| (name.clone(), value.clone())));
    writes
}

/// Has the record read, at last without the fields that do not fit. `read` says why it cannot.
fn gather_what_fits(
    keyed_fields: &[&str],
    fields: &Fields,
    read: &mut dyn FnMut(Map<String, Value>) -> Option<String>,
) -> Vec<FieldProblem> {
    if read(nest(keyed_fields, fields)).is_none() {
        return Vec::new();
    }
    // Each field on its own: slow, and only for records that do not fit as a whole.
    let mut fitting = Fields::new();
    let mut problems = Vec::new();
    for (name, value) in fields {
        let alone = Fields::from([(name.clone(), value.clone())]);
        match read(nest(keyed_fields, &alone)) {
            None => {
                fitting.insert(name.clone(), value.clone());
            }
            Some(reason) => {
                problems.push(FieldProblem {
                    field: name.clone(),
                    reason,
                });
            }
        }
    }
    read(nest(keyed_fields, &fitting));
    problems
}

/// The flat fields as the nested object serde reads: `labels/a: true` becomes `labels: ["a"]`, and
/// elements with values of their own become an object.
fn nest(keyed_fields: &[&str], fields: &Fields) -> Map<String, Value> {
    let mut nested = Map::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
        let Some((field, element)) = element_of(keyed_fields, name) else {
            nested.insert(name.clone(), value.clone());
            continue;
        };
        if *value == Value::Bool(true) {
            let slot = nested
                .entry(field)
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(elements) = slot {
                elements.push(Value::from(element));
            }
        } else {
            let slot = nested
                .entry(field)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(elements) = slot {
                elements.insert(element.to_owned(), value.clone());
            }
        }
    }
    nested
}

/// The keyed field and the element a flat name stands for.
fn element_of<'n>(keyed_fields: &[&str], name: &'n str) -> Option<(&'n str, &'n str)> {
    name.split_once('/')
        .filter(|(field, _)| keyed_fields.contains(field))
}

fn keyed(field: &str, element: &str) -> String {
    format!("{field}/{element}")
}

/// A record as a JSON object. Records are plain structs, so nothing else can come out.
fn object<R: Record>(record: &R) -> Map<String, Value> {
    if let Ok(Value::Object(object)) = serde_json::to_value(record) {
        return object;
    }
    debug_assert!(false, "{} is not a plain struct", R::KIND);
    Map::new()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::project::{Id, Status, Task};

    fn fields(value: Value) -> Fields {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_default_record_has_no_fields() {
        assert_eq!(flatten(&Task::default()), Fields::new());
    }

    #[test]
    fn sets_and_maps_have_a_field_per_element() {
        let task = Task {
            labels: ["web".into(), "a/b".into()].into(),
            assignees: [(Id::new("ann"), 1), (Id::new("pool"), 3)].into(),
            ..Task::default()
        };
        let flat = fields(json!({
            "labels/web": true, "labels/a/b": true, "assignees/ann": 1, "assignees/pool": 3,
        }));
        assert_eq!(flatten(&task), flat);
        assert_eq!(gather::<Task>(&flat), (task, vec![]));
    }

    #[test]
    fn a_field_that_does_not_fit_is_named_and_the_others_are_read() {
        let flat = fields(json!({
            "title": "Copy", "status": "paused", "assignees/ann": "x", "assignees/bob": 1,
            "colour": "unknown to this version",
        }));
        let (task, problems) = gather::<Task>(&flat);
        assert_eq!(task.title, "Copy");
        assert_eq!(task.status, Status::Todo);
        assert_eq!(task.assignees, [(Id::new("bob"), 1)].into());
        let named: Vec<_> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(named, ["assignees/ann", "status"]);
    }

    #[test]
    fn a_diff_turns_one_record_into_the_other() {
        let before = fields(json!({ "title": "Copy", "labels/web": true, "status": "doing" }));
        let after = fields(json!({ "title": "Copy 2", "labels/api": true, "status": "doing" }));
        let writes = diff(&before, &after);
        assert_eq!(
            writes,
            fields(json!({ "title": "Copy 2", "labels/web": null, "labels/api": true }))
        );
    }
}
