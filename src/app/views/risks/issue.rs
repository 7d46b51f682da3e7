//! When a risk happens: it becomes an issue, and its tasks wait because of it.

use lastmile::edit::risk as edit;
use lastmile::present::words;
use lastmile::project::{Blocker, BlockerKind, Id, Party, Risk, RiskStatus};
use leptos::prelude::*;

use super::fields::{choice, party};
use crate::app::components::{Button, Callout, Choice, IconName, Tone};
use crate::app::workspace::Workspace;

/// What can be said about whether a risk has happened or is over.
#[component]
pub fn Issue(id: Id<Risk>, status: RiskStatus) -> AnyView {
    let workspace = expect_context::<Workspace>();
    match status {
        RiskStatus::Open => may_happen(workspace, id),
        RiskStatus::Happened => has_happened(workspace, id),
        RiskStatus::Closed => is_over(workspace, id),
    }
}

fn may_happen(workspace: Workspace, id: Id<Risk>) -> AnyView {
    let kind = RwSignal::new(words::blocker_kind(BlockerKind::TechnicalIssue).to_owned());
    let whom = RwSignal::new(None::<Party>);
    let kinds = BlockerKind::ALL.map(words::blocker_kind);
    let kinds = kinds.map(|name| Choice::new(name, name)).to_vec();
    let closed = id.clone();
    let happen = move |()| {
        let chosen = kind.get_untracked();
        let mut all = BlockerKind::ALL.into_iter();
        let blocker = Blocker {
            kind: all
                .find(|kind| words::blocker_kind(*kind) == chosen)
                .unwrap_or(BlockerKind::Other),
            waiting_on: whom.get_untracked(),
            since: None,
            note: String::new(),
        };
        workspace.act(|project, author, _| edit::happen(project, &id, &blocker, author));
    };
    view! {
        <fieldset class="risks__issue">
            <legend>"Has it happened?"</legend>
            {choice("What stops its tasks", kinds, kind.into(), Callback::new(move |it| kind.set(it)))}
            {party(workspace, "Waiting for", whom.into(), Callback::new(move |it| whom.set(it)))}
            <Button label="It has happened" icon=IconName::Flag on_press=happen />
            <Button
                label="It cannot happen any more"
                icon=IconName::Check
                on_press=move |()| {
                    workspace.act(|project, author, _| edit::close(project, &closed, author));
                }
            />
        </fieldset>
    }
    .into_any()
}

fn has_happened(workspace: Workspace, id: Id<Risk>) -> AnyView {
    let (solved, back) = (id.clone(), id);
    view! {
        <Callout
            title="It has happened: its tasks wait until it is solved."
            tone=Tone::Bad
            actions=move || {
                let (solved, back) = (solved.clone(), back.clone());
                view! {
                    <Button
                        label="It is solved"
                        icon=IconName::Check
                        on_press=move |()| {
                            workspace.act(|project, author, _| edit::close(project, &solved, author));
                        }
                    />
                    <Button
                        label="It has not happened after all"
                        on_press=move |()| {
                            workspace.act(|project, _, _| edit::reopen(project, &back));
                        }
                    />
                }
            }
        />
    }
    .into_any()
}

fn is_over(workspace: Workspace, id: Id<Risk>) -> AnyView {
    view! {
        <Callout
            title="It is closed and costs the date nothing."
            tone=Tone::Good
            actions=move || {
                let id = id.clone();
                view! {
                    <Button
                        label="Open it again"
                        on_press=move |()| {
                            workspace.act(|project, _, _| edit::reopen(project, &id));
                        }
                    />
                }
            }
        />
    }
    .into_any()
}
