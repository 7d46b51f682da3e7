//! Whether the browser may clear what is stored here when it runs out of room.
//!
//! Called by name: some engines have no storage manager at all, and the bindings expect one.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the browser has promised to clear the storage only when the person asks for it. `None`
/// where it makes no such promise.
pub async fn is_promised() -> Option<bool> {
    ask("persisted").await
}

/// Asks the browser for that promise; it may ask the person, or just refuse. `None` where it makes
/// none.
pub async fn request() -> Option<bool> {
    ask("persist").await
}

async fn ask(method: &str) -> Option<bool> {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let method: Function = Reflect::get(&storage, &JsValue::from_str(method))
        .ok()?
        .dyn_into()
        .ok()?;
    let promise: Promise = method.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}
