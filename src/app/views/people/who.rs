//! After the first edit: whose was it? Asked once, beside the work, never in its way.

use leptos::prelude::*;

use super::you::set_me;
use crate::app::browser::local_storage;
use crate::app::components::{
    Button, ButtonKind, IconButton, IconName, Menu, MenuEntry, MenuItem, TextField, When,
};
use crate::app::route::{Place, Route, Router};
use crate::app::workspace::Workspace;

/// Under this key the browser keeps that the question was put aside.
const PUT_ASIDE: &str = "lastmile/who-put-aside";

/// Asks for a name once something was edited and nobody has said who they are. Whoever puts the
/// question aside is not asked again; the page of people and settings has it too.
#[component]
pub fn WhoOffer() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    // The page of people and settings asks for the name itself.
    let is_asked_here = move || {
        router.route().with(|route| {
            matches!(
                route,
                Route::Project {
                    place: Place::People,
                    ..
                }
            )
        })
    };
    let put_aside = RwSignal::new(local_storage::read(PUT_ASIDE).is_some());
    let asks = Memo::new(move |_| {
        !put_aside.get()
            && !is_asked_here()
            && workspace.read_shelf(|shelf| shelf.settings.me.is_empty())
            && workspace.undo_label().is_some()
            // One question at a time.
            && workspace.offered_actual().is_none()
    });
    let not_now = move || {
        local_storage::write(PUT_ASIDE, "yes");
        put_aside.set(true);
    };
    view! {
        <When holds=asks>
            <Question not_now=Callback::new(move |()| not_now()) />
        </When>
    }
}

#[component]
fn Question(not_now: Callback<()>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let text = RwSignal::new(String::new());
    let keep = Callback::new(move |()| {
        let name = text.get_untracked();
        if !name.trim().is_empty() {
            set_me(workspace, &name);
        }
    });
    let names = move || {
        workspace.read(|project| {
            lastmile::present::people::by_name(&project.people, |person| &person.name)
        })
    };
    let entries = move || {
        let item = |name: String| {
            let shown = name.clone();
            MenuEntry::from(MenuItem::new(shown, move || {
                set_me(workspace, &name);
            }))
        };
        names()
            .into_iter()
            .map(|(_, name)| item(name))
            .collect::<Vec<_>>()
    };
    let has_people = move || !names().is_empty();
    let refusal = move || {
        text.with(|text| text.trim().is_empty())
            .then(|| "Write your name first.".to_owned())
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && !event.is_composing() {
            event.prevent_default();
            not_now.run(());
        }
    };
    view! {
        <section class="who-offer" aria-label="Who are you?" on:keydown=key>
            <p>
                <strong>"Who are you?"</strong>
                <span class="who-offer__why">
                    " Your name goes with your edits, so that others see whose they are."
                </span>
            </p>
            <TextField
                label="Your name"
                label_hidden=true
                value=text
                on_change=move |value| text.set(value)
                on_input=move |value| text.set(value)
                on_enter=keep
                placeholder="Your name"
            />
            <Button
                label="That’s me"
                kind=ButtonKind::Primary
                refusal=Signal::derive(refusal)
                on_press=keep
            />
            <When holds=Signal::derive(has_people)>
                <Menu label="One of the people" entries=Signal::derive(entries) />
            </When>
            <IconButton label="Not now" icon=IconName::Close keys="Escape" on_press=not_now />
        </section>
    }
}
