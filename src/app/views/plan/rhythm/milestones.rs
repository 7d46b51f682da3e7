//! The points that are reached on the way, and celebrated.

use lastmile::edit::milestone::{self, Setting};
use lastmile::present::rhythm as said;
use lastmile::project::{Id, Milestone, MilestoneSize};
use leptos::prelude::*;

use super::card::{Line, add, card, delete, tone};
use crate::app::components::{
    Choice, Combobox, DateField, EmptyState, HeadingLevel, IconName, Panel, Select, TextField,
    Toast, Tone, piece,
};
use crate::app::engine::Engine;
use crate::app::workspace::Workspace;

/// The milestones in their order.
pub fn panel() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let engine = expect_context::<Engine>();
    let reached = RwSignal::new(None::<String>);
    let listed = Memo::new(move |_| workspace.read(|project| project.milestones.ids_in_order()));
    let list = piece(move || {
        if listed.with(Vec::is_empty) {
            return view! {
                <EmptyState
                    icon=IconName::Flag
                    level=HeadingLevel::Three
                    headline="Nothing to celebrate yet"
                    text="Split the last stretch into small steps of a few days, each with a little reward. They keep people going when the end is not in sight."
                />
            }
            .into_any();
        }
        view! {
            <ul class="line-items" role="list" aria-label="Milestones">
                <For each=move || listed.get() key=Clone::clone let:id>
                    {one(workspace, engine, &id, reached)}
                </For>
            </ul>
        }
        .into_any()
    });
    let make = Callback::new(move |title: String| {
        workspace.act(|project, _, ids| milestone::add(project, &title, ids).map(|made| made.1))
    });
    let news = piece(move || {
        reached.get().map(|text| {
            view! {
                <p class="celebration">
                    <crate::app::components::Icon name=IconName::Flag />
                    {text}
                </p>
            }
        })
    });
    view! {
        <Panel
            title="Milestones and small steps"
            lead="A milestone is what others wait for; a small step is for the team. Both are reached when their tasks are done."
        >
            {news}
            {list}
            {add("Add a milestone", "All texts are final", make)}
        </Panel>
    }
    .into_any()
}

fn one(
    workspace: Workspace,
    engine: Engine,
    id: &Id<Milestone>,
    reached: RwSignal<Option<String>>,
) -> AnyView {
    let it = id.clone();
    let (schedule, forecast) = (engine.schedule(), engine.forecast());
    let line = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| {
            let Some(milestone) = project.milestones.get(&it) else {
                return Line::default();
            };
            let state = said::milestone(project, milestone, today);
            let p80 = forecast.with(|forecast| {
                let dates = forecast.value()?.forecast.milestones.get(&it)?;
                Some(dates.p80)
            });
            let text = schedule.with(|schedule| {
                let timetable = schedule.value().map(|it| &**it);
                said::milestone_line(&it, milestone, timetable, p80, today)
            });
            let action = if milestone.reached_on.is_some() {
                "Take back"
            } else if state.is_ready {
                "Celebrate it"
            } else {
                ""
            };
            Line {
                title: milestone.title.clone(),
                text,
                state: state.text,
                tone: if state.is_ready {
                    Tone::Good
                } else {
                    tone(state.urgency)
                },
                action: action.to_owned(),
            }
        })
    });
    let (named, shown) = (id.clone(), id.clone());
    let act = Callback::new(move |()| {
        let today = untrack(|| workspace.today()).0;
        let is_reached = workspace.peek(|project| {
            let milestone = project.milestones.get(&named)?;
            Some((milestone.reached_on.is_some(), said::celebration(milestone)))
        });
        let Some((was_reached, text)) = is_reached else {
            return;
        };
        let day = Setting::ReachedOn((!was_reached).then_some(today));
        if workspace.act(|project, _, _| milestone::set(project, &named, &day)) {
            if was_reached {
                reached.set(None);
            } else {
                workspace.say(Toast::new(Tone::Good, text.clone()));
                reached.set(Some(text));
            }
        }
    });
    card(
        id.as_str(),
        line,
        act,
        (move || fields(workspace, &shown)).into(),
    )
}

fn fields(workspace: Workspace, id: &Id<Milestone>) -> AnyView {
    let record = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.read(|project| project.milestones.get(&id).cloned().unwrap_or_default())
        })
    };
    let (written, renamed, gone) = (id.clone(), id.clone(), id.clone());
    let set = Callback::new(move |setting: Setting| {
        workspace.act(|project, _, _| milestone::set(project, &written, &setting));
    });
    let rename = move |title: String| {
        workspace.act(|project, _, _| milestone::rename(project, &renamed, &title));
    };
    let remove = Callback::new(move |()| {
        workspace.act(|project, _, _| milestone::delete(project, &gone));
    });
    let tasks = Memo::new(move |_| {
        workspace.read(|project| {
            let (outline, _) = project.outline();
            let rows = outline.rows().into_iter();
            let named = rows.filter_map(|(id, _)| {
                let task = project.tasks.get(&id)?;
                Some(Choice::new(id.as_str(), task.title.clone()))
            });
            named.collect::<Vec<_>>()
        })
    });
    let chosen = Signal::derive(move || {
        record.with(|it| it.tasks.iter().map(ToString::to_string).collect::<Vec<_>>())
    });
    let sizes = vec![
        Choice::new("full", "Milestone"),
        Choice::new("micro", "Small step"),
    ];
    let size = Signal::derive(move || {
        let is_micro = record.with(|it| it.size == MilestoneSize::Micro);
        if is_micro { "micro" } else { "full" }.to_owned()
    });
    let choose_size = move |value: String| {
        set.run(Setting::Size(if value == "micro" {
            MilestoneSize::Micro
        } else {
            MilestoneSize::Full
        }));
    };
    let choose_tasks = move |chosen: Vec<String>| {
        let tasks = chosen.iter().map(|id| Id::new(id));
        set.run(Setting::Tasks(tasks.collect()));
    };
    view! {
        <TextField
            label="What is reached"
            value=Signal::derive(move || record.with(|it| it.title.clone()))
            on_change=rename
        />
        <Select label="Kind" options=sizes value=size on_change=choose_size />
        <Combobox
            label="Tasks that must be done for it"
            options=tasks
            chosen=chosen
            multiple=true
            placeholder="Type to find tasks"
            on_change=choose_tasks
        />
        <DateField
            label="Promised for"
            value=Signal::derive(move || record.with(|it| it.due))
            on_change=move |day| set.run(Setting::Due(day))
        />
        <TextField
            label="Reward"
            placeholder="Lunch together"
            value=Signal::derive(move || record.with(|it| it.reward.clone()))
            on_change=move |text| set.run(Setting::Reward(text))
        />
        <div class="line-item__end">{delete("Delete milestone", remove)}</div>
    }
    .into_any()
}
