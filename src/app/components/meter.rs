//! How much of something: a bar with its figure.

use leptos::prelude::*;

use super::Tone;
use super::browser::fresh_id;

/// A bar for a share that stands somewhere: storage used, buffer consumed.
#[component]
pub fn Meter(
    /// What is measured.
    #[prop(into)]
    label: Signal<String>,
    /// The share, from 0 to 1; beyond that the bar is full or empty.
    #[prop(into)]
    value: Signal<f64>,
    /// The figure in words, such as `3 of 8 days`.
    #[prop(into)]
    text: Signal<String>,
    /// The meaning behind its colour.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// Keeps label and figure for screen readers only.
    #[prop(optional)]
    texts_hidden: bool,
) -> AnyView {
    bar("meter", label, value, text, tone, texts_hidden)
}

/// A bar for work that goes on: an import, a simulation.
#[component]
pub fn ProgressBar(
    /// What is going on.
    #[prop(into)]
    label: Signal<String>,
    /// How far it is, from 0 to 1.
    #[prop(into)]
    value: Signal<f64>,
    /// How far it is in words, such as `1,200 of 2,000 runs`.
    #[prop(into)]
    text: Signal<String>,
) -> AnyView {
    let tone = Signal::stored(Tone::Accent);
    bar("progressbar", label, value, text, tone, false)
}

fn bar(
    role: &'static str,
    label: Signal<String>,
    value: Signal<f64>,
    text: Signal<String>,
    tone: Signal<Tone>,
    texts_hidden: bool,
) -> AnyView {
    let id = fresh_id("meter");
    let share = move || value.get().clamp(0.0, 1.0);
    view! {
        <div class="meter" data-tone=Signal::derive(move || tone.get().name())>
            <div class="meter__texts" class:visually-hidden=texts_hidden>
                <span class="meter__label" id=id.clone()>{label}</span>
                <span class="meter__figure">{text}</span>
            </div>
            <div
                class="meter__track"
                role=role
                aria-labelledby=id
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=Signal::derive(move || format!("{:.0}", share() * 100.0))
                aria-valuetext=text
                style:--share=move || format!("{:.4}", share())
            >
                <div class="meter__fill"></div>
            </div>
        </div>
    }
    .into_any()
}
