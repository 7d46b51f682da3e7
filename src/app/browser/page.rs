//! The page itself: its address, title and the moments of its life.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;

/// The part of the address behind `#`, or nothing.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to an address of this page; a new entry in the browser's history.
pub fn go_to(hash: &str) {
    let _ = window().location().set_hash(hash);
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Opens the browser's own dialog for printing.
pub fn print() {
    // Refused only while another dialog of the browser is open.
    let _ = window().print();
}

/// Names the page in the tab and in the browser's history.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Calls back for as long as the page lives.
pub fn on_window(event: &'static str, mut callback: impl FnMut() + 'static) {
    EventListener::new(&window(), event, move |_| callback()).forget();
}

/// Calls back whenever the page is shown again after it was hidden, or hidden.
pub fn on_visibility(mut callback: impl FnMut(bool) + 'static) {
    EventListener::new(&document(), "visibilitychange", move |_| {
        callback(!document().hidden());
    })
    .forget();
}

/// Calls back with each key that another tab of this origin has written to the local storage, and
/// its text. No key stands for "all were cleared".
pub fn on_storage(mut callback: impl FnMut(Option<String>, Option<String>) + 'static) {
    EventListener::new(&window(), "storage", move |event| {
        if let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() {
            callback(event.key(), event.new_value());
        }
    })
    .forget();
}

/// Calls back again and again for as long as the page lives.
pub fn every(millis: u32, callback: impl FnMut() + 'static) {
    gloo_timers::callback::Interval::new(millis, callback).forget();
}

/// Calls back once.
pub fn after(millis: u32, callback: impl FnOnce() + 'static) {
    gloo_timers::callback::Timeout::new(millis, callback).forget();
}

/// Asks before the page is left, as long as `unsaved` says so.
pub fn ask_before_leaving(unsaved: impl Fn() -> bool + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if unsaved() {
            event.prevent_default();
        }
    })
    .forget();
}

/// Tells the page around the app that it has started, so that the rescue page stays away, and marks
/// the moment for whoever measures.
pub fn mark_started() {
    if let Some(performance) = window().performance() {
        let _ = performance.mark("started");
    }
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-started", "true");
    }
}

/// Whether the keyboard of this machine has a command key instead of control.
pub fn has_command_key() -> bool {
    window()
        .navigator()
        .platform()
        .is_ok_and(|platform| platform.contains("Mac"))
}
