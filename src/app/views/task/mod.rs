//! A task beside the place it was opened from.

mod actual;
mod blocker;
pub mod fields;
mod panel;

pub use actual::ActualOffer;
pub use panel::TaskPanel;
