//! Says what would be lost with this browser: quietly at first, and then less so.

use lastmile::edit::project_entry;
use lastmile::present::backup::{Backup, Insistence, backup};
use leptos::prelude::*;

use crate::app::browser::clock;
use crate::app::components::{Button, ButtonKind, ButtonLink, Callout, Tone, When};
use crate::app::route::{Place, Route};
use crate::app::workspace::Workspace;

/// What of the open project is in no file; `None` while none is open. The meter and the reminder
/// read the same.
#[derive(Clone, Copy)]
pub struct Unfiled(pub Memo<Option<Backup>>);

impl Unfiled {
    /// Follows the open project.
    pub fn of(workspace: Workspace) -> Self {
        Self(Memo::new(move |_| of_open(workspace)))
    }
}

fn of_open(workspace: Workspace) -> Option<Backup> {
    let id = workspace.open_id()?;
    let (at, in_file) = workspace.read_shelf(|shelf| {
        let entry = shelf.projects.get(&project_entry::id_of(&id))?;
        Some((entry.exported_at.clone(), entry.changes_in_file))
    })?;
    let written_on = at.as_deref().and_then(clock::day_of);
    Some(backup(
        written_on,
        in_file,
        workspace.changes(),
        workspace.today(),
    ))
}

/// Asks for a file once much would be lost. Whoever puts it aside is asked again on the next visit.
#[component]
pub fn BackupReminder() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let put_aside = RwSignal::new(false);
    let Unfiled(unfiled) = expect_context();
    let pressing = Memo::new(move |_| {
        let backup = unfiled.get()?;
        (backup.insistence == Insistence::Pressing).then_some(backup.line)
    });
    let line = Signal::derive(move || pressing.get().unwrap_or_default());
    let share = move || {
        let id = workspace.open_id().unwrap_or_else(|| "".into());
        Route::place(&id, Place::Share).hash()
    };
    view! {
        <When holds=Signal::derive(move || pressing.with(Option::is_some) && !put_aside.get())>
            <Callout
                title=line
                tone=Tone::Warning
                actions=move || view! {
                    <ButtonLink label="Write a file" href=share() kind=ButtonKind::Primary />
                    <Button label="Not now" on_press=move |()| put_aside.set(true) />
                }
            >
                <p>"Clearing the browser's data, or losing this device, would lose these changes."</p>
            </Callout>
        </When>
    }
    .into_any()
}
