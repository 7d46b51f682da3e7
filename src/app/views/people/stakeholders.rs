//! Who decides, approves or must be told.

use lastmile::edit::stakeholder::{self, Setting};
use lastmile::present::people as said;
use lastmile::project::{Id, Project, Stakeholder, Table};
use leptos::prelude::*;

use super::rows::{
    AddByName, Row, Rows, cell, choice_of, chosen, focus_after_removal, of, somebody,
};
use crate::app::components::{
    Choice, EmptyState, HeadingLevel, IconName, MenuEntry, MenuItem, NumberField, Panel, Select,
    TextField,
};
use crate::app::workspace::Workspace;

fn table(project: &Project) -> &Table<Stakeholder> {
    &project.stakeholders
}

/// The stakeholders as a list, and a field that adds one.
#[component]
pub fn Stakeholders() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let listed = Memo::new(move |_| {
        let named = workspace.read(|project| said::by_name(&project.stakeholders, |it| &it.name));
        named.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    });
    let add = move |name: &str| {
        workspace
            .act(|project, _, ids| stakeholder::add(project, name, ids).map(|(_, change)| change))
    };
    view! {
        <Panel
            title="Stakeholders"
            lead="Who decides, approves or must hear about it. Blocked tasks can wait for them by name."
        >
            <Show
                when=move || !listed.with(Vec::is_empty)
                fallback=|| {
                    view! {
                        <EmptyState
                            icon=IconName::Sign
                            level=HeadingLevel::Three
                            headline="Nobody decides yet"
                            text="Add the client, legal, the budget owner: everyone whose yes is needed before this is over, and what that yes is about."
                        />
                    }
                }
            >
                <Rows label="Stakeholders" columns=&["Name", "Role", "Decides", "Kept informed"]>
                    <For each=move || listed.get() key=Clone::clone let:id>
                        <StakeholderRow id=id listed=listed />
                    </For>
                </Rows>
            </Show>
            <AddByName label="Add a stakeholder" placeholder="Dr. Brandt, legal" on_add=add />
        </Panel>
    }
}

#[component]
fn StakeholderRow(id: Id<Stakeholder>, listed: Memo<Vec<Id<Stakeholder>>>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let name: Signal<String> = of(workspace, table, &id, |it| it.name.clone()).into();
    let gone = id.clone();
    let menu = move || {
        let gone = gone.clone();
        let take_out = MenuItem::new("Take out of the project", move || {
            let at = listed.with_untracked(|all| all.iter().position(|one| *one == gone));
            if workspace.act(|project, _, _| stakeholder::delete(project, &gone)) {
                focus_after_removal("section-stakeholders", at.unwrap_or(0));
            }
        });
        vec![MenuEntry::from(take_out.icon(IconName::Trash).danger())]
    };
    let details = id.clone();
    view! {
        <Row record=id.to_string() name=name cells=cells(workspace, &id, name) menu=Signal::derive(menu)>
            <Details id=details.clone() />
        </Row>
    }
}

fn cells(workspace: Workspace, id: &Id<Stakeholder>, name: Signal<String>) -> AnyView {
    let renamed = id.clone();
    let rename = move |text: String| {
        workspace.act(|project, _, _| stakeholder::rename(project, &renamed, &text));
    };
    let role = of(workspace, table, id, |it| it.role.clone());
    let decides = of(workspace, table, id, |it| it.decides.clone());
    let informed = of(workspace, table, id, said::contact_plan);
    view! {
        <div class="row__name">{cell("Name", name, name, rename)}</div>
        {cell("Role", name, role, setter(workspace, id, Setting::Role))}
        {cell("Decides", name, decides, setter(workspace, id, Setting::Decides))}
        <div class="row__text"><span>{informed}</span></div>
    }
    .into_any()
}

fn setter<T: 'static>(
    workspace: Workspace,
    id: &Id<Stakeholder>,
    setting: fn(T) -> Setting,
) -> impl Fn(T) + Send + Sync + Clone + 'static {
    let id = id.clone();
    move |value| {
        workspace.act(|project, _, _| stakeholder::set(project, &id, &setting(value)));
    }
}

#[component]
fn Details(id: Id<Stakeholder>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let channel = of(workspace, table, &id, |it| it.channel.clone());
    let cadence = of(workspace, table, &id, |it| it.cadence_days.map(f64::from));
    let set_cadence = setter(workspace, &id, Setting::CadenceDays);
    let change_cadence = move |typed: Option<f64>| set_cadence(typed.map(days));
    let person = of(workspace, table, &id, |it| choice_of(it.person.as_ref()));
    let set_person = setter(workspace, &id, Setting::Person);
    let whose = id.clone();
    let answers =
        Memo::new(move |_| workspace.read(|project| said::answering_time(project, &whose)));
    view! {
        <div class="form-grid">
            <TextField
                label="Channel"
                value=channel
                on_change=setter(workspace, &id, Setting::Channel)
                placeholder="Mail, a weekly call"
            />
            <NumberField
                label="Wants news every"
                value=cadence
                on_change=change_cadence
                unit="days"
                min=1.0
                max=365.0
            />
            {scale(
                "How much it matters to them",
                ["Hardly", "A little", "Somewhat", "Much", "More than anything"],
                of(workspace, table, &id, |it| it.interest),
                setter(workspace, &id, Setting::Interest),
            )}
            {scale(
                "How much they can move",
                ["Hardly anything", "A little", "Something", "Much", "Whether it goes ahead"],
                of(workspace, table, &id, |it| it.influence),
                setter(workspace, &id, Setting::Influence),
            )}
            <Select
                label="Also works here as"
                options=somebody(workspace, "None of the people")
                value=person
                on_change=move |value: String| set_person(chosen(&value))
            />
        </div>
        <p class="stakeholder__answers">{answers}</p>
    }
}

/// A field between 1 and 365, as whole days.
fn days(typed: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field keeps it between 1 and 365"
    )]
    {
        libm::round(typed.clamp(0.0, 1_000.0)) as u16
    }
}

/// A choice from 1 to 5 with a word for each, or none.
fn scale(
    label: &'static str,
    words: [&'static str; 5],
    value: Memo<Option<u8>>,
    set: impl Fn(Option<u8>) + Send + Sync + 'static,
) -> AnyView {
    let step = |(at, word): (usize, &str)| {
        let step = at + 1;
        Choice::new(step.to_string(), format!("{step} – {word}"))
    };
    let options: Vec<Choice> = [Choice::new("", "Not said")]
        .into_iter()
        .chain(words.into_iter().enumerate().map(step))
        .collect();
    let shown = move || value.get().map(|step| step.to_string()).unwrap_or_default();
    view! {
        <Select
            label=label
            options=options
            value=Signal::derive(shown)
            on_change=move |value: String| set(value.parse().ok())
        />
    }
    .into_any()
}
