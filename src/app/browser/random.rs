//! Chance, from the browser's generator.

use leptos::prelude::window;

/// 53 random bits, from the page's cryptographic generator where there is one.
pub fn random_u64() -> u64 {
    let mut bytes = [0_u8; 8];
    let filled = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
        .is_ok();
    if filled {
        return u64::from_le_bytes(bytes) >> 11;
    }
    // Without a generator (an insecure embedding) two browsers still have to differ.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0..2^53"
    )]
    let bits = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    bits
}
