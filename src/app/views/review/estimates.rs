//! What estimates have been worth, and whether the forecast's dates held.

use lastmile::finish::learning::{By, LEAST_PAIRS, Worth, worth};
use lastmile::present::past_estimates;
use lastmile::project::HistoryPair;
use leptos::prelude::*;

use crate::app::browser::file;
use crate::app::components::{
    Button, Disclosure, EmptyState, IconName, Meter, Panel, Toast, Tone, piece,
};
use crate::app::workspace::Workspace;

/// The history of estimates, by person, kind and size, and the calibration.
pub fn part(workspace: Workspace) -> AnyView {
    let groups = Memo::new(move |_| {
        workspace.read_shelf(|shelf| {
            [By::All, By::Person, By::Kind, By::Size].map(|by| worth(&shelf.history, by))
        })
    });
    view! {
        <Panel
            title="What estimates were worth"
            lead="All projects of this browser. The forecast uses the same pairs."
            framed=true
            actions=move || view! {
                <Button
                    label="Export as CSV"
                    icon=IconName::Download
                    on_press=move |()| export(workspace)
                />
            }
        >
            {piece(move || groups.with(tables))}
            <Disclosure summary="How this is counted">
                <p>
                    {format!("Each pair is what a task took divided by its likely estimate. The range is from the value one time in ten it was below to the value one time in ten it was above; groups of fewer than {LEAST_PAIRS} pairs are left out. Few pairs make a wide range uncertain.")}
                </p>
            </Disclosure>
        </Panel>
        {calibration(workspace)}
    }
    .into_any()
}

fn tables(groups: &[Vec<Worth>; 4]) -> AnyView {
    let [all, person, kind, size] = groups;
    let Some(worth) = all.first() else {
        return view! {
            <EmptyState
                icon=IconName::Review
                headline="Too little is known yet"
                text="Say what tasks took when you finish them, or paste past estimates in People and settings. Three pairs make a beginning."
            />
        }
        .into_any();
    };
    let days = |ratio: f64| format!("{:.1}", 2.0 * ratio);
    let said = format!(
        "When you said two days, it took {} to {} days, most often {}.",
        days(worth.p10),
        days(worth.p90),
        days(worth.p50)
    );
    view! {
        <p class="review-said">{said}</p>
        {table("All", all)}
        {table("By person", person)}
        {table("By kind", kind)}
        {table("By size", size)}
    }
    .into_any()
}

fn table(caption: &'static str, rows: &[Worth]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = rows
        .iter()
        .map(|worth| {
            view! {
                <tr>
                    <th scope="row">{worth.name.clone()}</th>
                    <td>{worth.pairs}</td>
                    <td>{past_estimates::times_the_estimate(worth.p50)}</td>
                    <td>{format!("{:.1} to {:.1}", worth.p10, worth.p90)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <div class="scroll-table" tabindex="0" role="group" aria-label=caption>
                <table class="plain-table">
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Group"</th>
                            <th scope="col">"Pairs"</th>
                            <th scope="col">"Middle case"</th>
                            <th scope="col">"Range, times the estimate"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}

fn export(workspace: Workspace) {
    let text = workspace.peek_shelf(|shelf| {
        let mut text =
            "title,estimate_hours,actual_hours,person,kind,finished_on,project\r\n".to_owned();
        for pair in shelf.history.values() {
            text.push_str(&line(pair));
        }
        text
    });
    if file::download("past-estimates.csv", "text/csv", &text).is_err() {
        workspace.say(Toast::new(
            Tone::Bad,
            "The browser refused to save the file.",
        ));
    }
}

fn line(pair: &HistoryPair) -> String {
    let quoted = |text: &str| {
        // A spreadsheet must not take a text for a formula.
        let risky = text.starts_with(['=', '+', '-', '@']);
        let shield = if risky { "'" } else { "" };
        format!("\"{shield}{}\"", text.replace('"', "\"\""))
    };
    let day = pair
        .finished_on
        .map(|day| day.to_string())
        .unwrap_or_default();
    format!(
        "{},{:.2},{:.2},{},{},{day},{}\r\n",
        quoted(&pair.title),
        pair.estimate.as_hours(),
        pair.actual.as_hours(),
        quoted(&pair.person),
        quoted(&pair.kind),
        quoted(&pair.project)
    )
}

/// Of each closed project, on how many days its P80 date held.
fn calibration(workspace: Workspace) -> AnyView {
    let closed = Memo::new(move |_| {
        workspace.read_shelf(|shelf| {
            let closed = shelf.projects.values().filter(|it| it.closed_on.is_some());
            let known = closed.filter_map(|it| {
                let days = it.p80_days.filter(|days| *days > 0)?;
                Some((it.name.clone(), days, it.p80_held.unwrap_or(0)))
            });
            known.collect::<Vec<_>>()
        })
    });
    let body = move || {
        let closed = closed.get();
        if closed.is_empty() {
            return view! {
                <p class="guide__quiet">
                    "No closed project with forecasts yet. Close one in the final review, and its P80 dates are compared with the day it ended."
                </p>
            }
            .into_any();
        }
        let bars: Vec<AnyView> = closed
            .into_iter()
            .map(|(name, days, held)| {
                let share = f64::from(held) / f64::from(days);
                let percent = held * 100 / days;
                let text = format!("{percent} % of {days} days");
                let tone = if percent >= 65 {
                    Tone::Good
                } else {
                    Tone::Warning
                };
                view! { <Meter label=name value=Signal::stored(share) text=text tone=tone /> }
                    .into_any()
            })
            .collect();
        view! { <div class="balance">{bars}</div> }.into_any()
    };
    view! {
        <Panel
            title="Did the 80 % dates hold?"
            lead="Of the days on which a P80 date was written down, how many named the day it ended or a later one. About 80 % is right: much less is hope, much more is padding."
            framed=true
        >
            {piece(body)}
        </Panel>
    }
    .into_any()
}
