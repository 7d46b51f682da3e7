//! What a change request costs: its price in days, in chance and in load, and what could pay for it.

use std::sync::Arc;

use lastmile::edit::Change;
use lastmile::edit::change_request::Setting;
use lastmile::edit::task::set_status;
use lastmile::engine::{Answer, Price};
use lastmile::finish::change_control;
use lastmile::present::{forecast as said_forecast, risks as said, words};
use lastmile::project::{ChangeRequest, Id, Project, Status, Task};
use leptos::prelude::*;

use super::change::{accepted_alone, work};
use super::fields::tasks;
use super::risk::{read, text};
use crate::app::components::{Button, ProgressBar, StatTile, TextField, piece};
use crate::app::engine::prices::{author, only, tried_ids};
use crate::app::engine::{Ask, Engine, Heavy};
use crate::app::workspace::Workspace;

/// The questions about the price of one request.
#[derive(Clone, Copy)]
pub struct Prices {
    /// What it costs alone.
    pub alone: Memo<Option<(Price, bool)>>,
    /// What it costs together with what gives way to it.
    with_trade_off: Memo<Option<(Price, bool)>>,
    /// What could give way to it.
    paying: Ask,
}

/// Asks for the price of a request, anew when its work or its trade-off changes.
pub fn ask(workspace: Workspace, request: Memo<ChangeRequest>) -> Prices {
    let engine = expect_context::<Engine>();
    let (alone, paid) = (engine.ask(), engine.ask());
    let paying = engine.ask();
    let asked = Memo::new(move |_| {
        request.with(|it| (it.work.clone(), it.tasks.clone(), it.trade_off.clone()))
    });
    Effect::new(move || {
        asked.get();
        let (change, with_trade_off) = tried(workspace, &request.get_untracked());
        for ask in [alone, paid, paying] {
            ask.stop();
        }
        if change.is_empty() {
            return;
        }
        alone.price_each(std::slice::from_ref(&change), RUNS);
        if let Some(both) = with_trade_off {
            paid.price_each(&[both], RUNS);
        }
    });
    Prices {
        alone: only(alone),
        with_trade_off: only(paid),
        paying,
    }
}

/// The price of an open request, what could pay for it, and what is chosen to give way.
#[component]
pub fn Pricing(request: Memo<ChangeRequest>, prices: Prices, set: Callback<Setting>) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let engine = expect_context::<Engine>();
    let is_new = Memo::new(move |_| request.with(|it| it.tasks.is_empty()));
    let has_work =
        Memo::new(move |_| request.with(|it| !it.tasks.is_empty() || !it.work.trim().is_empty()));
    let (price, paid, paying) = (prices.alone, prices.with_trade_off, prices.paying);
    let find = move |()| {
        let (change, _) = tried(workspace, &request.get_untracked());
        paying.pay_for(&change);
    };
    view! {
        <section class="risks__price" aria-label="What it costs">
            {piece(move || priced(workspace, engine, price.get(), is_new.get(), has_work.get()))}
            {piece(move || load(workspace, request))}
            {tasks(
                workspace,
                "What gives way to it",
                "These are put off when it is accepted.",
                read(request, |it| it.trade_off.iter().cloned().collect()),
                Callback::new(move |(task, is_in): (Id<Task>, bool)| set.run(Setting::TradeOff(task, is_in))),
            )}
            <TextField
                label="Or something else that gives way"
                value=read(request, |it| it.trade_off_note.clone())
                on_change=text(set, Setting::TradeOffNote)
                placeholder="A later date, more money"
            />
            {piece(move || {
                let (price, _) = paid.get()?;
                let kept = workspace.read(|project| said::cost(project, price.difference.p80));
                let chosen = request.with(|it| it.trade_off.is_empty());
                (!chosen).then(|| view! {
                    <p class="risks__lead">{format!("With what gives way, it costs at 80 %: {}.", lower(&kept))}</p>
                })
            })}
            {piece(move || {
                let is_priced = price.with(Option::is_some) && is_new.get();
                is_priced.then(|| view! { <Button label="What could pay for it?" on_press=find /> })
            })}
            {piece(move || payments(workspace, paying.answer(), set))}
        </section>
    }
    .into_any()
}

/// Runs behind a price that a verdict is based on.
const RUNS: u32 = 2_000;

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

/// What accepting it alone would write, and accepting it with what gives way. For work that is on
/// the list already, the first is what taking it off would write.
fn tried(workspace: Workspace, request: &ChangeRequest) -> (Change, Option<Change>) {
    let author = author(workspace);
    workspace.peek(|project| {
        if !request.tasks.is_empty() {
            let tasks: Vec<_> = request.tasks.iter().cloned().collect();
            let off = set_status(project, &tasks, Status::Dropped, &author);
            return (off.unwrap_or_default(), None);
        }
        let alone = accepted_alone(project, request, &author, &mut tried_ids()).unwrap_or_default();
        let gives_way: Vec<_> = request.trade_off.iter().cloned().collect();
        let both = set_status(project, &gives_way, Status::Deferred, &author);
        let both = both.ok().filter(|_| !gives_way.is_empty()).map(|put_off| {
            let mut both = alone.clone();
            both.writes.extend(put_off.writes);
            both
        });
        (alone, both)
    })
}

/// The price as minutes at 50 and 80 %, for what is written with the verdict.
pub fn minutes(price: &Price, is_new: bool) -> (i64, i64) {
    let sign = if is_new { 1.0 } else { -1.0 };
    let rounded = |by: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "minutes of a project fit")]
        {
            libm::rint(sign * by) as i64
        }
    };
    (
        rounded(price.difference.p50.by),
        rounded(price.difference.p80.by),
    )
}

/// The price in tiles.
fn priced(
    workspace: Workspace,
    engine: Engine,
    price: Option<(Price, bool)>,
    is_new: bool,
    has_work: bool,
) -> AnyView {
    let Some((price, _)) = price else {
        let text = if has_work {
            "Working out what it costs…"
        } else {
            "Write down the work it brings, and its price stands here."
        };
        return view! { <p class="risks__lead">{text}</p> }.into_any();
    };
    let today = workspace.today();
    let sign = if is_new { 1.0 } else { -1.0 };
    let turned = |shift: lastmile::forecast::Shift| lastmile::forecast::Shift {
        by: sign * shift.by,
        ..shift
    };
    let (p50, p80) = (turned(price.difference.p50), turned(price.difference.p80));
    let (before, after) = if is_new {
        (price.before, price.after)
    } else {
        (price.after, price.before)
    };
    let dates = |from, to| format!("{} → {}", words::date(from, today), words::date(to, today));
    let tile = |label: &'static str, shift, from, to| {
        let value = workspace.read(|project| said::cost(project, shift));
        view! { <StatTile label=label value=value detail=dates(from, to) /> }.into_any()
    };
    let [first, second] = price.on_time;
    let (without, with) = if is_new {
        (first, second)
    } else {
        (second, first)
    };
    let on_time = without.zip(with).map(|(without, with)| {
        let detail = format!("{} without it", said_forecast::chance(without));
        view! { <StatTile label="On time" value=said_forecast::chance(with) detail=detail /> }
    });
    view! {
        <div class="tiles">
            {tile("Costs at even odds", p50, before.p50, after.p50)}
            {tile("Costs at 80 %", p80, before.p80, after.p80)}
            {on_time}
            {buffer(workspace, engine, p80.by)}
        </div>
    }
    .into_any()
}

/// How much of the buffer it would use.
fn buffer(workspace: Workspace, engine: Engine, by: f64) -> Option<AnyView> {
    let left = engine
        .schedule()
        .with(|timetable| timetable.value()?.buffer_left_minutes)?;
    if by <= 0.0 || left <= 0 {
        return None;
    }
    let percent = 100.0 * by / left as f64;
    let left = workspace.read(|project| said::cost_of_minutes(project, left));
    let detail = format!(
        "of the {} that are left before the promised day",
        lower(&left)
    );
    Some(
        view! { <StatTile label="Uses of the buffer" value=format!("{percent:.0} %") detail=detail /> }
            .into_any(),
    )
}

/// Who would have to do it, besides what they have.
fn load(workspace: Workspace, request: Memo<ChangeRequest>) -> Option<AnyView> {
    let today = workspace.today();
    let lines = request.with(|request| {
        workspace.read(|project| {
            let brings = brings(project, request, today);
            let load = change_control::load(project, &brings).into_iter();
            let line = |(id, load): (Id<_>, change_control::Load)| {
                let person: &lastmile::project::Person = project.people.get(&id)?;
                Some(format!(
                    "{}: {} more, besides the {} they have",
                    person.name,
                    words::work(load.added),
                    words::work(load.now)
                ))
            };
            load.filter_map(line).collect::<Vec<_>>()
        })
    });
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    let lines = lines.collect_view();
    (!lines.is_empty()).then(|| view! { <ul class="risks__load">{lines}</ul> }.into_any())
}

/// The tasks of its lines, for those who are here already.
fn brings(
    project: &Project,
    request: &ChangeRequest,
    today: lastmile::project::Today,
) -> Vec<Task> {
    let (drafts, _) = work(project, request, today);
    let task = |draft: lastmile::edit::task::Draft| {
        let mut task = draft.task;
        for person in draft.assignees {
            if let lastmile::edit::Named::Known(id) = person {
                task.assignees.insert(id, 1);
            }
        }
        task
    };
    drafts.into_iter().map(task).collect()
}

/// What could be left out for it: each set with a button that chooses it.
fn payments(
    workspace: Workspace,
    answer: Signal<Option<Heavy<Arc<Answer>>>>,
    set: Callback<Setting>,
) -> Option<AnyView> {
    let today = workspace.today();
    answer.with(|answer| {
        let answer = answer.as_ref()?;
        let percent = answer.percent();
        let Some(Answer::Payments {
            found, is_needed, ..
        }) = answer.value().map(Arc::as_ref)
        else {
            return Some(progress(percent));
        };
        if answer.is_fresh() && !is_needed {
            let text = "It does not move the 80 % date: nothing has to give way for the date.";
            return Some(view! { <p class="risks__lead">{text}</p> }.into_any());
        }
        if answer.is_fresh() && found.is_empty() {
            let text = "No one, two or three tasks that could be left out would pay for it.";
            return Some(view! { <p class="risks__lead">{text}</p> }.into_any());
        }
        let rows = found.iter().map(|payment| {
            let text = workspace.read(|project| said_forecast::payment(project, payment, today));
            let tasks = payment.tasks.clone();
            let choose = move |()| {
                for task in &tasks {
                    set.run(Setting::TradeOff(task.clone(), true));
                }
            };
            view! { <li><span>{text}</span><Button label="Let it give way" on_press=choose /></li> }
        });
        let rows = rows.collect_view();
        Some(
            view! {
                {(!answer.is_fresh()).then(|| progress(percent))}
                <ul class="risks__payments" role="list">{rows}</ul>
            }
            .into_any(),
        )
    })
}

fn progress(percent: u8) -> AnyView {
    view! {
        <ProgressBar
            label="Trying what could be left out"
            value=Signal::stored(f64::from(percent) / 100.0)
            text=format!("{percent} %")
        />
    }
    .into_any()
}
