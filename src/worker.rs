//! The engines in a thread of their own: what the page sends is laid on the desk, and what is found
//! there is sent back. Between two steps it hears what came in meanwhile, so that nothing that is no
//! longer wanted is worked on for long.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Uint8Array};
use lastmile::engine::{Ask, BUILD, Desk, Step};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// Tasks leveled in one step: some 20 milliseconds of work.
const SLICE: u32 = 20_000;

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let worker = Rc::new(Worker {
        desk: RefCell::new(Desk::new(SLICE)),
        scope: scope.clone(),
        next: channel.port2(),
        goes_on: Cell::new(false),
    });
    let stepping = Rc::clone(&worker);
    let step = handler(move |_| stepping.step());
    channel.port1().set_onmessage(Some(&step));
    let hear = handler(move |event| worker.hear(&event));
    scope.set_onmessage(Some(&hear));
    // The page sends nothing before it has heard this.
    let _ = scope.post_message(&BUILD.into());
}

struct Worker {
    desk: RefCell<Desk>,
    scope: DedicatedWorkerGlobalScope,
    /// A message sent here comes back after all that came in before it: the next step.
    next: MessagePort,
    goes_on: Cell<bool>,
}

impl Worker {
    fn hear(&self, event: &MessageEvent) {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        let Some(ask) = Ask::decode(&bytes) else {
            return;
        };
        self.desk.borrow_mut().hear(ask);
        if !self.goes_on.replace(true) {
            self.go_on();
        }
    }

    fn step(&self) {
        let step = self.desk.borrow_mut().step();
        match step {
            Step::Found(news) => {
                let bytes = Uint8Array::from(news.encode().as_slice());
                let _ = self.scope.post_message(&bytes);
            }
            Step::Working => {}
            Step::Idle => {
                self.goes_on.set(false);
                return;
            }
        }
        self.go_on();
    }

    fn go_on(&self) {
        let _ = self.next.post_message(&JsValue::NULL);
    }
}

/// A handler for the life of the worker.
fn handler(handle: impl Fn(MessageEvent) + 'static) -> Function {
    Closure::<dyn Fn(MessageEvent)>::new(handle)
        .into_js_value()
        .unchecked_into()
}
