//! The rows that are in the document, each in its slot.
//!
//! A list of its own rather than a `For`: that one may take an element out and put it back where it
//! was, and an element that is taken out loses the focus. Here the slot with the focus stays where
//! it is, and the others move around it. And a slot whose row is gone becomes the slot of a row that
//! comes: changing the texts of a row takes a fraction of what building and laying out another does.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::super::browser::{holds_focus, set_property};
use super::WindowedRow;

/// Slots kept for rows to come while fewer are shown: as many as a tall screen has rows.
const SPARE_MOST: usize = 64;

/// A row in the document. Dropping it takes the row's view down.
struct Slot<K: 'static> {
    key: RwSignal<K>,
    element: HtmlElement,
    index: RwSignal<usize>,
    _view: UnmountHandle<AnyViewState>,
}

/// The slots in the order of the document.
pub(super) struct Slots<K: Send + Sync + 'static> {
    held: Vec<Slot<K>>,
    /// Slots that are not in the document.
    spare: Vec<Slot<K>>,
    row: Callback<WindowedRow<K>, AnyView>,
    /// Rows belong to the list, and not to the effect that builds them.
    owner: Option<Owner>,
}

impl<K: Clone + Eq + Send + Sync + 'static> Slots<K> {
    /// No rows yet. To be called by the component, which becomes their owner.
    pub(super) fn new(row: Callback<WindowedRow<K>, AnyView>) -> Self {
        Self {
            held: Vec::new(),
            spare: Vec::new(),
            row,
            owner: Owner::current(),
        }
    }

    /// The key of the row that has the focus.
    pub(super) fn focused(&self) -> Option<K> {
        let slot = self.held.iter().find(|slot| holds_focus(&slot.element))?;
        Some(slot.key.get_untracked())
    }

    /// Makes `wanted`, places with keys, the rows of `canvas`, in this order.
    pub(super) fn show(&mut self, canvas: &HtmlElement, wanted: Vec<(usize, K)>) {
        let mut before: Vec<Option<Slot<K>>> = self.held.drain(..).map(Some).collect();
        let mut next: Vec<Option<Slot<K>>> = Vec::with_capacity(wanted.len());
        for (at, key) in &wanted {
            let kept = before
                .iter_mut()
                .find(|slot| slot.as_ref().is_some_and(|slot| slot.shows(key)))
                .and_then(Option::take);
            if let Some(slot) = &kept {
                slot.stand_at(*at);
            }
            next.push(kept);
        }
        // What has the focus never turns into something else under the hands of a person.
        let mut free = before.into_iter().flatten().filter(|slot| {
            let is_free = !holds_focus(&slot.element);
            if !is_free {
                slot.element.remove();
            }
            is_free
        });
        for (place, (at, key)) in next.iter_mut().zip(wanted) {
            if place.is_none() {
                *place = match free.next().or_else(|| self.spare.pop()) {
                    Some(slot) => {
                        slot.turn_into(key);
                        slot.stand_at(at);
                        Some(slot)
                    }
                    None => self.build(at, key),
                };
            }
        }
        for slot in free {
            slot.element.remove();
            if self.spare.len() < SPARE_MOST {
                self.spare.push(slot);
            }
        }
        self.held = next.into_iter().flatten().collect();
        put_in_order(canvas, &self.held);
    }

    fn build(&self, at: usize, key: K) -> Option<Slot<K>> {
        let element: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
        // Attributes with valid names cannot be refused.
        let _ = element.set_attribute("class", "windowed__slot");
        let _ = element.set_attribute("role", "presentation");
        let (row, parent) = (self.row, element.clone());
        let build = move || {
            let (key, index) = (RwSignal::new(key), RwSignal::new(at));
            let given = WindowedRow {
                key: key.into(),
                index: index.into(),
            };
            let view = untrack(|| mount_to(parent, move || row.run(given)));
            (key, index, view)
        };
        let (key, index, view) = match &self.owner {
            Some(owner) => owner.with(build),
            None => build(),
        };
        let slot = Slot {
            key,
            element,
            index,
            _view: view,
        };
        slot.place(at);
        Some(slot)
    }
}

impl<K: Clone + Eq + Send + Sync + 'static> Slot<K> {
    fn shows(&self, key: &K) -> bool {
        self.key.with_untracked(|shown| shown == key)
    }

    fn turn_into(&self, key: K) {
        if !self.shows(&key) {
            self.key.set(key);
        }
    }

    fn stand_at(&self, at: usize) {
        if self.index.get_untracked() != at {
            self.index.set(at);
            self.place(at);
        }
    }

    fn place(&self, at: usize) {
        set_property(&self.element, "--slot", &at.to_string());
    }
}

/// Puts the elements into the order of `slots` without touching the one that has the focus.
fn put_in_order<K: Send + Sync + 'static>(canvas: &HtmlElement, slots: &[Slot<K>]) {
    let fixed = slots
        .iter()
        .position(|slot| holds_focus(&slot.element))
        .unwrap_or(0);
    let Some((before, [anchor, after @ ..])) = slots.split_at_checked(fixed) else {
        return;
    };
    if !canvas.contains(Some(&anchor.element)) {
        let _ = canvas.prepend_with_node_1(&anchor.element);
    }
    let mut last = &anchor.element;
    for slot in after {
        let follower = last.next_sibling();
        if follower.as_ref() != Some(slot.element.as_ref()) {
            // Refused only for a follower that is no child of the canvas.
            let _ = canvas.insert_before(&slot.element, follower.as_ref());
        }
        last = &slot.element;
    }
    let mut first = &anchor.element;
    for slot in before.iter().rev() {
        if first.previous_sibling().as_ref() != Some(slot.element.as_ref()) {
            let _ = canvas.insert_before(&slot.element, Some(first));
        }
        first = &slot.element;
    }
}
