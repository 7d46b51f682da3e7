//! The sprint: its goal, what was committed to, whether it fits, and how it burns down.

mod begin;
mod tasks;

use lastmile::edit::sprint as edit_sprint;
use lastmile::finish::sprint::{self, BurnDown, Room, Summary};
use lastmile::present::chart::Chart;
use lastmile::present::{burn_down, words};
use lastmile::project::{Id, Project, Sprint, Today, WorkMinutes};
use leptos::prelude::*;

use super::state::{Dates, Execute, title};
use crate::app::components::{
    Button, ButtonKind, Callout, ChartView, DateField, Disclosure, IconName, Menu, MenuEntry,
    MenuItem, Meter, Panel, StatTile, TextArea, TextField, Tone, piece,
};

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let current = Memo::new(move |_| {
        execute
            .workspace
            .read(|project| sprint::current(project).map(|(id, _)| id.clone()))
    });
    view! {
        <div class="execute-part">
            {piece(move || match current.get() {
                Some(id) => open(execute, &id),
                None => begin::begin(execute),
            })}
            {piece(move || last(execute))}
        </div>
    }
    .into_any()
}

/// The open sprint.
fn open(execute: Execute, id: &Id<Sprint>) -> AnyView {
    let workspace = execute.workspace;
    let heading = {
        let id = id.clone();
        Memo::new(move |_| {
            let today = workspace.today();
            workspace.read(|project| heading(project, &id, today))
        })
    };
    let figures = {
        let id = id.clone();
        piece(move || execute.read(|project, dates, today| tiles(project, &id, dates, today)))
    };
    let chart = {
        let id = id.clone();
        Memo::new(move |_| {
            execute.read(|project, dates, today| {
                let sprint = project.sprints.get(&id).cloned().unwrap_or_default();
                let burn = sprint::burn_down(project, &sprint, dates, today);
                burn_down::chart(&sprint, &burn, today)
            })
        })
    };
    let rooms = {
        let id = id.clone();
        piece(move || execute.read(|project, _, today| rooms(project, &id, today)))
    };
    let closed = id.clone();
    let close = Callback::new(move |()| {
        workspace.act(|project, author, _| edit_sprint::close(project, &closed, author));
    });
    let deleted = id.clone();
    let menu = move || {
        let id = deleted.clone();
        let delete = MenuItem::new("Delete this sprint", move || {
            workspace.act(|project, _, _| edit_sprint::delete(project, &id));
        });
        vec![MenuEntry::from(delete.icon(IconName::Trash).danger())]
    };
    let menu = Signal::derive(menu);
    let fields = settings(execute, id);
    let (committed, offered) = (tasks::committed(execute, id), tasks::offered(execute, id));
    view! {
        <Panel
            title=Signal::derive(move || heading.get().0)
            lead=Signal::derive(move || heading.get().1)
            actions=move || {
                view! {
                    <Button label="Close the sprint" icon=IconName::Flag on_press=close />
                    <Menu
                        label="What to do with this sprint"
                        icon=IconName::More
                        icon_only=true
                        kind=ButtonKind::Quiet
                        entries=menu
                    />
                }
            }
        >
            {figures}
            {fields}
        </Panel>
        <div class="sprint-columns">
            <Panel title="Burn-down" framed=true>
                {burn_down_view(chart)}
            </Panel>
            <Panel title="Does it fit?" framed=true>{rooms}</Panel>
        </div>
        {committed}
        {offered}
    }
    .into_any()
}

fn burn_down_view(chart: Memo<Option<Chart>>) -> AnyView {
    let is_there = Memo::new(move |_| chart.with(Option::is_some));
    let drawn = Signal::derive(move || chart.get().unwrap_or_default());
    piece(move || {
        if is_there.get() {
            view! { <ChartView chart=drawn /> }.into_any()
        } else {
            view! { <p class="quiet">"The line begins when tasks are committed to."</p> }.into_any()
        }
    })
}

/// The goal, and the days in words.
fn heading(project: &Project, id: &Id<Sprint>, today: Today) -> (String, String) {
    let Some(sprint) = project.sprints.get(id) else {
        return (String::new(), String::new());
    };
    let days = days(sprint, today);
    let left = sprint.end.map(|end| (end - today.0).num_days());
    let left = match left {
        Some(0) => "ends today".to_owned(),
        Some(left) if left < 0 => "is over: close it".to_owned(),
        Some(left) => {
            let left = usize::try_from(left).unwrap_or(0);
            format!("{} left", words::count(left, "day"))
        }
        None => String::new(),
    };
    (sprint.goal.clone(), format!("{days} · {left}"))
}

fn days(sprint: &Sprint, today: Today) -> String {
    let day = |date: Option<chrono::NaiveDate>| date.map(|it| words::date(it, today));
    format!(
        "{} – {}",
        day(sprint.start).unwrap_or_default(),
        day(sprint.end).unwrap_or_default()
    )
}

fn tiles(project: &Project, id: &Id<Sprint>, dates: &Dates, today: Today) -> AnyView {
    let Some(sprint) = project.sprints.get(id) else {
        return ().into_any();
    };
    let summary = sprint::summary(project, sprint);
    let burn = sprint::burn_down(project, sprint, dates, today);
    let left: WorkMinutes = summary.left.iter().map(|(_, left)| *left).sum();
    let (by, detail, tone) = ends(&burn, &summary, sprint, today);
    view! {
        <div class="tiles">
            <StatTile
                label="Done"
                value=format!("{} of {}", summary.done.len(), words::count(sprint.tasks.len(), "task"))
                detail=format!("{} of {}", words::work(summary.delivered), words::work(summary.committed))
            />
            <StatTile label="Left" value=words::work(left) detail=words::count(summary.left.len(), "open task") />
            <StatTile label="All done by the plan" value=by detail=detail tone=tone />
        </div>
    }
    .into_any()
}

/// When the plan has the last task done, and whether that is in time.
fn ends(
    burn: &BurnDown,
    summary: &Summary,
    sprint: &Sprint,
    today: Today,
) -> (String, String, Tone) {
    if summary.left.is_empty() {
        let detail = if sprint.tasks.is_empty() {
            "Commit to tasks below."
        } else {
            "Nothing is left."
        };
        return ("–".to_owned(), detail.to_owned(), Tone::Neutral);
    }
    let Some(by) = burn.done_by else {
        return ("…".to_owned(), String::new(), Tone::Neutral);
    };
    let said = words::date(by, today);
    match sprint.end {
        Some(end) if by > end => {
            let late = usize::try_from((by - end).num_days()).unwrap_or(0);
            let detail = format!("{} after the end", words::count(late, "day"));
            (said, detail, Tone::Bad)
        }
        _ => (said, "Within the sprint.".to_owned(), Tone::Good),
    }
}

/// Who has room, and who has too much.
fn rooms(project: &Project, id: &Id<Sprint>, today: Today) -> AnyView {
    let Some(sprint) = project.sprints.get(id) else {
        return ().into_any();
    };
    let rows = sprint::room(project, sprint, today)
        .into_iter()
        .map(|room| room_row(project, &room));
    let rows = rows.collect_view();
    view! {
        <p class="quiet">"What is left to do in the sprint, against working hours from now to its end."</p>
        <ul class="loads" role="list">{rows}</ul>
    }
    .into_any()
}

fn room_row(project: &Project, room: &Room) -> AnyView {
    let work = |minutes: i64| words::work(WorkMinutes(u32::try_from(minutes).unwrap_or(0)));
    let name = match &room.person {
        None => "Nobody yet".to_owned(),
        Some(id) => project
            .people
            .get(id)
            .map(|it| it.name.clone())
            .unwrap_or_default(),
    };
    let over = room.work - room.hours;
    let text = if room.person.is_none() {
        format!("{} without an owner", work(room.work))
    } else if over > 0 {
        format!(
            "{} in {}: {} too much",
            work(room.work),
            work(room.hours),
            work(over)
        )
    } else {
        format!("{} in {}", work(room.work), work(room.hours))
    };
    let tone = if over > 0 { Tone::Bad } else { Tone::Accent };
    let share = if room.hours > 0 {
        let [work, hours] = [room.work, room.hours].map(|it| i32::try_from(it).unwrap_or(i32::MAX));
        f64::from(work) / f64::from(hours)
    } else {
        1.0
    };
    view! { <li><Meter label=name value=share text=text tone=tone /></li> }.into_any()
}

/// The fields of a sprint.
fn settings(execute: Execute, id: &Id<Sprint>) -> AnyView {
    let workspace = execute.workspace;
    let read = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.read(|project| project.sprints.get(&id).cloned().unwrap_or_default())
        })
    };
    let id = StoredValue::new(id.clone());
    let set = move |setting| {
        workspace.act(|project, _, _| edit_sprint::set(project, &id.get_value(), setting));
    };
    let set_days = move |first: Option<chrono::NaiveDate>, last: Option<chrono::NaiveDate>| {
        if let (Some(first), Some(last)) = (first, last) {
            // A later first day takes the last one with it.
            set(edit_sprint::Setting::Days(first, last.max(first)));
        }
    };
    let start = Signal::derive(move || read.with(|it| it.start));
    let end = Signal::derive(move || read.with(|it| it.end));
    view! {
        <Disclosure summary="Goal, days and note">
            <div class="sprint-form">
                <TextField
                    label="Goal"
                    value=Signal::derive(move || read.with(|it| it.goal.clone()))
                    on_change=move |text| set(edit_sprint::Setting::Goal(text))
                />
                <div class="sprint-form__days">
                    <DateField
                        label="First day"
                        value=start
                        on_change=move |day| set_days(day, end.get_untracked())
                        required=true
                    />
                    <DateField
                        label="Last day"
                        value=end
                        on_change=move |day| set_days(start.get_untracked(), day)
                        required=true
                    />
                </div>
                <TextArea
                    label="Note"
                    value=Signal::derive(move || read.with(|it| it.note.clone()))
                    on_change=move |text| set(edit_sprint::Setting::Note(text))
                    rows=2
                />
            </div>
        </Disclosure>
    }
    .into_any()
}

/// How the last sprint ended.
fn last(execute: Execute) -> AnyView {
    let today = execute.workspace.today();
    let told = execute.workspace.read(|project| {
        let (id, sprint) = sprint::last_closed(project)?;
        let is_open = sprint::current(project).is_some();
        Some((id.clone(), ended(project, sprint, today), is_open))
    });
    let Some((id, (goal, lines), is_open)) = told else {
        return ().into_any();
    };
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    let lines = lines.collect_view();
    let reopen = Callback::new(move |()| {
        execute
            .workspace
            .act(|project, _, _| edit_sprint::reopen(project, &id));
    });
    view! {
        <Callout
            title=format!("How “{goal}” ended")
            actions=move || {
                (!is_open)
                    .then(|| {
                        view! { <Button label="Open it again" kind=ButtonKind::Quiet on_press=reopen /> }
                    })
            }
        >
            <ul class="remarks">{lines}</ul>
        </Callout>
    }
    .into_any()
}

fn ended(project: &Project, sprint: &Sprint, today: Today) -> (String, Vec<String>) {
    let summary = sprint::summary(project, sprint);
    let mut lines = vec![format!(
        "{}: {} of {} done, {} of {} committed.",
        days(sprint, today),
        summary.done.len(),
        words::count(sprint.tasks.len(), "task"),
        words::work(summary.delivered),
        words::work(summary.committed)
    )];
    if !summary.left.is_empty() {
        let left: Vec<_> = summary
            .left
            .iter()
            .map(|(id, left)| format!("“{}” ({})", title(project, id), words::work(*left)))
            .collect();
        lines.push(format!("Left over: {}.", left.join(", ")));
    }
    if !summary.out.is_empty() {
        let out: Vec<_> = summary
            .out
            .iter()
            .map(|id| format!("“{}”", title(project, id)))
            .collect();
        lines.push(format!("Put off, dropped or deleted: {}.", out.join(", ")));
    }
    (sprint.goal.clone(), lines)
}
