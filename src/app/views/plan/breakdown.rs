//! Breaking a task down: its parts with owners, estimates and deadlines, all in one place.

use lastmile::edit::task::{self as edit_task, Place as At};
use lastmile::present::breakdown::{self, Candidate};
use lastmile::present::paste::{self, Headings};
use lastmile::present::quick_add::Names;
use lastmile::project::{Id, Task};
use leptos::prelude::*;

use super::ranked::task_href;
use super::waiting::WithOpenWork;
use crate::app::components::{
    Button, Choice, Combobox, HeadingLevel, IconName, Panel, TextArea, piece,
};
use crate::app::route::Router;
use crate::app::views::task::fields;
use crate::app::workspace::Workspace;

/// So many large tasks are suggested.
const SUGGESTED: usize = 6;

/// The task that is broken down, and what is typed for its new parts.
#[derive(Clone, Copy)]
struct Breaking {
    workspace: Workspace,
    router: Router,
    chosen: RwSignal<Option<Id<Task>>>,
    text: RwSignal<String>,
}

/// The tasks to choose from, and the parts of the chosen one.
pub fn part() -> AnyView {
    let state = Breaking {
        workspace: expect_context::<Workspace>(),
        router: expect_context::<Router>(),
        chosen: RwSignal::new(None),
        text: RwSignal::new(String::new()),
    };
    view! {
        <WithOpenWork
            headline="Nothing to break down yet"
            text="Write down what remains in the audit. What turns out to be larger than two days is broken down here."
            body=move || view! { {choose(state)} {parts(state)} }
        />
    }
    .into_any()
}

fn choose(state: Breaking) -> AnyView {
    let workspace = state.workspace;
    let options = Memo::new(move |_| {
        workspace.read(|project| {
            let (outline, _) = project.outline();
            let rows = outline.rows().into_iter();
            let open = rows.filter_map(|(id, _)| {
                let task = project.tasks.get(&id).filter(|task| task.is_open())?;
                Some(Choice::new(id.as_str(), task.title.clone()))
            });
            open.collect::<Vec<_>>()
        })
    });
    let chosen = Signal::derive(move || {
        state
            .chosen
            .get()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    });
    let choose = move |chosen: Vec<String>| {
        state.chosen.set(chosen.first().map(|id| Id::new(id)));
    };
    let suggested =
        Memo::new(move |_| workspace.read(|project| breakdown::candidates(project, SUGGESTED)));
    let suggestions = piece(move || {
        let all = suggested.get();
        if all.is_empty() {
            return view! {
                <p class="outlook__quiet">
                    {format!("No open task has more than {} left: all can be seen through.", lastmile::present::words::work(breakdown::LARGE))}
                </p>
            }
            .into_any();
        }
        let lines = all.into_iter().map(|it| suggestion(state, it));
        view! {
            <p class="outlook__quiet">
                {format!(
                    "These have more than {} left. Work of that size hides its surprises until the end; parts of a day or two do not.",
                    lastmile::present::words::work(breakdown::LARGE),
                )}
            </p>
            <ul class="payments" role="list" aria-label="Tasks that are too large">
                {lines.collect_view()}
            </ul>
        }
        .into_any()
    });
    view! {
        <Panel title="What to break down">
            {suggestions}
            <div class="what-if__fields">
                <Combobox
                    label="Or choose any task"
                    options=options
                    chosen=chosen
                    placeholder="Type to find a task"
                    on_change=choose
                />
            </div>
        </Panel>
    }
    .into_any()
}

fn suggestion(state: Breaking, candidate: Candidate) -> AnyView {
    let task = candidate.task;
    let about = candidate.title.clone();
    view! {
        <li class="payments__line">
            <span>
                {candidate.title} <span class="chain__when">{format!("{} left", candidate.left)}</span>
            </span>
            <Button
                label="Break down"
                about=about
                on_press=move |()| state.chosen.set(Some(task.clone()))
            />
        </li>
    }
    .into_any()
}

fn parts(state: Breaking) -> AnyView {
    let workspace = state.workspace;
    piece(move || {
        let id = state.chosen.get()?;
        let title = fields::of(workspace, &id, |_, task| task.title.clone());
        let (whole, of) = (id.clone(), id.clone());
        let rolled = Memo::new(move |_| {
            let today = workspace.today();
            workspace.read(|project| breakdown::roll_up(project, &whole, today))
        });
        let listed = Memo::new(move |_| workspace.read(|project| breakdown::parts(project, &of)));
        let is_empty = Memo::new(move |_| listed.with(Vec::is_empty));
        let rows = piece(move || {
            (!is_empty.get()).then(|| {
                view! {
                    <ul class="parts" role="list" aria-label="Parts">
                        <For each=move || listed.get() key=Clone::clone let:id>
                            {row(state, id)}
                        </For>
                    </ul>
                }
            })
        });
        Some(view! {
            <Panel
                title=Signal::derive(move || format!("Parts of “{}”", title.get()))
                lead=rolled
                level=HeadingLevel::Two
            >
                {rows}
                {add(state, id)}
            </Panel>
        })
    })
}

fn row(state: Breaking, id: Id<Task>) -> AnyView {
    let workspace = state.workspace;
    let href = task_href(state.router, &id);
    let title = fields::of(workspace, &id, |_, task| task.title.clone());
    view! {
        <li>
        <div class="parts__row" role="group" aria-label=title>
            {fields::title(workspace, id.clone(), false)}
            {fields::owners(workspace, id.clone(), false)}
            {fields::estimate(workspace, id.clone(), false)}
            {fields::due(workspace, id.clone(), false)}
            <a class="parts__open" href=href>
                "Open"
            </a>
        </div>
        </li>
    }
    .into_any()
}

/// One line or many: each becomes a part.
fn add(state: Breaking, id: Id<Task>) -> AnyView {
    let workspace = state.workspace;
    let text = state.text;
    let add = move |()| {
        let typed = text.get_untracked();
        let today = untrack(|| workspace.today());
        let drafts = workspace.peek(|project| {
            let names = Names::of(project, workspace.me().as_ref(), today);
            paste::lines(&typed, &names, Headings::SummaryTasks).drafts
        });
        if drafts.is_empty() {
            return;
        }
        let made = workspace.make(|project, author, ids| {
            edit_task::add_drafts(project, &drafts, &At::End(Some(id.clone())), author, ids)
        });
        if made.is_some() {
            text.set(String::new());
        }
    };
    view! {
        <div class="parts__add">
            <TextArea
                label="Add parts, one per line"
                hint="Owner, hours and deadline can stand in the line: Draft the text @Ann 4h due fri"
                value=text
                on_change=move |typed| text.set(typed)
                on_input=move |typed| text.set(typed)
            />
            <Button label="Add these parts" icon=IconName::Add on_press=add />
        </div>
    }
    .into_any()
}
