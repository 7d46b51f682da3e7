//! Sign-offs as they stand: who said what on which day, and what has changed since.

use lastmile::edit::sign_off;
use lastmile::finish::signing::{Standing, standing};
use lastmile::present::{agreement as said, words};
use lastmile::project::{Approval, Id, Project, SignOff, Subject, Task, Today};
use leptos::prelude::*;

use super::Signing;
use crate::app::components::{
    Badge, Button, ButtonKind, Disclosure, IconName, Menu, MenuItem, Tone, piece,
};
use crate::app::route::Router;
use crate::app::views::reveal::reveal;

/// How many digits of a fingerprint are shown: enough to compare two sheets of paper.
const DIGITS: usize = 16;

/// A sign-off in words.
#[derive(Clone, PartialEq)]
pub struct Told {
    /// The record.
    pub id: Id<SignOff>,
    /// Who gave it.
    pub name: String,
    /// What was said, or that it is void.
    pub state: &'static str,
    /// Whether that is good.
    pub tone: Tone,
    /// What it is about.
    pub subject: String,
    /// Day, way and writer.
    pub how: String,
    /// Proof and remark, where there are any.
    pub notes: Vec<String>,
    /// What changed since.
    pub differences: Vec<String>,
    /// The conditions: task, title, whether it is still open.
    pub conditions: Vec<(Id<Task>, String, bool)>,
    /// The start of the fingerprint.
    pub fingerprint: String,
    /// What was signed.
    pub signed: Vec<String>,
    /// What can be signed again, and what was said.
    about: SignOff,
}

/// A sign-off in words.
pub fn told(project: &Project, id: &Id<SignOff>, record: &SignOff, today: Today) -> Told {
    let standing = standing(project, record);
    let (state, tone) = match (&standing, record.verdict) {
        (Standing::Asked, _) | (_, None) => ("Asked, no answer yet", Tone::Warning),
        (Standing::Void(_), Some(Approval::Rejected)) => ("Rejected, changed since", Tone::Warning),
        (Standing::Void(_), Some(_)) => ("Void: changed since", Tone::Bad),
        (Standing::Stands, Some(Approval::Rejected)) => ("Rejected", Tone::Bad),
        (Standing::Stands, Some(verdict)) => (said::approval(verdict), Tone::Good),
    };
    let date = record.date.map(|day| words::date(day, today));
    let by = record.entered_by.as_ref();
    let by = by.and_then(|id| project.people.get(id));
    let how = [
        date,
        record
            .verdict
            .map(|_| said::given(record.given).to_lowercase()),
        by.map(|it| format!("entered by {}", it.name)),
    ];
    let notes = [("Proof", &record.proof), ("Remark", &record.remark)];
    let notes = notes.into_iter().filter(|(_, text)| !text.is_empty());
    let conditions = record.conditions.iter().filter_map(|id| {
        let task = project.tasks.get(id)?;
        Some((id.clone(), task.title.clone(), task.is_open()))
    });
    let mut differences = Vec::new();
    if let Standing::Void(found) = &standing {
        differences.extend(found.iter().map(said::difference));
        if found.is_empty() {
            differences.push("What was signed does not match its fingerprint.".to_owned());
        }
    }
    Told {
        id: id.clone(),
        name: record.name.clone(),
        state,
        tone,
        subject: said::subject(project, record, today),
        how: how.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        notes: notes
            .map(|(what, text)| format!("{what}: {text}"))
            .collect(),
        differences,
        conditions: conditions.collect(),
        fingerprint: record.hash.chars().take(DIGITS).collect(),
        signed: record
            .signed
            .values()
            .map(|it| it.replace('\n', " · "))
            .collect(),
        about: SignOff {
            subject: record.subject,
            deliverable: record.deliverable.clone(),
            milestone: record.milestone.clone(),
            review: record.review.clone(),
            stakeholder: record.stakeholder.clone(),
            verdict: record.verdict,
            ..SignOff::default()
        },
    }
}

/// The sign-offs on some subjects, the newest first.
#[component]
pub fn SignOffs(
    /// What can be signed again.
    signing: Signing,
    /// Where tasks open.
    router: Router,
    /// Which sign-offs.
    wanted: fn(Subject) -> bool,
) -> AnyView {
    let workspace = signing.workspace;
    let all = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| {
            let found = project
                .sign_offs
                .iter()
                .filter(|(_, it)| wanted(it.subject));
            let mut all: Vec<_> = found
                .map(|(id, it)| (it.date, told(project, id, it, today)))
                .collect();
            all.sort_by(|a, b| (b.0, &b.1.id).cmp(&(a.0, &a.1.id)));
            all.into_iter().map(|(_, told)| told).collect::<Vec<_>>()
        })
    });
    piece(move || {
        let rows = all.get().into_iter().map(|told| row(signing, router, told));
        view! { <ul class="sign-offs" role="list">{rows.collect_view()}</ul> }
    })
}

fn row(signing: Signing, router: Router, told: Told) -> AnyView {
    let workspace = signing.workspace;
    let Told {
        id,
        name,
        state,
        tone,
        subject,
        how,
        about,
        ..
    } = told;
    let what = if about.verdict.is_none() {
        "What they were asked about"
    } else {
        "What was signed"
    };
    let record = id.to_string();
    reveal(router, &record);
    let menu_label = format!("What to do with the sign-off by {name}");
    let again = about.clone();
    let entries = move || {
        let (id, about) = (id.clone(), about.clone());
        vec![
            MenuItem::new("Record a new word on this", move || {
                signing.begin(about.clone());
            })
            .into(),
            MenuItem::new("Delete: entered by mistake", move || {
                workspace.act(|project, _, _| sign_off::delete(project, &id));
            })
            .icon(IconName::Trash)
            .danger()
            .into(),
        ]
    };
    let notes = told
        .notes
        .into_iter()
        .map(|it| view! { <p>{it}</p> })
        .collect_view();
    let conditions = told.conditions.into_iter().map(|(task, title, is_open)| {
        let (state, tone) = if is_open {
            ("Open", Tone::Warning)
        } else {
            ("Done", Tone::Good)
        };
        view! {
            <li>
                <Badge text=state tone=tone />
                <button
                    type="button"
                    class="link"
                    on:click=move |_| router.open_task(Some(task.clone()))
                >
                    {title}
                </button>
            </li>
        }
    });
    let conditions = conditions.collect_view();
    let is_void = !told.differences.is_empty();
    let differences = told
        .differences
        .into_iter()
        .map(|it| view! { <li>{it}</li> })
        .collect_view();
    let signed = told
        .signed
        .into_iter()
        .map(|it| view! { <li>{it}</li> })
        .collect_view();
    view! {
        <li class="sign-off" data-record=record tabindex="-1">
            <div class="sign-off__head">
                <Badge text=state tone=tone icon=IconName::of(tone) />
                <strong>{name}</strong>
                <span class="sign-off__how">{how}</span>
                <Menu label=menu_label entries=Signal::derive(entries) icon=IconName::More icon_only=true kind=ButtonKind::Quiet />
            </div>
            <p class="sign-off__subject">{subject}</p>
            <div class="sign-off__notes">{notes}</div>
            {is_void.then(|| view! {
                <div class="sign-off__void">
                    <p>"What changed since:"</p>
                    <ul>{differences}</ul>
                    <Button label="Have it signed again" icon=IconName::Sign on_press=move |()| signing.begin(again.clone()) />
                </div>
            })}
            <ul class="sign-off__conditions" role="list">{conditions}</ul>
            <Disclosure summary=format!("{what}, fingerprint {}", told.fingerprint)>
                <ul class="signed-items">{signed}</ul>
            </Disclosure>
        </li>
    }
    .into_any()
}
