//! How things stand, on one page that can be read from two metres and printed.

mod change;
mod lines;
mod state;

use lastmile::present::overview::{Change, Line, Sign, Tile};
use lastmile::project::Id;
use leptos::prelude::*;

use self::change::Changes;
use self::lines::{Destination, NextAction, line_list, reason, sign_list};
use self::state::{Shown, changes, ready, shown, signs, waits};
use crate::app::browser::page;
use crate::app::components::{
    Button, ButtonKind, Callout, ChartView, EmptyState, IconName, Panel, StatTile, Tone, WhyButton,
    piece,
};
use crate::app::engine::{Engine, Heavy};
use crate::app::route::{Place, Route};
use crate::app::views::head;
use crate::app::workspace::Workspace;

/// The overview.
pub fn page() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let engine = expect_context::<Engine>();
    let shown = shown(workspace, engine);
    let parts = Parts {
        shown,
        ready: ready(workspace, engine),
        waits: waits(workspace, shown),
        signs: signs(workspace),
        changes: changes(workspace, engine, shown),
    };
    let destination = Destination {
        workspace,
        project: untrack(|| workspace.open_id()).unwrap_or_else(|| Id::new("")),
    };
    provide_context(destination.clone());
    let stage = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|it| it.is_empty)));
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
                    {head::title(Place::Overview)}
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
            {piece(move || {
                stage.get().map(|is_empty| {
                    if is_empty { nothing_yet(&destination) } else { body(parts, &destination) }
                })
            })}
        </div>
    }
    .into_any()
}

/// What the page is made of, each worked out apart.
#[derive(Clone, Copy)]
struct Parts {
    shown: Memo<Option<Shown>>,
    ready: Memo<Option<Tile>>,
    waits: Memo<Vec<Line>>,
    signs: Memo<Vec<Sign>>,
    changes: Memo<Vec<Change>>,
}

impl Parts {
    /// Some of what follows from the dates; empty before there are any.
    fn of<T>(self, read: fn(&Shown) -> T) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let shown = self.shown;
        Memo::new(move |_| shown.with(|shown| shown.as_ref().map(read).unwrap_or_default()))
    }
}

fn body(parts: Parts, destination: &Destination) -> AnyView {
    let actions = parts.of(|shown| shown.actions.clone());
    let tiles = parts.of(|shown| shown.tiles.clone());
    let coming = parts.of(|shown| shown.coming.clone());
    let burn_up = parts.of(|shown| shown.burn_up.clone());
    let led = destination.clone();
    view! {
        {piece(move || view! { <NextAction lines=actions.get() /> })}
        <div class="overview__tiles">
            {piece(move || {
                let tiles = tiles.get().into_iter().chain(parts.ready.get());
                tiles.map(|it| tile(&led, it)).collect_view()
            })}
        </div>
        {panel("Warning signs", piece(move || sign_list(parts.signs.get())))}
        <div class="overview__columns">
            {panel("In the way", piece(move || line_list(parts.waits.get(), "Nothing is stuck.")))}
            {panel(
                "Overdue, and the next two weeks",
                piece(move || line_list(coming.get(), "Nothing is planned for these days.")),
            )}
            {piece(move || view! { <Changes changes=parts.changes.get() /> })}
            {piece(move || {
                burn_up.get().map(|chart| {
                    view! {
                        <Panel title="Burn-up" framed=true>
                            <ChartView chart=Signal::stored(chart) />
                        </Panel>
                    }
                })
            })}
        </div>
    }
    .into_any()
}

fn panel(title: &'static str, lines: AnyView) -> AnyView {
    view! { <Panel title=title framed=true>{lines}</Panel> }.into_any()
}

fn tile(destination: &Destination, tile: Tile) -> AnyView {
    let Tile {
        label,
        value,
        detail,
        tone,
        reasons,
        rule,
    } = tile;
    let about = label.clone();
    let mut said = Vec::new();
    for line in &reasons {
        said.push(reason(destination, line));
    }
    let has_reasons = !said.is_empty() || !rule.is_empty();
    let why = move || {
        has_reasons.then(|| {
            view! { <WhyButton about=about.clone() reasons=Signal::stored(said.clone()) rule=rule.clone() /> }
        })
    };
    view! { <StatTile label=label value=value detail=detail tone=tone why=why /> }.into_any()
}

/// What stands here while there is no work.
fn nothing_yet(destination: &Destination) -> AnyView {
    let to_audit = Route::place(&destination.project, Place::Audit).hash();
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
