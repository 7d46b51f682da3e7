//! What could be left out to get back to the promised day.

use std::sync::Arc;

use lastmile::edit::{Change, task};
use lastmile::engine::Answer;
use lastmile::forecast::Payment;
use lastmile::present::{forecast as said, words};
use lastmile::project::Status;
use leptos::prelude::*;

use super::Forecasting;
use crate::app::components::{Button, ButtonKind, Panel, ProgressBar, piece};
use crate::app::engine::{Ask, Heavy};

/// The search and what it has found so far.
pub fn panel(state: Forecasting) -> AnyView {
    let late = Memo::new(move |_| {
        state.outlook.with(|outlook| {
            let forecast = &outlook.as_ref()?.forecast;
            let promised = forecast.promised?.date;
            (forecast.finish().p80 > promised).then_some(promised)
        })
    });
    let ask = state.engine.ask();
    let answer = ask.answer();
    piece(move || {
        let promised = late.get()?;
        let today = state.workspace.today();
        let lead = format!(
            "The 80 % date lies behind {}. These are the smallest sets of should-haves and \
             nice-to-haves that bring it back, least value first.",
            words::date(promised, today)
        );
        let found = found(state, ask);
        let is_asked = Memo::new(move |_| answer.with(Option::is_some));
        let begin = piece(move || {
            (!is_asked.get()).then(|| {
                view! {
                    <Button
                        label="Find what to leave out"
                        on_press=move |()| ask.pay_for(&Change::default())
                    />
                }
            })
        });
        Some(view! {
            <Panel title="Pay for the target" lead=lead>
                {begin}
                {found}
            </Panel>
        })
    })
}

/// What was found so far. The bar and its button stay the same while more is found, so that the
/// focus does.
fn found(state: Forecasting, ask: Ask) -> AnyView {
    let answer = ask.answer();
    let of = move |read: fn(&Heavy<Arc<Answer>>) -> bool| {
        Memo::new(move |_| answer.with(|it| it.as_ref().is_some_and(read)))
    };
    let goes_on = of(Heavy::goes_on);
    let (is_fresh, rests) = (
        of(Heavy::is_fresh),
        of(|it| matches!(it, Heavy::Resting(..))),
    );
    let percent = Memo::new(move |_| answer.with(|it| it.as_ref().map_or(0, Heavy::percent)));
    let payments = Memo::new(move |_| {
        answer.with(
            |it| match it.as_ref().and_then(|it| it.value().map(Arc::as_ref)) {
                Some(Answer::Payments { found, .. }) => found.clone(),
                Some(Answer::Prices(_) | Answer::Order(_) | Answer::Moved(_)) | None => Vec::new(),
            },
        )
    });
    let progress = piece(move || {
        goes_on.get().then(|| {
            view! {
                <div class="outlook__progress">
                    <div class="outlook__runs">
                        <ProgressBar
                            label="Trying one set after the other"
                            value=Signal::derive(move || f64::from(percent.get()) / 100.0)
                            text=Signal::derive(move || format!("{} %", percent.get()))
                        />
                    </div>
                    <Button
                        label="Stop here"
                        kind=ButtonKind::Quiet
                        on_press=move |()| ask.rest()
                    />
                </div>
            }
        })
    });
    let outcome = move || {
        if rests.get() {
            "Stopped before all sets were tried: smaller ones may exist."
        } else if is_fresh.get() && payments.with(Vec::is_empty) {
            "No set of up to three should-haves or nice-to-haves is enough. What is left: more \
             people, another date, or a must that is none."
        } else {
            ""
        }
    };
    let lines = piece(move || {
        let lines = payments.get().into_iter();
        lines.map(|it| line(state, it)).collect_view()
    });
    view! {
        {progress}
        <p class="outlook__quiet" role="status">{outcome}</p>
        <ul class="payments" role="list">
            {lines}
        </ul>
    }
    .into_any()
}

fn line(state: Forecasting, payment: Payment) -> AnyView {
    let workspace = state.workspace;
    let today = untrack(|| workspace.today());
    let text = workspace.peek(|project| said::payment(project, &payment, today));
    let saves = workspace.peek(|project| said::shift(project, payment.saves.p80));
    let value = payment.value;
    let about = workspace.peek(|project| words::tasks(project, &payment.tasks).join(" and "));
    let tasks = payment.tasks;
    let put_off = move |()| {
        workspace
            .act(|project, author, _| task::set_status(project, &tasks, Status::Deferred, author));
    };
    view! {
        <li class="payments__line">
            <div>
                <p>{text}</p>
                <p class="outlook__quiet">
                    {format!("80 % date {saves}. Value given up: {value}.")}
                </p>
            </div>
            <Button label="Put off" about=about on_press=put_off />
        </li>
    }
    .into_any()
}
