//! The heat map: how many open risks there are of each chance and impact. It is a table, so it
//! needs no other one.

use lastmile::present::risks as said;
use lastmile::project::{Project, RiskStatus};
use leptos::prelude::*;

use super::register::{Shown, heat};
use crate::app::components::piece;
use crate::app::workspace::Workspace;

/// The map; a cell with risks shows only them.
pub fn heat_map(workspace: Workspace, shown: RwSignal<Shown>) -> AnyView {
    let counts = Memo::new(move |_| workspace.read(counts));
    let scale = Memo::new(move |_| workspace.read(|project| project.settings.risk_scale));
    piece(move || {
        let (counts, scale) = (counts.get(), scale.get());
        let heads = said::IMPACT
            .into_iter()
            .zip(scale.days)
            .map(|(name, days)| {
                view! { <th scope="col">{name}<small>{format!("{days} d")}</small></th> }
            });
        let steps = said::PROBABILITY
            .into_iter()
            .zip(scale.percents)
            .zip(counts);
        let mut rows: Vec<_> = (1_u8..).zip(steps).collect();
        rows.reverse();
        let rows = rows.into_iter().map(|(p, ((name, percent), counts))| {
            let cells = (1_u8..)
                .zip(counts)
                .map(|(i, count)| cell(shown, p, i, count));
            view! {
                <tr>
                    <th scope="row">{name}<small>{format!("{percent} %")}</small></th>
                    {cells.collect_view()}
                </tr>
            }
        });
        view! {
            <table class="heat-map">
                <caption>"Open risks by chance (down) and impact (across)"</caption>
                <thead><tr><td></td>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
        .into_any()
    })
}

fn cell(shown: RwSignal<Shown>, p: u8, i: u8, count: usize) -> AnyView {
    let tone = heat(p, i).name();
    if count == 0 {
        return view! { <td data-tone=tone></td> }.into_any();
    }
    let is_chosen = move || shown.with(|shown| *shown == Shown::Cell(p, i)).to_string();
    let label = format!(
        "{}, show only them",
        lastmile::present::words::count(count, "risk")
    );
    let press = move |_| {
        let chosen = Shown::Cell(p, i);
        shown.update(|shown| {
            *shown = if *shown == chosen {
                Shown::Living
            } else {
                chosen
            };
        });
    };
    view! {
        <td data-tone=tone>
            <button
                type="button"
                class="heat-map__cell"
                aria-label=label
                aria-pressed=is_chosen
                on:click=press
            >
                {count}
            </button>
        </td>
    }
    .into_any()
}

/// The open risks of each step of probability and, in it, of impact.
fn counts(project: &Project) -> [[usize; 5]; 5] {
    let mut counts = [[0; 5]; 5];
    let risks = project.risks.values();
    for risk in risks.filter(|risk| risk.status == RiskStatus::Open) {
        let at = |step: Option<u8>| Some(usize::from(step?.checked_sub(1)?));
        if let Some((p, i)) = at(risk.probability).zip(at(risk.impact))
            && let Some(count) = counts.get_mut(p).and_then(|row| row.get_mut(i))
        {
            *count += 1;
        }
    }
    counts
}
