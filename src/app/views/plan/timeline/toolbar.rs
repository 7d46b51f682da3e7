//! What the timeline shows: which tasks, in which order, how large a day is.

use lastmile::present::timeline::{Arrange, Show, Zoom};
use leptos::prelude::*;

use super::state::TimelineState;
use crate::app::components::{Choice, SegmentedControl, Select, Toolbar};

/// Tasks, order, zoom.
#[component]
pub fn TimelineToolbar(
    /// What is shown.
    state: TimelineState,
) -> AnyView {
    let shows: Vec<_> = Show::ALL
        .map(|show| Choice::new(show.label(), show.label()))
        .to_vec();
    let arranges: Vec<_> = Arrange::ALL
        .map(|arrange| Choice::new(arrange.label(), arrange.label()))
        .to_vec();
    let zooms: Vec<_> = Zoom::ALL
        .map(|zoom| Choice::new(zoom.label(), zoom.label()))
        .to_vec();
    view! {
        <Toolbar label="What the timeline shows">
            <SegmentedControl
                label="Tasks"
                label_hidden=true
                options=shows
                value=Signal::derive(move || state.asked.with(|asked| asked.show.label().to_owned()))
                on_change=move |label: String| {
                    let chosen = Show::ALL.into_iter().find(|one| one.label() == label);
                    state.asked.update(|asked| asked.show = chosen.unwrap_or_default());
                }
            />
            <Select
                label="Order"
                label_hidden=true
                options=arranges
                value=Signal::derive(move || state.asked.with(|asked| asked.arrange.label().to_owned()))
                on_change=move |label: String| {
                    let chosen = Arrange::ALL.into_iter().find(|one| one.label() == label);
                    state.asked.update(|asked| asked.arrange = chosen.unwrap_or_default());
                }
            />
            <SegmentedControl
                label="Zoom"
                label_hidden=true
                options=zooms
                value=Signal::derive(move || state.zoom().label().to_owned())
                on_change=move |label: String| {
                    state.chosen_zoom.set(Zoom::ALL.into_iter().find(|one| one.label() == label));
                }
            />
        </Toolbar>
    }
    .into_any()
}
