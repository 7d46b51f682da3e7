//! One change request, from asking to the verdict.

use lastmile::edit::change_request::{self as edit, Ruling, Setting};
use lastmile::edit::task::Draft;
use lastmile::edit::{Author, Change, MintId, Refusal};
use lastmile::present::paste::{Headings, lines as read_lines};
use lastmile::present::quick_add::Names;
use lastmile::present::{risks as said, words};
use lastmile::project::{ChangeRequest, Id, Party, Project, Today, Verdict};
use leptos::prelude::*;

use super::fields::{choice, day, line, lines, party};
use super::frame;
use super::price::{self, Pricing};
use super::risk::{read, text};
use super::verdict::VerdictForm;
use crate::app::components::{Button, Callout, Choice, Tone, piece};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// The dialog of the request that is open.
pub fn dialog() -> AnyView {
    let title = |project: &Project, id: &str| {
        let request = project.change_requests.get(&Id::new(id))?;
        Some(request.title.clone())
    };
    frame::dialog(title, body)
}

/// A request, following it.
pub fn follow(workspace: Workspace, id: &Id<ChangeRequest>) -> Memo<ChangeRequest> {
    let id = id.clone();
    Memo::new(move |_| {
        workspace
            .read(|project| project.change_requests.get(&id).cloned())
            .unwrap_or_default()
    })
}

/// The tasks a request brings, as its lines were read, and what was not understood.
pub fn work(project: &Project, request: &ChangeRequest, today: Today) -> (Vec<Draft>, Vec<String>) {
    let names = Names::of(project, None, today);
    let preview = read_lines(&request.work, &names, Headings::default());
    let unclear = preview.origins.into_iter().flat_map(|it| it.unclear);
    (preview.drafts, unclear.collect())
}

/// What accepting a request alone would write, without what gives way to it: for its price.
pub fn accepted_alone(
    project: &Project,
    request: &ChangeRequest,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    let (drafts, _) = work(project, request, author.today);
    if drafts.is_empty() {
        return Ok(Change::default());
    }
    let end = lastmile::edit::task::Place::End(None);
    lastmile::edit::task::add_drafts(project, &drafts, &end, author, ids).map(|(_, change)| change)
}

fn body(workspace: Workspace, router: Router, id: &str) -> AnyView {
    let id = Id::<ChangeRequest>::new(id);
    let request = follow(workspace, &id);
    let is_open = Memo::new(move |_| request.with(|it| it.verdict.is_none()));
    let shown = id.clone();
    view! {
        {piece(move || {
            if is_open.get() {
                asked(workspace, &shown, request)
            } else {
                decided(workspace, &shown, request)
            }
        })}
        {frame::delete(workspace, router, "Delete this request", move |project| {
            edit::delete(project, &id)
        })}
    }
    .into_any()
}

/// An open request: what, why, who, its work, its price, the verdict.
fn asked(workspace: Workspace, id: &Id<ChangeRequest>, request: Memo<ChangeRequest>) -> AnyView {
    let set = {
        let id = id.clone();
        Callback::new(move |setting: Setting| {
            workspace.act(|project, _, _| edit::set(project, &id, &setting));
        })
    };
    let rename = {
        let id = id.clone();
        Callback::new(move |text: String| {
            workspace.act(|project, _, _| edit::rename(project, &id, &text));
        })
    };
    let critical = [
        ("", "Not said yet"),
        ("yes", "Yes: it is critical"),
        ("no", "No: it can be done without"),
    ];
    let critical = critical
        .map(|(value, label)| Choice::new(value, label))
        .to_vec();
    let is_critical = |it: &ChangeRequest| match it.is_critical {
        None => String::new(),
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
    };
    let set_critical = Callback::new(move |value: String| {
        let said = (!value.is_empty()).then(|| value == "yes");
        set.run(Setting::IsCritical(said));
    });
    let set_party = Callback::new(move |party: Option<Party>| set.run(Setting::Requester(party)));
    let set_day = Callback::new(move |day| set.run(Setting::AskedOn(day)));
    let has_tasks = Memo::new(move |_| request.with(|it| !it.tasks.is_empty()));
    let prices = price::ask(workspace, request);
    view! {
        <div class="risks__form">
            <div class="risks__form-part">
                {line("What is asked for", read(request, |it| it.title.clone()), "", rename)}
                {lines("Why", read(request, |it| it.reason.clone()), "", text(set, Setting::Reason))}
                {party(workspace, "Who asks", read(request, |it| it.requester.clone()), set_party)}
                {day("Asked on", read(request, |it| it.asked_on), set_day)}
                {choice("Does the project fail without it?", critical, read(request, is_critical), set_critical)}
            </div>
            <div class="risks__form-part">
                {piece(move || {
                    if has_tasks.get() {
                        there_already(workspace, request)
                    } else {
                        lines(
                            "The work it brings",
                            read(request, |it| it.work.clone()),
                            "A task in each line: Show francs 6h @Priya after:\"Pricing page\"",
                            text(set, Setting::Work),
                        )
                    }
                })}
                {understood(workspace, request)}
                <Pricing request=request prices=prices set=set />
            </div>
        </div>
        <VerdictForm id=id.clone() request=request price=prices.alone />
    }
    .into_any()
}

/// What was read of the lines, so that nobody accepts what was misread.
fn understood(workspace: Workspace, request: Memo<ChangeRequest>) -> AnyView {
    let read = Memo::new(move |_| {
        let today = workspace.today();
        request.with(|request| workspace.read(|project| work(project, request, today).1))
    });
    piece(move || {
        let unclear = read.get();
        (!unclear.is_empty()).then(|| {
            let lines = unclear.into_iter().map(|line| view! { <li>{line}</li> });
            view! { <ul class="risks__unclear">{lines.collect_view()}</ul> }
        })
    })
}

fn there_already(workspace: Workspace, request: Memo<ChangeRequest>) -> AnyView {
    let titles = workspace.read(|project| {
        request.with(|it| {
            let tasks = it.tasks.iter().filter_map(|id| project.tasks.get(id));
            tasks.map(|task| task.title.clone()).collect::<Vec<_>>()
        })
    });
    let rows = titles.into_iter().map(|title| view! { <li>{title}</li> });
    view! {
        <div>
            <p class="risks__lead">"Its work is on the list already:"</p>
            <ul>{rows.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The work it brings or would have brought.
fn work_of(workspace: Workspace, request: &ChangeRequest) -> Option<AnyView> {
    let today = workspace.today();
    let mut titles: Vec<String> = workspace.read(|project| {
        let tasks = request.tasks.iter().filter_map(|id| project.tasks.get(id));
        tasks.map(|task| task.title.clone()).collect()
    });
    if titles.is_empty() {
        let drafts = workspace.read(|project| work(project, request, today).0);
        titles.extend(drafts.into_iter().map(|draft| draft.task.title));
    }
    let heading = match request.verdict {
        Some(Verdict::Accept) => "The work it brought",
        Some(Verdict::Defer | Verdict::Reject) | None => "The work it would have brought",
    };
    let rows = titles.into_iter().map(|title| view! { <li>{title}</li> });
    let rows = rows.collect_view();
    (!request.work.trim().is_empty() || !request.tasks.is_empty()).then(|| {
        view! {
            <h3 class="heading">{heading}</h3>
            <ul class="risks__work">{rows}</ul>
        }
        .into_any()
    })
}

/// A decided request: the verdict, why, what it cost, and the reply.
fn decided(workspace: Workspace, id: &Id<ChangeRequest>, request: Memo<ChangeRequest>) -> AnyView {
    let id = id.clone();
    let title = move || {
        let today = workspace.today();
        let it = request.get();
        let on = it
            .decided_on
            .map(|day| format!(" on {}", words::date(day, today)));
        let phase = match it.verdict {
            Some(Verdict::Defer) => format!(" to {}", it.phase),
            Some(Verdict::Accept | Verdict::Reject) | None => String::new(),
        };
        format!(
            "{}{phase}{}.",
            said::verdict(it.verdict),
            on.unwrap_or_default()
        )
    };
    let facts = move || {
        let it = request.get();
        let cost = it.p80_minutes.map(|minutes| {
            let cost = workspace.read(|project| said::cost_of_minutes(project, minutes));
            format!("Its price at 80 % when it was decided: {cost}.")
        });
        let reason = Some(it.verdict_reason).filter(|reason| !reason.is_empty());
        let lines = [reason, cost]
            .into_iter()
            .flatten()
            .map(|line| view! { <p>{line}</p> });
        lines.collect_view()
    };
    view! {
        <Callout
            title=Signal::derive(title)
            tone=Tone::Neutral
            actions=move || {
                let id = id.clone();
                view! {
                    <Button
                        label="Ask for it again"
                        on_press=move |()| {
                            workspace.act(|project, _, _| edit::reopen(project, &id));
                        }
                    />
                }
            }
        >
            {facts}
        </Callout>
        {piece(move || work_of(workspace, &request.get()))}
        {super::verdict::reply(workspace, request, Signal::derive(move || {
            let it = request.get();
            Ruling {
                verdict: it.verdict.unwrap_or(Verdict::Reject),
                reason: it.verdict_reason,
                phase: it.phase,
                work: Vec::new(),
                price: it.p50_minutes.zip(it.p80_minutes),
            }
        }))}
    }
    .into_any()
}
