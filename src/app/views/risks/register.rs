//! The register of risks: what costs the date most first, and what nobody does anything about.

use std::collections::BTreeSet;

use lastmile::edit::risk as edit;
use lastmile::finish::risks::{expected_days, is_answered, ranked, score, top_unanswered};
use lastmile::present::{risks as said, words};
use lastmile::project::{Id, LessonKind, Project, Risk, RiskStatus, Today};
use leptos::prelude::*;

use super::fields::{adder, opener, short, table};
use super::heat_map::heat_map;
use super::pre_mortem::PreMortem;
use super::risk;
use super::scale::ScaleDialog;
use crate::app::components::{
    Badge, Button, Disclosure, EmptyState, IconName, Reason, Tone, Toolbar, When, WhyButton, piece,
};
use crate::app::engine::prices::{Prices, prices};
use crate::app::route::Router;
use crate::app::views::lesson_use::offered;
use crate::app::workspace::Workspace;

/// Which risks are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Open ones and issues.
    #[default]
    Living,
    /// All, closed ones too.
    All,
    /// The three that cost most among those without an answer.
    Top,
    /// Those of a cell of the heat map: probability and impact.
    Cell(u8, u8),
}

/// The part of the place.
pub fn part() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let shown = RwSignal::new(Shown::default());
    let (asking, scaling) = (RwSignal::new(false), RwSignal::new(false));
    let listed = Memo::new(move |_| workspace.read(priceable));
    let prices = prices(workspace, listed, |project, id, author| {
        edit::close(project, id, author)
    });
    let rows = Memo::new(move |_| {
        let (prices, shown) = (prices.get(), shown.get());
        let today = workspace.today();
        workspace.read(|project| rows(project, &prices, &shown, today))
    });
    let add = move |title: &str| {
        let made = workspace.make(|project, author, ids| edit::add(project, title, author, ids));
        router.open_record(made.as_ref().map(ToString::to_string));
        made.is_some()
    };
    let start = move |()| {
        workspace.act(|project, author, ids| {
            edit::add_all(project, said::starter_set(), author, ids).map(|(_, change)| change)
        });
    };
    let has_any = Memo::new(move |_| workspace.read(|project| !project.risks.is_empty()));
    view! {
        <div class="risks__part">
            <div class="risks__tools">
                {adder("Add a risk", "What could happen?", add)}
                <Toolbar label="Risks">
                    <Button label="Pre-mortem" on_press=move |()| asking.set(true) />
                    <Button label="Usual risks" icon=IconName::Add on_press=start />
                    <Button label="Scale" icon=IconName::Settings on_press=move |()| scaling.set(true) />
                </Toolbar>
            </div>
            {offered(workspace, LessonKind::Risk)}
            {piece(move || {
                if has_any.get() {
                    list(workspace, rows, prices, shown, router)
                } else {
                    nothing()
                }
            })}
        </div>
        {risk::dialog()}
        <PreMortem open=asking />
        <ScaleDialog open=scaling />
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Risks
            headline="Nothing is written down yet"
            text="Begin with the usual risks of a last mile, or ask the team for ten minutes: it has failed, why? Each line becomes a risk with its own cost in days."
        />
    }
    .into_any()
}

/// The risks whose cost can be simulated: open, with a chance, a delay and a task.
fn priceable(project: &Project) -> Vec<Id<Risk>> {
    let risks = project.risks.iter();
    risks
        .filter(|(_, risk)| {
            risk.status == RiskStatus::Open
                && !risk.tasks.is_empty()
                && expected_days(project, risk).is_some()
        })
        .map(|(id, _)| id.clone())
        .collect()
}

/// One risk in words.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: Id<Risk>,
    title: String,
    why: String,
    status: RiskStatus,
    /// Probability, impact and their product.
    steps: Option<(u8, u8, u8)>,
    cost: String,
    reasons: Vec<String>,
    response: &'static str,
    is_answered: bool,
    owner: String,
    review: String,
}

fn rows(project: &Project, prices: &Prices<Risk>, shown: &Shown, today: Today) -> Vec<Row> {
    let ranked = ranked(project, &prices.ranking());
    let top: BTreeSet<Id<Risk>> = match shown {
        Shown::Top => top_unanswered(project, &ranked),
        Shown::Living | Shown::All | Shown::Cell(..) => BTreeSet::new(),
    };
    let is_shown = |id: &&Id<Risk>| {
        let Some(risk) = project.risks.get(*id) else {
            return false;
        };
        match shown {
            Shown::All => true,
            Shown::Living => risk.status != RiskStatus::Closed,
            Shown::Top => top.contains(*id),
            Shown::Cell(p, i) => {
                let is_there = risk.probability == Some(*p) && risk.impact == Some(*i);
                is_there && risk.status == RiskStatus::Open
            }
        }
    };
    let row = |id: &Id<Risk>| Some(row(project, id, project.risks.get(id)?, prices, today));
    ranked.iter().filter(is_shown).filter_map(row).collect()
}

fn row(project: &Project, id: &Id<Risk>, risk: &Risk, prices: &Prices<Risk>, today: Today) -> Row {
    let steps = risk.probability.zip(risk.impact).zip(score(risk));
    let cost = match prices.shifts.get(id) {
        _ if risk.status != RiskStatus::Open => String::new(),
        Some(shift) => said::cost(project, *shift),
        None if risk.tasks.is_empty() => "Delays no task yet".to_owned(),
        None if steps.is_none() => "Not rated yet".to_owned(),
        None => "Working it out…".to_owned(),
    };
    let owner = risk.owner.as_ref().and_then(|id| project.people.get(id));
    Row {
        id: id.clone(),
        title: risk.title.clone(),
        why: said::sentence(risk),
        status: risk.status,
        steps: steps.map(|((p, i), score)| (p, i, score)),
        reasons: reasons(project, risk),
        cost,
        response: said::response_word(risk),
        is_answered: risk.status != RiskStatus::Open || is_answered(project, risk),
        owner: owner.map(|person| person.name.clone()).unwrap_or_default(),
        review: risk
            .review_on
            .map(|day| words::date(day, today))
            .unwrap_or_default(),
    }
}

/// What a cost is made of.
fn reasons(project: &Project, risk: &Risk) -> Vec<String> {
    let scale = &project.settings.risk_scale;
    let chance = risk.probability.and_then(|step| scale.chance(step));
    let delay = lastmile::forecast::delay_days(project, risk);
    let (Some(chance), Some([low, likely, high])) = (chance, delay) else {
        return vec!["Say how likely it is and how much it would cost.".to_owned()];
    };
    let delayed = match words::tasks(project, &risk.tasks).as_slice() {
        [] => "It names no task, so it delays nothing.".to_owned(),
        some => format!("It delays {}.", some.join(", ")),
    };
    vec![
        format!(
            "It happens in {:.0} of 100 runs and then takes {likely} working days, one time in \
             ten less than {low}, one in ten more than {high}.",
            chance * 100.0
        ),
        delayed,
    ]
}

fn list(
    workspace: Workspace,
    rows: Memo<Vec<Row>>,
    prices: Memo<Prices<Risk>>,
    shown: RwSignal<Shown>,
    router: Router,
) -> AnyView {
    let order = move || {
        if prices.with(|prices| prices.are_all_known && prices.shifts.is_empty()) {
            "Sorted by chance × delay. Open a risk and say which tasks it would delay: then the forecast knows what it costs."
        } else if prices.with(|prices| prices.are_all_known) {
            "The costliest first: what each one costs the 80 % date, by the forecast with and without it."
        } else {
            "Sorted by chance × delay while the forecast works out what each one costs the 80 % date."
        }
    };
    let filter = move |name: &'static str, what: Shown| {
        let pressed = what.clone();
        view! {
            <Button
                label=name
                pressed=Signal::derive(move || shown.with(|shown| *shown == pressed))
                on_press=move |()| shown.set(what.clone())
            />
        }
        .into_any()
    };
    let limit = RwSignal::new(STEP);
    let hidden = Memo::new(move |_| rows.with(Vec::len).saturating_sub(limit.get()));
    let more = move || format!("Show {} more of {}", hidden.get().min(STEP), hidden.get());
    view! {
        <Disclosure summary="Heat map: chance against impact">{heat_map(workspace, shown)}</Disclosure>
        <div class="risks__tools">
            <p class="risks__lead">{order}</p>
            <Toolbar label="Show">
                {filter("Open", Shown::Living)}
                {filter("Top three without an answer", Shown::Top)}
                {filter("All", Shown::All)}
            </Toolbar>
        </div>
        {piece(move || match shown.get() {
            Shown::Cell(p, i) => Some(cell_shown(shown, p, i)),
            Shown::Living | Shown::All | Shown::Top => None,
        })}
        {piece(move || {
            let rows = rows.get();
            if rows.is_empty() {
                return view! { <p class="risks__none">"No risk is like that."</p> }.into_any();
            }
            let rows = rows.into_iter().take(limit.get());
            let rows = rows.map(|row| cells(row, router)).collect();
            table("Risks", &COLUMNS, rows)
        })}
        <When holds=Signal::derive(move || hidden.get() > 0)>
            <Button
                label=Signal::derive(more)
                on_press=move |()| limit.update(|limit| *limit += STEP)
            />
        </When>
    }
    .into_any()
}

/// So many risks are drawn at first, and more at a time when asked for: drawing hundreds of rows
/// takes longer than a press may.
const STEP: usize = 100;

const COLUMNS: [&str; 6] = [
    "Risk",
    "Chance × impact",
    "Costs the 80 % date",
    "Response",
    "Watched by",
    "Look again",
];

fn cell_shown(shown: RwSignal<Shown>, p: u8, i: u8) -> AnyView {
    let word = |words: [&'static str; 5], step: u8| {
        words
            .get(usize::from(step) - 1)
            .copied()
            .unwrap_or_default()
    };
    let text = format!(
        "Only open risks with chance “{}” and impact “{}”.",
        word(said::PROBABILITY, p),
        word(said::IMPACT, i)
    );
    view! {
        <p class="risks__only">
            {text}
            <Button label="Show all open" on_press=move |()| shown.set(Shown::Living) />
        </p>
    }
    .into_any()
}

fn cells(row: Row, router: Router) -> Vec<AnyView> {
    let name = opener(router, row.id.as_str(), row.title.clone());
    let tone = match (row.status, row.is_answered) {
        (RiskStatus::Happened, _) => Tone::Bad,
        (RiskStatus::Open, false) => Tone::Warning,
        (RiskStatus::Open | RiskStatus::Closed, _) => Tone::Neutral,
    };
    let response = match (row.status, row.is_answered, row.response) {
        (RiskStatus::Open, false, "Avoid" | "Mitigate") => format!("{}, no task yet", row.response),
        _ => row.response.to_owned(),
    };
    let steps = row.steps.map_or_else(
        || view! { <span class="sheet__quiet">"Not rated"</span> }.into_any(),
        |(p, i, score)| {
            let text = format!("{p} × {i} = {score}");
            view! { <Badge text=text tone=heat(p, i) /> }.into_any()
        },
    );
    let reasons: Vec<Reason> = row.reasons.into_iter().map(Reason::new).collect();
    let about = format!("the cost of {}", row.title);
    let cost = (!row.cost.is_empty()).then(|| {
        view! {
            <span class="sheet__with-why">
                {row.cost}
                <WhyButton
                    about=about
                    reasons=Signal::stored(reasons)
                    rule="Cost = the 80 % date of the forecast less that of the same runs without this risk."
                />
            </span>
        }
    });
    let why = row.why;
    vec![
        view! {
            <div class="sheet__words">
                {name}
                {(!why.is_empty()).then(|| view! { <span class="sheet__quiet">{why}</span> })}
            </div>
        }
        .into_any(),
        steps,
        cost.into_any(),
        view! { <Badge text=response tone=tone /> }.into_any(),
        row.owner.into_any(),
        short(row.review),
    ]
}

/// The heat of a cell: from a product of 5 on warm, from 12 on hot.
pub fn heat(p: u8, i: u8) -> Tone {
    match p.saturating_mul(i) {
        12.. => Tone::Bad,
        5..12 => Tone::Warning,
        0..5 => Tone::Good,
    }
}
