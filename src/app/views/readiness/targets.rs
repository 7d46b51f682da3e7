//! Where what is missing is mended.

use lastmile::finish::readiness::Target;
use leptos::prelude::Get;

use crate::app::route::{Place, Route, Router};

/// The address where it is mended; `None` while the project has no such place.
pub fn href(router: Router, target: &Target) -> Option<String> {
    let Route::Project { id, .. } = router.route().get() else {
        return None;
    };
    let part = |place, part| Some(Route::part(&id, place, part).hash());
    // Places that this build may not have are looked up by their name.
    let later = |title, name| {
        let place = Place::ALL.into_iter().find(|it| it.title() == title)?;
        part(place, name)
    };
    match target {
        Target::Task(task) => Some(Route::task(&id, Place::Readiness, Some(task.clone())).hash()),
        Target::Tasks(_, tasks) => match tasks.first() {
            Some(one) if tasks.len() == 1 => {
                Some(Route::task(&id, Place::Readiness, Some(one.clone())).hash())
            }
            _ => part(Place::Audit, "gaps"),
        },
        Target::TaskList => part(Place::Audit, "tasks"),
        Target::Prompts => part(Place::Audit, "guide"),
        Target::Baseline => part(Place::Audit, "scope"),
        Target::Criteria => part(Place::Done, "criteria"),
        Target::SignOffs => part(Place::Done, "sign-offs"),
        Target::Questions => part(Place::Readiness, "questions"),
        Target::Reviews => part(Place::Readiness, "reviews"),
        Target::Reserve => part(Place::Readiness, "reserve"),
        Target::Settings | Target::Stakeholder(_) => part(Place::People, ""),
        Target::Rhythm => later("Plan", "rhythm"),
        Target::Buffer => later("Plan", "buffer"),
        Target::Risks => later("Risks", "register"),
        Target::Changes => later("Risks", "changes"),
        Target::Integration => later("Risks", "integration"),
    }
}
