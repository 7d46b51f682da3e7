//! The decision log: what waits for an answer and whom to call first, and what was decided.

use lastmile::edit::decision::{self as edit, Setting};
use lastmile::finish::audit::Scope;
use lastmile::finish::decisions::open as open_decisions;
use lastmile::present::{risks as said, words};
use lastmile::project::{Decision, Id, Party, Project, Task, Today};
use leptos::prelude::*;

use super::fields::{adder, day, lines, opener, party, short, table, tasks, typed};
use super::frame;
use super::risk::{read, text};
use crate::app::components::{
    Badge, Button, ButtonKind, Callout, EmptyState, IconName, Tone, piece,
};
use crate::app::engine::prices::{Prices, prices};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// The part of the place.
pub fn part() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let listed = Memo::new(move |_| workspace.read(priceable));
    let prices = prices(workspace, listed, |project, id, author| {
        edit::decide(project, id, "Answered", "", author)
    });
    let rows = Memo::new(move |_| {
        let (prices, today) = (prices.get(), workspace.today());
        workspace.read(|project| rows(project, &prices, today))
    });
    let made = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| made(project, today))
    });
    let add = move |title: &str| {
        let new = workspace.make(|project, author, ids| edit::add(project, title, author, ids));
        router.open_record(new.as_ref().map(ToString::to_string));
        new.is_some()
    };
    view! {
        <div class="risks__part">
            {adder("Add a question", "What has to be decided?", add)}
            {piece(move || {
                let rows = rows.get();
                if rows.is_empty() {
                    return nothing();
                }
                let rows = rows.into_iter().map(|row| cells(row, router)).collect();
                view! {
                    <p class="risks__lead">
                        "Whom to call first: what an answer today is worth at 80 %, by the forecast with and without the wait."
                    </p>
                    {table("Open decisions", &OPEN, rows)}
                }
                .into_any()
            })}
            {piece(move || {
                let made = made.get();
                (!made.is_empty()).then(|| {
                    let rows = made.into_iter().map(|row| made_cells(row, router)).collect();
                    view! {
                        <h2 class="heading">"Decided"</h2>
                        {table("Decided", &MADE, rows)}
                    }
                })
            })}
        </div>
        {dialog()}
    }
    .into_any()
}

const OPEN: [&str; 5] = [
    "Question",
    "Who decides",
    "An answer today is worth",
    "Holds up",
    "Needed by",
];
const MADE: [&str; 4] = ["Question", "Answer", "Decided by", "Decided on"];

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Sign
            headline="No question is open"
            text="Write down what someone has to decide and which tasks wait for it. You then see whom to call first, and what an answer today is worth."
        />
    }
    .into_any()
}

/// The open decisions that hold up something.
fn priceable(project: &Project) -> Vec<Id<Decision>> {
    let open = project.decisions.iter();
    let open = open.filter(|(_, it)| it.is_open() && !it.tasks.is_empty());
    open.map(|(id, _)| id.clone()).collect()
}

/// An open decision in words.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: Id<Decision>,
    title: String,
    decider: String,
    usual: String,
    worth: String,
    holds_up: String,
    needed: String,
    is_late: bool,
}

/// The open decisions: what an answer is worth first, then what it holds up.
fn rows(project: &Project, prices: &Prices<Decision>, today: Today) -> Vec<Row> {
    let mut open = open_decisions(&Scope::of(project, today));
    let ranking = prices.ranking();
    let worth = |id: &Id<Decision>| ranking.get(id).copied().unwrap_or_default();
    // Stable: of equal worth the order of what they hold up stays.
    open.sort_by(|a, b| worth(&b.id).total_cmp(&worth(&a.id)));
    let row = |it: &lastmile::finish::decisions::OpenDecision| {
        let decision = project.decisions.get(&it.id)?;
        let decider = decision.decider.as_ref();
        Some(Row {
            id: it.id.clone(),
            title: decision.title.clone(),
            decider: decider
                .and_then(|party| words::party(project, party))
                .unwrap_or_else(|| "Nobody named yet".to_owned()),
            usual: said::answering(&it.answering),
            worth: match prices.shifts.get(&it.id) {
                Some(shift) => said::cost(project, *shift),
                None if decision.tasks.is_empty() => "Say what waits for it".to_owned(),
                None => "Working it out…".to_owned(),
            },
            holds_up: said::holds_up(it),
            needed: decision
                .needed_by
                .map(|day| words::date(day, today))
                .unwrap_or_default(),
            is_late: it.late_days.is_some(),
        })
    };
    open.iter().filter_map(row).collect()
}

fn cells(row: Row, router: Router) -> Vec<AnyView> {
    let name = opener(router, row.id.as_str(), row.title);
    let (needed, is_late) = (row.needed, row.is_late);
    let needed = if is_late {
        let text = format!("{needed}, late");
        view! { <Badge text=text tone=Tone::Bad icon=IconName::Clock /> }.into_any()
    } else {
        short(needed)
    };
    vec![
        name,
        view! {
            <div class="sheet__words">
                <span>{row.decider}</span>
                <span class="sheet__quiet">{row.usual}</span>
            </div>
        }
        .into_any(),
        row.worth.into_any(),
        short(row.holds_up),
        needed,
    ]
}

/// A decision that was made, in words: id, question, answer with reason, by whom, when.
type Made = (Id<Decision>, String, String, String, String);

/// The latest first.
fn made(project: &Project, today: Today) -> Vec<Made> {
    let mut made: Vec<_> = project
        .decisions
        .iter()
        .filter(|(_, it)| !it.is_open())
        .collect();
    made.sort_by_key(|(id, it)| (std::cmp::Reverse(it.decided_on), (*id).clone()));
    let row = |(id, it): (&Id<Decision>, &Decision)| {
        let by = it.decider.as_ref();
        let answer = match (it.superseded_by.is_some(), it.reason.is_empty()) {
            (true, _) => format!("{} (asked again since)", it.outcome),
            (false, true) => it.outcome.clone(),
            (false, false) => format!("{}: {}", it.outcome, it.reason),
        };
        (
            id.clone(),
            it.title.clone(),
            answer,
            by.and_then(|party| words::party(project, party))
                .unwrap_or_default(),
            it.decided_on
                .map(|day| words::date(day, today))
                .unwrap_or_default(),
        )
    };
    made.into_iter().map(row).collect()
}

fn made_cells((id, title, answer, by, on): Made, router: Router) -> Vec<AnyView> {
    let name = opener(router, id.as_str(), title);
    vec![name, answer.into_any(), by.into_any(), short(on)]
}

/// The dialog of the decision that is open.
fn dialog() -> AnyView {
    let title = |project: &Project, id: &str| {
        let decision = project.decisions.get(&Id::new(id))?;
        Some(decision.title.clone())
    };
    frame::dialog(title, body)
}

fn body(workspace: Workspace, router: Router, id: &str) -> AnyView {
    let id = Id::<Decision>::new(id);
    let it = {
        let id = id.clone();
        Memo::new(move |_| {
            let found = workspace.read(|project| project.decisions.get(&id).cloned());
            found.unwrap_or_default()
        })
    };
    let set = {
        let id = id.clone();
        Callback::new(move |setting: Setting| {
            workspace.act(|project, _, _| edit::set(project, &id, &setting));
        })
    };
    let is_open = Memo::new(move |_| it.with(Decision::is_open));
    let set_decider = Callback::new(move |party: Option<Party>| set.run(Setting::Decider(party)));
    let set_asked = Callback::new(move |day| set.run(Setting::AskedOn(day)));
    let set_needed = Callback::new(move |day| set.run(Setting::NeededBy(day)));
    let set_task = Callback::new(move |(task, is_in): (Id<Task>, bool)| {
        set.run(Setting::Holds(task, is_in));
    });
    let (answered, gone) = (id.clone(), id);
    view! {
        <div class="risks__form">
            <div class="risks__form-part">
                {party(workspace, "Who decides", read(it, |it| it.decider.clone()), set_decider)}
                {day("Asked on", read(it, |it| it.asked_on), set_asked)}
                {day("Needed by", read(it, |it| it.needed_by), set_needed)}
                {lines("Options", read(it, |it| it.options.clone()), "One in each line.", text(set, Setting::Options))}
            </div>
            <div class="risks__form-part">
                {tasks(
                    workspace,
                    "What waits for it",
                    "The forecast lets these tasks wait for the answer.",
                    read(it, |it| it.tasks.iter().cloned().collect()),
                    set_task,
                )}
            </div>
        </div>
        {piece(move || {
            if is_open.get() {
                answer(workspace, answered.clone())
            } else {
                decided(workspace, router, answered.clone(), it)
            }
        })}
        {frame::delete(workspace, router, "Delete this decision", move |project| {
            edit::delete(project, &gone)
        })}
    }
    .into_any()
}

fn answer(workspace: Workspace, id: Id<Decision>) -> AnyView {
    let (outcome, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let decide = move |()| {
        let (outcome, reason) = (outcome.get_untracked(), reason.get_untracked());
        workspace.act(|project, author, _| edit::decide(project, &id, &outcome, &reason, author));
    };
    let refusal = move || {
        let is_empty = outcome.with(|text| text.trim().is_empty());
        is_empty.then(|| "Write the answer first.".to_owned())
    };
    view! {
        <section class="risks__verdict" aria-label="Answer">
            {typed("The answer", outcome)}
            {typed("Why", reason)}
            <Button
                label="Note the answer"
                kind=ButtonKind::Primary
                refusal=Signal::derive(refusal)
                on_press=decide
            />
        </section>
    }
    .into_any()
}

fn decided(workspace: Workspace, router: Router, id: Id<Decision>, it: Memo<Decision>) -> AnyView {
    let is_last = it.with(|it| it.superseded_by.is_none());
    let again = move |()| {
        let new = workspace.make(|project, author, ids| edit::ask_again(project, &id, author, ids));
        if let Some(new) = new {
            router.open_record(Some(new.to_string()));
        }
    };
    view! {
        <Callout title=read(it, |it| it.outcome.clone()) tone=Tone::Good>
            <p>{read(it, |it| it.reason.clone())}</p>
            {is_last.then(|| view! { <Button label="Ask it again" on_press=again /> })}
        </Callout>
    }
    .into_any()
}
