//! Several short things in a row, each of which can be taken out.

use leptos::prelude::*;

use super::browser::{all_within, focus, fresh_id};
use super::button::IconButton;
use super::choice::Choice;
use super::icon::{Icon, IconName};

/// A row of chips. With `on_remove` each has a button that takes it out; the focus then goes to the
/// next one.
#[component]
pub fn ChipList(
    /// What the chips are.
    #[prop(into)]
    label: Signal<String>,
    /// The chips.
    #[prop(into)]
    items: Signal<Vec<Choice>>,
    /// Called with the value of the chip to take out.
    #[prop(optional, into)]
    on_remove: Option<Callback<String>>,
) -> AnyView {
    let id = fresh_id("chips");
    let list_id = id.clone();
    let remove = Callback::new(move |value: String| {
        let Some(on_remove) = on_remove else { return };
        let place = items.with_untracked(|items| items.iter().position(|it| it.value == value));
        on_remove.run(value);
        let list_id = list_id.clone();
        request_animation_frame(move || {
            let buttons = super::browser::element(&list_id)
                .map(|list| all_within(&list, "button"))
                .unwrap_or_default();
            let next = place.unwrap_or(0).min(buttons.len().saturating_sub(1));
            match buttons.get(next) {
                // The element was just found on the page, so it takes the focus.
                Some(button) => drop(button.focus()),
                None => focus(&list_id),
            }
        });
    });
    view! {
        <ul class="chips" id=id tabindex="-1" aria-label=label>
            <For each=move || items.get() key=|it| (it.value.clone(), it.label.clone()) let:it>
                {chip(it, on_remove.is_some().then_some(remove))}
            </For>
        </ul>
    }
    .into_any()
}

fn chip(item: Choice, remove: Option<Callback<String>>) -> AnyView {
    let Choice {
        value, label, icon, ..
    } = item;
    let button = remove.map(|remove| {
        view! {
            <IconButton
                label=format!("Remove {label}")
                icon=IconName::Close
                on_press=Callback::new(move |()| remove.run(value.clone()))
            />
        }
    });
    view! {
        <li class="chip">
            {icon.map(|name| view! { <Icon name=name /> })}
            <span class="chip__label">{label}</span>
            {button}
        </li>
    }
    .into_any()
}
