//! What the timeline shows: which tasks, in which order, how large a day is.

use lastmile::exchange::svg;
use lastmile::present::file_words;
use lastmile::present::timeline::{Arrange, Show, Zoom};
use leptos::prelude::*;

use super::legend::Legend;
use super::state::{TimelineState, look};
use crate::app::browser::{file, page};
use crate::app::components::{
    Button, ButtonKind, Choice, IconName, Menu, MenuEntry, MenuItem, SegmentedControl, Select,
    Toast, Tone, Toolbar, piece,
};

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
            <div class="tl-zoom">
            <SegmentedControl
                label="Zoom"
                label_hidden=true
                options=zooms
                value=Signal::derive(move || state.zoom().label().to_owned())
                on_change=move |label: String| {
                    state.chosen_zoom.set(Zoom::ALL.into_iter().find(|one| one.label() == label));
                }
            />
            </div>
            <Button
                label="Table"
                kind=ButtonKind::Quiet
                pressed=Signal::from(state.as_table)
                on_press=move |()| state.as_table.update(|as_table| *as_table = !*as_table)
            />
            <Legend />
            <Menu
                label="Take out"
                icon=IconName::Download
                kind=ButtonKind::Quiet
                entries=Signal::derive(move || ways_out(state))
            />
            <span class="tl-status" role="status">
                {piece(move || state.is_stale.get().then_some("Working out how sure this is…"))}
            </span>
        </Toolbar>
    }
    .into_any()
}

fn ways_out(state: TimelineState) -> Vec<MenuEntry> {
    let save = MenuItem::new("Save as a drawing (SVG)", move || save(state));
    let print = MenuItem::new("Print", page::print);
    vec![
        MenuEntry::from(save.icon(IconName::File)),
        MenuEntry::from(print.icon(IconName::External)),
    ]
}

/// Hands out the whole timeline, as it is arranged and zoomed, as a file.
fn save(state: TimelineState) {
    let zoom = untrack(|| state.zoom());
    let arrange = state.asked.with_untracked(|asked| asked.arrange);
    let drawn = untrack(|| {
        state.picture.with(|picture| {
            look(state.workspace, state.found, &mut |sources| {
                let name = &sources.project.settings.name;
                let name = file_words::file_name_as(name, sources.today.0, "svg");
                (name, svg::timeline(sources, arrange, picture, zoom))
            })
        })
    });
    let Some((name, drawing)) = drawn else { return };
    let toast = match file::download(&name, "image/svg+xml", &drawing) {
        Ok(()) => Toast::new(Tone::Good, format!("The timeline is in {name}.")),
        Err(_) => Toast::new(
            Tone::Bad,
            "The browser did not take the file. Try again, or look whether it blocks downloads.",
        ),
    };
    state.workspace.say(toast);
}
