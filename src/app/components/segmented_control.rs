//! One of a few things, all in sight.

use leptos::prelude::*;

use super::browser::fresh_id;
use super::choice::Choice;
use super::icon::Icon;

/// Two to five things side by side, of which one is chosen: a group of radio buttons.
#[component]
pub fn SegmentedControl(
    /// The question that is answered.
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
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Shows the icons only; the labels are there for screen readers and in the tips.
    #[prop(optional)]
    icons_only: bool,
) -> AnyView {
    let group = fresh_id("radio");
    let segments = move || {
        options
            .get()
            .into_iter()
            .map(|choice| {
                let this = choice.value.clone();
                let checked = move || value.with(|value| *value == this);
                let chosen = choice.value;
                view! {
                    <label class="segmented__segment" title=icons_only.then(|| choice.label.clone())>
                        <input
                            class="visually-hidden"
                            type="radio"
                            name=group.clone()
                            prop:checked=checked
                            on:change=move |_| on_change.run(chosen.clone())
                        />
                        {choice.icon.map(|name| view! { <Icon name=name /> })}
                        <span class:visually-hidden=icons_only>{choice.label.clone()}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="segmented">
            <legend class="field__label" class:visually-hidden=label_hidden>
                {label}
            </legend>
            <div class="segmented__track">{segments}</div>
        </fieldset>
    }
    .into_any()
}
