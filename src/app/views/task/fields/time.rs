//! What it takes, and from when until when.

use lastmile::edit::Refusal;
use lastmile::edit::task::Setting;
use lastmile::present::estimate_text;
use lastmile::project::{Id, Task};
use leptos::prelude::*;

use super::{of, set};
use crate::app::components::{DateField, TextField};
use crate::app::workspace::Workspace;

/// What it takes: one value, or three.
pub fn estimate(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let value = of(workspace, &id, |_, task| {
        task.estimate
            .as_ref()
            .map(estimate_text::show)
            .unwrap_or_default()
    });
    let on_change = move |text: String| {
        let day = workspace.day_minutes();
        let estimate = Some(text.trim()).filter(|text| !text.is_empty());
        match estimate
            .map(|text| estimate_text::parse(text, day))
            .transpose()
        {
            Ok(estimate) => set(workspace, &id, Setting::Estimate(estimate)),
            Err(why) => workspace.refuse(&Refusal::Other(why)),
        }
    };
    view! {
        <TextField
            label="Estimate"
            value=value
            on_change=on_change
            label_hidden=bare
            placeholder="6h, 2d or 3h/5h/10h"
            hint=if bare { "" } else { "One value, or low / likely / high." }
        />
    }
    .into_any()
}

/// Work that is left, or was spent.
pub fn work(
    workspace: Workspace,
    id: Id<Task>,
    label: &'static str,
    read: fn(&Task) -> Option<lastmile::project::WorkMinutes>,
    setting: fn(Option<lastmile::project::WorkMinutes>) -> Setting,
) -> AnyView {
    let value = of(workspace, &id, move |_, task| {
        read(task).map(estimate_text::show_work).unwrap_or_default()
    });
    let on_change = move |text: String| {
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        let day = workspace.day_minutes();
        match text
            .map(|text| estimate_text::parse_work(text, day))
            .transpose()
        {
            Ok(work) => set(workspace, &id, setting(work)),
            Err(why) => workspace.refuse(&Refusal::Other(why)),
        }
    };
    view! { <TextField label=label value=value on_change=on_change placeholder="6h or 2d" /> }
        .into_any()
}

/// The day it is promised for.
pub fn due(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let value = of(workspace, &id, |_, task| task.due);
    let on_change = move |day| set(workspace, &id, Setting::Due(day));
    view! { <DateField label="Due" value=value on_change=on_change label_hidden=bare /> }.into_any()
}

/// The first day it can be worked on.
pub fn not_before(workspace: Workspace, id: Id<Task>) -> AnyView {
    let value = of(workspace, &id, |_, task| task.not_before);
    let on_change = move |day| set(workspace, &id, Setting::NotBefore(day));
    view! { <DateField label="Not before" value=value on_change=on_change /> }.into_any()
}
