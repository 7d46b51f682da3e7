//! What every field has around it: its label, a hint, an error.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The texts around a field, and whether its label is seen.
#[derive(Clone, Copy)]
pub(super) struct FieldTexts {
    pub label: Signal<String>,
    /// For tables and toolbars: the label is there for screen readers only.
    pub label_hidden: bool,
    /// Empty: none.
    pub hint: Signal<String>,
    pub error: Signal<Option<String>>,
}

/// What `aria-describedby` of the control `id` says: its hint and its error, where they are.
pub(super) fn described_by(id: &str, texts: FieldTexts) -> Signal<Option<String>> {
    let id = id.to_owned();
    Signal::derive(move || {
        let hint = texts.hint.with(|hint| !hint.is_empty());
        let error = texts.error.with(Option::is_some);
        match (hint, error) {
            (false, false) => None,
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (true, true) => Some(format!("{id}-error {id}-hint")),
        }
    })
}

/// `aria-invalid` of a control.
pub(super) fn invalid(texts: FieldTexts) -> Signal<Option<&'static str>> {
    Signal::derive(move || texts.error.with(Option::is_some).then_some("true"))
}

/// The frame around `control`, whose element has the id `id`.
pub(super) fn frame(id: &str, texts: FieldTexts, control: AnyView) -> AnyView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let hint = move || {
        let text = texts.hint.get();
        (!text.is_empty()).then(|| view! { <p class="field__hint" id=hint_id.clone()>{text}</p> })
    };
    let error = move || {
        texts.error.get().map(|text| {
            view! {
                <p class="field__error" id=error_id.clone()>
                    <Icon name=IconName::Warning />
                    {text}
                </p>
            }
        })
    };
    view! {
        <div class="field">
            <label class="field__label" class:visually-hidden=texts.label_hidden for=id.to_owned()>
                {texts.label}
            </label>
            {control}
            {error}
            {hint}
        </div>
    }
    .into_any()
}
