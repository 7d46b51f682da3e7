//! The stand-up: each person's update, together or one by one, and what follows from all of them.

mod closing;
mod form;

use lastmile::finish::standup::{Turn, turns};
use lastmile::present::words;
use lastmile::project::{Id, Person};
use leptos::prelude::*;

use super::state::Execute;
use crate::app::components::{
    Avatar, Badge, EmptyState, Icon, IconName, Panel, Tone, When, fresh_id, piece,
};

/// What the stand-up's parts share.
#[derive(Clone, Copy)]
struct Standup {
    execute: Execute,
    turns: Memo<Vec<Turn>>,
    /// Whose update is being entered.
    open: RwSignal<Option<Id<Person>>>,
}

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let turns = Memo::new(move |_| execute.read(turns));
    let first = turns.with_untracked(|turns| first_to_hear(turns, execute.workspace.me().as_ref()));
    let standup = Standup {
        execute,
        turns,
        open: RwSignal::new(first),
    };
    let is_empty = Memo::new(move |_| turns.with(Vec::is_empty));
    let people = Memo::new(move |_| {
        turns.with(|turns| turns.iter().map(|it| it.person.clone()).collect::<Vec<_>>())
    });
    view! {
        <div class="execute-part execute-part--two">
            <div class="execute-part__main">
                <p class="execute-part__lead">
                    "Ten minutes: what is left, what is in the way, what help is needed. Everyone can also enter their own update when it suits them."
                </p>
                <When holds=is_empty>{nothing()}</When>
                <ul class="turns" role="list">
                    <For each=move || people.get() key=Clone::clone let:person>
                        {turn(standup, person)}
                    </For>
                </ul>
            </div>
            {closing::closing(standup)}
        </div>
    }
    .into_any()
}

/// Who speaks first: whoever is at this browser, else the first who is there and has not spoken.
fn first_to_hear(turns: &[Turn], me: Option<&Id<Person>>) -> Option<Id<Person>> {
    let mut waiting = turns.iter().filter(|it| it.said.is_none() && !it.is_away);
    let own = waiting.clone().find(|it| Some(&it.person) == me);
    own.or_else(|| waiting.next()).map(|it| it.person.clone())
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::People
            headline="Nobody has a task yet"
            text="Give the open tasks to people in the audit. Each of them is then asked here what is left."
        />
    }
    .into_any()
}

/// One person: their name and state, and the form while it is theirs.
fn turn(standup: Standup, person: Id<Person>) -> AnyView {
    let Standup { execute, open, .. } = standup;
    let id = fresh_id("turn");
    let name = {
        let person = person.clone();
        Memo::new(move |_| {
            execute.workspace.read(|project| {
                let person = project.people.get(&person);
                person.map(|it| it.name.clone()).unwrap_or_default()
            })
        })
    };
    let state = {
        let person = person.clone();
        Memo::new(move |_| state_of(standup, &person))
    };
    let is_open = {
        let person = person.clone();
        Memo::new(move |_| open.with(|open| open.as_ref() == Some(&person)))
    };
    let toggle = {
        let person = person.clone();
        move |_| {
            let other = (!is_open.get_untracked()).then(|| person.clone());
            open.set(other);
        }
    };
    let chevron = move || {
        if is_open.get() {
            IconName::ChevronDown
        } else {
            IconName::ChevronRight
        }
    };
    let key = person.to_string();
    view! {
        <li class="turn" data-person=key>
            <button
                type="button"
                class="turn__head"
                aria-expanded=Signal::derive(move || is_open.get().to_string())
                aria-controls=id.clone()
                on:click=toggle
            >
                <Icon name=Signal::derive(chevron) />
                <Avatar name=name decorative=true />
                <span class="turn__name">{name}</span>
                {piece(move || {
                    let (text, tone, last) = state.get();
                    view! {
                        <span class="turn__last">{last}</span>
                        <Badge text=text tone=tone />
                    }
                })}
            </button>
            <div class="turn__body" id=id.clone()>
                <When holds=is_open>{form::form(standup, &person)}</When>
            </div>
        </li>
    }
    .into_any()
}

/// The state of a person's update in words, its tone, and when they last spoke.
fn state_of(standup: Standup, person: &Id<Person>) -> (String, Tone, String) {
    let today = standup.execute.workspace.today();
    standup.turns.with(|turns| {
        let Some(turn) = turns.iter().find(|it| it.person == *person) else {
            return (String::new(), Tone::Neutral, String::new());
        };
        let (text, tone) = if turn.said.is_some() {
            ("Heard today", Tone::Good)
        } else if turn.is_away {
            ("Away today", Tone::Neutral)
        } else {
            ("Not heard yet", Tone::Warning)
        };
        let last = match turn.last {
            Some(day) => format!("last {}", words::from_today(day, today)),
            None => String::new(),
        };
        (text.to_owned(), tone, last)
    })
}

/// A framed part of the closing side.
fn side(title: &'static str, content: AnyView) -> AnyView {
    view! { <Panel title=title framed=true>{content}</Panel> }.into_any()
}
