//! What typed texts are allowed to be, and how edits name what they touch.

use crate::project::limits::{TEXT_CHARS, TITLE_CHARS};
use crate::project::{Id, Priority, Project, Task};

use super::Refusal;

/// How many characters of a title a label shows.
const QUOTED_CHARS: usize = 40;

/// A text of one line that must not be empty: spaces, line breaks and control characters in a row
/// become one space.
pub(super) fn title(what: &'static str, text: &str) -> Result<String, Refusal> {
    let line = line(what, text)?;
    if line.is_empty() {
        return Err(Refusal::Empty(what));
    }
    Ok(line)
}

/// A text of one line that may be empty.
pub(super) fn line(what: &'static str, text: &str) -> Result<String, Refusal> {
    let words = text
        .split(|char: char| char.is_whitespace() || char.is_control())
        .filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    within(what, line, TITLE_CHARS)
}

/// A text of several lines that may be empty; line ends become `\n`.
pub(super) fn prose(what: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text
        .chars()
        .filter(|char| matches!(char, '\n' | '\t') || !char.is_control())
        .collect();
    within(what, text.trim_end().to_owned(), TEXT_CHARS)
}

fn within(what: &'static str, text: String, limit: usize) -> Result<String, Refusal> {
    let len = text.chars().count();
    if len > limit {
        return Err(Refusal::TooLong { what, limit, len });
    }
    Ok(text)
}

/// A name in quotation marks, shortened; a stand-in for one that is empty.
pub(super) fn quoted(name: &str) -> String {
    if name.trim().is_empty() {
        return "(untitled)".to_owned();
    }
    let mut short: String = name.chars().take(QUOTED_CHARS).collect();
    if short.len() < name.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    format!("“{short}”")
}

/// The task by its title, or several by their count: `“Copy”`, `12 tasks`.
pub(super) fn tasks(project: &Project, ids: &[Id<Task>]) -> String {
    match ids {
        [one] => project
            .tasks
            .get(one)
            .map_or_else(|| quoted(""), |task| quoted(&task.title)),
        _ => format!("{} tasks", ids.len()),
    }
}

/// How the middle of a sentence names a priority.
pub(super) fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Must => "must",
        Priority::Should => "should",
        Priority::Nice => "nice to have",
    }
}

/// A count with its noun: `1 task`, `3 tasks`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_of_words() {
        let read = title("The title", " Fix\tthe \r\n calculator\u{0} ");
        assert_eq!(read, Ok("Fix the calculator".to_owned()));
        assert_eq!(title("The title", " \n "), Err(Refusal::Empty("The title")));
    }

    #[test]
    fn a_title_may_have_500_characters_and_not_501() {
        assert_eq!(title("The title", &"ä".repeat(500)), Ok("ä".repeat(500)));
        let refused = title("The title", &"ä".repeat(501)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "The title may have 500 characters at most; this has 501."
        );
    }

    #[test]
    fn notes_keep_their_lines_up_to_20_000_characters() {
        assert_eq!(
            prose("The notes", "a\r\nb\rc\n\n"),
            Ok("a\nb\nc".to_owned())
        );
        assert!(prose("The notes", &"n".repeat(20_000)).is_ok());
        assert!(prose("The notes", &"n".repeat(20_001)).is_err());
    }

    #[test]
    fn long_titles_are_shortened_in_labels() {
        assert_eq!(quoted("Copy"), "“Copy”");
        assert_eq!(quoted("  "), "(untitled)");
        assert_eq!(
            quoted(&"word ".repeat(20)),
            format!("“{}word…”", "word ".repeat(7))
        );
    }
}
