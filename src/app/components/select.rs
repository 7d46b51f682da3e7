//! One of a few things, in the browser's own list.

use leptos::html;
use leptos::prelude::*;

use super::browser::fresh_id;
use super::choice::Choice;
use super::field::{FieldTexts, described_by, frame, invalid};

/// A list from which one thing is chosen. For more than some twenty, or for names that can be
/// created in passing, take a [`Combobox`](super::Combobox).
#[component]
pub fn Select(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value of what is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What it is for, in one sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// The element, for whoever wants to move the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Select>,
) -> AnyView {
    let id = fresh_id("select");
    let texts = FieldTexts {
        label,
        label_hidden,
        hint,
        error,
    };
    let choices = move || {
        let mut options = options.get();
        options
            .drain(..)
            .map(|choice| {
                let this = choice.value.clone();
                let selected = move || value.with(|value| *value == this);
                view! {
                    <option value=choice.value.clone() prop:selected=selected>
                        {choice.label}
                    </option>
                }
            })
            .collect_view()
    };
    let control = view! {
        <span class="select">
            <select
                class="input select__control"
                id=id.clone()
                aria-describedby=described_by(&id, texts)
                aria-invalid=invalid(texts)
                node_ref=node_ref
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {choices}
            </select>
            <super::icon::Icon name=super::icon::IconName::ChevronDown />
        </span>
    }
    .into_any();
    frame(&id, texts, control)
}
