//! Buttons, and links that look like them.

use super::piece::piece;
use leptos::html;
use leptos::prelude::*;

use super::browser::fresh_id;
use super::icon::{Icon, IconName};

/// How much weight a button has on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do next; at most one in a view.
    Primary,
    /// One of several things to do.
    #[default]
    Plain,
    /// Beside other content: no border until it is pointed at.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// A button with a text.
#[component]
pub fn Button(
    /// What pressing it does, in the words of the person.
    #[prop(into)]
    label: Signal<String>,
    /// Called when it is pressed, unless there is a refusal.
    #[prop(into)]
    on_press: Callback<()>,
    /// What it is about, for whoever hears it alone: read out behind the text, not shown.
    #[prop(optional, into)]
    about: Option<String>,
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Why it cannot be pressed now. It then stays reachable and says so.
    #[prop(optional, into)]
    refusal: Signal<Option<String>>,
    /// For a button that stays pressed: whether it is.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// The keys that do the same, such as `Ctrl+Z`; shown in the tip.
    #[prop(optional, into)]
    keys: Signal<String>,
    /// The element, for whoever wants to move the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> AnyView {
    let tip = move || {
        refusal
            .get()
            .or_else(|| with_keys(String::new(), &keys.get()))
    };
    bare(Parts {
        class: "button",
        kind,
        name: None,
        tip: Signal::derive(tip),
        refusal,
        pressed,
        on_press,
        node_ref,
        content: view! {
            {icon.map(|name| view! { <Icon name=name /> })}
            <span class="button__label">
                {label}
                {about.map(|about| view! { <span class="visually-hidden">{format!(" {about}")}</span> })}
            </span>
        }
        .into_any(),
    })
}

/// A button with nothing but an icon; its label is its name and its tip.
#[component]
pub fn IconButton(
    /// What pressing it does.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    icon: Signal<IconName>,
    /// Called when it is pressed, unless there is a refusal.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its weight.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// Why it cannot be pressed now. It then stays reachable and says so.
    #[prop(optional, into)]
    refusal: Signal<Option<String>>,
    /// For a button that stays pressed: whether it is.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// The keys that do the same, such as `Ctrl+Z`; shown in the tip.
    #[prop(optional, into)]
    keys: Signal<String>,
    /// The element, for whoever wants to move the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> AnyView {
    let tip = move || {
        let said = with_keys(label.get(), &keys.get());
        match refusal.get() {
            Some(reason) => Some(format!("{}: {reason}", label.get())),
            None => said,
        }
    };
    bare(Parts {
        class: "button button--icon",
        kind,
        name: Some(label),
        tip: Signal::derive(tip),
        refusal,
        pressed,
        on_press,
        node_ref,
        content: view! { <Icon name=icon /> }.into_any(),
    })
}

/// A link to another place, drawn as a button.
#[component]
pub fn ButtonLink(
    /// Where it leads, said so that it can be read alone.
    #[prop(into)]
    label: Signal<String>,
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
) -> AnyView {
    view! {
        <a class="button" data-kind=kind.name() href=href>
            {icon.map(|name| view! { <Icon name=name /> })}
            <span class="button__label">{label}</span>
        </a>
    }
    .into_any()
}

fn with_keys(label: String, keys: &str) -> Option<String> {
    match (label.is_empty(), keys.is_empty()) {
        (true, true) => None,
        (true, false) => Some(keys.to_owned()),
        (false, true) => Some(label),
        (false, false) => Some(format!("{label} ({keys})")),
    }
}

struct Parts {
    class: &'static str,
    kind: ButtonKind,
    name: Option<Signal<String>>,
    tip: Signal<Option<String>>,
    refusal: Signal<Option<String>>,
    pressed: Option<Signal<bool>>,
    on_press: Callback<()>,
    node_ref: NodeRef<html::Button>,
    content: AnyView,
}

fn bare(parts: Parts) -> AnyView {
    let Parts {
        refusal, on_press, ..
    } = parts;
    let why = fresh_id("why");
    let described_by = {
        let why = why.clone();
        move || refusal.with(Option::is_some).then(|| why.clone())
    };
    let press = move |_| {
        if refusal.with_untracked(Option::is_none) {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class=parts.class
            data-kind=parts.kind.name()
            aria-label=Signal::derive(move || parts.name.map(|name| name.get()))
            title=parts.tip
            aria-disabled=Signal::derive(move || refusal.with(Option::is_some).then_some("true"))
            aria-describedby=described_by
            aria-pressed=Signal::derive(move || parts.pressed.map(|pressed| pressed.get().to_string()))
            node_ref=parts.node_ref
            on:click=press
        >
            {parts.content}
            {piece(move || {
                refusal
                    .get()
                    .map(|reason| view! { <span hidden id=why.clone()>{reason}</span> })
            })}
        </button>
    }
    .into_any()
}
