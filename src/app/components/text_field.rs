//! One line of text.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::browser::fresh_id;
use super::draft::{Draft, is_plain_enter};
use super::field::{FieldTexts, described_by, frame, invalid};

/// What kind of text a field takes: which keys a phone shows, what the browser offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Any text.
    #[default]
    Text,
    /// Words to look for.
    Search,
    /// A mail address.
    Mail,
    /// A web address.
    Address,
}

impl TextKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Search => "search",
            Self::Mail => "email",
            Self::Address => "url",
        }
    }
}

/// A field for one line of text.
///
/// Enter and leaving the field commit what was typed (`on_change`, only if it differs from the
/// value); Escape drops it. An Enter that ends a composition of an input method commits nothing.
#[component]
pub fn TextField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The text it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text when it is committed.
    #[prop(into)]
    on_change: Callback<String>,
    /// Called with the whole text at every key, for a search or a preview.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called with the half-typed text, and with `None` once it is committed or dropped.
    #[prop(optional, into)]
    on_draft: Option<Callback<Option<String>>>,
    /// Half-typed text from before a crash or a reload.
    #[prop(optional_no_strip)]
    draft: Option<String>,
    /// Called on Enter, after `on_change`.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// What to write, in one sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// An example, shown while it is empty; never the only place where something is said.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// What kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// The element, for whoever wants to move the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> AnyView {
    let id = fresh_id("text");
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
        if is_plain_enter(&event) {
            draft.commit();
            if let Some(on_enter) = on_enter {
                on_enter.run(());
            }
        } else if draft.escaped(&event)
            && let Some(on_input) = on_input
        {
            on_input.run(value.get_untracked());
        }
    };
    let control = view! {
        <input
            class="input"
            id=id.clone()
            type=kind.name()
            autocomplete="off"
            placeholder=placeholder
            aria-describedby=described_by(&id, texts)
            aria-invalid=invalid(texts)
            prop:value=Signal::derive(move || draft.shown())
            node_ref=node_ref
            on:input=typed
            on:keydown=key
            on:change=move |_| draft.commit()
        />
    }
    .into_any();
    frame(&id, texts, control)
}
