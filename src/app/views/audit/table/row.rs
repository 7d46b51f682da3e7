//! A row of the table as text.

use lastmile::present::risks::put_off;
use lastmile::present::{TaskRow, estimate_text, words};
use lastmile::project::{Id, Priority, Project, Status, Task, Today, WorkMinutes};
use leptos::prelude::*;

use super::Column;
use super::editor::Editor;
use crate::app::components::{Icon, IconName, When, WindowedRow, piece};
use crate::app::views::audit::state::{AuditState, Cell, RowKey, key_of};
use crate::app::workspace::Workspace;

/// Builds the row of a key: the head of a group, or a task.
pub fn view(state: AuditState, workspace: Workspace, row: WindowedRow<RowKey>) -> AnyView {
    match row.key.1.clone() {
        None => group(state, &row),
        Some(id) => task(state, workspace, &row, &id),
    }
}

fn group(state: AuditState, row: &WindowedRow<RowKey>) -> AnyView {
    let key = row.key.clone();
    let name = StoredValue::new(key.0.clone());
    let index = row.index;
    let said = Memo::new(move |_| {
        let found = state
            .rows
            .with(|rows| rows.iter().find(|row| key_of(row) == key).cloned());
        match found {
            Some(TaskRow::Group {
                title, count, work, ..
            }) => (
                title,
                format!("{}, {}", words::count(count, "task"), words::work(work)),
            ),
            Some(TaskRow::Task { .. }) | None => Default::default(),
        }
    });
    let open = Memo::new(move |_| {
        state
            .folded
            .with(|folded| name.with_value(|name| !folded.contains(name)))
    });
    let fold = move |_| name.with_value(|name| state.fold(name));
    view! {
        <div class="task-row task-row--group" role="row" aria-rowindex=Signal::derive(move || index.get() + 2)>
            <div class="task-group" role="gridcell">
                <button
                    type="button"
                    class="task-group__fold"
                    aria-expanded=Signal::derive(move || open.get().to_string())
                    on:click=fold
                >
                    <Icon name=Signal::derive(move || chevron(open.get())) />
                    <span class="task-group__title">{piece(move || said.with(|said| said.0.clone()))}</span>
                </button>
                <span class="task-group__sum">{piece(move || said.with(|said| said.1.clone()))}</span>
            </div>
        </div>
    }
    .into_any()
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

fn task(
    state: AuditState,
    workspace: Workspace,
    row: &WindowedRow<RowKey>,
    id: &Id<Task>,
) -> AnyView {
    let key = StoredValue::new(row.key.clone());
    let index = row.index;
    let place = {
        let key = row.key.clone();
        Memo::new(move |_| {
            let at = index.get();
            state
                .rows
                .with(|rows| match rows.get(at).filter(|row| key_of(row) == key) {
                    Some(TaskRow::Task {
                        depth, rolled_up, ..
                    }) => (*depth, *rolled_up),
                    Some(TaskRow::Group { .. }) | None => (0, None),
                })
        })
    };
    let filled = {
        let id = id.clone();
        Memo::new(move |_| {
            let links = state
                .columns
                .with(|columns| columns.contains(&Column::After));
            workspace.read(|project| fill(project, &id, workspace.today(), links))
        })
    };
    let selected = {
        let id = id.clone();
        Memo::new(move |_| state.selected.with(|selected| selected.contains(&id)))
    };
    let editing = Memo::new(move |_| {
        state.editing.with(|cell| {
            let here = cell
                .as_ref()
                .filter(|cell| key.with_value(|key| cell.row == *key));
            here.map(|cell| cell.column)
        })
    });
    let entered = Memo::new(move |_| {
        state.entry.with(|cell| {
            let here = cell
                .as_ref()
                .filter(|cell| key.with_value(|key| cell.row == *key));
            here.map(|cell| cell.column)
        })
    });
    let folded = {
        let id = id.clone();
        Memo::new(move |_| state.folded.with(|folded| folded.contains(id.as_str())))
    };
    let cells = {
        let id = id.clone();
        move || {
            let id = id.clone();
            let columns = state.columns.get();
            let cell = move |column| {
                cell(
                    &Parts {
                        key,
                        id: id.clone(),
                        filled,
                        place,
                        folded,
                        editing,
                        entered,
                    },
                    column,
                )
            };
            columns.into_iter().map(cell).collect_view()
        }
    };
    let group = row.key.0.clone();
    view! {
        <div
            class="task-row"
            role="row"
            data-task=id.to_string()
            data-group=group
            data-status=Signal::derive(move || status_name(filled.with(|filled| filled.status)))
            draggable="true"
            aria-rowindex=Signal::derive(move || index.get() + 2)
            attr:aria-level=Signal::derive(move || place.get().0 + 1)
            aria-selected=Signal::derive(move || selected.get().to_string())
            aria-expanded=Signal::derive(move || place.get().1.map(|_| (!folded.get()).to_string()))
        >
            <div class="task-cell task-cell--select" role="gridcell">
                <input
                    type="checkbox"
                    tabindex="-1"
                    data-select=""
                    aria-label=Signal::derive(move || format!("Select {}", filled.with(|filled| filled.title.clone())))
                    prop:checked=selected
                />
            </div>
            {cells}
        </div>
    }
    .into_any()
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

struct Parts {
    key: StoredValue<RowKey>,
    id: Id<Task>,
    filled: Memo<Filled>,
    place: Memo<(usize, Option<WorkMinutes>)>,
    folded: Memo<bool>,
    editing: Memo<Option<Column>>,
    /// The column of the cell that Tab arrives at, if it is in this row.
    entered: Memo<Option<Column>>,
}

fn cell(parts: &Parts, column: Column) -> AnyView {
    let Parts {
        key,
        filled,
        editing,
        entered,
        ..
    } = *parts;
    let edited = Memo::new(move |_| editing.get() == Some(column));
    let id = parts.id.clone();
    let text = text_of(parts, column);
    let content = move || {
        if edited.get() {
            let cell = Cell {
                row: key.get_value(),
                column,
            };
            view! { <Editor cell=cell task=id.clone() /> }.into_any()
        } else {
            text.run(())
        }
    };
    let tone = move || match column {
        Column::Due => filled.with(|filled| filled.late).then_some("late"),
        Column::Priority => filled.with(|filled| match filled.priority {
            Some(Priority::Must) => Some("must"),
            Some(Priority::Should) => Some("should"),
            Some(Priority::Nice) => Some("nice"),
            None => Some("unsorted"),
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
    };
    view! {
        <div
            class="task-cell"
            role="gridcell"
            tabindex=move || if entered.get() == Some(column) { "0" } else { "-1" }
            data-active=move || (entered.get() == Some(column)).then_some("")
            data-column=column.slug()
            data-tone=tone
        >
            {content}
        </div>
    }
    .into_any()
}

fn text_of(parts: &Parts, column: Column) -> Callback<(), AnyView> {
    let filled = parts.filled;
    if column == Column::Title {
        return title(parts);
    }
    let place = parts.place;
    let text = Signal::derive(move || {
        // Of a summary task only what is rolled up counts.
        if let (_, Some(work)) = place.get() {
            return match column {
                Column::Estimate if work != WorkMinutes::ZERO => {
                    format!("{} left", estimate_text::show_work(work))
                }
                Column::Priority | Column::Owner | Column::Estimate | Column::Status => {
                    String::new()
                }
                Column::Title
                | Column::Due
                | Column::Waiting
                | Column::Deliverable
                | Column::Workstream
                | Column::Labels
                | Column::After => filled.with(|filled| filled.text(column)),
            };
        }
        filled.with(|filled| filled.text(column))
    });
    Callback::new(move |()| view! { <span class="task-text" title=text>{text}</span> }.into_any())
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
fn title(parts: &Parts) -> Callback<(), AnyView> {
    let (filled, place, folded) = (parts.filled, parts.place, parts.folded);
    let meta = Signal::derive(move || {
        filled.with(|filled| {
            let said = [
                words::priority(filled.priority),
                filled.owners.as_str(),
                filled.estimate.as_str(),
                filled.due.as_str(),
                filled.waiting.as_str(),
                filled.put_off.as_str(),
            ];
            said.into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        })
    });
    Callback::new(move |()| {
        let is_done = move || filled.with(|filled| filled.status == Status::Done);
        view! {
            <span class="task-title" style:--depth=move || place.get().0.to_string()>
                {piece(move || {
                    place.get().1.map(|_| {
                        view! {
                            <button
                                type="button"
                                class="task-title__fold"
                                tabindex="-1"
                                data-fold=""
                                aria-label=Signal::derive(move || if folded.get() { "Show subtasks" } else { "Hide subtasks" })
                            >
                                <Icon name=Signal::derive(move || chevron(!folded.get())) />
                            </button>
                        }
                    })
                })}
                <When holds=Signal::derive(move || place.get().1.is_none())>
                    <button
                        type="button"
                        class="task-title__done"
                        tabindex="-1"
                        data-done=""
                        aria-pressed=Signal::derive(move || is_done().to_string())
                        aria-label=Signal::derive(move || {
                            format!("Done: {}", filled.with(|filled| filled.title.clone()))
                        })
                    >
                        <Icon name=IconName::Check />
                    </button>
                </When>
                <span class="task-title__words">
                    <span class="task-text" title=Signal::derive(move || filled.with(|filled| filled.title.clone()))>
                        {piece(move || filled.with(|filled| filled.title.clone()))}
                    </span>
                    <span class="task-title__meta">{meta}</span>
                </span>
                <button
                    type="button"
                    class="task-title__open"
                    tabindex="-1"
                    data-open=""
                    aria-label=Signal::derive(move || {
                        format!("Open {}", filled.with(|filled| filled.title.clone()))
                    })
                >
                    <Icon name=IconName::Sidebar />
                </button>
            </span>
        }
        .into_any()
    })
}
