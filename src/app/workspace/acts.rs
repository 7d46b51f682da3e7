//! Doing, undoing and keeping: the only place where changes are written.

use std::rc::Rc;
use std::sync::Arc;

use lastmile::document::{Book, ChangeRecord};
use lastmile::edit::{
    Author, Change, MintId, Refusal, closing, history, milestone, project_entry, task,
};
use lastmile::finish::learning;
use lastmile::present::rhythm;
use lastmile::project::{self, Id, Model, Project, ProjectEntry, Task};
use leptos::prelude::*;

use super::{SHELF, Workspace};
use crate::app::browser::rescue;
use crate::app::components::{Toast, Tone};
use crate::app::keeper::Look;

/// An edit of the open project, whatever made it.
type Edit<'a> = &'a mut dyn FnMut(&Project, &Author, &mut dyn MintId) -> Result<Change, Refusal>;

impl Workspace {
    /// Does what an edit of the open project says, or shows why not. `true` when it was done (or
    /// there was nothing to do).
    pub fn act(
        self,
        edit: impl FnOnce(&Project, &Author, &mut dyn MintId) -> Result<Change, Refusal>,
    ) -> bool {
        let mut edit = Some(edit);
        self.try_edit(&mut |project, author, ids| match edit.take() {
            Some(edit) => edit(project, author, ids),
            None => Ok(Change::default()),
        })
    }

    /// Like [`Self::act`] for an edit that makes something: returns what it made.
    pub fn make<T>(
        self,
        edit: impl FnOnce(&Project, &Author, &mut dyn MintId) -> Result<(T, Change), Refusal>,
    ) -> Option<T> {
        let mut made = None;
        let done = self.act(|project, author, ids| {
            let (new, change) = edit(project, author, ids)?;
            made = Some(new);
            Ok(change)
        });
        made.filter(|_| done)
    }

    /// One function for all edits, whatever their closures: each would be a copy of its own.
    fn try_edit(self, edit: Edit<'_>) -> bool {
        let author = self.author();
        let mut ids = self.ids();
        let allowed = |project: &Project| {
            let change = edit(project, &author, &mut ids)?;
            closing::check(project, &change).map(|()| change)
        };
        match self.peek(allowed) {
            Ok(change) => {
                self.commit(&change);
                true
            }
            Err(refusal) => {
                self.refuse(&refusal);
                false
            }
        }
    }

    /// Like [`Self::act`] for what is kept beside the projects.
    pub fn act_on_shelf(
        self,
        edit: impl FnOnce(&project::Workspace, &mut dyn MintId) -> Result<Change, Refusal>,
    ) -> bool {
        let mut ids = self.ids();
        let change = self
            .shelf
            .with_untracked(|book| edit(book.model(), &mut ids));
        self.commit_to_shelf(change)
    }

    /// Writes down beside the projects what nobody did, such as that a file was written: outside
    /// undo, and without a word.
    pub fn note_on_shelf(self, edit: impl FnOnce(&project::Workspace) -> Result<Change, Refusal>) {
        let change = self.shelf.with_untracked(|book| edit(book.model()));
        // What it is about may have gone meanwhile: then there is nothing to note.
        if let Ok(change) = change {
            let context = self.context();
            let record = write(self.shelf, |book| book.note(&change, &context));
            self.keep(SHELF, record);
        }
    }

    /// Writes down in the open project what nobody did: outside undo, and without a word.
    pub fn note(self, note: impl FnOnce(&Project) -> Change) {
        let change = self.peek(note);
        let context = self.context();
        let record = self.write_project(|book| book.note(&change, &context));
        self.keep_project(record);
    }

    pub(super) fn commit_to_shelf(self, change: Result<Change, Refusal>) -> bool {
        match change {
            Ok(change) => {
                let context = self.context();
                let record = write(self.shelf, |book| book.commit(&change, &context));
                self.keep(SHELF, record);
                true
            }
            Err(refusal) => {
                self.refuse(&refusal);
                false
            }
        }
    }

    /// Shows why something cannot be done.
    pub fn refuse(self, refusal: &Refusal) {
        self.say(Toast::new(Tone::Warning, refusal.to_string()));
    }

    /// Shows news on the screen, and says it.
    pub fn say(self, toast: Toast) {
        self.announcer.say(toast.text.clone());
        self.toaster.show(toast);
    }

    /// The only place where a change of the open project is written.
    fn commit(self, change: &Change) {
        let undone = self.peek(|project| task::undone(project, change));
        let context = self.context();
        let record = self.write_project(|book| book.commit(change, &context));
        if let Some(record) = &record {
            self.announcer.say(record.label.clone());
        }
        self.keep_project(record);
        self.celebrate(&undone);
    }

    /// Names the milestones whose last task is one of these and has just been done, with their
    /// reward.
    fn celebrate(self, undone: &[Id<Task>]) {
        let reached = self.peek(|project| {
            let reached = rhythm::just_reached(project, undone).into_iter();
            let said = reached.filter_map(|id| {
                let text = rhythm::celebration(project.milestones.get(&id)?);
                Some((id, text))
            });
            said.collect::<Vec<_>>()
        });
        for (id, text) in reached {
            let mark = move || {
                let today = milestone::Setting::ReachedOn(Some(self.today.get_untracked().0));
                self.act(|project, _, _| milestone::set(project, &id, &today));
            };
            self.say(Toast::new(Tone::Good, text).action("Mark as reached", mark));
        }
    }

    /// What undo would take back in the open project; follows it.
    pub fn undo_label(self) -> Option<String> {
        self.open
            .with(|book| book.as_ref()?.undo_label().map(str::to_owned))
    }

    /// What redo would do again in the open project; follows it.
    pub fn redo_label(self) -> Option<String> {
        self.open
            .with(|book| book.as_ref()?.redo_label().map(str::to_owned))
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let context = self.context();
        let record = self.write_project(|book| book.undo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Undone: {}", record.label));
        }
        self.keep_project(record);
    }

    /// Takes the last undone step again.
    pub fn redo(self) {
        let context = self.context();
        let record = self.write_project(|book| book.redo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Done again: {}", record.label));
        }
        self.keep_project(record);
    }

    /// Takes the last step among the projects themselves back: a deletion, an archiving.
    pub fn undo_on_shelf(self) {
        let context = self.context();
        let record = write(self.shelf, |book| book.undo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Undone: {}", record.label));
        }
        self.keep(SHELF, record);
    }

    /// What undo would take back among the projects; follows it.
    pub fn shelf_undo_label(self) -> Option<String> {
        self.shelf.with(|book| book.undo_label().map(str::to_owned))
    }

    /// What redo would do again among the projects; follows it.
    pub fn shelf_redo_label(self) -> Option<String> {
        self.shelf.with(|book| book.redo_label().map(str::to_owned))
    }

    /// Takes the last undone step among the projects again.
    pub fn redo_on_shelf(self) {
        let context = self.context();
        let record = write(self.shelf, |book| book.redo(&context));
        if let Some(record) = &record {
            self.announcer.say(format!("Done again: {}", record.label));
        }
        self.keep(SHELF, record);
    }

    /// How many minutes a day of work has, for whoever types `2d`: the longest day of the week.
    pub fn day_minutes(self) -> u32 {
        let longest = self.peek(|project| project.settings.hours.0.iter().copied().max());
        u32::from(longest.unwrap_or(0).max(60))
    }

    /// Offers to say what a finished task took, unless that is known.
    pub fn offer_actual(self, id: &Id<Task>) {
        let known = self.peek(|project| {
            project
                .tasks
                .get(id)
                .is_none_or(|task| task.actual.is_some())
        });
        if known {
            self.remember(id);
        } else {
            self.offered.set(Some(id.clone()));
        }
    }

    /// The task whose hours are asked for; follows it.
    pub fn offered_actual(self) -> Option<Id<Task>> {
        self.offered.get()
    }

    /// Asks no more.
    pub fn close_offer(self) {
        self.offered.set(None);
    }

    /// Notes what a finished task was estimated at and took, for the forecasts of all projects.
    pub fn remember(self, id: &Id<Task>) {
        let Some(project_id) = untrack(|| self.open_id()) else {
            return;
        };
        self.act_on_shelf(|shelf, _| {
            self.peek(|project| history::record(shelf, &project_id, project, id))
        });
    }

    pub(super) fn write_project(
        self,
        act: impl FnOnce(&mut Book<Project>) -> Option<Arc<ChangeRecord>>,
    ) -> Option<Arc<ChangeRecord>> {
        if rescue::has_panicked() {
            return None;
        }
        let mut record = None;
        self.open.maybe_update(|book| {
            record = book.as_mut().and_then(act);
            record.is_some()
        });
        record
    }

    pub(super) fn keep_project(self, record: Option<Arc<ChangeRecord>>) {
        let id = self
            .open
            .with_untracked(|book| book.as_ref().map(|book| book.document().id().to_owned()));
        if let Some(id) = id {
            self.keep(&id, record);
            self.name_on_shelf(&Id::new(&id));
            self.end_on_shelf(&Id::new(&id));
        }
    }

    /// The list of projects has a copy of each name; the project's own card decides.
    pub(super) fn name_on_shelf(self, id: &Id<ProjectEntry>) {
        let name = self.peek(|project| project.settings.name.clone());
        let differs = self.peek_shelf(|shelf| {
            let entry = shelf.projects.get(id);
            entry.is_some_and(|entry| entry.name != name)
        });
        if differs && !name.is_empty() {
            self.note_on_shelf(|shelf| project_entry::rename(shelf, id, &name));
        }
    }

    /// The list of projects knows which of them are closed, and how they ended; the project's own
    /// card decides, whether it was closed here, undone, or merged.
    pub(super) fn end_on_shelf(self, id: &Id<ProjectEntry>) {
        let day = self.peek(|project| project.settings.closed_on);
        let differs = self.peek_shelf(|shelf| {
            let entry = shelf.projects.get(id);
            entry.is_some_and(|entry| entry.closed_on != day)
        });
        if differs {
            let today = untrack(|| self.today());
            let ending = self.peek(|project| learning::ending(project, today));
            self.note_on_shelf(|shelf| {
                project_entry::set_ending(shelf, id, day.map(|day| (day, &ending)))
            });
        }
    }

    pub(super) fn keep(self, document: &str, record: Option<Arc<ChangeRecord>>) {
        if let Some(record) = record {
            self.keeper.append(document, &record);
            self.tidy(document);
        }
    }

    pub(super) fn tidy(self, document: &str) {
        let look: Look = Rc::new(move |id, act| self.look(id, act));
        self.keeper.tidy(document, &look);
    }
}

fn write<M: Model + 'static>(
    book: RwSignal<Book<M>, LocalStorage>,
    act: impl FnOnce(&mut Book<M>) -> Option<Arc<ChangeRecord>>,
) -> Option<Arc<ChangeRecord>> {
    if rescue::has_panicked() {
        return None;
    }
    let mut record = None;
    book.maybe_update(|book| {
        record = act(book);
        record.is_some()
    });
    record
}
