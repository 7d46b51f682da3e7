//! The final review: the criteria, the walkthrough, the signatures, and the closing.

use lastmile::edit::sign_off::{self, Word};
use lastmile::edit::{closing, review_item};
use lastmile::finish::signing;
use lastmile::present::words;
use lastmile::project::{
    Approval, CriterionStatus, Given, Id, Priority, Project, ReviewKind, Subject, Task,
};
use leptos::prelude::*;

use super::items;
use crate::app::components::{
    Button, ButtonKind, ButtonLink, Callout, Choice, IconName, Panel, Select, StatTile, TextField,
    Tone, piece,
};
use crate::app::route::{Place, Route};
use crate::app::workspace::Workspace;

/// The final review.
pub fn part(workspace: Workspace) -> AnyView {
    view! {
        {criteria(workspace)}
        <Panel
            title="Walkthrough"
            lead="Go through the result with those who accept it, line by line. A remark becomes a task on the spot."
            framed=true
            actions=move || view! {
                <Button
                    label="Fill from deliverables and criteria"
                    icon=IconName::Add
                    on_press=move |()| fill(workspace)
                />
            }
        >
            {items::list(
                workspace,
                ReviewKind::Walkthrough,
                "Walkthrough",
                "Add a line to look at",
                "Booking a room on a phone",
            )}
        </Panel>
        {signatures(workspace)}
        {closing_panel(workspace)}
    }
    .into_any()
}

fn criteria(workspace: Workspace) -> AnyView {
    let counts = Memo::new(move |_| {
        workspace.read(|project| {
            CriterionStatus::ALL.map(|status| {
                let all = project.criteria.values();
                all.filter(|it| it.status == status).count()
            })
        })
    });
    let tile = move |at: usize| {
        Signal::derive(move || counts.with(|all| all.get(at).copied().unwrap_or(0).to_string()))
    };
    view! {
        <Panel
            title="Done criteria"
            lead="Whether what was agreed as done is so."
            actions=move || {
                let id = workspace.open_id()?;
                let href = Route::place(&id, Place::Done).hash();
                Some(view! { <ButtonLink label="Go through them in Done" href=href kind=ButtonKind::Plain /> })
            }
        >
            <div class="tiles review-counts">
                <StatTile label="Met" value=tile(1) />
                <StatTile label="Not met" value=tile(2) />
                <StatTile label="Not checked" value=tile(0) />
                <StatTile label="Waived" value=tile(3) />
            </div>
        </Panel>
    }
    .into_any()
}

fn fill(workspace: Workspace) {
    workspace.act(|project, author, ids| {
        let names = project.deliverables.values().map(|it| it.name.clone());
        let texts = project.criteria.values().map(|it| it.text.clone());
        let titles: Vec<String> = names.chain(texts).collect();
        review_item::add_to_walkthrough(project, &titles, author, ids)
    });
}

/// What was said at the final review, in sentences.
fn given(project: &Project) -> Vec<String> {
    let all = project.sign_offs.values();
    let all = all.filter(|it| it.subject == Subject::FinalReview && it.verdict.is_some());
    all.map(|it| {
        let stands = signing::standing(project, it) == signing::Standing::Stands;
        let said = match it.verdict {
            Some(Approval::Approved) => "approved",
            Some(Approval::WithConditions) => "approved with conditions",
            Some(Approval::Rejected) => "rejected",
            None => "",
        };
        let void = if stands {
            ""
        } else {
            "; void, the criteria have changed since"
        };
        format!("{} {said}{void}", it.name)
    })
    .collect::<Vec<String>>()
}

fn signatures(workspace: Workspace) -> AnyView {
    let who = RwSignal::new(String::new());
    let verdict = RwSignal::new("approved".to_owned());
    let remark = RwSignal::new(String::new());
    let given = Memo::new(move |_| workspace.read(given));
    let people = Signal::derive(move || {
        let all = workspace.read(|project| {
            lastmile::present::people::by_name(&project.stakeholders, |it| &it.name)
        });
        let all = all
            .into_iter()
            .map(|(id, name)| Choice::new(id.as_str(), name));
        [Choice::new("", "Choose")].into_iter().chain(all).collect()
    });
    let verdicts = vec![
        Choice::new("approved", "Approved"),
        Choice::new("rejected", "Rejected"),
    ];
    let take_down = move |()| {
        let word = Word {
            subject: Subject::FinalReview,
            deliverable: None,
            milestone: None,
            review: None,
            stakeholder: Id::new(&who.get_untracked()),
            verdict: Some(if verdict.get_untracked() == "rejected" {
                Approval::Rejected
            } else {
                Approval::Approved
            }),
            date: None,
            remark: remark.get_untracked(),
            given: Given::default(),
            proof: String::new(),
            conditions: Vec::new(),
        };
        let done = workspace.act(|project, author, ids| {
            sign_off::sign(project, &word, author, ids).map(|(_, change)| change)
        });
        if done {
            remark.set(String::new());
        }
    };
    let refusal = Signal::derive(move || {
        who.with(String::is_empty)
            .then(|| "Choose who signs first.".to_owned())
    });
    view! {
        <Panel
            title="Final sign-off"
            lead="It binds to the criteria as they stand, with their status. Change one and the signature turns void."
            framed=true
        >
            {piece(move || {
                given.with(|given| (!given.is_empty()).then(|| {
                    let lines: Vec<AnyView> = given
                        .iter()
                        .map(|line| view! { <li>{line.clone()}</li> }.into_any())
                        .collect();
                    view! { <ul class="review-signed" aria-label="Signatures">{lines}</ul> }
                }))
            })}
            <div class="review-form">
                <Select label="Who signs" options=people value=who on_change=move |it| who.set(it) />
                <Select
                    label="What they say"
                    options=verdicts
                    value=verdict
                    on_change=move |it| verdict.set(it)
                />
                <TextField
                    label="What they add"
                    value=remark
                    on_change=move |it| remark.set(it)
                    on_input=move |it| remark.set(it)
                />
                <Button label="Take it down" icon=IconName::Sign refusal=refusal on_press=take_down />
            </div>
        </Panel>
    }
    .into_any()
}

/// What still stands against closing, in sentences.
fn open_ends(project: &Project) -> Vec<String> {
    let parents: std::collections::BTreeSet<_> = project
        .tasks
        .values()
        .filter_map(|task| task.parent.as_ref())
        .collect();
    let is_open_must = |(id, task): &(&Id<Task>, &Task)| {
        let must = task.priority.is_none_or(|it| it == Priority::Must);
        must && task.is_open() && !parents.contains(*id)
    };
    let musts = project.tasks.iter().filter(is_open_must).count();
    let unsettled = project
        .criteria
        .values()
        .filter(|it| !it.is_settled())
        .count();
    let seen = project.review_items.values();
    let unseen = seen.filter(|it| it.kind == ReviewKind::Walkthrough && it.outcome.is_none());
    let is_final = |subject| subject == Subject::FinalReview;
    let signed = signing::approvals(project).any(|(_, it)| is_final(it.subject));
    let mut ends = Vec::new();
    for (count, noun, rest) in [
        (musts, "must", "still open"),
        (unsettled, "criterion", "not settled"),
        (unseen.count(), "line", "of the walkthrough not looked at"),
    ] {
        if count > 0 {
            let noun = if count > 1 && noun == "criterion" {
                format!("{count} criteria")
            } else {
                words::count(count, noun)
            };
            ends.push(format!("{noun} {rest}."));
        }
    }
    if !signed {
        ends.push("No final sign-off stands.".to_owned());
    }
    ends
}

fn closing_panel(workspace: Workspace) -> AnyView {
    let closed = Memo::new(move |_| workspace.read(|project| project.settings.closed_on));
    let ends = Memo::new(move |_| workspace.read(open_ends));
    let body = move || {
        if let Some(day) = closed.get() {
            let on = words::date(day, workspace.today());
            view! {
                <p>{format!("Closed on {on}. It can be read, exported and looked back on. To change it, reopen it at the top of the page.")}</p>
            }
            .into_any()
        } else {
            let ends = ends.get();
            let warning = (!ends.is_empty()).then(|| {
                let lines: Vec<AnyView> = ends
                    .iter()
                    .map(|end| view! { <li>{end.clone()}</li> }.into_any())
                    .collect();
                view! {
                    <Callout title="It can be closed, but this is left" tone=Tone::Warning>
                        <ul>{lines}</ul>
                    </Callout>
                }
            });
            view! {
                {warning}
                <Button
                    label="Close the project"
                    icon=IconName::Flag
                    kind=ButtonKind::Primary
                    on_press=move |()| close(workspace)
                />
            }
            .into_any()
        }
    };
    view! {
        <Panel
            title="Close the project"
            lead="A closed project is only read. How it ended is kept for your history; undo or reopening takes it back."
            framed=true
        >
            <div class="review-closing">{piece(body)}</div>
        </Panel>
    }
    .into_any()
}

fn close(workspace: Workspace) {
    workspace.act(|project, author, _| closing::close(project, author));
}
