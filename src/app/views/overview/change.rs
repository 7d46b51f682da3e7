//! What has changed since yesterday, or since a week ago.

use lastmile::present::overview::{Change, MOVERS_RULE, Step};
use leptos::prelude::*;

use crate::app::components::{
    Choice, Disclosure, Panel, Reason, SegmentedControl, WhyButton, piece,
};

/// What has changed, as steps that sum up.
#[component]
pub(super) fn Changes(
    /// Since the last day, and since a week ago, as far as they are known.
    changes: Vec<Change>,
) -> AnyView {
    let chosen = RwSignal::new("0".to_owned());
    let mut choices = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        choices.push(Choice::new(number.to_string(), &change.title));
    }
    let has_choice = choices.len() > 1;
    let choices = StoredValue::new(choices);
    let changes = StoredValue::new(changes);
    let actions = move || {
        has_choice.then(|| {
            view! {
                <SegmentedControl
                    label="Compared with"
                    label_hidden=true
                    options=choices.get_value()
                    value=chosen
                    on_change=move |value: String| chosen.set(value)
                />
            }
        })
    };
    view! {
        <Panel title="What has changed" framed=true actions=actions>
            {piece(move || {
                let number = chosen.get().parse().unwrap_or(0);
                changes.with_value(|changes: &Vec<Change>| match changes.get(number) {
                    Some(change) => table(change, !has_choice),
                    None => view! {
                        <p class="overview__none">
                            "Each day is noted when you first look at it. From tomorrow on you see here what has changed."
                        </p>
                    }
                    .into_any(),
                })
            })}
        </Panel>
    }
    .into_any()
}

fn table(change: &Change, says_since: bool) -> AnyView {
    let since = says_since.then(|| format!("{}. ", change.title));
    let date = (!change.date.is_empty()).then(|| change.date.clone());
    let is_explained = !change.movers.is_empty();
    let why = is_explained.then(|| {
        let reasons = vec![Reason::new(
            "A task, a wait or a risk is named under a step when the day it was written down, began or \
             ended lies on the way.",
        )];
        view! { <WhyButton about="the steps" reasons=Signal::stored(reasons) rule=MOVERS_RULE /> }
    });
    let work = steps(
        &change.steps,
        "The way of the remaining work: the changes sum up",
        "Work",
    );
    let body = if is_explained {
        view! {
            {steps(&change.movers, "The way of the 80 % date: the steps sum up", "Moved by")}
            <Disclosure summary="The same in hours of work">{work}</Disclosure>
        }
        .into_any()
    } else {
        work
    };
    view! {
        <div class="overview-change__date"><p>{since}{date}</p>{why}</div>
        {body}
    }
    .into_any()
}

fn steps(steps: &[Step], caption: &'static str, amount: &'static str) -> AnyView {
    let rows = steps.iter().map(row);
    view! {
        <table class="overview-change">
            <caption class="visually-hidden">{caption}</caption>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">"What"</th>
                    <th scope="col">{amount}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(step: &Step) -> AnyView {
    let tone = match step.minutes {
        None => "end",
        Some(minutes) if minutes > 0 => "more",
        Some(_) => "less",
    };
    let tasks = (!step.tasks.is_empty())
        .then(|| view! { <span class="overview-change__tasks">{step.tasks.clone()}</span> });
    view! {
        <tr data-step=tone>
            <th scope="row">{step.text.clone()}{tasks}</th>
            <td>{step.amount.clone()}</td>
        </tr>
    }
    .into_any()
}
