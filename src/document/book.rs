//! An open document: its registers, its typed model kept up to date, and undo.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::registers::{Context, Document, Key, Touched};
use super::{Cause, ChangeRecord, History, Merged, Pace, Written, at_once};
use crate::edit::Change;
use crate::project::{Fields, Model, Problem};

/// A document with the model read from it, what is wrong with it by record, and its undo steps.
///
/// Every act returns the record the store must keep; the model is up to date when it returns.
#[derive(Clone, Debug)]
pub struct Book<M: Model> {
    document: Document,
    model: M,
    put: Put<M>,
    problems: BTreeMap<Key, Vec<Problem>>,
    history: History,
    /// The records that have changed since [`Book::take_changed`].
    changed: Touched,
}

/// [`Model::put`]. A book keeps it rather than calls it by name, so that only what opens a book needs
/// the reading of its records: the page loads that when the first project is opened.
type Put<M> = fn(&mut M, &str, &str, Option<&Fields>) -> Vec<Problem>;

impl<M: Model> Book<M> {
    /// Opens a document with the steps found beside it, which count as this browser's own.
    #[must_use]
    pub fn open(document: Document, history: History) -> Self {
        at_once(Self::open_at(document, history, Pace::steady()))
    }

    /// [`Self::open`], at a pace.
    pub async fn open_at(document: Document, mut history: History, pace: Pace<'_>) -> Self {
        history.own_all();
        let (model, problems) = document.read_at(pace).await;
        Self {
            document,
            model,
            put: M::put,
            problems,
            history,
            changed: Touched::new(),
        }
    }

    /// A new document without records.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self::open(Document::new(id), History::default())
    }

    /// What people wrote down.
    #[must_use]
    pub fn model(&self) -> &M {
        &self.model
    }

    /// The records that have changed since this was last asked, or since it was opened, for whoever
    /// keeps a copy of the model.
    pub fn take_changed(&mut self) -> Touched {
        std::mem::take(&mut self.changed)
    }

    /// The registers.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The undo steps, of other tabs too, for a snapshot.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What could not be read, ordered by kind and id.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.values().flatten()
    }

    /// What could not be read of one record.
    #[must_use]
    pub fn problems_of(&self, kind: &str, id: &str) -> &[Problem] {
        let key = (Arc::from(kind), Arc::from(id));
        self.problems.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Does what a person did. `None` when that changes nothing; else the new step, with which all
    /// undone ones are given up.
    pub fn commit(&mut self, change: &Change, context: &Context) -> Option<Arc<ChangeRecord>> {
        let writes = self.document.changing(change);
        let cause = Cause::Edit {
            forgets: self.history.redoable(),
        };
        self.record(&change.label, cause, writes, context)
    }

    /// Writes down what nobody did: it is no step, and what had been undone can still be redone.
    /// `None` when it changes nothing.
    pub fn note(&mut self, change: &Change, context: &Context) -> Option<Arc<ChangeRecord>> {
        let writes = self.document.changing(change);
        self.record(&change.label, Cause::Note, writes, context)
    }

    /// Takes in a change that was made elsewhere: in another tab, or kept by the store.
    pub fn apply(&mut self, record: &Arc<ChangeRecord>) -> Touched {
        let new = !self
            .document
            .version()
            .contains(record.stamp.actor, record.stamp.sequence);
        let touched = self.document.apply(record);
        if new {
            self.history.hear(record);
        }
        self.reread(&touched);
        touched
    }

    /// Takes in another copy as one step that can be undone. `None` when it holds nothing new.
    pub fn adopt(
        &mut self,
        other: &Document,
        label: &str,
        context: &Context,
    ) -> Option<(Arc<ChangeRecord>, Merged)> {
        let merged = self.document.preview(other);
        if self.document.version().covers(other.version()) && merged.writes.is_empty() {
            return None;
        }
        let record = Arc::new(ChangeRecord {
            // After all that it brings.
            stamp: self
                .document
                .next_stamp_after(context.actor, other.lamport()),
            wall: context.wall.clone(),
            by: context.by.clone(),
            label: label.to_owned(),
            cause: Cause::Edit {
                forgets: self.history.redoable(),
            },
            writes: merged.writes.clone(),
            carried: Some(Box::new(other.carried())),
        });
        self.document.apply(&record);
        self.history.own(context.actor);
        self.history.note(&record);
        self.reread(&merged.touched);
        Some((record, merged))
    }

    /// Takes in another copy that the store already holds, and which therefore is no step.
    pub fn absorb(&mut self, other: &Document) -> Touched {
        let touched = self.document.merge(other).touched;
        self.reread(&touched);
        touched
    }

    /// The label of the step that undo would take back; `None` when there is nothing to undo.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        let step = self.history.next_undo(&self.document)?;
        Some(&step.label)
    }

    /// The label of the step that redo would take again; `None` when there is nothing to redo.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        let step = self.history.next_redo(&self.document)?;
        Some(&step.label)
    }

    /// Takes back the last own step: each of its fields that still holds its value gets the one
    /// before. Steps of which nothing is left are passed over.
    pub fn undo(&mut self, context: &Context) -> Option<Arc<ChangeRecord>> {
        let step = self.history.next_undo(&self.document)?;
        let writes = self.history.undoing(&self.document, step);
        let (label, cause) = (step.label.clone(), Cause::Undo(step.step()));
        self.record(&label, cause, writes, context)
    }

    /// Takes the last undone step again, where its fields still hold what undo wrote.
    pub fn redo(&mut self, context: &Context) -> Option<Arc<ChangeRecord>> {
        let step = self.history.next_redo(&self.document)?;
        let writes = self.history.redoing(&self.document, step);
        let (label, cause) = (step.label.clone(), Cause::Redo(step.step()));
        self.record(&label, cause, writes, context)
    }

    fn record(
        &mut self,
        label: &str,
        cause: Cause,
        writes: Vec<Written>,
        context: &Context,
    ) -> Option<Arc<ChangeRecord>> {
        let record = self.document.record(label, cause, writes, context)?;
        self.history.own(context.actor);
        self.history.note(&record);
        self.reread(&record.touched());
        Some(record)
    }

    fn reread(&mut self, touched: &Touched) {
        for (kind, id) in touched {
            let fields = self.document.fields(kind, id);
            let problems = (self.put)(&mut self.model, kind, id, fields.as_ref());
            let key = (Arc::clone(kind), Arc::clone(id));
            self.changed.insert(key.clone());
            if problems.is_empty() {
                self.problems.remove(&key);
            } else {
                self.problems.insert(key, problems);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::document::{Actor, Comparison, Side};
    use crate::project::{Id, Project, Record, Task};

    fn context(actor: u64) -> Context {
        Context {
            actor: Actor(actor),
            by: format!("P{actor}"),
            wall: String::new(),
        }
    }

    fn add(id: &str, title: &str) -> Change {
        let mut change = Change::new(format!("Add {title}"));
        change.add(
            &Id::new(id),
            &Task {
                title: title.into(),
                ..Task::default()
            },
        );
        change
    }

    fn rename(book: &Book<Project>, id: &str, title: &str) -> Change {
        let mut change = Change::new(format!("Rename to {title}"));
        change.alter(&book.model().tasks, &Id::new(id), |task| {
            task.title = title.into();
        });
        change
    }

    fn title(book: &Book<Project>, id: &str) -> String {
        book.model()
            .tasks
            .get(&Id::new(id))
            .map_or("–".into(), |task| task.title.clone())
    }

    fn book_with_a() -> Book<Project> {
        let mut book = Book::new("p");
        book.commit(&add("a", "one"), &context(1)).unwrap();
        book
    }

    #[test]
    fn a_change_that_changes_nothing_is_not_recorded() {
        let mut book = book_with_a();
        assert_eq!(book.commit(&add("a", "one"), &context(1)), None);
        assert_eq!(book.document().version().last(Actor(1)), 1);
    }

    #[test]
    fn what_has_changed_is_told_once() {
        let mut book = book_with_a();
        let told = |book: &mut Book<Project>| book.take_changed().len();
        assert_eq!((told(&mut book), told(&mut book)), (1, 0));
        book.undo(&context(1)).unwrap();
        assert_eq!((told(&mut book), told(&mut book)), (1, 0));
    }

    #[test]
    fn a_note_is_no_step_and_gives_up_no_redo() {
        let mut book = book_with_a();
        book.undo(&context(1)).unwrap();
        let record = book.note(&add("b", "Day"), &context(1)).unwrap();
        assert_eq!(book.model().tasks.len(), 1);
        assert_eq!(
            (book.undo_label(), book.redo_label().is_some()),
            (None, true)
        );
        let read = ChangeRecord::decode(&record.encode()).unwrap();
        assert_eq!(read, *record);
        assert_eq!(book.note(&add("b", "Day"), &context(1)), None);
    }

    #[test]
    fn the_model_follows_each_commit_and_undo() {
        let mut book = book_with_a();
        book.commit(&rename(&book, "a", "two"), &context(1))
            .unwrap();
        assert_eq!(title(&book, "a"), "two");
        assert_eq!(book.undo_label(), Some("Rename to two"));
        book.undo(&context(1)).unwrap();
        assert_eq!(
            (title(&book, "a"), book.redo_label()),
            ("one".into(), Some("Rename to two"))
        );
        book.undo(&context(1)).unwrap();
        assert_eq!(title(&book, "a"), "–");
        assert_eq!(book.undo(&context(1)), None);
        book.redo(&context(1)).unwrap();
        book.redo(&context(1)).unwrap();
        assert_eq!((title(&book, "a"), book.redo_label()), ("two".into(), None));
    }

    #[test]
    fn undo_leaves_alone_what_someone_else_wrote_since() {
        let mut book = book_with_a();
        let mut other = book.clone();
        let mut both = Change::new("Both");
        both.alter(&book.model().tasks, &Id::new("a"), |task| {
            task.title = "two".into();
            task.notes = "mine".into();
        });
        let mine = book.commit(&both, &context(1)).unwrap();
        other.apply(&mine);
        let theirs = other
            .commit(&rename(&other, "a", "three"), &context(2))
            .unwrap();
        book.apply(&theirs);
        book.undo(&context(1)).unwrap();
        let task = &book.model().tasks[&Id::new("a")];
        assert_eq!((task.title.as_str(), task.notes.as_str()), ("three", ""));
        // The other tab's step is not offered here; redo brings back only what undo took.
        book.redo(&context(1)).unwrap();
        let task = &book.model().tasks[&Id::new("a")];
        assert_eq!(
            (task.title.as_str(), task.notes.as_str()),
            ("three", "mine")
        );
    }

    #[test]
    fn a_new_step_gives_up_the_undone_ones_but_another_tabs_does_not() {
        let mut book = book_with_a();
        let mut other = book.clone();
        book.commit(&rename(&book, "a", "two"), &context(1))
            .unwrap();
        book.undo(&context(1)).unwrap();
        book.apply(&other.commit(&add("b", "other"), &context(2)).unwrap());
        assert_eq!(book.redo_label(), Some("Rename to two"));
        book.commit(&add("c", "new"), &context(1)).unwrap();
        assert_eq!(book.redo_label(), None);
    }

    #[test]
    fn a_deleted_record_keeps_what_is_written_to_it() {
        let mut book = book_with_a();
        let mut other = book.clone();
        let mut delete = Change::new("Delete");
        delete.delete(&Id::<Task>::new("a"));
        let theirs = other
            .commit(&rename(&other, "a", "two"), &context(2))
            .unwrap();
        book.commit(&delete, &context(1)).unwrap();
        book.apply(&theirs);
        assert_eq!(title(&book, "a"), "–");
        book.undo(&context(1)).unwrap();
        assert_eq!(title(&book, "a"), "two");
    }

    #[test]
    fn no_more_steps_are_kept_than_the_limit() {
        let mut book = book_with_a();
        for number in 0..250 {
            book.commit(&rename(&book, "a", &number.to_string()), &context(1))
                .unwrap();
        }
        let undone = std::iter::from_fn(|| book.undo(&context(1))).count();
        assert_eq!((undone, title(&book, "a")), (200, "49".into()));
    }

    #[test]
    fn an_adopted_copy_tells_what_both_sides_wrote_and_is_one_step() {
        let mut book = book_with_a();
        let mut copy = book.clone();
        book.commit(&rename(&book, "a", "ours"), &context(1))
            .unwrap();
        copy.commit(&add("b", "new"), &context(2)).unwrap();
        copy.commit(&rename(&copy, "a", "theirs"), &context(2))
            .unwrap();
        assert_eq!(
            book.document().compare(copy.document()),
            Comparison::Concurrent
        );
        let (record, merged) = book.adopt(copy.document(), "Merge", &context(1)).unwrap();
        let concurrent = &merged.concurrent[0];
        assert_eq!(
            (concurrent.ours.value.clone(), concurrent.winner),
            (json!("ours"), Side::Theirs)
        );
        assert_eq!(
            (title(&book, "a"), title(&book, "b")),
            ("theirs".into(), "new".into())
        );
        assert_eq!(book.document().compare(copy.document()), Comparison::Newer);
        assert_eq!(book.adopt(copy.document(), "Merge", &context(1)), None);
        let decoded = ChangeRecord::decode(&record.encode()).unwrap();
        assert_eq!(decoded, *record);
        book.undo(&context(1)).unwrap();
        assert_eq!(
            (title(&book, "a"), title(&book, "b")),
            ("ours".into(), "–".into())
        );
        book.redo(&context(1)).unwrap();
        assert_eq!(
            (title(&book, "a"), title(&book, "b")),
            ("theirs".into(), "new".into())
        );
    }

    #[test]
    fn unknown_kinds_and_unreadable_fields_are_kept_and_named() {
        let mut book = Book::<Project>::new("p");
        let write = |kind: &str, field: &str| crate::edit::Write {
            kind: kind.into(),
            id: "x".into(),
            field: field.into(),
            value: json!("?"),
        };
        let change = Change {
            label: String::new(),
            writes: vec![write("comet", "tail"), write(Task::KIND, "status")],
        };
        book.commit(&change, &context(1)).unwrap();
        assert_eq!(book.document().value("comet", "x", "tail"), &json!("?"));
        assert_eq!(book.problems_of(Task::KIND, "x").len(), 1);
        book.undo(&context(1)).unwrap();
        assert_eq!(book.problems().count(), 0);
    }
}
