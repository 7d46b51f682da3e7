//! The places, a folder each.

pub mod audit;
pub mod done;
pub mod execute;
pub mod guide;
pub mod head;
pub mod home;
pub mod lesson_use;
pub mod moves;
pub mod overview;
pub mod parts;
pub mod party;
pub mod people;
pub mod plan;
pub mod readiness;
pub mod remedy;
pub mod reveal;
pub mod review;
pub mod risks;
pub mod safe_mode;
pub mod share;
pub mod shell;
pub mod signing;
pub mod task;
pub mod to_clipboard;
