//! The acceptance record: everything that was agreed, on paper.

use lastmile::finish::signing::covers;
use lastmile::present::{agreement as said, words};
use lastmile::project::{Criterion, Project, Today};
use leptos::prelude::*;

use super::DoneState;
use crate::app::browser::page;
use crate::app::components::{Button, Caption, EmptyState, IconName, piece, table};
use crate::app::views::signing::{Told, told};

/// What the record says.
#[derive(Clone, PartialEq)]
struct Record {
    name: String,
    purpose: String,
    day: String,
    /// Each group: its title, and words, kind, status and evidence of each criterion.
    groups: Vec<(String, Vec<[String; 4]>)>,
    signed: Vec<Told>,
}

/// The record, and the button that prints it.
#[component]
pub fn AcceptanceRecord(state: DoneState) -> AnyView {
    let workspace = state.workspace;
    let record = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| record(project, today))
    });
    view! {
        <div class="done__part">
            <div class="done__lead" data-print="none">
                <p>"Everything that was agreed and accepted, as a sheet to print or save as PDF."</p>
                <Button
                    label="Print the record"
                    icon=IconName::File
                    on_press=move |()| page::print()
                />
            </div>
            {piece(move || {
                let record = record.get();
                if record.groups.is_empty() {
                    return view! {
                        <EmptyState
                            icon=IconName::File
                            headline="Nothing to accept yet"
                            text="Once there are criteria, this sheet says how each of them stands, what shows it, and who has signed."
                        />
                    }
                    .into_any();
                }
                sheet(record)
            })}
        </div>
    }
    .into_any()
}

fn record(project: &Project, today: Today) -> Record {
    let deliverables = project.deliverables.in_order();
    let line = |it: &Criterion| {
        let evidence = it
            .evidence
            .values()
            .map(|it| said::evidence(project, it, today).0);
        let mut shown: Vec<String> = evidence.collect();
        if !it.waived_because.is_empty() {
            shown.push(format!("Waived because: {}", it.waived_because));
        }
        [
            it.text.clone(),
            said::kind(it.kind).to_owned(),
            said::status(it.status).to_owned(),
            shown.join("; "),
        ]
    };
    let mut groups = Vec::new();
    let mut add = |title: &str, wanted: &dyn Fn(&Criterion) -> bool| {
        let mut found = project.criteria.in_order();
        found.retain(|(_, it)| wanted(it));
        found.sort_by_key(|(_, it)| it.kind);
        let lines: Vec<_> = found.into_iter().map(|(_, it)| line(it)).collect();
        if !lines.is_empty() {
            groups.push((title.to_owned(), lines));
        }
    };
    let of_any = |it: &Criterion| {
        project
            .deliverables
            .keys()
            .any(|id| covers(project, Some(id), it))
    };
    add("The whole project", &|it| !of_any(it));
    for (id, deliverable) in deliverables {
        add(&deliverable.name, &|it| covers(project, Some(id), it));
    }
    let mut signed: Vec<_> = project.sign_offs.iter().collect();
    signed.sort_by_key(|(id, it)| (it.date, *id));
    Record {
        name: project.settings.name.clone(),
        purpose: project.settings.purpose.clone(),
        day: words::date(today.0, today),
        groups,
        signed: signed
            .into_iter()
            .map(|(id, it)| told(project, id, it, today))
            .collect(),
    }
}

const CRITERION: [&str; 4] = ["Criterion", "Kind", "Status", "Evidence"];
const SIGN_OFF: [&str; 5] = ["Who", "What", "Verdict", "How", "Fingerprint"];

fn sheet(record: Record) -> AnyView {
    let groups = record.groups.into_iter().map(|(title, lines)| {
        let rows = lines.into_iter();
        let rows = rows.map(|line| line.map(IntoAny::into_any).into());
        table(
            "record__table",
            Caption::Shown(title),
            &CRITERION,
            rows.collect(),
        )
    });
    let groups = groups.collect_view();
    let signed = record.signed.into_iter().map(|told| {
        vec![
            told.name.into_any(),
            told.subject.into_any(),
            told.state.into_any(),
            view! { {told.how} <br /> {told.notes.join("; ")} }.into_any(),
            view! { <span class="record__print">{told.fingerprint}</span> }.into_any(),
        ]
    });
    let signed: Vec<_> = signed.collect();
    let caption = Caption::Shown("Sign-offs".to_owned());
    let signed = (!signed.is_empty())
        .then(|| table("record__table record__signed", caption, &SIGN_OFF, signed));
    view! {
        <article class="record" tabindex="0" aria-label="Acceptance record">
            <h2>{format!("Acceptance record: {}", record.name)}</h2>
            <p>{record.purpose}</p>
            <p class="done__quiet">{format!("As of {}", record.day)}</p>
            {groups}
            {signed}
            <div class="record__lines" aria-hidden="true">
                <span>"Place, date"</span>
                <span>"Signature"</span>
            </div>
        </article>
    }
    .into_any()
}
