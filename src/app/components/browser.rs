//! What the parts ask of the browser itself: names for elements, focus, measured places.

use std::cell::Cell;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, HtmlElement};
use web_sys::{ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition};

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// An element id that no other element of this page has, beginning with `prefix`.
#[must_use]
pub fn fresh_id(prefix: &str) -> String {
    LAST.with(|last| {
        last.set(last.get().wrapping_add(1));
        format!("{prefix}-{}", last.get())
    })
}

/// The element with this id, if the page has it.
pub(super) fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus to the element with this id; does nothing if there is none.
pub(super) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // Focus is refused only to an element that has left the page meanwhile.
        let _ = element.focus();
    }
}

/// The element that has the focus.
pub(super) fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether the focus is on `element` or inside it.
pub(super) fn holds_focus(element: &Element) -> bool {
    document()
        .active_element()
        .is_some_and(|active| element.contains(Some(&active)))
}

/// The elements inside `container` that match `selector`, in document order.
pub(super) fn all_within(container: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = container.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

/// Sets a custom property of an element, which the content security policy allows where it refuses
/// a `style` attribute.
pub(super) fn set_property(element: &HtmlElement, name: &str, value: &str) {
    // Refused only for a name that is none.
    let _ = element.style().set_property(name, value);
}

/// Scrolls what lies around an element as little as brings it into sight, once it is drawn.
///
/// `find` is asked then: what it looks for may only be drawn by that time.
pub(in crate::app) fn bring_into_sight(find: impl Fn() -> Option<Element> + 'static) {
    request_animation_frame(move || {
        if let Some(element) = find() {
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Nearest);
            how.set_inline(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&how);
        }
    });
}

/// Puts `popup`, which lies in the top layer, below `anchor`, or above it where that has more space.
///
/// Writes what it measured into `--popup-x`, `--popup-y`, `--popup-room` and `--anchor-width`;
/// the style sheet makes places of them.
pub(super) fn place_beside(anchor: &Element, popup: &HtmlElement) {
    let root = document().document_element();
    let (width, height) = root.map_or((0.0, 0.0), |root| {
        (
            f64::from(root.client_width()),
            f64::from(root.client_height()),
        )
    });
    let near = anchor.get_bounding_client_rect();
    set_property(popup, "--anchor-width", &format!("{}px", near.width()));
    let size = popup.get_bounding_client_rect();
    let below = height - near.bottom();
    let above = size.height() > below && near.top() > below;
    let space = if above { near.top() } else { below };
    let y = if above {
        (near.top() - size.height()).max(0.0)
    } else {
        near.bottom()
    };
    let x = near.left().min(width - size.width()).max(0.0);
    popup
        .dataset()
        .set("side", if above { "above" } else { "below" })
        .unwrap_or_default();
    set_property(popup, "--popup-x", &format!("{x}px"));
    set_property(popup, "--popup-y", &format!("{y}px"));
    set_property(popup, "--popup-room", &format!("{space}px"));
}

/// Whether a `ToggleEvent`, which the bindings have no type for, speaks of opening.
pub(super) fn is_opening(event: &ev::Event) -> bool {
    js_sys::Reflect::get(event, &"newState".into())
        .is_ok_and(|state| state.as_string().as_deref() == Some("open"))
}

/// Calls `moved` whenever anything scrolls or the window changes its size, until it is dropped.
pub(super) fn on_moves(moved: impl Fn() + Clone + 'static) -> [EventListener; 2] {
    let window = window();
    let again = moved.clone();
    let captured = EventListenerOptions::run_in_capture_phase();
    [
        // Scrolling does not bubble, so it is caught on the way down.
        EventListener::new_with_options(&window, "scroll", captured, move |_| again()),
        EventListener::new(&window, "resize", move |_| moved()),
    ]
}

/// Calls back whenever an element changes its size, until it is dropped.
pub(super) struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn Fn()>,
}

impl SizeWatch {
    /// Watches `elements`; the first call comes soon, with the sizes of the beginning.
    pub(super) fn new(elements: &[&Element], changed: impl Fn() + 'static) -> Option<Self> {
        let callback = Closure::<dyn Fn()>::new(changed);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
