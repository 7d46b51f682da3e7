//! How things stand, on one page that can be read from two metres and printed.

mod change;
mod lines;
mod state;

use lastmile::present::overview::Tile;
use leptos::prelude::*;

use self::change::Changes;
use self::lines::{Destination, LineList, NextAction, reason};
use self::state::{Shown, shown};
use crate::app::browser::page;
use crate::app::components::{
    Button, ButtonKind, Callout, ChartView, EmptyState, IconName, Panel, StatTile, Tone, WhyButton,
    piece,
};
use crate::app::engine::{Engine, Heavy};
use crate::app::route::{Place, Route};
use crate::app::workspace::Workspace;

/// The overview.
pub fn page() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let engine = expect_context::<Engine>();
    let shown = shown(workspace, engine);
    if let Some(id) = untrack(|| workspace.open_id()) {
        provide_context(Destination(id));
    }
    let forecast = engine.forecast();
    let trouble = engine.trouble();
    let name = Memo::new(move |_| workspace.read(|project| project.settings.name.clone()));
    let busy = Memo::new(move |_| match forecast.with(Heavy::percent) {
        100 => None,
        percent => Some(percent / 10 * 10),
    });
    view! {
        <div class="overview">
            <header class="page-head">
                <div>
                    <h1>"Overview"</h1>
                    <p class="page-head__summary">{name}</p>
                </div>
                <div class="page-head__actions">
                    <p class="overview__busy" role="status">
                        {piece(move || {
                            let percent = busy.get().filter(|_| trouble.get().is_none())?;
                            Some(view! { <span>{format!("Working out the dates, {percent} %")}</span> })
                        })}
                    </p>
                    <Button
                        label="Print"
                        icon=IconName::Download
                        kind=ButtonKind::Quiet
                        on_press=move |()| page::print()
                    />
                </div>
            </header>
            {piece(move || {
                trouble.get().map(|trouble| view! { <Callout title=trouble.sentence() tone=Tone::Bad /> })
            })}
            {piece(move || shown.with(|shown| shown.as_ref().map(body)))}
        </div>
    }
    .into_any()
}

fn body(shown: &Shown) -> AnyView {
    if shown.is_empty {
        return nothing_yet();
    }
    let destination = expect_context::<Destination>();
    let tiles = shown.tiles.iter().map(|it| tile(destination.clone(), it));
    let chart = shown.burn_up.clone();
    let chart = chart.map(|chart| {
        view! {
            <Panel title="Burn-up" framed=true>
                <ChartView chart=Signal::stored(chart) />
            </Panel>
        }
    });
    view! {
        <NextAction lines=shown.actions.clone() />
        <div class="overview__tiles">{tiles.collect_view()}</div>
        <div class="overview__columns">
            <Changes changes=shown.changes.clone() />
            {list("In the way", "Nothing is stuck.", shown.waits.clone())}
            {list("Overdue, and the next two weeks", "Nothing is planned for these days.", shown.coming.clone())}
            {chart}
        </div>
    }
    .into_any()
}

fn list(
    title: &'static str,
    empty: &'static str,
    lines: Vec<lastmile::present::overview::Line>,
) -> AnyView {
    view! {
        <Panel title=title framed=true>
            <LineList lines=lines empty=empty />
        </Panel>
    }
    .into_any()
}

fn tile(destination: Destination, tile: &Tile) -> AnyView {
    let Tile {
        label,
        value,
        detail,
        look,
        reasons,
        rule,
    } = tile.clone();
    let about = label.clone();
    let mut said = Vec::new();
    for line in &reasons {
        said.push(reason(&destination, line));
    }
    let has_reasons = !said.is_empty() || !rule.is_empty();
    let why = move || {
        has_reasons.then(|| {
            view! { <WhyButton about=about.clone() reasons=Signal::stored(said.clone()) rule=rule.clone() /> }
        })
    };
    view! { <StatTile label=label value=value detail=detail tone=lines::tone(look) why=why /> }
        .into_any()
}

/// What stands here while there is no work.
fn nothing_yet() -> AnyView {
    let Destination(id) = expect_context::<Destination>();
    let to_audit = Route::place(&id, Place::Audit).hash();
    view! {
        <EmptyState
            icon=IconName::Overview
            headline="Nothing to look at yet"
            text="Paste what remains into the audit. Dates, buffer and the next step follow from it."
        >
            <a class="link" href=to_audit>"Go to the audit"</a>
        </EmptyState>
    }
    .into_any()
}
