//! The clock: the only file that reads it.

use chrono::{DateTime, Local, NaiveDate, SecondsFormat, Utc};
use lastmile::project::Today;

/// The local calendar date.
pub fn today() -> Today {
    Today(Local::now().date_naive())
}

/// The local calendar date of a moment in ISO form with zone; `None` for any other text.
pub fn day_of(moment: &str) -> Option<NaiveDate> {
    let moment = DateTime::parse_from_rfc3339(moment).ok()?;
    Some(moment.with_timezone(&Local).date_naive())
}

/// This moment in ISO form with zone, to the second.
pub fn now_iso() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// This moment in milliseconds since 1970.
pub fn now_millis() -> u64 {
    u64::try_from(Utc::now().timestamp_millis()).unwrap_or(0)
}
