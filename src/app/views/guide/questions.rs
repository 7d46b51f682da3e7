//! Questions that come up, with the ways to act on them.

use lastmile::finish::guide::{QUESTIONS, Question};
use leptos::prelude::*;

use super::GuideState;
use crate::app::components::{ButtonKind, Disclosure};

/// The questions, folded but for the first.
pub fn part(state: GuideState) -> AnyView {
    let all = QUESTIONS.iter().enumerate();
    let all: Vec<AnyView> = all.map(|(at, it)| question(state, it, at == 0)).collect();
    view! { <div class="guide-part guide-questions">{all}</div> }.into_any()
}

fn question(state: GuideState, question: &'static Question, open: bool) -> AnyView {
    let said: Vec<AnyView> = question
        .answer
        .iter()
        .map(|text| view! { <p>{*text}</p> }.into_any())
        .collect();
    let ways: Vec<AnyView> = question
        .at
        .iter()
        .filter_map(|spot| state.way_to(*spot, ButtonKind::Plain))
        .collect();
    view! {
        <Disclosure summary=question.title open=open>
            <div class="guide-answer">
                {said}
                <div class="guide__ways">{ways}</div>
            </div>
        </Disclosure>
    }
    .into_any()
}
