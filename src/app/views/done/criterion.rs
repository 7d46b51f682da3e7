//! One criterion: whether it holds, its words, and what unfolds below.

use lastmile::edit::criterion::{self, Setting};
use lastmile::present::{agreement as said, words};
use lastmile::project::{Criterion, CriterionStatus, Id, Project};
use leptos::prelude::*;

use super::DoneState;
use super::details::details;
use crate::app::components::{
    ButtonKind, Choice, Icon, IconName, InlineEdit, Menu, MenuEntry, MenuItem, Select, Tone, When,
    fresh_id, piece,
};
use crate::app::views::moves::move_items;
use crate::app::views::reveal::reveal;

/// A line for a criterion.
pub fn row(state: DoneState, id: &Id<Criterion>) -> AnyView {
    let workspace = state.workspace;
    let this = id.clone();
    let record = Memo::new(move |_| {
        workspace.read(|project| project.criteria.get(&this).cloned().unwrap_or_default())
    });
    let name = Signal::derive(move || record.with(|it| it.text.clone()));
    let (of_notes, of_status, of_text, of_menu, of_more) =
        (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
    let notes = Memo::new(move |_| {
        workspace.read(|project| {
            let criterion = project.criteria.get(&of_notes)?;
            Some(notes(project, criterion, workspace.today()))
        })
    });
    let set_status = move |value: String| {
        if value == said::status(CriterionStatus::Waived) {
            state.waiving.set(Some(of_status.clone()));
            return;
        }
        let all = CriterionStatus::ALL.into_iter();
        let status = all.into_iter().find(|it| said::status(*it) == value);
        workspace.act(|project, author, _| {
            criterion::set_status(project, &of_status, status.unwrap_or_default(), author)
        });
    };
    // The choice of a waiver only opens a question: until it is answered the old status stands.
    let status = Signal::derive(move || {
        state.waiving.track();
        said::status(record.with(|it| it.status)).to_owned()
    });
    let say_anew = move |text: String| {
        workspace.act(|project, _, _| criterion::set(project, &of_text, &Setting::Text(text)));
    };
    let name_in_address = id.to_string();
    let open = RwSignal::new(reveal(state.router, &name_in_address));
    let more = fresh_id("criterion");
    let chevron = move || {
        if open.get() {
            IconName::ChevronDown
        } else {
            IconName::ChevronRight
        }
    };
    let menu = move || menu(state, &of_menu);
    view! {
        <li
            class="criterion"
            data-record=name_in_address
            tabindex="-1"
            data-status=Signal::derive(move || said::status(record.with(|it| it.status)))
        >
            <div class="criterion__line">
                <button
                    type="button"
                    class="row__fold"
                    aria-expanded=Signal::derive(move || open.get().to_string())
                    aria-controls=more.clone()
                    aria-label=Signal::derive(move || format!("More about {}", name.get()))
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Icon name=Signal::derive(chevron) />
                </button>
                <div class="criterion__words">
                    <InlineEdit
                        label=Signal::derive(move || format!("Words of {}", name.get()))
                        value=name
                        on_change=say_anew
                    />
                    {piece(move || notes.get().map(|(text, tone)| {
                        view! { <p class="criterion__notes" data-tone=tone.name()>{text}</p> }
                    }))}
                </div>
                <div class="criterion__status">
                    <Select
                        label=Signal::derive(move || format!("Status of {}", name.get()))
                        label_hidden=true
                        options=statuses()
                        value=status
                        on_change=set_status
                    />
                </div>
                <Menu
                    label=Signal::derive(move || format!("What to do with {}", name.get()))
                    icon=IconName::More
                    icon_only=true
                    kind=ButtonKind::Quiet
                    entries=Signal::derive(menu)
                />
            </div>
            <div class="criterion__more" id=more.clone()>
                <When holds=open>{details(state, &of_more, record)}</When>
            </div>
        </li>
    }
    .into_any()
}

fn statuses() -> Vec<Choice> {
    let choice = |status| Choice::new(said::status(status), said::status(status));
    CriterionStatus::ALL.map(choice).into()
}

/// The quiet line below the words: the task, the owner, the evidence, the waiver, what is lacking.
fn notes(project: &Project, it: &Criterion, today: lastmile::project::Today) -> (String, Tone) {
    let mut parts = Vec::new();
    if let Some(task) = &it.task {
        let title = project
            .tasks
            .get(task)
            .map_or("A task that is gone", |task| &task.title);
        parts.push(format!("Task: {title}"));
    }
    if let Some(owner) = it.owner.as_ref().and_then(|id| project.people.get(id)) {
        parts.push(owner.name.clone());
    }
    if it.status == CriterionStatus::Waived {
        parts.push(format!("because: {}", it.waived_because));
    }
    if !it.evidence.is_empty() {
        parts.push(match it.evidence.len() {
            1 => "1 piece of evidence".to_owned(),
            number => format!("{number} pieces of evidence"),
        });
    }
    if let Some(day) = it.checked_on {
        parts.push(format!("checked {}", words::date(day, today)));
    }
    let lack = said::lack(project, it);
    if !lack.is_empty() {
        parts.push(lack.to_owned());
    }
    let tone = match it.status {
        CriterionStatus::NotMet => Tone::Bad,
        CriterionStatus::Met if !lack.is_empty() => Tone::Warning,
        CriterionStatus::Open | CriterionStatus::Met | CriterionStatus::Waived => Tone::Neutral,
    };
    (parts.join(" · "), tone)
}

fn menu(state: DoneState, id: &Id<Criterion>) -> Vec<MenuEntry> {
    let workspace = state.workspace;
    // The neighbours of the same group and kind, in their order.
    let list = workspace.read(|project| {
        let Some(own) = project.criteria.get(id) else {
            return Vec::new();
        };
        let beside = |it: &Criterion| {
            it.kind == own.kind
                && it.deliverable == own.deliverable
                && it.task.is_some() == own.task.is_some()
        };
        let all = project.criteria.in_order().into_iter();
        let beside = all.filter(|(_, it)| beside(it));
        beside.map(|(id, _)| id.clone()).collect::<Vec<_>>()
    });
    let (waived, moved, gone) = (id.clone(), id.clone(), id.clone());
    let waive = MenuItem::new("Waive with a reason", move || {
        state.waiving.set(Some(waived.clone()));
    });
    let delete = MenuItem::new("Delete", move || {
        workspace.act(|project, _, _| criterion::delete(project, &gone));
    });
    let mut entries = vec![waive.into()];
    entries.extend(move_items(&list, id, move |before| {
        workspace.act(|project, _, _| criterion::move_before(project, &moved, before));
    }));
    entries.push(MenuEntry::Line);
    entries.push(delete.icon(IconName::Trash).danger().into());
    entries
}
