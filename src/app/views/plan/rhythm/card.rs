//! One line of a list that opens to its fields.

use lastmile::present::rhythm::Urgency;
use leptos::html;
use leptos::prelude::*;

use crate::app::components::{
    Badge, Button, ButtonKind, IconButton, IconName, TextField, Tone, When, fresh_id,
};
use crate::app::route::Router;
use crate::app::views::reveal::reveal;

/// What a line shows while it is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its name.
    pub title: String,
    /// All about it in one line.
    pub text: String,
    /// How it stands.
    pub state: String,
    /// How urgent that is.
    pub tone: Tone,
    /// What its button does now; empty when there is nothing to do.
    pub action: String,
}

/// The colour of an urgency.
pub fn tone(urgency: Urgency) -> Tone {
    match urgency {
        Urgency::Overdue => Tone::Bad,
        Urgency::Today => Tone::Warning,
        Urgency::Later => Tone::Neutral,
        Urgency::Over => Tone::Good,
    }
}

/// A line with its state, one thing to do, and the fields it opens to; it is open at once when the
/// address names its record.
pub fn card(record: &str, line: Memo<Line>, act: Callback<()>, fields: ViewFn) -> AnyView {
    let open = RwSignal::new(reveal(expect_context::<Router>(), record));
    let id = fresh_id("line-item");
    let of =
        move |read: fn(&Line) -> &String| Signal::derive(move || line.with(|it| read(it).clone()));
    let title = of(|it| &it.title);
    let has_action = Memo::new(move |_| line.with(|it| !it.action.is_empty()));
    let (is_open, icon) = (
        Signal::derive(move || open.get().to_string()),
        Signal::derive(move || {
            if open.get() {
                IconName::ChevronDown
            } else {
                IconName::ChevronRight
            }
        }),
    );
    view! {
        <li class="line-item" data-record=record.to_owned() tabindex="-1">
            <div class="line-item__line">
                <button
                    type="button"
                    class="line-item__open"
                    aria-expanded=is_open
                    aria-controls=id.clone()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <crate::app::components::Icon name=icon />
                    <span class="line-item__title">{title}</span>
                </button>
                <span class="line-item__state">
                    <Badge
                        text=of(|it| &it.state)
                        tone=Signal::derive(move || line.with(|it| it.tone))
                    />
                </span>
                <span class="line-item__action">
                    <When holds=has_action>
                        <Button label=of(|it| &it.action) on_press=act />
                    </When>
                </span>
            </div>
            <p class="line-item__text">{of(|it| &it.text)}</p>
            <div id=id>
                <When holds=open>
                    <div class="line-item__fields">{fields.run()}</div>
                </When>
            </div>
        </li>
    }
    .into_any()
}

/// The button that takes a line away.
pub fn delete(label: &'static str, on_press: Callback<()>) -> AnyView {
    view! {
        <Button label=label icon=IconName::Trash kind=ButtonKind::Quiet on_press=on_press />
    }
    .into_any()
}

/// A field that adds a line by its name; the focus stays in it for the next.
pub fn add(
    label: &'static str,
    placeholder: &'static str,
    on_add: Callback<String, bool>,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let press = Callback::new(move |()| {
        let name = text.get_untracked();
        if !name.trim().is_empty() && on_add.run(name) {
            text.set(String::new());
        }
        if let Some(field) = field.get_untracked() {
            // A field that is on the page takes the focus.
            let _ = field.focus();
        }
    });
    view! {
        <div class="add-line">
            <TextField
                label=label
                placeholder=placeholder
                value=text
                on_change=move |typed| text.set(typed)
                on_input=move |typed| text.set(typed)
                on_enter=press
                node_ref=field
            />
            <IconButton label=label icon=IconName::Add kind=ButtonKind::Plain on_press=press />
        </div>
    }
    .into_any()
}
