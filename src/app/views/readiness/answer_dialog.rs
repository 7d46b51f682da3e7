//! Answering a question against its rule, or one of one's own: the answer and the reason.

use lastmile::edit::readiness;
use lastmile::present::readiness as said;
use lastmile::project::Readiness;
use leptos::prelude::*;

use super::{ReadinessState, tone};
use crate::app::components::{
    Button, ButtonKind, Choice, Dialog, IconName, SegmentedControl, TextArea,
};

/// The form; it is open while a question is being answered.
#[component]
pub fn AnswerDialog(state: ReadinessState) -> AnyView {
    let answer = RwSignal::new(Readiness::Ready);
    let reason = RwSignal::new(String::new());
    let close = move |()| {
        state.answering.set(None);
        reason.set(String::new());
    };
    let save = move |()| {
        let Some((id, _)) = state.answering.get_untracked() else {
            return;
        };
        let (answer, reason) = (answer.get_untracked(), reason.get_untracked());
        let saved = state
            .workspace
            .act(|project, author, _| readiness::answer(project, &id, answer, &reason, author));
        if saved {
            close(());
        }
    };
    let title = Signal::derive(move || {
        state
            .answering
            .with(|it| it.as_ref().map(|(_, text)| text.clone()))
            .unwrap_or_default()
    });
    let choices: Vec<Choice> = Readiness::ALL
        .into_iter()
        .map(|it| {
            let word = said::answer(Some(it));
            Choice::new(word, word).icon(IconName::of(tone(Some(it))))
        })
        .collect();
    view! {
        <Dialog
            title=title
            open=Signal::derive(move || state.answering.with(Option::is_some))
            on_close=close
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=close />
                    <Button label="Save the answer" kind=ButtonKind::Primary on_press=save />
                }
            }
        >
            <SegmentedControl
                label="Your answer"
                options=choices.clone()
                value=Signal::derive(move || said::answer(Some(answer.get())).to_owned())
                on_change=move |value: String| {
                    let all = Readiness::ALL.into_iter();
                    let chosen = all.into_iter().find(|it| said::answer(Some(*it)) == value);
                    answer.set(chosen.unwrap_or(Readiness::NotReady));
                }
            />
            <TextArea
                label="The reason"
                value=reason
                on_change=move |text: String| reason.set(text)
                on_input=move |text: String| reason.set(text)
                on_submit=save
                hint="It stands beside the answer with your name, for everyone who opens the project."
                rows=3
            />
        </Dialog>
    }
    .into_any()
}
