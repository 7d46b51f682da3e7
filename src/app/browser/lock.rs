//! Web Locks: one tab at a time.
//!
//! Called by name: the bindings to this interface are still marked unstable.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Proof that this tab alone holds a lock; dropping it lets the lock go.
pub struct Lock {
    release: Function,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Takes the lock of this name if no other tab holds it. `None` also where the browser has no
/// locks: then nobody can know.
pub async fn try_lock(name: &str) -> Option<Lock> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = js_sys::Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    let held: Rc<RefCell<Option<Lock>>> = Rc::default();
    let answered = Promise::new(&mut |resolve, _| {
        let held = Rc::clone(&held);
        let answer = resolve.clone();
        // The browser keeps the lock for as long as the promise returned here is open.
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let kept = if lock.is_null() {
                JsValue::UNDEFINED
            } else {
                let open = Promise::new(&mut |release, _| {
                    *held.borrow_mut() = Some(Lock { release });
                });
                open.into()
            };
            let _ = answer.call0(&JsValue::NULL);
            kept
        });
        if request
            .call3(&locks, &JsValue::from_str(name), &options, &granted)
            .is_err()
        {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(answered).await;
    held.take()
}
