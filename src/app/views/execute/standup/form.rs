//! One person's update: hours left, what is done, what is in the way, what help is needed.

use std::collections::BTreeMap;

use lastmile::edit::check_in;
use lastmile::present::words;
use lastmile::project::{
    BlockerKind, CheckIn, Id, Person, Project, Status, Task, Today, WorkMinutes,
};
use leptos::prelude::*;

use super::super::state::{Execute, title};
use super::{Standup, first_to_hear};
use crate::app::browser::dom;
use crate::app::components::{
    Button, ButtonKind, Choice, IconName, NumberField, Select, TextArea, TextField,
};
use crate::app::drafts::{FormText, Owner};
use crate::app::route::Place;

const DONE: &str = "Done since last time";
const NEXT: &str = "Next";
const BLOCKER: &str = "In the way";
const HELP: &str = "Help needed";

/// A task that is spoken of, as it was when the form was opened.
#[derive(Clone, Debug)]
struct Asked {
    task: Id<Task>,
    title: String,
    detail: String,
    hours: Option<f64>,
    has_begun: bool,
}

/// What is typed.
#[derive(Clone, Copy)]
struct Form {
    left: RwSignal<BTreeMap<Id<Task>, Option<f64>>>,
    done: FormText,
    next: FormText,
    blocker: FormText,
    cause: RwSignal<String>,
    blocked: RwSignal<String>,
    help: FormText,
}

/// The form of a person.
pub(super) fn form(standup: Standup, person: &Id<Person>) -> AnyView {
    let execute = standup.execute;
    let today = untrack(|| execute.workspace.today());
    let turn = standup
        .turns
        .with_untracked(|turns| turns.iter().find(|it| it.person == *person).cloned());
    let Some(turn) = turn else {
        return ().into_any();
    };
    let (asked, before, done) = execute.workspace.peek(|project| {
        let asked: Vec<Asked> = turn
            .tasks
            .iter()
            .filter_map(|id| asked(project, id, today))
            .collect();
        let before = turn.said.as_ref().and_then(|id| project.check_ins.get(id));
        let done: Vec<_> = turn.done.iter().map(|id| title(project, id)).collect();
        (asked, before.cloned(), done.join("\n"))
    });
    let before = before.unwrap_or_else(|| CheckIn {
        done,
        ..CheckIn::default()
    });
    let form = Form::new(execute, person, &asked, before);
    let hours = asked.iter().map(|it| hours_field(form, it)).collect_view();
    let tasks: Vec<Choice> = [Choice::new("", "None of the tasks")]
        .into_iter()
        .chain(
            asked
                .iter()
                .map(|it| Choice::new(it.task.as_str(), it.title.clone())),
        )
        .collect();
    let save = {
        let person = person.clone();
        Callback::new(move |()| {
            let said = form.said(&asked);
            let workspace = execute.workspace;
            if workspace.act(|project, author, _| check_in::report(project, &person, &said, author))
            {
                for text in [form.done, form.next, form.blocker, form.help] {
                    text.sent();
                }
                hear_next(standup, &person);
            }
        })
    };
    view! {
        <div class="turn__form">
            <fieldset class="turn__hours">
                <legend>"Hours left"</legend>
                {hours}
            </fieldset>
            <div class="turn__texts">
                {text(DONE, form.done, 2)}
                {text(NEXT, form.next, 2)}
            </div>
            <div class="turn__texts">
                {text(BLOCKER, form.blocker, 2)}
                <div class="turn__cause">
                    <Select
                        label="It holds up"
                        options=tasks
                        value=form.blocked
                        on_change=move |value| form.blocked.set(value)
                    />
                    <Select
                        label="Cause"
                        options=causes()
                        value=form.cause
                        on_change=move |value| form.cause.set(value)
                    />
                </div>
            </div>
            <TextField
                label=HELP
                value=form.help.value
                on_change=move |text| form.help.set(text)
                on_input=move |text| form.help.set(text)
                placeholder="An hour of someone who knows the billing code"
            />
            <div class="turn__actions">
                <Button
                    label="Take down the update"
                    icon=IconName::Check
                    kind=ButtonKind::Primary
                    on_press=save
                />
            </div>
        </div>
    }
    .into_any()
}

fn asked(project: &Project, id: &Id<Task>, today: Today) -> Option<Asked> {
    let task = project.tasks.get(id)?;
    let mut detail = vec![words::status(task.status).to_owned()];
    if let Some(due) = task.due {
        detail.push(format!("due {}", words::date(due, today)));
    }
    if let Some(blocker) = &task.blocker {
        detail.push(format!(
            "waits: {}",
            words::blocker(project, blocker, today)
        ));
    }
    Some(Asked {
        task: id.clone(),
        title: title(project, id),
        detail: detail.join(" · "),
        hours: task.remaining_work().map(WorkMinutes::as_hours),
        has_begun: task.status == Status::Doing,
    })
}

fn hours_field(form: Form, asked: &Asked) -> AnyView {
    let (id, changed) = (asked.task.clone(), asked.task.clone());
    let value = move || form.left.with(|left| left.get(&id).copied().flatten());
    let set = move |hours: Option<f64>| {
        form.left.update(|left| {
            left.insert(changed.clone(), hours);
        });
    };
    view! {
        <NumberField
            label=asked.title.clone()
            hint=asked.detail.clone()
            value=Signal::derive(value)
            on_change=set
            unit="h"
            max=20_000.0
            step=0.5
        />
    }
    .into_any()
}

fn text(label: &'static str, text: FormText, rows: u16) -> AnyView {
    let set = move |typed: String| text.set(typed);
    view! { <TextArea label=label value=text.value on_change=set on_input=set rows=rows /> }
        .into_any()
}

fn causes() -> Vec<Choice> {
    let kinds = BlockerKind::ALL
        .iter()
        .map(|kind| Choice::new(cause_value(*kind), words::blocker_kind(*kind)));
    [Choice::new("", "Not said")]
        .into_iter()
        .chain(kinds)
        .collect()
}

fn cause_value(kind: BlockerKind) -> &'static str {
    match kind {
        BlockerKind::Approval => "approval",
        BlockerKind::MissingInformation => "information",
        BlockerKind::TechnicalIssue => "technical",
        BlockerKind::Other => "other",
    }
}

impl Form {
    /// Begins with what was being typed, else with what was said before.
    fn new(execute: Execute, person: &Id<Person>, asked: &[Asked], before: CheckIn) -> Self {
        let kept = |label, before| {
            let owner = Owner::Form(Place::Execute, "standup", person.to_string());
            FormText::new(execute.workspace, owner, label, before)
        };
        Self {
            left: RwSignal::new(asked.iter().map(|it| (it.task.clone(), it.hours)).collect()),
            done: kept(DONE, before.done),
            next: kept(NEXT, before.next),
            blocker: kept(BLOCKER, before.blocker),
            cause: RwSignal::new(before.cause.map_or("", cause_value).to_owned()),
            blocked: RwSignal::new(before.blocked.map(|it| it.to_string()).unwrap_or_default()),
            help: kept(HELP, before.help),
        }
    }

    /// The update as it will be written down: of tasks that have not begun only those whose hours
    /// were changed.
    fn said(self, asked: &[Asked]) -> CheckIn {
        let left = self.left.get_untracked();
        let spoken = asked.iter().filter_map(|it| {
            let hours = left.get(&it.task).copied().flatten()?;
            (it.has_begun || Some(hours) != it.hours).then(|| (it.task.clone(), minutes(hours)))
        });
        let blocked = self.blocked.get_untracked();
        let cause = self.cause.get_untracked();
        CheckIn {
            remaining_minutes: spoken.collect(),
            done: self.done.value.get_untracked(),
            next: self.next.value.get_untracked(),
            blocker: self.blocker.value.get_untracked(),
            cause: BlockerKind::ALL
                .into_iter()
                .find(|kind| cause_value(*kind) == cause),
            blocked: (!blocked.is_empty()).then(|| Id::new(&blocked)),
            help: self.help.value.get_untracked(),
            ..CheckIn::default()
        }
    }
}

/// Hours of a field between 0 and 20,000 as minutes.
fn minutes(hours: f64) -> WorkMinutes {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field keeps it between 0 and 20,000 hours"
    )]
    WorkMinutes(libm::round(hours.clamp(0.0, 20_000.0) * 60.0) as u32)
}

/// Opens the form of the next person, and moves the focus to their name.
fn hear_next(standup: Standup, after: &Id<Person>) {
    let next = standup.turns.with_untracked(|turns| {
        let waiting: Vec<_> = turns
            .iter()
            .filter(|it| it.person != *after)
            .cloned()
            .collect();
        first_to_hear(&waiting, None)
    });
    let to = next.clone().unwrap_or_else(|| after.clone());
    standup.open.set(next);
    request_animation_frame(move || {
        let head = dom::find(".turn__head", |element| {
            let turn = element.closest("[data-person]").ok().flatten();
            turn.and_then(|turn| dom::data(&turn, "person")).as_deref() == Some(to.as_str())
        });
        if let Some(head) = head {
            dom::focus(&head);
        }
    });
}
