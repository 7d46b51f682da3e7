//! The rows that are in the document, each in its slot.
//!
//! A list of its own rather than a `For`: that one may take an element out and put it back where it
//! was, and an element that is taken out loses the focus. Here the slot with the focus stays where
//! it is, and the others move around it.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::super::browser::{holds_focus, set_property};
use super::WindowedRow;

/// A row in the document. Dropping it takes the row's view down.
struct Slot<K> {
    key: K,
    element: HtmlElement,
    index: RwSignal<usize>,
    _view: UnmountHandle<AnyViewState>,
}

/// The slots in the order of the document.
pub(super) struct Slots<K: 'static> {
    held: Vec<Slot<K>>,
    row: Callback<WindowedRow<K>, AnyView>,
    /// Rows belong to the list, and not to the effect that builds them.
    owner: Option<Owner>,
}

impl<K: Clone + Eq + Send + Sync + 'static> Slots<K> {
    /// No rows yet. To be called by the component, which becomes their owner.
    pub(super) fn new(row: Callback<WindowedRow<K>, AnyView>) -> Self {
        Self {
            held: Vec::new(),
            row,
            owner: Owner::current(),
        }
    }

    /// The key of the row that has the focus.
    pub(super) fn focused(&self) -> Option<K> {
        let slot = self.held.iter().find(|slot| holds_focus(&slot.element))?;
        Some(slot.key.clone())
    }

    /// Makes `wanted`, places with keys, the rows of `canvas`, in this order.
    pub(super) fn show(&mut self, canvas: &HtmlElement, wanted: Vec<(usize, K)>) {
        let mut before: Vec<Option<Slot<K>>> = self.held.drain(..).map(Some).collect();
        let mut next = Vec::with_capacity(wanted.len());
        for (at, key) in wanted {
            let kept = before
                .iter_mut()
                .find(|slot| slot.as_ref().is_some_and(|slot| slot.key == key))
                .and_then(Option::take);
            match kept {
                Some(slot) => {
                    slot.stand_at(at);
                    next.push(slot);
                }
                None => next.extend(self.build(at, key)),
            }
        }
        for gone in before.into_iter().flatten() {
            gone.element.remove();
        }
        put_in_order(canvas, &next);
        self.held = next;
    }

    fn build(&self, at: usize, key: K) -> Option<Slot<K>> {
        let element: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
        // Attributes with valid names cannot be refused.
        let _ = element.set_attribute("class", "windowed__slot");
        let _ = element.set_attribute("role", "presentation");
        let (row, parent) = (self.row, element.clone());
        let build = move || {
            let index = RwSignal::new(at);
            let given = WindowedRow {
                key: key.clone(),
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

impl<K> Slot<K> {
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
fn put_in_order<K>(canvas: &HtmlElement, slots: &[Slot<K>]) {
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
