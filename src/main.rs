//! The door: hands failures over to the rescue page and mounts the app.

mod app;

fn main() {
    app::browser::rescue::install();
    leptos::mount::mount_to_body(app::App);
}
