//! The five steps, each with what is done and what is not.

use lastmile::finish::guide::{STEPS, Step};
use leptos::prelude::*;

use super::{GuideState, items};
use crate::app::components::Panel;

/// The steps in their order.
pub fn part(state: GuideState) -> AnyView {
    let steps = STEPS.iter().enumerate();
    let panels: Vec<AnyView> = steps.map(|(at, step)| panel(state, at, step)).collect();
    view! { <div class="guide-part">{panels}</div> }.into_any()
}

fn panel(state: GuideState, at: usize, step: &'static Step) -> AnyView {
    view! {
        <Panel title=format!("{}. {}", at + 1, step.title) lead=step.aim framed=true>
            {items::progress(state, step.title, step.items)}
            {items::list(state, step.title, step.items)}
        </Panel>
    }
    .into_any()
}
