//! The guided audit: questions by area; each is ticked off, skipped, or becomes a task.

use lastmile::edit::prompt_answer;
use lastmile::finish::audit::{AREAS, Area, Prompt};
use lastmile::present::words;
use lastmile::project::{Answer, Id};
use leptos::prelude::*;

use super::state::AuditState;
use crate::app::components::{Badge, Button, ButtonKind, Disclosure, IconName, Tone};

/// All areas with their questions.
#[component]
pub fn Guide() -> impl IntoView {
    let state = expect_context::<AuditState>();
    view! {
        <div class="audit-part">
            <p class="audit-part__lead">
                "What is easily forgotten before the end. Say yes where it is taken care of; a no becomes a task."
            </p>
            <div class="areas">
                {AREAS
                    .iter()
                    .map(|area| view! { <AreaQuestions area=area state=state /> })
                    .collect_view()}
            </div>
        </div>
    }
}

#[component]
fn AreaQuestions(area: &'static Area, state: AuditState) -> impl IntoView {
    let open = Memo::new(move |_| {
        state.workspace.read(|project| {
            let answered = |prompt: &&Prompt| {
                let answer = project.prompt_answers.get(&Id::new(prompt.id));
                answer.is_none_or(|answer| answer.answer.is_none())
            };
            area.prompts.iter().filter(answered).count()
        })
    });
    let title = Signal::derive(move || match open.get() {
        0 => format!("{}: all answered", area.title),
        count => format!("{}: {} open", area.title, words::count(count, "question")),
    });
    view! {
        <Disclosure summary=title>
            <ul class="prompts" role="list">
                {area.prompts.iter().map(|prompt| view! { <Question prompt=prompt state=state /> }).collect_view()}
            </ul>
        </Disclosure>
    }
}

#[component]
fn Question(prompt: &'static Prompt, state: AuditState) -> impl IntoView {
    let workspace = state.workspace;
    let answer = Memo::new(move |_| {
        workspace.read(|project| {
            project
                .prompt_answers
                .get(&Id::new(prompt.id))
                .map(|it| (it.answer, it.task.clone()))
        })
    });
    let say = move |answer: Option<Answer>| {
        workspace
            .act(|project, author, _| prompt_answer::answer(project, prompt.id, answer, author));
    };
    let make = move || {
        let made = workspace.make(|project, author, ids| {
            prompt_answer::make_task(project, prompt.id, prompt.task, author, ids)
        });
        if made.is_some() {
            state.router.open_task(made);
        }
    };
    let buttons = move || match answer.get() {
        Some((Some(answered), task)) => {
            let (said, tone) = match answered {
                Answer::Covered => ("Taken care of", Tone::Good),
                Answer::NotApplicable => ("Does not apply", Tone::Neutral),
                Answer::TaskMade => ("A task was made", Tone::Accent),
            };
            let open = task.map(|id| {
                view! {
                    <Button
                        label="Open the task"
                        kind=ButtonKind::Quiet
                        on_press=move |()| state.router.open_task(Some(id.clone()))
                    />
                }
            });
            view! {
                <Badge text=said tone=tone />
                {open}
                <Button label="Ask again" kind=ButtonKind::Quiet on_press=move |()| say(None) />
            }
            .into_any()
        }
        Some((None, _)) | None => view! {
            <Button
                label="Yes"
                icon=IconName::Check
                on_press=move |()| say(Some(Answer::Covered))
            />
            <Button label="No, make a task" icon=IconName::Add on_press=move |()| make() />
            <Button
                label="Does not apply"
                kind=ButtonKind::Quiet
                on_press=move |()| say(Some(Answer::NotApplicable))
            />
        }
        .into_any(),
    };
    view! {
        <li class="prompt">
            <div class="prompt__words">
                <span>{prompt.question}</span>
                <span class="prompt__task">{format!("As a task: {}", prompt.task)}</span>
            </div>
            <div class="prompt__answers" role="group" aria-label=prompt.question>
                {buttons}
            </div>
        </li>
    }
}
