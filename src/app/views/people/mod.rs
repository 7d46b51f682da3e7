//! Who works, who decides, when: people and settings, in sections on one page.

mod deliverables;
mod history;
mod holidays;
mod leaving;
mod person;
mod project;
pub mod rows;
mod stakeholders;
mod team;
mod time_off;
mod week;
mod who;
mod workstreams;
mod you;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::deliverables::Deliverables;
use self::history::PastEstimates;
use self::project::ProjectCard;
use self::stakeholders::Stakeholders;
use self::team::PeopleList;
use self::week::WorkingTime;
use self::workstreams::Workstreams;
use self::you::You;
use super::head;
use crate::app::browser::{dom, idle};
use crate::app::components::When;
use crate::app::route::Place;

pub use self::who::WhoOffer;

/// The sections: the id of the element, and the name in the list at the side.
const SECTIONS: [(&str, &str); 8] = [
    ("section-you", "You"),
    ("section-project", "Project"),
    ("section-time", "Working time"),
    ("section-people", "People"),
    ("section-stakeholders", "Stakeholders"),
    ("section-deliverables", "Deliverables"),
    ("section-workstreams", "Workstreams"),
    ("section-history", "Past estimates"),
];

/// People and settings.
#[component]
pub fn People() -> impl IntoView {
    view! {
        <div class="people">
            <header class="page-head">
                <div>
                    {head::title(Place::People)}
                    <p class="page-head__summary">
                        "Who works and who decides, when work happens, and what the project is for."
                    </p>
                </div>
            </header>
            <div class="people__columns">
                <SectionList />
                <div class="people__sections">
                    <div id="section-you"><You /></div>
                    <div id="section-project"><ProjectCard /></div>
                    <div id="section-time"><WorkingTime /></div>
                    {below()}
                </div>
            </div>
        </div>
    }
}

/// The sections below the first screen, drawn one after the other behind its paint: all at once would
/// keep the page busy longer than a key may.
fn below() -> AnyView {
    let drawn = RwSignal::new(0);
    let section = move |at: usize, id: &'static str, view: fn() -> AnyView| {
        let holds = Signal::derive(move || drawn.get() > at);
        view! {
            <div id=id>
                <When holds=holds>{view()}</When>
            </div>
        }
        .into_any()
    };
    let sections = [
        section(0, "section-people", || view! { <PeopleList /> }.into_any()),
        section(1, "section-stakeholders", || {
            view! { <Stakeholders /> }.into_any()
        }),
        section(2, "section-deliverables", || {
            view! { <Deliverables /> }.into_any()
        }),
        section(3, "section-workstreams", || {
            view! { <Workstreams /> }.into_any()
        }),
        section(4, "section-history", || {
            view! { <PastEstimates /> }.into_any()
        }),
    ];
    let count = sections.len();
    spawn_local(async move {
        for at in 1..=count {
            idle::idle().await;
            if drawn.try_set(at).is_some() {
                return;
            }
        }
    });
    sections.into_iter().collect_view().into_any()
}

/// Buttons and not links: what stands behind `#` in the address belongs to the route.
#[component]
fn SectionList() -> impl IntoView {
    let button = |(id, name): (&'static str, &'static str)| {
        view! {
            <li>
                <button type="button" class="people__jump" on:click=move |_| go_to(id)>
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <nav class="people__nav" aria-label="On this page">
            <ul role="list">{SECTIONS.map(button).into_iter().collect_view()}</ul>
        </nav>
    }
}

/// Brings a section into sight and moves the focus to its heading.
fn go_to(section: &str) {
    if let Some(heading) = dom::find(&format!("#{section} h2"), |_| true) {
        // A heading takes the focus only when it is told so.
        let _ = heading.set_attribute("tabindex", "-1");
        dom::focus(&heading);
        heading.scroll_into_view();
    }
}
