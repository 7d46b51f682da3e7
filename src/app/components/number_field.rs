//! A number.

use leptos::ev;
use leptos::prelude::*;

use super::browser::fresh_id;
use super::draft::{Draft, is_plain_enter};
use super::field::{FieldTexts, described_by, frame, invalid};

/// A field for a number, with its unit behind it. Both `2.5` and `2,5` are read.
///
/// Arrow up and down change it by `step`. What is no number, or lies outside the bounds, is shown
/// with an error and not handed over.
#[component]
pub fn NumberField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The number it holds; `None` while it is empty.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// Called with the number when it is committed.
    #[prop(into)]
    on_change: Callback<Option<f64>>,
    /// What is counted, such as `hours`.
    #[prop(optional, into)]
    unit: Signal<String>,
    /// The least number taken.
    #[prop(default = 0.0)]
    min: f64,
    /// The greatest number taken.
    #[prop(default = f64::MAX)]
    max: f64,
    /// What an arrow key adds or takes.
    #[prop(default = 1.0)]
    step: f64,
    /// What to write, in one sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it, as the caller sees it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
) -> AnyView {
    let id = fresh_id("number");
    let refused = RwSignal::new(None::<String>);
    let texts = FieldTexts {
        label,
        label_hidden,
        hint,
        error: Signal::derive(move || refused.get().or_else(|| error.get())),
    };
    let shown = Signal::derive(move || value.get().map_or_else(String::new, |n| n.to_string()));
    let hand_over = Callback::new(move |text: String| match read_number(&text, min, max) {
        Ok(number) => on_change.run(number),
        Err(reason) => refused.set(Some(reason)),
    });
    let draft = Draft::new(shown, hand_over, None, None);
    let commit = move || {
        let Some(typed) = draft.shown_untracked() else {
            return;
        };
        refused.set(None);
        draft.commit();
        if refused.try_get_untracked().flatten().is_some() {
            // A refused text stays to be mended.
            draft.hold(typed);
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => step,
            "ArrowDown" => -step,
            _ => {
                if is_plain_enter(&event) {
                    commit();
                } else if draft.escaped(&event) {
                    refused.set(None);
                }
                return;
            }
        };
        event.prevent_default();
        let text = draft.shown_untracked().unwrap_or_default();
        if let Ok(now) = read_number(&text, f64::MIN, f64::MAX) {
            let next = (now.unwrap_or(0.0) + by).clamp(min, max);
            draft.hold(next.to_string());
        }
    };
    let control = view! {
        <span class="input-with-unit">
            <input
                class="input input--number"
                id=id.clone()
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-describedby=described_by(&id, texts)
                aria-invalid=invalid(texts)
                prop:value=Signal::derive(move || draft.shown())
                on:input=move |event| draft.hold(event_target_value(&event))
                on:keydown=key
                on:change=move |_| commit()
                on:blur=move |_| commit()
            />
            <span class="input-with-unit__unit">{unit}</span>
        </span>
    }
    .into_any();
    frame(&id, texts, control)
}

/// The number that `text` says, `None` for an empty one; an error is a sentence for a person.
fn read_number(text: &str, min: f64, max: f64) -> Result<Option<f64>, String> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(number) if !number.is_finite() => Err("Write a number, such as 2.5.".to_owned()),
        Ok(number) if number < min => Err(format!("Write a number of at least {min}.")),
        Ok(number) if number > max => Err(format!("Write a number of at most {max}.")),
        Ok(number) => Ok(Some(number)),
        Err(_) => Err("Write a number, such as 2.5.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::read_number;

    #[test]
    fn comma_and_point_are_read_alike() {
        assert_eq!(read_number(" 2,5 ", 0.0, 9.0), Ok(Some(2.5)));
        assert_eq!(read_number("2.5", 0.0, 9.0), Ok(Some(2.5)));
    }

    #[test]
    fn an_empty_text_is_no_number_and_no_error() {
        assert_eq!(read_number("  ", 0.0, 9.0), Ok(None));
    }

    #[test]
    fn what_is_no_number_or_out_of_bounds_is_refused_with_a_sentence() {
        for text in ["three", "inf", "NaN", "-1", "9.5", "1,000.5"] {
            let refusal = read_number(text, 0.0, 9.0).unwrap_err();
            assert!(refusal.starts_with("Write a number"), "{text}: {refusal}");
        }
    }
}
