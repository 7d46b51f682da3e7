//! The days on which one person is away.

use chrono::NaiveDate;
use lastmile::edit::time_off;
use lastmile::present::people as said;
use lastmile::project::{Id, Person, TimeOff};
use leptos::prelude::*;

use crate::app::browser::dom;
use crate::app::components::{
    Button, DateField, IconButton, IconName, InlineEdit, TextField, fresh_id,
};
use crate::app::workspace::Workspace;

/// The times off of a person, and a line that adds one.
#[component]
pub fn TimeOffList(
    /// Whose.
    person: Id<Person>,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let title = fresh_id("time-off");
    let whose = person.clone();
    let listed = Memo::new(move |_| {
        workspace.read(|project| {
            let own = said::time_off(project, &whose).into_iter();
            own.map(|(id, _)| id.clone()).collect::<Vec<_>>()
        })
    });
    let (heading, list, section) = (title.clone(), title.clone(), title.clone());
    view! {
        <section class="time-off" aria-labelledby=section>
            <h3 id=heading>"Time off"</h3>
            <ul class="day-list" role="list" aria-labelledby=list>
                <For each=move || listed.get() key=Clone::clone let:id>
                    <Line id=id section=title.clone() />
                </For>
            </ul>
            <AddTimeOff person=person />
        </section>
    }
}

#[component]
fn Line(id: Id<TimeOff>, section: String) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let away = {
        let id = id.clone();
        Memo::new(move |_| workspace.read(|project| project.time_off.get(&id).cloned()))
    };
    let day = move |read: fn(&TimeOff) -> Option<NaiveDate>| {
        Signal::derive(move || away.with(|away| away.as_ref().and_then(read)))
    };
    let (first, last) = (day(|away| away.first), day(|away| away.last.or(away.first)));
    let set = {
        let id = id.clone();
        move |first: Option<NaiveDate>, last: Option<NaiveDate>| {
            if let (Some(first), Some(last)) = (first, last) {
                workspace.act(|project, _, _| time_off::set_days(project, &id, first, last));
            }
        }
    };
    let set_first = {
        let set = set.clone();
        // A later first day takes the last one with it.
        move |day: Option<NaiveDate>| set(day, last.get_untracked().max(day))
    };
    let set_last = move |day: Option<NaiveDate>| set(first.get_untracked(), day);
    let note = Signal::derive(move || {
        away.with(|away| away.as_ref().map(|away| away.note.clone()))
            .unwrap_or_default()
    });
    let set_note = {
        let id = id.clone();
        move |note: String| {
            workspace.act(|project, _, _| time_off::set_note(project, &id, &note));
        }
    };
    let remove = move |()| {
        if workspace.act(|project, _, _| time_off::delete(project, &id)) {
            focus_field(section.clone());
        }
    };
    view! {
        <li class="day-list__line">
            <DateField label="First day away" value=first on_change=set_first required=true />
            <DateField label="Last day away" value=last on_change=set_last required=true />
            <div class="day-list__name">
                <InlineEdit
                    label="Note of this time off"
                    value=note
                    on_change=set_note
                    placeholder="Add a note"
                />
            </div>
            <IconButton label="Remove this time off" icon=IconName::Close on_press=remove />
        </li>
    }
}

/// The line that had the focus is gone: the focus stays in the section.
fn focus_field(section: String) {
    request_animation_frame(move || {
        let inside = format!("[aria-labelledby={section}] input");
        if let Some(element) = dom::find(&inside, |_| true) {
            dom::focus(&element);
        }
    });
}

#[component]
fn AddTimeOff(person: Id<Person>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let first = RwSignal::new(None::<NaiveDate>);
    let last = RwSignal::new(None::<NaiveDate>);
    let note = RwSignal::new(String::new());
    let add = Callback::new(move |()| {
        let Some(from) = first.get_untracked() else {
            return;
        };
        let to = last.get_untracked().unwrap_or(from);
        let why = note.get_untracked();
        let made =
            workspace.make(|project, _, ids| time_off::add(project, &person, from, to, &why, ids));
        if made.is_some() {
            first.set(None);
            last.set(None);
            note.set(String::new());
        }
    });
    let refusal = move || {
        first
            .with(Option::is_none)
            .then(|| "Choose the first day first.".to_owned())
    };
    view! {
        <div class="add-line" role="group" aria-label="Add time off">
            <DateField label="Away from" value=first on_change=move |day| first.set(day) />
            <DateField
                label="Until"
                value=last
                on_change=move |day| last.set(day)
            />
            <TextField
                label="Why"
                value=note
                on_change=move |text| note.set(text)
                on_enter=add
                placeholder="Vacation"
            />
            <Button
                label="Add time off"
                icon=IconName::Add
                refusal=Signal::derive(refusal)
                on_press=add
            />
        </div>
    }
}
