//! Bytes as Latin-1 text: one byte, one character, one unit of the quota.

/// The text whose characters have the bytes' numbers.
pub(super) fn to_text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The bytes a text stands for; `None` when a character is no byte.
pub(super) fn to_bytes(text: &str) -> Option<Vec<u8>> {
    if text.is_ascii() {
        return Some(text.as_bytes().to_vec());
    }
    text.chars()
        .map(|char| u8::try_from(u32::from(char)).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(to_text(&bytes).chars().count(), 256);
        assert_eq!(to_bytes(&to_text(&bytes)), Some(bytes));
        assert_eq!(to_bytes("a\u{100}"), None);
    }
}
