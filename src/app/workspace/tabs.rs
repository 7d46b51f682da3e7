//! What goes on beside the person: other tabs, the clock, a page that sleeps and wakes.

use std::sync::Arc;

use lastmile::document::{ChangeRecord, Document, History};
use lastmile::storage::SaveState;
use leptos::prelude::*;

use super::{SHELF, Workspace};
use crate::app::browser::{clock, page, rescue};
use crate::app::keeper::Heard;

/// How often the clock is looked at, and what could not be kept is tried again, in milliseconds.
const TICK: u32 = 20_000;

impl Workspace {
    /// Other tabs, the clock, and the moments in which the page sleeps and wakes.
    pub(super) fn listen(self) {
        page::on_storage(move |key, text| {
            for (document, heard) in self.keeper.receive(key.as_deref(), text.as_deref()) {
                if self.is_under_way(&document, &heard) {
                    continue;
                }
                match heard {
                    Heard::Record(record) => self.apply(&document, &[record]),
                    Heard::Rescan => self.rescan(&document),
                }
            }
        });
        page::on_visibility(move |visible| {
            if visible {
                self.wake();
            }
        });
        page::every(TICK, move || {
            let today = clock::today();
            if self.today.get_untracked() != today {
                self.today.set(today);
            }
            self.keeper.retry();
        });
        page::ask_before_leaving(move || {
            matches!(
                self.keeper.save_state().get_untracked(),
                SaveState::NotSaved(_)
            )
        });
        self.keeper.measure();
    }

    /// Whether this is about a project that is being opened, which it is noted for then.
    fn is_under_way(self, document: &str, heard: &Heard) -> bool {
        let mut is_noted = false;
        self.under_way.update_value(|all| {
            let mut all = all.iter_mut();
            let Some(meanwhile) = all.find(|it| it.project.as_str() == document) else {
                return;
            };
            is_noted = true;
            match heard {
                Heard::Record(record) => meanwhile.records.push(Arc::clone(record)),
                Heard::Rescan => meanwhile.rescan = true,
            }
        });
        is_noted
    }

    /// A page that slept has heard of nothing.
    fn wake(self) {
        self.today.set(clock::today());
        self.rescan(SHELF);
        if let Some(id) = untrack(|| self.open_id()) {
            self.rescan(id.as_str());
        }
        self.keeper.retry();
    }

    pub(super) fn rescan(self, document: &str) {
        let mut found = None;
        self.look(document, &mut |document, _| {
            found = self.keeper.rescan(document);
        });
        let Some(found) = found else { return };
        self.apply(document, &found.records);
        if let Some(snapshot) = found.snapshot {
            if document == SHELF {
                self.shelf.update(|book| {
                    book.absorb(&snapshot);
                });
            } else {
                self.open.update(|book| {
                    let book = book
                        .as_mut()
                        .filter(|book| book.document().id() == document);
                    book.map(|book| book.absorb(&snapshot));
                });
            }
        }
    }

    /// Takes in what other tabs have done.
    fn apply(self, document: &str, records: &[Arc<ChangeRecord>]) {
        if records.is_empty() || rescue::has_panicked() {
            return;
        }
        if document == SHELF {
            self.shelf.update(|book| {
                for record in records {
                    book.apply(record);
                }
            });
        } else {
            self.open.update(|book| {
                let Some(book) = book
                    .as_mut()
                    .filter(|book| book.document().id() == document)
                else {
                    return;
                };
                for record in records {
                    book.apply(record);
                }
            });
        }
    }

    /// Shows an open document and its undo steps to someone.
    pub(super) fn look(self, id: &str, look: &mut dyn FnMut(&Document, &History)) {
        if id == SHELF {
            self.shelf
                .with_untracked(|book| look(book.document(), book.history()));
        } else {
            self.open.with_untracked(|book| {
                if let Some(book) = book.as_ref().filter(|book| book.document().id() == id) {
                    look(book.document(), book.history());
                }
            });
        }
    }
}
