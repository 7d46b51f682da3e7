//! The door: hands failures over to the rescue page and mounts the app.

#![expect(unreachable_pub, reason = "`#[component]` makes what it wraps public")]

mod app;

fn main() {
    app::browser::rescue::install();
    wasm_bindgen_futures::spawn_local(app::start());
}
