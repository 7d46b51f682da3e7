//! Waiting until the page has nothing better to do.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use lastmile::document::Rest;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::clock;

/// Resolves when the browser is idle, or after two seconds if it never is. Engines without idle
/// callbacks get a short timeout instead.
pub async fn idle() {
    let promise = Promise::new(&mut |resolve, _| {
        let options = web_sys::IdleRequestOptions::new();
        options.set_timeout(2_000);
        let has_idle = js_sys::Reflect::has(&window(), &"requestIdleCallback".into());
        let asked = has_idle == Ok(true)
            && window()
                .request_idle_callback_with_options(&resolve, &options)
                .is_ok();
        if !asked {
            after(&resolve, 16);
        }
    });
    // A promise that only ever resolves.
    let _ = JsFuture::from(promise).await;
}

/// Lets the page do what it has to before the next step of long work: waits for a task of its own.
pub async fn breathe() {
    let promise = Promise::new(&mut |resolve, _| after(&resolve, 0));
    let _ = JsFuture::from(promise).await;
}

/// So long work goes on before the page gets its turn: together with what a key may take, less than
/// a person notices.
const SLICE_MS: u64 = 12;

/// When work that begins now is to rest, and for how long: the page gets its turn every few
/// milliseconds.
pub fn rests() -> impl Fn() -> Option<Rest> {
    let since = Rc::new(Cell::new(clock::now_millis()));
    move || {
        // A clock that is set meanwhile says nothing: it costs one rest.
        if clock::now_millis().abs_diff(since.get()) < SLICE_MS {
            return None;
        }
        let since = Rc::clone(&since);
        Some(Box::pin(async move {
            breathe().await;
            since.set(clock::now_millis());
        }))
    }
}

fn after(resolve: &Function, millis: i32) {
    let resolve = resolve.unchecked_ref();
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(resolve, millis);
}

/// Resolves once what has been changed so far is painted: after two animation frames.
pub async fn painted() {
    for _ in 0..2 {
        let promise = Promise::new(&mut |resolve, _| {
            // A hidden page has no frames.
            let hidden = window()
                .document()
                .is_some_and(|document| document.hidden());
            if hidden || window().request_animation_frame(&resolve).is_err() {
                after(&resolve, 16);
            }
        });
        // A promise that only ever resolves.
        let _ = JsFuture::from(promise).await;
    }
}
