//! The reviews that were held: verdict, participants, frozen answers, what changed since the one
//! before, and who signed.

use lastmile::edit::readiness;
use lastmile::finish::signing::{Standing, standing};
use lastmile::present::{agreement, readiness as said, words};
use lastmile::project::{Approval, Gate, Id, Project, ReadinessReview, SignOff, Subject, Today};
use leptos::prelude::*;

use super::review_dialog::begin;
use super::{ReadinessState, tone};
use crate::app::components::{
    Badge, Button, ButtonKind, Disclosure, EmptyState, IconName, Menu, MenuItem, Panel, Tone, piece,
};
use crate::app::views::signing::SignOffs;

/// A review in words.
#[derive(Clone, PartialEq)]
struct Told {
    id: Id<ReadinessReview>,
    title: String,
    verdict: &'static str,
    tone: Tone,
    people: String,
    answers: Vec<(String, Option<lastmile::project::Readiness>, String, bool)>,
    changed: Vec<String>,
    blocking: Vec<String>,
    remark: String,
    conditions: String,
    signed: Vec<(String, Tone)>,
}

/// All reviews, and the ways to hold one.
#[component]
pub fn Reviews(state: ReadinessState) -> AnyView {
    let workspace = state.workspace;
    let all = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| tell_all(project, today))
    });
    let has_signed = Memo::new(move |_| {
        workspace.read(|project| project.sign_offs.values().any(|it| is_review(it.subject)))
    });
    view! {
        <div class="readiness__part">
            <div class="done__lead">
                <p>
                    "Two meetings decide: the entry review begins the last mile, the launch review lets the result go. Each keeps the answers of its day."
                </p>
                <div class="readiness__hold">
                    <Button
                        label="Hold the entry review"
                        icon=IconName::Readiness
                        on_press=move |()| begin(state, Gate::Entry)
                    />
                    <Button
                        label="Hold the launch review"
                        icon=IconName::Flag
                        on_press=move |()| begin(state, Gate::Launch)
                    />
                </div>
            </div>
            {piece(move || {
                let all = all.get();
                if all.is_empty() {
                    return view! {
                        <EmptyState
                            icon=IconName::Readiness
                            headline="No review was held yet"
                            text="Sit down with those who decide, go through the questions, and write down who said go. Earlier reviews stay here to compare with."
                        />
                    }
                    .into_any();
                }
                let rows = all.into_iter().map(|told| review(state, told));
                rows.collect_view().into_any()
            })}
            {piece(move || has_signed.get().then(|| view! {
                <Panel title="Sign-offs of reviews">
                    <SignOffs signing=state.signing router=state.router wanted=is_review />
                </Panel>
            }))}
        </div>
    }
    .into_any()
}

fn is_review(subject: Subject) -> bool {
    subject == Subject::Review
}

fn tell_all(project: &Project, today: Today) -> Vec<Told> {
    let reviews = said::reviews(project);
    let tell = |(at, (id, it)): (usize, &(Id<ReadinessReview>, ReadinessReview))| {
        let before = reviews.get(at + 1).map(|(_, before)| before);
        told(project, id, it, before, today)
    };
    reviews.iter().enumerate().map(tell).collect()
}

fn told(
    project: &Project,
    id: &Id<ReadinessReview>,
    it: &ReadinessReview,
    before: Option<&ReadinessReview>,
    today: Today,
) -> Told {
    let day = it
        .date
        .map(|day| words::date(day, today))
        .unwrap_or_default();
    let people = it
        .people
        .iter()
        .filter_map(|id| project.people.get(id))
        .map(|it| it.name.as_str());
    let others = it
        .stakeholders
        .iter()
        .filter_map(|id| project.stakeholders.get(id));
    let everyone: Vec<&str> = people.chain(others.map(|it| it.name.as_str())).collect();
    let answers = it
        .answers
        .values()
        .map(|it| (it.question.clone(), it.answer, it.why.clone(), it.overruled));
    let changed = before.map(|before| {
        let steps = said::differences(&before.answers, &it.answers).into_iter();
        let step = |(question, was, now)| {
            let (was, now) = (said::answer(was), said::answer(now));
            format!("{question} {was} → {now}")
        };
        steps.map(step).collect()
    });
    let signed = project
        .sign_offs
        .values()
        .filter(|sign_off| sign_off.review.as_ref() == Some(id));
    let signed = signed.map(|it| match (standing(project, it), it.verdict) {
        (Standing::Asked, _) | (_, None) => (format!("{}: asked", it.name), Tone::Warning),
        (Standing::Void(_), _) => (format!("{}: void", it.name), Tone::Bad),
        (Standing::Stands, Some(Approval::Rejected)) => (format!("{}: no", it.name), Tone::Bad),
        (Standing::Stands, Some(_)) => (format!("{}: signed", it.name), Tone::Good),
    });
    Told {
        id: id.clone(),
        title: format!("{}, {day}", agreement::gate(it.kind)),
        verdict: agreement::go(it.verdict),
        tone: match it.verdict {
            Some(Approval::Approved) => Tone::Good,
            Some(Approval::WithConditions) => Tone::Warning,
            Some(Approval::Rejected) => Tone::Bad,
            None => Tone::Neutral,
        },
        people: everyone.join(", "),
        answers: answers.collect(),
        changed: changed.unwrap_or_default(),
        blocking: it.blocking.clone(),
        remark: it.remark.clone(),
        conditions: said::conditions(project, it),
        signed: signed.collect(),
    }
}

fn list(title: &'static str, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! {
        <div class="review__list">
            <p class="field__label">{title}</p>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn review(state: ReadinessState, told: Told) -> AnyView {
    let workspace = state.workspace;
    let (signed_id, gone) = (told.id.clone(), told.id.clone());
    let sign = move || SignOff {
        subject: Subject::Review,
        review: Some(signed_id.clone()),
        ..SignOff::default()
    };
    let about = sign();
    let label = format!("What to do with: {}", told.title);
    let entries = move || {
        let gone = gone.clone();
        let delete = MenuItem::new("Delete: entered by mistake", move || {
            workspace.act(|project, _, _| readiness::delete_review(project, &gone));
        });
        vec![delete.icon(IconName::Trash).danger().into()]
    };
    let entries = Signal::derive(entries);
    let badges = told.signed.into_iter().map(|(text, tone)| {
        view! { <Badge text=text tone=tone icon=IconName::of(tone) /> }
    });
    let badges = badges.collect_view();
    let answers = told
        .answers
        .into_iter()
        .map(|(question, answer, why, overruled)| {
            let why = if overruled {
                format!("Overruled: {why}")
            } else {
                why
            };
            view! {
                <tr>
                    <th scope="row">{question}</th>
                    <td><Badge text=said::answer(answer) tone=tone(answer) /></td>
                    <td>{why}</td>
                </tr>
            }
        });
    let answers = answers.collect_view();
    let remark = Some(told.remark).filter(|it| !it.is_empty());
    let conditions = Some(told.conditions).filter(|it| !it.is_empty());
    view! {
        <Panel
            title=told.title
            framed=true
            actions=move || {
                let (about, label) = (about.clone(), label.clone());
                view! {
                    <Button
                        label="Sign it"
                        icon=IconName::Sign
                        kind=ButtonKind::Quiet
                        on_press=move |()| state.signing.begin(about.clone())
                    />
                    <Menu label=label icon=IconName::More icon_only=true kind=ButtonKind::Quiet entries=entries />
                }
            }
        >
            <div class="review">
                <div class="done__signed">
                    <Badge text=told.verdict tone=told.tone icon=IconName::of(told.tone) />
                    {badges}
                </div>
                <p class="done__quiet">{format!("With {}.", told.people)}</p>
                {conditions.map(|it| view! { <p>{it}</p> })}
                {remark.map(|it| view! { <p>{it}</p> })}
                {list("What stood in the way", told.blocking)}
                {list("Changed since the review before", told.changed)}
                <Disclosure summary="The answers of that day">
                    <table class="plain-table">
                        <caption class="visually-hidden">"The answers of that day"</caption>
                        <tbody>{answers}</tbody>
                    </table>
                </Disclosure>
            </div>
        </Panel>
    }
    .into_any()
}
