//! The list below a combobox.

use super::super::piece::When;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::super::icon::{Icon, IconName};
use super::{LINES, Line, State};

/// How near its end, in heights of what is seen, more lines of the list are built.
const NEAR_END: i32 = 2;

/// The list. It lies in the top layer and is shown and placed by its box.
pub(super) fn list(this: State, label: Signal<String>) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let scrolled = move |_: ev::Event| {
        let near_end = node.get_untracked().is_some_and(|list| {
            let seen = list.client_height();
            list.scroll_height() - list.scroll_top() < seen * (NEAR_END + 1)
        });
        if near_end && this.built.get_untracked() < this.lines.with_untracked(Vec::len) {
            this.built.update(|built| *built += LINES);
        }
    };
    let shown = move || {
        let lines = this.lines.get();
        let of = lines.len();
        lines
            .into_iter()
            .take(this.built.get())
            .enumerate()
            .map(|(at, it)| line(this, at, of, it))
            .collect_view()
    };
    let nothing = move || {
        this.lines
            .with(Vec::is_empty)
            .then(|| view! { <p class="combobox__nothing">"Nothing fits."</p> })
    };
    view! {
        <div
            class="popover combobox__list"
            popover="manual"
            role="listbox"
            id=this.id.with_value(|id| format!("{id}-list"))
            aria-label=label
            aria-multiselectable=this.multiple.then_some("true")
            node_ref=node
            on:scroll=scrolled
            // A press on the list must not take the focus from the field.
            on:mousedown=move |event| event.prevent_default()
        >
            <When holds=this.open>{shown} {nothing}</When>
        </div>
    }
    .into_any()
}

fn line(this: State, at: usize, of: usize, line: Line) -> AnyView {
    let is_active = Memo::new(move |_| this.active.get() == Some(at));
    let (content, value) = match line {
        Line::Create(name) => (
            view! {
                <Icon name=IconName::Add />
                <span class="combobox__label">{format!("Create “{name}”")}</span>
            }
            .into_any(),
            None,
        ),
        Line::Choice(place) => {
            let choice = this
                .options
                .with_untracked(|options| options.get(place).cloned())
                .unwrap_or_default();
            let icon = choice.icon.map(|name| view! { <Icon name=name /> });
            (
                view! {
                    {icon}
                    <span class="combobox__label">{choice.label}</span>
                    <span class="combobox__detail">{choice.detail}</span>
                    <span class="combobox__check">
                        <Icon name=IconName::Check />
                    </span>
                }
                .into_any(),
                Some(choice.value),
            )
        }
    };
    let is_chosen = move || {
        value
            .as_ref()
            .is_some_and(|value| this.chosen.with(|chosen| chosen.contains(value)))
    };
    view! {
        <div
            class="combobox__line"
            role="option"
            id=this.line_id(at)
            aria-selected=Signal::derive(move || is_chosen().to_string())
            aria-posinset=(at + 1).to_string()
            aria-setsize=of.to_string()
            data-active=Signal::derive(move || is_active.get().then_some(""))
            on:click=move |_| this.take(at)
        >
            {content}
        </div>
    }
    .into_any()
}
