//! Days as people type them: `fri`, `tomorrow`, `12.3.`, `mar 12`, `in 3 days`, `2026-03-12`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::project::Today;

/// The most words a day is made of: `12th of march 2026`.
pub const MOST_WORDS: usize = 4;

/// Reads the day some words begin with: the day, and how many of the words it took. As many as
/// possible: `mar 12 2027` is three words, not two.
///
/// A day without a year is the next one that is not past. A weekday is the next one after today,
/// `next fri` the one of the week after this. `3/4` is read neither way, since people disagree
/// which is the month; `25/3` and `3/25` can only be one.
#[must_use]
pub fn read(words: &[&str], today: Today) -> Option<(NaiveDate, usize)> {
    let words: Vec<String> = words
        .iter()
        .take(MOST_WORDS)
        .map(|word| word.trim_end_matches([',', ';', ')']).to_lowercase())
        .collect();
    (1..=words.len()).rev().find_map(|count| {
        let taken: Vec<&str> = words.get(..count)?.iter().map(String::as_str).collect();
        Some((one(&taken, today)?, count))
    })
}

/// Reads a text that is nothing but a day.
#[must_use]
pub fn parse(text: &str, today: Today) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    read(&words, today)
        .filter(|(_, count)| *count == words.len())
        .map(|(day, _)| day)
}

fn one(words: &[&str], Today(today): Today) -> Option<NaiveDate> {
    match words {
        ["today"] => Some(today),
        ["tomorrow" | "tmr"] => today.succ_opt(),
        ["next", "week"] => next_weekday(today, Weekday::Mon),
        ["next", "month"] => today.with_day(1)?.checked_add_months(Months::new(1)),
        ["end", "of", "week"] | ["eow"] => this_or_next(today, Weekday::Fri),
        ["end", "of", "month"] | ["eom"] => {
            let next = today.with_day(1)?.checked_add_months(Months::new(1))?;
            next.pred_opt()
        }
        ["in", number, unit] => later(today, number.parse().ok()?, unit),
        ["next", name] => {
            let monday = next_weekday(today, Weekday::Mon)?;
            this_or_next(monday, weekday(name)?)
        }
        [name] | ["on" | "this", name] if weekday(name).is_some() => {
            next_weekday(today, weekday(name)?)
        }
        [number] => numeric(number, today),
        [first, second] | [first, "of", second] => month_and_day(first, second, None, today),
        [first, second, year] | [first, "of", second, year] => {
            month_and_day(first, second, Some(year), today)
        }
        _ => None,
    }
}

fn later(today: NaiveDate, number: u32, unit: &str) -> Option<NaiveDate> {
    match unit {
        "day" | "days" => today.checked_add_days(Days::new(u64::from(number))),
        "week" | "weeks" => today.checked_add_days(Days::new(u64::from(number) * 7)),
        "month" | "months" => today.checked_add_months(Months::new(number)),
        _ => None,
    }
}

/// `2026-03-12`, `12.3.`, `12.3.26`, `12.3.2026`, and `25/3` where it can be read one way only.
fn numeric(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(day).filter(|day| (1900..=2999).contains(&day.year()));
    }
    if text.contains('.') {
        let parts: Vec<&str> = text.split('.').collect();
        return match parts.as_slice() {
            [day, month, ""] => dated(number(day)?, number(month)?, None, today),
            [day, month, year] => dated(number(day)?, number(month)?, Some(year), today),
            _ => None,
        };
    }
    let parts: Vec<&str> = text.split('/').collect();
    let (first, second, year) = match parts.as_slice() {
        [first, second] => (number(first)?, number(second)?, None),
        [first, second, year] => (number(first)?, number(second)?, Some(*year)),
        _ => return None,
    };
    match (first > 12, second > 12) {
        (true, false) => dated(first, second, year.as_ref(), today),
        (false, true) => dated(second, first, year.as_ref(), today),
        _ => None,
    }
}

/// `mar 12`, `12 mar`, `12th march`, with a year of four digits or without.
fn month_and_day(
    first: &str,
    second: &str,
    year: Option<&&str>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    if year.is_some_and(|year| year.len() != 4) {
        return None;
    }
    let day = ["st", "nd", "rd", "th", "."]
        .iter()
        .find_map(|ending| day.strip_suffix(ending))
        .unwrap_or(day);
    dated(number(day)?, month, year, today)
}

fn number(text: &str) -> Option<u32> {
    let short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    short.then(|| text.parse().ok()).flatten()
}

/// The day of a month; without a year the next one that is not past (29 February: up to eight
/// years away).
fn dated(day: u32, month: u32, year: Option<&&str>, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(year) = year {
        if !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let years = match (year.len(), year.parse::<i32>().ok()?) {
            (2, years) => 2000 + years,
            (4, years) if (1900..=2999).contains(&years) => years,
            _ => return None,
        };
        return NaiveDate::from_ymd_opt(years, month, day);
    }
    (0..=8)
        .filter_map(|ahead| NaiveDate::from_ymd_opt(today.year() + ahead, month, day))
        .find(|date| *date >= today)
}

/// The next such weekday after a day.
fn next_weekday(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    this_or_next(day.succ_opt()?, weekday)
}

/// The next such weekday from a day on, that day included.
fn this_or_next(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = weekday.days_since(day.weekday());
    day.checked_add_days(Days::new(u64::from(ahead)))
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

fn month(name: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = name.trim_end_matches('.');
    if short.len() < 3 || (short.len() > 4 && !NAMES.contains(&short)) {
        return None;
    }
    let at = NAMES.iter().position(|long| long.starts_with(short))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On Thursday 12 March 2026.
    fn said(text: &str) -> Option<String> {
        let today = Today("2026-03-12".parse().unwrap());
        parse(text, today).map(|day| day.format("%a %F").to_string())
    }

    #[test]
    fn days_are_read_as_people_say_them() {
        for (text, day) in [
            ("today", "Thu 2026-03-12"),
            ("Tomorrow", "Fri 2026-03-13"),
            ("fri", "Fri 2026-03-13"),
            ("thu", "Thu 2026-03-19"),
            ("next fri", "Fri 2026-03-20"),
            ("next week", "Mon 2026-03-16"),
            ("end of month", "Tue 2026-03-31"),
            ("eow", "Fri 2026-03-13"),
            ("in 3 days", "Sun 2026-03-15"),
            ("in 2 weeks", "Thu 2026-03-26"),
            ("12.3.", "Thu 2026-03-12"),
            ("11.3.", "Thu 2027-03-11"),
            ("1.4.26", "Wed 2026-04-01"),
            ("2026-03-12", "Thu 2026-03-12"),
            ("mar 20", "Fri 2026-03-20"),
            ("20th of March 2027", "Sat 2027-03-20"),
            ("25/3", "Wed 2026-03-25"),
            ("3/25", "Wed 2026-03-25"),
            ("feb 29", "Tue 2028-02-29"),
        ] {
            assert_eq!(said(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_or_two_days_is_not_read() {
        for text in [
            "",
            "friendly",
            "3/4",
            "31.2.",
            "2026-13-01",
            "in days",
            "in 3 moons",
            "mar",
            "next",
            "32.1.",
            "may 2026 12",
            "12",
            "12.",
            "1.2.3.4",
            "99999-01-01",
            "in 99999999999 days",
            "in 4294967295 months",
            "mars 12",
            "12.3.20260",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_takes_as_many_words_as_it_can() {
        let today = Today("2026-03-12".parse().unwrap());
        let (day, words) = read(&["mar", "12", "2027", "sharp"], today).unwrap();
        assert_eq!((day.to_string().as_str(), words), ("2027-03-12", 3));
        assert_eq!(read(&["fri", "morning"], today).unwrap().1, 1);
    }
}
