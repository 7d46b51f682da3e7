//! Days of what lies beside the projects, as texts: "2026-11-30".
//!
//! chrono reads them in other records, with what reads every format there is: ten kilobytes that
//! every page would load for the list of projects.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A day, or none.
pub(super) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let day = Option::<Day>::deserialize(from)?;
    Ok(day.map(|day| day.0))
}

struct Day(NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Day;

    // The words of chrono, so that what is said of a wrong value is the same everywhere.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a formatted date string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
        day(text)
            .map(Day)
            .ok_or_else(|| E::custom("input contains invalid characters"))
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_chrono_reads_them() {
        for text in ["2026-11-30", "2024-02-29", "2026-3-4", "0001-01-01"] {
            assert_eq!(day(text), text.parse().ok(), "{text}");
        }
        for text in [
            "",
            "next Friday",
            "2026-13-01",
            "2026-1",
            "2025-02-29",
            "2026-11-30T10:00",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
