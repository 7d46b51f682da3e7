//! A better order of the work, found in the background: what it gains, what moves, and the button
//! that takes it over.

use std::sync::Arc;

use lastmile::edit::plan_order;
use lastmile::engine::Answer;
use lastmile::present::timeline::{Moved, Offer, offer};
use lastmile::schedule::Proposal;
use leptos::prelude::*;

use super::state::{TimelineState, look};
use crate::app::commands::Commands;
use crate::app::components::{
    Button, ButtonKind, Caption, Disclosure, Icon, IconName, Toast, Tone, piece, table,
};
use crate::app::session::Session;
use crate::app::views::plan::ranked::task_href;

/// So many moves are listed; the others are counted.
const LISTED: usize = 40;

/// The better order, if one is found that gains enough.
#[component]
pub fn BetterOrder(
    /// What is shown.
    state: TimelineState,
) -> AnyView {
    let session = expect_context::<Commands>().session;
    let ask = state.engine.ask();
    let answer = ask.answer();
    // Each plan is asked about once.
    Effect::new(move || {
        if state.found.plan.with(Option::is_some) {
            ask.improve();
        }
    });
    let found = Memo::new(move |_| {
        let answer = answer.with(|answer| {
            let answer = answer.as_ref().filter(|answer| answer.is_fresh());
            answer.and_then(|answer| answer.value().map(Arc::clone))
        })?;
        match &*answer {
            Answer::Order(Some(proposal)) if !session.is_declined(&proposal.order) => {
                Some(proposal.clone())
            }
            Answer::Order(_) | Answer::Prices(_) | Answer::Payments { .. } | Answer::Moved(_) => {
                None
            }
        }
    });
    let shown = piece(move || {
        let proposal = found.get()?;
        let said = untrack(|| {
            look(state.workspace, state.found, &mut |sources| {
                offer(sources, &proposal)
            })
        })?;
        Some(offered(state, session, said, proposal))
    });
    view! { {shown} }.into_any()
}

fn offered(state: TimelineState, session: Session, said: Offer, proposal: Proposal) -> AnyView {
    let ranks = proposal.ranks();
    let adopt = move |()| {
        let workspace = state.workspace;
        if workspace.act(|project, _, _| plan_order::adopt(project, &ranks)) {
            let undo = move || workspace.undo();
            let toast = Toast::new(Tone::Good, "The better order is the plan now.");
            workspace.say(toast.action("Undo", undo));
        }
    };
    let more = said.moves.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| view! { <p class="tl-quiet">{format!("And {more} more.")}</p> });
    let lines = said.moves.into_iter().take(LISTED);
    let lines = lines.map(|it| line(state, it)).collect();
    let moves = table("", Caption::Said("What moves"), &COLUMNS, lines);
    view! {
        <section class="tl-offer" aria-label="A better order" data-print="none">
        <div class="tl-offer__line">
            <Icon name=IconName::Sort />
            <p>{said.gain}</p>
            <div class="tl-strip__acts">
                <Button label="Adopt" on_press=adopt />
                <Button
                    label="Keep this order"
                    kind=ButtonKind::Quiet
                    on_press=move |()| session.decline_order(proposal.order.clone())
                />
            </div>
        </div>
        <Disclosure summary=said.summary>
            <div class="tl-offer__moves" tabindex="0" role="region" aria-label="What moves">
                {moves}
                {more}
            </div>
            <p class="tl-quiet">
                "Thousands of orders of the same work were tried. Estimates, links and people stay as they are; only who does what first changes. What is more important is never delayed for the sake of what is less."
            </p>
        </Disclosure>
        </section>
    }
    .into_any()
}

const COLUMNS: [&str; 5] = ["Task", "Who", "Now", "Then", "Moves"];

fn line(state: TimelineState, moved: Moved) -> Vec<AnyView> {
    vec![
        view! { <a href=task_href(state.router, &moved.task)>{moved.title}</a> }.into_any(),
        moved.who.into_any(),
        moved.before.into_any(),
        moved.after.into_any(),
        moved.by.into_any(),
    ]
}
