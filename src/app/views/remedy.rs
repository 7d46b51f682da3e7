//! What can be done about a warning sign with one press, wherever it is shown.

use lastmile::edit::task::set_status;
use lastmile::finish::health::Remedy;
use lastmile::present::words;
use lastmile::project::Status;
use leptos::prelude::*;

use crate::app::components::{Button, ButtonKind, ButtonLink, IconName};
use crate::app::route::Route;
use crate::app::workspace::Workspace;

/// The one press that helps; looking at the tasks needs none where they stand beside it.
pub fn remedy(workspace: Workspace, remedy: &Remedy) -> Option<AnyView> {
    let (tasks, status, verb) = match remedy {
        Remedy::Show => return None,
        Remedy::Go(spot) => {
            let id = untrack(|| workspace.open_id())?;
            let href = Route::spot(&id, spot.place, spot.part, None)?.hash();
            let link = view! { <ButtonLink label=spot.label href=href kind=ButtonKind::Plain /> };
            return Some(link.into_any());
        }
        Remedy::Defer(tasks) => (tasks.clone(), Status::Deferred, "Defer"),
        Remedy::Park(tasks) => (tasks.clone(), Status::Todo, "Put back"),
    };
    let label = format!("{verb} {}", words::count(tasks.len(), "task"));
    let act = move |()| {
        workspace.act(|project, author, _| set_status(project, &tasks, status, author));
    };
    Some(view! { <Button label=label icon=IconName::Check on_press=act /> }.into_any())
}
