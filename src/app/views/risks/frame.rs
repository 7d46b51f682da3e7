//! The dialog of the record that the address opens: its frame, and the way out of it.

use lastmile::edit::{Change, Refusal};
use lastmile::project::Project;
use leptos::prelude::*;

use crate::app::components::{Button, ButtonKind, Dialog, DialogSize, IconName, piece};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// What a dialog draws of the record of this id.
pub type Draw = fn(Workspace, Router, &str) -> AnyView;

/// The dialog of the record that is open, if it is one of those that `title` knows.
pub fn dialog(title: fn(&Project, &str) -> Option<String>, draw: Draw) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let record = router.record();
    let title = Memo::new(move |_| {
        let id = record.get()?;
        workspace.read(|project| title(project, &id))
    });
    let content = move || record.get().map(|id| draw(workspace, router, &id));
    view! {
        <Dialog
            title=Signal::derive(move || title.get().unwrap_or_default())
            // A record that was undone or merged away has nothing to show.
            open=Signal::derive(move || title.with(Option::is_some))
            on_close=move |()| router.open_record(None)
            size=DialogSize::Wide
        >
            {piece(content)}
        </Dialog>
    }
    .into_any()
}

/// The button at the end of a dialog that deletes its record and closes it.
pub fn delete(
    workspace: Workspace,
    router: Router,
    label: &'static str,
    delete: impl Fn(&Project) -> Result<Change, Refusal> + Send + Sync + 'static,
) -> AnyView {
    let press = move |()| {
        if workspace.act(|project, _, _| delete(project)) {
            router.open_record(None);
        }
    };
    view! {
        <div class="risks__form-end">
            <Button label=label icon=IconName::Trash kind=ButtonKind::Quiet on_press=press />
        </div>
    }
    .into_any()
}
