//! Of several starts of the same work, only the newest is wanted.

use leptos::prelude::*;

/// Numbers the starts of some work. Copies are the same; it goes with the component that made it.
#[derive(Clone, Copy)]
pub struct Newest(StoredValue<u64>);

/// One start.
#[derive(Clone, Copy)]
pub struct Start {
    of: Newest,
    number: u64,
}

impl Newest {
    /// Nothing has been started.
    pub fn new() -> Self {
        Self(StoredValue::new(0))
    }

    /// Starts anew; what was started before is not wanted any more.
    pub fn start(self) -> Start {
        let number = self.0.try_get_value().unwrap_or_default() + 1;
        self.0.try_set_value(number);
        Start { of: self, number }
    }

    /// What was started is not wanted any more, and nothing takes its place.
    pub fn give_up(self) {
        self.start();
    }
}

impl Start {
    /// Whether nothing was started since; `None` when who wanted it is gone.
    pub fn is_newest(self) -> Option<bool> {
        self.of
            .0
            .try_get_value()
            .map(|newest| newest == self.number)
    }
}
