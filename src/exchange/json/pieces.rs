//! Parsing a large file piece by piece, so that others get their turn in between.

use serde_json::{Map, Value};

use super::parse::strict;
use crate::document::Pace;

/// The objects and arrays that are gone through: down to the records of a list and the stamps of a
/// record (file, projects, project, merge, records, kind). What lies in them is a piece.
const LEVELS: usize = 6;
/// Nested deeper than this, a file is odd.
const DEPTH: usize = 100;

/// An object or array of which not all is read.
enum Open {
    /// With the key of the entry that comes next.
    Object(Map<String, Value>, String),
    Array(Vec<Value>),
}

/// The value of a text. `None` where anything is odd: whoever parses the whole text at once is told
/// what, and where.
pub(super) async fn parse(text: &str, pace: Pace<'_>) -> Option<Value> {
    let mut reader = Reader { text, at: 0 };
    let mut open: Vec<Open> = Vec::new();
    loop {
        let mut value = match reader.peek()? {
            b'{' if open.len() < LEVELS => {
                reader.at += 1;
                if reader.peek()? != b'}' {
                    open.push(Open::Object(Map::new(), reader.key()?));
                    continue;
                }
                reader.at += 1;
                Value::Object(Map::new())
            }
            b'[' if open.len() < LEVELS => {
                reader.at += 1;
                if reader.peek()? != b']' {
                    open.push(Open::Array(Vec::new()));
                    continue;
                }
                reader.at += 1;
                Value::Array(Vec::new())
            }
            _ => {
                pace.step().await;
                strict(reader.piece()?)?
            }
        };
        // What ends with this value.
        loop {
            let Some(inmost) = open.pop() else {
                return reader.peek().is_none().then_some(value);
            };
            let next = reader.peek()?;
            reader.at += 1;
            match (inmost, next) {
                (Open::Object(mut map, key), b',' | b'}') => {
                    if map.insert(key, value).is_some() {
                        return None;
                    }
                    if next == b',' {
                        open.push(Open::Object(map, reader.key()?));
                        break;
                    }
                    value = Value::Object(map);
                }
                (Open::Array(mut list), b',' | b']') => {
                    list.push(value);
                    if next == b',' {
                        open.push(Open::Array(list));
                        break;
                    }
                    value = Value::Array(list);
                }
                _ => return None,
            }
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next character that is no space.
    fn peek(&mut self) -> Option<u8> {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let rest = self.rest();
        let spaces = rest.iter().take_while(|byte| is_space(byte)).count();
        self.at += spaces;
        rest.get(spaces).copied()
    }

    /// A key and its colon.
    fn key(&mut self) -> Option<String> {
        let Some(b'"') = self.peek() else { return None };
        let key = serde_json::from_str(self.piece()?).ok()?;
        if self.peek()? != b':' {
            return None;
        }
        self.at += 1;
        Some(key)
    }

    /// The text of the value that begins here.
    fn piece(&mut self) -> Option<&'t str> {
        let length = match self.peek()? {
            b'"' => text_length(self.rest())?,
            b'{' | b'[' => nested_length(self.rest())?,
            _ => {
                let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']') || *byte <= b' ';
                self.rest().iter().position(ends)?
            }
        };
        let piece = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(piece)
    }
}

/// How long a text is, from its opening to its closing quotation mark.
fn text_length(bytes: &[u8]) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// How long an object or array is, from its opening to its closing bracket. Which bracket closes
/// which is for others to see.
fn nested_length(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at += text_length(bytes.get(at..)?)? - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
        if depth > DEPTH {
            return None;
        }
    }
    None
}
