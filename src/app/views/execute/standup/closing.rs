//! What follows from the updates: how far the work is, when it ends, whom to chase, what to post.

use chrono::NaiveDate;
use lastmile::finish::audit::{Bottleneck, Scope, bottlenecks};
use lastmile::finish::standup::progress;
use lastmile::present::status_text::{self, Facts, Format};
use lastmile::present::{chase, words};
use lastmile::project::{Id, Project, Task, Today};
use leptos::prelude::*;

use super::super::state::{Execute, task_link, title};
use super::{Standup, side};
use crate::app::components::{
    Badge, Button, ButtonKind, IconButton, IconName, StatTile, Tone, piece,
};

/// So many waits are chased at a time.
const CHASED: usize = 5;

/// What stood there when the stand-up was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Before {
    percent: Option<u32>,
    p80: Option<NaiveDate>,
}

/// The side that is drawn anew with each update.
pub(super) fn closing(standup: Standup) -> AnyView {
    let execute = standup.execute;
    let before = StoredValue::new(Before::default());
    let chased = Memo::new(move |_| {
        let today = execute.workspace.today();
        let me = execute
            .workspace
            .read_shelf(|shelf| shelf.settings.me.clone());
        execute
            .workspace
            .read(|project| chased(project, &me, today))
    });
    view! {
        <div class="execute-part__side">
            {side("Where that leaves us", piece(move || figures(standup, before)).into_any())}
            {side("Chase next", piece(move || chase_list(execute, &chased.get())).into_any())}
            {side("Status of the day", status(execute))}
        </div>
    }
    .into_any()
}

fn figures(standup: Standup, before: StoredValue<Before>) -> AnyView {
    let execute = standup.execute;
    let today = execute.workspace.today();
    let progress = execute.workspace.read(|project| {
        let (outline, _) = project.outline();
        progress(project, &outline)
    });
    let percent = progress.percent();
    let outlook = execute.outlook();
    let is_fresh = execute.is_fresh();
    let p80 = outlook
        .filter(|it| !it.forecast.tasks.is_empty())
        .map(|it| it.forecast.finish().p80);
    let mut was = before.get_value();
    was.percent = was.percent.or(Some(percent));
    if is_fresh {
        was.p80 = was.p80.or(p80);
    }
    before.set_value(was);
    let (heard, all) = standup.turns.with(|turns| {
        let there = turns.iter().filter(|it| !it.is_away || it.said.is_some());
        let heard = there.clone().filter(|it| it.said.is_some()).count();
        (heard, there.count())
    });
    let gained = was.percent.map_or(0, |was| percent.saturating_sub(was));
    let (moved, tone) = moved(was.p80, p80, is_fresh, today);
    let others = if heard < all {
        "The others can add theirs later."
    } else {
        "Everyone."
    };
    let gain = if gained > 0 {
        format!("{gained} points more than when you began")
    } else {
        format!("{} left", words::work(progress.left))
    };
    let date = p80.map_or_else(|| "…".to_owned(), |day| words::date(day, today));
    view! {
        <div class="standup-figures">
            <StatTile label="Heard today" value=format!("{heard} of {all}") detail=others />
            <StatTile label="Work done" value=format!("{percent} %") detail=gain />
            <StatTile label="80 % finish date" value=date detail=moved tone=tone />
        </div>
    }
    .into_any()
}

/// How the date has moved since the stand-up was opened.
fn moved(
    was: Option<NaiveDate>,
    now: Option<NaiveDate>,
    is_fresh: bool,
    today: Today,
) -> (String, Tone) {
    match was.zip(now) {
        _ if !is_fresh => ("Being worked out…".to_owned(), Tone::Neutral),
        Some((was, now)) if now < was => (
            format!("was {} when you began", words::date(was, today)),
            Tone::Good,
        ),
        Some((was, now)) if now > was => (
            format!("was {} when you began", words::date(was, today)),
            Tone::Warning,
        ),
        _ => ("as before".to_owned(), Tone::Neutral),
    }
}

/// A wait to be chased, in words.
#[derive(Clone, Debug, PartialEq)]
struct Chased {
    task: Id<Task>,
    title: String,
    whom: String,
    age: String,
    message: String,
}

/// The waits to chase: what holds up most work first, then the oldest.
fn chased(project: &Project, me: &str, today: Today) -> Vec<Chased> {
    let mut found = bottlenecks(&Scope::of(project, today));
    found.sort_by_key(|it| std::cmp::Reverse((it.holds_up.work, it.days)));
    let told = |it: &Bottleneck| {
        let whom = it.waiting_on.as_ref();
        let whom = whom.and_then(|whom| words::party(project, whom));
        let mut said = whom.unwrap_or_else(|| "Nobody named yet".to_owned());
        if it.holds_up.tasks > 0 {
            said.extend([format!(
                ", holds up {}",
                words::count(it.holds_up.tasks, "task")
            )]);
        }
        Chased {
            task: it.task.clone(),
            title: title(project, &it.task),
            whom: said,
            age: match it.days {
                Some(0) | None => "new".to_owned(),
                Some(days) => words::count(days as usize, "day"),
            },
            message: chase::chase(project, &[it], me, today),
        }
    };
    found.iter().take(CHASED).map(told).collect()
}

fn chase_list(execute: Execute, chased: &[Chased]) -> AnyView {
    if chased.is_empty() {
        return view! { <p class="quiet">"Nothing waits for anyone."</p> }.into_any();
    }
    let rows = chased.iter().map(|it| {
        let message = it.message.clone();
        view! {
            <li class="chased">
                <Badge text=it.age.clone() tone=Tone::Warning icon=IconName::Clock />
                <div class="chased__words">
                    {task_link(execute, &it.task, it.title.clone())}
                    <span class="quiet">{it.whom.clone()}</span>
                </div>
                <IconButton
                    label=format!("Copy a message about {}", it.title)
                    icon=IconName::Copy
                    on_press=move |()| execute.copy(message.clone())
                />
            </li>
        }
    });
    view! { <ol class="chase-list" role="list">{rows.collect_view()}</ol> }.into_any()
}

/// The status text of the day, to be copied.
fn status(execute: Execute) -> AnyView {
    let text = move |format| {
        let outlook = execute.outlook();
        execute.read(|project, dates, today| {
            let facts = Facts {
                project,
                dates,
                forecast: outlook.as_ref().map(|it| &it.forecast),
                today,
                me: "",
            };
            status_text::status(&facts, since(project, today), format)
        })
    };
    let shown = Memo::new(move |_| text(Format::Plain));
    view! {
        <pre class="status-text" tabindex="0" role="group" aria-label="Status of the day">{shown}</pre>
        <div class="status-text__actions">
            <Button
                label="Copy as text"
                icon=IconName::Copy
                on_press=move |()| execute.copy(shown.get_untracked())
            />
            <Button
                label="Copy as Markdown"
                icon=IconName::Copy
                kind=ButtonKind::Quiet
                on_press=move |()| execute.copy(untrack(|| text(Format::Markdown)))
            />
        </div>
    }
    .into_any()
}

/// The day from which on the status tells what was done: the last check-in before today, else
/// yesterday.
fn since(project: &Project, today: Today) -> NaiveDate {
    let days = project.check_ins.values().filter_map(|it| it.date);
    let last = days.filter(|day| *day < today.0).max();
    last.or_else(|| today.0.pred_opt()).unwrap_or(today.0)
}
