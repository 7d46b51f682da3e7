//! Compressing in slices, so that a large text blocks nothing for long.

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The most that is unpacked from one text: a forged one must not fill the memory.
const UNPACKED_MOST: usize = 64 << 20;
/// How much is taken in at a time.
const SLICE: usize = 24 << 10;
const LEVEL: u8 = 6;

/// A compression under way.
pub(super) struct Deflater {
    compressor: Box<CompressorOxide>,
    input: Vec<u8>,
    taken: usize,
    output: Vec<u8>,
}

impl Deflater {
    pub(super) fn new(input: Vec<u8>) -> Self {
        let mut compressor = Box::<CompressorOxide>::default();
        compressor.set_format_and_level(DataFormat::Raw, LEVEL);
        Self {
            compressor,
            input,
            taken: 0,
            output: Vec::new(),
        }
    }

    /// Takes in one more slice; whether all is done (or nothing more can be).
    pub(super) fn step(&mut self) -> bool {
        let end = self.input.len().min(self.taken + SLICE);
        let slice = self.input.get(self.taken..end).unwrap_or_default();
        let last = end == self.input.len();
        let flush = if last {
            TDEFLFlush::Finish
        } else {
            TDEFLFlush::None
        };
        let output = &mut self.output;
        let (status, taken) = compress_to_output(&mut self.compressor, slice, flush, |bytes| {
            output.extend_from_slice(bytes);
            true
        });
        self.taken += taken;
        match status {
            TDEFLStatus::Okay => taken == 0 && !slice.is_empty(),
            TDEFLStatus::Done | TDEFLStatus::BadParam | TDEFLStatus::PutBufFailed => true,
        }
    }

    /// The smaller of both, and whether it is the compressed one.
    pub(super) fn finish(mut self) -> (Vec<u8>, bool) {
        while !self.step() {}
        self.result()
    }

    /// The smaller of both once [`Self::step`] has said that all is done.
    pub(super) fn result(self) -> (Vec<u8>, bool) {
        let smaller = self.output.len() < self.input.len();
        if smaller {
            (self.output, true)
        } else {
            (self.input, false)
        }
    }
}

/// What was compressed; `None` for anything that was not.
pub(super) fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    decompress_to_vec_with_limit(bytes, UNPACKED_MOST).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_in_slices_unpacks_to_the_same() {
        for len in [0, 1, 100, SLICE - 1, SLICE, SLICE + 1, 5 * SLICE, 300_001] {
            let input: Vec<u8> = (0..len)
                .map(|n| u8::try_from(n * n / 7 % 61).unwrap())
                .collect();
            let (bytes, packed) = Deflater::new(input.clone()).finish();
            let unpacked = if packed { inflate(&bytes) } else { Some(bytes) };
            assert!(unpacked == Some(input), "{len}");
        }
    }

    #[test]
    fn what_does_not_get_smaller_stays_as_it_is() {
        assert_eq!(
            Deflater::new(b"abc".to_vec()).finish(),
            (b"abc".to_vec(), false)
        );
    }
}
