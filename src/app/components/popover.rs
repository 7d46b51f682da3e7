//! Something that opens beside a button and lets go as soon as one looks elsewhere.

use super::piece::When;
use gloo_events::EventListener;
use leptos::ev;
use leptos::prelude::*;

use super::browser::{element, focus, fresh_id, is_opening, on_moves, place_beside};
use super::button::ButtonKind;
use super::icon::{Icon, IconName};

/// What a popup shares with its button: ids, whether it is open, and its place.
///
/// The browser's popover does the closing (Escape, a press elsewhere) and the top layer.
#[derive(Clone, Copy)]
pub(super) struct Popup {
    pub open: RwSignal<bool>,
    ids: StoredValue<(String, String)>,
    /// Only while it is open: a page may have thousands of buttons with a popup.
    watch: StoredValue<Option<[EventListener; 2]>, LocalStorage>,
}

impl Popup {
    /// A closed one. It keeps its place beside the button while the page scrolls.
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            ids: StoredValue::new((fresh_id("popup-button"), fresh_id("popup"))),
            watch: StoredValue::new_local(None),
        }
    }

    pub(super) fn button_id(self) -> String {
        self.ids.with_value(|ids| ids.0.clone())
    }

    pub(super) fn popup_id(self) -> String {
        self.ids.with_value(|ids| ids.1.clone())
    }

    fn elements(self) -> Option<(leptos::web_sys::HtmlElement, leptos::web_sys::HtmlElement)> {
        let (button, popup) = self.ids.try_get_value()?;
        Some((element(&button)?, element(&popup)?))
    }

    /// Whether it is open; false once it is gone.
    pub(super) fn is_open(self) -> bool {
        self.open.try_get_untracked() == Some(true)
    }

    fn place(self) {
        if self.is_open()
            && let Some((button, popup)) = self.elements()
        {
            place_beside(&button, &popup);
        }
    }

    /// Opens it beside its button, and closes it if it is open.
    pub(super) fn toggle(self) {
        if let Some((_, popup)) = self.elements() {
            // Refused only while the browser is just opening or closing it.
            let _ = popup.toggle_popover();
        }
    }

    /// Closes it and gives the focus back to its button.
    pub(super) fn close(self) {
        if let Some((button, popup)) = self.elements() {
            let _ = popup.hide_popover();
            let _ = button.focus();
        }
    }

    /// Handler of `beforetoggle`: builds the content before the browser shows it.
    pub(super) fn before_toggle(self, event: &ev::Event) {
        if is_opening(event) {
            self.open.set(true);
        }
    }

    /// Handler of `toggle`: the browser has opened or closed it.
    pub(super) fn toggled(self, event: &ev::Event) {
        let opened = is_opening(event);
        let _ = self.open.try_set(opened);
        let watch = opened.then(|| on_moves(move || self.place()));
        let _ = self.watch.try_update_value(|held| *held = watch);
        self.place();
    }
}

/// A button that opens a small panel beside it.
#[component]
pub fn Popover(
    /// What the button says, and what the panel is called.
    #[prop(into)]
    label: Signal<String>,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Shows the icon only; the label is there for screen readers and in the tip.
    #[prop(optional)]
    icon_only: bool,
    /// The weight of the button.
    #[prop(optional)]
    kind: ButtonKind,
    /// What the panel holds; it exists only while the panel is open.
    children: ChildrenFn,
) -> AnyView {
    let popup = Popup::new();
    let content = move || children();
    view! {
        {popup_button(popup, "dialog", label, icon, icon_only, kind)}
        <div
            class="popover"
            popover="auto"
            role="dialog"
            tabindex="-1"
            id=popup.popup_id()
            aria-label=label
            on:beforetoggle=move |event| popup.before_toggle(&event)
            on:toggle=move |event| {
                popup.toggled(&event);
                if popup.is_open() {
                    focus(&popup.popup_id());
                }
            }
        >
            <When holds=popup.open>{content.clone()}</When>
        </div>
    }
    .into_any()
}

/// The button of a popup. `has` is what opens, in the words of `aria-haspopup`.
pub(super) fn popup_button(
    popup: Popup,
    has: &'static str,
    label: Signal<String>,
    icon: Option<IconName>,
    icon_only: bool,
    kind: ButtonKind,
) -> AnyView {
    // The browser lets go of an open popover when its button is pressed, and the press would open it
    // again: what it was before the press decides.
    let was_open = StoredValue::new(false);
    view! {
        <button
            type="button"
            class="button"
            class:button--icon=icon_only
            data-kind=kind.name()
            id=popup.button_id()
            aria-haspopup=has
            aria-expanded=Signal::derive(move || popup.open.get().to_string())
            aria-controls=popup.popup_id()
            aria-label=Signal::derive(move || icon_only.then(|| label.get()))
            title=Signal::derive(move || icon_only.then(|| label.get()))
            on:pointerdown=move |_| was_open.set_value(popup.is_open())
            on:click=move |_| {
                if !was_open.get_value() {
                    popup.toggle();
                }
                was_open.set_value(false);
            }
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {(!icon_only)
                .then(|| {
                    view! {
                        <span class="button__label">{label}</span>
                        <Icon name=IconName::ChevronDown />
                    }
                })}
        </button>
    }
    .into_any()
}
