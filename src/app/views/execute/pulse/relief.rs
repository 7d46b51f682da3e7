//! What would help whoever has too much, with its effect on the forecast.

use lastmile::edit::{Change, relief as edit_relief};
use lastmile::engine::{Answer, Price};
use lastmile::finish::pulse::{Load, team_pulse};
use lastmile::finish::relief::{Kind, Relief, is_strained, reliefs};
use lastmile::present::forecast as said;
use lastmile::present::people::name;
use lastmile::project::Project;
use leptos::prelude::*;

use crate::app::components::{Button, piece};
use crate::app::engine::prices::{author, tried_ids};
use crate::app::views::execute::state::{Execute, title};

/// Runs behind each effect.
const RUNS: u32 = 600;

pub(super) fn suggestions(execute: Execute, loads: Memo<(String, Vec<Load>)>) -> AnyView {
    let workspace = execute.workspace;
    let strained = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| {
            let pulse = team_pulse(project, today.0).ok()?;
            is_strained(&pulse).then_some((pulse.morale, pulse.workload))
        })
    });
    let suggested = Memo::new(move |_| {
        let strained = strained.get().is_some();
        loads.with(|(_, loads)| workspace.read(|project| reliefs(project, loads, strained)))
    });
    let ask = execute.engine.ask();
    Effect::new(move || {
        let author = author(workspace);
        let changes: Vec<Change> = suggested.with(|all| {
            workspace.peek(|project| {
                let mut ids = tried_ids();
                let change = |it| edit_relief::give(project, it, &author, &mut ids);
                all.iter()
                    .map(change)
                    .map(Result::unwrap_or_default)
                    .collect()
            })
        });
        if changes.is_empty() {
            ask.stop();
        } else {
            ask.price_each(&changes, RUNS);
        }
    });
    let answer = ask.answer();
    piece(move || {
        let all = suggested.get();
        if all.is_empty() {
            return view! {
                <p class="quiet">
                    "Nobody has more to do than fits, and the team does not say otherwise. Keep it so: plan breaks and leave overtime for a real emergency."
                </p>
            }
            .into_any();
        }
        let prices = answer.with(|answer| {
            match answer.as_ref().and_then(|it| it.value()).map(AsRef::as_ref) {
                Some(Answer::Prices(prices)) => prices.clone(),
                _ => Vec::new(),
            }
        });
        let rows = workspace.read(|project| {
            let rows = all
                .iter()
                .enumerate()
                .map(|(at, it)| suggestion(execute, project, it, prices.get(at)));
            rows.collect_view()
        });
        let why = strained.get().map(|(morale, workload)| {
            format!("The team says that it is too much: workload {workload:.1}, morale {morale:.1} of 5. So those with the most work get a suggestion, even where the hours fit.")
        });
        view! {
            {why.map(|why| view! { <p class="quiet">{why}</p> })}
            <ul class="suggestions" role="list">{rows}</ul>
        }
        .into_any()
    })
}

fn suggestion(execute: Execute, project: &Project, it: &Relief, price: Option<&Price>) -> AnyView {
    let who = name(project, &it.person);
    let (text, press) = match &it.kind {
        Kind::Rotate(task, to) => (
            format!(
                "{} takes “{}” over from {who}",
                name(project, to),
                title(project, task)
            ),
            Some("Hand it over"),
        ),
        Kind::Break => (
            format!("{who} takes the next working day off"),
            Some("Plan it"),
        ),
        Kind::Overtime => (format!("{who} works an hour more every day"), None),
    };
    let mut effect = price.map_or_else(
        || "Trying it in the forecast…".to_owned(),
        |price| format!("80 % date: {}", said::shift(project, price.difference.p80)),
    );
    if press.is_none() {
        effect.push_str(". Avoid it: tired people make the mistakes that cost days.");
    }
    let button = press.map(|label| {
        let done = it.clone();
        let act = move |()| {
            execute
                .workspace
                .act(|project, author, ids| edit_relief::give(project, &done, author, ids));
        };
        view! { <Button label=label on_press=act /> }
    });
    view! {
        <li class="suggestion">
            <div>
                <p>{text}</p>
                <p class="quiet">{effect}</p>
            </div>
            {button}
        </li>
    }
    .into_any()
}
