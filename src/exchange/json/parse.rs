//! From bytes to JSON, refusing what is something else and naming what that is.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::pieces;
use super::place::{NotImported, Path, Place};
use crate::document::Pace;
use crate::project::limits::FILE_BYTES;

/// Parses a whole file. A byte order mark is passed over; a key that stands twice in one object is
/// refused, since one of the two would be lost.
pub(super) async fn parse(bytes: &[u8], pace: Pace<'_>) -> Result<Value, NotImported> {
    let text = text(bytes)?;
    if !pace.is_steady()
        && let Some(value) = pieces::parse(text, pace).await
    {
        return Ok(value);
    }
    serde_json::from_str::<Strict>(text)
        .map(|Strict(value)| value)
        .map_err(|error| misparsed(text, &error))
}

/// The value of a part of a file, if there is nothing wrong with it.
pub(super) fn strict(text: &str) -> Option<Value> {
    let Strict(value) = serde_json::from_str(text).ok()?;
    Some(value)
}

/// The text of the file, if it is text and might be JSON.
fn text(bytes: &[u8]) -> Result<&str, NotImported> {
    let whole = |reason: &str| Err(Path::File.refuse(reason));
    if bytes.len() > FILE_BYTES {
        return whole("The file is larger than 50 MB, more than any project needs");
    }
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, b'{', ..] | [b'{', 0, ..] => {
            return whole("The file is in UTF-16; save it as UTF-8 and try again");
        }
        [b'P', b'K', 3, 4, ..] => return whole("This is a zip archive or an office document"),
        [0x1F, 0x8B, ..] => return whole("This is a compressed file; unpack it first"),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let lines = before.split(|byte| *byte == b'\n');
        let (line, last) = lines.fold((0, 0), |(line, _), next| (line + 1, next.len()));
        NotImported {
            place: Place::Line {
                line,
                column: last + 1,
            },
            reason: "this is no UTF-8 text; the file is damaged or was saved in another encoding"
                .to_owned(),
        }
    })?;
    match text.trim_start().chars().next() {
        None => whole("The file is empty"),
        Some('<') => whole("This is a web page or XML, not a Lastmile file in JSON"),
        Some('{') => Ok(text),
        Some(_) => whole("This is no Lastmile file: it does not begin with “{”"),
    }
}

fn misparsed(text: &str, error: &serde_json::Error) -> NotImported {
    let message = error.to_string();
    // The place is told on its own.
    let reason = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(reason, _)| reason);
    let reason = match error.classify() {
        Category::Eof => format!(
            "the file ends too early; it was cut off after {} bytes ({reason})",
            text.len()
        ),
        Category::Io | Category::Syntax | Category::Data => reason.to_owned(),
    };
    NotImported {
        place: Place::Line {
            line: error.line(),
            column: error.column(),
        },
        reason,
    }
}

/// A JSON value in which no object has a key twice.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Strict(element)) = elements.next_element()? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                let start: String = key.chars().take(60).collect();
                return Err(A::Error::custom(format!("“{start}” stands twice here")));
            }
            let Strict(value) = entries.next_value()?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
