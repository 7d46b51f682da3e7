//! Parts of a view that follow signals, and parts that come and go.
//!
//! Every closure in a view is a type of its own, for which all of the framework's drawing is built
//! again. Here they become one type: the difference is several kilobytes of the page for each.

use std::sync::Arc;

use leptos::prelude::*;

/// A part of a view that is drawn anew whenever a signal it reads changes.
pub fn piece<V: IntoAny + 'static>(draw: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    one_type(Arc::new(move || draw().into_any()))
}

fn one_type(draw: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || draw()).into_any()
}

/// A part of a view that is there while something holds.
#[component]
pub fn When(
    /// Whether it is there.
    #[prop(into)]
    holds: Signal<bool>,
    /// The part; built anew each time it comes.
    children: ChildrenFn,
) -> AnyView {
    let holds = Memo::new(move |_| holds.get());
    piece(move || holds.get().then(|| children()))
}
