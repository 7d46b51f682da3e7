//! The frame around every text that is kept: any change of the text or its key is noticed.

use crc32c::{crc32c, crc32c_append};
use thiserror::Error;

use super::deflate::{Deflater, inflate};
use super::latin;

/// The version of the frame itself. The first three fields of a frame stay as they are in every
/// version, so that an old app can tell a newer text from a damaged one.
const VERSION: u32 = 1;
/// Texts shorter than this are not worth compressing.
const SHORT: usize = 200;

/// What a frame holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// The version of the schema of what is inside.
    pub(super) schema: u32,
    /// Its number in the row it belongs to.
    pub(super) sequence: u64,
    /// The checksum of the frame before it in that row; 0 for the first.
    pub(super) previous: u32,
    /// What is inside.
    pub(super) payload: Vec<u8>,
}

/// Why a text under a key cannot be read; its text is a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It is not one of ours, or its beginning is lost.
    #[error("It does not begin like a text of this app.")]
    NoFrame,
    /// The checksum does not fit.
    #[error("It is damaged, cut off, or does not belong under this key.")]
    Damaged,
    /// It is whole, but a newer version of the app wrote it.
    #[error("A newer version of this app has written it.")]
    Newer,
    /// It is whole, but what is inside makes no sense.
    #[error("It is whole, but its content cannot be read: {0}")]
    Senseless(String),
    /// The browser listed its key and did not give it.
    #[error("The browser did not give it: {0}")]
    NotGiven(String),
}

/// Frames a payload for a key. The checksum is what the next frame names as the one before it.
///
/// `lm<version> <checksum> <p|z> <schema> <sequence> <previous> <length>\n<payload>`, the checksum
/// over the key and all but itself.
#[must_use]
pub(super) fn seal(key: &str, frame: Frame) -> (String, u32) {
    let (payload, packed) = if frame.payload.len() < SHORT {
        (frame.payload, false)
    } else {
        Deflater::new(frame.payload).finish()
    };
    seal_packed(
        key,
        frame.schema,
        frame.sequence,
        frame.previous,
        &payload,
        packed,
    )
}

/// Frames what may be compressed already.
pub(super) fn seal_packed(
    key: &str,
    schema: u32,
    sequence: u64,
    previous: u32,
    payload: &[u8],
    packed: bool,
) -> (String, u32) {
    let packing = if packed { 'z' } else { 'p' };
    let header = format!(
        "{packing} {schema} {sequence} {previous:08x} {}\n",
        payload.len()
    );
    let checksum = checksum(key, VERSION, header.as_bytes(), payload);
    let text = format!(
        "lm{VERSION} {checksum:08x} {header}{}",
        latin::to_text(payload)
    );
    (text, checksum)
}

/// Opens a frame and returns what it holds and its checksum.
pub(super) fn unseal(key: &str, text: &str) -> Result<(Frame, u32), Unreadable> {
    let bytes = latin::to_bytes(text).ok_or(Unreadable::Damaged)?;
    let (version, checksum, rest) = outside(&bytes).ok_or(Unreadable::NoFrame)?;
    if self::checksum(key, version, rest, &[]) != checksum {
        return Err(Unreadable::Damaged);
    }
    if version > VERSION {
        return Err(Unreadable::Newer);
    }
    let senseless = || Unreadable::Senseless("its heading is not of the right form".into());
    let line = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .ok_or_else(senseless)?;
    let (header, payload) = rest.split_at(line);
    let payload = payload.get(1..).unwrap_or_default();
    let header = std::str::from_utf8(header).map_err(|_| senseless())?;
    let (packed, mut frame, length) = inside(header).ok_or_else(senseless)?;
    if length != payload.len() {
        return Err(Unreadable::Damaged);
    }
    frame.payload = if packed {
        inflate(payload).ok_or(Unreadable::Senseless("it cannot be unpacked".into()))?
    } else {
        payload.to_vec()
    };
    Ok((frame, checksum))
}

/// Checks a text without unpacking it.
pub(super) fn verify(key: &str, text: &str) -> Result<u32, Unreadable> {
    let bytes = latin::to_bytes(text).ok_or(Unreadable::Damaged)?;
    let (version, checksum, rest) = outside(&bytes).ok_or(Unreadable::NoFrame)?;
    if self::checksum(key, version, rest, &[]) != checksum {
        return Err(Unreadable::Damaged);
    }
    if version > VERSION {
        Err(Unreadable::Newer)
    } else {
        Ok(checksum)
    }
}

/// The fields that are the same in every version, and the rest.
fn outside(bytes: &[u8]) -> Option<(u32, u32, &[u8])> {
    let bytes = bytes.strip_prefix(b"lm")?;
    let space = bytes.iter().take(11).position(|byte| *byte == b' ')?;
    let (version, rest) = bytes.split_at(space);
    let version = number(std::str::from_utf8(version).ok()?)?;
    let (checksum, rest) = rest.get(1..)?.split_at_checked(8)?;
    let checksum = hex(std::str::from_utf8(checksum).ok()?)?;
    Some((version, checksum, rest.strip_prefix(b" ")?))
}

fn inside(header: &str) -> Option<(bool, Frame, usize)> {
    let mut fields = header.split(' ');
    let packed = match fields.next()? {
        "z" => true,
        "p" => false,
        _ => return None,
    };
    let frame = Frame {
        schema: number(fields.next()?)?,
        sequence: number(fields.next()?)?,
        previous: hex(fields.next()?)?,
        payload: Vec::new(),
    };
    let length = number(fields.next()?)?;
    fields.next().is_none().then_some((packed, frame, length))
}

/// A number in its only form: no sign, no leading zeros.
fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    let canonical = text == "0" || !text.starts_with(['0', '+', '-']);
    text.parse().ok().filter(|_| canonical)
}

/// Eight lower-case digits: with both cases, a flipped bit could leave the same number.
fn hex(text: &str) -> Option<u32> {
    let canonical = text.len() == 8 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    u32::from_str_radix(text, 16).ok().filter(|_| canonical)
}

fn checksum(key: &str, version: u32, header: &[u8], payload: &[u8]) -> u32 {
    let start = crc32c(key.as_bytes());
    // A byte no key holds parts the key from the rest.
    let start = crc32c_append(start, format!("\u{0}{version} ").as_bytes());
    crc32c_append(crc32c_append(start, header), payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(payload: &[u8]) -> Frame {
        Frame {
            schema: 3,
            sequence: 17,
            previous: 0xab,
            payload: payload.to_vec(),
        }
    }

    #[test]
    fn a_frame_opens_to_what_was_sealed() {
        for payload in [
            b"".to_vec(),
            b"{}".to_vec(),
            "“ä”".into(),
            b"task ".repeat(500),
        ] {
            let (text, checksum) = seal("k", frame(&payload));
            assert_eq!(unseal("k", &text), Ok((frame(&payload), checksum)));
            assert_eq!(verify("k", &text), Ok(checksum));
        }
        assert!(seal("k", frame(&b"task ".repeat(500))).0.len() < 100);
    }

    #[test]
    fn a_text_under_another_key_is_told() {
        let (text, _) = seal("k", frame(b"{}"));
        assert_eq!(unseal("l", &text), Err(Unreadable::Damaged));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_told() {
        let (text, _) = seal("k", frame("{\"title\":\"ä\"}".as_bytes()));
        let units: Vec<u16> = text.encode_utf16().collect();
        for place in 0..units.len() {
            for bit in 0..16 {
                let mut units = units.clone();
                units[place] ^= 1 << bit;
                let text = String::from_utf16_lossy(&units);
                assert!(unseal("k", &text).is_err(), "{place} {bit}");
            }
            let cut = String::from_utf16_lossy(&units[..place]);
            assert!(unseal("k", &cut).is_err(), "{place}");
        }
        assert!(unseal("k", &format!("{text} ")).is_err());
    }

    #[test]
    fn a_newer_frame_is_told_from_a_damaged_one() {
        let rest = "anything at all";
        let sum = checksum("k", 2, rest.as_bytes(), &[]);
        assert_eq!(
            unseal("k", &format!("lm2 {sum:08x} {rest}")),
            Err(Unreadable::Newer)
        );
        assert_eq!(
            unseal("k", &format!("lm2 {sum:08x} {rest}!")),
            Err(Unreadable::Damaged)
        );
    }
}
