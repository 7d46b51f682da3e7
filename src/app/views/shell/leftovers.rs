//! Text that was being typed when the page ended.

use leptos::prelude::*;

use crate::app::components::{Button, ButtonKind, Callout, Tone};
use crate::app::drafts::{self, Leftover};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// How much of a text is shown to know it by.
const SHOWN_CHARS: usize = 80;

/// Offers each half-typed text found at the start: go there and go on, or drop it.
#[component]
pub fn Leftovers() -> impl IntoView {
    let found = RwSignal::new(drafts::leftovers());
    view! {
        <For each=move || found.get() key=|one| (one.route.clone(), one.field.clone()) let:one>
            <Offer one=one found=found />
        </For>
    }
}

#[component]
fn Offer(one: Leftover, found: RwSignal<Vec<Leftover>>) -> impl IntoView {
    let router = expect_context::<Router>();
    let keeper = expect_context::<Workspace>().keeper();
    let short: String = one.text.chars().take(SHOWN_CHARS).collect();
    let dots = if short.len() < one.text.len() {
        "…"
    } else {
        ""
    };
    let title = format!("You were still writing: “{short}{dots}” ({})", one.field);
    let gone = one.clone();
    let close = move || found.update(|found| found.retain(|other| *other != gone));
    let drop_it = {
        let (one, close) = (one.clone(), close.clone());
        move || {
            drafts::drop(&one, keeper);
            close();
        }
    };
    let go_on = move || {
        router.go(&one.route);
        close();
    };
    view! {
        <Callout
            title=title
            tone=Tone::Accent
            actions=move || {
                let (go_on, drop_it) = (go_on.clone(), drop_it.clone());
                view! {
                    <Button label="Go on" kind=ButtonKind::Primary on_press=move |()| go_on() />
                    <Button label="Drop it" on_press=move |()| drop_it() />
                }
            }
        />
    }
}
