//! Why a value does not fit its field, in words for the person who wrote it into a file.

/// What serde says about a value, told without its own terms: "this must be a text, not the number
/// 7". A message of another shape is passed on as it is.
pub(super) fn told(message: &str) -> String {
    // Messages about a text that was parsed end with where; a field's place is its path.
    let message = message.split(" at line ").next().unwrap_or(message);
    if let Some((given, known)) = split(message, "unknown variant ", ", expected ") {
        let known = known.strip_prefix("one of ").unwrap_or(known);
        let known = known.replace('`', "");
        return format!("this must be one of {known}, not “{}”", bare(given));
    }
    let wrong = split(message, "invalid type: ", ", expected ")
        .or_else(|| split(message, "invalid value: ", ", expected "));
    if let Some((given, wanted)) = wrong {
        return format!("this must be {}, not {}", wish(wanted), gift(given));
    }
    // What chrono says of a text that is no date.
    let no_date = [
        "input contains invalid characters",
        "premature end of input",
        "trailing input",
        "input is out of range",
    ];
    if no_date.contains(&message) {
        return format!("this must be {A_DATE}");
    }
    message.to_owned()
}

const A_DATE: &str = "a date such as 2026-11-30";

fn split<'a>(message: &'a str, begin: &str, between: &str) -> Option<(&'a str, &'a str)> {
    message.strip_prefix(begin)?.split_once(between)
}

/// A term without the marks around it.
fn bare(term: &str) -> &str {
    term.trim_matches(['`', '"'])
}

/// What a field wants, from what serde says it expects.
fn wish(wanted: &str) -> &str {
    match wanted {
        "a string" | "a borrowed string" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object in braces",
        "f32" | "f64" => "a number",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "i8" | "i16" | "i32" | "i64" => "a whole number",
        "a formatted date string" => A_DATE,
        other if other.starts_with("struct ") => "an object in braces",
        other if other.starts_with("string or map") || other.contains("enum") => "one of its words",
        other => other,
    }
}

/// What stands there, from what serde says it met.
fn gift(given: &str) -> String {
    let (kind, value) = given.split_once(' ').unwrap_or((given, ""));
    match kind {
        "integer" => format!("the number {}", bare(value)),
        "floating" => format!("the number {}", bare(value.trim_start_matches("point "))),
        "string" => format!("the text “{}”", bare(value)),
        "boolean" => bare(value).to_owned(),
        "null" | "unit" => "null".to_owned(),
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        _ => given.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::told;
    use crate::project::Status;

    fn said<T: DeserializeOwned>(value: Value) -> String {
        let error = serde_json::from_value::<T>(value).err();
        told(&error.map(|error| error.to_string()).unwrap_or_default())
    }

    #[test]
    fn a_value_of_another_kind_is_told_apart_by_both() {
        assert_eq!(
            said::<String>(json!(7)),
            "this must be a text, not the number 7"
        );
        assert_eq!(
            said::<bool>(json!("yes")),
            "this must be true or false, not the text “yes”"
        );
        assert_eq!(
            said::<Vec<u8>>(json!(null)),
            "this must be a list, not null"
        );
        assert_eq!(
            said::<u32>(json!([1])),
            "this must be a whole number from 0 on, not a list"
        );
        assert_eq!(
            said::<u32>(json!(-1)),
            "this must be a whole number from 0 on, not the number -1"
        );
        assert_eq!(
            said::<i64>(json!(1.5)),
            "this must be a whole number, not the number 1.5"
        );
    }

    #[test]
    fn a_word_that_is_none_of_the_known_ones_is_told_with_them() {
        assert_eq!(
            said::<Status>(json!("paused")),
            "this must be one of todo, doing, done, deferred, dropped, not “paused”"
        );
    }

    #[test]
    fn what_is_no_date_is_told_how_dates_are_written() {
        let wanted = "this must be a date such as 2026-11-30";
        for text in ["next Friday", "2026-13-01", "2026-1", "2026-11-30T10:00"] {
            assert_eq!(said::<NaiveDate>(json!(text)), wanted, "{text}");
        }
        assert_eq!(
            said::<NaiveDate>(json!(5)),
            format!("{wanted}, not the number 5")
        );
    }

    #[test]
    fn what_has_no_plainer_words_is_passed_on() {
        assert_eq!(told("this needs an id"), "this needs an id");
    }
}
