//! Lines of the walkthrough, of the retrospective, of suggestions: read, voted for, taken further.

use lastmile::edit::lesson as lessons;
use lastmile::edit::review_item::{self, Setting};
use lastmile::project::{Id, Lesson, LessonKind, Outcome, Project, ReviewItem, ReviewKind, Table};
use leptos::prelude::*;

use super::offer_undo;
use crate::app::components::{
    Button, ButtonKind, Choice, IconButton, IconName, InlineEdit, Select, When, piece,
};
use crate::app::route::Router;
use crate::app::views::people::rows::{AddByName, chosen, of, somebody};
use crate::app::workspace::Workspace;

fn table(project: &Project) -> &Table<ReviewItem> {
    &project.review_items
}

/// The lines of one kind, the most voted for first, and a field that adds one.
pub fn list(
    workspace: Workspace,
    kind: ReviewKind,
    label: &'static str,
    add: &'static str,
    example: &'static str,
) -> AnyView {
    let router = expect_context::<Router>();
    let listed = Memo::new(move |_| {
        workspace.read(|project| {
            let items = project
                .review_items
                .iter()
                .filter(|(_, it)| it.kind == kind);
            let mut items: Vec<_> = items.collect();
            items.sort_by(|(a_id, a), (b_id, b)| {
                let votes = b.votes.len().cmp(&a.votes.len());
                votes.then(a.order.cmp(&b.order)).then(a_id.cmp(b_id))
            });
            let ids = items.into_iter().map(|(id, _)| id.clone());
            ids.collect::<Vec<Id<ReviewItem>>>()
        })
    });
    let on_add = move |title: &str| {
        workspace.act(|project, author, ids| {
            review_item::add(project, kind, title, author, ids).map(|(_, change)| change)
        })
    };
    view! {
        <ul class="review-items" role="list" aria-label=label>
            <For each=move || listed.get() key=Clone::clone let:id>
                {row(workspace, router, kind, &id)}
            </For>
        </ul>
        <AddByName label=add placeholder=example on_add=on_add />
    }
    .into_any()
}

fn setter(
    workspace: Workspace,
    id: &Id<ReviewItem>,
    setting: fn(String) -> Setting,
) -> impl Fn(String) + Send + Sync + 'static {
    let id = id.clone();
    move |text| {
        workspace.act(|project, _, _| review_item::set(project, &id, &setting(text)));
    }
}

fn row(workspace: Workspace, router: Router, kind: ReviewKind, id: &Id<ReviewItem>) -> AnyView {
    let title: Signal<String> = of(workspace, table, id, |it| it.title.clone()).into();
    let notes = of(workspace, table, id, |it| it.notes.clone());
    let gone = id.clone();
    let delete = move |()| {
        workspace.act(|project, _, _| review_item::delete(project, &gone));
    };
    view! {
        <li class="review-item">
            {matches!(kind, ReviewKind::WentWell | ReviewKind::CausedDelay | ReviewKind::Improve | ReviewKind::Suggestion)
                .then(|| vote(workspace, id, title))}
            <div class="review-item__words">
                <InlineEdit
                    label=Signal::derive(move || format!("Wording of {}", title.get()))
                    value=title
                    on_change=setter(workspace, id, Setting::Title)
                />
                <div class="review-item__notes">
                    <InlineEdit
                        label=Signal::derive(move || format!("Remark on {}", title.get()))
                        value=notes
                        on_change=setter(workspace, id, Setting::Notes)
                        placeholder="Add a remark"
                    />
                </div>
            </div>
            <div class="review-item__tools">
                {(kind == ReviewKind::Walkthrough).then(|| outcome(workspace, id, title))}
                {(kind == ReviewKind::Action).then(|| owner(workspace, id, title))}
                {further(workspace, router, kind, id)}
                <IconButton
                    label=Signal::derive(move || format!("Delete {}", title.get()))
                    icon=IconName::Trash
                    on_press=delete
                />
            </div>
        </li>
    }
    .into_any()
}

fn vote(workspace: Workspace, id: &Id<ReviewItem>, title: Signal<String>) -> AnyView {
    let votes = of(workspace, table, id, |it| it.votes.clone());
    let me = move || untrack(|| workspace.me());
    let own =
        Signal::derive(move || votes.with(|votes| me().is_some_and(|me| votes.contains(&me))));
    let id = id.clone();
    let press = move |()| {
        if let Some(me) = me() {
            workspace.act(|project, _, _| review_item::vote(project, &id, &me));
        }
    };
    let refusal = Signal::derive(move || {
        let unknown = me().is_none();
        unknown.then(|| "Say in People who you are, to vote.".to_owned())
    });
    let label = Signal::derive(move || format!("Vote for {}", title.get()));
    view! {
        <div class="review-item__vote">
            <IconButton
                label=label
                icon=IconName::ChevronUp
                pressed=own
                refusal=refusal
                on_press=press
            />
            <span aria-hidden="true">{move || votes.with(std::collections::BTreeSet::len)}</span>
            <span class="visually-hidden">{move || format!("{} votes", votes.with(std::collections::BTreeSet::len))}</span>
        </div>
    }
    .into_any()
}

fn outcome(workspace: Workspace, id: &Id<ReviewItem>, title: Signal<String>) -> AnyView {
    let said = of(workspace, table, id, |it| {
        let at = it
            .outcome
            .and_then(|it| Outcome::ALL.iter().position(|one| *one == it));
        at.map_or_else(String::new, |at| at.to_string())
    });
    let choices = vec![
        Choice::new("", "Not looked at"),
        Choice::new("0", "Accepted"),
        Choice::new("1", "With remarks"),
        Choice::new("2", "Not accepted"),
    ];
    let id = id.clone();
    let set = move |value: String| {
        let at = value.parse::<usize>().ok();
        let outcome = at.and_then(|at| Outcome::ALL.get(at).copied());
        let setting = Setting::Outcome(outcome);
        workspace.act(|project, _, _| review_item::set(project, &id, &setting));
    };
    view! {
        <Select
            label=Signal::derive(move || format!("Outcome of {}", title.get()))
            label_hidden=true
            options=choices
            value=said
            on_change=set
        />
    }
    .into_any()
}

fn owner(workspace: Workspace, id: &Id<ReviewItem>, title: Signal<String>) -> AnyView {
    let value = of(workspace, table, id, |it| {
        it.owner
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()
    });
    let id = id.clone();
    let set = move |value: String| {
        let setting = Setting::Owner(chosen(&value));
        workspace.act(|project, _, _| review_item::set(project, &id, &setting));
    };
    view! {
        <Select
            label=Signal::derive(move || format!("Owner of {}", title.get()))
            label_hidden=true
            options=somebody(workspace, "Nobody yet")
            value=value
            on_change=set
        />
    }
    .into_any()
}

/// What a line can become: a task of this project, a lesson for the next.
fn further(workspace: Workspace, router: Router, kind: ReviewKind, id: &Id<ReviewItem>) -> AnyView {
    let task = of(workspace, table, id, |it| it.task.clone());
    let (make_id, keep_id) = (id.clone(), id.clone());
    let has_task = kind != ReviewKind::WentWell;
    let make = Callback::new(move |()| {
        workspace
            .make(|project, author, ids| review_item::make_task(project, &make_id, author, ids));
    });
    let keep = Callback::new(move |()| keep_as_lesson(workspace, &keep_id));
    let kept = of(workspace, table, id, |it| it.lesson.is_some());
    view! {
        {has_task.then(|| piece(move || match task.get() {
            Some(task) => view! {
                <Button
                    label="Open the task"
                    kind=ButtonKind::Quiet
                    on_press=move |()| router.open_task(Some(task.clone()))
                />
            },
            None => view! { <Button label="Make a task" kind=ButtonKind::Quiet on_press=make /> },
        }))}
        {(kind != ReviewKind::Walkthrough).then(|| view! {
            <When holds=Signal::derive(move || !kept.get())>
                <Button label="Keep as a lesson" kind=ButtonKind::Quiet on_press=keep />
            </When>
        })}
    }
    .into_any()
}

/// Puts a line into the library as a question of the next audit; there it can become something else.
fn keep_as_lesson(workspace: Workspace, id: &Id<ReviewItem>) {
    let lesson = workspace.peek(|project| {
        let item = project.review_items.get(id)?;
        Some(Lesson {
            kind: LessonKind::AuditPrompt,
            title: item.title.clone(),
            notes: item.notes.clone(),
            project: project.settings.name.clone(),
            ..Lesson::default()
        })
    });
    let Some(lesson) = lesson else { return };
    let today = untrack(|| workspace.today());
    let mut kept = None;
    workspace.act_on_shelf(|shelf, ids| {
        let (new, change) = lessons::add(shelf, &lesson, today, ids)?;
        kept = Some(new);
        Ok(change)
    });
    if kept.is_some() {
        let setting = Setting::Lesson(kept);
        workspace.act(|project, _, _| review_item::set(project, id, &setting));
        offer_undo(workspace, "Kept for the next project’s audit.");
    }
}
