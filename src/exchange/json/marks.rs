//! What the merge section says about one field: a mark that tells whether the readable value is
//! still the one its stamp stands for.

use serde_json::Value;

/// What a field was when the file was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// It stands in the readable part; this is the checksum of its value.
    Shown(String),
    /// It was returned to its default: `null`.
    Cleared,
    /// It does not stand in the readable part; this is its value, as a list of one.
    Kept(Value),
}

impl Mark {
    pub(super) fn shown(value: &Value) -> Self {
        Self::Shown(checksum(value))
    }

    /// Whether a readable value is the one this mark was made for.
    pub(super) fn fits(&self, value: &Value) -> bool {
        match self {
            Self::Shown(sum) => *sum == checksum(value),
            Self::Cleared => value.is_null(),
            Self::Kept(kept) => kept == value,
        }
    }

    pub(super) fn to_json(&self) -> Value {
        match self {
            Self::Shown(sum) => Value::from(sum.as_str()),
            Self::Cleared => Value::Null,
            Self::Kept(value) => Value::Array(vec![value.clone()]),
        }
    }

    /// Reads what [`Self::to_json`] wrote; `None` for anything else.
    pub(super) fn from_json(json: Value) -> Option<Self> {
        match json {
            Value::String(sum) => Some(Self::Shown(sum)),
            Value::Null => Some(Self::Cleared),
            Value::Array(values) => match <[Value; 1]>::try_from(values) {
                Ok([value]) => Some(Self::Kept(value)),
                Err(_) => None,
            },
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
        }
    }
}

/// CRC-32C of the value as compact JSON, in eight hexadecimal digits.
fn checksum(value: &Value) -> String {
    format!("{:08x}", crc32c::crc32c(value.to_string().as_bytes()))
}
