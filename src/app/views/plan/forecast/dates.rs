//! The dates in large type, and the chain of reasons behind them.

use lastmile::forecast::{Forecast, Zone};
use lastmile::present::{forecast as said, outlook, words};
use lastmile::project::Today;
use leptos::prelude::*;

use super::super::ranked;
use super::Forecasting;
use crate::app::components::{Panel, Reason, StatTile, Tone, WhyButton, piece};
use crate::app::route::{Place, Route};

/// The three dates and the chance of the promised one.
pub fn tiles(state: Forecasting) -> AnyView {
    let date = move |label: &'static str, level: usize| {
        let dates = Memo::new(move |_| {
            let finish = state
                .outlook
                .with(|it| Some(it.as_ref()?.forecast.finish()))?;
            [finish.p50, finish.p80, finish.p90].get(level).copied()
        });
        let today = move || state.workspace.today();
        let value = move || {
            dates
                .get()
                .map_or_else(String::new, |day| words::date(day, today()))
        };
        let detail = move || {
            dates
                .get()
                .map_or_else(String::new, |day| words::from_today(day, today()))
        };
        view! {
            <StatTile
                label=label
                value=Signal::derive(value)
                detail=Signal::derive(detail)
                why=move || why_date(label)
            />
        }
        .into_any()
    };
    view! {
        <div class="outlook__tiles">
            {date("Even chance", 0)}
            {date("80 % sure", 1)}
            {date("90 % sure", 2)}
            {promise(state)}
        </div>
    }
    .into_any()
}

fn why_date(label: &'static str) -> AnyView {
    let text = match label {
        "Even chance" => {
            "In half of the runs everything needed is done by then, in half it is not."
        }
        "90 % sure" => "In nine of ten runs everything needed is done by then.",
        _ => {
            "In four of five runs everything needed is done by then. It is the date to promise: \
             a little safety, without padding every task."
        }
    };
    view! {
        <WhyButton
            about=label
            reasons=vec![Reason::new(text)]
            rule="The first day by which that share of all runs has finished all musts and all unsorted tasks."
        />
    }
    .into_any()
}

fn promise(state: Forecasting) -> AnyView {
    let read = move |read: fn(&Forecast, Today) -> String| {
        Signal::derive(move || {
            let today = state.workspace.today();
            state.outlook.with(|it| {
                it.as_ref()
                    .map_or_else(String::new, |it| read(&it.forecast, today))
            })
        })
    };
    let value = read(|forecast, _| {
        let on_time = forecast.promised.as_ref();
        on_time.map_or_else(|| "No target".to_owned(), |it| said::chance(it.probability))
    });
    let detail = read(|forecast, today| {
        let on_time = forecast.promised.as_ref();
        on_time.map_or_else(String::new, |it| {
            format!("by {}", words::date(it.date, today))
        })
    });
    let told = read(outlook::promise);
    let tone = Signal::derive(move || {
        let zone = state
            .outlook
            .with(|it| Some(it.as_ref()?.forecast.promised?.zone()));
        match zone {
            None => Tone::Neutral,
            Some(Zone::Green) => Tone::Good,
            Some(Zone::Amber) => Tone::Warning,
            Some(Zone::Red) => Tone::Bad,
        }
    });
    let settings = move || {
        let id = state.workspace.open_id();
        id.map_or_else(String::new, |id| Route::place(&id, Place::People).hash())
    };
    let reasons = move || {
        vec![
            Reason::new(told.get()),
            Reason::new("Change the target date").at(settings()),
        ]
    };
    view! {
        <StatTile
            label="On time"
            value=value
            detail=detail
            tone=tone
            why=move || {
                view! {
                    <WhyButton
                        about="The chance of the target"
                        reasons=Signal::derive(reasons)
                        rule="Green from 90 in 100, amber from an even chance, red below."
                    />
                }
            }
        />
    }
    .into_any()
}

/// The tasks that follow each other up to the end, each with what holds it there.
pub fn why_this_date(state: Forecasting) -> AnyView {
    let schedule = state.engine.schedule();
    let steps = piece(move || {
        let today = state.workspace.today();
        schedule.with(|timetable| {
            let timetable = timetable.value()?;
            state.workspace.peek(|project| {
                let end = outlook::chain_end(project, timetable, today)?;
                let steps = outlook::chain(project, timetable, today);
                Some(view! {
                    <p>{end}</p>
                    {ranked::chain(state.router, steps)}
                })
            })
        })
    });
    let rest = state.of(move |project, outlook| {
        let buffer = f64::from(outlook.forecast.buffer().0);
        let text = format!(
            "That plan has no room for surprises. From an even chance to 80 % sure it takes another {}.",
            said::days(project, buffer)
        );
        view! { <p class="outlook__quiet">{text}</p> }.into_any()
    });
    view! {
        <Panel title="Why this date" lead="The critical chain: what must follow what, and who must do what first.">
            {steps}
            {rest}
        </Panel>
    }
    .into_any()
}
