//! What the parts of the place share.

use std::collections::BTreeMap;
use std::sync::Arc;

use lastmile::engine::Outlook;
use lastmile::project::{Id, Project, Task, Today};
use lastmile::schedule::{Scheduled, Timetable};
use leptos::prelude::*;

use crate::app::engine::{Engine, Heavy};
use crate::app::route::Router;
use crate::app::views::to_clipboard::to_clipboard;
use crate::app::workspace::Workspace;

/// What the parts of the place share.
#[derive(Clone, Copy)]
pub struct Execute {
    /// The only writer.
    pub workspace: Workspace,
    /// Where the person is.
    pub router: Router,
    /// Dates, forecast and prices.
    pub engine: Engine,
}

/// The dates of the plan.
pub type Dates = BTreeMap<Id<Task>, Scheduled>;

impl Execute {
    /// From the context.
    pub fn here() -> Self {
        Self {
            workspace: expect_context(),
            router: expect_context(),
            engine: expect_context(),
        }
    }

    /// The plan, out of date or not; follows it.
    pub fn timetable(self) -> Option<Arc<Timetable>> {
        self.engine.schedule().with(|it| it.value().cloned())
    }

    /// The forecast, out of date or not; follows it.
    pub fn outlook(self) -> Option<Arc<Outlook>> {
        self.engine.forecast().with(|it| it.value().cloned())
    }

    /// Whether the forecast is that of the project as it is, as far as it is wanted; follows it.
    pub fn is_fresh(self) -> bool {
        !self.engine.forecast().with(Heavy::goes_on)
    }

    /// Reads the project with its plan, and follows both. Without a plan yet, no task has a date.
    pub fn read<T>(self, read: impl FnOnce(&Project, &Dates, Today) -> T) -> T {
        let today = self.workspace.today();
        let timetable = self.timetable();
        let none = Dates::new();
        let dates = timetable.as_ref().map_or(&none, |it| &it.tasks);
        self.workspace.read(|project| read(project, dates, today))
    }

    /// Opens a task beside the place.
    pub fn open(self, task: &Id<Task>) {
        self.router.open_task(Some(task.clone()));
    }

    /// Puts a text on the clipboard and says so.
    pub fn copy(self, text: String) {
        let otherwise = "Select the text and copy it by hand.";
        to_clipboard(self.workspace, text, "text", otherwise);
    }
}

/// A button that looks like a link and opens a task.
pub fn task_link(execute: Execute, id: &Id<Task>, title: impl Into<String>) -> AnyView {
    let id = id.clone();
    view! {
        <button type="button" class="link" on:click=move |_| execute.open(&id)>
            {title.into()}
        </button>
    }
    .into_any()
}

/// The title of a task.
pub fn title(project: &Project, id: &Id<Task>) -> String {
    let title = project.tasks.get(id).map_or("", |task| task.title.trim());
    let title = if title.is_empty() { "Untitled" } else { title };
    title.to_owned()
}
