//! The door: hands failures over to the rescue page and mounts the app.

mod app;

fn main() {
    app::browser::rescue::install();
    wasm_bindgen_futures::spawn_local(app::start());
}
