//! A text of paragraphs and lists under headings, plain or as Markdown.

/// A list goes on as "and 3 more" after so many lines.
const LINES: usize = 6;

/// How a text marks its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As text alone.
    Plain,
    /// With `**` around headings.
    Markdown,
}

/// A text of paragraphs and lists under headings.
pub(super) struct Text {
    format: Format,
    parts: Vec<String>,
}

impl Text {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            parts: Vec::new(),
        }
    }

    pub(super) fn say(&mut self, paragraph: impl Into<String>) {
        self.parts.push(paragraph.into());
    }

    /// A heading with a list below it; nothing for an empty list.
    pub(super) fn list(&mut self, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let mut part = self.marked(heading);
        for line in lines.iter().take(LINES) {
            part.push_str("\n- ");
            part.push_str(line);
        }
        if lines.len() > LINES {
            part.extend([format!("\n- and {} more", lines.len() - LINES)]);
        }
        self.parts.push(part);
    }

    pub(super) fn marked(&self, heading: &str) -> String {
        match self.format {
            Format::Plain => heading.to_owned(),
            Format::Markdown => format!("**{heading}**"),
        }
    }

    pub(super) fn end(self) -> String {
        self.parts.join("\n\n")
    }
}
