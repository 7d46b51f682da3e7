//! Projects inside a web page: the app as one file that brings them along.
//!
//! A page carries the text of a JSON file in one block. Nothing in that text can end the block, so
//! it is found again without reading HTML.

/// What opens the block, before the moment it was written at.
const OPENS: &str = "<script type=\"application/json\" data-projects=\"";
const CLOSES: &str = "</script>";

/// The block that carries the text of a JSON file, which was written at `at`, an ISO moment.
#[must_use]
pub fn block(at: &str, json: &str) -> String {
    // The sign that could begin a tag stands only inside texts, where JSON has another way to write
    // it.
    let json = json.replace('<', "\\u003c");
    format!("{OPENS}{at}\">{json}{CLOSES}\n")
}

/// The text of the JSON file a page carries; `None` where it is no page, or carries none.
#[must_use]
pub fn carried(page: &[u8]) -> Option<&[u8]> {
    if !page.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let find = |text: &[u8], part: &str| {
        text.windows(part.len())
            .position(|it| it == part.as_bytes())
    };
    let from = find(page, OPENS)? + OPENS.len();
    let block = page.get(from..)?;
    let text = block.get(find(block, "\">")? + 2..)?;
    text.get(..find(text, CLOSES)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(block: &str) -> String {
        format!(
            "<!DOCTYPE html>\n<html>\n<body>\n<script>let a = '\">';</script>\n{block}</body></html>"
        )
    }

    #[test]
    fn what_a_page_carries_is_the_same_json() {
        let json = r#"{"title":"Mend </script><b> & \"quotes\"","then":[1,"<!--"]}"#;
        let page = page(&block("2026-11-23T10:00:00+01:00", json));
        assert_eq!(page.matches("</script>").count(), 2);
        let found = carried(page.as_bytes()).unwrap();
        let value = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).unwrap();
        assert_eq!(value(found), value(json.as_bytes()));
    }

    #[test]
    fn a_file_of_projects_and_a_page_without_any_carry_nothing() {
        let json = format!(r#"{{"note":{:?}}}"#, block("", "{}"));
        assert_eq!(carried(json.as_bytes()), None);
        assert_eq!(carried(page("").as_bytes()), None);
        assert_eq!(carried(b""), None);
        let cut = page(&block("", "{}"));
        let cut = cut.split("</script>\n</body>").next().unwrap();
        assert_eq!(carried(cut.as_bytes()), None);
    }
}
