//! The days on which nobody works.

use chrono::NaiveDate;
use lastmile::edit::holiday;
use lastmile::present::words;
use lastmile::project::{Holiday, Id};
use leptos::prelude::*;

use crate::app::browser::dom;
use crate::app::components::{
    Button, DateField, Heading, HeadingLevel, IconButton, IconName, InlineEdit, TextField, When,
};
use crate::app::workspace::Workspace;

/// The list of holidays, and a line that adds one.
#[component]
pub fn Holidays() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let listed = Memo::new(move |_| {
        workspace.read(|project| {
            let all = project.holidays.iter();
            let mut all: Vec<(Id<Holiday>, Holiday)> =
                all.map(|(id, it)| (id.clone(), it.clone())).collect();
            all.sort_by_key(|(id, it)| (it.date, id.clone()));
            all
        })
    });
    let is_empty = move || listed.with(Vec::is_empty);
    view! {
        <section class="holidays" aria-labelledby="holidays-title">
            <Heading level=HeadingLevel::Three text="Holidays" id=Some("holidays-title".to_owned()) />
            <When holds=Signal::derive(is_empty)>
                <p class="people__remark">
                    "None yet. Add the days on which nobody works: public holidays where you are, a company closure."
                </p>
            </When>
            <ul class="day-list" role="list" aria-labelledby="holidays-title">
                <For
                    each=move || listed.get()
                    key=|(id, it)| (id.clone(), it.name.clone())
                    let:((id, it))
                >
                    <Line id=id it=it />
                </For>
            </ul>
            <AddHoliday />
        </section>
    }
}

#[component]
fn Line(id: Id<Holiday>, it: Holiday) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let date = it.date;
    let day = move || {
        let today = workspace.today();
        date.map_or_else(String::new, |date| words::date(date, today))
    };
    let is_over = move || date.is_some_and(|date| date < workspace.today().0);
    let said = if it.name.is_empty() {
        "the holiday".to_owned()
    } else {
        it.name.clone()
    };
    let rename = move |name: String| {
        if let Some(date) = date {
            workspace.act(|project, _, _| holiday::set(project, date, &name));
        }
    };
    let remove = move |()| {
        if workspace.act(|project, _, _| holiday::delete(project, &id)) {
            request_animation_frame(focus_list);
        }
    };
    view! {
        <li class="day-list__line" data-over=Signal::derive(move || is_over().then_some("true"))>
            <span class="day-list__day">{day}</span>
            <div class="day-list__name">
                <InlineEdit
                    label=format!("Name of {said}")
                    value=it.name
                    on_change=rename
                    placeholder="Add a name"
                />
            </div>
            <IconButton label=format!("Remove {said}") icon=IconName::Close on_press=remove />
        </li>
    }
}

/// The line that had the focus is gone.
fn focus_list() {
    let next = dom::find(".holidays .day-list button", |_| true);
    if let Some(element) = next.or_else(|| dom::find(".holidays input", |_| true)) {
        dom::focus(&element);
    }
}

#[component]
fn AddHoliday() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let date = RwSignal::new(None::<NaiveDate>);
    let name = RwSignal::new(String::new());
    let add = Callback::new(move |()| {
        let Some(day) = date.get_untracked() else {
            return;
        };
        let said = name.get_untracked();
        if workspace.act(|project, _, _| holiday::set(project, day, &said)) {
            date.set(None);
            name.set(String::new());
        }
    });
    let refusal = move || {
        date.with(Option::is_none)
            .then(|| "Choose the day first.".to_owned())
    };
    view! {
        <div class="add-line" role="group" aria-label="Add a holiday">
            <DateField label="Holiday" value=date on_change=move |day| date.set(day) />
            <TextField
                label="Its name"
                value=name
                on_change=move |text| name.set(text)
                on_enter=add
                placeholder="Founders’ day"
            />
            <Button
                label="Add holiday"
                icon=IconName::Add
                refusal=Signal::derive(refusal)
                on_press=add
            />
        </div>
    }
}
