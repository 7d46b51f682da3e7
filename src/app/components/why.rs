//! "Why?": the reasons behind a number, a date, a mark.

use leptos::prelude::*;

use super::button::ButtonKind;
use super::icon::IconName;
use super::popover::Popover;

/// One reason: a sentence, and where it can be looked at or mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// The sentence.
    pub text: String,
    /// The address of what it speaks of; may be empty.
    pub href: String,
}

impl Reason {
    /// A reason without a place to go to.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: String::new(),
        }
    }

    /// The same with a link.
    #[must_use]
    pub fn at(mut self, href: impl Into<String>) -> Self {
        self.href = href.into();
        self
    }
}

/// The button that opens the reasons of something.
#[component]
pub fn WhyButton(
    /// What is asked about, so that the button can be read alone: `the 80 % date`.
    #[prop(into)]
    about: Signal<String>,
    /// The reasons, the weightiest first; looked at when it opens.
    #[prop(into)]
    reasons: Signal<Vec<Reason>>,
    /// The formula or rule, in one line.
    #[prop(optional, into)]
    rule: Signal<String>,
) -> AnyView {
    let label = Signal::derive(move || format!("Why? {}", about.get()));
    let list = move || {
        reasons
            .get()
            .into_iter()
            .map(|reason| {
                if reason.href.is_empty() {
                    view! { <li>{reason.text}</li> }.into_any()
                } else {
                    view! { <li><a href=reason.href>{reason.text}</a></li> }.into_any()
                }
            })
            .collect_view()
    };
    let rule_line = move || {
        let text = rule.get();
        (!text.is_empty()).then(|| view! { <p class="why__rule">{text}</p> })
    };
    view! {
        <Popover label=label icon=IconName::Question icon_only=true kind=ButtonKind::Quiet>
            <p class="why__about">{label}</p>
            <ul class="why__reasons">{list}</ul>
            {rule_line}
        </Popover>
    }
    .into_any()
}
