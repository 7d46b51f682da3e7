//! One figure that matters, with its name and the way to its reasons.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, IconName};

/// A figure in large type.
#[component]
pub fn StatTile(
    /// What the figure is.
    #[prop(into)]
    label: Signal<String>,
    /// The figure, with its unit.
    #[prop(into)]
    value: Signal<String>,
    /// One line about it: a comparison, a trend.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// Whether the detail is good or bad news.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The way to its reasons: a [`WhyButton`](super::WhyButton).
    #[prop(optional, into)]
    why: Option<ViewFn>,
) -> AnyView {
    let news = move || {
        let text = detail.get();
        let tone = tone.get();
        (!text.is_empty()).then(|| {
            view! {
                <p class="stat__detail" data-tone=tone.name()>
                    {(tone != Tone::Neutral).then(|| view! { <Icon name=IconName::of(tone) /> })}
                    {text}
                </p>
            }
        })
    };
    view! {
        <div class="stat" role="group" aria-label=label>
            <p class="stat__label">{label}</p>
            <p class="stat__value">{value}</p>
            {news}
            {why.map(|why| view! { <div class="stat__why">{why.run()}</div> })}
        </div>
    }
    .into_any()
}
