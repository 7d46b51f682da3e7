//! What has to come out in a browser exactly as it does natively: each test here runs in both.
//!
//! `cargo test --target wasm32-unknown-unknown --test wasm` runs them in headless Chromium.

#[path = "support/generated.rs"]
mod generated;

use lastmile::forecast::random::key_of;
use lastmile::forecast::{Options, Seed, Simulation};
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

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_forecast_has_the_same_runs_to_the_minute() {
    let options = Options {
        seed: Seed(0x1234_5678_9abc_def0),
        runs: 200,
        ..Options::default()
    };
    let project = generated::project(40, 4);
    let forecast = Simulation::new(&project, generated::today(), &options)
        .0
        .complete();
    let runs: Vec<String> = forecast
        .finishes
        .by_run()
        .iter()
        .map(i32::to_string)
        .collect();
    let ranking = forecast.ranking();
    let told: Vec<String> = ranking
        .iter()
        .take(3)
        .map(|(id, index)| format!("{id} {index:.12}"))
        .collect();
    let found = format!(
        "{} … {:016x}; {}",
        runs[..4].join(" "),
        key_of(&runs.join(" ")),
        told.join(", ")
    );
    // A change to how tasks are leveled or believed changes these figures, and that is all right;
    // a difference between the two machines is not.
    assert_eq!(
        found,
        "34107 14949 23343 6567 … 030bded076784a55; t00033 0.298365588502, \
         t00036 0.234656671451, t00006 0.215447619637"
    );
}
