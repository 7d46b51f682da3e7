//! The three ways of working: which fits this project and why, and what each asks for.

use lastmile::edit::settings::{self, Setting};
use lastmile::finish::guide::{FRAMEWORKS, Fit, Way};
use lastmile::project::Framework;
use leptos::prelude::*;

use super::{GuideState, items};
use crate::app::components::{Badge, Button, ButtonKind, IconName, Panel, Tone, When, piece};

/// The ways, each with its grounds and its items.
pub fn part(state: GuideState) -> AnyView {
    let ways: Vec<AnyView> = FRAMEWORKS.iter().map(|way| panel(state, way)).collect();
    view! {
        <div class="guide-part">
            <p class="guide__lead">
                "Choose one to begin with. The marks say what in this project speaks for and against each; they change as the project does."
            </p>
            {ways}
        </div>
    }
    .into_any()
}

fn fit(state: GuideState, framework: Framework) -> Memo<Option<(Fit, bool)>> {
    Memo::new(move |_| {
        state.found.with(|found| {
            let fits = &found.as_ref()?.fits;
            let fit = fits.iter().find(|fit| fit.framework == framework)?;
            let best = fits
                .first()
                .is_some_and(|best| best.framework == framework && best.points > 0);
            Some((fit.clone(), best))
        })
    })
}

fn panel(state: GuideState, way: &'static Way) -> AnyView {
    let workspace = state.workspace;
    let framework = way.framework;
    let fit = fit(state, framework);
    let chosen =
        Memo::new(move |_| workspace.read(|project| project.settings.framework == Some(framework)));
    let best = Signal::derive(move || fit.with(|fit| fit.as_ref().is_some_and(|(_, best)| *best)));
    let choose = move |()| {
        let to = (!chosen.get_untracked()).then_some(framework);
        workspace.act(|project, _, _| settings::set(project, &Setting::Framework(to)));
    };
    let actions = move || {
        view! {
            <When holds=best>
                <Badge text="Fits best" tone=Tone::Good icon=IconName::Done />
            </When>
            <Button
                label=Signal::derive(move || {
                    let said = if chosen.get() { "Chosen" } else { "Work this way" };
                    said.to_owned()
                })
                kind=ButtonKind::Plain
                pressed=Signal::derive(move || chosen.get())
                on_press=choose
            />
        }
    };
    view! {
        <Panel title=way.title lead=way.idea framed=true actions=actions>
            <dl class="guide-way">
                <dt>"Helps most when"</dt>
                <dd>{way.when}</dd>
                <dt>"Its limit"</dt>
                <dd>{way.limit}</dd>
            </dl>
            {piece(move || fit.with(|fit| fit.as_ref().map(|(fit, _)| grounds(fit))))}
            {items::progress(state, "What it asks for", way.items)}
            {items::list(state, way.title, way.items)}
        </Panel>
    }
    .into_any()
}

/// What speaks for and against it, each with its weight in words and as a sign.
fn grounds(fit: &Fit) -> AnyView {
    if fit.grounds.is_empty() {
        return view! {
            <p class="guide__quiet">"Nothing in this project speaks for or against it yet."</p>
        }
        .into_any();
    }
    let lines: Vec<AnyView> = fit
        .grounds
        .iter()
        .map(|ground| {
            let (said, tone) = if ground.weight > 0 {
                (format!("For, +{}", ground.weight), Tone::Good)
            } else {
                (format!("Against, −{}", -ground.weight), Tone::Warning)
            };
            let text = ground.text.clone();
            view! { <li><Badge text=said tone=tone /> <span>{text}</span></li> }.into_any()
        })
        .collect();
    let sum = format!("In this project it comes to {} points:", signed(fit.points));
    view! {
        <p class="guide__sum">{sum}</p>
        <ul class="guide-grounds" role="list">{lines}</ul>
    }
    .into_any()
}

fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        1.. => format!("+{points}"),
        _ => format!("−{}", -points),
    }
}
