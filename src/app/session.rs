//! What is open and wished for in this tab: never stored, never shared.

use std::collections::BTreeSet;

use lastmile::project::{Id, Task};
use leptos::prelude::*;

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The list of commands and tasks.
    Palette,
    /// The keys.
    Shortcuts,
    /// The questions a new project asks.
    NewProject,
}

/// The state of this tab.
#[derive(Clone, Copy)]
pub struct Session {
    opened: RwSignal<Option<Opened>>,
    add: RwSignal<u32>,
    search: RwSignal<u32>,
    paste: RwSignal<Option<String>>,
    tasks: RwSignal<Option<(String, BTreeSet<Id<Task>>)>>,
    declined: RwSignal<Vec<Id<Task>>>,
}

impl Session {
    /// Nothing is open.
    pub fn new() -> Self {
        Self {
            opened: RwSignal::new(None),
            add: RwSignal::new(0),
            search: RwSignal::new(0),
            paste: RwSignal::new(None),
            tasks: RwSignal::new(None),
            declined: RwSignal::new(Vec::new()),
        }
    }

    /// Whether this lies over the page.
    pub fn is_open(self, what: Opened) -> Signal<bool> {
        Signal::derive(move || self.opened.get() == Some(what))
    }

    /// Lays something over the page, in place of what lay there.
    pub fn open(self, what: Opened) {
        self.opened.set(Some(what));
    }

    /// Clears the page.
    pub fn close(self) {
        self.opened.set(None);
    }

    /// A person wants to write a new task.
    pub fn wish_add(self) {
        self.add.update(|count| *count += 1);
    }

    /// Counts those wishes.
    pub fn add_wishes(self) -> Signal<u32> {
        self.add.into()
    }

    /// A person wants to look for words in the tasks.
    pub fn wish_search(self) {
        self.search.update(|count| *count += 1);
    }

    /// Counts those wishes.
    pub fn search_wishes(self) -> Signal<u32> {
        self.search.into()
    }

    /// A person does not want the tasks in this order; it is not offered again.
    pub fn decline_order(self, order: Vec<Id<Task>>) {
        self.declined.set(order);
    }

    /// Whether this is the order that was declined last.
    pub fn is_declined(self, order: &[Id<Task>]) -> bool {
        self.declined.with(|declined| declined == order)
    }

    /// Lines were pasted where there was no project yet: the audit takes them.
    pub fn hand_over_paste(self, lines: String) {
        self.paste.set(Some(lines));
    }

    /// The lines handed over; they are taken once.
    pub fn take_paste(self) -> Option<String> {
        self.paste.try_update_untracked(Option::take).flatten()
    }

    /// Some tasks are to be shown alone, with what they have in common: the audit that is gone to
    /// next takes them.
    pub fn hand_over_tasks(self, why: String, tasks: BTreeSet<Id<Task>>) {
        self.tasks.set(Some((why, tasks)));
    }

    /// The tasks handed over; they are taken once.
    pub fn take_tasks(self) -> Option<(String, BTreeSet<Id<Task>>)> {
        self.tasks.try_update_untracked(Option::take).flatten()
    }
}
