//! The projects of this browser, and the three ways to begin one.

use chrono::Datelike;
use lastmile::present::words;
use lastmile::project::{Id, Project, ProjectEntry};
use lastmile::samples::{self, Sample};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::shell::{named, project_items};
use crate::app::chunks::{self, NOT_LOADED};
use crate::app::commands::{CommandId, Commands};
use crate::app::components::{
    Badge, Button, ButtonKind, ButtonLink, EmptyState, Icon, IconName, Menu, MenuEntry, TextArea,
    Toast, Tone, When, piece,
};
use crate::app::route::{Place, Route};
use crate::app::workspace::listed;

/// What a person sees before a project is open.
#[component]
pub fn Home() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let workspace = commands.workspace;
    let in_use = Memo::new(move |_| workspace.read_shelf(|shelf| listed(shelf, false)));
    let archived = Memo::new(move |_| workspace.read_shelf(|shelf| listed(shelf, true)));
    let is_first = move || in_use.with(Vec::is_empty) && archived.with(Vec::is_empty);
    view! {
        <div class="home">
            {piece(move || {
                if is_first() {
                    view! {
                        <header class="home__head">
                            <h1>"Finish what you started"</h1>
                            <p class="home__lead">
                                "The last ten percent takes as long as the first ninety. List what is left, see what is in the way, and know when it will be done."
                            </p>
                        </header>
                    }
                        .into_any()
                } else {
                    view! {
                        <header class="home__head home__head--row">
                            <h1>"Projects"</h1>
                            <Button
                                label="New project"
                                icon=IconName::Add
                                kind=ButtonKind::Primary
                                on_press=move |()| commands.run(CommandId::NewProject)
                            />
                        </header>
                    }
                        .into_any()
                }
            })}
            <ProjectList entries=in_use title="" />
            <Beginnings is_first=Signal::derive(is_first) />
            <ProjectList entries=archived title="Archive" />
        </div>
    }
}

#[component]
fn ProjectList(
    entries: Memo<Vec<(Id<Project>, ProjectEntry)>>,
    title: &'static str,
) -> impl IntoView {
    let is_there = move || entries.with(|entries| !entries.is_empty());
    view! {
        <When holds=Signal::derive(is_there)>
            {(!title.is_empty()).then(|| view! { <h2>{title}</h2> })}
            <ul class="project-list" role="list">
                <For each=move || entries.get() key=|(id, entry)| (id.clone(), entry.name.clone(), entry.closed_on) let:row>
                    <ProjectRow id=row.0 entry=row.1 />
                </For>
            </ul>
        </When>
    }
}

#[component]
fn ProjectRow(id: Id<Project>, entry: ProjectEntry) -> impl IntoView {
    let commands = expect_context::<Commands>();
    let name = named(entry.name.clone());
    let href = Route::place(&id, Place::Overview).hash();
    let made = entry
        .created_on
        .map(|day| format!("Since {} {}", words::day(day), day.year()));
    let menu = move || -> Vec<MenuEntry> { project_items(commands, &id) };
    view! {
        <li class="project-list__row">
            <a class="project-list__link" href=href>
                <Icon name=IconName::Folder />
                <span class="project-list__name">{name.clone()}</span>
                <span class="project-list__since">{made}</span>
            </a>
            {entry.closed_on.map(|_| view! { <Badge text="Closed" tone=Tone::Good icon=IconName::Done /> })}
            {entry.archived.then(|| view! { <Badge text="Archived" tone=Tone::Neutral /> })}
            <Menu
                label=format!("What to do with {name}")
                icon=IconName::More
                icon_only=true
                kind=ButtonKind::Quiet
                entries=Signal::derive(menu)
            />
        </li>
    }
}

/// Paste a list, look at a sample, bring a file.
#[component]
fn Beginnings(is_first: Signal<bool>) -> impl IntoView {
    let title = move || {
        if is_first.get() {
            "Three ways in"
        } else {
            "Begin another"
        }
    };
    view! {
        <section class="beginnings" aria-labelledby="beginnings">
            <h2 id="beginnings">{title}</h2>
            <div class="beginnings__grid">
                <PasteCard />
                <ImportCard />
                <SampleCard />
            </div>
        </section>
    }
}

#[component]
fn PasteCard() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let text = RwSignal::new(String::new());
    let begin = move || {
        let lines = text.get_untracked();
        if lines.trim().is_empty() {
            return;
        }
        commands.session.hand_over_paste(lines);
        spawn_local(async move {
            let made = commands.workspace.create_empty("New project").await;
            commands.go_to_project(made, Place::Audit);
        });
    };
    let refusal = move || {
        text.with(|text| text.trim().is_empty())
            .then(|| "Paste or write a few lines first.".to_owned())
    };
    view! {
        <section class="beginning">
            <h3><Icon name=IconName::Paste />"Paste your list"</h3>
            <TextArea
                label="What is left to do, a line each"
                value=text
                on_change=move |value| text.set(value)
                on_input=move |value| text.set(value)
                on_submit=move |()| begin()
                rows=7
                placeholder="Fix pricing calculator @Mia !must 6h due fri\nProofread the help pages @Jon 1d\nLegal approves the terms waiting:\"Dr. Brandt\""
                hint="Indent for subtasks. Names, hours and dates are understood; columns from a sheet too."
            />
            <Button
                label="Start from this list"
                kind=ButtonKind::Primary
                refusal=Signal::derive(refusal)
                on_press=move |()| begin()
            />
        </section>
    }
}

#[component]
fn SampleCard() -> impl IntoView {
    view! {
        <section class="beginning">
            <h3><Icon name=IconName::Eye />"Open a sample"</h3>
            <ul class="sample-list" role="list">
                {samples::all().iter().map(|sample| view! { <SampleRow sample=*sample /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn SampleRow(sample: Sample) -> impl IntoView {
    let commands = expect_context::<Commands>();
    let open = move |_| {
        let today = untrack(|| commands.workspace.today());
        spawn_local(async move {
            let workspace = commands.workspace;
            let Ok(change) = chunks::build_sample(sample, today, &mut workspace.ids()).await else {
                workspace.say(Toast::new(Tone::Bad, NOT_LOADED));
                return;
            };
            let made = workspace.create(sample.name, |_| change).await;
            commands.go_to_project(made, Place::Overview);
        });
    };
    view! {
        <li>
            <button type="button" class="sample-list__button" on:click=open>
                <span class="sample-list__name">{sample.name}</span>
                <span class="sample-list__summary">{sample.summary}</span>
            </button>
        </li>
    }
}

#[component]
fn ImportCard() -> impl IntoView {
    view! {
        <section class="beginning">
            <h3><Icon name=IconName::Upload />"Import a file"</h3>
            <p>"A Lastmile file from a colleague, or your own backup. You see what is in it before anything is made."</p>
            <crate::app::views::share::ImportButton />
        </section>
    }
}

/// The address names a project this browser does not have.
#[component]
pub fn NotHere() -> impl IntoView {
    view! {
        <div class="home">
            <h1>"Not here"</h1>
            <EmptyState
                icon=IconName::Folder
                headline="This project is not in this browser"
                text="It was deleted, or the address comes from another browser. Ask for the project's file and import it here."
            >
                <ButtonLink label="All projects" href=Route::Home.hash() kind=ButtonKind::Primary />
            </EmptyState>
        </div>
    }
}
