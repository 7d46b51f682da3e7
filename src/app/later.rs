//! Answers that take longer than a key may: worked out when the page has nothing to do.

use lastmile::project::{Project, Today};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::browser::idle;
use super::newest::Newest;
use super::workspace::Workspace;

/// What is found out about the open project, a moment after it has changed. `None` before the first
/// answer; until the next one the last one stands. Of several changes in a row only the last one is
/// looked at.
pub fn later<T: 'static>(
    workspace: Workspace,
    find_out: impl Fn(&Project, Today) -> T + Clone + 'static,
) -> ReadSignal<Option<T>, LocalStorage> {
    later_too(workspace, || (), find_out)
}

/// The same, also a moment after what `follow` reads has changed.
pub fn later_too<T: 'static>(
    workspace: Workspace,
    follow: impl Fn() + 'static,
    find_out: impl Fn(&Project, Today) -> T + Clone + 'static,
) -> ReadSignal<Option<T>, LocalStorage> {
    let (found, set_found) = signal_local(None);
    let asked = Newest::new();
    Effect::new(move || {
        workspace.read(|_| ());
        follow();
        let today = workspace.today();
        let this = asked.start();
        let find_out = find_out.clone();
        spawn_local(async move {
            idle::idle().await;
            // Asked again meanwhile, or the place is gone.
            if this.is_newest() == Some(true) {
                let answer = workspace.peek(|project| find_out(project, today));
                let _ = set_found.try_set(Some(answer));
            }
        });
    });
    found
}

/// Whether the page has had its turn since this was asked for: what takes long to draw waits for it,
/// so that what stands around it is there at once.
pub fn in_turn() -> ReadSignal<bool> {
    let (has_come, set_come) = signal(false);
    spawn_local(async move {
        idle::breathe().await;
        // Who asked may be gone.
        let _ = set_come.try_set(true);
    });
    has_come
}
