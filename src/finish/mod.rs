//! What is still missing to be finished: engines over the project, its schedule and its forecast.
//!
//! Invariants:
//! - An engine is a pure function of the project and the day; it decides nothing and writes nothing.
//! - What it finds names the tasks it was found in, so that one click leads there.

pub mod audit;
pub mod change_control;
pub mod completion;
pub mod decisions;
pub mod economics;
pub mod focus;
pub mod guide;
pub mod health;
pub mod integration;
pub mod learning;
pub mod pulse;
pub mod readiness;
pub mod relief;
pub mod rhythm;
pub mod risks;
pub mod signing;
pub mod sprint;
pub mod standup;
pub mod status;
pub mod swarm;
pub mod team;
