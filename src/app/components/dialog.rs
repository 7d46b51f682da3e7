//! Something that must be answered before anything else.

use super::piece::When;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::browser::{focused, fresh_id};
use super::button::{Button, ButtonKind, IconButton};
use super::icon::IconName;

/// How wide a dialog is at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    /// A question.
    Narrow,
    /// A form.
    #[default]
    Middle,
    /// A preview, a table.
    Wide,
}

impl DialogSize {
    const fn name(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Middle => "middle",
            Self::Wide => "wide",
        }
    }
}

/// A modal dialog.
///
/// Escape, the close button and a press beside it call `on_close`; it closes when `open` says so.
/// The focus goes to the first control of the content (or the one with `autofocus`) and afterwards
/// back to where it was. The content exists only while it is open.
#[component]
pub fn Dialog(
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when a person wants it closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// Why it cannot be closed now; the close button says so.
    #[prop(optional, into)]
    refusal: Signal<Option<String>>,
    /// How wide it is at most.
    #[prop(optional)]
    size: DialogSize,
    /// The buttons at its end, the main one last.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What is in it.
    children: ChildrenFn,
) -> AnyView {
    let id = fresh_id("dialog");
    let close = move |()| {
        if refusal.with_untracked(Option::is_none) {
            on_close.run(());
        }
    };
    let node = NodeRef::<html::Dialog>::new();
    let before = StoredValue::new_local(None);
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            if !dialog.open() {
                before.set_value(focused());
                // Refused only to an element that is not on the page.
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    on_cleanup(move || {
        // A dialog that leaves the page while it is open gives no focus back by itself.
        if node
            .try_get_untracked()
            .flatten()
            .is_some_and(|dialog| dialog.open())
            && let Some(Some(element)) = before.try_get_value()
        {
            let _ = element.focus();
        }
    });
    let pressed_beside = StoredValue::new(false);
    let is_beside = move |event: &ev::MouseEvent| {
        let Some(dialog) = node.get_untracked() else {
            return false;
        };
        event.target().is_some_and(|target| target == dialog.into())
    };
    let cancel = move |event: ev::Event| {
        // It also comes from a file input inside, whose cancelling bubbles.
        if event.target() == event.current_target() {
            event.prevent_default();
            close(());
        }
    };
    let body = move || {
        let actions = actions.clone();
        view! {
            <div class="dialog__frame">
                <div class="dialog__body">{children()}</div>
                {actions
                    .map(|actions| view! { <div class="dialog__actions">{actions.run()}</div> })}
                <div class="dialog__close">
                    <IconButton
                        label="Close"
                        icon=IconName::Close
                        refusal=refusal
                        on_press=on_close
                    />
                </div>
            </div>
        }
    };
    view! {
        <dialog
            class="dialog"
            data-size=size.name()
            aria-labelledby=id.clone()
            node_ref=node
            on:cancel=cancel
            on:mousedown=move |event| pressed_beside.set_value(is_beside(&event))
            on:click=move |event| {
                if pressed_beside.get_value() && is_beside(&event) {
                    close(());
                }
            }
        >
            <h2 class="dialog__title" id=id.clone()>{title}</h2>
            <When holds=open>{body.clone()}</When>
        </dialog>
    }
    .into_any()
}

/// A question with two answers, of which the safe one has the focus.
#[component]
pub fn ConfirmDialog(
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What happens, and whether it can be undone.
    #[prop(into)]
    text: Signal<String>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What the main button does, as a verb: `Delete project`.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
    /// Called when the person says yes.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Called when the person says no.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> AnyView {
    let kind = if danger {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    let actions = move || {
        view! {
            <Button label="Cancel" on_press=on_cancel />
            <Button label=confirm kind=kind on_press=on_confirm />
        }
    };
    view! {
        <Dialog title=title open=open on_close=on_cancel size=DialogSize::Narrow actions=actions>
            <p>{text}</p>
        </Dialog>
    }
    .into_any()
}
