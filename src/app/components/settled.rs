//! Values that many follow and few edits change.

use leptos::prelude::*;

/// Runs `look` now and whenever what it reads has changed, for the life of what calls it. It keeps
/// what it finds with [`settle`].
///
/// A memo wakes all that follow it to ask whether it has changed. Fifty rows with fifteen parts each
/// are woken seven hundred times by an edit of one of them; here each row is woken once, and its
/// parts only when something of theirs is different.
pub fn follow(mut look: impl FnMut() + 'static) {
    let effect = RenderEffect::new(move |_: Option<()>| look());
    StoredValue::new_local(effect);
}

/// Keeps a value that was found if it differs from the one before.
pub fn settle<T: PartialEq + Send + Sync + 'static>(kept: RwSignal<T>, found: T) {
    if kept.with_untracked(|kept| *kept != found) {
        kept.set(found);
    }
}
