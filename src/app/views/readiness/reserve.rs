//! Who can be called in when it gets tight: from when, for what, and who agreed.

use lastmile::edit::reserve::{self, Setting};
use lastmile::present::readiness as said;
use lastmile::project::{Id, Reserve};
use leptos::prelude::*;

use super::ReadinessState;
use crate::app::components::{
    Button, Choice, DateField, Disclosure, EmptyState, IconButton, IconName, Panel, Select,
    TextField, piece,
};
use crate::app::views::reveal::reveal;

/// The list, and the field that adds one.
#[component]
pub fn ReserveList(state: ReadinessState) -> AnyView {
    let workspace = state.workspace;
    let listed = Memo::new(move |_| {
        let named = workspace
            .read(|project| lastmile::present::people::by_name(&project.reserves, |it| &it.name));
        named.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    });
    let text = RwSignal::new(String::new());
    let add = Callback::new(move |()| {
        let name = text.get_untracked();
        let added = !name.trim().is_empty()
            && workspace.act(|project, _, ids| Ok(reserve::add(project, &name, ids)?.1));
        if added {
            text.set(String::new());
        }
    });
    view! {
        <div class="readiness__part">
            <div class="done__lead">
                <p>
                    "When a task on the critical chain gets stuck, a second pair of hands helps most if it was promised before."
                </p>
            </div>
            {piece(move || {
                let ids = listed.get();
                if ids.is_empty() {
                    return view! {
                        <EmptyState
                            icon=IconName::Swarm
                            headline="Nobody can be called in"
                            text="Name someone from another team, a former colleague, an agency: for what, from when, and who has agreed to it."
                        />
                    }
                    .into_any();
                }
                ids.into_iter().map(|id| one(state, &id)).collect_view().into_any()
            })}
            <div class="own-question" data-print="none">
                <TextField
                    label="Who can be called in"
                    value=text
                    on_change=move |value: String| text.set(value)
                    on_input=move |value: String| text.set(value)
                    on_enter=add
                    placeholder="Second tester from the platform team"
                />
                <Button label="Add to the reserve" icon=IconName::Add on_press=add />
            </div>
        </div>
    }
    .into_any()
}

fn one(state: ReadinessState, id: &Id<Reserve>) -> AnyView {
    let workspace = state.workspace;
    let this = id.clone();
    let record = Memo::new(move |_| {
        workspace.read(|project| project.reserves.get(&this).cloned().unwrap_or_default())
    });
    let this = id.clone();
    let set = Callback::new(move |setting: Setting| {
        workspace.act(|project, _, _| reserve::set(project, &this, &setting));
    });
    let gone = id.clone();
    let people = Signal::derive(move || {
        let named = workspace
            .read(|project| lastmile::present::people::by_name(&project.people, |it| &it.name));
        let mut choices = vec![Choice::new("", "Nobody of the team")];
        choices.extend(
            named
                .into_iter()
                .map(|(id, name)| Choice::new(id.as_str(), name)),
        );
        choices
    });
    let summary = Signal::derive(move || record.with(|it| said::reserve(it, workspace.today())));
    let meant = id.to_string();
    // What was just added is still to be told about.
    let is_open = reveal(state.router, &meant) || record.with_untracked(|it| it.purpose.is_empty());
    let name = Signal::derive(move || record.with(|it| it.name.clone()));
    let change = Signal::derive(move || format!("Change {}", name.get()));
    let remove = move |()| {
        workspace.act(|project, _, _| reserve::delete(project, &gone));
    };
    let panel = view! {
        <Panel
            title=name
            framed=true
            lead=summary
            actions=move || {
                view! {
                    <IconButton
                        label=Signal::derive(move || format!("Take {} out of the reserve", name.get()))
                        icon=IconName::Trash
                        on_press=remove.clone()
                    />
                }
            }
        >
            <Disclosure summary=change open=is_open>
            <div class="form-grid">
                <TextField label="Name" value=name on_change=move |it: String| set.run(Setting::Name(it)) />
                <TextField
                    label="For what"
                    value=Signal::derive(move || record.with(|it| it.purpose.clone()))
                    on_change=move |it: String| set.run(Setting::Purpose(it))
                    placeholder="Regression tests, data entry"
                />
                <TextField
                    label="Agreed with"
                    value=Signal::derive(move || record.with(|it| it.agreed_with.clone()))
                    on_change=move |it: String| set.run(Setting::AgreedWith(it))
                    placeholder="Whoever has to let them go"
                />
                <DateField
                    label="From"
                    value=Signal::derive(move || record.with(|it| it.first))
                    on_change=move |day| set.run(Setting::First(day))
                />
                <DateField
                    label="Until"
                    value=Signal::derive(move || record.with(|it| it.last))
                    on_change=move |day| set.run(Setting::Last(day))
                />
                <Select
                    label="Is one of the team"
                    options=people
                    value=Signal::derive(move || {
                        let id = record.with(|it| it.person.as_ref().map(ToString::to_string));
                        id.unwrap_or_default()
                    })
                    on_change=move |value: String| {
                        let id = (!value.is_empty()).then(|| Id::new(&value));
                        set.run(Setting::Person(id));
                    }
                />
            </div>
            </Disclosure>
        </Panel>
    };
    view! { <div data-record=meant tabindex="-1">{panel}</div> }.into_any()
}
