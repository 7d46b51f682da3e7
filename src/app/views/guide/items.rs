//! The items of the guide: what to do, how far it is, the way there.

use lastmile::finish::guide::{Item, Standing};
use leptos::prelude::*;

use super::GuideState;
use crate::app::components::{ButtonKind, Checkbox, Icon, IconName, Meter, Tone, When};

/// A list of items under a name.
pub fn list(state: GuideState, label: &'static str, items: &'static [Item]) -> AnyView {
    let rows: Vec<AnyView> = items.iter().map(|item| row(state, item)).collect();
    view! { <ul class="guide-items" role="list" aria-label=label>{rows}</ul> }.into_any()
}

/// How many are done, as a bar.
pub fn progress(state: GuideState, label: &'static str, items: &'static [Item]) -> AnyView {
    let done = state.done(items);
    let of = items.len();
    let value = Signal::derive(move || done.get() as f64 / of.max(1) as f64);
    let text = Signal::derive(move || format!("{} of {of} done", done.get()));
    let tone = Signal::derive(move || {
        if done.get() == of {
            Tone::Good
        } else {
            Tone::Accent
        }
    });
    view! {
        <div class="guide__progress">
            <Meter label=label value=value text=text tone=tone />
        </div>
    }
    .into_any()
}

fn row(state: GuideState, item: &'static Item) -> AnyView {
    let standing = state.standing(item.id);
    let is_done =
        Signal::derive(move || standing.with(|it| it.as_ref().is_some_and(Standing::is_done)));
    let said = Signal::derive(move || {
        standing.with(|it| match it {
            Some(Standing::Done(text)) => text.clone(),
            Some(Standing::Ticked) => "Ticked off by hand".to_owned(),
            Some(Standing::Open(Some(seen))) => seen.text.clone(),
            Some(Standing::Open(None)) | None => String::new(),
        })
    });
    let state_word = Signal::derive(move || if is_done.get() { "Done: " } else { "Open: " });
    let tick = item.seen.is_none().then(|| {
        view! {
            <Checkbox
                label=format!("{} is done", item.title)
                label_hidden=true
                checked=is_done
                on_change=move |done| state.tick(item.id, done)
            />
        }
    });
    let mark = item.seen.is_some().then(|| {
        view! { <When holds=is_done><Icon name=IconName::Done /></When> }
    });
    view! {
        <li
            class="guide-item"
            data-done=Signal::derive(move || is_done.get().then_some("true"))
        >
            <span class="guide-item__mark">{tick}{mark}</span>
            <div class="guide-item__words">
                <strong>
                    <span class="visually-hidden">{state_word}</span>
                    {item.title}
                </strong>
                <span>{item.how}</span>
                <When holds=Signal::derive(move || !said.with(String::is_empty))>
                    <span class="guide-item__seen">{said}</span>
                </When>
            </div>
            {state.way_to(item.at, ButtonKind::Plain)}
        </li>
    }
    .into_any()
}
