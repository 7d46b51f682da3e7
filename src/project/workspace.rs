//! The document beside the projects: their list, what this browser's user prefers, and what was
//! learned across projects.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Fields, HistoryPair, Id, Lesson, Model, Problem, Project, Record, Table, put_record};

/// All that is kept beside the projects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    /// Its only settings record.
    pub settings: WorkspaceSettings,
    /// The projects in this browser; a project's id is its document's.
    pub projects: Table<ProjectEntry>,
    /// Estimates and actuals of finished tasks, of all projects and pasted ones.
    pub history: Table<HistoryPair>,
    /// What one project leaves to the next.
    pub lessons: Table<Lesson>,
}

impl Model for Workspace {
    const KINDS: &'static [&'static str] = &[
        WorkspaceSettings::KIND,
        ProjectEntry::KIND,
        HistoryPair::KIND,
        Lesson::KIND,
    ];

    fn put(&mut self, kind: &str, id: &str, fields: Option<&Fields>) -> Vec<Problem> {
        match kind {
            WorkspaceSettings::KIND => {
                if id != WorkspaceSettings::ID {
                    return Vec::new();
                }
                let (settings, problems) = super::model::read_one(id, fields);
                self.settings = settings;
                problems
            }
            ProjectEntry::KIND => put_record(&mut self.projects, id, fields),
            HistoryPair::KIND => put_record(&mut self.history, id, fields),
            Lesson::KIND => put_record(&mut self.lessons, id, fields),
            _ => Vec::new(),
        }
    }
}

/// What this browser's user prefers in all projects. There is one, with the id
/// [`WorkspaceSettings::ID`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkspaceSettings {
    /// The name of the person at this browser; edits carry it. Empty until they have said.
    pub me: String,
    /// The project that was open last.
    pub last_project: Option<Id<Project>>,
}

impl WorkspaceSettings {
    /// The id of the only settings record.
    pub const ID: &'static str = "workspace";
}

impl Record for WorkspaceSettings {
    const KIND: &'static str = "workspace_settings";
}

/// A project in the list. Its content is a document of its own with the same id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectEntry {
    /// A copy of the project's name, so that the list needs no project to be opened.
    pub name: String,
    /// The place in the list.
    pub order: OrderKey,
    /// Put away, but kept.
    pub archived: bool,
    /// The day it was made here.
    #[serde(deserialize_with = "super::day::read")]
    pub created_on: Option<NaiveDate>,
    /// The last time it was exported to a file, in ISO form with zone.
    pub exported_at: Option<String>,
    /// How many changes the project had seen when it last was in a file: exported, or imported.
    pub changes_in_file: Option<u64>,
    /// The day it was closed; what follows is what was known of it then.
    #[serde(deserialize_with = "super::day::read")]
    pub closed_on: Option<NaiveDate>,
    /// How many days its last mile took.
    pub last_mile_days: Option<u32>,
    /// How many days the whole of it took.
    pub whole_days: Option<u32>,
    /// How many days after the promised one it was closed; negative when it was before.
    pub late_days: Option<i32>,
    /// On how many days its forecast named a P80 date …
    pub p80_days: Option<u32>,
    /// … and on how many of these that date held, …
    pub p80_held: Option<u32>,
    /// … the P50 date of the same day …
    pub p50_held: Option<u32>,
    /// … and its P90 date.
    pub p90_held: Option<u32>,
}

impl Record for ProjectEntry {
    const KIND: &'static str = "project";
}
