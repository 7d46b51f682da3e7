//! Journeys: what people do, in a real Chromium, against the built page in `dist/`.
//!
//! A journey goes through roles and names as the browser's accessibility tree has them, never
//! through CSS classes, and it waits for what a person would see, never for a time. Each one opens
//! a browser with a profile of its own, and fails when the console or the security policy complains.
//!
//! `./test` builds the page and runs them all. One alone, once the page is built:
//! `cargo test --features journeys --test journeys NAME`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a journey that cannot go on fails, and so do its helpers"
)]

mod agreement;
#[allow(
    dead_code,
    reason = "a harness offers more than the journeys of one day use"
)]
mod browser;
mod damage;
mod execute;
mod finding_the_way;
mod first_visit;
mod harness;
mod late_parts;
mod one_file;
mod opening;
mod overview;
mod people;
mod places;
mod plan;
mod project;
mod rescue;
mod review;
mod risks;
mod saving;
mod share;
#[allow(
    dead_code,
    reason = "a harness offers more than the journeys of one day use"
)]
mod site;
mod survival;
mod table_by_keyboard;
mod timeline;
mod two_windows;
