//! What estimates have been worth, and whether the forecast's dates held.

use lastmile::finish::learning::{By, LEAST_PAIRS, Worth, worth};
use lastmile::present::{calibration, past_estimates};
use lastmile::project::HistoryPair;
use leptos::prelude::*;

use crate::app::browser::file;
use crate::app::components::{
    Button, Caption, ChartView, Disclosure, EmptyState, HeadingLevel, IconName, Panel, Toast, Tone,
    piece, table,
};
use crate::app::workspace::Workspace;

/// The history of estimates, by person, kind and size, and the calibration.
pub fn part(workspace: Workspace) -> AnyView {
    let groups = Memo::new(move |_| {
        let mut pairs = workspace.read_shelf(|shelf| shelf.history.clone());
        // A project that came from elsewhere brings the pairs its forecast uses.
        workspace.read(|project| {
            for (id, pair) in &project.history {
                if !pairs.contains_key(id) {
                    pairs.insert(id.clone(), pair.clone());
                }
            }
        });
        [By::All, By::Person, By::Kind, By::Size].map(|by| worth(&pairs, by))
    });
    view! {
        <Panel
            title="What estimates were worth"
            lead="All projects of this browser, and what this one brought along. The forecast uses the same pairs."
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
                    {format!("Each pair is what a task took divided by its likely estimate. What two days meant is from the length it was below one time in ten to the one it was above one time in ten; groups of fewer than {LEAST_PAIRS} pairs are left out. Few pairs make a wide range uncertain.")}
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
    let said = past_estimates::two_days(worth);
    view! {
        <p class="review-said">{said}</p>
        {worths("All", all)}
        {worths("By person", person)}
        {worths("By kind", kind)}
        {worths("By size", size)}
    }
    .into_any()
}

fn worths(name: &'static str, rows: &[Worth]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let rows = rows.iter().map(|worth| {
        vec![
            worth.name.clone().into_any(),
            worth.pairs.into_any(),
            past_estimates::times_the_estimate(worth.p50).into_any(),
            past_estimates::days_meant(worth).into_any(),
        ]
    });
    let columns = ["Group", "Pairs", "Middle case", "“Two days” meant"];
    let caption = Caption::Shown(name.to_owned());
    let rows = table("plain-table", caption, &columns, rows.collect());
    Some(
        view! {
            <div class="scroll-table" tabindex="0" role="group" aria-label=name>{rows}</div>
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

/// How often the forecast's dates held, over all closed projects.
fn calibration(workspace: Workspace) -> AnyView {
    let chart = Memo::new(move |_| {
        workspace.read_shelf(|shelf| {
            let closed = shelf.projects.values().filter(|it| it.closed_on.is_some());
            calibration::calibration(closed)
        })
    });
    let body = move || {
        match chart.get() {
        Some(chart) => {
            let says = chart.says.clone();
            view! {
                <p class="review-said">{says}</p>
                <ChartView chart=Signal::stored(chart) />
            }
            .into_any()
        }
        None => view! {
            <EmptyState
                icon=IconName::Flag
                level=HeadingLevel::Three
                headline="No closed project with forecasts yet"
                text="Close one in the final review, and the dates it named day by day are compared with the day it ended."
            />
        }
        .into_any(),
    }
    };
    view! {
        <Panel
            title="Did the dates hold?"
            lead="Each day on which dates were written down counts, of all closed projects: a date held when it was the day of the end or later. The 80 % date should hold on about 80 % of the days; much less is hope, much more is padding."
            framed=true
        >
            {piece(body)}
        </Panel>
    }
    .into_any()
}
