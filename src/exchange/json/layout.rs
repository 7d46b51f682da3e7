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
    /// What ends each object and array that has begun, the innermost last.
    open: Vec<char>,
    /// Whether nothing stands in the innermost container yet.
    is_first: bool,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            open: Vec::new(),
            is_first: true,
        }
    }

    /// The finished text, with a newline at its end.
    pub(super) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    /// Begins an object, under a key unless it is an element. What comes next is in it.
    pub(super) fn object(&mut self, key: Option<&str>) {
        self.open(key, '{');
    }

    /// Begins an array, under a key unless it is an element. What comes next is in it.
    pub(super) fn array(&mut self, key: Option<&str>) {
        self.open(key, '[');
    }

    /// Ends the innermost object or array.
    pub(super) fn end(&mut self) {
        let Some(close) = self.open.pop() else { return };
        if !self.is_first {
            self.new_line();
        }
        self.text.push(close);
        self.is_first = false;
    }

    /// A value, under a key unless it is an element.
    pub(super) fn value(&mut self, key: Option<&str>, value: &Value, fold: Fold) {
        let mut line = String::new();
        inline(value, &mut line);
        let is_short = line.len() + 2 * self.open.len() <= WIDTH;
        match (value, fold) {
            (Value::Array(elements), Fold::WhenLong) if !is_short => {
                self.array(key);
                for element in elements {
                    self.value(None, element, fold);
                }
                self.end();
            }
            (Value::Object(fields), Fold::WhenLong) if !is_short => {
                self.object(key);
                for (key, field) in fields {
                    self.value(Some(key), field, fold);
                }
                self.end();
            }
            _ => {
                self.start(key);
                self.text.push_str(&line);
            }
        }
    }

    fn open(&mut self, key: Option<&str>, bracket: char) {
        self.start(key);
        self.text.push(bracket);
        self.open.push(if bracket == '{' { '}' } else { ']' });
        self.is_first = true;
    }

    fn start(&mut self, key: Option<&str>) {
        if !self.is_first {
            self.text.push(',');
        }
        if !self.open.is_empty() {
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
        for _ in &self.open {
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
