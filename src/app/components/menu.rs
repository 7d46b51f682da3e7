//! A list of commands behind a button.

use super::piece::When;
use leptos::ev;
use leptos::prelude::*;

use super::browser::{all_within, element, focused};
use super::button::ButtonKind;
use super::icon::{Icon, IconName};
use super::key_hint::KeyHint;
use super::popover::{Popup, popup_button};

/// A command of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// What it does.
    pub label: String,
    /// An icon before the label.
    pub icon: Option<IconName>,
    /// The keys that do the same; may be empty.
    pub keys: String,
    /// Why it cannot be done now.
    pub refusal: Option<String>,
    /// For a setting: whether it holds.
    pub checked: Option<bool>,
    /// Whether it takes something away.
    pub danger: bool,
    /// Called when it is chosen, after the menu has closed.
    pub on_choose: Callback<()>,
}

impl MenuItem {
    /// A command with nothing but its label.
    #[must_use]
    pub fn new(label: impl Into<String>, on_choose: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            icon: None,
            keys: String::new(),
            refusal: None,
            checked: None,
            danger: false,
            on_choose: Callback::new(move |()| on_choose()),
        }
    }

    /// The same with an icon.
    #[must_use]
    pub const fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The same with its keys.
    #[must_use]
    pub fn keys(mut self, keys: impl Into<String>) -> Self {
        self.keys = keys.into();
        self
    }

    /// The same, which cannot be done while there is a reason.
    #[must_use]
    pub fn refusal(mut self, refusal: Option<String>) -> Self {
        self.refusal = refusal;
        self
    }

    /// The same as a setting that holds or not.
    #[must_use]
    pub const fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// The same as one that takes something away.
    #[must_use]
    pub const fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

/// A line of a menu.
#[derive(Clone)]
pub enum MenuEntry {
    /// A command.
    Item(MenuItem),
    /// The title of the commands that follow.
    Title(String),
    /// A line between groups.
    Line,
}

impl From<MenuItem> for MenuEntry {
    fn from(item: MenuItem) -> Self {
        Self::Item(item)
    }
}

/// A button that opens a menu. Arrow keys, Home, End and first letters move in it.
#[component]
pub fn Menu(
    /// What the button says, and what the menu is called.
    #[prop(into)]
    label: Signal<String>,
    /// Its lines; looked at when it opens.
    #[prop(into)]
    entries: Signal<Vec<MenuEntry>>,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Shows the icon only; the label is there for screen readers and in the tip.
    #[prop(optional)]
    icon_only: bool,
    /// The weight of the button.
    #[prop(optional)]
    kind: ButtonKind,
) -> AnyView {
    let popup = Popup::new();
    let toggled = move |event: ev::Event| {
        popup.toggled(&event);
        if popup.is_open() {
            step(popup, Step::First);
        }
    };
    let opened_by_key = move |event: ev::KeyboardEvent| {
        if event.key() == "ArrowDown" && !popup.is_open() {
            event.prevent_default();
            popup.toggle();
        }
    };
    let lines = move || {
        entries
            .get()
            .into_iter()
            .map(|entry| line(popup, entry))
            .collect_view()
    };
    view! {
        <span class="menu-anchor" on:keydown=opened_by_key>
            {popup_button(popup, "menu", label, icon, icon_only, kind)}
        </span>
        <div
            class="popover menu"
            popover="auto"
            role="menu"
            tabindex="-1"
            id=popup.popup_id()
            aria-label=label
            on:beforetoggle=move |event| popup.before_toggle(&event)
            on:toggle=toggled
            on:keydown=move |event| key(popup, &event)
        >
            <When holds=popup.open>{lines}</When>
        </div>
    }
    .into_any()
}

fn line(popup: Popup, entry: MenuEntry) -> AnyView {
    match entry {
        MenuEntry::Line => view! { <hr class="menu__line" /> }.into_any(),
        MenuEntry::Title(text) => {
            view! { <p class="menu__title" role="presentation">{text}</p> }.into_any()
        }
        MenuEntry::Item(item) => command(popup, item),
    }
}

fn command(popup: Popup, item: MenuItem) -> AnyView {
    let role = if item.checked.is_some() {
        "menuitemcheckbox"
    } else {
        "menuitem"
    };
    let icon = if item.checked == Some(true) {
        Some(IconName::Check)
    } else {
        item.icon
    };
    let refused = item.refusal.is_some();
    let choose = move |_| {
        if !refused {
            popup.close();
            item.on_choose.run(());
        }
    };
    view! {
        <button
            type="button"
            class="menu__item"
            role=role
            tabindex="-1"
            data-kind=item.danger.then_some("danger")
            aria-checked=item.checked.map(|checked| checked.to_string())
            aria-disabled=refused.then_some("true")
            on:click=choose
        >
            <span class="menu__icon">{icon.map(|name| view! { <Icon name=name /> })}</span>
            <span class="menu__text">
                <span class="menu__label">{item.label}</span>
                {item.refusal.map(|why| view! { <span class="menu__why">{why}</span> })}
            </span>
            {(!item.keys.is_empty()).then(|| view! { <KeyHint keys=item.keys /> })}
        </button>
    }
    .into_any()
}

enum Step {
    First,
    Last,
    Next,
    Previous,
    Letter(String),
}

fn key(popup: Popup, event: &ev::KeyboardEvent) {
    let pressed = event.key();
    let how = match pressed.as_str() {
        "ArrowDown" => Step::Next,
        "ArrowUp" => Step::Previous,
        "Home" => Step::First,
        "End" => Step::Last,
        "Tab" => {
            popup.close();
            return;
        }
        letter if letter.chars().count() == 1 && letter != " " && !event.ctrl_key() => {
            Step::Letter(letter.to_lowercase())
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    step(popup, how);
}

fn step(popup: Popup, how: Step) {
    let Some(menu) = element(&popup.popup_id()) else {
        return;
    };
    let items = all_within(&menu, "[role^=menuitem]");
    let Some(last) = items.len().checked_sub(1) else {
        return;
    };
    let now = focused().and_then(|active| items.iter().position(|item| *item == active));
    let next = match how {
        Step::First => Some(0),
        Step::Last => Some(last),
        Step::Next => Some(now.map_or(0, |now| if now == last { 0 } else { now + 1 })),
        Step::Previous => Some(now.and_then(|now| now.checked_sub(1)).unwrap_or(last)),
        Step::Letter(letter) => {
            let from = now.map_or(0, |now| now + 1);
            (0..items.len())
                .map(|by| (from + by) % items.len())
                .find(|&at| {
                    items
                        .get(at)
                        .and_then(|item| item.text_content())
                        .is_some_and(|text| text.trim().to_lowercase().starts_with(&letter))
                })
        }
    };
    if let Some(item) = next.and_then(|next| items.get(next)) {
        let _ = item.focus();
    }
}
