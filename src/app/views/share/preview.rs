//! What is in a file, before anything is made of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use lastmile::document::Pace;
use lastmile::edit::Change;
use lastmile::exchange::json::Outside;
use lastmile::present::{file_words, words};
use lastmile::project::{Id, Project};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::arrivals::{Arrival, arrivals, beside, take_in, take_over};
use super::import::{ImportButton, Imports, Stage};
use crate::app::browser::{clock, idle, local_storage, one_file};
use crate::app::commands::Commands;
use crate::app::components::{
    Badge, Button, ButtonKind, Callout, Checkbox, Dialog, DialogSize, Disclosure, Toast, Tone, When,
};
use crate::app::route::{Place, Route};
use crate::app::workspace::Workspace;

/// Which page's projects were offered last, by when they were written.
const OFFERED: &str = "lastmile/offered";
/// How many problems of a project are listed.
const PROBLEMS: usize = 30;

/// What a person has chosen of the file.
#[derive(Clone, Copy)]
struct Choices {
    /// The places of the projects in the file.
    projects: RwSignal<BTreeSet<usize>>,
    history: RwSignal<bool>,
}

/// The dialog over the page while a file is imported, and the frame while one is dragged over it.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let imports = expect_context::<Imports>();
    let choices = Choices {
        projects: RwSignal::new(BTreeSet::new()),
        history: RwSignal::new(true),
    };
    let is_open = move || !matches!(imports.stage(), Stage::Idle);
    let title = move || match imports.stage() {
        Stage::Idle | Stage::Reading { .. } => "Reading the file".to_owned(),
        Stage::Failed { file, .. } => format!("{file} cannot be imported"),
        Stage::Found { file, .. } => format!("What is in {file}"),
        Stage::Making => "Importing".to_owned(),
    };
    let refusal = move || {
        let reason = "the projects are being kept, which is not left half done.";
        matches!(imports.stage(), Stage::Making).then(|| reason.to_owned())
    };
    offer_carried(imports);
    view! {
        <Dialog
            title=Signal::derive(title)
            open=Signal::derive(is_open)
            on_close=move |()| imports.end()
            refusal=Signal::derive(refusal)
            size=DialogSize::Middle
            actions=move || view! { <Actions choices=choices /> }
        >
            <Content choices=choices />
        </Dialog>
        <When holds=Signal::derive(move || imports.is_dragging())>
            <div class="drop-frame" aria-hidden="true">
                <p>"Drop the file to see what is in it"</p>
            </div>
        </When>
    }
}

/// What the page itself brings along is offered once, as if it had been dropped on it.
fn offer_carried(imports: Imports) {
    if let Some(carried) = one_file::carried()
        && local_storage::read(OFFERED).as_ref() != Some(&carried.at)
    {
        local_storage::write(OFFERED, &carried.at);
        imports.begin(carried.file);
    }
}

#[component]
fn Content(choices: Choices) -> impl IntoView {
    let imports = expect_context::<Imports>();
    move || match imports.stage() {
        Stage::Idle => ().into_any(),
        Stage::Reading { said } => view! {
            <p role="status">{said}</p>
            <progress class="share__progress" aria-label="Reading the file"></progress>
        }
        .into_any(),
        Stage::Making => view! {
            <p role="status">"The projects are being kept…"</p>
            <progress class="share__progress" aria-label="Keeping the projects"></progress>
        }
        .into_any(),
        Stage::Failed { reason, .. } => view! {
            <Callout tone=Tone::Bad title=reason>
                <p>"Nothing here has changed. Mend the file, or ask for it again."</p>
            </Callout>
        }
        .into_any(),
        Stage::Found { outside, .. } => {
            view! { <Found outside=outside choices=choices /> }.into_any()
        }
    }
}

#[component]
fn Found(outside: Arc<Outside>, choices: Choices) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let arrivals = arrivals(workspace, &outside);
    let beside = beside(workspace, &outside);
    choices.projects.set((0..arrivals.len()).collect());
    choices.history.set(true);
    let several = arrivals.len() > 1;
    let origin = origin(workspace, &outside);
    let passed_over = (!outside.passed_over.is_empty()).then(|| {
        let parts = outside.passed_over.join(", ");
        view! { <p class="share__remark">{format!("Passed over, because it means nothing here: {parts}.")}</p> }
    });
    let take_history = (!beside.is_empty()).then(|| {
        view! {
            <Checkbox
                label=format!("Also take over {beside}")
                checked=choices.history
                on_change=move |take| choices.history.set(take)
            />
        }
    });
    view! {
        <div class="arrivals">
            <p class="share__remark">{origin}</p>
            <ul class="arrivals__list" role="list">
                {arrivals
                    .into_iter()
                    .enumerate()
                    .map(|(at, arrival)| one(at, arrival, several, choices))
                    .collect_view()}
            </ul>
            {take_history}
            {passed_over}
        </div>
    }
}

/// When the file was written, by whom, with which version.
fn origin(workspace: Workspace, outside: &Outside) -> String {
    let today = untrack(|| workspace.today());
    let at = &outside.exported_at;
    let when = file_words::moment(at, clock::day_of(at), today);
    let part = |before: &str, text: &str| match text {
        "" => String::new(),
        text => format!(" {before} {text}"),
    };
    let said = format!(
        "{}{}{}",
        part("on", &when),
        part("by", &outside.exported_by),
        part("with version", &outside.app)
    );
    if said.is_empty() {
        return "The file does not say when it was written, or by whom.".to_owned();
    }
    format!("Exported{said}.")
}

fn one(at: usize, arrival: Arrival, several: bool, choices: Choices) -> AnyView {
    let chosen = Signal::derive(move || choices.projects.with(|chosen| chosen.contains(&at)));
    let choose = move |take: bool| {
        choices.projects.update(|chosen| {
            if take {
                chosen.insert(at);
            } else {
                chosen.remove(&at);
            }
        });
    };
    let name = if several {
        view! { <Checkbox label=arrival.name checked=chosen on_change=choose /> }.into_any()
    } else {
        view! { <h3>{arrival.name}</h3> }.into_any()
    };
    let here = arrival.is_here.then(|| {
        view! {
            <p class="arrival__here">
                <Badge text="Already here" tone=Tone::Warning />
                "It comes in as a copy beside the one you have, which stays as it is."
            </p>
        }
    });
    view! {
        <li class="arrival">
            {name}
            <p>{arrival.content}</p>
            {here}
            {arrival
                .remarks
                .into_iter()
                .map(|remark| view! { <p class="share__remark">{remark}</p> })
                .collect_view()}
            {problems(arrival.problems)}
        </li>
    }
    .into_any()
}

fn problems(problems: Vec<String>) -> Option<AnyView> {
    let count = problems.len();
    let summary = format!(
        "{} could not be read and will be empty",
        words::count(count, "field")
    );
    let rest = count.saturating_sub(PROBLEMS);
    (count > 0).then(|| {
        let lines = problems.into_iter().take(PROBLEMS);
        let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <Disclosure summary=summary>
                <ul class="arrival__problems">
                    {lines} {(rest > 0).then(|| view! { <li>{format!("and {rest} more")}</li> })}
                </ul>
            </Disclosure>
        }
        .into_any()
    })
}

#[component]
fn Actions(choices: Choices) -> impl IntoView {
    let imports = expect_context::<Imports>();
    let commands = expect_context::<Commands>();
    move || match imports.stage() {
        Stage::Idle | Stage::Making => ().into_any(),
        Stage::Reading { .. } => view! {
            <Button label="Cancel" on_press=move |()| imports.end() />
        }
        .into_any(),
        Stage::Failed { .. } => view! {
            <ImportButton label="Choose another file" />
        }
        .into_any(),
        Stage::Found { outside, .. } => {
            let (label, refusal) = (
                import_label(&outside, choices),
                nothing_chosen(&outside, choices),
            );
            let go = move |()| import(commands, imports, Arc::clone(&outside), choices);
            view! {
                <Button label="Cancel" on_press=move |()| imports.end() />
                <Button label=label kind=ButtonKind::Primary refusal=refusal on_press=go />
            }
            .into_any()
        }
    }
}

fn import_label(outside: &Outside, choices: Choices) -> Signal<String> {
    let all = outside.projects.len();
    Signal::derive(move || match choices.projects.with(BTreeSet::len) {
        0 if all == 0 => "Take over".to_owned(),
        _ if all == 1 => "Import project".to_owned(),
        chosen => format!("Import {}", words::count(chosen, "project")),
    })
}

fn nothing_chosen(outside: &Outside, choices: Choices) -> Signal<Option<String>> {
    let has_history = outside.workspace.is_some();
    Signal::derive(move || {
        let nothing =
            choices.projects.with(BTreeSet::is_empty) && !(has_history && choices.history.get());
        nothing.then(|| "Choose a project first.".to_owned())
    })
}

/// Makes projects of what was chosen and goes there.
fn import(commands: Commands, imports: Imports, outside: Arc<Outside>, choices: Choices) {
    let workspace = commands.workspace;
    let chosen = choices.projects.get_untracked();
    let with_history = choices.history.get_untracked();
    imports.make();
    spawn_local(async move {
        let mut made = Vec::new();
        let mut beside = Change::default();
        if with_history {
            beside = take_over(workspace, &outside);
        }
        if chosen.is_empty() && !beside.is_empty() {
            workspace.act_on_shelf(|_, _| Ok(beside.clone()));
        }
        let mut has_tasks = false;
        for (at, incoming) in outside.projects.iter().enumerate() {
            if chosen.contains(&at) {
                // The first one brings along what lies beside the projects.
                made.extend(take_in(workspace, incoming, std::mem::take(&mut beside)).await);
                has_tasks = !incoming.model.tasks.is_empty();
            }
        }
        imports.end();
        let first = if has_tasks {
            Place::Overview
        } else {
            Place::Audit
        };
        arrive(commands, &made, first);
        if let Ok(outside) = Arc::try_unwrap(outside) {
            let rests = idle::rests();
            outside.let_go(Pace::resting(&rests)).await;
        }
    });
}

/// Goes to what was made.
fn arrive(commands: Commands, made: &[Id<Project>], first: Place) {
    match made {
        // What could not be kept has been said.
        [] => return,
        [one] => commands.router.go(&Route::place(one, first)),
        _ => commands.router.go(&Route::Home),
    }
    let said = format!("{} imported.", words::count(made.len(), "project"));
    commands.workspace.say(Toast::new(Tone::Good, said));
}
