//! What a task waits for: the kind, on whom, since when, what exactly.

use lastmile::edit::{self, task as edit_task};
use lastmile::present::words;
use lastmile::project::{Blocker, BlockerKind, Id, Party, Project, Task};
use leptos::prelude::*;

use super::fields;
use crate::app::components::{
    Button, ButtonKind, Choice, Combobox, DateField, IconName, Select, TextField, When,
};
use crate::app::views::party;
use crate::app::workspace::Workspace;

/// The fields of the blocker; choosing a kind makes one, letting the task go on clears it.
#[component]
pub fn BlockerFields(id: Id<Task>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let blocker = fields::of(workspace, &id, |_, task| task.blocker.clone());
    let kind = Memo::new(move |_| {
        blocker.with(|blocker| {
            blocker
                .as_ref()
                .map(|it| kind_value(it.kind))
                .unwrap_or_default()
        })
    });
    let write = {
        let id = id.clone();
        move |how: &dyn Fn(&mut Blocker)| {
            let mut after = blocker.get_untracked().unwrap_or(Blocker {
                kind: BlockerKind::Other,
                waiting_on: None,
                since: None,
                note: String::new(),
            });
            how(&mut after);
            workspace.act(|project, author, _| {
                edit_task::block(project, std::slice::from_ref(&id), &after, author)
            });
        }
    };
    let unblock = {
        let id = id.clone();
        move || {
            workspace.act(|project, author, _| edit_task::unblock(project, &id, author));
        }
    };
    let choose_kind = {
        let (write, unblock) = (write.clone(), unblock.clone());
        move |value: String| match kind_of(&value) {
            Some(kind) => write(&|blocker| blocker.kind = kind),
            None => unblock(),
        }
    };
    let is_blocked = move || blocker.with(Option::is_some);
    view! {
        <fieldset class="task-panel__blocker">
            <legend>"What it waits for"</legend>
            <Select label="Kind" options=kinds() value=kind on_change=choose_kind />
            <When holds=Signal::derive(is_blocked)>
                <Whom id=id.clone() />
                <div class="task-panel__grid">
                    <DateField
                        label="Since"
                        value=Signal::derive(move || blocker.with(|it| it.as_ref().and_then(|it| it.since)))
                        on_change={
                            let write = write.clone();
                            move |day| write(&|blocker| blocker.since = day)
                        }
                    />
                </div>
                <TextField
                    label="What exactly is missing"
                    value=Signal::derive(move || {
                        blocker.with(|it| it.as_ref().map(|it| it.note.clone()).unwrap_or_default())
                    })
                    on_change={
                        let write = write.clone();
                        move |text: String| write(&|blocker| blocker.note.clone_from(&text))
                    }
                />
                <Button
                    label="It can go on"
                    icon=IconName::Check
                    kind=ButtonKind::Plain
                    on_press={
                        let unblock = unblock.clone();
                        move |()| unblock()
                    }
                />
            </When>
        </fieldset>
    }
}

/// The choices of a kind; the first stands for none.
fn kinds() -> Vec<Choice> {
    let all = BlockerKind::ALL.map(|kind| Choice::new(kind_value(kind), words::blocker_kind(kind)));
    [Choice::new("", "Nothing, it can go on")]
        .into_iter()
        .chain(all)
        .collect()
}

fn kind_value(kind: BlockerKind) -> String {
    words::blocker_kind(kind).to_owned()
}

fn kind_of(value: &str) -> Option<BlockerKind> {
    BlockerKind::ALL
        .into_iter()
        .find(|kind| kind_value(*kind) == value)
}

/// Whom it waits for: someone who works here, a stakeholder, or anyone by name.
#[component]
fn Whom(id: Id<Task>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let chosen = fields::of(workspace, &id, |_, task| {
        let whom = task
            .blocker
            .as_ref()
            .and_then(|blocker| blocker.waiting_on.clone());
        whom.iter().map(party::value).collect::<Vec<_>>()
    });
    let options = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.read(|project| {
                let task = project.tasks.get(&id);
                let blocker = task.and_then(|task| task.blocker.as_ref());
                party::choices(project, blocker.and_then(|it| it.waiting_on.as_ref()))
            })
        })
    };
    let made = id.clone();
    let on_change = move |chosen: Vec<String>| {
        let whom = party::chosen(&chosen);
        workspace.act(|project, author, _| wait_for(project, &id, whom, author));
    };
    let on_create = move |name: String| {
        workspace.act(|project, author, ids| {
            let (who, mut change) = edit::stakeholder::add(project, &name, ids)?;
            let wait = wait_for(project, &made, None, author)?;
            change.label = wait.label;
            change.alter(&project.tasks, &made, |task| {
                if let Some(blocker) = &mut task.blocker {
                    blocker.waiting_on = Some(Party::Stakeholder(who));
                }
            });
            Ok(change)
        });
    };
    view! {
        <Combobox
            label="On whom"
            options=options
            chosen=chosen
            on_change=on_change
            on_create=on_create
            placeholder="A name"
        />
    }
}

fn wait_for(
    project: &Project,
    id: &Id<Task>,
    whom: Option<Party>,
    author: &edit::Author,
) -> Result<edit::Change, edit::Refusal> {
    let blocker = project.tasks.get(id).and_then(|task| task.blocker.clone());
    let blocker = blocker.ok_or(edit::Refusal::Gone("blocker"))?;
    let blocker = Blocker {
        waiting_on: whom,
        ..blocker
    };
    edit_task::block(project, std::slice::from_ref(id), &blocker, author)
}
