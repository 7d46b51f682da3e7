//! The clock: the only file that reads it.

use chrono::{Local, SecondsFormat, Utc};
use lastmile::project::Today;

/// The local calendar date.
pub fn today() -> Today {
    Today(Local::now().date_naive())
}

/// This moment in ISO form with zone, to the second.
pub fn now_iso() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// This moment in milliseconds since 1970.
pub fn now_millis() -> i64 {
    Utc::now().timestamp_millis()
}
