//! The palette: every command, and every task of the project by its title.

use leptos::prelude::*;

use crate::app::commands::{self, CommandId, Commands};
use crate::app::components::{Choice, Combobox, Dialog, DialogSize, IconName};
use crate::app::keys;
use crate::app::session::Opened;
use lastmile::present::words;
use lastmile::project::Id;

/// A dialog with one field: type, choose, done.
#[component]
pub fn Palette() -> impl IntoView {
    let session = expect_context::<Commands>().session;
    let open = session.is_open(Opened::Palette);
    view! {
        <Dialog
            title="Commands and tasks"
            open=open
            on_close=move |()| session.close()
            size=DialogSize::Middle
        >
            <div class="palette">
                <PaletteField />
            </div>
        </Dialog>
    }
}

#[component]
fn PaletteField() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let choose = move |value: String| {
        commands.session.close();
        match value.split_once(':') {
            Some(("task", id)) => commands.go_to_task(Id::new(id)),
            Some(("command", label)) => {
                if let Some(command) = commands::all().into_iter().find(|c| c.label() == label) {
                    commands.run(command);
                }
            }
            Some(_) | None => {}
        }
    };
    let on_change = move |chosen: Vec<String>| chosen.into_iter().take(1).for_each(choose);
    view! {
        <Combobox
            label="What are you looking for?"
            label_hidden=true
            opens_at_once=true
            placeholder="A command, or words of a task"
            options=Signal::derive(move || choices(commands))
            chosen=Signal::derive(Vec::new)
            on_change=on_change
        />
    }
}

fn choices(commands: Commands) -> Vec<Choice> {
    let command = |command: CommandId| {
        Choice::new(format!("command:{}", command.label()), command.label())
            .detail(keys::written(command))
            .icon(command.icon())
    };
    let mut choices: Vec<Choice> = commands::all()
        .into_iter()
        .filter(|id| commands.refusal(*id).is_none())
        .map(command)
        .collect();
    choices.extend(commands.workspace.read(|project| {
        let task = |(id, task): (&Id<_>, &lastmile::project::Task)| {
            let choice = Choice::new(format!("task:{id}"), task.title.clone());
            if task.is_open() {
                choice.icon(IconName::Audit)
            } else {
                let status = words::status(task.status);
                choice.icon(IconName::Done).detail(status.to_lowercase())
            }
        };
        project.tasks.iter().map(task).collect::<Vec<_>>()
    }));
    choices
}
