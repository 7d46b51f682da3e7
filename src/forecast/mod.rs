//! How likely which finish date is: what tasks are believed to take, and thousands of runs of it.
//!
//! Invariants:
//! - The same project, day and seed give the same forecast, natively and in wasm: draws are looked
//!   up by name (see [`random`]), and transcendental functions come from `libm`.
//! - Adding, moving or dropping a task changes no other task's draws, so that the difference
//!   between two forecasts is the change between two projects and not noise.

mod answering;
mod belief;
mod buffer;
mod critical;
mod difference;
mod event;
mod history;
mod inputs;
mod metalog;
mod outcome;
mod pay_for_it;
mod prior;
mod problem;
pub mod random;
mod register;
mod sampler;
mod simulation;
#[cfg(test)]
mod simulation_tests;
mod spread;
mod tally;
mod what_if;

pub use answering::{Answering, USUAL_DAYS, answering, waiting, waits, waits_for};
pub use belief::{Belief, Believer, Progress, Recipe, STALE_DAYS};
pub use buffer::{ChainTask, Zone, ZonePoint, fever_zones};
pub use difference::{Difference, Shift, difference};
pub use event::{Risk, Wait};
pub use history::{History, PERSONAL_FROM, Profile, Ratios, extract};
pub use metalog::LogMetalog;
pub use outcome::{
    CurvePoint, Dates, Finishes, Forecast, OnTime, RiskForecast, Stretch, TaskForecast,
};
pub use pay_for_it::{PayForIt, Payment};
pub use problem::Problem;
pub use random::Seed;
pub use register::{
    Stability, delay_days, events, integration_key, possible, risks, stability, stable_rule,
};
pub use simulation::{Options, Runs, Scope, Simulation, working_time};
pub use spread::Spread;
pub use what_if::{Alteration, HAND_OVER, altered, join, what_if};
