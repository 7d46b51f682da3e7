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
    idle_within(2_000).await;
}

/// How much time the browser must have to spare when nothing is being scrolled, dragged or typed:
/// it has far more when no frame is due, and never as much between two frames.
const SPARE_MS: f64 = 25.0;

/// Resolves when nothing moves on the page, or after four seconds if something always does: between
/// the frames of a scroll there is some idle time too, but not for work that takes longer than one.
pub async fn still() {
    let until = clock::now_millis() + 4_000;
    loop {
        let left = until.saturating_sub(clock::now_millis());
        let spare = idle_within(u32::try_from(left).unwrap_or(0).max(1)).await;
        if left == 0 || spare.is_none_or(|spare| spare >= SPARE_MS) {
            return;
        }
        // The idle time that was too short is not asked for once more.
        painted().await;
    }
}

/// Resolves when the browser is idle, or after so many milliseconds, with how many it has to spare;
/// `None` from engines that do not say.
async fn idle_within(millis: u32) -> Option<f64> {
    let promise = Promise::new(&mut |resolve, _| {
        let options = web_sys::IdleRequestOptions::new();
        options.set_timeout(millis);
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
    let deadline = JsFuture::from(promise).await.ok()?;
    let deadline: web_sys::IdleDeadline = deadline.dyn_into().ok()?;
    Some(deadline.time_remaining())
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
