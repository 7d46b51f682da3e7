//! What a screen shows: the wording of values and pure view models, tested without a browser.
//!
//! Invariants:
//! - Nothing here decides anything; it says what the model and the engines found.
//! - A text is either a value ("6 h") or a sentence with its full stop.

pub mod agreement;
pub mod backup;
pub mod board;
pub mod breakdown;
pub mod buffer;
pub mod burn_down;
pub mod calibration;
pub mod chart;
pub mod chase;
pub mod day_words;
pub mod done_templates;
pub mod estimate_text;
pub mod file_words;
pub mod forecast;
pub mod growth;
pub mod links;
pub mod load;
pub mod outlook;
pub mod overview;
pub mod past_estimates;
pub mod paste;
pub mod people;
pub mod practice;
pub mod quick_add;
pub mod readiness;
pub mod rhythm;
pub mod risks;
pub mod status_text;
pub mod swarm;
pub mod task_table;
pub mod timeline;
pub mod tone;
pub mod why;
pub mod words;

pub use task_table::{
    Direction, GroupBy, Listing, SortBy, StatusFilter, TaskQuery, TaskRow, task_rows,
};
