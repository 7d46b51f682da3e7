//! Which kind of record stands in which list of the file, and how its flat fields are shown there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::place::{NotImported, Path};
use crate::project::limits::{TEXT_CHARS, TITLE_CHARS};
use crate::project::{
    Baseline, ChangeRequest, CheckIn, Communication, Criterion, DayRecord, Decision, Deliverable,
    Dependency, FieldProblem, Fields, HistoryPair, Holiday, Id, IntegrationPoint, Lesson,
    Milestone, Person, ProjectEntry, PromptAnswer, Pulse, ReadinessAnswer, ReadinessReview, Record,
    Reserve, ReviewItem, Risk, Settings, SignOff, Sprint, Stakeholder, Task, TimeOff, Wait,
    WorkspaceSettings, Workstream, gather,
};

/// What a document in the file consists of.
pub(super) struct Shape {
    /// The kind of which there is one record, and its id.
    pub(super) settings: (Section, &'static str),
    /// The lists, in the order of the file.
    pub(super) lists: &'static [Section],
}

/// One kind of record.
pub(super) struct Section {
    /// The kind's name in the document.
    pub(super) kind: &'static str,
    /// The name of its list in the file.
    pub(super) name: &'static str,
    keyed: &'static [&'static str],
    problems: fn(&Fields) -> Vec<FieldProblem>,
    natural_id: Option<fn(&Fields) -> Option<String>>,
}

/// A project.
pub(super) const PROJECT: Shape = Shape {
    settings: (Section::of::<Settings>("settings"), Settings::ID),
    lists: &[
        Section::of::<Task>("tasks"),
        Section::of::<Dependency>("dependencies").named_by(link),
        Section::of::<Person>("people"),
        Section::of::<Stakeholder>("stakeholders"),
        Section::of::<Deliverable>("deliverables"),
        Section::of::<Workstream>("workstreams"),
        Section::of::<Milestone>("milestones"),
        Section::of::<Holiday>("holidays").named_by(date),
        Section::of::<TimeOff>("time_off"),
        Section::of::<Baseline>("baselines"),
        Section::of::<DayRecord>("days").named_by(date),
        Section::of::<Wait>("waits"),
        Section::of::<HistoryPair>("history"),
        Section::of::<PromptAnswer>("prompt_answers"),
        Section::of::<Risk>("risks"),
        Section::of::<ChangeRequest>("change_requests"),
        Section::of::<Decision>("decisions"),
        Section::of::<IntegrationPoint>("integration_points"),
        Section::of::<Sprint>("sprints"),
        Section::of::<Pulse>("pulses"),
        Section::of::<ReviewItem>("review_items"),
        Section::of::<Criterion>("criteria"),
        Section::of::<SignOff>("sign_offs"),
        Section::of::<ReadinessAnswer>("readiness_answers"),
        Section::of::<ReadinessReview>("readiness_reviews"),
        Section::of::<Reserve>("reserves"),
        Section::of::<CheckIn>("check_ins"),
        Section::of::<Communication>("communications"),
    ],
};

/// What is kept beside the projects.
pub(super) const WORKSPACE: Shape = Shape {
    settings: (
        Section::of::<WorkspaceSettings>("settings"),
        WorkspaceSettings::ID,
    ),
    lists: &[
        Section::of::<ProjectEntry>("projects"),
        Section::of::<HistoryPair>("history"),
        Section::of::<Lesson>("lessons"),
    ],
};

impl Section {
    const fn of<R: Record>(name: &'static str) -> Self {
        Self {
            kind: R::KIND,
            name,
            keyed: R::KEYED,
            problems: |fields| gather::<R>(fields).1,
            natural_id: None,
        }
    }

    const fn named_by(self, natural_id: fn(&Fields) -> Option<String>) -> Self {
        Self {
            natural_id: Some(natural_id),
            ..self
        }
    }

    /// The id that follows from the fields and need not be written.
    pub(super) fn natural_id(&self, fields: &Fields) -> Option<String> {
        self.natural_id.and_then(|natural_id| natural_id(fields))
    }

    /// A record as the file shows it, and the flat fields that cannot be shown so: those this
    /// version cannot read, and those whose name means something else in the file.
    pub(super) fn show(&self, mut fields: Fields) -> (Map<String, Value>, Fields) {
        let mut hidden = Fields::new();
        for reserved in self.keyed.iter().chain(&["id"]) {
            hidden.extend(fields.remove_entry(*reserved));
        }
        // One field that is taken out can bring another to light.
        loop {
            let problems = (self.problems)(&fields);
            let misfits = problems.iter().map(|problem| &problem.field);
            let before = hidden.len();
            hidden.extend(misfits.filter_map(|name| fields.remove_entry(name)));
            if hidden.len() == before {
                break;
            }
        }
        let mut shown = Map::new();
        let mut elements: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
        for (name, value) in fields {
            match self.element_of(&name) {
                Some((field, element)) => {
                    let elements = elements.entry(field.to_owned()).or_default();
                    elements.insert(element.to_owned(), value);
                }
                None => {
                    shown.insert(name, value);
                }
            }
        }
        for (field, elements) in elements {
            let is_set = elements.values().all(|value| *value == Value::Bool(true));
            let elements = if is_set {
                elements
                    .into_iter()
                    .map(|(name, _)| Value::from(name))
                    .collect()
            } else {
                Value::Object(elements)
            };
            shown.insert(field, elements);
        }
        (shown, hidden)
    }

    /// The flat fields of a record as the file shows it, its id aside.
    pub(super) fn read(&self, shown: Map<String, Value>, at: &Path) -> Result<Fields, NotImported> {
        let mut fields = Fields::new();
        for (name, value) in shown {
            let here = Path::Key(at, &name);
            check_name(&name, &here)?;
            check_texts(&name, &value, &here)?;
            if !self.keyed.contains(&name.as_str()) {
                put_once(&mut fields, name.clone(), value, &here)?;
                continue;
            }
            let elements = match value {
                Value::Null => Map::new(),
                Value::Object(elements) => elements,
                Value::Array(elements) => elements
                    .into_iter()
                    .map(|element| match element.as_str() {
                        Some(element) => Ok((element.to_owned(), Value::Bool(true))),
                        None => Err(here.refuse("this must be a list of texts")),
                    })
                    .collect::<Result<_, _>>()?,
                Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                    return Err(here.refuse("this must be a list"));
                }
            };
            for (element, value) in elements {
                check_name(&element, &here)?;
                put_once(&mut fields, format!("{name}/{element}"), value, &here)?;
            }
        }
        match (self.problems)(&fields).into_iter().next() {
            Some(problem) => Err(Path::Key(at, &problem.field).refuse(problem.reason)),
            None => Ok(fields),
        }
    }

    fn element_of<'n>(&self, name: &'n str) -> Option<(&'n str, &'n str)> {
        name.split_once('/')
            .filter(|(field, _)| self.keyed.contains(field))
    }
}

/// Adds a field that must not be there yet; `Null` is the same as absent.
pub(super) fn put_once(
    fields: &mut Fields,
    name: String,
    value: Value,
    at: &Path,
) -> Result<(), NotImported> {
    if fields.contains_key(&name) {
        return Err(at.refuse("this stands twice"));
    }
    if !value.is_null() {
        fields.insert(name, value);
    }
    Ok(())
}

/// Refuses ids and names of fields that are longer than any text.
pub(super) fn check_name(name: &str, at: &Path) -> Result<(), NotImported> {
    check_length(name, TEXT_CHARS, at)
}

/// Refuses texts that are longer than the product keeps, so that what was imported can be exported
/// and imported again.
pub(super) fn check_texts(name: &str, value: &Value, at: &Path) -> Result<(), NotImported> {
    let limit = match name {
        "title" | "name" => TITLE_CHARS,
        _ => TEXT_CHARS,
    };
    match value {
        Value::String(text) => check_length(text, limit, at),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .try_for_each(|(index, element)| check_texts(name, element, &Path::Index(at, index))),
        Value::Object(fields) => fields
            .iter()
            .try_for_each(|(key, field)| check_texts(key, field, &Path::Key(at, key))),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn check_length(text: &str, limit: usize, at: &Path) -> Result<(), NotImported> {
    // Counting bytes first: the count of characters is never larger.
    if text.len() > limit && text.chars().count() > limit {
        return Err(at.refuse(format!("this may have {limit} characters at most")));
    }
    Ok(())
}

fn text<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.get(name).and_then(Value::as_str)
}

fn link(fields: &Fields) -> Option<String> {
    let end = |name| text(fields, name).map(Id::new);
    let id = Dependency::id_of(&end("predecessor")?, &end("successor")?);
    Some(id.as_str().to_owned())
}

fn date(fields: &Fields) -> Option<String> {
    text(fields, "date").map(str::to_owned)
}

/// The names of all lists and of the other parts of a document in the file.
pub(super) fn parts(shape: &Shape) -> BTreeSet<&'static str> {
    let lists = shape.lists.iter().map(|section| section.name);
    lists
        .chain(["id", "settings", "unknown", "merge"])
        .collect()
}
