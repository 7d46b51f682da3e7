//! From the bytes of a file to what it holds.

use serde_json::{Map, Value};

use super::incoming::{Incoming, Outside, Shown};
use super::merge::{self, as_writes, object};
use super::parse::parse;
use super::place::{NotImported, Path};
use super::sections::{
    PROJECT, Section, Shape, WORKSPACE, check_name, check_texts, parts, put_once,
};
use super::{FORMAT, VERSION};
use crate::document::{Actor, Context, Document, Pace, at_once};
use crate::edit::DELETED;
use crate::project::{Fields, Model};

/// Reads a whole file. Either all of it can be kept, or nothing is and the first reason is told.
pub fn import(bytes: &[u8]) -> Result<Outside, NotImported> {
    at_once(import_at(bytes, Pace::steady()))
}

/// [`import`], at a pace.
pub async fn import_at(bytes: &[u8], pace: Pace<'_>) -> Result<Outside, NotImported> {
    let mut file = object(parse(bytes, pace).await?, &Path::File)?;
    check_format(&mut file)?;
    let mut text = |key| match file.remove(key) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(Path::Key(&Path::File, key).refuse("this must be a text")),
    };
    let (exported_at, exported_by, app) =
        (text("exported_at")?, text("exported_by")?, text("app")?);
    let here = Path::Key(&Path::File, "projects");
    let mut projects: Vec<Incoming<_>> = Vec::new();
    for (index, project) in array(file.remove("projects"), &here)?
        .into_iter()
        .enumerate()
    {
        let here = Path::Index(&here, index);
        let project = document(project, &PROJECT, &here, pace).await?;
        if !project.id.is_empty() && projects.iter().any(|other| other.id == project.id) {
            return Err(Path::Key(&here, "id").refuse("another project has the same id"));
        }
        projects.push(project);
    }
    let workspace = file.remove("workspace").filter(|value| !value.is_null());
    let workspace = match workspace {
        Some(workspace) => {
            let here = Path::Key(&Path::File, "workspace");
            Some(document(workspace, &WORKSPACE, &here, pace).await?)
        }
        None => None,
    };
    if projects.is_empty() && workspace.is_none() {
        return Err(here.refuse("the file holds no project"));
    }
    Ok(Outside {
        exported_at,
        exported_by,
        app,
        projects,
        workspace,
        passed_over: file.into_iter().map(|(key, _)| key).collect(),
    })
}

fn check_format(file: &mut Map<String, Value>) -> Result<(), NotImported> {
    let format = file.remove("format").ok_or_else(|| {
        Path::File.refuse("This is no Lastmile file: it does not say \"format\": \"lastmile\"")
    })?;
    if format.as_str() != Some(FORMAT) {
        return Err(Path::Key(&Path::File, "format")
            .refuse("this must be \"lastmile\"; the file comes from another program"));
    }
    let here = Path::Key(&Path::File, "version");
    match file.remove("version").as_ref().and_then(Value::as_u64) {
        Some(VERSION) => Ok(()),
        Some(newer) if newer > VERSION => Err(here.refuse(format!(
            "this file was written by a newer Lastmile (format {newer}, this one reads up to \
             {VERSION}); open it there"
        ))),
        _ => Err(here.refuse(format!("this must be a number from 1 to {VERSION}"))),
    }
}

async fn document<M: Model>(
    json: Value,
    shape: &Shape,
    at: &Path<'_>,
    pace: Pace<'_>,
) -> Result<Incoming<M>, NotImported> {
    let mut json = required_object(json, at)?;
    let known = parts(shape);
    if let Some(unknown) = json.keys().find(|key| !known.contains(key.as_str())) {
        let known: Vec<_> = known.into_iter().collect();
        let reason = format!("there is no such part; known are {}", known.join(", "));
        return Err(Path::Key(at, unknown).refuse(reason));
    }
    let id = match json.remove("id") {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(id)) => id,
        Some(_) => return Err(Path::Key(at, "id").refuse("this must be a text")),
    };
    check_name(&id, &Path::Key(at, "id"))?;
    let mut shown = Shown::new();
    let counts = read_lists(&mut json, shape, &mut shown, at, pace).await?;
    let here = Path::Key(at, "unknown");
    let unknown = array(json.remove("unknown"), &here)?;
    let unknown_count = unknown.len();
    for (index, item) in unknown.into_iter().enumerate() {
        read_unknown(item, &mut shown, &Path::Index(&here, index))?;
    }
    let mut restored = Document::new(&id);
    let section = json.remove("merge").filter(|section| !section.is_null());
    let has_merge_state = section.is_some();
    let mut edits = match section {
        Some(section) => {
            let here = Path::Key(at, "merge");
            merge::read(section, &mut restored, &mut shown, &here, pace).await?
        }
        None => Vec::new(),
    };
    for ((kind, id), mut fields) in shown {
        pace.step().await;
        fields.insert(DELETED.to_owned(), Value::Bool(false));
        edits.extend(as_writes(&kind, &id, fields));
    }
    let mut incoming = Incoming {
        model: M::default(),
        problems: Vec::new(),
        counts,
        unknown: unknown_count,
        has_merge_state,
        edited_by_hand: if has_merge_state { edits.len() } else { 0 },
        id,
        restored,
        edits,
    };
    let (model, problems) = if incoming.edits.is_empty() {
        incoming.restored.read_at::<M>(pace).await
    } else {
        let whole = incoming.document_at(&incoming.id, &nobody(), pace).await;
        whole.read_at::<M>(pace).await
    };
    incoming.model = model;
    incoming.problems = problems.into_values().flatten().collect();
    Ok(incoming)
}

/// Reads the settings and all lists, and says how many records each holds.
async fn read_lists(
    json: &mut Map<String, Value>,
    shape: &Shape,
    shown: &mut Shown,
    at: &Path<'_>,
    pace: Pace<'_>,
) -> Result<Vec<(&'static str, usize)>, NotImported> {
    let (section, only) = &shape.settings;
    if let Some(settings) = json.remove(section.name).filter(|value| !value.is_null()) {
        let here = Path::Key(at, section.name);
        let fields = read_record(section, required_object(settings, &here)?, &here)?;
        shown.insert((section.kind.to_owned(), (*only).to_owned()), fields);
    }
    let mut counts = Vec::new();
    for section in shape.lists {
        let here = Path::Key(at, section.name);
        let records = array(json.remove(section.name), &here)?;
        if !records.is_empty() {
            counts.push((section.name, records.len()));
        }
        for (index, record) in records.into_iter().enumerate() {
            pace.step().await;
            let here = Path::Index(&here, index);
            let mut record = required_object(record, &here)?;
            let id = record.remove("id");
            let fields = read_record(section, record, &here)?;
            let id = match id {
                Some(Value::String(id)) => id,
                None | Some(Value::Null) => section
                    .natural_id(&fields)
                    .ok_or_else(|| here.refuse("this needs an id"))?,
                Some(_) => return Err(Path::Key(&here, "id").refuse("this must be a text")),
            };
            check_name(&id, &Path::Key(&here, "id"))?;
            let reason = format!("the id {id:?} stands twice in this list");
            if shown
                .insert((section.kind.to_owned(), id), fields)
                .is_some()
            {
                return Err(Path::Key(&here, "id").refuse(reason));
            }
        }
    }
    Ok(counts)
}

fn read_record(
    section: &Section,
    record: Map<String, Value>,
    at: &Path,
) -> Result<Fields, NotImported> {
    if record.contains_key(DELETED) {
        let reason = "a record is deleted by taking it out of its list";
        return Err(Path::Key(at, DELETED).refuse(reason));
    }
    section.read(record, at)
}

/// Reads fields that this version cannot show, of a record that may have others.
fn read_unknown(item: Value, shown: &mut Shown, at: &Path) -> Result<(), NotImported> {
    let mut item = required_object(item, at)?;
    let mut name = |key| match item.remove(key) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(Path::Key(at, key).refuse("this must be a text")),
    };
    let key = (name("kind")?, name("id")?);
    check_name(&key.1, &Path::Key(at, "id"))?;
    let here = Path::Key(at, "fields");
    let fields = required_object(item.remove("fields").unwrap_or_default(), &here)?;
    let known = shown.entry(key).or_default();
    for (field, value) in fields {
        let here = Path::Key(&here, &field);
        if field == DELETED {
            return Err(here.refuse("a record is deleted by taking it out of its list"));
        }
        check_name(&field, &here)?;
        check_texts(&field, &value, &here)?;
        put_once(known, field.clone(), value, &here)?;
    }
    Ok(())
}

/// For previews, where nothing is kept.
fn nobody() -> Context {
    Context {
        actor: Actor(0),
        by: String::new(),
        wall: String::new(),
    }
}

/// The elements of an array; none where it is missing.
fn array(value: Option<Value>, at: &Path) -> Result<Vec<Value>, NotImported> {
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(elements)) => Ok(elements),
        Some(_) => Err(at.refuse("this must be a list in brackets")),
    }
}

fn required_object(value: Value, at: &Path) -> Result<Map<String, Value>, NotImported> {
    if value.is_null() {
        return Err(at.refuse("this must be an object in braces"));
    }
    object(value, at)
}
