//! The addresses of the app, both ways: `#/`, `#/PROJECT/PLACE`, `#/PROJECT/PLACE/PART`, each of
//! the last two with `/TASK` behind it, and with `?RECORD` at the end.

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
        /// The name of the part of the place that is shown; the first one's when the place has
        /// parts and the address names none, and empty when it has none.
        part: &'static str,
        /// The task that is open beside it.
        task: Option<Id<Task>>,
        /// The record of that part that is open or pointed out, by its id.
        record: Option<String>,
    },
}

/// A part of a place: one of several views of it, of which one is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacePart {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its name on the screen.
    pub title: &'static str,
}

/// A place in a project, in the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// How things stand.
    Overview,
    /// What remains.
    Audit,
    /// What must hold before it counts as done.
    Done,
    /// When it will be done.
    Plan,
    /// Who does what today, and how it goes.
    Execute,
    /// What may go wrong, what is asked for, what has to be decided.
    Risks,
    /// Whether it can begin, and whether it can be let go.
    Readiness,
    /// How it ended and what was learned.
    Review,
    /// Files in and out.
    Share,
    /// Who works, who decides, when.
    People,
    /// How a last mile is worked.
    Guide,
}

impl Place {
    /// All places, in the order of the sidebar.
    pub const ALL: [Self; 11] = [
        Self::Overview,
        Self::Audit,
        Self::Done,
        Self::Plan,
        Self::Execute,
        Self::Risks,
        Self::Readiness,
        Self::Review,
        Self::Share,
        Self::People,
        Self::Guide,
    ];

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Audit => "Audit",
            Self::Done => "Done",
            Self::Plan => "Plan",
            Self::Execute => "Execute",
            Self::Risks => "Risks",
            Self::Readiness => "Readiness",
            Self::Review => "Review",
            Self::Share => "Share",
            Self::People => "People and settings",
            Self::Guide => "Guide",
        }
    }

    /// The keys that go there, pressed one after the other.
    pub fn keys(self) -> &'static str {
        match self {
            Self::Overview => "g o",
            Self::Audit => "g a",
            Self::Done => "g d",
            Self::Plan => "g l",
            Self::Execute => "g e",
            Self::Risks => "g r",
            Self::Readiness => "g y",
            Self::Review => "g v",
            Self::Share => "g s",
            Self::People => "g p",
            Self::Guide => "g g",
        }
    }

    /// Its icon.
    pub fn icon(self) -> IconName {
        match self {
            Self::Overview => IconName::Overview,
            Self::Audit => IconName::Audit,
            Self::Done => IconName::Done,
            Self::Plan => IconName::Plan,
            Self::Execute => IconName::Execute,
            Self::Risks => IconName::Risks,
            Self::Readiness => IconName::Readiness,
            Self::Review => IconName::Review,
            Self::Share => IconName::Share,
            Self::People => IconName::People,
            Self::Guide => IconName::Guide,
        }
    }

    /// Its parts in their order, the one shown first first; none when it is one page.
    pub fn parts(self) -> &'static [PlacePart] {
        match self {
            Self::Audit => &AUDIT_PARTS,
            Self::Done => &DONE_PARTS,
            Self::Plan => &PLAN_PARTS,
            Self::Execute => &EXECUTE_PARTS,
            Self::Risks => &RISKS_PARTS,
            Self::Readiness => &READINESS_PARTS,
            Self::Overview | Self::Share | Self::People => &[],
            Self::Guide => &GUIDE_PARTS,
            Self::Review => &REVIEW_PARTS,
        }
    }

    fn part_of(self, name: &str) -> Option<&'static str> {
        let parts = self.parts().iter().map(|part| part.name);
        parts.into_iter().find(|part| *part == name)
    }

    fn first_part(self) -> &'static str {
        self.parts().first().map_or("", |part| part.name)
    }

    /// Its name in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Audit => "audit",
            Self::Done => "done",
            Self::Plan => "plan",
            Self::Execute => "execute",
            Self::Risks => "risks",
            Self::Readiness => "readiness",
            Self::Review => "review",
            Self::Share => "share",
            Self::People => "people",
            Self::Guide => "guide",
        }
    }

    fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.slug() == slug)
    }
}

const fn part(name: &'static str, title: &'static str) -> PlacePart {
    PlacePart { name, title }
}

const AUDIT_PARTS: [PlacePart; 5] = [
    part("tasks", "Tasks"),
    part("bottlenecks", "Bottlenecks"),
    part("gaps", "Gaps"),
    part("guide", "Guided audit"),
    part("scope", "Baseline"),
];

const RISKS_PARTS: [PlacePart; 4] = [
    part("register", "Register"),
    part("changes", "Change control"),
    part("decisions", "Decisions"),
    part("integration", "Integration"),
];

const REVIEW_PARTS: [PlacePart; 7] = [
    part("final", "Final review"),
    part("retrospective", "Retrospective"),
    part("lessons", "Lessons"),
    part("estimates", "Estimates"),
    part("economics", "Economics"),
    part("improve", "Improve"),
    part("growth", "Growth"),
];
const GUIDE_PARTS: [PlacePart; 5] = [
    part("next", "Next steps"),
    part("steps", "Five steps"),
    part("frameworks", "Ways of working"),
    part("signs", "Warning signs"),
    part("questions", "Questions"),
];
const EXECUTE_PARTS: [PlacePart; 6] = [
    part("board", "Board"),
    part("standup", "Stand-up"),
    part("sprint", "Sprint"),
    part("swarm", "Swarm"),
    part("messages", "Messages"),
    part("pulse", "Pulse"),
];
const DONE_PARTS: [PlacePart; 3] = [
    part("criteria", "Criteria"),
    part("sign-offs", "Sign-offs"),
    part("record", "Acceptance record"),
];

const READINESS_PARTS: [PlacePart; 3] = [
    part("questions", "Questions"),
    part("reviews", "Reviews"),
    part("reserve", "Reserve"),
];

const PLAN_PARTS: [PlacePart; 6] = [
    part("timeline", "Timeline"),
    part("load", "Load"),
    part("forecast", "Forecast"),
    part("buffer", "Buffer"),
    part("breakdown", "Breakdown"),
    part("rhythm", "Check-ins and messages"),
];

impl Route {
    /// The place of a project, its first part, with no task open.
    pub fn place(id: &Id<Project>, place: Place) -> Self {
        Self::task(id, place, None)
    }

    /// The place of a project, its first part, with a task open beside it.
    pub fn task(id: &Id<Project>, place: Place, task: Option<Id<Task>>) -> Self {
        Self::Project {
            id: id.clone(),
            place,
            part: place.first_part(),
            task,
            record: None,
        }
    }

    /// A part of a place by its name, with nothing open; the first part when it has none of that
    /// name.
    pub fn part(id: &Id<Project>, place: Place, part: &str) -> Self {
        Self::record(id, place, part, None)
    }

    /// The same with one of its records open, by its id.
    pub fn record(id: &Id<Project>, place: Place, part: &str, record: Option<String>) -> Self {
        Self::Project {
            id: id.clone(),
            place,
            part: place.part_of(part).unwrap_or(place.first_part()),
            task: None,
            record,
        }
    }

    /// A spot by the names of a place and of a part of it, with a record of it open where one is
    /// named; `None` where there is no such place, the first part where the place has none of that
    /// name.
    pub fn spot(id: &Id<Project>, place: &str, part: &str, record: Option<String>) -> Option<Self> {
        Place::of(place).map(|place| Self::record(id, place, part, record))
    }

    /// The address, as it stands behind the page's own.
    pub fn hash(&self) -> String {
        let Self::Project {
            id,
            place,
            part,
            task,
            record,
        } = self
        else {
            return "#/".to_owned();
        };
        let mut hash = format!("#/{}/{}", encode(id.as_str()), place.slug());
        if *part != place.first_part() {
            hash.push('/');
            hash.push_str(part);
        }
        if let Some(task) = task {
            hash.push('/');
            hash.push_str(&encode(task.as_str()));
        }
        if let Some(record) = record {
            hash.push('?');
            hash.push_str(&encode(record));
        }
        hash
    }

    /// The route an address stands for; home for any that is none.
    pub fn of(hash: &str) -> Self {
        let (path, record) = match hash.split_once('?') {
            Some((path, record)) => (path, Some(decode(record))),
            None => (hash, None),
        };
        let mut parts = path
            .trim_start_matches('#')
            .trim_start_matches('/')
            .split('/');
        let id = parts.next().map(decode).filter(|id| !id.is_empty());
        let Some(id) = id else { return Self::Home };
        let place = parts.next().and_then(Place::of).unwrap_or(Place::Audit);
        let next = parts.next().map(decode);
        let (part, task) = match next.as_deref().and_then(|name| place.part_of(name)) {
            Some(part) => (part, parts.next().map(decode)),
            None => (place.first_part(), next),
        };
        let task = task.filter(|task| !task.is_empty());
        Self::Project {
            id: Id::new(&id),
            place,
            part,
            task: task.map(|task| Id::new(&task)),
            record: record.filter(|record| !record.is_empty()),
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
        let mut route = self.route.get_untracked();
        if let Route::Project { task: open, .. } = &mut route {
            *open = task;
            self.go(&route);
        }
    }

    /// The record that is open in the present part of a place, by its id.
    pub fn record(self) -> Signal<Option<String>> {
        Memo::new(move |_| match self.route.get() {
            Route::Project { record, .. } => record,
            Route::Home => None,
        })
        .into()
    }

    /// Opens a record in the present part of a place by its id, or closes it with `None`.
    pub fn open_record(self, record: Option<String>) {
        let mut route = self.route.get_untracked();
        if let Route::Project { record: open, .. } = &mut route {
            *open = record;
            self.go(&route);
        }
    }

    /// The part of the present place that is shown; empty when the place has none.
    pub fn part(self) -> Signal<&'static str> {
        Memo::new(move |_| match self.route.get() {
            Route::Project { part, .. } => part,
            Route::Home => "",
        })
        .into()
    }

    /// Shows another part of a place of the open project.
    pub fn show_part(self, place: Place, part: &str) {
        if let Route::Project { id, .. } = self.route.get_untracked() {
            self.go(&Route::part(&id, place, part));
        }
    }
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn decode(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}
