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

mod bound;
mod buffer;
mod busy;
mod calendar;
mod cycles;
mod gap;
mod improve;
mod keys;
mod level;
mod links;
mod network;
mod passes;
mod plan;
mod population;
mod priority;
mod problem;
mod profile;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod properties;
mod random;
mod reach;
mod result;
mod search;
mod slack;
mod teams;
#[cfg(test)]
mod testing;
mod timetable;
mod why;

pub use bound::lower_bound;
pub use buffer::{
    BUFFER_PERCENT, BUFFER_PERCENT_RANGE, Buffer, FeedingBuffer, FeverPoint,
    ROOT_SUM_SQUARE_FLOOR_PERCENT, SINGLE_SAFETY_PERCENT, Sizes, Zone, buffer, buffer_left_minutes,
    chain_minutes, fever, sizes,
};
pub use calendar::{DAY, END_OF_TIME, Time, WorkCalendar};
pub use improve::{Improvement, LEAST_GAIN_MINUTES, Move, Proposal, moved};
pub use level::{Effort, Leveler};
pub use network::{Demand, Link, Network, NewNode, Order};
pub use passes::Passes;
pub use plan::{Options, Plan, Release};
pub use problem::Problem;
pub use result::{OpenDates, Reached, Schedule, Scheduled, of_plan, schedule};
pub use search::{Ends, Search, Sought};
pub use teams::{HELPER_PERCENT, calendars};
pub use timetable::{Span, Timetable, promised};
pub use why::Binding;
