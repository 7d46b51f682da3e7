//! The questions with their answers, what is missing, what to do next, and how it went so far.

use lastmile::edit::readiness;
use lastmile::finish::readiness::{Question, Report};
use lastmile::present::{readiness as said, words};
use lastmile::project::Id;
use leptos::prelude::*;

use super::targets::link;
use super::{ReadinessState, tone};
use crate::app::components::{
    Badge, Button, ButtonKind, Icon, IconName, Menu, MenuItem, Panel, Reason, StatTile, TextField,
    WhyButton, piece,
};

/// How many next actions are shown.
const NEXT: usize = 3;

/// All of it.
#[component]
pub fn Questions(state: ReadinessState) -> AnyView {
    view! {
        <div class="readiness__part">
            {piece(move || state.report.with(|report| {
                (!report.questions.is_empty()).then(|| head(state, report))
            }))}
            <Panel title="The questions" framed=true>
                {piece(move || {
                    let questions = state.report.get().questions.clone();
                    let rows = questions.into_iter().map(|it| question(state, it));
                    view! { <ol class="questions" role="list">{rows.collect_view()}</ol> }
                })}
                {own_question(state)}
            </Panel>
            <Panel title="Readiness over time" framed=true>
                {piece(move || over_time(state))}
            </Panel>
        </div>
    }
    .into_any()
}

/// The score, and what would raise it most.
fn head(state: ReadinessState, report: &Report) -> AnyView {
    let reasons = report.questions.iter().map(|it| {
        Reason::new(format!(
            "{} of 2 points: {} ({})",
            it.points(),
            it.text,
            said::answer(it.answer)
        ))
    });
    let reasons = Signal::stored(reasons.collect::<Vec<_>>());
    let actions = report.actions();
    let rows = actions.iter().take(NEXT).map(|action| {
        let question = report
            .questions
            .get(action.question)
            .map_or("", |it| it.text.as_str());
        let worth = libm::round(f64::from(action.worth) / 10.0) / 10.0;
        let points = if action.worth == 100 {
            "point"
        } else {
            "points"
        };
        let worth = format!("up to {worth} {points}: {question}");
        view! {
            <li>
                {link(state, &action.missing)}
                <span class="done__quiet">{worth}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let nothing = actions.is_empty();
    let why = Signal::stored(vec![
        Reason::new(
            "What a question still lacks to its 2 points is divided by the number of things missing there.",
        ),
        Reason::new(
            "The most worth comes first; what blocks comes before what weakens; then in the order of the questions.",
        ),
    ]);
    view! {
        <div class="readiness__head">
            <StatTile
                label="Readiness score"
                value=format!("{} %", report.score())
                detail=said::summary(report)
                why=move || {
                    view! {
                        <WhyButton
                            about="the readiness score"
                            reasons=reasons
                            rule="Ready counts 2, at risk 1, not ready or not answered 0; their sum out of 2 for each question. An overruled question counts as it was overruled."
                        />
                    }
                }
            />
            <div class="readiness__next" role="group" aria-label="What would raise it most">
                <div class="readiness__next-head">
                    <p class="stat__label">"What would raise it most"</p>
                    <WhyButton about="these next actions" reasons=why />
                </div>
                {if nothing {
                    view! { <p class="done__quiet">"Nothing is missing."</p> }.into_any()
                } else {
                    view! { <ol class="next-actions">{rows}</ol> }.into_any()
                }}
            </div>
        </div>
    }
    .into_any()
}

fn question(state: ReadinessState, it: Question) -> AnyView {
    let tone = tone(it.answer);
    let overruled = it.is_overruled();
    let by = it.said.as_ref().map(|said| {
        let today = untrack(|| state.workspace.today());
        let person = said.said_by.as_ref();
        let name = state.workspace.peek(|project| {
            let person = person.and_then(|id| project.people.get(id));
            person.map_or_else(|| "someone who left".to_owned(), |it| it.name.clone())
        });
        let day = said
            .said_on
            .map(|day| words::date(day, today))
            .unwrap_or_default();
        let rule = said::answer(it.by_rule).to_lowercase();
        if overruled {
            format!("Overruled by {name}, {day}. The rule says: {rule}.")
        } else {
            format!("Answered by {name}, {day}.")
        }
    });
    let missing = it.missing.iter().map(|missing| {
        let (icon, word) = if missing.blocks {
            (IconName::Block, "Blocks: ")
        } else {
            (IconName::Warning, "Weakens: ")
        };
        view! {
            <li data-blocks=missing.blocks.to_string()>
                <Icon name=icon />
                <span class="visually-hidden">{word}</span>
                {link(state, missing)}
            </li>
        }
    });
    let missing = missing.collect_view();
    let name = it.text.clone();
    let entries = {
        let it = it.clone();
        move || entries(state, &it)
    };
    let rule = it.rule;
    view! {
        <li class="question">
            <div class="question__head">
                <Badge text=said::answer(it.answer) tone=tone icon=IconName::of(tone) />
                <h3 class="question__text">{it.text}</h3>
                {(!rule.is_empty()).then(|| view! {
                    <WhyButton
                        about=format!("the answer to: {name}")
                        reasons=Signal::stored(vec![Reason::new(it.why.clone())])
                        rule=rule
                    />
                })}
                <Menu
                    label=format!("What to do with: {name}")
                    icon=IconName::More
                    icon_only=true
                    kind=ButtonKind::Quiet
                    entries=Signal::derive(entries)
                />
            </div>
            <p class="question__why">{it.why.clone()}</p>
            {by.map(|by| view! { <p class="question__by">{by}</p> })}
            <ul class="question__missing" role="list">{missing}</ul>
        </li>
    }
    .into_any()
}

fn entries(state: ReadinessState, it: &Question) -> Vec<crate::app::components::MenuEntry> {
    let workspace = state.workspace;
    let id = || Id::new(&it.key);
    let (answered, text) = (id(), it.text.clone());
    let label = if it.by_rule.is_some() {
        "Overrule with a reason"
    } else {
        "Answer it"
    };
    let mut entries = vec![
        MenuItem::new(label, move || {
            state.answering.set(Some((answered.clone(), text.clone())));
        })
        .icon(IconName::Edit)
        .into(),
    ];
    if it.said.is_some() {
        let id = id();
        let label = if it.by_rule.is_some() {
            "Let the rule answer again"
        } else {
            "Take the answer back"
        };
        let back = MenuItem::new(label, move || {
            workspace.act(|project, _, _| readiness::take_back(project, &id));
        });
        entries.push(back.icon(IconName::Undo).into());
    }
    if it.by_rule.is_none() {
        let id = id();
        let delete = MenuItem::new("Delete the question", move || {
            workspace.act(|project, _, _| readiness::delete_question(project, &id));
        });
        entries.push(delete.icon(IconName::Trash).danger().into());
    }
    entries
}

/// The field for a question of one's own.
fn own_question(state: ReadinessState) -> AnyView {
    let text = RwSignal::new(String::new());
    let add = Callback::new(move |()| {
        let question = text.get_untracked();
        if question.trim().is_empty() {
            return;
        }
        let added = state
            .workspace
            .act(|project, _, ids| Ok(readiness::add_question(project, &question, ids)?.1));
        if added {
            text.set(String::new());
        }
    });
    view! {
        <div class="own-question" data-print="none">
            <TextField
                label="A question of your own"
                value=text
                on_change=move |value: String| text.set(value)
                on_input=move |value: String| text.set(value)
                on_enter=add
                placeholder="Is the hotline staffed on the weekend?"
            />
            <Button label="Add question" icon=IconName::Add on_press=add />
        </div>
    }
    .into_any()
}

/// A column for each day that is known, and the same as a table.
fn over_time(state: ReadinessState) -> AnyView {
    let today = state.workspace.today();
    let points = state.report.with(|report| {
        state
            .workspace
            .read(|project| said::over_time(project, report, today))
    });
    if points.len() < 2 {
        return view! {
            <p class="done__quiet">
                "From the next day on, or after the first review, this shows how it went."
            </p>
        }
        .into_any();
    }
    let bars = points.iter().map(|it| {
        let share = it.ready as f64 / it.all.max(1) as f64;
        view! {
            <div class="over-time__bar" style:--share=format!("{share:.3}")>
                <span></span>
            </div>
        }
    });
    let bars = bars.collect_view();
    let rows = points.iter().rev().map(|it| {
        view! {
            <tr>
                <th scope="row">{words::date(it.date, today)}</th>
                <td>{format!("{} of {} ready", it.ready, it.all)}</td>
                <td>{it.source.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="over-time" aria-hidden="true">{bars}</div>
        <table class="plain-table">
            <caption class="visually-hidden">"Readiness over time"</caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
