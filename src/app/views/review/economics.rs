//! What a week of delay costs, what an improvement returns, and which tools pay.

use lastmile::edit::settings::{self, Setting};
use lastmile::finish::economics::{LAST_MILE_PERCENT, returns, week_cost};
use lastmile::finish::learning;
use lastmile::finish::standup::progress;
use lastmile::present::words;
use lastmile::project::Settings;
use leptos::prelude::*;

use crate::app::components::{
    Caption, Disclosure, NumberField, Panel, StatTile, TextField, Tone, table,
};
use crate::app::workspace::Workspace;

/// Rates, delay, improvements, tools.
pub fn part(workspace: Workspace) -> AnyView {
    view! {
        {costs(workspace)}
        {last_mile(workspace)}
        {improvement(workspace)}
        {tools(workspace)}
    }
    .into_any()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what the type holds"
)]
fn whole(typed: Option<f64>) -> Option<u32> {
    typed.map(|typed| libm::round(typed.clamp(0.0, 1e9)) as u32)
}

fn money(amount: u64, currency: &str) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    format!("{text} {currency}").trim_end().to_owned()
}

fn costs(workspace: Workspace) -> AnyView {
    let amount = move |read: fn(&Settings) -> Option<u32>| {
        Memo::new(move |_| workspace.read(|project| read(&project.settings).map(f64::from)))
    };
    let set = move |setting: fn(Option<u32>) -> Setting| {
        move |typed| {
            workspace.act(|project, _, _| settings::set(project, &setting(whole(typed))));
        }
    };
    let currency = Memo::new(move |_| workspace.read(|project| project.settings.currency.clone()));
    let cost = Memo::new(move |_| workspace.read(week_cost));
    let all = Signal::derive(move || money(cost.get().all(), &currency.get()));
    let detail = Signal::derive(move || {
        let cost = cost.get();
        let currency = currency.get();
        let missing = match cost.without_rate {
            0 => String::new(),
            1 => "; 1 person has no rate".to_owned(),
            count => format!("; {count} people have no rate"),
        };
        format!(
            "Team {}, delay {}{missing}",
            money(cost.team, &currency),
            money(cost.delay, &currency)
        )
    });
    view! {
        <Panel title="What a week costs" framed=true>
            <div class="form-grid">
                <TextField
                    label="Currency"
                    value=currency
                    placeholder="€"
                    on_change=move |text: String| {
                        workspace.act(|project, _, _| settings::set(project, &Setting::Currency(text)));
                    }
                />
                <NumberField
                    label="An hour of work costs"
                    value=amount(|it| it.hour_cost)
                    on_change=set(Setting::HourCost)
                    unit=currency
                    step=5.0
                />
                <NumberField
                    label="A week of delay costs besides"
                    value=amount(|it| it.delay_cost_per_week)
                    on_change=set(Setting::DelayCostPerWeek)
                    unit=currency
                    step=500.0
                    hint="Lost sales, penalties, idle machines: what the work itself does not show."
                />
            </div>
            <div class="tiles">
                <StatTile label="A week of delay costs" value=all detail=detail />
            </div>
            <Disclosure summary="How this is counted">
                <p>
                    "Each person’s weekly hours for this project times their rate, pools with all their people, plus what delay costs besides. Time off is left out."
                </p>
            </Disclosure>
        </Panel>
    }
    .into_any()
}

fn last_mile(workspace: Workspace) -> AnyView {
    let ending = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| learning::ending(project, today))
    });
    let percent = Memo::new(move |_| ending.with(learning::Ending::last_mile_percent));
    let value = Signal::derive(move || {
        percent
            .get()
            .map_or_else(|| "Not known".to_owned(), |percent| format!("{percent} %"))
    });
    let detail = Signal::derive(move || {
        ending.with(|it| match it.last_mile_days.zip(it.whole_days) {
            Some((mile, whole)) => format!("{mile} of {whole} days"),
            None => "Set the start of the project and of the last mile in People and settings"
                .to_owned(),
        })
    });
    let advice = Signal::derive(move || match percent.get() {
        None => String::new(),
        Some(percent) if percent > LAST_MILE_PERCENT => format!(
            "Above {LAST_MILE_PERCENT} %: better habits and tools are likely to pay. The sum below says how much."
        ),
        Some(_) => {
            format!("Within {LAST_MILE_PERCENT} %: a checklist and a daily round are enough.")
        }
    });
    let tone = Signal::derive(move || match percent.get() {
        Some(percent) if percent > LAST_MILE_PERCENT => Tone::Warning,
        Some(_) => Tone::Good,
        None => Tone::Neutral,
    });
    view! {
        <Panel title="The last mile in the whole" framed=true>
            <div class="tiles">
                <StatTile label="Share of the last mile so far" value=value detail=detail tone=tone />
            </div>
            <p>{advice}</p>
        </Panel>
    }
    .into_any()
}

fn improvement(workspace: Workspace) -> AnyView {
    let days = RwSignal::new(Some(2.0));
    let projects = RwSignal::new(Some(3.0));
    let cost = RwSignal::new(Some(0.0));
    let week = Memo::new(move |_| workspace.read(|project| week_cost(project).all()));
    let currency = Memo::new(move |_| workspace.read(|project| project.settings.currency.clone()));
    let result = Memo::new(move |_| {
        let saved = days.get().unwrap_or(0.0);
        let count = whole(projects.get()).unwrap_or(0);
        let spent = u64::from(whole(cost.get()).unwrap_or(0));
        returns(week.get(), saved, count, spent)
    });
    let said = Signal::derive(move || {
        let result = result.get();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an amount of money, its sign taken off"
        )]
        let amount = money(libm::round(libm::fabs(result)) as u64, &currency.get());
        if result < 0.0 {
            format!("−{amount}")
        } else {
            amount
        }
    });
    let formula = Signal::derive(move || {
        let currency = currency.get();
        format!(
            "{} days saved × {} a day × {} projects − {}",
            days.get().unwrap_or(0.0),
            money(week.get() / 5, &currency),
            projects.get().unwrap_or(0.0),
            money(u64::from(whole(cost.get()).unwrap_or(0)), &currency)
        )
    });
    let tone = Signal::derive(move || {
        if result.get() > 0.0 {
            Tone::Good
        } else {
            Tone::Warning
        }
    });
    view! {
        <Panel
            title="Would it pay?"
            lead="Think of one improvement: a checklist, an automatic test, a board. Nothing typed here is kept."
            framed=true
        >
            <div class="form-grid">
                <NumberField label="It saves in each project" value=days on_change=move |it| days.set(it) unit="days" step=0.5 />
                <NumberField label="Over the next" value=projects on_change=move |it| projects.set(it) unit="projects" max=1_000.0 />
                <NumberField label="It costs" value=cost on_change=move |it| cost.set(it) unit=currency step=500.0 />
            </div>
            <div class="tiles">
                <StatTile label="It returns" value=said detail=formula tone=tone />
            </div>
        </Panel>
    }
    .into_any()
}

/// A kind of tool: name, examples, strengths, weaknesses.
const TOOLS: [[&str; 4]; 3] = [
    [
        "Project management",
        "Jira, Asana, Trello",
        "Tasks, dependencies and progress in one place",
        "Grows complicated; worthless when nobody keeps it current",
    ],
    [
        "Communication",
        "Slack, Microsoft Teams, Notion",
        "Quick answers, shared documents, a channel for each topic",
        "Too much to read; every message interrupts someone",
    ],
    [
        "Automation",
        "Jenkins, GitHub Actions, Zapier",
        "Less handwork, the same result each time, parts meet early",
        "Costs time to set up, and someone who can",
    ],
];

fn tools(workspace: Workspace) -> AnyView {
    let advice = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| {
            let people = project.people.len();
            let open = progress(project, &project.outline().0).open_tasks;
            let percent = learning::ending(project, today).last_mile_percent();
            let is_small = people <= 4 && open <= 40;
            let is_long = percent.is_some_and(|percent| percent > LAST_MILE_PERCENT);
            let size = format!("{} and {}", words::count(people, "person").replace("persons", "people"), words::count(open, "open task"));
            match (is_small, is_long) {
                (true, false) => format!("For {size}, a checklist and a daily round suffice. Add a tool when they no longer do."),
                (true, true) => format!("{size} are few, but the last mile takes long: automate the step you repeat most before you buy anything."),
                (false, false) => format!("With {size}, keep one place for tasks and one for talk, and no third."),
                (false, true) => format!("With {size} and a long last mile, dependencies in one tool and automatic checks are likely to pay. Do the sum above first."),
            }
        })
    });
    let rows = TOOLS.iter().map(|[name, examples, strengths, weaknesses]| {
        vec![
            view! { {*name} <span class="review-tools__examples">{*examples}</span> }.into_any(),
            strengths.into_any(),
            weaknesses.into_any(),
        ]
    });
    let columns = ["Kind", "Good at", "Watch out for"];
    let caption = Caption::Said("Kinds of tools");
    let tools = table(
        "plain-table review-tools",
        caption,
        &columns,
        rows.collect(),
    );
    view! {
        <Panel title="Which tools?" lead=advice framed=true>
            <div class="scroll-table" tabindex="0" role="group" aria-label="Kinds of tools">
                {tools}
            </div>
        </Panel>
    }
    .into_any()
}
