//! A chart with its table twin.

use lastmile::present::chart::{self, Chart};
use leptos::prelude::*;

use super::disclosure::Disclosure;

/// Draws a chart and offers the same as a table. Whoever cannot see the drawing is told its name
/// and what it says.
#[component]
pub fn ChartView(
    /// What is drawn.
    #[prop(into)]
    chart: Signal<Chart>,
) -> AnyView {
    let name = Signal::derive(move || chart.with(|chart| chart.name.clone()));
    let says = move || chart.with(|chart| format!("{}. {}", chart.name, chart.says));
    view! {
        <figure class="chart">
            <figcaption class="chart__name">{name}</figcaption>
            <div
                class="chart__frame"
                role="img"
                aria-label=Signal::derive(says)
                inner_html=Signal::derive(move || chart.with(chart::drawing))
            ></div>
            <Disclosure summary=Signal::derive(move || format!("{} as a table", name.get()))>
                <div
                    class="chart__rows"
                    tabindex="0"
                    role="group"
                    aria-label=name
                    inner_html=Signal::derive(move || chart.with(chart::table))
                ></div>
            </Disclosure>
        </figure>
    }
    .into_any()
}
