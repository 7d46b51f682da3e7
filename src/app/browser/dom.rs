//! Finding one's way from an event to the part of the page it happened in.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

/// The element an event happened in, or the nearest around it, that matches a selector.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest(selector)
        .ok()?
}

/// What an element carries under `data-…`.
pub fn data(element: &Element, name: &str) -> Option<String> {
    element.get_attribute(&format!("data-{name}"))
}

/// The first element that matches a selector and a condition that selectors cannot say.
pub fn find(selector: &str, holds: impl Fn(&Element) -> bool) -> Option<HtmlElement> {
    let all = document().query_selector_all(selector).ok()?;
    let elements = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<Element>().ok());
    elements
        .into_iter()
        .find(|element| holds(element))?
        .dyn_into()
        .ok()
}

/// Moves the focus to an element. It may refuse, when it is not shown: then the focus stays.
pub fn focus(element: &HtmlElement) {
    let _ = element.focus();
}

/// Scrolls what an element holds sideways, so many pixels from its beginning.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a float saturates, and no page is that wide"
)]
pub fn scroll_across(element: &Element, to: f64) {
    element.set_scroll_left(to as i32);
}

/// The element that the focus goes to with this event lies inside another.
pub fn goes_into(event: &web_sys::FocusEvent, element: &Element) -> bool {
    let to = event
        .related_target()
        .and_then(|to| to.dyn_into::<Node>().ok());
    to.is_some_and(|to| element.contains(Some(&to)))
}

/// The element at this place among those that match a selector, else the last of them.
pub fn nth_or_last(selector: &str, at: usize) -> Option<HtmlElement> {
    let all = document().query_selector_all(selector).ok()?;
    let last = all.length().checked_sub(1)?;
    let at = u32::try_from(at).map_or(last, |at| at.min(last));
    all.get(at)?.dyn_into().ok()
}

/// Every element within another that matches a selector, in the order of the page.
pub fn all_in(element: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(all) = element.query_selector_all(selector) else {
        return Vec::new();
    };
    let elements = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok());
    elements.collect()
}

/// Whether no element has the focus: what had it has left the page.
pub fn nothing_focused() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}

/// The element around the one with the focus, or that one itself, that matches a selector.
pub fn focused_in(selector: &str) -> Option<Element> {
    document().active_element()?.closest(selector).ok()?
}
