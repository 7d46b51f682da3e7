//! How a task waits for each task before it: which end for which, and the time between.

use lastmile::edit::{self, Refusal};
use lastmile::present::links::{self, Wait};
use lastmile::present::words;
use lastmile::project::{DependencyKind, Id, Task};
use leptos::prelude::*;

use crate::app::components::{Button, Choice, Disclosure, Select, TextField, piece};
use crate::app::workspace::Workspace;

/// A kind and a lag for each task it waits for; nothing where it waits for none. Unfolded at first
/// where a link is not the usual one.
#[component]
pub fn Links(
    /// Which task waits.
    id: Id<Task>,
) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let of = id.clone();
    let before = Memo::new(move |_| {
        workspace.read(|project| -> Vec<Id<Task>> {
            let waits = links::waits(project, &of);
            waits.into_iter().map(|wait| wait.predecessor).collect()
        })
    });
    piece(move || {
        let before = before.get();
        if before.is_empty() {
            return None;
        }
        let open = workspace.peek(|project| !links::waits(project, &id).iter().all(Wait::is_usual));
        let lines: Vec<AnyView> = before
            .into_iter()
            .map(|it| line(workspace, &id, it))
            .collect();
        Some(view! {
            <Disclosure summary="How it waits for them" open=open>
                <div class="task-panel__links">
                    {lines}
                    <p class="task-panel__remark">
                        "A lag is working time between the two, such as 4h or 1d. With a minus they overlap."
                    </p>
                </div>
            </Disclosure>
        })
    })
}

fn line(workspace: Workspace, successor: &Id<Task>, predecessor: Id<Task>) -> AnyView {
    let (from, to) = (predecessor.clone(), successor.clone());
    let found = Memo::new(move |_| workspace.read(|project| links::wait_of(project, &from, &to)));
    let of = predecessor.clone();
    let title = Memo::new(move |_| workspace.read(|project| words::task(project, &of)));
    let of = predecessor.clone();
    let is_there = workspace.peek(|project| project.tasks.contains_key(&of));
    if !is_there {
        return dangling(workspace, successor.clone(), predecessor);
    }
    let kinds: Vec<Choice> = DependencyKind::ALL
        .map(|kind| Choice::new(links::kind(kind), links::kind(kind)))
        .to_vec();
    let kind = move || found.with(|it| it.as_ref().map_or_else(Default::default, |it| it.kind));
    let lag = move || found.with(|it| it.as_ref().map_or(0, |it| it.lag_minutes));
    let to = successor.clone();
    let set = Callback::new(move |(kind, lag): (DependencyKind, i32)| {
        workspace
            .act(|project, _, _| edit::dependency::link(project, &predecessor, &to, kind, lag));
    });
    let set_kind = move |label: String| {
        let chosen = DependencyKind::ALL.into_iter();
        let chosen = chosen.into_iter().find(|it| links::kind(*it) == label);
        set.run((chosen.unwrap_or_default(), untrack(lag)));
    };
    let set_lag = move |text: String| match links::parse_lag(&text, workspace.day_minutes()) {
        Ok(lag) => set.run((untrack(kind), lag)),
        Err(why) => workspace.refuse(&Refusal::Other(why)),
    };
    view! {
        <div class="task-panel__link" role="group" aria-label=move || format!("Waits for {}", title.get())>
            <p>{title}</p>
            <Select
                label="Link"
                label_hidden=true
                options=kinds
                value=Signal::derive(move || links::kind(kind()).to_owned())
                on_change=set_kind
            />
            <TextField
                label="Lag"
                label_hidden=true
                value=Signal::derive(move || links::show_lag(lag()))
                on_change=set_lag
                placeholder="No lag"
            />
        </div>
    }
    .into_any()
}

/// A link to a task that is gone, as a merge can leave one behind: all there is to do is to cut it.
fn dangling(workspace: Workspace, successor: Id<Task>, predecessor: Id<Task>) -> AnyView {
    let cut = move |()| {
        workspace.act(|project, _, _| edit::dependency::unlink(project, &predecessor, &successor));
    };
    view! {
        <div class="task-panel__link">
            <p>"A task that is not there"</p>
            <Button label="Take the link away" on_press=cut />
        </div>
    }
    .into_any()
}
