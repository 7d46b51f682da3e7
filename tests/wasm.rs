//! What has to come out in a browser exactly as it does natively: each test here runs in both.
//!
//! `cargo test --target wasm32-unknown-unknown --test wasm` runs them in headless Chromium.

use lastmile::project::order::OrderKey;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn places_in_a_list_are_the_same_texts_and_in_order() {
    let keys = OrderKey::spread(None, None, 3);
    let texts = serde_json::to_string(&keys).ok();
    assert_eq!(texts.as_deref(), Some(r#"["i","i001","i002"]"#));
    assert!(keys.is_sorted());
}
