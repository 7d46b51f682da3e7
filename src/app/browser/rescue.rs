//! What happens when the program itself fails: nothing is written any more, and a plain page takes
//! over.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

static PANICKED: AtomicBool = AtomicBool::new(false);

/// Whether the program has failed. After that its state is half-done: nothing may be written.
pub fn has_panicked() -> bool {
    PANICKED.load(Ordering::Relaxed)
}

/// From now on a failure hands over to the rescue page.
pub fn install() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        PANICKED.store(true, Ordering::Relaxed);
        console_error_panic_hook::hook(info);
        hand_over(&info.to_string());
    }));
}

/// Calls the plain script that replaces the page. It is no part of this program, so that it also
/// works when this program does not.
fn hand_over(message: &str) {
    let rescue = js_sys::Reflect::get(&window(), &JsValue::from_str("lastmileRescue"));
    if let Ok(rescue) = rescue
        && let Some(rescue) = rescue.dyn_ref::<js_sys::Function>()
    {
        let _ = rescue.call1(&JsValue::NULL, &JsValue::from_str(message));
    }
}

/// Downloads all that this browser keeps for the app, as it is.
pub fn download_raw() {
    let download = js_sys::Reflect::get(&window(), &JsValue::from_str("lastmileDownload"));
    if let Ok(download) = download
        && let Some(download) = download.dyn_ref::<js_sys::Function>()
    {
        let _ = download.call0(&JsValue::NULL);
    }
}
