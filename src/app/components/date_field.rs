//! A date.

use super::piece::When;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::browser::{focus, fresh_id};
use super::button::IconButton;
use super::draft::Draft;
use super::field::{FieldTexts, described_by, frame, invalid};
use super::icon::IconName;

/// The first year taken while a date is being typed: before it, the year is half-typed.
const FIRST_YEAR: i32 = 1900;

/// A field for a date: the browser's own date input, and a button that empties it.
#[component]
pub fn DateField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The date it holds; `None` while it is empty.
    #[prop(into)]
    value: Signal<Option<NaiveDate>>,
    /// Called with the date when a whole one is there, and with `None` when it was emptied.
    #[prop(into)]
    on_change: Callback<Option<NaiveDate>>,
    /// What it is for, in one sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// A date that cannot be emptied has no button for it.
    #[prop(optional)]
    required: bool,
) -> AnyView {
    let id = fresh_id("date");
    let texts = FieldTexts {
        label,
        label_hidden,
        hint,
        error,
    };
    let shown = Signal::derive(move || value.get().map_or_else(String::new, |day| day.to_string()));
    let hand_over = Callback::new(move |text: String| {
        if text.is_empty() && !required {
            on_change.run(None);
        } else if let Ok(day) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
            on_change.run(Some(day));
        }
    });
    let draft = Draft::new(shown, hand_over, None, None);
    let changed = move |event| {
        let text = event_target_value(&event);
        let whole =
            NaiveDate::parse_from_str(&text, "%Y-%m-%d").is_ok_and(|day| day.year() >= FIRST_YEAR);
        draft.hold(text);
        if whole {
            draft.commit();
        }
    };
    let clear = {
        let id = id.clone();
        move || {
            on_change.run(None);
            focus(&id);
        }
    };
    let clear_label = Signal::derive(move || format!("Clear: {}", label.get()));
    let control = view! {
        <span class="input-with-button">
            <input
                class="input input--date"
                id=id.clone()
                type="date"
                aria-describedby=described_by(&id, texts)
                aria-invalid=invalid(texts)
                prop:value=Signal::derive(move || draft.shown())
                on:change=changed
                on:blur=move |_| draft.commit()
            />
            <When holds=Signal::derive(move || !required && value.with(Option::is_some))>
                <IconButton
                    label=clear_label
                    icon=IconName::Close
                    on_press=Callback::new({
                        let clear = clear.clone();
                        move |()| clear()
                    })
                />
            </When>
        </span>
    }
    .into_any();
    frame(&id, texts, control)
}
