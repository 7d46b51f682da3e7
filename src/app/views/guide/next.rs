//! What to do this week, next month, this quarter.

use lastmile::finish::guide::{HORIZONS, Horizon};
use leptos::prelude::*;

use super::{GuideState, items};
use crate::app::components::Panel;

/// The stretches of time with their items.
pub fn part(state: GuideState) -> AnyView {
    let panels: Vec<AnyView> = HORIZONS.iter().map(|it| panel(state, it)).collect();
    view! { <div class="guide-part">{panels}</div> }.into_any()
}

fn panel(state: GuideState, horizon: &'static Horizon) -> AnyView {
    view! {
        <Panel title=horizon.title lead=horizon.aim framed=true>
            {items::progress(state, horizon.title, horizon.items)}
            {items::list(state, horizon.title, horizon.items)}
        </Panel>
    }
    .into_any()
}
