//! How the file is laid out: indented by two spaces, short values on one line.

use serde_json::Value;

/// Containers up to this many characters stay on one line.
const WIDTH: usize = 100;

/// Whether a value that is too long for a line may be spread over several.
#[derive(Clone, Copy)]
pub(super) enum Fold {
    /// One line, however long.
    Never,
    /// One element per line where it does not fit on one.
    WhenLong,
}

/// JSON text that is written from its outside inwards.
pub(super) struct Layout {
    text: String,
    depth: usize,
    /// Whether nothing stands in the innermost container yet.
    is_first: bool,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            depth: 0,
            is_first: true,
        }
    }

    /// The finished text, with a newline at its end.
    pub(super) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    /// An object, under a key unless it is an element.
    pub(super) fn object(&mut self, key: Option<&str>, fill: impl FnOnce(&mut Self)) {
        self.container(key, ['{', '}'], fill);
    }

    /// An array, under a key.
    pub(super) fn array(&mut self, key: &str, fill: impl FnOnce(&mut Self)) {
        self.container(Some(key), ['[', ']'], fill);
    }

    /// A value, under a key unless it is an element.
    pub(super) fn value(&mut self, key: Option<&str>, value: &Value, fold: Fold) {
        let mut line = String::new();
        inline(value, &mut line);
        let is_short = line.len() + 2 * self.depth <= WIDTH;
        match (value, fold) {
            (Value::Array(elements), Fold::WhenLong) if !is_short => {
                self.container(key, ['[', ']'], |layout| {
                    for element in elements {
                        layout.value(None, element, fold);
                    }
                });
            }
            (Value::Object(fields), Fold::WhenLong) if !is_short => {
                self.container(key, ['{', '}'], |layout| {
                    for (key, field) in fields {
                        layout.value(Some(key), field, fold);
                    }
                });
            }
            _ => {
                self.start(key);
                self.text.push_str(&line);
            }
        }
    }

    fn container(&mut self, key: Option<&str>, brackets: [char; 2], fill: impl FnOnce(&mut Self)) {
        self.start(key);
        let [open, close] = brackets;
        self.text.push(open);
        self.depth += 1;
        self.is_first = true;
        fill(self);
        self.depth -= 1;
        if !self.is_first {
            self.new_line();
        }
        self.text.push(close);
        self.is_first = false;
    }

    fn start(&mut self, key: Option<&str>) {
        if !self.is_first {
            self.text.push(',');
        }
        if self.depth > 0 {
            self.new_line();
        }
        self.is_first = false;
        if let Some(key) = key {
            scalar(&Value::from(key), &mut self.text);
            self.text.push_str(": ");
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}

fn inline(value: &Value, text: &mut String) {
    match value {
        Value::Array(elements) => {
            text.push('[');
            for (number, element) in elements.iter().enumerate() {
                text.push_str(if number > 0 { ", " } else { "" });
                inline(element, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            text.push('{');
            for (number, (key, field)) in fields.iter().enumerate() {
                text.push_str(if number > 0 { ", " } else { "" });
                scalar(&Value::from(key.as_str()), text);
                text.push_str(": ");
                inline(field, text);
            }
            text.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => scalar(value, text),
    }
}

fn scalar(value: &Value, text: &mut String) {
    text.push_str(&value.to_string());
}
