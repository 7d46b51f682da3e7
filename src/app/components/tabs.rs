//! Several views of one thing, of which one is seen.

use leptos::ev;
use leptos::prelude::*;

use super::browser::{bring_into_sight, element, focus, fresh_id};
use super::choice::Choice;
use super::icon::Icon;

/// A row of tabs above the panel of the chosen one. Arrow keys, Home and End choose.
#[component]
pub fn Tabs(
    /// What the tabs are views of.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Choice>>,
    /// The value of the chosen tab.
    #[prop(into)]
    selected: Signal<String>,
    /// Called with the value of the tab that was chosen.
    #[prop(into)]
    on_select: Callback<String>,
    /// What the chosen tab shows; it looks at the same signal as `selected`.
    children: Children,
) -> AnyView {
    let id = fresh_id("tab");
    let panel_id = format!("{id}-panel");
    let tab_id = {
        let id = id.clone();
        move |at: usize| format!("{id}-{at}")
    };
    let place = move || {
        let selected = selected.get();
        tabs.with(|tabs| tabs.iter().position(|tab| tab.value == selected))
            .unwrap_or(0)
    };
    let key = {
        let tab_id = tab_id.clone();
        move |event: ev::KeyboardEvent| {
            let count = tabs.with_untracked(Vec::len);
            let Some(next) = next_place(&event.key(), untrack(place), count) else {
                return;
            };
            event.prevent_default();
            let value = tabs.with_untracked(|tabs| tabs.get(next).map(|tab| tab.value.clone()));
            if let Some(value) = value {
                on_select.run(value);
                focus(&tab_id(next));
            }
        }
    };
    let labelled_by = {
        let tab_id = tab_id.clone();
        move || tab_id(place())
    };
    // On a narrow page the row is wider than what is seen of it.
    Effect::new({
        let tab_id = tab_id.clone();
        move || {
            let chosen = tab_id(place());
            bring_into_sight(move || element(&chosen).map(Into::into));
        }
    });
    let controls = panel_id.clone();
    let row = move || {
        let tabs = tabs.get();
        let controls = controls.clone();
        tabs.into_iter()
            .enumerate()
            .map(|(at, tab)| {
                let chosen = Memo::new(move |_| place() == at);
                view! {
                    <button
                        type="button"
                        class="tabs__tab"
                        role="tab"
                        id=tab_id(at)
                        aria-selected=Signal::derive(move || chosen.get().to_string())
                        aria-controls=controls.clone()
                        tabindex=Signal::derive(move || if chosen.get() { "0" } else { "-1" })
                        on:click=move |_| on_select.run(tab.value.clone())
                    >
                        {tab.icon.map(|name| view! { <Icon name=name /> })}
                        {tab.label}
                        {(!tab.detail.is_empty())
                            .then(|| view! { <span class="tabs__count">{tab.detail}</span> })}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="tabs">
            <div class="tabs__row" role="tablist" aria-label=label on:keydown=key>
                {row}
            </div>
            <div
                class="tabs__panel"
                role="tabpanel"
                tabindex="0"
                id=panel_id
                aria-labelledby=labelled_by
            >
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// Where an arrow key, Home or End leads from `now` among `count` places in a ring.
fn next_place(key: &str, now: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" => Some(if now >= last { 0 } else { now + 1 }),
        "ArrowLeft" => Some(now.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::next_place;

    #[test]
    fn arrows_go_round_and_nothing_moves_among_no_tabs() {
        assert_eq!(next_place("ArrowRight", 2, 3), Some(0));
        assert_eq!(next_place("ArrowLeft", 0, 3), Some(2));
        assert_eq!(next_place("End", 0, 3), Some(2));
        assert_eq!(next_place("Home", 0, 0), None);
    }
}
