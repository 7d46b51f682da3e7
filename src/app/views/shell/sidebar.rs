//! The way between projects and places, and how safely all of it is kept.

use leptos::prelude::*;

use super::projects::ProjectSwitcher;
use super::save::{SaveBadge, StorageMeter};
use crate::app::commands::{CommandId, Commands};
use crate::app::components::{Icon, bring_into_sight, piece};
use crate::app::keys;
use crate::app::route::{Place, Route};

/// Project switcher, places, save badge and storage meter.
#[component]
pub fn Sidebar() -> impl IntoView {
    view! {
        <aside class="sidebar" aria-label="Projects and places">
            <div class="sidebar__head">
                <ProjectSwitcher />
            </div>
            <Places />
            <div class="sidebar__foot">
                <SaveBadge />
                <StorageMeter />
            </div>
        </aside>
    }
}

#[component]
fn Places() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let open = move || match commands.router.route().get() {
        Route::Project { id, place, .. } => Some((id, place)),
        Route::Home => None,
    };
    // At the foot of a narrow page the places are wider than what is seen of them.
    Effect::new(move || {
        let _ = open();
        bring_into_sight(|| {
            let here = document().query_selector(".places [aria-current]");
            here.ok().flatten()
        });
    });
    view! {
        <nav class="places" aria-label="Places">
            <ul role="list">
                {piece(move || {
                    let (id, here) = open()?;
                    let links = Place::ALL.into_iter().map(|place| {
                        let href = Route::place(&id, place).hash();
                        let current = (place == here).then_some("page");
                        let title = format!("{} ({})", place.title(), keys::written(CommandId::Go(place)));
                        view! {
                            <li>
                                <a class="places__link" href=href aria-current=current title=title>
                                    <Icon name=place.icon() />
                                    <span>{place.title()}</span>
                                </a>
                            </li>
                        }
                    });
                    Some(links.collect_view())
                })}
            </ul>
        </nav>
    }
}
