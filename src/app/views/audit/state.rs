//! What a person has chosen to see in the audit, and where they are in it. Lives as long as the
//! place is open.

use std::collections::BTreeSet;

use lastmile::present::{Listing, StatusFilter, TaskQuery, TaskRow};
use lastmile::project::{Id, Task};
use leptos::prelude::*;

use super::table::Column;
use crate::app::route::{Place, Router};
use crate::app::session::Session;
use crate::app::workspace::Workspace;

/// A row of the table, told apart from all others: a group's key and no task, or a task and the
/// group it stands in.
pub type RowKey = (String, Option<Id<Task>>);

/// A cell of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its row.
    pub row: RowKey,
    /// Its column.
    pub column: Column,
}

/// The state of the audit.
#[derive(Clone, Copy)]
pub struct AuditState {
    /// The only writer.
    pub workspace: Workspace,
    /// Where the person is.
    pub router: Router,
    /// How the tasks are grouped, sorted, filtered and searched.
    pub query: RwSignal<TaskQuery>,
    /// The columns that are shown, in the order of [`Column::ALL`].
    pub columns: RwSignal<Vec<Column>>,
    /// Summary tasks and groups whose rows are hidden.
    pub folded: RwSignal<BTreeSet<String>>,
    /// The tasks that are selected.
    pub selected: RwSignal<BTreeSet<Id<Task>>>,
    /// The cell the keys act on.
    pub active: RwSignal<Option<Cell>>,
    /// The cell that is being edited.
    pub editing: RwSignal<Option<Cell>>,
    /// The task that is being dragged.
    pub dragging: RwSignal<Option<Id<Task>>>,
    /// The row that is to be brought into sight.
    pub wanted: RwSignal<Option<RowKey>>,
    /// The rows of the table.
    pub listing: Memo<Listing>,
    /// The cell that Tab arrives at: the one the keys act on, or the first.
    pub entry: Memo<Option<Cell>>,
}

impl AuditState {
    /// Everything open, or the tasks that were handed over; nothing selected.
    pub fn new(workspace: Workspace, router: Router, session: Session) -> Self {
        let query = RwSignal::new(session.take_tasks().map_or_else(TaskQuery::default, only));
        let folded = RwSignal::new(BTreeSet::new());
        let listing = Memo::new_owning(move |before: Option<Listing>| {
            let (query, folded) = (query.read(), folded.read());
            workspace.read(|project| match before {
                Some(mut listing) => {
                    let has_changed = listing.follow(project, &query, &folded);
                    (listing, has_changed)
                }
                None => (Listing::of(project, &query, &folded), true),
            })
        });
        let active = RwSignal::new(None::<Cell>);
        let entry = Memo::new(move |_| {
            listing.with(|listing| active.with(|active| entry(listing.rows(), active.as_ref())))
        });
        Self {
            workspace,
            router,
            query,
            columns: RwSignal::new(Column::AT_FIRST.to_vec()),
            folded,
            selected: RwSignal::new(BTreeSet::new()),
            active,
            editing: RwSignal::new(None),
            dragging: RwSignal::new(None),
            wanted: RwSignal::new(None),
            listing,
            entry,
        }
    }

    /// Reads the rows of the table and follows them.
    pub fn rows<T>(self, read: impl FnOnce(&[TaskRow]) -> T) -> T {
        self.listing.with(|listing| read(listing.rows()))
    }

    /// Shows exactly these tasks in the table, with why.
    pub fn show_only(self, why: &str, tasks: BTreeSet<Id<Task>>) {
        self.query.set(only((why.to_owned(), tasks)));
        self.router.show_part(Place::Audit, "tasks");
    }

    /// Selects a task, or takes it out of the selection.
    pub fn toggle(self, id: &Id<Task>) {
        self.selected.update(|selected| {
            if !selected.remove(id) {
                selected.insert(id.clone());
            }
        });
    }

    /// Hides what stands below a row, or shows it.
    pub fn fold(self, key: &str) {
        self.folded.update(|folded| {
            if !folded.remove(key) {
                folded.insert(key.to_owned());
            }
        });
    }

    /// The tasks an act is meant for: the selection if the task belongs to it, else the task alone.
    pub fn meant(self, id: &Id<Task>) -> Vec<Id<Task>> {
        let selected = self.selected.get_untracked();
        if selected.contains(id) {
            selected.into_iter().collect()
        } else {
            vec![id.clone()]
        }
    }
}

/// Exactly these tasks, whatever their status, with why.
fn only(tasks: (String, BTreeSet<Id<Task>>)) -> TaskQuery {
    TaskQuery {
        status: StatusFilter::All,
        only: Some(tasks),
        ..TaskQuery::default()
    }
}

/// The cell through which the keys come into the table: there is always one while there are tasks.
fn entry(rows: &[TaskRow], active: Option<&Cell>) -> Option<Cell> {
    let is_shown =
        |cell: &&Cell| cell.row.1.is_some() && rows.iter().any(|row| is_key_of(&cell.row, row));
    active.filter(|cell| is_shown(cell)).cloned().or_else(|| {
        let first = |row: &&TaskRow| matches!(row, TaskRow::Task { .. });
        Some(Cell {
            row: key_of(rows.iter().find(first)?),
            column: Column::Title,
        })
    })
}

/// What tells a row apart.
pub fn key_of(row: &TaskRow) -> RowKey {
    match row {
        TaskRow::Group { key, .. } => (key.clone(), None),
        TaskRow::Task { id, group, .. } => (group.clone(), Some(id.clone())),
    }
}

/// Whether this is the key of the row.
pub fn is_key_of((name, task): &RowKey, row: &TaskRow) -> bool {
    match row {
        TaskRow::Group { key, .. } => task.is_none() && key == name,
        TaskRow::Task { id, group, .. } => task.as_ref() == Some(id) && group == name,
    }
}
