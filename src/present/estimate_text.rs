//! Estimates as people type them, both ways: `6h`, `90m`, `2d`, `4/6/12h`.

use crate::project::limits::ESTIMATE_MINUTES;
use crate::project::{Estimate, Project, WorkMinutes};

/// How long one day of work is where someone types `2d`.
pub const DAY_MINUTES: u32 = 8 * 60;

/// How long one day of work is in a project: the longest day of its week, [`DAY_MINUTES`] if none
/// has any.
#[must_use]
pub fn day_of(project: &Project) -> u32 {
    let longest = project.settings.hours.0.iter().max();
    longest
        .map(|minutes| u32::from(*minutes).min(24 * 60))
        .filter(|minutes| *minutes > 0)
        .unwrap_or(DAY_MINUTES)
}

/// What stands between the three values of an estimate.
pub const SEPARATORS: [char; 3] = ['/', '-', '–'];

/// Reads one value or three (optimistic / likely / pessimistic): `4/6/12h`, `1d-2d-5d`. A number
/// without a unit has that of the last value; hours, if that has none either.
///
/// `day` is how many minutes `1d` stands for. The error is a sentence.
pub fn parse(text: &str, day: u32) -> Result<Estimate, String> {
    let parts: Vec<&str> = text.split(SEPARATORS).map(str::trim).collect();
    let last = parts.last().copied().unwrap_or_default();
    let unit = last.trim_start_matches(|char: char| !char.is_alphabetic());
    let read = |part: &str| {
        let bare = !part.is_empty() && !part.contains(char::is_alphabetic);
        parse_work(&format!("{part}{}", if bare { unit } else { "" }), day)
    };
    match parts.as_slice() {
        [one] => Ok(Estimate::single(parse_work(one, day)?)),
        [low, likely, high] => {
            let (low, likely, high) = (read(low)?, read(likely)?, read(high)?);
            if low > likely || likely > high {
                return Err(format!("“{text}” must rise from left to right."));
            }
            Ok(Estimate::three(low, likely, high))
        }
        _ => Err(format!("“{text}” is neither one value nor three.")),
    }
}

/// Reads one amount of work: `6h`, `90m`, `2d`, `1w`, `1d 4h`, `1.5`; a bare number is hours.
pub fn parse_work(text: &str, day: u32) -> Result<WorkMinutes, String> {
    let wrong = || format!("“{text}” is no amount of work; write 6h, 90m or 2d.");
    let lower = text
        .trim()
        .trim_start_matches('~')
        .to_lowercase()
        .replace(',', ".");
    let mut minutes = 0.0;
    let mut rest = lower.trim();
    if rest.is_empty() {
        return Err(wrong());
    }
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let number: f64 = rest
            .get(..end)
            .and_then(|n| n.parse().ok())
            .ok_or_else(wrong)?;
        rest = rest.get(end..).unwrap_or_default().trim_start();
        let end = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let unit = match rest.get(..end).unwrap_or_default() {
            "" | "h" | "hr" | "hrs" | "hour" | "hours" | "std" => 60.0,
            "m" | "min" | "mins" | "minutes" => 1.0,
            "d" | "day" | "days" | "t" | "pt" => f64::from(day),
            "w" | "week" | "weeks" => f64::from(day) * 5.0,
            _ => return Err(wrong()),
        };
        minutes += number * unit;
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    if !(0.0..=f64::from(ESTIMATE_MINUTES)).contains(&minutes) {
        return Err(format!("“{text}” is more than anyone can estimate."));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in range"
    )]
    Ok(WorkMinutes(libm::round(minutes) as u32))
}

/// An estimate as it would be typed: `6h`, `4h/6h/12h`; a missing end of three is the likely value.
#[must_use]
pub fn show(estimate: &Estimate) -> String {
    let Estimate {
        optimistic,
        likely,
        pessimistic,
    } = *estimate;
    if optimistic.is_none() && pessimistic.is_none() {
        return show_work(likely);
    }
    let ends = [
        optimistic.unwrap_or(likely),
        likely,
        pessimistic.unwrap_or(likely),
    ];
    ends.map(show_work).join("/")
}

/// Work as it would be typed, exactly: `6h`, `1h 20m`, `45m`.
#[must_use]
pub fn show_work(work: WorkMinutes) -> String {
    match (work.0 / 60, work.0 % 60) {
        (0, minutes) if minutes > 0 => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, 30) => format!("{hours}.5h"),
        (hours, minutes) => format!("{hours}h {minutes}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back_as_itself() {
        for minutes in [0, 1, 45, 60, 90, 100, 480, 12_345] {
            let estimate = Estimate::single(WorkMinutes(minutes));
            assert_eq!(parse(&show(&estimate), DAY_MINUTES), Ok(estimate));
        }
        let three = Estimate::three(WorkMinutes(90), WorkMinutes(180), WorkMinutes(600));
        assert_eq!(show(&three), "1.5h/3h/10h");
        assert_eq!(parse("1.5h/3h/10h", DAY_MINUTES), Ok(three));
    }

    #[test]
    fn three_values_share_the_last_unit_and_may_stand_between_dashes() {
        let days = Estimate::three(
            WorkMinutes::hours(24),
            WorkMinutes::hours(40),
            WorkMinutes::hours(80),
        );
        for text in [
            "3/5/10d",
            "3-5-10d",
            "3 – 5 – 10 d",
            "24h/5d/10d",
            "24-40-80",
        ] {
            assert_eq!(parse(text, DAY_MINUTES), Ok(days), "{text}");
        }
    }

    #[test]
    fn amounts_are_read_the_way_people_write_them() {
        let read = |text| parse_work(text, DAY_MINUTES).map(|work| work.0);
        let texts = [
            "6", "6h", "~4h", "90m", "2d", "1,5 h", "1w", "1d 4h", "2 days",
        ];
        let minutes = [360, 360, 240, 90, 960, 90, 2400, 720, 960];
        assert_eq!(texts.map(read), minutes.map(Ok));
        assert_eq!(
            parse_work("2d", 360),
            Ok(WorkMinutes(720)),
            "by the project's own day"
        );
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_reason() {
        for text in [
            "", "abc", "6x", "-3h", "1e9", "..", "h", "1h/2h", "1-2h", "3h/2h/4h", "/2/4h",
        ] {
            assert!(parse(text, DAY_MINUTES).is_err(), "{text}");
        }
        assert!(
            parse("99999999h", DAY_MINUTES)
                .unwrap_err()
                .contains("more than anyone")
        );
    }
}
