//! The keys that do something.

use leptos::prelude::*;

/// Keys as they stand on a keyboard, from a text such as `Ctrl+K`.
#[component]
pub fn KeyHint(
    /// The keys, joined by `+`; keys one after the other are separated by a space.
    #[prop(into)]
    keys: Signal<String>,
) -> AnyView {
    let caps = move || {
        keys.get()
            .split(' ')
            .flat_map(|chord| chord.split(if chord == "+" { ' ' } else { '+' }))
            .filter(|key| !key.is_empty())
            .map(|key| view! { <kbd class="key">{key.to_owned()}</kbd> })
            .collect_view()
    };
    view! { <span class="keys">{caps}</span> }.into_any()
}
