//! The tasks of a sprint, and those that could be taken in next.

use lastmile::edit::sprint as edit_sprint;
use lastmile::finish::sprint;
use lastmile::present::words;
use lastmile::project::{Id, Project, Sprint, Status, Task, Today};
use leptos::prelude::*;

use super::super::state::{Dates, Execute, task_link, title};
use crate::app::components::{Badge, Button, ButtonKind, IconButton, IconName, Panel, Tone, piece};

/// So many tasks are offered at first.
const OFFERED: usize = 10;

/// A task in words.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    id: Id<Task>,
    title: String,
    facts: String,
    badge: Option<(String, Tone)>,
}

/// What was committed to: open tasks in the order to do them, then those that are over.
pub(super) fn committed(execute: Execute, id: &Id<Sprint>) -> AnyView {
    let of = id.clone();
    let rows = Memo::new(move |_| {
        execute.read(|project, dates, today| {
            let sprint = project.sprints.get(&of).cloned().unwrap_or_default();
            let mut ids: Vec<Id<Task>> = sprint::order(project, dates)
                .into_iter()
                .filter(|id| sprint.tasks.contains_key(id))
                .collect();
            let over: Vec<_> = sprint
                .tasks
                .keys()
                .filter(|id| !ids.contains(id))
                .cloned()
                .collect();
            ids.extend(over);
            let told = ids
                .iter()
                .map(|id| told(project, &sprint, dates, id, today));
            told.collect::<Vec<_>>()
        })
    });
    let id = StoredValue::new(id.clone());
    let row = move |told: &Told| {
        let task = told.id.clone();
        let release = move |()| {
            execute
                .workspace
                .act(|project, _, _| edit_sprint::release(project, &id.get_value(), &task));
        };
        let label = format!("Take {} out of the sprint", told.title);
        let end = view! { <IconButton label=label icon=IconName::Close on_press=release /> };
        line(execute, told, end.into_any())
    };
    view! {
        <Panel title="Committed" lead="In the order to do them: what is worth most, and before it what it waits for.">
            {piece(move || {
                rows.with(|rows| {
                    if rows.is_empty() {
                        return view! { <p class="quiet">"Nothing yet. Take in tasks from below."</p> }
                            .into_any();
                    }
                    let lines = rows.iter().map(row).collect_view();
                    view! { <ul class="sprint-tasks" role="list">{lines}</ul> }.into_any()
                })
            })}
        </Panel>
    }
    .into_any()
}

fn told(project: &Project, sprint: &Sprint, dates: &Dates, id: &Id<Task>, today: Today) -> Told {
    let task = project.tasks.get(id).cloned().unwrap_or_default();
    let finish = dates.get(id).and_then(|it| it.finish);
    let mut facts = vec![words::priority(task.priority).to_owned()];
    let people = task
        .assignees
        .keys()
        .filter_map(|it| project.people.get(it));
    let people: Vec<_> = people.map(|it| it.name.as_str()).collect();
    if !people.is_empty() {
        facts.push(people.join(", "));
    }
    let badge = match task.status {
        Status::Done => Some(("Done".to_owned(), Tone::Good)),
        Status::Deferred | Status::Dropped => {
            Some((words::status(task.status).to_owned(), Tone::Neutral))
        }
        Status::Todo | Status::Doing => {
            match task.remaining_work() {
                Some(left) => facts.push(format!("{} left", words::work(left))),
                None => facts.push("not estimated".to_owned()),
            }
            match finish {
                Some(day) if sprint.end.is_some_and(|end| day > end) => Some((
                    format!("{}, after the end", words::date(day, today)),
                    Tone::Warning,
                )),
                Some(day) => Some((words::date(day, today), Tone::Neutral)),
                None => None,
            }
        }
    };
    Told {
        id: id.clone(),
        title: title(project, id),
        facts: facts.join(" · "),
        badge,
    }
}

fn line(execute: Execute, told: &Told, end: AnyView) -> AnyView {
    let badge = told.badge.clone();
    let badge = badge.map(|(text, tone)| view! { <Badge text=text tone=tone /> });
    view! {
        <li class="sprint-task">
            <div class="sprint-task__words">
                {task_link(execute, &told.id, told.title.clone())}
                <span class="quiet">{told.facts.clone()}</span>
            </div>
            {badge}
            {end}
        </li>
    }
    .into_any()
}

/// What could be taken in next, and what fits of it.
pub(super) fn offered(execute: Execute, id: &Id<Sprint>) -> AnyView {
    let of = id.clone();
    let rows = Memo::new(move |_| {
        execute.read(|project, dates, today| {
            let sprint = project.sprints.get(&of).cloned().unwrap_or_default();
            let order = sprint::order(project, dates);
            let ids = order.iter().filter(|id| !sprint.tasks.contains_key(id));
            let told = ids
                .take(OFFERED)
                .map(|id| told(project, &sprint, dates, id, today));
            told.collect::<Vec<_>>()
        })
    });
    let id = StoredValue::new(id.clone());
    let commit = move |tasks: &[Id<Task>]| {
        execute
            .workspace
            .act(|project, _, _| edit_sprint::commit(project, &id.get_value(), tasks));
    };
    let row = move |told: &Told| {
        let task = told.id.clone();
        let label = format!("Commit to {}", told.title);
        let take = move |()| commit(std::slice::from_ref(&task));
        let end = view! { <IconButton label=label icon=IconName::Add on_press=take /> };
        line(execute, told, end.into_any())
    };
    let fill = Callback::new(move |()| {
        let fitting = untrack(|| {
            execute.read(|project, dates, today| {
                let sprint = project.sprints.get(&id.get_value()).cloned();
                sprint::fitting(project, &sprint.unwrap_or_default(), dates, today)
            })
        });
        commit(&fitting);
    });
    view! {
        <Panel
            title="Take in next"
            lead="By value and dependency. Commit to no more than fits: a sprint that is too full is a wish."
            actions=move || {
                view! {
                    <Button
                        label="Take in what fits"
                        icon=IconName::Add
                        kind=ButtonKind::Plain
                        on_press=fill
                    />
                }
            }
        >
            {piece(move || {
                rows.with(|rows| {
                    if rows.is_empty() {
                        return view! { <p class="quiet">"Every open task is in the sprint."</p> }
                            .into_any();
                    }
                    let lines = rows.iter().map(row).collect_view();
                    view! { <ul class="sprint-tasks" role="list">{lines}</ul> }.into_any()
                })
            })}
        </Panel>
    }
    .into_any()
}
