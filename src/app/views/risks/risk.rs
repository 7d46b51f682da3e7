//! One risk: what may happen, how likely and how bad it is, and what is done about it.

use lastmile::edit::risk::{self as edit, Setting};
use lastmile::edit::{Change, Refusal};
use lastmile::present::risks as said;
use lastmile::project::{Id, Project, Risk, RiskCategory, RiskResponse, Task};
use leptos::prelude::*;

use super::fields::{adder, choice, day, days, line, lines, person, tasks};
use super::frame;
use super::issue::Issue;
use crate::app::components::{Choice, Disclosure, piece};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// The dialog of the risk that is open.
pub fn dialog() -> AnyView {
    let title = |project: &Project, id: &str| Some(project.risks.get(&Id::new(id))?.title.clone());
    frame::dialog(title, body)
}

/// Does an edit of one risk.
fn act(
    workspace: Workspace,
    id: &Id<Risk>,
    edit: impl FnOnce(&Project, &Id<Risk>) -> Result<Change, Refusal>,
) {
    workspace.act(|project, _, _| edit(project, id));
}

fn body(workspace: Workspace, router: Router, id: &str) -> AnyView {
    let id = Id::<Risk>::new(id);
    let risk = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace
                .read(|project| project.risks.get(&id).cloned())
                .unwrap_or_default()
        })
    };
    let set = {
        let id = id.clone();
        Callback::new(move |setting: Setting| {
            act(workspace, &id, |project, id| {
                edit::set(project, id, &setting)
            });
        })
    };
    let status = Memo::new(move |_| risk.with(|risk| risk.status));
    let stopped = id.clone();
    let (wording, id) = (id.clone(), id.clone());
    let rename = Callback::new(move |text: String| {
        act(workspace, &wording, |project, id| {
            edit::rename(project, id, &text)
        });
    });
    view! {
        <div class="risks__form">
            <div class="risks__form-part">
                {line("What may happen", read(risk, |it| it.title.clone()), "", rename)}
                {lines(
                    "Why",
                    read(risk, |it| it.cause.clone()),
                    "",
                    text(set, Setting::Cause),
                )}
                {lines(
                    "What follows",
                    read(risk, |it| it.effect.clone()),
                    "",
                    text(set, Setting::Effect),
                )}
                {lines(
                    "By what we notice",
                    read(risk, |it| it.trigger.clone()),
                    "",
                    text(set, Setting::Trigger),
                )}
                {choice(
                    "Kind",
                    categories(),
                    read(risk, |it| it.category.map(said::category).unwrap_or_default().to_owned()),
                    Callback::new(move |name: String| set.run(Setting::Category(category_of(&name)))),
                )}
            </div>
            <div class="risks__form-part">{size(workspace, risk, set)}</div>
            <div class="risks__form-part">{answer(workspace, &id, risk, set)}</div>
        </div>
        {piece(move || view! { <Issue id=stopped.clone() status=status.get() /> }.into_any())}
        {frame::delete(workspace, router, "Delete this risk", move |project| edit::delete(project, &id))}
    }
    .into_any()
}

/// How likely it is, and what it would delay by how much.
fn size(workspace: Workspace, risk: Memo<Risk>, set: Callback<Setting>) -> AnyView {
    let step = |words: [&'static str; 5]| {
        let steps = (1..).zip(words);
        let steps =
            steps.map(|(step, word)| Choice::new(step.to_string(), format!("{step} – {word}")));
        [Choice::new("", "Not rated")]
            .into_iter()
            .chain(steps)
            .collect::<Vec<_>>()
    };
    let shown = |step: Option<u8>| step.map(|step| step.to_string()).unwrap_or_default();
    let delays = move |at: usize| {
        Callback::new(move |typed: Option<f64>| {
            let mut days = risk.with_untracked(own_days);
            if let Some(slot) = days.get_mut(at) {
                *slot = typed;
            }
            set.run(Setting::DelayDays(days));
        })
    };
    view! {
        {choice(
            "How likely",
            step(said::PROBABILITY),
            read(risk, move |it| shown(it.probability)),
            Callback::new(move |step: String| set.run(Setting::Probability(step.parse().ok()))),
        )}
        {choice(
            "How bad",
            step(said::IMPACT),
            read(risk, move |it| shown(it.impact)),
            Callback::new(move |step: String| set.run(Setting::Impact(step.parse().ok()))),
        )}
        {tasks(
            workspace,
            "Would delay",
            "The forecast adds its days to these tasks.",
            read(risk, |it| it.tasks.iter().cloned().collect()),
            Callback::new(move |(task, is_in): (Id<Task>, bool)| set.run(Setting::Delays(task, is_in))),
        )}
        <Disclosure summary="Its own days">
            <div class="risks__three">
                {days("At least", read(risk, |it| it.delay_low_days), delays(0))}
                {days("Likely", read(risk, |it| it.delay_likely_days), delays(1))}
                {days("At most", read(risk, |it| it.delay_high_days), delays(2))}
            </div>
            <p class="risks__lead">
                "Working days: one time in ten it is less than the first, one time in ten more than the last. Without them the scale counts."
            </p>
        </Disclosure>
    }
    .into_any()
}

/// What is done about it, and who watches it.
fn answer(
    workspace: Workspace,
    id: &Id<Risk>,
    risk: Memo<Risk>,
    set: Callback<Setting>,
) -> AnyView {
    let id = id.clone();
    let add = move |title: &str| {
        let made = workspace
            .make(|project, author, ids| edit::add_mitigation(project, &id, title, author, ids));
        made.is_some()
    };
    view! {
        {choice(
            "Response",
            responses(),
            read(risk, |it| it.response.map(said::response).unwrap_or_default().to_owned()),
            Callback::new(move |name: String| set.run(Setting::Response(response_of(&name)))),
        )}
        {lines("How", read(risk, |it| it.plan.clone()), "", text(set, Setting::Plan))}
        {tasks(
            workspace,
            "Tasks against it",
            "",
            read(risk, |it| it.mitigations.iter().cloned().collect()),
            Callback::new(move |(task, is_in): (Id<Task>, bool)| {
                set.run(Setting::MitigatedBy(task, is_in));
            }),
        )}
        {adder("Add a task against it", "Rehearse the rollback", add)}
        {person(
            workspace,
            "Watched by",
            read(risk, |it| it.owner.as_ref().map(ToString::to_string).unwrap_or_default()),
            Callback::new(move |id: String| {
                set.run(Setting::Owner((!id.is_empty()).then(|| Id::new(&id))));
            }),
        )}
        {day(
            "Look again on",
            read(risk, |it| it.review_on),
            Callback::new(move |day| set.run(Setting::ReviewOn(day))),
        )}
    }
    .into_any()
}

fn own_days(risk: &Risk) -> [Option<f64>; 3] {
    [
        risk.delay_low_days,
        risk.delay_likely_days,
        risk.delay_high_days,
    ]
}

/// One field of a record, following it.
pub fn read<R, T>(record: Memo<R>, field: impl Fn(&R) -> T + Send + Sync + 'static) -> Signal<T>
where
    R: Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    Signal::derive(move || record.with(&field))
}

/// Sets a text.
pub fn text<S: 'static>(set: Callback<S>, setting: fn(String) -> S) -> Callback<String> {
    Callback::new(move |text| set.run(setting(text)))
}

fn categories() -> Vec<Choice> {
    let names = RiskCategory::ALL.map(said::category);
    let names = names.map(|name| Choice::new(name, name));
    [Choice::new("", "Not said")]
        .into_iter()
        .chain(names)
        .collect()
}

fn category_of(name: &str) -> Option<RiskCategory> {
    RiskCategory::ALL
        .into_iter()
        .find(|it| said::category(*it) == name)
}

fn responses() -> Vec<Choice> {
    let names = RiskResponse::ALL.map(said::response);
    let names = names.map(|name| Choice::new(name, name));
    [Choice::new("", "None yet")]
        .into_iter()
        .chain(names)
        .collect()
}

fn response_of(name: &str) -> Option<RiskResponse> {
    RiskResponse::ALL
        .into_iter()
        .find(|it| said::response(*it) == name)
}
