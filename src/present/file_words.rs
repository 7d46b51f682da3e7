//! How files read: their names, what is in them, when they were written.

use chrono::NaiveDate;

use crate::project::Today;

use super::words;

/// The most letters a file name takes over from a project's name.
const NAME_CHARS: usize = 60;

/// The name of an exported file: "website-relaunch-2026-03-12.json".
#[must_use]
pub fn file_name(project: &str, day: NaiveDate) -> String {
    file_name_as(project, day, "json")
}

/// The same with another ending.
#[must_use]
pub fn file_name_as(project: &str, day: NaiveDate, ending: &str) -> String {
    let mut name = String::new();
    for char in project.chars().take(NAME_CHARS) {
        if char.is_alphanumeric() {
            name.extend(char.to_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "project" } else { name };
    format!("{name}-{day}.{ending}")
}

/// Counts of the lists of a file, in words and in the file's order: "48 tasks", "7 people".
#[must_use]
pub fn counts(lists: &[(&'static str, usize)]) -> Vec<String> {
    let said = |(list, count): &(&'static str, usize)| {
        let (one, many) = nouns(list);
        let noun = if *count == 1 { one } else { many };
        format!("{count} {noun}")
    };
    lists
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(said)
        .collect()
}

fn nouns(list: &'static str) -> (&'static str, &'static str) {
    match list {
        "tasks" => ("task", "tasks"),
        "dependencies" => ("link", "links"),
        "people" => ("person", "people"),
        "stakeholders" => ("stakeholder", "stakeholders"),
        "deliverables" => ("deliverable", "deliverables"),
        "workstreams" => ("workstream", "workstreams"),
        "milestones" => ("milestone", "milestones"),
        "holidays" => ("holiday", "holidays"),
        "time_off" => ("time off", "times off"),
        "baselines" => ("baseline", "baselines"),
        "waits" => ("past wait", "past waits"),
        "check_ins" => ("check-in", "check-ins"),
        "communications" => ("message", "messages"),
        "history" => ("past estimate", "past estimates"),
        other => (other, other),
    }
}

/// The day of a moment, "Thu 12 Mar, 2 days ago"; without a day what the file said instead of one,
/// which may be anything, so only its beginning.
#[must_use]
pub fn moment(said: &str, day: Option<NaiveDate>, today: Today) -> String {
    match day {
        Some(day) => format!(
            "{}, {}",
            words::date(day, today),
            words::from_today(day, today)
        ),
        None => said.chars().take(NAME_CHARS).collect(),
    }
}

/// A size in bytes: "812 bytes", "4 kB", "1.5 MB".
#[must_use]
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => words::count(bytes, "byte"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!(
            "{} MB",
            libm::round(bytes as f64 / 100_000.0).max(10.0) / 10.0
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Today {
        Today("2026-03-12".parse().unwrap())
    }

    #[test]
    fn a_file_is_named_after_its_project_and_the_day() {
        let named = |name| file_name(name, today().0);
        assert_eq!(
            named("Website: Relaunch!"),
            "website-relaunch-2026-03-12.json"
        );
        assert_eq!(named("Übergabe/2"), "übergabe-2-2026-03-12.json");
        assert_eq!(named("///"), "project-2026-03-12.json");
        assert!(named(&"long ".repeat(100)).len() < 80);
    }

    #[test]
    fn lists_are_counted_in_words_and_empty_ones_left_out() {
        let lists = [
            ("tasks", 48),
            ("people", 1),
            ("waits", 0),
            ("time_off", 2),
            ("pulses", 3),
        ];
        assert_eq!(
            counts(&lists),
            ["48 tasks", "1 person", "2 times off", "3 pulses"]
        );
    }

    #[test]
    fn a_moment_reads_as_its_day_and_anything_else_as_it_begins() {
        let day = today().0.pred_opt().and_then(|day| day.pred_opt());
        assert_eq!(moment("", day, today()), "Tue 10 Mar, 2 days ago");
        assert_eq!(moment("last week", None, today()), "last week");
        assert_eq!(moment(&"x".repeat(900), None, today()).len(), NAME_CHARS);
    }

    #[test]
    fn sizes_are_rounded_up_to_what_people_say() {
        assert_eq!(
            [1, 999, 1_000, 1_001].map(size),
            ["1 byte", "999 bytes", "1 kB", "2 kB"]
        );
        assert_eq!(
            [999_999, 1_000_000, 1_540_000].map(size),
            ["1000 kB", "1 MB", "1.5 MB"]
        );
    }
}
