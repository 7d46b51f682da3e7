//! Tests across layers: what is kept, what is lost and found, and what copies agree on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that fails says so by panicking, and prints what it has counted"
)]

mod copies;
mod damage;
mod faults;
mod pricing;
mod random;
mod session;
mod store;
