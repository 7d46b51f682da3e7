//! The addresses of the app, both ways: `#/`, `#/PROJECT/PLACE`, `#/PROJECT/PLACE/TASK`.

use lastmile::project::{Id, Project, Task};
use leptos::prelude::*;

use super::browser::page;
use super::components::IconName;

/// Where a person is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The list of projects, and the ways to begin one.
    Home,
    /// A place of a project, perhaps with one task opened in it.
    Project {
        /// The project.
        id: Id<Project>,
        /// The place in it.
        place: Place,
        /// The task that is open beside it.
        task: Option<Id<Task>>,
    },
}

/// A place in a project, in the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// What remains.
    Audit,
    /// Files in and out.
    Share,
    /// Who works, who decides, when.
    People,
}

impl Place {
    /// All places, in the order of the sidebar.
    pub const ALL: [Self; 3] = [Self::Audit, Self::Share, Self::People];

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Audit => "Audit",
            Self::Share => "Share",
            Self::People => "People and settings",
        }
    }

    /// The keys that go there, pressed one after the other.
    pub fn keys(self) -> &'static str {
        match self {
            Self::Audit => "g a",
            Self::Share => "g s",
            Self::People => "g p",
        }
    }

    /// Its icon.
    pub fn icon(self) -> IconName {
        match self {
            Self::Audit => IconName::Audit,
            Self::Share => IconName::Share,
            Self::People => IconName::People,
        }
    }

    fn slug(self) -> &'static str {
        match self {
            Self::Audit => "audit",
            Self::Share => "share",
            Self::People => "people",
        }
    }

    fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.slug() == slug)
    }
}

impl Route {
    /// The place of a project, with no task open.
    pub fn place(id: &Id<Project>, place: Place) -> Self {
        Self::Project {
            id: id.clone(),
            place,
            task: None,
        }
    }

    /// The address, as it stands behind the page's own.
    pub fn hash(&self) -> String {
        let Self::Project { id, place, task } = self else {
            return "#/".to_owned();
        };
        let task = task
            .as_ref()
            .map(|task| format!("/{}", encode(task.as_str())));
        format!(
            "#/{}/{}{}",
            encode(id.as_str()),
            place.slug(),
            task.unwrap_or_default()
        )
    }

    /// The route an address stands for; home for any that is none.
    pub fn of(hash: &str) -> Self {
        let mut parts = hash
            .trim_start_matches('#')
            .trim_start_matches('/')
            .split('/');
        let id = parts.next().map(decode).filter(|id| !id.is_empty());
        let Some(id) = id else { return Self::Home };
        let place = parts.next().and_then(Place::of).unwrap_or(Place::Audit);
        let task = parts.next().map(decode).filter(|task| !task.is_empty());
        Self::Project {
            id: Id::new(&id),
            place,
            task: task.map(|task| Id::new(&task)),
        }
    }
}

/// The present route. Changing the address is the only way to change it.
#[derive(Clone, Copy)]
pub struct Router {
    route: RwSignal<Route>,
}

impl Router {
    /// Follows the address from now on.
    pub fn start() -> Self {
        let route = RwSignal::new(Route::of(&page::hash()));
        page::on_window("hashchange", move || route.set(Route::of(&page::hash())));
        Self { route }
    }

    /// Where the person is.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// Goes somewhere else; the browser's back button comes back.
    #[expect(clippy::unused_self, reason = "only who has the router goes anywhere")]
    pub fn go(self, to: &Route) {
        page::go_to(&to.hash());
    }

    /// Opens a task beside the present place, or closes it with `None`.
    pub fn open_task(self, task: Option<Id<Task>>) {
        if let Route::Project { id, place, .. } = self.route.get_untracked() {
            self.go(&Route::Project { id, place, task });
        }
    }
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn decode(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}
