//! A text that is read most of the time and edited in its place.

use super::piece::piece;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::browser::{focus, fresh_id};
use super::draft::{Draft, is_plain_enter};

/// A cell that shows a text and turns into a field.
///
/// A click, Enter or F2 begins; Enter or leaving the field commits (`on_change`, only if the text
/// differs); Escape drops. After Enter and Escape the focus is back on the cell. An Enter that ends
/// a composition of an input method commits nothing.
#[component]
pub fn InlineEdit(
    /// What the text is, so that it can be read alone: `Title of Fix pricing page`.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text when it is committed.
    #[prop(into)]
    on_change: Callback<String>,
    /// Called with the half-typed text, and with `None` once it is committed or dropped.
    #[prop(optional, into)]
    on_draft: Option<Callback<Option<String>>>,
    /// Half-typed text from before a crash or a reload; the cell then opens as a field.
    #[prop(optional_no_strip)]
    draft: Option<String>,
    /// What an empty cell shows.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Whether the field is open, for a table that moves between cells by keys.
    #[prop(optional, into)]
    editing: Option<RwSignal<bool>>,
    /// `-1` where the table itself moves the focus between cells.
    #[prop(default = 0)]
    tabindex: i8,
) -> AnyView {
    let id = fresh_id("cell");
    let editing = editing.unwrap_or_else(|| RwSignal::new(false));
    if draft.is_some() {
        editing.set(true);
    }
    let draft = Draft::new(value, on_change, on_draft, draft);
    let shown_id = StoredValue::new(id.clone());
    let back = move || {
        let _ = editing.try_set(false);
        request_animation_frame(move || {
            if let Some(id) = shown_id.try_get_value() {
                focus(&id);
            }
        });
    };
    let key = move |event: ev::KeyboardEvent| {
        if is_plain_enter(&event) {
            event.prevent_default();
            event.stop_propagation();
            draft.commit();
            back();
        } else if event.key() == "Escape" && !event.is_composing() {
            if !draft.escaped(&event) {
                event.prevent_default();
                event.stop_propagation();
            }
            back();
        } else {
            // Keys of a table (arrows, Home, letters) belong to the text while it is edited.
            event.stop_propagation();
        }
    };
    let left = move |_: ev::FocusEvent| {
        // Going to another window is no leaving.
        if document().has_focus().unwrap_or(true) {
            draft.commit();
            let _ = editing.try_set(false);
        }
    };
    let field = move || edit_field(label, draft, key, left);
    let text = move || {
        let value = value.get();
        if value.is_empty() {
            view! { <span class="inline-edit__placeholder">{placeholder}</span> }.into_any()
        } else {
            value.into_any()
        }
    };
    let open_by_key = move |event: ev::KeyboardEvent| {
        if event.key() == "F2" {
            event.prevent_default();
            editing.set(true);
        }
    };
    view! {
        {piece(move || {
            if editing.get() {
                return field();
            }
            view! {
                <button
                    type="button"
                    class="inline-edit"
                    id=id.clone()
                    tabindex=tabindex.to_string()
                    aria-description=label
                    on:click=move |_| editing.set(true)
                    on:keydown=open_by_key
                >
                    {text}
                </button>
            }
            .into_any()
        })}
    }
    .into_any()
}

fn edit_field(
    label: Signal<String>,
    draft: Draft,
    key: impl Fn(ev::KeyboardEvent) + 'static,
    left: impl Fn(ev::FocusEvent) + 'static,
) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(input) = node.get() {
            // The element is on the page by the time effects run.
            let _ = input.focus();
            input.select();
        }
    });
    view! {
        <input
            class="input inline-edit__input"
            type="text"
            autocomplete="off"
            aria-label=label
            prop:value=Signal::derive(move || draft.shown())
            node_ref=node
            on:input=move |event| draft.hold(event_target_value(&event))
            on:keydown=key
            on:blur=left
        />
    }
    .into_any()
}
