//! Pasted pairs of estimate and actual: `6h, 9h, Ann, copy`, one a line.

use super::estimate_text;
use crate::project::{HistoryPair, fold};

/// Reads pairs of estimate and actual, with who did it and what kind of work it was if they are
/// known, and a line with the reason for each that is none.
///
/// Commas, semicolons or tabs stand between them; with semicolons or tabs, a comma is a decimal
/// one. A bare number is hours. A first line that is a heading is passed over.
#[must_use]
pub fn read(text: &str, day_minutes: u32) -> (Vec<HistoryPair>, Vec<(usize, String)>) {
    let mut pairs = Vec::new();
    let mut unclear = Vec::new();
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    for (place, (at, line)) in lines.enumerate() {
        match pair(line, day_minutes) {
            Ok(pair) => pairs.push(pair),
            Err(_) if place == 0 && fold(line).starts_with("estimate") => {}
            Err(why) => unclear.push((at + 1, why)),
        }
    }
    (pairs, unclear)
}

fn pair(line: &str, day_minutes: u32) -> Result<HistoryPair, String> {
    let separator = ['\t', ';']
        .into_iter()
        .find(|it| line.contains(*it))
        .unwrap_or(',');
    let cells: Vec<&str> = line.splitn(4, separator).map(str::trim).collect();
    let (estimate, actual) = match cells.as_slice() {
        [estimate, actual, ..] => (*estimate, *actual),
        _ => return Err("It needs two values: what was estimated and what it took.".to_owned()),
    };
    let cell = |at: usize| {
        cells
            .get(at)
            .map_or(String::new(), |cell| (*cell).to_owned())
    };
    let estimate = estimate_text::parse_work(estimate, day_minutes)?;
    let actual = estimate_text::parse_work(actual, day_minutes)?;
    if estimate.0 == 0 || actual.0 == 0 {
        return Err("Nothing can be learned from a zero.".to_owned());
    }
    Ok(HistoryPair {
        estimate,
        actual,
        person: cell(2),
        kind: cell(3),
        ..HistoryPair::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_line_by_line_and_others_are_named() {
        let text = "Estimate, actual\n6h, 9h, Ann, copy\n\n2d;3,5d\n4\t5\n6\n0h, 1h\nx, 1h";
        let (pairs, unclear) = read(text, 480);
        let read: Vec<_> = pairs
            .iter()
            .map(|pair| (pair.estimate.0, pair.actual.0))
            .collect();
        assert_eq!(read, [(360, 540), (960, 1680), (240, 300)]);
        assert_eq!(
            (pairs[0].person.as_str(), pairs[0].kind.as_str()),
            ("Ann", "copy")
        );
        let lines: Vec<_> = unclear.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [6, 7, 8]);
    }
}
