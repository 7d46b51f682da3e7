//! A thread beside the page.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

/// A thread of this page; it ends when this is dropped.
pub struct Thread(Worker);

/// What a thread says.
pub enum Said {
    /// Words.
    Text(String),
    /// Anything else.
    Bytes(Vec<u8>),
    /// It could not be started, or it broke down.
    Failed,
}

impl Thread {
    /// Starts a script of this page as a thread; `None` where that is refused at once.
    pub fn start(script: &str, hear: impl Fn(Said) + Clone + 'static) -> Option<Self> {
        let worker = Worker::new(script).ok()?;
        let failed = hear.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            hear(match data.as_string() {
                Some(text) => Said::Text(text),
                None => Said::Bytes(Uint8Array::new(&data).to_vec()),
            });
        });
        let on_error = Closure::<dyn Fn()>::new(move || failed(Said::Failed));
        // As long as the thread lives, which is as long as the page.
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
        Some(Self(worker))
    }

    /// Sends bytes.
    pub fn post(&self, bytes: &[u8]) {
        let _ = self.0.post_message(&Uint8Array::from(bytes));
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.0.terminate();
    }
}
