//! Projects written as the text of a file, and the note that the file exists.

use lastmile::document::{Document, Pace};
use lastmile::edit::project_entry;
use lastmile::exchange::json::{self, Imprint};
use lastmile::project::{Id, Project, ProjectEntry};

use super::browser::clock;
use super::chunks::Rests;
use super::workspace::Workspace;

/// What a file is to hold, and which state of each project that is.
pub struct Written {
    /// The text of the file.
    pub text: String,
    /// When it was written, with the offset from UTC.
    pub at: String,
    changes: Vec<(Id<ProjectEntry>, u64)>,
}

/// Writes projects, with what is kept beside them or without it, the page having its turn meanwhile.
/// To be had through [`chunks::write_file`](super::chunks::write_file).
pub async fn write(
    workspace: Workspace,
    ids: Vec<Id<Project>>,
    with_shelf: bool,
    rests: Rests,
) -> Written {
    let mut documents: Vec<Document> = Vec::new();
    for id in &ids {
        documents.push(workspace.document_of(id).await);
    }
    let shelf = with_shelf.then(|| workspace.shelf_document());
    let at = clock::now_iso();
    let by = workspace.peek_shelf(|shelf| shelf.settings.me.clone());
    let imprint = Imprint { at: &at, by: &by };
    let projects: Vec<&Document> = documents.iter().collect();
    let text = json::export_at(&projects, shelf.as_ref(), imprint, Pace::resting(&rests)).await;
    let seen = documents
        .iter()
        .map(|it| (Id::new(it.id()), it.version().changes()));
    let changes = seen.collect();
    Written { text, at, changes }
}

impl Written {
    /// Notes beside the projects that a file with this text now exists.
    pub fn note(&self, workspace: Workspace) {
        for (id, changes) in &self.changes {
            workspace
                .note_on_shelf(|shelf| project_entry::set_exported(shelf, id, &self.at, *changes));
        }
    }
}
