//! Who is told what and how often.

use lastmile::edit::communication::{self, Setting};
use lastmile::present::rhythm as said;
use lastmile::project::{Audience, Communication, Id, Party, Project};
use leptos::prelude::*;

use super::card::{Line, add, card, delete, tone};
use crate::app::components::{
    Choice, Combobox, DateField, EmptyState, HeadingLevel, IconName, NumberField, Panel, Select,
    TextField, piece,
};
use crate::app::views::party;
use crate::app::workspace::Workspace;

/// The messages in their order.
pub fn panel() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let listed =
        Memo::new(move |_| workspace.read(|project| project.communications.ids_in_order()));
    let list = piece(move || {
        if listed.with(Vec::is_empty) {
            return view! {
                <EmptyState
                    icon=IconName::Share
                    level=HeadingLevel::Three
                    headline="Nobody is promised a message yet"
                    text="Silence costs trust in the last mile. Plan at least a weekly status for whoever pays and whoever waits for the result."
                />
            }
            .into_any();
        }
        view! {
            <ul class="line-items" role="list" aria-label="Messages">
                <For each=move || listed.get() key=Clone::clone let:id>
                    {message(workspace, &id)}
                </For>
            </ul>
        }
        .into_any()
    });
    let make = Callback::new(move |title: String| {
        workspace.act(|project, author, ids| {
            let made = communication::add(project, &title, Audience::Sponsor, author, ids);
            made.map(|(_, change)| change)
        })
    });
    view! {
        <Panel
            title="Messages"
            lead="What each audience hears, how often and from whom. Overdue ones show on the overview."
        >
            {list}
            {add("Add a message", "Weekly status", make)}
        </Panel>
    }
    .into_any()
}

fn message(workspace: Workspace, id: &Id<Communication>) -> AnyView {
    let it = id.clone();
    let line = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| {
            let Some(message) = project.communications.get(&it) else {
                return Line::default();
            };
            let (state, urgency) = said::due(project, message, today);
            Line {
                title: message.title.clone(),
                text: said::message(project, message, today),
                state,
                tone: tone(urgency),
                action: if message.last_sent == Some(today.0) {
                    String::new()
                } else {
                    "Mark as sent".to_owned()
                },
            }
        })
    });
    let (sent, shown) = (id.clone(), id.clone());
    let act = Callback::new(move |()| {
        workspace.act(|project, author, _| communication::mark_sent(project, &sent, author));
    });
    card(
        id.as_str(),
        line,
        act,
        (move || fields(workspace, &shown)).into(),
    )
}

fn fields(workspace: Workspace, id: &Id<Communication>) -> AnyView {
    let record = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.read(|project| project.communications.get(&id).cloned().unwrap_or_default())
        })
    };
    let written = id.clone();
    let set = Callback::new(move |setting: Setting| {
        workspace.act(|project, author, _| communication::set(project, &written, &setting, author));
    });
    let text = move |read: fn(&Communication) -> String| Signal::derive(move || record.with(read));
    let gone = id.clone();
    let remove = Callback::new(move |()| {
        workspace.act(|project, _, _| communication::delete(project, &gone));
    });
    let choose_audience = move |value: String| {
        set.run(Setting::Audience(audience_of(&value)));
    };
    let choose_owner = move |value: String| {
        set.run(Setting::Owner((!value.is_empty()).then(|| Id::new(&value))));
    };
    let owners = Memo::new(move |_| workspace.read(people));
    let parties = Memo::new(move |_| {
        let to = record.with(|it| it.to.clone());
        workspace.read(|project| party::choices(project, to.as_ref()))
    });
    let chosen = Signal::derive(move || {
        record.with(|it| it.to.iter().map(party::value).collect::<Vec<_>>())
    });
    let every = Signal::derive(move || record.with(|it| it.every_days.map(f64::from)));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field takes 1 to 365"
    )]
    let choose_every =
        move |days: Option<f64>| set.run(Setting::EveryDays(days.map(|days| days as u16)));
    let choose_to = move |chosen: Vec<String>| {
        set.run(Setting::To(party::chosen(&chosen)));
    };
    view! {
        <TextField
            label="What is told"
            value=text(|it| it.title.clone())
            on_change=move |text| set.run(Setting::Title(text))
        />
        <Select
            label="Written for"
            options=audiences()
            value=text(|it| said::audience(it.audience).to_owned())
            on_change=choose_audience
        />
        <Combobox
            label="To"
            options=parties
            chosen=chosen
            placeholder="Everyone of that audience"
            on_change=choose_to
            on_create=move |name: String| set.run(Setting::To(Some(Party::Named(name))))
        />
        <TextField
            label="Channel"
            placeholder="Mail, call, weekly meeting"
            value=text(|it| it.channel.clone())
            on_change=move |text| set.run(Setting::Channel(text))
        />
        <NumberField
            label="Every"
            unit="days"
            hint="Empty: only once."
            min=1.0
            max=365.0
            value=every
            on_change=choose_every
        />
        <DateField
            label="First due"
            value=Signal::derive(move || record.with(|it| it.first_due))
            on_change=move |day| set.run(Setting::FirstDue(day))
        />
        <Select
            label="Sent by"
            options=owners
            value=text(|it| it.owner.as_ref().map_or_else(String::new, ToString::to_string))
            on_change=choose_owner
        />
        <DateField
            label="Last sent"
            value=Signal::derive(move || record.with(|it| it.last_sent))
            on_change=move |day| set.run(Setting::LastSent(day))
        />
        <TextField
            label="Keep in mind"
            value=text(|it| it.note.clone())
            on_change=move |text| set.run(Setting::Note(text))
        />
        <div class="line-item__end">{delete("Delete message", remove)}</div>
    }
    .into_any()
}

fn audiences() -> Vec<Choice> {
    Audience::ALL
        .map(|it| Choice::new(said::audience(it), said::audience(it)))
        .into()
}

fn audience_of(value: &str) -> Audience {
    let mut all = Audience::ALL.into_iter();
    let chosen = all.find(|it| said::audience(*it) == value);
    chosen.unwrap_or_default()
}

fn people(project: &Project) -> Vec<Choice> {
    let mut all = vec![Choice::new("", "Nobody yet")];
    let people = project.people.iter();
    all.extend(people.map(|(id, it)| Choice::new(id.as_str(), it.name.clone())));
    all
}
