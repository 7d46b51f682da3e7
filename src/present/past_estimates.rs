//! Past estimates as people paste them, and what they say together.

use crate::project::{HistoryPair, Table, WorkMinutes};

use super::estimate_text::parse_work;
use super::words;
use crate::finish::learning::Worth;

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub line: usize,
    /// Why, as a sentence.
    pub reason: String,
}

/// Reads lines of `estimate, actual, who, kind`; who and kind may be missing, and a title may stand
/// before the estimate.
///
/// Columns are parted by tabs, semicolons or commas; a text with a comma stands in quotation marks.
/// Empty lines are passed over, and so is a first line that names the columns. `day` is how many
/// minutes `1d` stands for.
#[must_use]
pub fn read(text: &str, day: u32) -> (Vec<HistoryPair>, Vec<Unread>) {
    let (mut pairs, mut unread) = (Vec::new(), Vec::new());
    let lines = text.lines().enumerate();
    for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let columns = columns(line);
        match pair(&columns, day) {
            Ok(pair) => pairs.push(pair),
            Err(_) if pairs.is_empty() && unread.is_empty() && is_head(&columns) => {}
            Err(reason) => unread.push(Unread {
                line: at + 1,
                reason,
            }),
        }
    }
    (pairs, unread)
}

fn columns(line: &str) -> Vec<String> {
    let delimiter = [b'\t', b';', b',']
        .into_iter()
        .find(|delimiter| line.as_bytes().contains(delimiter))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    record
        .map(|record| record.iter().map(str::to_owned).collect())
        .unwrap_or_default()
}

/// A line without a single figure says what the columns are.
fn is_head(columns: &[String]) -> bool {
    let has_digit = |text: &String| text.chars().any(|char| char.is_ascii_digit());
    columns.len() > 1 && !columns.iter().any(has_digit)
}

fn pair(columns: &[String], day: u32) -> Result<HistoryPair, String> {
    let text = |at: usize| columns.get(at).map_or("", String::as_str);
    let amount = |at: usize| match text(at) {
        "" => Err("Write the estimate and what it took, such as 6h, 9h.".to_owned()),
        text => parse_work(text, day),
    };
    // Three amounts in a row: a number can be a title too, but not the other way round.
    let first = match amount(0) {
        Ok(_) => 0,
        Err(_) if amount(1).is_ok() && amount(2).is_ok() => 1,
        Err(reason) => return Err(reason),
    };
    let (estimate, actual) = (amount(first)?, amount(first + 1)?);
    if estimate == WorkMinutes::ZERO || actual == WorkMinutes::ZERO {
        return Err("Nothing can be learned from an estimate or a time of 0.".to_owned());
    }
    let title = if first == 0 { "" } else { text(0) };
    Ok(HistoryPair {
        title: title.to_owned(),
        estimate,
        actual,
        person: text(first + 2).to_owned(),
        kind: text(first + 3).to_owned(),
        ..HistoryPair::default()
    })
}

/// How many times the estimate it took in the middle case (the median); `None` without a pair.
#[must_use]
pub fn typical_ratio(history: &Table<HistoryPair>) -> Option<f64> {
    let known = history.values().filter(|pair| pair.estimate.0 > 0);
    let mut ratios: Vec<f64> = known.map(ratio).collect();
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.len() / 2;
    let upper = *ratios.get(middle)?;
    if ratios.len() % 2 == 1 {
        return Some(upper);
    }
    ratios
        .get(middle.checked_sub(1)?)
        .map(|lower| f64::midpoint(*lower, upper))
}

fn ratio(pair: &HistoryPair) -> f64 {
    pair.actual.as_hours() / pair.estimate.as_hours()
}

/// How a pair came out: "on the estimate", "1.5 × the estimate"; empty without an estimate.
#[must_use]
pub fn outcome(pair: &HistoryPair) -> String {
    if pair.estimate == WorkMinutes::ZERO {
        return String::new();
    }
    times_the_estimate(ratio(pair))
}

/// A ratio as people say it, to one decimal: "on the estimate", "1.5 × the estimate".
#[must_use]
pub fn times_the_estimate(ratio: f64) -> String {
    let rounded = libm::round(ratio * 10.0) / 10.0;
    if (0.95..1.05).contains(&rounded) {
        return "on the estimate".to_owned();
    }
    format!("{rounded} × the estimate")
}

/// What an estimate of two days has meant: "1.8 to 5.2 days".
#[must_use]
pub fn days_meant(worth: &Worth) -> String {
    format!("{:.1} to {:.1} days", 2.0 * worth.p10, 2.0 * worth.p90)
}

/// The same as a sentence, with the middle and what it rests on.
#[must_use]
pub fn two_days(worth: &Worth) -> String {
    format!(
        "Your two days have meant {}, in the middle {:.1}: 8 of 10 finished tasks were in that range, by {}.",
        days_meant(worth),
        2.0 * worth.p50,
        words::count(worth.pairs, "pair")
    )
}

#[cfg(test)]
mod tests {
    use super::super::estimate_text::DAY_MINUTES;
    use super::*;
    use crate::project::Id;

    fn said(text: &str) -> Vec<String> {
        let (pairs, unread) = read(text, DAY_MINUTES);
        let pairs = pairs.iter().map(|pair| {
            let HistoryPair {
                title,
                estimate,
                actual,
                person,
                kind,
                ..
            } = pair;
            format!("{title}|{}|{}|{person}|{kind}", estimate.0, actual.0)
        });
        let unread = unread
            .iter()
            .map(|unread| format!("{}: {}", unread.line, unread.reason));
        pairs.chain(unread).collect()
    }

    #[test]
    fn pairs_are_read_with_and_without_title_who_and_kind() {
        assert_eq!(said("6h, 9h"), ["|360|540||"]);
        assert_eq!(said("6h, 9h, Mia, web"), ["|360|540|Mia|web"]);
        assert_eq!(said("Copy\t1d\t12\tMia"), ["Copy|480|720|Mia|"]);
        assert_eq!(said("1,5h; 2h; ; web"), ["|90|120||web"]);
        assert_eq!(said("\"Copy, legal\", 2h, 3h"), ["Copy, legal|120|180||"]);
    }

    #[test]
    fn a_head_and_empty_lines_are_passed_over() {
        assert_eq!(
            said("Task;Estimate;Actual\n\nCopy;2h;3h"),
            ["Copy|120|180||"]
        );
    }

    #[test]
    fn lines_that_cannot_be_read_are_named_and_the_others_kept() {
        assert_eq!(
            said("2h, 3h\n2h\n0h, 1h\nsoon, later"),
            [
                "|120|180||",
                "2: Write the estimate and what it took, such as 6h, 9h.",
                "3: Nothing can be learned from an estimate or a time of 0.",
                "4: “soon” is no amount of work; write 6h, 90m or 2d.",
            ]
        );
    }

    #[test]
    fn the_typical_ratio_is_the_one_in_the_middle() {
        let table = |pairs: &[(u32, u32)]| -> Table<HistoryPair> {
            let pair = |(at, (estimate, actual)): (usize, &(u32, u32))| {
                let pair = HistoryPair {
                    estimate: WorkMinutes(*estimate),
                    actual: WorkMinutes(*actual),
                    ..HistoryPair::default()
                };
                (Id::new(&at.to_string()), pair)
            };
            pairs.iter().enumerate().map(pair).collect()
        };
        assert_eq!(typical_ratio(&table(&[])), None);
        assert_eq!(typical_ratio(&table(&[(0, 60)])), None);
        assert_eq!(
            typical_ratio(&table(&[(60, 600), (60, 90), (60, 60)])),
            Some(1.5)
        );
        assert_eq!(typical_ratio(&table(&[(60, 60), (60, 120)])), Some(1.5));
        assert_eq!(times_the_estimate(1.04), "on the estimate");
        assert_eq!(times_the_estimate(1.06), "1.1 × the estimate");
    }

    #[test]
    fn two_days_are_told_with_their_range_and_what_they_rest_on() {
        let worth = Worth {
            name: "Ann".to_owned(),
            pairs: 12,
            p10: 0.9,
            p50: 1.4,
            p90: 2.6,
        };
        let said = two_days(&worth);
        assert!(said.starts_with("Your two days have meant 1.8 to 5.2 days, in the middle 2.8"));
        assert!(said.ends_with("by 12 pairs."), "{said}");
    }
}
