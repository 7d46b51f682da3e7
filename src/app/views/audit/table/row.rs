//! A row of the table as text.

use lastmile::present::risks::put_off;
use lastmile::present::{TaskRow, estimate_text, words};
use lastmile::project::{Id, Priority, Project, Status, Task, Today, WorkMinutes};
use leptos::prelude::*;

use super::Column;
use super::editor::Editor;
use crate::app::components::{Icon, IconName, WindowedRow, piece, still_icon};
use crate::app::views::audit::state::{AuditState, Cell, RowKey, is_key_of};
use crate::app::workspace::Workspace;

/// Builds a row, which shows one key after the other: heads of groups and tasks.
pub fn view(state: AuditState, workspace: Workspace, row: WindowedRow<RowKey>) -> AnyView {
    let WindowedRow { key, index } = row;
    let is_group = Memo::new(move |_| key.with(|key| key.1.is_none()));
    let place = Memo::new(move |_| key.with(|key| place(state, key, index.get())));
    let parts = Parts {
        state,
        key,
        place,
        filled: Memo::new(move |_| {
            let links = state
                .columns
                .with(|columns| columns.contains(&Column::After));
            key.with(|(_, id)| match id {
                Some(id) => workspace.read(|project| fill(project, id, workspace.today(), links)),
                None => Filled::default(),
            })
        }),
        edited: column_here(key, state.editing.into()),
        entered: column_here(key, state.entry.into()),
    };
    piece(move || {
        if is_group.get() {
            group(parts)
        } else {
            task(parts)
        }
    })
}

/// What the parts of a row share.
#[derive(Clone, Copy)]
struct Parts {
    state: AuditState,
    key: Signal<RowKey>,
    place: Memo<Place>,
    filled: Memo<Filled>,
    /// The column that is being edited, if it is in this row.
    edited: Memo<Option<Column>>,
    /// The column of the cell that Tab arrives at, if it is in this row.
    entered: Memo<Option<Column>>,
}

/// Where a row stands, and what follows from that.
#[derive(Clone, Debug, Default, PartialEq)]
struct Place {
    at: usize,
    depth: usize,
    /// Of a summary task: the work below it.
    rolled_up: Option<WorkMinutes>,
    is_folded: bool,
    /// Of the head of a group: its name and what is in it.
    group: (String, String),
}

fn place(state: AuditState, key: &RowKey, at: usize) -> Place {
    let (in_group, id) = key;
    let fold = id.as_ref().map_or(in_group.as_str(), Id::as_str);
    let mut place = Place {
        at,
        is_folded: state.folded.with(|folded| folded.contains(fold)),
        ..Place::default()
    };
    state.rows(
        |rows| match rows.get(at).filter(|row| is_key_of(key, row)) {
            Some(TaskRow::Task {
                depth, rolled_up, ..
            }) => (place.depth, place.rolled_up) = (*depth, *rolled_up),
            Some(TaskRow::Group {
                title, count, work, ..
            }) => {
                let sum = format!("{}, {}", words::count(*count, "task"), words::work(*work));
                place.group = (title.clone(), sum);
            }
            None => {}
        },
    );
    place
}

fn column_here(key: Signal<RowKey>, cell: Signal<Option<Cell>>) -> Memo<Option<Column>> {
    Memo::new(move |_| {
        cell.with(|cell| {
            let here = cell
                .as_ref()
                .filter(|cell| key.with(|key| cell.row == *key));
            here.map(|cell| cell.column)
        })
    })
}

fn group(parts: Parts) -> AnyView {
    let Parts {
        state, key, place, ..
    } = parts;
    view! {
        <div class="task-row task-row--group" role="row" aria-rowindex=rowindex(place)>
            <div class="task-group" role="gridcell">
                <button
                    type="button"
                    class="task-group__fold"
                    aria-expanded=Signal::derive(move || place.with(|it| (!it.is_folded).to_string()))
                    on:click=move |_| key.with_untracked(|key| state.fold(&key.0))
                >
                    <Icon name=Signal::derive(move || chevron(place.with(|it| !it.is_folded))) />
                    <span class="task-group__title">{piece(move || place.with(|it| it.group.0.clone()))}</span>
                </button>
                <span class="task-group__sum">{piece(move || place.with(|it| it.group.1.clone()))}</span>
            </div>
        </div>
    }
    .into_any()
}

fn rowindex(place: Memo<Place>) -> Signal<String> {
    Signal::derive(move || place.with(|it| (it.at + 2).to_string()))
}

fn chevron(open: bool) -> IconName {
    if open {
        IconName::ChevronDown
    } else {
        IconName::ChevronRight
    }
}

/// What the cells of a row are filled from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    title: String,
    priority: Option<Priority>,
    owners: String,
    estimate: String,
    due: String,
    late: bool,
    status: Status,
    /// Where to or for what it was put off, where change control says so.
    put_off: String,
    waiting: String,
    deliverable: String,
    workstream: String,
    labels: String,
    after: String,
}

/// `links` says whether the tasks before this one are shown: finding them walks all links.
fn fill(project: &Project, id: &Id<Task>, today: Today, links: bool) -> Filled {
    let Some(task) = project.tasks.get(id) else {
        return Filled::default();
    };
    let owners = task
        .assignees
        .keys()
        .filter_map(|id| project.people.get(id));
    let owners: Vec<_> = owners.map(|owner| owner.name.as_str()).collect();
    let labels: Vec<_> = task.labels.iter().map(String::as_str).collect();
    let deliverable = task
        .deliverable
        .as_ref()
        .and_then(|id| project.deliverables.get(id));
    let workstream = task
        .workstream
        .as_ref()
        .and_then(|id| project.workstreams.get(id));
    Filled {
        title: task.title.clone(),
        priority: task.priority,
        owners: owners.join(", "),
        estimate: estimate(task),
        due: task
            .due
            .map(|due| words::date(due, today))
            .unwrap_or_default(),
        late: task.is_open() && task.due.is_some_and(|due| due < today.0),
        status: task.status,
        put_off: put_off(project, id),
        waiting: task
            .blocker
            .as_ref()
            .map(|blocker| words::blocker(project, blocker, today))
            .unwrap_or_default(),
        deliverable: deliverable.map(|it| it.name.clone()).unwrap_or_default(),
        workstream: workstream.map(|it| it.name.clone()).unwrap_or_default(),
        labels: labels.join(", "),
        after: if links {
            predecessors(project, id)
        } else {
            String::new()
        },
    }
}

/// What is believed to be left, or what it took; the estimate itself where nothing else is known.
fn estimate(task: &Task) -> String {
    match (task.status, task.actual, task.remaining, &task.estimate) {
        (Status::Done, Some(actual), _, _) => format!("took {}", estimate_text::show_work(actual)),
        (Status::Doing, _, Some(left), _) => format!("{} left", estimate_text::show_work(left)),
        (_, _, _, Some(estimate)) => estimate_text::show(estimate),
        (_, _, _, None) => String::new(),
    }
}

/// The titles of the tasks before this one. Links are few per task, but stored by predecessor.
fn predecessors(project: &Project, id: &Id<Task>) -> String {
    let before = project
        .dependencies
        .values()
        .filter(|link| link.successor == *id);
    let titles = before.filter_map(|link| project.tasks.get(&link.predecessor));
    titles
        .map(|task| task.title.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

fn task(parts: Parts) -> AnyView {
    let Parts {
        state,
        key,
        place,
        filled,
        ..
    } = parts;
    let selected = Memo::new(move |_| {
        key.with(|(_, id)| {
            let id = id.as_ref();
            id.is_some_and(|id| state.selected.with(|selected| selected.contains(id)))
        })
    });
    let cells = piece(move || {
        let columns = state.columns.get().into_iter();
        columns.map(|column| cell(parts, column)).collect_view()
    });
    let expanded = move || {
        place.with(|it| {
            let is_open = !it.is_folded;
            it.rolled_up.map(|_| is_open.to_string())
        })
    };
    view! {
        <div
            class="task-row"
            role="row"
            data-task=Signal::derive(move || key.with(|(_, id)| id.as_ref().map(ToString::to_string)))
            data-group=Signal::derive(move || key.with(|key| key.0.clone()))
            data-status=Signal::derive(move || status_name(filled.with(|filled| filled.status)))
            draggable="true"
            aria-rowindex=rowindex(place)
            attr:aria-level=Signal::derive(move || place.with(|it| it.depth + 1))
            aria-selected=Signal::derive(move || selected.get().to_string())
            aria-expanded=Signal::derive(expanded)
        >
            <div class="task-cell task-cell--select" role="gridcell">
                <input
                    type="checkbox"
                    tabindex="-1"
                    data-select=""
                    aria-label=about(filled, "Select ")
                    prop:checked=selected
                />
            </div>
            {cells}
        </div>
    }
    .into_any()
}

/// What is done to the task of a row, and its title.
fn about(filled: Memo<Filled>, what: &'static str) -> Signal<String> {
    Signal::derive(move || filled.with(|filled| format!("{what}{}", filled.title)))
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Todo => "todo",
        Status::Doing => "doing",
        Status::Done => "done",
        Status::Deferred => "deferred",
        Status::Dropped => "dropped",
    }
}

fn cell(parts: Parts, column: Column) -> AnyView {
    let Parts {
        state,
        key,
        place,
        filled,
        edited,
        entered,
    } = parts;
    let edited = Memo::new(move |_| edited.get() == Some(column));
    let content = piece(move || {
        let row = key.get_untracked();
        match row.1.clone().filter(|_| edited.get()) {
            Some(task) => {
                let cell = Cell { row, column };
                view! { <Editor state=state cell=cell task=task /> }.into_any()
            }
            None if column == Column::Title => title(parts),
            None => {
                let text =
                    move || place.with(|it| filled.with(|filled| text_of(it, filled, column)));
                view! { <span class="task-text">{piece(text)}</span> }.into_any()
            }
        }
    });
    let tone = Signal::derive(move || filled.with(|filled| tone_of(filled, column)));
    view! {
        <div
            class="task-cell"
            role="gridcell"
            tabindex=Signal::derive(move || if entered.get() == Some(column) { "0" } else { "-1" })
            data-column=column.slug()
            data-tone=matches!(column, Column::Due | Column::Priority).then_some(tone)
        >
            {content}
        </div>
    }
    .into_any()
}

fn tone_of(filled: &Filled, column: Column) -> Option<&'static str> {
    match column {
        Column::Due => filled.late.then_some("late"),
        Column::Priority => Some(match filled.priority {
            Some(Priority::Must) => "must",
            Some(Priority::Should) => "should",
            Some(Priority::Nice) => "nice",
            None => "unsorted",
        }),
        Column::Title
        | Column::Owner
        | Column::Estimate
        | Column::Status
        | Column::Waiting
        | Column::Deliverable
        | Column::Workstream
        | Column::Labels
        | Column::After => None,
    }
}

fn text_of(place: &Place, filled: &Filled, column: Column) -> String {
    // Of a summary task only what is rolled up counts.
    match (place.rolled_up, column) {
        (Some(work), Column::Estimate) if work != WorkMinutes::ZERO => {
            format!("{} left", estimate_text::show_work(work))
        }
        (Some(_), Column::Priority | Column::Owner | Column::Estimate | Column::Status) => {
            String::new()
        }
        _ => filled.text(column),
    }
}

impl Filled {
    fn text(&self, column: Column) -> String {
        match column {
            Column::Title => self.title.clone(),
            Column::Priority => priority(self.priority).to_owned(),
            Column::Owner => self.owners.clone(),
            Column::Estimate => self.estimate.clone(),
            Column::Due => self.due.clone(),
            Column::Status if !self.put_off.is_empty() => self.put_off.clone(),
            Column::Status => words::status(self.status).to_owned(),
            Column::Waiting => self.waiting.clone(),
            Column::Deliverable => self.deliverable.clone(),
            Column::Workstream => self.workstream.clone(),
            Column::Labels => self.labels.clone(),
            Column::After => self.after.clone(),
        }
    }
}

/// The name of a priority where there is little room.
fn priority(priority: Option<Priority>) -> &'static str {
    match priority {
        Some(Priority::Nice) => "Nice",
        Some(Priority::Must | Priority::Should) | None => words::priority(priority),
    }
}

/// The title with its place in the tree, the mark that finishes the task, and the way to open it.
fn title(parts: Parts) -> AnyView {
    let Parts { place, filled, .. } = parts;
    let depth = Memo::new(move |_| place.with(|it| it.depth));
    let is_summary = Memo::new(move |_| place.with(|it| it.rolled_up.is_some()));
    let is_folded = Memo::new(move |_| place.with(|it| it.is_folded));
    let is_done = Signal::derive(move || filled.with(|it| (it.status == Status::Done).to_string()));
    let before = piece(move || {
        if is_summary.get() {
            let (label, icon) = if is_folded.get() {
                ("Show subtasks", IconName::ChevronRight)
            } else {
                ("Hide subtasks", IconName::ChevronDown)
            };
            return view! {
                <button type="button" class="task-title__fold" tabindex="-1" data-fold="" aria-label=label>
                    {still_icon(icon)}
                </button>
            }
            .into_any();
        }
        view! {
            <button
                type="button"
                class="task-title__done"
                tabindex="-1"
                data-done=""
                aria-pressed=is_done
                aria-label=about(filled, "Done: ")
            >
                {still_icon(IconName::Check)}
            </button>
        }
        .into_any()
    });
    view! {
        <span class="task-title" style:--depth=move || depth.get().to_string()>
            {before}
            <span class="task-title__words">
                <span class="task-text">{piece(move || filled.with(|filled| filled.title.clone()))}</span>
                <span class="task-title__meta">{piece(move || filled.with(meta))}</span>
            </span>
            <button
                type="button"
                class="task-title__open"
                tabindex="-1"
                data-open=""
                aria-label=about(filled, "Open ")
            >
                {still_icon(IconName::Sidebar)}
            </button>
        </span>
    }
    .into_any()
}

/// All about a task in one line, where there is no room for columns.
fn meta(filled: &Filled) -> String {
    let said = [
        words::priority(filled.priority),
        filled.owners.as_str(),
        filled.estimate.as_str(),
        filled.due.as_str(),
        filled.waiting.as_str(),
        filled.put_off.as_str(),
    ];
    let said: Vec<_> = said.into_iter().filter(|text| !text.is_empty()).collect();
    said.join(" · ")
}
