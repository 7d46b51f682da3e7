//! Lists of records that are edited in their place: the rows, the cells, the field that adds one.

use lastmile::project::{Id, Project, Record, Table};
use leptos::html;
use leptos::prelude::*;

use crate::app::browser::dom;
use crate::app::components::{
    Button, ButtonKind, Choice, Icon, IconName, InlineEdit, Menu, MenuEntry, TextField, When,
    fresh_id,
};
use crate::app::route::Router;
use crate::app::views::reveal::reveal;
use crate::app::workspace::Workspace;

/// Reads something of a record, following its changes.
pub fn of<R, T>(
    workspace: Workspace,
    table: fn(&Project) -> &Table<R>,
    id: &Id<R>,
    read: impl Fn(&R) -> T + Send + Sync + 'static,
) -> Memo<T>
where
    R: Record + 'static,
    T: PartialEq + Default + Send + Sync + 'static,
{
    let id = id.clone();
    Memo::new(move |_| {
        workspace.read(|project| table(project).get(&id).map(&read).unwrap_or_default())
    })
}

/// A list of rows with the names of its columns above them.
#[component]
pub fn Rows(
    /// What the rows are; also names the sheet's columns (`data-of`).
    label: &'static str,
    /// The names of the columns, as far as they have one.
    columns: &'static [&'static str],
    /// The rows: `<li>` elements.
    children: Children,
) -> AnyView {
    let name = |column: &'static str| view! { <span>{column}</span> };
    view! {
        <div class="rows" data-of=label>
            // The cells carry their names themselves.
            <div class="rows__head" aria-hidden="true">
                {columns.iter().copied().map(name).collect_view()}
            </div>
            <ul class="rows__list" role="list" aria-label=label>{children()}</ul>
        </div>
    }
    .into_any()
}

/// One record: a line of cells, a menu, and what unfolds below.
#[component]
pub fn Row(
    /// Its id; it is unfolded at once when the address names it.
    #[prop(into)]
    record: String,
    /// The name of the record, for what is said of it.
    #[prop(into)]
    name: Signal<String>,
    /// The cells of its line.
    cells: AnyView,
    /// What can be done with it.
    #[prop(into)]
    menu: Signal<Vec<MenuEntry>>,
    /// What unfolds below; built when it does.
    children: ChildrenFn,
) -> AnyView {
    let id = fresh_id("row");
    let open = RwSignal::new(reveal(expect_context::<Router>(), &record));
    let chevron = move || {
        if open.get() {
            IconName::ChevronDown
        } else {
            IconName::ChevronRight
        }
    };
    view! {
        <li class="row" data-record=record tabindex="-1">
            <div class="row__line">
                <button
                    type="button"
                    class="row__fold"
                    aria-expanded=Signal::derive(move || open.get().to_string())
                    aria-controls=id.clone()
                    aria-label=Signal::derive(move || format!("More about {}", name.get()))
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Icon name=Signal::derive(chevron) />
                </button>
                {cells}
                <div class="row__menu">
                    <Menu
                        label=Signal::derive(move || format!("What to do with {}", name.get()))
                        icon=IconName::More
                        icon_only=true
                        kind=ButtonKind::Quiet
                        entries=menu
                    />
                </div>
            </div>
            <div class="row__more" id=id.clone()>
                <When holds=open>{children()}</When>
            </div>
        </li>
    }
    .into_any()
}

/// A text of a row, edited in its place.
pub fn cell(
    what: &'static str,
    name: Signal<String>,
    value: impl Into<Signal<String>>,
    on_change: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let value = value.into();
    let label = Signal::derive(move || format!("{what} of {}", name.get()));
    view! {
        <div class="row__cell" data-column=what>
            <InlineEdit label=label value=value on_change=on_change placeholder=what />
        </div>
    }
    .into_any()
}

/// The people to choose one from, after the choice of nobody.
pub fn somebody(workspace: Workspace, nobody: &'static str) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        let people = workspace
            .read(|project| lastmile::present::people::by_name(&project.people, |it| &it.name));
        let people = people
            .into_iter()
            .map(|(id, name)| Choice::new(id.as_str(), name));
        [Choice::new("", nobody)]
            .into_iter()
            .chain(people)
            .collect()
    })
}

/// The record a choice stands for; nobody for the empty one.
pub fn chosen<R>(value: &str) -> Option<Id<R>> {
    (!value.is_empty()).then(|| Id::new(value))
}

/// The value of the choice that stands for a record.
pub fn choice_of<R>(id: Option<&Id<R>>) -> String {
    id.map(ToString::to_string).unwrap_or_default()
}

/// A field and a button that add something by its name. After it the field is empty and ready for
/// the next one; a refused name stays to be mended.
#[component]
pub fn AddByName(
    /// What the field asks for: `Add a person`.
    label: &'static str,
    /// An example.
    placeholder: &'static str,
    /// Adds it; tells whether it could.
    on_add: impl Fn(&str) -> bool + Send + Sync + 'static,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let add = Callback::new(move |()| {
        let name = text.get_untracked();
        if !name.trim().is_empty() && on_add(&name) {
            let _ = text.try_set(String::new());
        }
        if let Some(field) = field.try_get_untracked().flatten() {
            // A field that is on the page takes the focus.
            let _ = field.focus();
        }
    });
    view! {
        <div class="add-by-name">
            <TextField
                label=label
                value=text
                on_change=move |value| text.set(value)
                on_input=move |value| text.set(value)
                on_enter=add
                placeholder=placeholder
                node_ref=field
            />
            <Button label="Add" icon=IconName::Add on_press=add />
        </div>
    }
    .into_any()
}

/// After a row has gone: the focus goes to the next row of its list, else to the field that adds one.
/// `section` is the id of the section, `at` where the row stood.
pub fn focus_after_removal(section: &'static str, at: usize) {
    // Twice: first the row goes and a closing menu or dialog gives the focus back.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let next = dom::nth_or_last(&format!("#{section} .row__fold"), at);
            let field = || dom::find(&format!("#{section} .add-by-name input"), |_| true);
            if let Some(element) = next.or_else(field) {
                dom::focus(&element);
            }
        });
    });
}
