//! What a file would bring: the projects in it, and what a person should know about each.

use lastmile::document::{Document, Pace};
use lastmile::edit::{Change, history, lesson, project_entry};
use lastmile::exchange::json::{Incoming, Outside};
use lastmile::present::{file_words, words};
use lastmile::project;
use lastmile::project::{Id, Project, Settings};

use crate::app::browser::idle;
use crate::app::views::shell::named;
use crate::app::workspace::Workspace;

/// A project of a file, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// What it is called.
    pub name: String,
    /// What is in it: "48 tasks, 7 people".
    pub content: String,
    /// Whether this browser has a project of the same origin.
    pub is_here: bool,
    /// What else there is to know, a sentence each.
    pub remarks: Vec<String>,
    /// What could not be read, a line each.
    pub problems: Vec<String>,
}

/// The projects of a file, in its order.
pub fn arrivals(workspace: Workspace, outside: &Outside) -> Vec<Arrival> {
    let arrival = |incoming: &Incoming<Project>| {
        let content = file_words::counts(&incoming.counts).join(", ");
        Arrival {
            name: named(incoming.model.settings.name.clone()),
            content: if content.is_empty() {
                "Nothing but its name".to_owned()
            } else {
                content
            },
            is_here: is_here(workspace, &incoming.id),
            remarks: remarks(incoming),
            problems: incoming.problems.iter().map(ToString::to_string).collect(),
        }
    };
    outside.projects.iter().map(arrival).collect()
}

fn is_here(workspace: Workspace, id: &str) -> bool {
    let id = project_entry::id_of(&Id::new(id));
    workspace.peek_shelf(|shelf| shelf.projects.contains_key(&id))
}

fn remarks(incoming: &Incoming<Project>) -> Vec<String> {
    let mut remarks = Vec::new();
    if !incoming.has_merge_state {
        remarks.push(
            "It does not say who wrote what, so all of it counts as written by you.".to_owned(),
        );
    }
    if incoming.edited_by_hand > 0 {
        let fields = words::count(incoming.edited_by_hand, "field");
        remarks.push(format!(
            "{fields} changed in the file by hand; that counts as your edit."
        ));
    }
    if incoming.unknown > 0 {
        let records = words::count(incoming.unknown, "record");
        remarks.push(format!(
            "{records} from a newer version, kept but not shown."
        ));
    }
    remarks
}

/// What the file has beside its projects that is not here, in words; empty when there is nothing.
pub fn beside(workspace: Workspace, outside: &Outside) -> String {
    let Some(beside) = &outside.workspace else {
        return String::new();
    };
    let counts = workspace.peek_shelf(|shelf| {
        let pairs = beside.model.history.keys();
        let lessons = beside.model.lessons.keys();
        [
            (
                pairs.filter(|id| !shelf.history.contains_key(id)).count(),
                "past estimate",
            ),
            (
                lessons.filter(|id| !shelf.lessons.contains_key(id)).count(),
                "lesson",
            ),
        ]
    });
    let new = counts.into_iter().filter(|(count, _)| *count > 0);
    let new: Vec<_> = new.map(|(count, noun)| words::count(count, noun)).collect();
    new.join(" and ")
}

/// What takes over the past estimates and the lessons of the file.
pub fn take_over(workspace: Workspace, outside: &Outside) -> Change {
    let Some(beside) = &outside.workspace else {
        return Change::default();
    };
    workspace.peek_shelf(|shelf| {
        let mut change = history::take_over(shelf, &beside.model.history);
        lesson::take_over(&mut change, shelf, &beside.model.lessons);
        change
    })
}

/// Makes a project of one in a file. `None` when it could not be kept, which has been said then.
///
/// It stays the same project, so that copies can be merged later, unless this browser has one of the
/// same origin, shown or deleted: then it is a project apart, and that one stays as it is.
///
/// `beside` is kept in the same step, so that undoing one takes back both.
pub async fn take_in(
    workspace: Workspace,
    incoming: &Incoming<Project>,
    beside: Change,
) -> Option<Id<Project>> {
    let name = named(incoming.model.settings.name.clone());
    let shown = is_here(workspace, &incoming.id);
    let own: Id<Project> = Id::new(&incoming.id);
    let free =
        !incoming.id.is_empty() && !shown && workspace.document_of(&own).await.version().is_empty();
    let id = if free { own } else { workspace.new_id() };
    let rests = idle::rests();
    let (pace, context) = (Pace::resting(&rests), workspace.context());
    let mut document = incoming.document_at(id.as_str(), &context, pace).await;
    let name = if shown {
        format!("{name} (copy)")
    } else {
        name
    };
    call(workspace, &mut document, &incoming.model.settings, &name);
    let kept = workspace.adopt(&name, &document, true, beside).await;
    document.let_go(pace).await;
    kept.then_some(id)
}

/// Gives the document's project its name, if it has another one.
fn call(workspace: Workspace, document: &mut Document, before: &Settings, name: &str) {
    let after = project::Settings {
        name: name.to_owned(),
        ..before.clone()
    };
    let mut change = Change::new("Name the project");
    change.update(&Id::new(Settings::ID), before, &after);
    if !change.is_empty() {
        document.commit(&change, &workspace.context());
    }
}
