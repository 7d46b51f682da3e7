//! What earlier projects taught, offered where the next one can use it.

use lastmile::edit::{criterion, lesson, risk, task};
use lastmile::project::{Id, Lesson, LessonKind, Risk, Task};
use leptos::prelude::*;

use crate::app::components::{Button, Disclosure, IconName, piece};
use crate::app::workspace::Workspace;

/// The lessons of a kind that this project has not used, each with a press that adds it; nothing
/// where there are none.
pub fn offered(workspace: Workspace, kind: LessonKind) -> AnyView {
    let listed = Memo::new(move |_| {
        let here = workspace.open_id();
        workspace.read_shelf(|shelf| {
            let fits = |(_, it): &(&Id<Lesson>, &Lesson)| {
                let is_used = here.as_ref().is_some_and(|id| it.used_in.contains(id));
                it.kind == kind && it.retired_on.is_none() && !is_used
            };
            let all = shelf.lessons.iter().filter(fits);
            let all = all.map(|(id, it)| (id.clone(), it.title.clone(), it.project.clone()));
            all.collect::<Vec<_>>()
        })
    });
    piece(move || {
        let all = listed.get();
        if all.is_empty() {
            return None;
        }
        let summary = format!("From your earlier projects: {}", all.len());
        let rows = all.into_iter().map(|(id, title, from)| {
            let label = format!("Add “{title}”");
            let add = move |()| use_in_project(workspace, &id);
            let from = (!from.is_empty()).then(|| {
                view! { <span class="lesson-offer__from">{format!("Learned in {from}")}</span> }
            });
            view! {
                <li class="lesson-offer">
                    <Button label=label icon=IconName::Add on_press=add />
                    {from}
                </li>
            }
        });
        let rows = rows.collect_view();
        Some(view! {
            <Disclosure summary=summary open=true>
                <ul class="lesson-offers" role="list">{rows}</ul>
            </Disclosure>
        })
    })
}

/// Adds what a lesson stands for to the open project: a criterion, a risk, the steps of a workflow.
pub fn use_in_project(workspace: Workspace, id: &Id<Lesson>) {
    let Some(lesson) = workspace.peek_shelf(|shelf| shelf.lessons.get(id).cloned()) else {
        return;
    };
    let done = workspace.act(|project, author, ids| match lesson.kind {
        LessonKind::Criterion => {
            let draft = criterion::Draft {
                text: lesson.title.clone(),
                ..criterion::Draft::default()
            };
            criterion::add(project, &[draft], ids).map(|(_, change)| change)
        }
        LessonKind::Risk => {
            let risk = Risk {
                title: lesson.title.clone(),
                plan: lesson.notes.clone(),
                ..Risk::default()
            };
            risk::add_all(project, vec![risk], author, ids).map(|(_, change)| change)
        }
        LessonKind::AuditPrompt
        | LessonKind::ChecklistItem
        | LessonKind::Workflow
        | LessonKind::Tool
        | LessonKind::Mentoring => {
            let steps = lesson.notes.lines().filter(|line| !line.trim().is_empty());
            let mut steps: Vec<&str> = steps.collect();
            if steps.is_empty() {
                steps.push(&lesson.title);
            }
            let drafts: Vec<task::Draft> = steps
                .into_iter()
                .map(|step| task::Draft {
                    task: Task {
                        title: step.trim().to_owned(),
                        ..Task::default()
                    },
                    ..task::Draft::default()
                })
                .collect();
            let place = task::Place::End(None);
            task::add_drafts(project, &drafts, &place, author, ids).map(|(_, change)| change)
        }
    });
    if let Some(project) = untrack(|| workspace.open_id()).filter(|_| done) {
        let setting = lesson::Setting::UsedIn(project);
        workspace.act_on_shelf(|shelf, _| lesson::set(shelf, id, &setting));
    }
}
