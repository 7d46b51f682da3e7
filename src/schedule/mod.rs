//! The engine that says when: calendars, network, leveling, critical chain and buffer.
//!
//! Invariants:
//! - A schedule is a function of the project, the status date and the options alone: neither the
//!   order in which records were written nor the speed of the machine can be seen in it.
//! - All times are whole minutes on one axis (see [`Time`]); dates appear only at its two ends.
//! - What is wrong with a project is a [`Problem`] beside a complete schedule, never a failure.
//! - Improving a schedule is bounded by a number of schedules, never by the clock.
//!
//! The numeric core ([`Network`], [`Leveler`], [`Passes`]) knows no project: a person is a resource
//! with capacity 1. A [`Plan`] is a project's network with what its numbers stand for.

#![expect(
    clippy::cast_possible_truncation,
    reason = "nodes, days and minutes are counted far below 2^31 (see `project::limits`)"
)]

mod calendar;
mod cycles;
mod level;
mod links;
mod network;
mod passes;
mod plan;
mod priority;
mod problem;
mod profile;
mod teams;

pub use calendar::{DAY, END_OF_TIME, Time, WorkCalendar};
pub use level::{Effort, Leveler};
pub use network::{Demand, Link, Network, NewNode, Order};
pub use passes::Passes;
pub use plan::{Options, Plan, Release};
pub use problem::Problem;
pub use teams::HELPER_PERCENT;
