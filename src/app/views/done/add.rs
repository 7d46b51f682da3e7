//! Writing down a criterion, or many from a template.

use lastmile::edit::criterion::{self, Draft};
use lastmile::present::agreement as said;
use lastmile::present::done_templates::DONE_TEMPLATES;
use lastmile::project::{CriterionKind, Id, LessonKind};
use leptos::html;
use leptos::prelude::*;

use super::DoneState;
use crate::app::components::{
    Button, Choice, Combobox, IconName, Menu, MenuEntry, MenuItem, Select, TextField, When,
};
use crate::app::views::lesson_use::offered;

/// What stands for "one task" among what a criterion can be about.
const ONE_TASK: &str = "task";

/// The choices of kinds, by their names.
pub fn kinds() -> Vec<Choice> {
    let choice = |kind: CriterionKind| Choice::new(said::kind(kind), said::kind(kind));
    CriterionKind::ALL.map(choice).into()
}

/// The kind of this name.
pub fn kind_of(name: &str) -> CriterionKind {
    let kind = CriterionKind::ALL
        .into_iter()
        .find(|kind| said::kind(*kind) == name);
    kind.unwrap_or_default()
}

/// The whole project, and its deliverables.
pub fn scopes(state: DoneState) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", "The whole project")];
    state.workspace.read(|project| {
        let all = project.deliverables.in_order().into_iter();
        choices.extend(all.map(|(id, it)| Choice::new(format!("d{id}"), it.name.clone())));
    });
    choices
}

/// The open tasks to choose one from.
pub fn tasks(state: DoneState) -> Vec<Choice> {
    state.workspace.read(|project| {
        let open = project.tasks.iter().filter(|(_, task)| task.is_open());
        open.map(|(id, task)| Choice::new(id.as_str(), task.title.clone()))
            .collect()
    })
}

/// The field for a new criterion, and the templates.
#[component]
pub fn AddCriterion(state: DoneState) -> AnyView {
    let text = RwSignal::new(String::new());
    let kind = RwSignal::new(said::kind(CriterionKind::Acceptance).to_owned());
    let about = RwSignal::new(String::new());
    let task = RwSignal::new(Vec::<String>::new());
    let field = NodeRef::<html::Input>::new();
    let add = Callback::new(move |()| {
        let about = about.get_untracked();
        let chosen = task
            .get_untracked()
            .into_iter()
            .next()
            .filter(|_| about == ONE_TASK);
        let draft = Draft {
            text: text.get_untracked(),
            kind: kind_of(&kind.get_untracked()),
            deliverable: about.strip_prefix('d').map(Id::new),
            task: chosen.map(|id| Id::new(&id)),
        };
        if draft.text.trim().is_empty() {
            return;
        }
        let added = state
            .workspace
            .act(|project, _, ids| Ok(criterion::add(project, &[draft], ids)?.1));
        if added {
            text.set(String::new());
        }
        if let Some(field) = field.get_untracked() {
            // A field that is on the page takes the focus.
            let _ = field.focus();
        }
    });
    let abouts = Signal::derive(move || {
        let mut choices = scopes(state);
        choices.push(Choice::new(ONE_TASK, "One task …"));
        choices
    });
    let choose = Callback::new(move |chosen: Vec<String>| task.set(chosen));
    let hint = Signal::derive(move || kind.with(|kind| said::kind_hint(kind_of(kind)).to_owned()));
    view! {
        <div class="add-criterion">
            <div class="add-criterion__text">
                <TextField
                    label="What must hold?"
                    value=text
                    on_change=move |value: String| text.set(value)
                    on_input=move |value: String| text.set(value)
                    on_enter=add
                    placeholder="Three hotels have booked and billed a week without help"
                    node_ref=field
                />
            </div>
            <Select
                label="Kind"
                options=kinds()
                value=kind
                on_change=move |value: String| kind.set(value)
                hint=hint
            />
            <Select
                label="About"
                options=abouts
                value=about
                on_change=move |value: String| about.set(value)
            />
            <When holds=Signal::derive(move || about.with(|it| it == ONE_TASK))>
                <Combobox
                    label="Which task"
                    options=Signal::derive(move || tasks(state))
                    chosen=task
                    on_change=choose
                />
            </When>
            <div class="add-criterion__buttons">
                <Button label="Add criterion" icon=IconName::Add on_press=add />
                <Templates state=state />
            </div>
            {offered(state.workspace, LessonKind::Criterion)}
        </div>
    }
    .into_any()
}

/// The templates as a menu.
#[component]
pub fn Templates(state: DoneState) -> AnyView {
    let entries = move || {
        let items = DONE_TEMPLATES.iter().map(|template| {
            let label = format!("{}: {} criteria", template.name, template.criteria.len());
            MenuEntry::from(MenuItem::new(label, move || {
                let drafts: Vec<Draft> = template
                    .criteria
                    .iter()
                    .map(|(kind, text)| Draft {
                        text: (*text).to_owned(),
                        kind: *kind,
                        ..Draft::default()
                    })
                    .collect();
                state
                    .workspace
                    .act(|project, _, ids| Ok(criterion::add(project, &drafts, ids)?.1));
            }))
        });
        items.collect::<Vec<_>>()
    };
    view! {
        <Menu label="Begin with a template" icon=IconName::Duplicate entries=Signal::derive(entries) />
    }
    .into_any()
}
