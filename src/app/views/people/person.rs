//! One person: a line in the list, and all about their time below it.

use lastmile::edit::person::{self, Setting};
use lastmile::present::people as said;
use lastmile::project::{Id, Person, Project, Table};
use leptos::prelude::*;

use super::rows::{Row, cell, focus_after_removal, of};
use super::time_off::TimeOffList;
use super::week::WeekFields;
use super::you::{me_here, set_me};
use crate::app::components::{
    Badge, IconName, MenuEntry, MenuItem, NumberField, Switch, Tone, When,
};
use crate::app::workspace::Workspace;

pub fn table(project: &Project) -> &Table<Person> {
    &project.people
}

/// A line with name, role, contact and time; what unfolds is the time in detail.
#[component]
pub fn PersonRow(
    /// Who.
    id: Id<Person>,
    /// Whose leaving is being asked about.
    leaving: RwSignal<Option<Id<Person>>>,
    /// The order of the list.
    listed: Memo<Vec<Id<Person>>>,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let name: Signal<String> = of(workspace, table, &id, |it| it.name.clone()).into();
    let menu = {
        let id = id.clone();
        move || entries(workspace, &id, leaving, listed)
    };
    let details = id.clone();
    view! {
        <Row record=id.to_string() name=name cells=cells(workspace, &id, name) menu=Signal::derive(menu)>
            <Details id=details.clone() />
        </Row>
    }
}

fn cells(workspace: Workspace, id: &Id<Person>, name: Signal<String>) -> AnyView {
    let renamed = id.clone();
    let rename = move |text: String| {
        workspace.act(|project, _, _| person::rename(project, &renamed, &text));
    };
    let role = setter(workspace, id, Setting::Role);
    let contact = setter(workspace, id, Setting::Contact);
    let you = id.clone();
    let is_you = Memo::new(move |_| me_here(workspace).as_ref() == Some(&you));
    view! {
        <div class="row__name">
            {cell("Name", name, name, rename)}
            <When holds=is_you>
                <Badge text="You" tone=Tone::Accent />
            </When>
        </div>
        {cell("Role", name, of(workspace, table, id, |it| it.role.clone()), role)}
        {cell("Contact", name, of(workspace, table, id, |it| it.contact.clone()), contact)}
        <Time id=id.clone() />
    }
    .into_any()
}

fn setter<T: 'static>(
    workspace: Workspace,
    id: &Id<Person>,
    setting: fn(T) -> Setting,
) -> impl Fn(T) + Send + Sync + Clone + 'static {
    let id = id.clone();
    move |value| {
        workspace.act(|project, _, _| person::set(project, &id, &setting(value)));
    }
}

/// How much they work, and when they are away next.
#[component]
fn Time(id: Id<Person>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let week = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.read(|project| {
                let person = project.people.get(&id);
                person.map_or_else(String::new, |it| said::week(it, &project.settings))
            })
        })
    };
    let away = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| {
            let next = said::next_away(project, &id, today);
            next.map(|(_, away)| format!("Away {}", said::days_away(away, today)))
        })
    });
    view! {
        <div class="row__text">
            <span>{week}</span>
            <span class="row__quiet">{away}</span>
        </div>
    }
}

fn entries(
    workspace: Workspace,
    id: &Id<Person>,
    leaving: RwSignal<Option<Id<Person>>>,
    listed: Memo<Vec<Id<Person>>>,
) -> Vec<MenuEntry> {
    let (me, gone) = (id.clone(), id.clone());
    let that_is_me = MenuItem::new("That’s me", move || {
        let name = workspace.peek(|project| project.people.get(&me).map(|it| it.name.clone()));
        if let Some(name) = name {
            set_me(workspace, &name);
        }
    });
    let take_out = MenuItem::new("Take out of the project", move || {
        // Only where something is left behind there is a question.
        if workspace.peek(|project| said::in_hand(project, &gone).is_empty()) {
            take_out(workspace, &gone, None, listed);
        } else {
            leaving.set(Some(gone.clone()));
        }
    });
    vec![
        that_is_me.icon(IconName::Person).into(),
        take_out.icon(IconName::Trash).danger().into(),
    ]
}

/// Takes someone out, hands what they had to the heir, and moves the focus on.
pub fn take_out(
    workspace: Workspace,
    id: &Id<Person>,
    heir: Option<&Id<Person>>,
    listed: Memo<Vec<Id<Person>>>,
) {
    let at = listed.with_untracked(|all| all.iter().position(|one| one == id));
    if workspace.act(|project, _, _| person::delete(project, id, heir)) {
        focus_after_removal("section-people", at.unwrap_or(0));
    }
}

#[component]
fn Details(id: Id<Person>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let percent = of(workspace, table, &id, |it| {
        Some(f64::from(it.availability_percent))
    });
    let capacity = of(workspace, table, &id, |it| Some(f64::from(it.capacity)));
    let set_percent = whole(setter(workspace, &id, |value| {
        Setting::Availability(u8::try_from(value).unwrap_or(u8::MAX))
    }));
    let set_capacity = whole(setter(workspace, &id, Setting::Capacity));
    let cost = of(workspace, table, &id, |it| it.hour_cost.map(f64::from));
    let set_cost = setter(workspace, &id, Setting::HourCost);
    let currency = Memo::new(move |_| workspace.read(|project| project.settings.currency.clone()));
    let hours = of(workspace, table, &id, |it| it.hours);
    let set_hours = setter(workspace, &id, Setting::Hours);
    let own_hours = {
        let set_hours = set_hours.clone();
        move |own: bool| {
            let start = workspace.peek(|project| project.settings.hours);
            set_hours(own.then_some(start));
        }
    };
    let set_week = move |hours| set_hours(Some(hours));
    view! {
        <div class="form-grid">
            <NumberField
                label="Time for this project"
                value=percent
                on_change=set_percent
                unit="% of their hours"
                min=1.0
                max=100.0
                step=10.0
            />
            <NumberField
                label="Stands for"
                value=capacity
                on_change=set_capacity
                unit="people"
                min=1.0
                max=200.0
                hint="More than one makes it a team whose members can stand in for each other."
            />
            <NumberField
                label="An hour of theirs costs"
                value=cost
                on_change=move |typed| set_cost(Option::map(typed, money))
                unit=currency
                max=100_000.0
                step=5.0
                hint="Empty: the project’s rate, set in Review, Economics."
            />
        </div>
        <Switch
            label="Works other hours than the project"
            checked=Signal::derive(move || hours.with(Option::is_some))
            on_change=own_hours
        />
        <When holds=Signal::derive(move || hours.with(Option::is_some))>
            <WeekFields
                legend="Own hours of each weekday"
                hours=Signal::derive(move || hours.get().unwrap_or_default())
                on_change=set_week.clone()
            />
        </When>
        <TimeOffList person=id />
    }
}

/// A number field that is never empty and holds whole numbers.
fn whole(
    set: impl Fn(u16) + Send + Sync + 'static,
) -> impl Fn(Option<f64>) + Send + Sync + 'static {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field keeps it between 1 and 200"
    )]
    move |typed| set(libm::round(typed.unwrap_or(1.0).clamp(0.0, 1_000.0)) as u16)
}

/// Money of a field as whole units.
fn money(typed: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field keeps it between 0 and 100,000"
    )]
    let whole = libm::round(typed.clamp(0.0, 1e6)) as u32;
    whole
}
