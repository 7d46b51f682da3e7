//! What could be left out to get back to the promised day.

use lastmile::edit::{Change, task};
use lastmile::engine::Answer;
use lastmile::forecast::Payment;
use lastmile::present::{forecast as said, words};
use lastmile::project::Status;
use leptos::prelude::*;

use super::Forecasting;
use crate::app::components::{Button, Panel, ProgressBar, piece};
use crate::app::engine::Heavy;

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
        let found = piece(move || found(state, answer.get()));
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

fn found(state: Forecasting, answer: Option<Heavy<std::sync::Arc<Answer>>>) -> Option<AnyView> {
    let answer = answer?;
    let (percent, is_fresh) = (answer.percent(), answer.is_fresh());
    let payments = match answer.value().map(|it| &**it) {
        Some(Answer::Payments { found, .. }) => found.clone(),
        _ => Vec::new(),
    };
    let none = (is_fresh && payments.is_empty()).then_some(
        "No set of up to three should-haves or nice-to-haves is enough. What is left: more people, \
         another date, or a must that is none.",
    );
    let lines = payments.into_iter().map(|payment| line(state, payment));
    let progress = (!is_fresh).then(|| {
        view! {
            <ProgressBar
                label="Trying one set after the other"
                value=f64::from(percent) / 100.0
                text=format!("{percent} %")
            />
        }
    });
    Some(
        view! {
            {progress}
            <p class="outlook__quiet">{none}</p>
            <ul class="payments" role="list">
                {lines.collect_view()}
            </ul>
        }
        .into_any(),
    )
}

fn line(state: Forecasting, payment: Payment) -> AnyView {
    let workspace = state.workspace;
    let today = untrack(|| workspace.today());
    let text = workspace.peek(|project| said::payment(project, &payment, today));
    let saves = workspace.peek(|project| said::shift(project, payment.saves.p80));
    let value = payment.value;
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
            <Button label="Put off" on_press=put_off />
        </li>
    }
    .into_any()
}
