//! Holding a review: who takes part, what stands in the way, and the verdict.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use lastmile::edit::readiness::{self, Held};
use lastmile::finish::readiness::{Report, besides};
use lastmile::present::{agreement, readiness as said};
use lastmile::project::{Approval, Gate, Id};
use leptos::prelude::*;

use super::{ReadinessState, tone};
use crate::app::components::{
    Badge, Button, ButtonKind, Checkbox, Choice, DateField, Dialog, DialogSize, SegmentedControl,
    TextArea, When, piece,
};

/// What was typed so far.
#[derive(Clone, Copy)]
pub struct ReviewForm {
    gate: RwSignal<Option<Gate>>,
    date: RwSignal<Option<NaiveDate>>,
    /// Ids with `p` before a person and `s` before a stakeholder.
    present: RwSignal<BTreeSet<String>>,
    blocking: RwSignal<String>,
    verdict: RwSignal<Approval>,
    conditions: RwSignal<String>,
    remark: RwSignal<String>,
}

impl ReviewForm {
    /// No review is being held.
    pub fn new() -> Self {
        Self {
            gate: RwSignal::new(None),
            date: RwSignal::new(None),
            present: RwSignal::new(BTreeSet::new()),
            blocking: RwSignal::new(String::new()),
            verdict: RwSignal::new(Approval::Approved),
            conditions: RwSignal::new(String::new()),
            remark: RwSignal::new(String::new()),
        }
    }
}

/// Begins a review: what blocks by the rules is on its list already.
pub fn begin(state: ReadinessState, gate: Gate) {
    let form = state.review;
    form.date.set(Some(untrack(|| state.workspace.today()).0));
    form.present.set(BTreeSet::new());
    form.conditions.set(String::new());
    form.remark.set(String::new());
    let blocking = untrack(|| asked(state, blocking));
    form.verdict.set(if blocking.is_empty() {
        Approval::Approved
    } else {
        Approval::Rejected
    });
    form.blocking.set(blocking.join("\n"));
    form.gate.set(Some(gate));
}

/// What stands in the way by the rules, where nobody has overruled them.
fn blocking(report: &Report) -> Vec<String> {
    let questions = report.questions.iter().filter(|it| !it.is_overruled());
    let missing = questions.flat_map(|it| &it.missing);
    let blocks = missing.filter(|it| it.blocks);
    blocks.map(|it| it.text.clone()).collect()
}

/// Reads the questions a review asks: those that are always answered, and its own.
fn asked<T>(state: ReadinessState, read: impl FnOnce(&Report) -> T) -> T {
    let mut report = state.report.get().as_ref().clone();
    let today = state.workspace.today();
    let own = state.workspace.read(|project| besides(project, today));
    report.questions.push(own);
    read(&report)
}

/// The form; it is open while a review is being written down.
#[component]
pub fn ReviewDialog(state: ReadinessState) -> AnyView {
    let form = state.review;
    let close = move |()| form.gate.set(None);
    let title = move || form.gate.get().map_or("", agreement::gate).to_owned();
    view! {
        <Dialog
            title=Signal::derive(title)
            open=Signal::derive(move || form.gate.with(Option::is_some))
            on_close=close
            size=DialogSize::Wide
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=close />
                    <Button
                        label="Record the review"
                        kind=ButtonKind::Primary
                        on_press=move |()| record(state)
                    />
                }
            }
        >
            {fields(state)}
        </Dialog>
    }
    .into_any()
}

fn record(state: ReadinessState) {
    let form = state.review;
    let Some(kind) = form.gate.get_untracked() else {
        return;
    };
    let present = form.present.get_untracked();
    let lines = |text: RwSignal<String>| {
        text.get_untracked()
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let held = Held {
        kind,
        date: form.date.get_untracked(),
        people: present
            .iter()
            .filter_map(|it| Some(Id::new(it.strip_prefix('p')?)))
            .collect(),
        stakeholders: present
            .iter()
            .filter_map(|it| Some(Id::new(it.strip_prefix('s')?)))
            .collect(),
        answers: untrack(|| asked(state, Report::frozen)),
        blocking: lines(form.blocking),
        verdict: form.verdict.get_untracked(),
        remark: form.remark.get_untracked(),
        conditions: lines(form.conditions),
    };
    let dates = untrack(|| state.engine.schedule().get());
    let dates = dates.value().cloned();
    let planned = move |id: &Id<lastmile::project::Task>| {
        let scheduled = dates.as_ref().and_then(|it| it.tasks.get(id));
        scheduled.map_or((None, None), |it| (it.start, it.finish))
    };
    let made = state
        .workspace
        .make(|project, author, ids| readiness::hold(project, &held, &planned, author, ids));
    if made.is_some() {
        form.gate.set(None);
    }
}

fn fields(state: ReadinessState) -> AnyView {
    let form = state.review;
    let is_entry = move || form.gate.get() == Some(Gate::Entry);
    view! {
        <p class="done__quiet">
            {move || if is_entry() {
                "Before the last mile: is it shared what done means, is acceptance clear, are decisions made? A go begins the last mile, freezes the baseline and switches change control on."
            } else {
                "Before it is let go: is everything that was agreed in place? A go releases it."
            }}
        </p>
        <div class="hold-review">
            <div class="hold-review__column">
                <DateField
                    label="Held on"
                    value=form.date
                    on_change=move |day| form.date.set(day)
                    required=true
                />
                {participants(state)}
            </div>
            <div class="hold-review__column">
                {answers(state)}
            </div>
        </div>
        <TextArea
            label="What stands in the way, one in each line"
            value=form.blocking
            on_change=move |text: String| form.blocking.set(text)
            on_input=move |text: String| form.blocking.set(text)
            rows=3
        />
        <SegmentedControl
            label="Verdict"
            options=verdicts()
            value=Signal::derive(move || agreement::go(Some(form.verdict.get())).to_owned())
            on_change=move |value: String| {
                let all = Approval::ALL.into_iter();
                let chosen = all.into_iter().find(|it| agreement::go(Some(*it)) == value);
                form.verdict.set(chosen.unwrap_or(Approval::Rejected));
            }
        />
        <When holds=Signal::derive(move || form.verdict.get() == Approval::WithConditions)>
            <TextArea
                label="Conditions, one in each line"
                value=form.conditions
                on_change=move |text: String| form.conditions.set(text)
                on_input=move |text: String| form.conditions.set(text)
                hint="Each becomes a task that must be done."
                rows=2
            />
        </When>
        <TextArea
            label="Remark"
            value=form.remark
            on_change=move |text: String| form.remark.set(text)
            on_input=move |text: String| form.remark.set(text)
            rows=2
        />
    }
    .into_any()
}

fn verdicts() -> Vec<Choice> {
    let choice = |it| Choice::new(agreement::go(Some(it)), agreement::go(Some(it)));
    Approval::ALL.map(choice).into()
}

fn participants(state: ReadinessState) -> AnyView {
    let workspace = state.workspace;
    let present = state.review.present;
    let everyone = Memo::new(move |_| {
        workspace.read(|project| {
            let by_name = lastmile::present::people::by_name(&project.people, |it| &it.name);
            let mut all: Vec<_> = by_name
                .into_iter()
                .map(|(id, name)| (format!("p{id}"), name))
                .collect();
            let by_name = lastmile::present::people::by_name(&project.stakeholders, |it| &it.name);
            for (id, name) in by_name {
                // One human who works and decides stands there once.
                let works = project
                    .stakeholders
                    .get(&id)
                    .and_then(|it| it.person.as_ref());
                if works.is_none_or(|id| !project.people.contains_key(id)) {
                    all.push((format!("s{id}"), name));
                }
            }
            all
        })
    });
    view! {
        <fieldset class="participants">
            <legend class="field__label">"Who takes part"</legend>
            {piece(move || {
                let all = everyone.get();
                if all.is_empty() {
                    return view! {
                        <p class="done__quiet">"Nobody is written down under People and settings yet."</p>
                    }
                    .into_any();
                }
                let boxes = all.into_iter().map(|(key, name)| {
                    let shown = key.clone();
                    view! {
                        <Checkbox
                            label=name
                            checked=Signal::derive(move || present.with(|it| it.contains(&shown)))
                            on_change=move |checked| present.update(|it| {
                                if checked {
                                    it.insert(key.clone());
                                } else {
                                    it.remove(&key);
                                }
                            })
                        />
                    }
                });
                boxes.collect_view().into_any()
            })}
        </fieldset>
    }
    .into_any()
}

/// The answers as they will be frozen.
fn answers(state: ReadinessState) -> AnyView {
    piece(move || {
        let rows = asked(state, |report| {
            let row = |it: &lastmile::finish::readiness::Question| {
                view! {
                    <li>
                        <Badge text=said::answer(it.answer) tone=tone(it.answer) />
                        <span>{it.text.clone()}</span>
                    </li>
                }
            };
            report.questions.iter().map(row).collect_view()
        });
        view! {
            <p class="field__label">"The answers, frozen with the review"</p>
            <ul class="frozen" role="list">{rows}</ul>
        }
    })
}
