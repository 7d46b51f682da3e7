//! Projects written as the text of a file, and the note that the file exists.

use lastmile::document::Document;
use lastmile::edit::project_entry;
use lastmile::project::{Id, Project, ProjectEntry};

use super::browser::{clock, idle};
use super::chunks;
use super::workspace::Workspace;

/// What a file is to hold, and which state of each project that is.
pub struct Written {
    /// The text of the file.
    pub text: String,
    at: String,
    changes: Vec<(Id<ProjectEntry>, u64)>,
}

/// Writes projects, with what is kept beside them or without it, the page having its turn meanwhile.
/// `None` when the part of the program that writes files cannot be had.
pub async fn write(workspace: Workspace, ids: &[Id<Project>], with_shelf: bool) -> Option<Written> {
    let mut documents: Vec<Document> = Vec::new();
    let mut changes = Vec::new();
    for id in ids {
        let document = workspace.document_of(id).await;
        changes.push((Id::new(document.id()), document.version().changes()));
        documents.push(document);
    }
    let shelf = with_shelf.then(|| workspace.shelf_document());
    let at = clock::now_iso();
    let by = workspace.peek_shelf(|shelf| shelf.settings.me.clone());
    let rests = Box::new(idle::rests());
    let writing = chunks::write_file(documents, shelf, at.clone(), by, rests).await;
    let text = writing.ok()?.await;
    Some(Written { text, at, changes })
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
