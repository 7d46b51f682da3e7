//! From documents to the text of a file.

use serde_json::{Map, Value, json};

use super::layout::{Fold, Layout};
use super::merge;
use super::sections::{PROJECT, Section, Shape, WORKSPACE};
use super::{FORMAT, VERSION};
use crate::document::{Document, Pace, at_once};
use crate::project::Fields;

/// Who exports, and when.
#[derive(Clone, Copy, Debug)]
pub struct Imprint<'a> {
    /// The wall time in ISO form with zone.
    pub at: &'a str,
    /// The name of the person; may be empty.
    pub by: &'a str,
}

/// The file that holds these projects, and the workspace if all are exported.
///
/// The same documents and imprint always give the same bytes: lists stand in a fixed order, records
/// by id, fields with the title or name first and then by name. Ends with a newline.
#[must_use]
pub fn export(projects: &[&Document], workspace: Option<&Document>, imprint: Imprint) -> String {
    at_once(export_at(projects, workspace, imprint, Pace::steady()))
}

/// [`export`], at a pace.
pub async fn export_at(
    projects: &[&Document],
    workspace: Option<&Document>,
    imprint: Imprint<'_>,
    pace: Pace<'_>,
) -> String {
    let mut layout = Layout::new();
    layout.object(None);
    let mut line = |key, value: Value| layout.value(Some(key), &value, Fold::WhenLong);
    line("format", json!(FORMAT));
    line("version", json!(VERSION));
    line("exported_at", json!(imprint.at));
    line("exported_by", json!(imprint.by));
    line("app", json!(env!("CARGO_PKG_VERSION")));
    layout.array(Some("projects"));
    for project in projects {
        write_document(&mut layout, None, project, &PROJECT, pace).await;
    }
    layout.end();
    if let Some(workspace) = workspace {
        write_document(&mut layout, Some("workspace"), workspace, &WORKSPACE, pace).await;
    }
    layout.end();
    layout.finish()
}

async fn write_document(
    layout: &mut Layout,
    key: Option<&str>,
    document: &Document,
    shape: &Shape,
    pace: Pace<'_>,
) {
    let mut unknown = Vec::new();
    layout.object(key);
    layout.value(Some("id"), &json!(document.id()), Fold::Never);
    let (section, only) = &shape.settings;
    if let Some(fields) = document.fields(section.kind, only) {
        let (shown, hidden) = section.show(fields);
        layout.object(Some(section.name));
        write_fields(layout, shown);
        layout.end();
        unknown.extend(item(section.kind, only, hidden));
    }
    for section in shape.lists {
        layout.array(Some(section.name));
        for (id, fields) in of_kind(document, section.kind) {
            pace.step().await;
            let hidden = write_record(layout, section, id, fields);
            unknown.extend(item(section.kind, id, hidden));
        }
        layout.end();
    }
    unknown.extend(unknown_records(document, shape));
    if !unknown.is_empty() {
        layout.array(Some("unknown"));
        for item in &unknown {
            layout.value(None, item, Fold::WhenLong);
        }
        layout.end();
    }
    merge::write(layout, document, pace).await;
    layout.end();
}

/// The present records of a kind by id.
fn of_kind<'d>(
    document: &'d Document,
    kind: &'d str,
) -> impl Iterator<Item = (&'d str, Fields)> + 'd {
    document
        .records_of(kind)
        .filter_map(move |(id, _)| Some((&**id, document.fields(kind, id)?)))
}

/// Writes a record and returns those of its fields that could not be shown.
fn write_record(layout: &mut Layout, section: &Section, id: &str, fields: Fields) -> Fields {
    let (shown, hidden) = section.show(fields);
    // What follows from the fields must do so after reading them back.
    let visible: Fields = shown.clone().into_iter().collect();
    let is_natural = section.natural_id(&visible).as_deref() == Some(id);
    layout.object(None);
    if !is_natural {
        layout.value(Some("id"), &json!(id), Fold::Never);
    }
    write_fields(layout, shown);
    layout.end();
    hidden
}

fn write_fields(layout: &mut Layout, mut shown: Map<String, Value>) {
    for first in ["title", "name"] {
        if let Some(value) = shown.remove(first) {
            layout.value(Some(first), &value, Fold::WhenLong);
        }
    }
    for (name, value) in &shown {
        layout.value(Some(name), value, Fold::WhenLong);
    }
}

/// The records of kinds that have no list in the file.
fn unknown_records(document: &Document, shape: &Shape) -> Vec<Value> {
    let (settings, only) = &shape.settings;
    let has_list = |kind: &str| shape.lists.iter().any(|section| section.kind == kind);
    let mut unknown = Vec::new();
    for kind in document.kinds().filter(|kind| !has_list(kind)) {
        for (id, fields) in of_kind(document, kind) {
            if (&**kind, id) != (settings.kind, *only) {
                unknown.push(json!({ "kind": **kind, "id": id, "fields": fields }));
            }
        }
    }
    unknown
}

fn item(kind: &str, id: &str, hidden: Fields) -> Option<Value> {
    (!hidden.is_empty()).then(|| json!({ "kind": kind, "id": id, "fields": hidden }))
}
