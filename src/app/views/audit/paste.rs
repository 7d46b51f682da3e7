//! Many lines become tasks: what was understood is shown before anything is made.

use lastmile::edit::task::{self as edit_task, Draft, Place};
use lastmile::present::paste::{self, Column, Form, Headings, Origin, Preview, Table};
use lastmile::present::quick_add::Names;
use lastmile::present::words;
use leptos::prelude::*;

use super::state::AuditState;
use crate::app::browser::idle;
use crate::app::commands::Commands;
use crate::app::components::{
    Button, ButtonKind, Callout, Choice, Dialog, DialogSize, SegmentedControl, Select, TextArea,
    Toast, Tone, When, piece,
};
use crate::app::newest::Newest;
use wasm_bindgen_futures::spawn_local;

/// As many tasks are shown before they are made; the rest is counted.
const SHOWN: usize = 100;
/// A text beyond this is looked at only when one stops typing: reading it takes longer than a key
/// may.
const LONG_CHARS: usize = 20_000;

/// What was pasted and waits to be looked at.
#[derive(Clone, Copy)]
pub struct PasteState {
    open: RwSignal<bool>,
    text: RwSignal<String>,
}

impl PasteState {
    /// Nothing was pasted, unless lines were handed over on the way here.
    pub fn new() -> Self {
        let handed = expect_context::<Commands>().session.take_paste();
        let open = RwSignal::new(handed.is_some());
        Self {
            open,
            text: RwSignal::new(handed.unwrap_or_default()),
        }
    }

    /// Shows what would become of these lines.
    pub fn open(self, text: String) {
        self.text.set(text);
        self.open.set(true);
    }
}

/// How the lines are read.
#[derive(Clone, Debug, PartialEq)]
struct Reading {
    form: Form,
    headings: Headings,
    table: Option<Table>,
    preview: Preview,
}

/// The preview of pasted lines.
#[component]
pub fn PasteDialog() -> impl IntoView {
    let paste = expect_context::<PasteState>();
    let state = expect_context::<AuditState>();
    let headings = RwSignal::new(Headings::default());
    let form = RwSignal::new(None::<Form>);
    let mapping = RwSignal::new(None::<Vec<Column>>);
    let reading = read_later(state, paste, headings, form, mapping);
    let close = move || {
        paste.open.set(false);
        paste.text.set(String::new());
        form.set(None);
        mapping.set(None);
    };
    let count = move || {
        reading.with(|reading| {
            reading
                .as_ref()
                .map_or(0, |reading| reading.preview.drafts.len())
        })
    };
    let add = move || {
        let drafts = reading.with_untracked(|reading| {
            reading
                .as_ref()
                .map(|reading| reading.preview.drafts.clone())
        });
        let Some(drafts) = drafts.filter(|drafts| !drafts.is_empty()) else {
            return;
        };
        let made = state.workspace.make(|project, author, ids| {
            edit_task::add_drafts(project, &drafts, &Place::End(None), author, ids)
        });
        if let Some(made) = made {
            close();
            if let Some(first) = made.first() {
                state.wanted.set(Some((String::new(), Some(first.clone()))));
            }
            let said = format!("{} added.", words::count(made.len(), "task"));
            state.workspace.say(Toast::new(Tone::Good, said));
        }
    };
    let refusal = move || (count() == 0).then(|| "There is nothing to add yet.".to_owned());
    let label = move || match count() {
        0 => "Add".to_owned(),
        count => format!("Add {}", words::count(count, "task")),
    };
    view! {
        <Dialog
            title="Paste a list"
            open=paste.open
            on_close=move |()| close()
            size=DialogSize::Wide
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=move |()| close() />
                    <Button
                        label=Signal::derive(label)
                        kind=ButtonKind::Primary
                        refusal=Signal::derive(refusal)
                        on_press=move |()| add()
                    />
                }
            }
        >
            <TextArea
                label="One task per line"
                value=paste.text
                on_change=move |text| paste.text.set(text)
                on_input=move |text| paste.text.set(text)
                rows=6
                hint="Indent for subtasks. Bullets, numbers and boxes are read; rows copied from a sheet become columns."
            />
            <How reading=reading headings=headings form=form mapping=mapping />
            <Understood reading=reading />
        </Dialog>
    }
}

/// Reads the lines a moment after they have changed; a long text after a pause.
fn read_later(
    state: AuditState,
    paste: PasteState,
    headings: RwSignal<Headings>,
    form: RwSignal<Option<Form>>,
    mapping: RwSignal<Option<Vec<Column>>>,
) -> ReadSignal<Option<Reading>> {
    let (reading, set_reading) = signal(None);
    let asked = Newest::new();
    Effect::new(move || {
        let (open, text) = (paste.open.get(), paste.text.get());
        let (headings, form, mapping) = (headings.get(), form.get(), mapping.get());
        let this = asked.start();
        if !open || text.trim().is_empty() {
            set_reading.set(None);
            return;
        }
        spawn_local(async move {
            if text.len() > LONG_CHARS {
                idle::idle().await;
            }
            if this.is_newest() == Some(true) {
                let names = read_names(state);
                let _ = set_reading.try_set(Some(read(&text, &names, headings, form, mapping)));
            }
        });
    });
    reading
}

fn read_names(state: AuditState) -> Names {
    let today = untrack(|| state.workspace.today());
    let me = state.workspace.me();
    state
        .workspace
        .peek(|project| Names::of(project, me.as_ref(), today))
}

fn read(
    text: &str,
    names: &Names,
    headings: Headings,
    form: Option<Form>,
    mapping: Option<Vec<Column>>,
) -> Reading {
    let form = form.unwrap_or_else(|| paste::form(text));
    match form {
        Form::Lines => {
            let preview = paste::lines(text, names, headings);
            Reading {
                form,
                headings,
                table: None,
                preview,
            }
        }
        Form::Columns(separator) => {
            let mut table = paste::table(text, separator, names);
            if let Some(mapping) = mapping.filter(|mapping| mapping.len() == table.mapping.len()) {
                table.mapping = mapping;
            }
            let preview = table.preview(&table.mapping, names);
            Reading {
                form,
                headings,
                table: Some(table),
                preview,
            }
        }
    }
}

/// Lines or columns, what headings become, what each column holds.
#[component]
fn How(
    reading: ReadSignal<Option<Reading>>,
    headings: RwSignal<Headings>,
    form: RwSignal<Option<Form>>,
    mapping: RwSignal<Option<Vec<Column>>>,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        reading.with(|reading| {
            let reading = reading.as_ref()?;
            Some((reading.form, reading.table.as_ref().map(sample)))
        })
    });
    let forms = vec![
        Choice::new("lines", "A task per line"),
        Choice::new("\t", "Columns by tab"),
        Choice::new(";", "by semicolon"),
        Choice::new(",", "by comma"),
    ];
    let chosen = move || match shown.get().map(|(form, _)| form) {
        Some(Form::Columns(separator)) => separator.to_string(),
        Some(Form::Lines) | None => "lines".to_owned(),
    };
    let choose = move |value: String| {
        mapping.set(None);
        form.set(Some(match value.chars().next() {
            Some(separator @ ('\t' | ';' | ',')) => Form::Columns(separator),
            _ => Form::Lines,
        }));
    };
    view! {
        <When holds=Signal::derive(move || shown.with(Option::is_some))>
            <div class="paste__how">
                <SegmentedControl
                    label="Read as"
                    options=forms.clone()
                    value=Signal::derive(chosen)
                    on_change=choose
                />
                <When holds=Signal::derive(move || shown.get().is_some_and(|(form, _)| form == Form::Lines))>
                    <SegmentedControl
                        label="Headings become"
                        options=vec![
                            Choice::new("tasks", "Tasks with subtasks"),
                            Choice::new("workstreams", "Workstreams"),
                        ]
                        value=Signal::derive(move || headings_name(headings.get()).to_owned())
                        on_change=move |name: String| headings.set(headings_of(&name))
                    />
                </When>
            </div>
        </When>
        {piece(move || {
            shown.get().and_then(|(_, columns)| columns).map(|columns| {
                view! { <Mapping columns=columns mapping=mapping /> }
            })
        })}
    }
}

fn headings_name(headings: Headings) -> &'static str {
    match headings {
        Headings::SummaryTasks => "tasks",
        Headings::Workstreams => "workstreams",
    }
}

fn headings_of(name: &str) -> Headings {
    if name == "workstreams" {
        Headings::Workstreams
    } else {
        Headings::SummaryTasks
    }
}

/// A column's name or first value, and what it is taken to hold.
type Sampled = Vec<(String, Column)>;

fn sample(table: &Table) -> Sampled {
    let first = table
        .rows
        .first()
        .map(|(_, cells)| cells.as_slice())
        .unwrap_or_default();
    let named = |at: usize| {
        let name = table
            .header
            .get(at)
            .or_else(|| first.get(at))
            .cloned()
            .unwrap_or_default();
        if name.trim().is_empty() {
            format!("Column {}", at + 1)
        } else {
            name
        }
    };
    table
        .mapping
        .iter()
        .enumerate()
        .map(|(at, column)| (named(at), *column))
        .collect()
}

#[component]
fn Mapping(columns: Sampled, mapping: RwSignal<Option<Vec<Column>>>) -> impl IntoView {
    let all: Vec<Column> = columns.iter().map(|(_, column)| *column).collect();
    let options: Vec<Choice> = Column::ALL
        .iter()
        .map(|column| Choice::new(column.label(), column.label()))
        .collect();
    let field = move |(at, (name, column)): (usize, (String, Column))| {
        let all = all.clone();
        let choose = move |label: String| {
            let mut all = all.clone();
            let chosen = Column::ALL
                .into_iter()
                .find(|column| column.label() == label);
            if let (Some(slot), Some(chosen)) = (all.get_mut(at), chosen) {
                *slot = chosen;
            }
            mapping.set(Some(all));
        };
        view! {
            <Select
                label=name
                options=options.clone()
                value=column.label().to_owned()
                on_change=choose
            />
        }
    };
    view! {
        <fieldset class="paste__mapping">
            <legend>"What the columns hold"</legend>
            {columns.into_iter().enumerate().map(field).collect_view()}
        </fieldset>
    }
}

/// The tasks to be, and what was not understood of them.
#[component]
fn Understood(reading: ReadSignal<Option<Reading>>) -> impl IntoView {
    let state = expect_context::<AuditState>();
    move || {
        reading.with(|reading| {
            let preview = &reading.as_ref()?.preview;
            let depths = depths(&preview.drafts);
            let today = state.workspace.today();
            let rows = preview.drafts.iter().zip(&preview.origins).zip(depths);
            let rows = rows.take(SHOWN).enumerate();
            let rows = rows.map(|(at, ((draft, origin), depth))| {
                let said = state
                    .workspace
                    .peek(|project| preview.said(at, project, today));
                row(draft, &said, origin, depth)
            });
            let more = preview.drafts.len().saturating_sub(SHOWN);
            Some(view! {
                {skipped(&preview.skipped)}
                <div class="paste__table">
                    <table>
                        <caption>"What becomes of it"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Task"</th>
                                <th scope="col">"Read from the line"</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                    {(more > 0).then(|| view! { <p>{format!("… and {more} more")}</p> })}
                </div>
            })
        })
    }
}

fn skipped(skipped: &[(usize, String)]) -> Option<AnyView> {
    let (line, reason) = skipped.first()?;
    let title = format!("{} left out", words::count(skipped.len(), "line"));
    let first = format!("Line {line}: {reason}");
    Some(view! { <Callout title=title tone=Tone::Warning><p>{first}</p></Callout> }.into_any())
}

/// How deep each task will stand: a step down by more than one is one.
fn depths(drafts: &[Draft]) -> Vec<usize> {
    let mut above: Vec<usize> = Vec::new();
    let depth = |draft: &Draft| {
        while above.last().is_some_and(|last| *last >= draft.depth) {
            above.pop();
        }
        above.push(draft.depth);
        above.len() - 1
    };
    drafts.iter().map(depth).collect()
}

fn row(draft: &Draft, said: &[String], origin: &Origin, depth: usize) -> AnyView {
    let unclear = origin.unclear.join(" ");
    view! {
        <tr>
            <td>
                <span class="paste__title" style:--depth=depth.to_string()>
                    {draft.task.title.clone()}
                </span>
            </td>
            <td>
                {said.join(" · ")}
                {(!unclear.is_empty()).then(|| view! { <span class="paste__unclear">{unclear}</span> })}
            </td>
        </tr>
    }
    .into_any()
}
