//! Yes or no: a box to tick, a switch to turn.

use leptos::html;
use leptos::prelude::*;

use super::browser::fresh_id;

/// A box that is ticked or not. For something that holds at once, take a [`Switch`].
#[component]
pub fn Checkbox(
    /// What is said by ticking it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with what it shall be.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whether it stands for several of which only some are ticked.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// A second, quieter sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// The element, for whoever wants to move the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> AnyView {
    toggle(Toggle {
        class: "checkbox",
        role: None,
        label,
        checked,
        on_change,
        mixed,
        hint,
        label_hidden,
        node_ref,
    })
}

/// A switch: what it says holds at once.
#[component]
pub fn Switch(
    /// What holds while it is on.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with what it shall be.
    #[prop(into)]
    on_change: Callback<bool>,
    /// A second, quieter sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
) -> AnyView {
    toggle(Toggle {
        class: "checkbox switch",
        role: Some("switch"),
        label,
        checked,
        on_change,
        mixed: Signal::default(),
        hint,
        label_hidden: false,
        node_ref: NodeRef::new(),
    })
}

struct Toggle {
    class: &'static str,
    role: Option<&'static str>,
    label: Signal<String>,
    checked: Signal<bool>,
    on_change: Callback<bool>,
    mixed: Signal<bool>,
    hint: Signal<String>,
    label_hidden: bool,
    node_ref: NodeRef<html::Input>,
}

fn toggle(parts: Toggle) -> AnyView {
    let hint = parts.hint;
    let hint_id = fresh_id("hint");
    let described_by = {
        let hint_id = hint_id.clone();
        move || hint.with(|hint| (!hint.is_empty()).then(|| hint_id.clone()))
    };
    let said = move || {
        let text = hint.get();
        (!text.is_empty())
            .then(|| view! { <span class="field__hint" id=hint_id.clone()>{text}</span> })
    };
    view! {
        <label class=parts.class>
            <input
                class="checkbox__box"
                type="checkbox"
                role=parts.role
                aria-describedby=described_by
                prop:checked=parts.checked
                prop:indeterminate=parts.mixed
                node_ref=parts.node_ref
                on:change=move |event| parts.on_change.run(event_target_checked(&event))
            />
            <span class="checkbox__text">
                <span class:visually-hidden=parts.label_hidden>{parts.label}</span>
                {said}
            </span>
        </label>
    }
    .into_any()
}
