//! The library of lessons, across the projects of this browser.

use lastmile::edit::lesson::{self, Setting};
use lastmile::present::words;
use lastmile::project::{Id, Lesson, LessonKind};
use leptos::prelude::*;

use super::offer_undo;
use crate::app::components::{
    Button, ButtonKind, Choice, DateField, Disclosure, IconButton, IconName, InlineEdit, Panel,
    Select, TextArea, When,
};
use crate::app::views::lesson_use::use_in_project;
use crate::app::views::people::rows::AddByName;
use crate::app::workspace::Workspace;

/// The kinds that are lessons in the narrow sense.
const LESSONS: &[LessonKind] = &[
    LessonKind::AuditPrompt,
    LessonKind::ChecklistItem,
    LessonKind::Criterion,
    LessonKind::Risk,
];

/// The library.
pub fn part(workspace: Workspace) -> AnyView {
    view! {
        <Panel
            title="Lessons"
            lead="What your projects left to the next ones. Questions and checks come up in every guided audit; criteria and risks are added with one press."
            framed=true
        >
            {list(workspace, LESSONS, "Lessons", "Add a lesson", "Ask Legal in the first week")}
        </Panel>
    }
    .into_any()
}

/// The lessons of these kinds, a field that adds one of the first kind, and the retired ones.
pub fn list(
    workspace: Workspace,
    kinds: &'static [LessonKind],
    label: &'static str,
    add: &'static str,
    example: &'static str,
) -> AnyView {
    let listed = move |retired: bool| {
        Memo::new(move |_| {
            workspace.read_shelf(|shelf| {
                let all = shelf.lessons.iter().filter(|(_, it)| {
                    kinds.contains(&it.kind) && it.retired_on.is_some() == retired
                });
                all.map(|(id, _)| id.clone()).collect::<Vec<Id<Lesson>>>()
            })
        })
    };
    let (used, retired) = (listed(false), listed(true));
    let on_add = move |title: &str| {
        let lesson = Lesson {
            kind: kinds.first().copied().unwrap_or_default(),
            title: title.to_owned(),
            project: workspace.peek(|project| project.settings.name.clone()),
            ..Lesson::default()
        };
        let today = untrack(|| workspace.today());
        workspace.act_on_shelf(|shelf, ids| {
            lesson::add(shelf, &lesson, today, ids).map(|(_, change)| change)
        })
    };
    view! {
        <When holds=Signal::derive(move || used.with(Vec::is_empty))>
            <p class="guide__quiet">
                "Nothing here yet. Write one below, or keep a line of the retrospective: it lies beside your projects, so that the next one finds it."
            </p>
        </When>
        <ul class="review-items" role="list" aria-label=label>
            <For each=move || used.get() key=Clone::clone let:id>
                {row(workspace, kinds, &id)}
            </For>
        </ul>
        <AddByName label=add placeholder=example on_add=on_add />
        <When holds=Signal::derive(move || !retired.with(Vec::is_empty))>
            <Disclosure summary=Signal::derive(move || format!("Retired: {}", retired.with(Vec::len)))>
                <ul class="review-items" role="list" aria-label=format!("{label}, retired")>
                    <For each=move || retired.get() key=Clone::clone let:id>
                        {retired_row(workspace, &id)}
                    </For>
                </ul>
            </Disclosure>
        </When>
    }
    .into_any()
}

fn of<T: PartialEq + Default + Send + Sync + 'static>(
    workspace: Workspace,
    id: &Id<Lesson>,
    read: fn(&Lesson) -> T,
) -> Memo<T> {
    let id = id.clone();
    Memo::new(move |_| {
        workspace.read_shelf(|shelf| shelf.lessons.get(&id).map(read).unwrap_or_default())
    })
}

fn set(workspace: Workspace, id: &Id<Lesson>, setting: &Setting) -> bool {
    workspace.act_on_shelf(|shelf, _| lesson::set(shelf, id, setting))
}

fn kind_name(kind: LessonKind) -> &'static str {
    match kind {
        LessonKind::AuditPrompt => "Question in the audit",
        LessonKind::ChecklistItem => "Check before the end",
        LessonKind::Criterion => "Done criterion",
        LessonKind::Risk => "Risk",
        LessonKind::Workflow => "Workflow",
        LessonKind::Tool => "Tool",
        LessonKind::Mentoring => "Mentoring note",
    }
}

/// Where a lesson comes from, and how often it was used.
fn origin(lesson: &Lesson) -> String {
    let from = if lesson.project.is_empty() {
        String::new()
    } else {
        format!("From {}. ", lesson.project)
    };
    let used = match lesson.used_in.len() {
        0 => "Not used yet".to_owned(),
        count => format!("Used in {}", words::count(count, "project")),
    };
    format!("{from}{used}.")
}

fn choices(kinds: &[LessonKind]) -> Vec<Choice> {
    let choice = |(at, kind): (usize, &LessonKind)| Choice::new(at.to_string(), kind_name(*kind));
    kinds.iter().enumerate().map(choice).collect()
}

fn row(workspace: Workspace, kinds: &'static [LessonKind], id: &Id<Lesson>) -> AnyView {
    let title: Signal<String> = of(workspace, id, |it| it.title.clone()).into();
    let kind = of(workspace, id, |it| it.kind);
    let origin = of(workspace, id, origin);
    let clone = || id.clone();
    let (named, remarked, kinded) = (clone(), clone(), clone());
    let (used, gone, dated) = (clone(), clone(), clone());
    let notes = of(workspace, id, |it| it.notes.clone());
    let review_on = of(workspace, id, |it| it.review_on);
    let options = choices(kinds);
    let at = Signal::derive(move || {
        let at = kinds.iter().position(|one| *one == kind.get());
        at.unwrap_or(0).to_string()
    });
    let choose = move |value: String| {
        let kind = value.parse::<usize>().ok().and_then(|at| kinds.get(at));
        if let Some(kind) = kind {
            set(workspace, &kinded, &Setting::Kind(*kind));
        }
    };
    let can_use = Signal::derive(move || {
        matches!(
            kind.get(),
            LessonKind::Criterion | LessonKind::Risk | LessonKind::Workflow
        )
    });
    let use_here = Callback::new(move |()| use_in_project(workspace, &used));
    let retire = move |()| {
        let today = untrack(|| workspace.today());
        if set(workspace, &gone, &Setting::RetiredOn(Some(today.0))) {
            offer_undo(workspace, "Retired. It is no longer offered.");
        }
    };
    let is_multiple = kinds.len() > 1;
    let has_review = kinds.contains(&LessonKind::Tool) || kinds.contains(&LessonKind::Workflow);
    view! {
        <li class="review-item review-item--lesson">
            <div class="review-item__words">
                <InlineEdit
                    label=Signal::derive(move || format!("Wording of {}", title.get()))
                    value=title
                    on_change=move |text: String| {
                        set(workspace, &named, &Setting::Title(text));
                    }
                />
                <span class="guide__quiet">{origin}</span>
                <Disclosure summary=if has_review { "Steps and notes" } else { "Notes" }>
                    <TextArea
                        label=Signal::derive(move || format!("Notes on {}", title.get()))
                        label_hidden=true
                        value=notes
                        rows=2
                        hint=if has_review { "Of a workflow: one step on each line. Each becomes a task." } else { "" }
                        on_change=move |text: String| {
                            set(workspace, &remarked, &Setting::Notes(text));
                        }
                    />
                </Disclosure>
            </div>
            <div class="review-item__tools">
                {is_multiple.then(|| view! {
                    <Select
                        label=Signal::derive(move || format!("Use of {}", title.get()))
                        label_hidden=true
                        options=options
                        value=at
                        on_change=choose
                    />
                })}
                {has_review.then(|| view! {
                    <DateField
                        label=Signal::derive(move || format!("Review of {} on", title.get()))
                        label_hidden=true
                        value=review_on
                        on_change=move |day| {
                            set(workspace, &dated, &Setting::ReviewOn(day));
                        }
                    />
                })}
                <When holds=can_use>
                    <Button label="Add to this project" kind=ButtonKind::Quiet on_press=use_here />
                </When>
                <IconButton
                    label=Signal::derive(move || format!("Retire {}", title.get()))
                    icon=IconName::Archive
                    on_press=retire
                />
            </div>
        </li>
    }
    .into_any()
}

fn retired_row(workspace: Workspace, id: &Id<Lesson>) -> AnyView {
    let title = of(workspace, id, |it| it.title.clone());
    let (back, gone) = (id.clone(), id.clone());
    view! {
        <li class="review-item">
            <span class="review-item__words">{title}</span>
            <div class="review-item__tools">
                <Button
                    label="Bring back"
                    kind=ButtonKind::Quiet
                    on_press=move |()| {
                        set(workspace, &back, &Setting::RetiredOn(None));
                    }
                />
                <IconButton
                    label=Signal::derive(move || format!("Delete {}", title.get()))
                    icon=IconName::Trash
                    on_press=move |()| {
                        if workspace.act_on_shelf(|shelf, _| lesson::delete(shelf, &gone)) {
                            offer_undo(workspace, "Deleted.");
                        }
                    }
                />
            </div>
        </li>
    }
    .into_any()
}
