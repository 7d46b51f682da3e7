//! What unfolds below a criterion: what it is about, who sees to it, what shows that it holds.

use lastmile::edit::criterion::{self, Setting};
use lastmile::present::agreement as said;
use lastmile::project::{Criterion, CriterionStatus, Evidence, Id};
use leptos::prelude::*;

use super::DoneState;
use super::add::{kind_of, kinds, scopes, tasks};
use crate::app::components::{
    Badge, Button, Choice, Combobox, IconButton, IconName, Select, TextField, Tone, When, piece,
};
use crate::app::route::{Place, Route};

/// The details; built when they unfold.
pub fn details(state: DoneState, id: &Id<Criterion>, record: Memo<Criterion>) -> AnyView {
    let workspace = state.workspace;
    let this = id.clone();
    let set = Callback::new(move |setting: Setting| {
        workspace.act(|project, _, _| criterion::set(project, &this, &setting));
    });
    let owners = Signal::derive(move || {
        let named = workspace
            .read(|project| lastmile::present::people::by_name(&project.people, |it| &it.name));
        let mut choices = vec![Choice::new("", "Nobody yet")];
        choices.extend(
            named
                .into_iter()
                .map(|(id, name)| Choice::new(id.as_str(), name)),
        );
        choices
    });
    let set_task = Callback::new(move |chosen: Vec<String>| {
        set.run(Setting::Task(chosen.first().map(|id| Id::new(id))));
    });
    let chosen = |value: &str| (!value.is_empty()).then_some(()).map(|()| value.to_owned());
    let text_of = |id: Option<String>| id.unwrap_or_default();
    let waived = move || record.with(|it| it.status == CriterionStatus::Waived);
    view! {
        <div class="criterion__fields">
            <Select
                label="Kind"
                options=kinds()
                value=Signal::derive(move || said::kind(record.with(|it| it.kind)).to_owned())
                on_change=move |value: String| set.run(Setting::Kind(kind_of(&value)))
            />
            <Select
                label="About"
                options=Signal::derive(move || scopes(state))
                value=Signal::derive(move || {
                    let id = record.with(|it| it.deliverable.clone());
                    id.map(|id| format!("d{id}")).unwrap_or_default()
                })
                on_change=move |value: String| {
                    set.run(Setting::Deliverable(value.strip_prefix('d').map(Id::new)));
                }
            />
            <Combobox
                label="Only for one task"
                options=Signal::derive(move || tasks(state))
                chosen=Signal::derive(move || {
                    let id = record.with(|it| it.task.clone());
                    id.map(|id| vec![id.to_string()]).unwrap_or_default()
                })
                on_change=set_task
            />
            <Select
                label="Who sees to it"
                options=owners
                value=Signal::derive(move || {
                    text_of(record.with(|it| it.owner.as_ref().map(ToString::to_string)))
                })
                on_change=move |value: String| {
                    set.run(Setting::Owner(chosen(&value).map(|id| Id::new(&id))));
                }
            />
        </div>
        <When holds=Signal::derive(waived)>
            <p class="criterion__waiver">
                "Waived because: " {move || record.with(|it| it.waived_because.clone())}
            </p>
        </When>
        {evidence(state, id, record)}
        {add_evidence(state, id)}
    }
    .into_any()
}

fn evidence(state: DoneState, id: &Id<Criterion>, record: Memo<Criterion>) -> AnyView {
    let workspace = state.workspace;
    let id = id.clone();
    piece(move || {
        let (pieces, is_met) =
            record.with(|it| (it.evidence.clone(), it.status == CriterionStatus::Met));
        if pieces.is_empty() {
            return view! { <p class="done__quiet">"Nothing shows yet that it holds."</p> }
                .into_any();
        }
        let rows = pieces.into_iter().map(|(name, piece)| {
            let today = workspace.today();
            let (text, href, is_refuted) = workspace.read(|project| {
                let (text, href) = said::evidence(project, &piece, today);
                let is_refuted = is_met && said::is_refuted(project, &piece);
                (text, href, is_refuted)
            });
            let removed = id.clone();
            let label = format!("Remove {text}");
            let remove = move |()| {
                workspace.act(|project, _, _| criterion::remove_evidence(project, &removed, &name));
            };
            let shown = shown(state, &piece, text, href);
            view! {
                <li>
                    {is_refuted.then(|| view! {
                        <Badge text="No proof" tone=Tone::Bad icon=IconName::of(Tone::Bad) />
                    })}
                    {shown}
                    <IconButton label=label icon=IconName::Close on_press=remove />
                </li>
            }
        });
        view! { <ul class="evidence" role="list" aria-label="Evidence">{rows.collect_view()}</ul> }
            .into_any()
    })
}

/// A piece of evidence: a link, a task that opens, or plain words.
fn shown(state: DoneState, piece: &Evidence, text: String, href: Option<String>) -> AnyView {
    if let Some(href) = href {
        return view! { <a href=href target="_blank" rel="noreferrer">{text}</a> }.into_any();
    }
    if let Evidence::Task(task) = piece.clone() {
        let open = move |_| state.router.open_task(Some(task.clone()));
        return view! { <button type="button" class="link" on:click=open>{text}</button> }
            .into_any();
    }
    if let Evidence::Run { point, .. } = piece
        && let Route::Project { id, .. } = state.router.route().get_untracked()
    {
        let point = Some(point.to_string());
        let href = Route::record(&id, Place::Risks, "integration", point).hash();
        return view! { <a class="link" href=href>{text}</a> }.into_any();
    }
    view! { <span>{text}</span> }.into_any()
}

fn add_evidence(state: DoneState, id: &Id<Criterion>) -> AnyView {
    let workspace = state.workspace;
    let id = id.clone();
    let kind = RwSignal::new("text".to_owned());
    let text = RwSignal::new(String::new());
    let chosen = RwSignal::new(Vec::<String>::new());
    let add = Callback::new(move |()| {
        let words = text.get_untracked();
        let first = chosen.with_untracked(|all| all.first().cloned());
        let evidence = match (kind.get_untracked().as_str(), first) {
            ("task", Some(id)) => Evidence::Task(Id::new(&id)),
            ("run", Some(name)) => run_of(&name),
            ("link", _) => Evidence::Link(words),
            _ => Evidence::Text(words),
        };
        if workspace.act(|project, _, ids| criterion::add_evidence(project, &id, &evidence, ids)) {
            text.set(String::new());
            chosen.set(Vec::new());
        }
    });
    let typed = Callback::new(move |words: String| {
        chosen.set(vec![words]);
        add.run(());
    });
    let choices = vec![
        Choice::new("text", "Words"),
        Choice::new("link", "Link"),
        Choice::new("task", "Task"),
        Choice::new("run", "Test run"),
    ];
    let choose = Callback::new(move |now: Vec<String>| chosen.set(now));
    let choose_kind = move |value: String| {
        chosen.set(Vec::new());
        kind.set(value);
    };
    let shown = Memo::new(move |_| kind.get());
    view! {
        <div class="add-evidence">
            <Select
                label="Evidence"
                options=choices
                value=kind
                on_change=choose_kind
            />
            {piece(move || match shown.get().as_str() {
                "task" => view! {
                    <Combobox
                        label="Which task shows it"
                        options=Signal::derive(move || tasks_done_too(state))
                        chosen=chosen
                        on_change=choose
                    />
                }.into_any(),
                "run" => view! {
                    <Combobox
                        label="Which test run"
                        options=Signal::derive(move || runs(state))
                        chosen=chosen
                        on_change=choose
                        on_create=typed
                        hint="A try at an integration point, or any other run with its result."
                    />
                }.into_any(),
                _ => view! {
                    <TextField
                        label="What shows that it holds"
                        value=text
                        on_change=move |value: String| text.set(value)
                        on_input=move |value: String| text.set(value)
                        on_enter=add
                        placeholder="Seen on three phones, 12 March"
                    />
                }.into_any(),
            })}
            <Button label="Add evidence" icon=IconName::Add on_press=add />
        </div>
    }
    .into_any()
}

/// The tries at integration points, the latest first.
fn runs(state: DoneState) -> Vec<Choice> {
    let today = state.workspace.today();
    state.workspace.read(|project| {
        let mut all = Vec::new();
        for (id, point) in &project.integration_points {
            for (name, run) in &point.runs {
                let value = format!("{id}\n{name}");
                let choice = Choice::new(value, point.title.clone()).detail(said::run(run, today));
                all.push((run.on, choice));
            }
        }
        all.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
        all.into_iter().map(|(_, choice)| choice).collect()
    })
}

/// A try by the value of its choice, or one that is only told in words.
fn run_of(value: &str) -> Evidence {
    match value.split_once('\n') {
        Some((point, run)) => Evidence::Run {
            point: Id::new(point),
            run: run.to_owned(),
        },
        None => Evidence::TestRun(value.to_owned()),
    }
}

/// All tasks: what shows that something holds is usually done.
fn tasks_done_too(state: DoneState) -> Vec<Choice> {
    state.workspace.read(|project| {
        let all = project.tasks.iter();
        all.map(|(id, task)| Choice::new(id.as_str(), task.title.clone()))
            .collect()
    })
}
