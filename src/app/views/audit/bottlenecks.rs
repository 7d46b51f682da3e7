//! What keeps tasks from going on: by whom, or by kind; the oldest first, with what each holds up.

use lastmile::finish::audit::{Bottleneck, Group, GroupKey, Scope, bottlenecks, by_kind, by_party};
use lastmile::present::{chase, words};
use lastmile::project::{Id, Project, Task, Today};
use leptos::prelude::*;

use super::state::AuditState;
use crate::app::components::{
    Badge, Button, ButtonKind, Choice, EmptyState, IconName, Panel, SegmentedControl, Tone, piece,
};
use crate::app::later::later;
use crate::app::views::to_clipboard::to_clipboard;

/// The bottlenecks of the project.
#[component]
pub fn Bottlenecks() -> impl IntoView {
    let state = expect_context::<AuditState>();
    let by_whom = RwSignal::new(true);
    let shown = later(state.workspace, |project, today| {
        let found = bottlenecks(&Scope::of(project, today));
        let lay_out = |groups: Vec<Group>| {
            groups
                .into_iter()
                .map(|group| told(project, group, today))
                .collect::<Vec<_>>()
        };
        (lay_out(by_party(&found)), lay_out(by_kind(&found)))
    });
    view! {
        <div class="audit-part">
            <div class="audit-part__head">
                <p class="audit-part__lead">
                    "What waits, for whom and since when. Clear the oldest first, or the one that holds up most."
                </p>
                <SegmentedControl
                    label="Grouped by"
                    label_hidden=true
                    options=vec![Choice::new("whom", "By whom"), Choice::new("kind", "By kind")]
                    value=Signal::derive(move || if by_whom.get() { "whom" } else { "kind" }.to_owned())
                    on_change=move |value: String| by_whom.set(value == "whom")
                />
            </div>
            {piece(move || {
                shown.with(|found| {
                    let (whom, kind) = found.as_ref()?;
                    let groups = if by_whom.get() { whom } else { kind };
                    Some(if groups.is_empty() { nothing() } else { groups.iter().map(|told| group(state, told)).collect_view().into_any() })
                })
            })}
        </div>
    }
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Done
            headline="Nothing is stuck"
            text="When a task waits for an approval, for information or for a technical issue to be solved, say so in its “Waiting for” cell. It then stands here with its age."
        />
    }
    .into_any()
}

/// A group in words.
#[derive(Clone)]
struct Told {
    title: String,
    lead: String,
    /// One message about all of them, where there is more than one.
    message: Option<String>,
    rows: Vec<ToldRow>,
}

#[derive(Clone)]
struct ToldRow {
    id: Id<Task>,
    title: String,
    what: String,
    age: String,
    is_old: bool,
    holds_up: String,
    message: String,
}

/// From this many days on a wait is shown as old: a working week.
const OLD_DAYS: u32 = 7;

fn told(project: &Project, group: Group, today: Today) -> Told {
    let all: Vec<&Bottleneck> = group.bottlenecks.iter().collect();
    let title = match &group.key {
        GroupKey::Kind(kind) => words::blocker_kind(*kind).to_owned(),
        GroupKey::Party(party) => {
            words::party(project, party).unwrap_or_else(|| "Someone who left".to_owned())
        }
        GroupKey::Unnamed => "Nobody named yet".to_owned(),
    };
    let held = match all.iter().map(|it| it.holds_up.tasks).sum() {
        0 => "nothing else held up".to_owned(),
        tasks => format!("{} held up", words::count(tasks, "task")),
    };
    Told {
        title,
        lead: format!("{} waiting, {held}", words::count(all.len(), "task")),
        message: (all.len() > 1).then(|| chase::chase(project, &all, "", today)),
        rows: all
            .iter()
            .map(|it| told_row(project, &group.key, it, today))
            .collect(),
    }
}

/// A wait in words; the title of its group is not said again.
fn told_row(project: &Project, group: &GroupKey, it: &Bottleneck, today: Today) -> ToldRow {
    let task = project.tasks.get(&it.task);
    let note = task
        .and_then(|task| task.blocker.as_ref())
        .map(|blocker| blocker.note.clone());
    let kind_or_whom = match group {
        GroupKey::Kind(_) => it
            .waiting_on
            .as_ref()
            .and_then(|whom| words::party(project, whom)),
        GroupKey::Party(_) | GroupKey::Unnamed => Some(words::blocker_kind(it.kind).to_owned()),
    };
    let what = [kind_or_whom, note.filter(|note| !note.is_empty())];
    ToldRow {
        id: it.task.clone(),
        title: task.map(|task| task.title.clone()).unwrap_or_default(),
        what: what.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        age: match it.days {
            Some(0) => "since today".to_owned(),
            Some(days) => words::count(days as usize, "day"),
            None => "since when?".to_owned(),
        },
        is_old: it.days.is_some_and(|days| days >= OLD_DAYS),
        holds_up: match it.holds_up.tasks {
            0 => "holds up nothing else".to_owned(),
            tasks => format!(
                "holds up {}, {}",
                words::count(tasks, "task"),
                words::work(it.holds_up.work)
            ),
        },
        message: chase::chase(project, &[it], "", today),
    }
}

fn group(state: AuditState, told: &Told) -> AnyView {
    let message = StoredValue::new(told.message.clone());
    let rows = told.rows.iter().map(|told| row(state, told)).collect_view();
    view! {
        <Panel
            title=told.title.clone()
            lead=told.lead.clone()
            framed=true
            actions=move || {
                let message = message.get_value()?;
                Some(
                    view! {
                        <Button
                            label="Copy one message for all"
                            icon=IconName::Copy
                            kind=ButtonKind::Quiet
                            on_press=move |()| copy(state, message.clone())
                        />
                    },
                )
            }
        >
            <ul class="bottlenecks" role="list">{rows}</ul>
        </Panel>
    }
    .into_any()
}

fn row(state: AuditState, told: &ToldRow) -> AnyView {
    let ToldRow {
        id,
        title,
        what,
        age,
        is_old,
        holds_up,
        message,
    } = told.clone();
    let tone = if is_old { Tone::Bad } else { Tone::Warning };
    let copied = format!("Copy a message about {title}");
    view! {
        <li class="bottleneck">
            <Badge text=age tone=tone icon=IconName::Clock />
            <div class="bottleneck__words">
                <button
                    type="button"
                    class="link"
                    on:click=move |_| state.router.open_task(Some(id.clone()))
                >
                    {title}
                </button>
                <span class="bottleneck__what">{what}</span>
            </div>
            <span class="bottleneck__holds">{holds_up}</span>
            <crate::app::components::IconButton
                label=copied
                icon=IconName::Copy
                on_press=move |()| copy(state, message.clone())
            />
        </li>
    }
    .into_any()
}

/// Puts a chase message on the clipboard, signed if it is known by whom.
fn copy(state: AuditState, message: String) {
    let me = state
        .workspace
        .peek_shelf(|shelf| shelf.settings.me.clone());
    let message = if me.is_empty() {
        message
    } else {
        format!("{message}\n{me}")
    };
    let otherwise = "Open the task and copy from there.";
    to_clipboard(state.workspace, message, "message", otherwise);
}
