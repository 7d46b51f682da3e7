//! Change control: what was asked for, what came in without being asked for, what was decided.

use lastmile::edit::change_request as edit;
use lastmile::finish::audit::Scope;
use lastmile::finish::change_control;
use lastmile::present::{risks as said, words};
use lastmile::project::{ChangeRequest, Id, Project, Task, Today, Verdict};
use leptos::prelude::*;

use super::change;
use super::fields::{adder, opener, short, table};
use crate::app::components::{Badge, Button, Callout, EmptyState, IconName, Tone, piece};
use crate::app::later::later;
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// The part of the place.
pub fn part() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let rows = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| rows(project, today))
    });
    let unasked = later(workspace, |project, today| {
        let found = change_control::unasked(&Scope::of(project, today));
        let titles = found.iter().filter_map(|id| project.tasks.get(id));
        let titles: Vec<String> = titles.map(|task| task.title.clone()).collect();
        (found, titles)
    });
    let state = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| state(project, today))
    });
    let add = move |title: &str| {
        let made = workspace.make(|project, author, ids| edit::add(project, title, author, ids));
        router.open_record(made.as_ref().map(ToString::to_string));
        made.is_some()
    };
    view! {
        <div class="risks__part">
            <p class="risks__lead">{state}</p>
            {adder("Ask for a change", "What is asked for?", add)}
            {piece(move || {
                unasked.with(|found| {
                    let (ids, titles) = found.as_ref()?;
                    (!ids.is_empty()).then(|| came_in(workspace, ids.clone(), titles, router))
                })
            })}
            {piece(move || {
                let rows = rows.get();
                if rows.is_empty() {
                    return nothing();
                }
                let rows = rows.into_iter().map(|row| cells(row, router)).collect();
                table("Change requests", &COLUMNS, rows)
            })}
            {piece(move || phases(workspace, router))}
        </div>
        {change::dialog()}
    }
    .into_any()
}

const COLUMNS: [&str; 5] = ["Request", "Asked by", "Asked on", "Verdict", "Cost at 80 %"];

/// Since when change control is on.
fn state(project: &Project, today: Today) -> String {
    match project.settings.last_mile_start {
        Some(start) if change_control::is_on(project, today) => format!(
            "Change control is on since {}, when the last mile began: every new wish gets a price before anyone says yes.",
            words::date(start, today)
        ),
        Some(start) => format!(
            "Change control begins with the last mile, on {}.",
            words::date(start, today)
        ),
        None => {
            "Change control begins on the day the last mile starts: set it in People and settings."
                .to_owned()
        }
    }
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Sign
            headline="Nobody has asked for anything yet"
            text="When someone wants just one more thing, write it down here. You see what it costs in days, what could pay for it, and a polite answer is ready to send."
        />
    }
    .into_any()
}

/// Offers a request for work that came in without one.
fn came_in(workspace: Workspace, ids: Vec<Id<Task>>, titles: &[String], router: Router) -> AnyView {
    let title = match titles {
        [one] => format!("“{one}” came in without a request."),
        many => format!(
            "{} came in without a request.",
            words::count(many.len(), "task")
        ),
    };
    let rows = ids
        .into_iter()
        .zip(titles.to_vec())
        .map(move |(id, title)| {
            let label = format!("Ask for “{title}”");
            let ask = move |()| {
                let made = workspace.make(|project, author, new| {
                    edit::add_for_tasks(project, std::slice::from_ref(&id), author, new)
                });
                router.open_record(made.map(|id| id.to_string()));
            };
            view! { <li><Button label=label on_press=ask /></li> }
        });
    view! {
        <Callout title=title tone=Tone::Warning>
            <p>"Added since the baseline, and nobody has decided it. Ask for it now: then it has a price and a verdict."</p>
            <ul class="risks__unasked" role="list">{rows.collect_view()}</ul>
        </Callout>
    }
    .into_any()
}

/// What was put off, by the phase it goes to: the list that phase begins with.
fn phases(workspace: Workspace, router: Router) -> Option<AnyView> {
    let today = workspace.today();
    let found: Vec<(String, Vec<Told>)> = workspace.read(|project| {
        let told = |id: &Id<ChangeRequest>| told(project, id, today);
        change_control::later_phases(project)
            .into_iter()
            .map(|(name, it)| (name.to_owned(), it.iter().filter_map(told).collect()))
            .collect()
    });
    let lists = found.into_iter().map(|(name, requests)| {
        let rows = requests.into_iter().map(|(id, title, work)| {
            view! { <li>{opener(router, &id, title)}<span class="sheet__quiet">{work}</span></li> }
        });
        let rows = rows.collect_view();
        view! {
            <h3 class="heading">{name}</h3>
            <ul class="risks__later" role="list">{rows}</ul>
        }
    });
    let lists = lists.collect::<Vec<_>>();
    (!lists.is_empty()).then(|| {
        view! {
            <section class="risks__phases" aria-label="Put off to a later phase">
                <h2 class="heading">"Put off to a later phase"</h2>
                {lists}
            </section>
        }
        .into_any()
    })
}

/// A request that was put off: its id, its title, the work it brings.
type Told = (String, String, String);

fn told(project: &Project, id: &Id<ChangeRequest>, today: Today) -> Option<Told> {
    let request = project.change_requests.get(id)?;
    let tasks = request.tasks.iter().filter_map(|id| project.tasks.get(id));
    let mut work: Vec<Task> = tasks.cloned().collect();
    if work.is_empty() {
        let drafts = change::work(project, request, today).0;
        work.extend(drafts.into_iter().map(|draft| draft.task));
    }
    // What is put off has no work left: what it was estimated at says how much will come.
    let estimates = work.iter().filter_map(|task| task.estimate);
    let total = estimates.map(|estimate| estimate.likely).sum();
    let said = match work.as_slice() {
        [] => "Its work is not written down.".to_owned(),
        some => format!(
            "{}, {}",
            words::count(some.len(), "task"),
            words::work(total)
        ),
    };
    Some((id.to_string(), request.title.clone(), said))
}

/// One request in words.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: Id<ChangeRequest>,
    title: String,
    reason: String,
    asked_by: String,
    asked_on: String,
    verdict: Option<Verdict>,
    said: String,
    cost: String,
}

/// Open ones first, then the latest verdict.
fn rows(project: &Project, today: Today) -> Vec<Row> {
    let mut all: Vec<_> = project.change_requests.iter().collect();
    all.sort_by_key(|(id, it)| {
        let decided = it.decided_on.filter(|_| it.verdict.is_some());
        (
            std::cmp::Reverse(decided.is_none()),
            std::cmp::Reverse(decided),
            it.asked_on,
            (*id).clone(),
        )
    });
    let row = |(id, it): (&Id<ChangeRequest>, &ChangeRequest)| Row {
        id: id.clone(),
        title: it.title.clone(),
        reason: it.reason.clone(),
        asked_by: it
            .requester
            .as_ref()
            .and_then(|party| words::party(project, party))
            .unwrap_or_default(),
        asked_on: it
            .asked_on
            .map(|day| words::date(day, today))
            .unwrap_or_default(),
        verdict: it.verdict,
        said: match (it.verdict, it.phase.as_str()) {
            (Some(Verdict::Defer), phase) if !phase.is_empty() => format!("Deferred to {phase}"),
            (verdict, _) => said::verdict(verdict).to_owned(),
        },
        cost: match (it.verdict, it.p80_minutes) {
            (None, _) => "Open it for its price".to_owned(),
            (Some(_), Some(minutes)) => said::cost_of_minutes(project, minutes),
            (Some(_), None) => String::new(),
        },
    };
    all.into_iter().map(row).collect()
}

fn cells(row: Row, router: Router) -> Vec<AnyView> {
    let name = opener(router, row.id.as_str(), row.title);
    let tone = match row.verdict {
        None => Tone::Warning,
        Some(Verdict::Accept) => Tone::Good,
        Some(Verdict::Defer | Verdict::Reject) => Tone::Neutral,
    };
    let reason = row.reason;
    vec![
        view! {
            <div class="sheet__words">
                {name}
                {(!reason.is_empty()).then(|| view! { <span class="sheet__quiet">{reason}</span> })}
            </div>
        }
        .into_any(),
        row.asked_by.into_any(),
        short(row.asked_on),
        view! { <Badge text=row.said tone=tone /> }.into_any(),
        row.cost.into_any(),
    ]
}
