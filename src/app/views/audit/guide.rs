//! The guided audit: questions by area; each is ticked off, skipped, or becomes a task.

use lastmile::edit::{lesson, prompt_answer};
use lastmile::finish::audit::{AREAS, Area, Prompt};
use lastmile::present::words;
use lastmile::project::{Answer, Id, Lesson, LessonKind, Project};
use leptos::prelude::*;

use super::state::AuditState;
use crate::app::components::{Badge, Button, ButtonKind, Disclosure, IconName, Tone, piece};

/// All areas with their questions.
#[component]
pub fn Guide() -> impl IntoView {
    let state = expect_context::<AuditState>();
    // Unfolded to begin with: where the audit goes on.
    let next = state
        .workspace
        .peek(|project| AREAS.iter().position(|area| open_in(area, project) > 0));
    view! {
        <div class="audit-part">
            <p class="audit-part__lead">
                "What is easily forgotten before the end. Say yes where it is taken care of; a no becomes a task."
            </p>
            {lessons(state)}
            <div class="areas">
                {AREAS
                    .iter()
                    .enumerate()
                    .map(|(at, area)| {
                        let unfolded = next == Some(at);
                        view! { <AreaQuestions area=area unfolded=unfolded state=state /> }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// The questions and checks that earlier projects left, above all others.
fn lessons(state: AuditState) -> AnyView {
    let workspace = state.workspace;
    let listed = Memo::new(move |_| {
        workspace.read_shelf(|shelf| {
            let asked = shelf.lessons.iter().filter(|(_, it)| {
                let is_asked =
                    matches!(it.kind, LessonKind::AuditPrompt | LessonKind::ChecklistItem);
                is_asked && it.retired_on.is_none()
            });
            let asked = asked.map(|(id, it)| (id.clone(), it.title.clone(), it.project.clone()));
            asked.collect::<Vec<_>>()
        })
    });
    piece(move || {
        let lessons = listed.get();
        if lessons.is_empty() {
            return None;
        }
        let rows: Vec<AnyView> = lessons
            .into_iter()
            .map(|(id, title, from)| lesson(state, id, title, &from))
            .collect();
        Some(view! {
            <Disclosure summary="From your earlier projects" open=true>
                <ul class="prompts" role="list">{rows}</ul>
            </Disclosure>
        })
    })
}

fn lesson(state: AuditState, id: Id<Lesson>, title: String, from: &str) -> AnyView {
    let workspace = state.workspace;
    let name = StoredValue::new(prompt_answer::prompt_of_lesson(&id));
    let answer = Memo::new(move |_| {
        let id = name.with_value(|name| Id::new(name));
        workspace.read(|project| {
            let answered = project.prompt_answers.get(&id)?;
            Some((answered.answer?, answered.task.clone()))
        })
    });
    let used = id.clone();
    let note_use = Callback::new(move |()| {
        if let Some(project) = untrack(|| workspace.open_id()) {
            let setting = lesson::Setting::UsedIn(project);
            workspace.act_on_shelf(|shelf, _| lesson::set(shelf, &used, &setting));
        }
    });
    let say = Callback::new(move |said: Option<Answer>| {
        let done = workspace.act(|project, author, _| {
            name.with_value(|name| prompt_answer::answer(project, name, said, author))
        });
        if done && said == Some(Answer::Covered) {
            note_use.run(());
        }
    });
    let task_title = title.clone();
    let make = Callback::new(move |()| {
        let made = workspace.make(|project, author, ids| {
            prompt_answer::make_task_of_lesson(project, &id, &task_title, author, ids)
        });
        if made.is_some() {
            note_use.run(());
            state.router.open_task(made);
        }
    });
    let buttons = move || match answer.get() {
        Some((answered, _)) => {
            let said = match answered {
                Answer::Covered => "Taken care of",
                Answer::NotApplicable => "Does not apply",
                Answer::TaskMade => "A task was made",
            };
            view! {
                <Badge text=said tone=Tone::Good />
                <Button label="Ask again" kind=ButtonKind::Quiet on_press=move |()| say.run(None) />
            }
            .into_any()
        }
        None => view! {
            <Button
                label="Taken care of"
                icon=IconName::Check
                on_press=move |()| say.run(Some(Answer::Covered))
            />
            <Button label="Make a task" icon=IconName::Add on_press=make />
            <Button
                label="Does not apply"
                kind=ButtonKind::Quiet
                on_press=move |()| say.run(Some(Answer::NotApplicable))
            />
        }
        .into_any(),
    };
    let origin = if from.is_empty() {
        "A lesson of your own".to_owned()
    } else {
        format!("Learned in {from}")
    };
    view! {
        <li class="prompt">
            <div class="prompt__words">
                <span>{title.clone()}</span>
                <span class="prompt__task">{origin}</span>
            </div>
            <div class="prompt__answers" role="group" aria-label=title>
                {piece(buttons)}
            </div>
        </li>
    }
    .into_any()
}

/// How many questions of an area have no answer yet.
fn open_in(area: &Area, project: &Project) -> usize {
    let is_open = |prompt: &&Prompt| {
        let answer = project.prompt_answers.get(&Id::new(prompt.id));
        answer.is_none_or(|answer| answer.answer.is_none())
    };
    area.prompts.iter().filter(is_open).count()
}

#[component]
fn AreaQuestions(area: &'static Area, unfolded: bool, state: AuditState) -> impl IntoView {
    let open = Memo::new(move |_| state.workspace.read(|project| open_in(area, project)));
    let title = Signal::derive(move || match open.get() {
        0 => format!("{}: all answered", area.title),
        count => format!("{}: {} open", area.title, words::count(count, "question")),
    });
    view! {
        <Disclosure summary=title open=unfolded>
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
