//! Several people on one task: where it pays off now, by whom, and what it costs.

use std::collections::BTreeSet;

use lastmile::edit::Change;
use lastmile::edit::task as edit_task;
use lastmile::engine::{Answer, Price};
use lastmile::finish::swarm::{self, Candidate, Helper, LEAST_WORK, SOON_DAYS, WhyNot};
use lastmile::forecast::HAND_OVER;
use lastmile::present::people::name;
use lastmile::present::swarm::{cost, reasons, why_not};
use lastmile::present::{forecast as said, words};
use lastmile::project::{Id, Project, Task, Today, WorkMinutes};
use lastmile::schedule::HELPER_PERCENT;
use leptos::prelude::*;

use super::state::{Execute, task_link, title};
use crate::app::components::{
    Badge, Button, ButtonKind, Disclosure, EmptyState, IconName, Panel, ProgressBar, Reason, Tone,
    WhyButton, piece,
};
use crate::app::engine::Heavy;

/// So many tasks are tried, each with so many helpers.
const TASKS: usize = 4;
const HELPERS: usize = 2;
/// So many tasks that help would not make shorter are named.
const OTHERS: usize = 6;
/// Runs behind each price, and behind those of a project of more than [`LARGE`] tasks: a list of
/// some eight is there within a few seconds.
const RUNS: u32 = 2_000;
const RUNS_OF_LARGE: u32 = 600;
/// So many tasks make a large project.
const LARGE: usize = 300;

/// One piece of advice: a task and who could help.
#[derive(Clone, Debug, PartialEq)]
struct Advice {
    task: Id<Task>,
    criticality: f64,
    remaining: WorkMinutes,
    helper: Helper,
}

/// A task that sets the finish, how often, and why help with it is of no use.
type Other = (Id<Task>, f64, WhyNot);

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let found = Memo::new(move |_| {
        let outlook = execute.outlook();
        execute.read(|project, dates, today| {
            let outlook = outlook.as_ref()?;
            let found = swarm::prospects(project, dates, &outlook.forecast.tasks, today);
            let mut others = found.others;
            others.truncate(OTHERS);
            Some((tried(found.candidates), others))
        })
    });
    let advice = Memo::new(move |_| found.with(|it| it.as_ref().map(|(advice, _)| advice.clone())));
    let ask = execute.engine.ask();
    Effect::new(move || {
        let changes = advice.with(|advice| {
            let advice = advice.as_deref().unwrap_or_default();
            execute.workspace.peek(|project| {
                let changes = advice.iter().map(|it| change(project, it));
                changes.collect::<Vec<_>>()
            })
        });
        if changes.is_empty() {
            ask.stop();
        } else {
            let count = execute.workspace.peek(|project| project.tasks.len());
            ask.price_each(&changes, if count > LARGE { RUNS_OF_LARGE } else { RUNS });
        }
    });
    let answer = ask.answer();
    view! {
        <div class="execute-part">
            <p class="execute-part__lead">
                "Instead of everyone on their own piece: a second pair of hands where it brings the end closer. Each row was tried in the forecast."
            </p>
            {piece(move || formed(execute))}
            <Panel title="Worth a second pair of hands now">
                {piece(move || {
                    let Some(advice) = advice.get() else {
                        return view! { <p class="quiet" role="status">"Working out the forecast first…"</p> }
                            .into_any();
                    };
                    let (prices, percent) = answer
                        .with(|answer| {
                            let answer = answer.as_ref();
                            let prices = match answer.and_then(|it| it.value()).map(AsRef::as_ref) {
                                Some(Answer::Prices(prices)) => prices.clone(),
                                _ => Vec::new(),
                            };
                            (prices, answer.map_or(100, Heavy::percent))
                        });
                    let others = found.get().map(|(_, others)| others).unwrap_or_default();
                    list(execute, &advice, &others, &prices, percent)
                })}
            </Panel>
        </div>
    }
    .into_any()
}

/// The advice that is tried: the most critical hours first.
fn tried(found: Vec<Candidate>) -> Vec<Advice> {
    let mut advice = Vec::new();
    for candidate in found.into_iter().take(TASKS) {
        for helper in candidate.helpers.into_iter().take(HELPERS) {
            advice.push(Advice {
                task: candidate.task.clone(),
                criticality: candidate.criticality,
                remaining: candidate.remaining,
                helper,
            });
        }
    }
    advice
}

fn change(project: &Project, advice: &Advice) -> Change {
    let helpers = BTreeSet::from([advice.helper.person.clone()]);
    // Refused only where help makes nothing shorter, and that is not advised.
    edit_task::form_swarm(project, &advice.task, &helpers).unwrap_or_default()
}

/// The swarms there are, each with a way to dissolve it.
fn formed(execute: Execute) -> AnyView {
    let rows = execute.workspace.read(|project| {
        let swarms = swarm::swarms(project);
        let rows = swarms.into_iter().map(|id| {
            let task = project.tasks.get(&id);
            let people = task.into_iter().flat_map(|it| &it.helpers);
            let people: Vec<_> = people.map(|it| name(project, it)).collect();
            (title(project, &id), people.join(", "), id)
        });
        rows.collect::<Vec<_>>()
    });
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows.into_iter().map(move |(title, people, id)| {
        let about = format!("around {title}");
        let link = task_link(execute, &id, title);
        let dissolve = move |()| {
            let workspace = execute.workspace;
            workspace.act(|project, _, _| edit_task::dissolve_swarm(project, &id));
        };
        view! {
            <li class="swarm">
                <Badge text="Swarm" tone=Tone::Accent icon=IconName::Swarm />
                <div class="swarm__words">
                    {link} <span class="quiet">{format!("{people} helping")}</span>
                </div>
                <Button label="Dissolve the swarm" about=about icon=IconName::Close kind=ButtonKind::Quiet on_press=dissolve />
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Panel title="Under way" lead="Dissolve a swarm when the helpers can go back to their own work.">
            <ul class="swarms" role="list">{rows}</ul>
        </Panel>
    }
    .into_any()
}

fn list(
    execute: Execute,
    advice: &[Advice],
    others: &[Other],
    prices: &[Price],
    percent: u8,
) -> AnyView {
    if advice.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Swarm
                headline="Nobody would speed up the end now"
                text=format!(
                    "A swarm pays off on a task that sets the finish, is under way or begins within {SOON_DAYS} working days, can be divided, and has {} or more left. There is none, or nobody is free to help.",
                    words::work(LEAST_WORK),
                )
            />
            {no_use(execute, others, true)}
        }
        .into_any();
    }
    let today = execute.workspace.today();
    let mut tried: Vec<(&Advice, &Price)> = advice.iter().zip(prices).collect();
    tried.sort_by(|a, b| {
        let gain = |it: &Price| it.difference.p80.by;
        gain(a.1).total_cmp(&gain(b.1))
    });
    let (pays, idle): (Vec<_>, Vec<_>) = tried.into_iter().partition(|(_, price)| pays_off(price));
    let found = pays.len() + idle.len();
    let rows = |tried: &[(&Advice, &Price)]| {
        execute.workspace.read(|project| {
            let rows = tried
                .iter()
                .map(|(advice, price)| row(execute, project, advice, price, today));
            rows.collect_view()
        })
    };
    let idle_rows = (!idle.is_empty()).then(|| {
        let rows = rows(&idle);
        let summary = format!("Tried, but the end would not come closer ({})", idle.len());
        view! {
            <Disclosure summary=summary>
                <ul class="swarms" role="list">{rows}</ul>
            </Disclosure>
        }
    });
    let running = (percent < 100).then(|| {
        view! {
            <ProgressBar
                label="Trying each of them"
                value=f64::from(percent) / 100.0
                text=format!("{found} of {}", advice.len())
            />
        }
    });
    let no_pay = pays.is_empty() && percent == 100;
    let none = no_pay.then(|| {
        view! {
            <p>
                "No second pair of hands would bring the 80 % date closer today. Leave everyone on their own task."
            </p>
        }
    });
    let pays_rows = rows(&pays);
    view! {
        <div class="swarm-list">
            {running} {none} <ul class="swarms" role="list">{pays_rows}</ul> {idle_rows}
            {no_use(execute, others, no_pay)}
            <p class="quiet">
                {format!(
                    "Each helper costs {} of explaining, and then adds {HELPER_PERCENT} % of their hours to the task: the rest goes into telling each other things. Both are assumptions.",
                    words::work(HAND_OVER),
                )}
            </p>
        </div>
    }
    .into_any()
}

/// What else sets the finish, and why help is of no use there; laid open where no help pays.
fn no_use(execute: Execute, others: &[Other], is_open: bool) -> AnyView {
    if others.is_empty() {
        return ().into_any();
    }
    let today = execute.workspace.today();
    let rows = execute.workspace.read(|project| {
        let rows = others.iter().map(|(id, criticality, why)| {
            let why = why_not(project, id, *criticality, *why, today);
            view! {
                <li>
                    {task_link(execute, id, title(project, id))}
                    <p class="quiet">{why}</p>
                </li>
            }
        });
        rows.collect_view()
    });
    view! {
        <Disclosure summary="What else sets the finish, and why help is of no use there" open=is_open>
            <ul class="swarms" role="list">{rows}</ul>
        </Disclosure>
    }
    .into_any()
}

/// Whether a swarm brings the 80 % date closer by more than chance.
fn pays_off(price: &Price) -> bool {
    let gain = price.difference.p80;
    gain.is_real() && gain.by < 0.0
}

fn row(
    execute: Execute,
    project: &Project,
    advice: &Advice,
    price: &Price,
    today: Today,
) -> AnyView {
    let person = name(project, &advice.helper.person);
    let task = title(project, &advice.task);
    let gain = price.difference.p80;
    let pays = pays_off(price);
    let tone = if pays { Tone::Good } else { Tone::Neutral };
    let gain = match said::shift(project, gain).as_str() {
        "no real difference" => "No earlier finish".to_owned(),
        shift => format!("80 % date: {shift}"),
    };
    let about = format!(": {person} helps with {task}");
    let form = {
        let (id, helper) = (advice.task.clone(), advice.helper.person.clone());
        move |()| {
            let helpers = BTreeSet::from([helper.clone()]);
            execute
                .workspace
                .act(|project, _, _| edit_task::form_swarm(project, &id, &helpers));
        }
    };
    let kind = if pays {
        ButtonKind::Plain
    } else {
        ButtonKind::Quiet
    };
    let about_task = (&advice.task, advice.criticality, advice.remaining);
    let reasons = reasons(project, about_task, &advice.helper, price, today);
    let reasons: Vec<Reason> = reasons.into_iter().map(Reason::new).collect();
    let own_work = cost(project, &advice.task, &advice.helper.person, price, today);
    view! {
        <li class="swarm">
            <Badge text=gain tone=tone />
            <div class="swarm__words">
                <p>
                    <strong>{person.clone()}</strong> " helps with "
                    {task_link(execute, &advice.task, task.clone())}
                </p>
                <p class="quiet">{own_work}</p>
            </div>
            <WhyButton
                about=format!("{person} on {task}")
                reasons=reasons
                rule="Ranked by criticality × hours left, then tried in the forecast with the same luck."
            />
            <Button label="Form the swarm" about=about icon=IconName::Swarm kind=kind on_press=form />
        </li>
    }
    .into_any()
}
