//! Several lines of text.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::browser::fresh_id;
use super::draft::Draft;
use super::field::{FieldTexts, described_by, frame, invalid};

/// A field for several lines, which grows with what is typed.
///
/// Leaving the field and Ctrl+Enter commit what was typed; Escape drops it; Enter begins a line.
#[component]
pub fn TextArea(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The text it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text when it is committed.
    #[prop(into)]
    on_change: Callback<String>,
    /// Called with the whole text at every key, for a preview.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called with the half-typed text, and with `None` once it is committed or dropped.
    #[prop(optional, into)]
    on_draft: Option<Callback<Option<String>>>,
    /// Half-typed text from before a crash or a reload.
    #[prop(optional_no_strip)]
    draft: Option<String>,
    /// Called on Ctrl+Enter or ⌘+Enter, after `on_change`.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// What to write, in one sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Lines it shows when it is empty.
    #[prop(default = 3)]
    rows: u16,
    /// The element, for whoever wants to move the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Textarea>,
) -> AnyView {
    let id = fresh_id("area");
    let texts = FieldTexts {
        label,
        label_hidden,
        hint,
        error,
    };
    let draft = Draft::new(value, on_change, on_draft, draft);
    let typed = move |event| {
        let text = event_target_value(&event);
        draft.hold(text.clone());
        if let Some(on_input) = on_input {
            on_input.run(text);
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            draft.commit();
            if let Some(on_submit) = on_submit {
                on_submit.run(());
            }
        } else if draft.escaped(&event)
            && let Some(on_input) = on_input
        {
            on_input.run(value.get_untracked());
        }
    };
    let control = view! {
        <textarea
            class="input input--area"
            id=id.clone()
            rows=rows.to_string()
            placeholder=placeholder
            aria-describedby=described_by(&id, texts)
            aria-invalid=invalid(texts)
            prop:value=Signal::derive(move || draft.shown())
            node_ref=node_ref
            on:input=typed
            on:keydown=key
            on:change=move |_| draft.commit()
        ></textarea>
    }
    .into_any();
    frame(&id, texts, control)
}
