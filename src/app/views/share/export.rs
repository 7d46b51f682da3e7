//! Projects as a file to keep or to hand over.

use lastmile::edit::project_entry;
use lastmile::present::{file_words, words};
use lastmile::project::{Id, Project};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::import::rests_while;
use crate::app::browser::{clock, file, idle, one_file};
use crate::app::chunks::{self, NOT_LOADED};
use crate::app::components::{Button, ButtonKind, IconName, Panel, Toast, Tone, When, piece};
use crate::app::newest::Newest;
use crate::app::views::shell::named;
use crate::app::workspace::Workspace;

/// What kind of file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The projects alone.
    Json,
    /// The app with the projects in it.
    Page,
}

/// What a file is called that holds more than one project.
const ALL: &str = "lastmile";

/// The file that is being written; copies are the same.
#[derive(Clone, Copy)]
struct Writing {
    busy: RwSignal<bool>,
    /// A file that was given up is written no further.
    files: Newest,
}

impl Writing {
    /// Gives it up, or ends it.
    fn end(self) {
        self.files.give_up();
        let _ = self.busy.try_set(false);
    }
}

/// The open project, or all of them, as a file.
#[component]
pub fn ExportPanel() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let writing = Writing {
        busy: RwSignal::new(false),
        files: Newest::new(),
    };
    let busy = writing.busy;
    let refusal = move || busy.get().then(|| "The file is being written.".to_owned());
    let this = move |form| {
        if let Some(id) = untrack(|| workspace.open_id()) {
            let name = workspace.peek(|project| project.settings.name.clone());
            write(workspace, writing, vec![id], &named(name), false, form);
        }
    };
    let all = move |()| {
        let ids = workspace.peek_shelf(|shelf| {
            let ids = shelf.projects.keys();
            ids.map(|id| Id::new(id.as_str())).collect()
        });
        write(workspace, writing, ids, ALL, true, Form::Json);
    };
    let others = move || workspace.read_shelf(|shelf| shelf.projects.len());
    // Only a release build stands beside its one file (scripts/one-file.mjs).
    let page = cfg!(chunked).then(|| {
        view! {
            <Button
                label="Export with the app"
                icon=IconName::Download
                refusal=Signal::derive(refusal)
                on_press=move |()| this(Form::Page)
            />
        }
    });
    let page_remark = cfg!(chunked).then(|| {
        view! {
            <p class="share__remark">
                "With the app it is one page of some four megabytes: it opens in a browser without a host or a network, from a stick or a mail, and brings this project along."
            </p>
        }
    });
    let all_label = move || format!("Export all {} projects", others());
    view! {
        <Panel
            title="Export"
            lead="The file holds everything: tasks, people, dates, past estimates, and who changed what, so that copies can be merged. It is plain text (JSON) that people and programs can read."
        >
            <p class="share__remark">{piece(move || last_export(workspace))}</p>
            {page_remark}
            <div class="share__actions">
                <Button
                    label="Export this project"
                    kind=ButtonKind::Primary
                    icon=IconName::Download
                    refusal=Signal::derive(refusal)
                    on_press=move |()| this(Form::Json)
                />
                <When holds=Signal::derive(move || others() > 1)>
                    <Button
                        label=Signal::derive(all_label)
                        icon=IconName::Download
                        refusal=Signal::derive(refusal)
                        on_press=all
                    />
                </When>
                {page}
                <When holds=busy>
                    <div class="share__writing">
                        <p class="share__remark" role="status">"Writing the file…"</p>
                        <progress class="share__progress" aria-label="Writing the file"></progress>
                        <Button label="Cancel" on_press=move |()| writing.end() />
                    </div>
                </When>
            </div>
        </Panel>
    }
}

/// How old the last file of the open project is.
fn last_export(workspace: Workspace) -> String {
    let id = workspace.open_id().map(|id| project_entry::id_of(&id));
    let at = workspace.read_shelf(|shelf| {
        let entry = id.and_then(|id| shelf.projects.get(&id));
        entry.and_then(|entry| entry.exported_at.clone())
    });
    match at {
        Some(at) => {
            let when = file_words::moment(&at, clock::day_of(&at), workspace.today());
            format!("The last file of this project was written {when}.")
        }
        None => {
            "This project has never left this browser. A file in a safe place survives a lost device."
                .to_owned()
        }
    }
}

/// Writes the file and notes that it was. The page is painted before, so that it says what is going
/// on while a large project is turned into text. Whoever leaves the place has the file nevertheless.
fn write(
    workspace: Workspace,
    this: Writing,
    ids: Vec<Id<Project>>,
    name: &str,
    with_workspace: bool,
    form: Form,
) {
    let today = untrack(|| workspace.today()).0;
    let file_name = match form {
        Form::Json => file_words::file_name(name, today),
        Form::Page => file_words::file_name_as(name, today, "html"),
    };
    this.busy.set(true);
    let start = this.files.start();
    let is_wanted = move || start.is_newest() != Some(false);
    spawn_local(async move {
        idle::painted().await;
        let count = ids.len();
        let rests = rests_while(is_wanted);
        let Ok(writing) = chunks::write_file(workspace, ids, with_workspace, rests).await else {
            this.end();
            workspace.say(Toast::new(Tone::Bad, NOT_LOADED));
            return;
        };
        let written = writing.await;
        if !is_wanted() {
            return;
        }
        let taken = match form {
            Form::Json => file::download(&file_name, "application/json", &written.text),
            Form::Page => one_file::download(&file_name, &written.at, &written.text).await,
        };
        this.end();
        if taken.is_err() {
            let text = match form {
                Form::Json => {
                    "The browser did not take the file. Try again, or look whether it blocks downloads."
                }
                Form::Page => {
                    "The file with the app could not be had from the host. Try again when there is a connection, or export the project alone."
                }
            };
            workspace.say(Toast::new(Tone::Bad, text));
            return;
        }
        written.note(workspace);
        let what = words::count(count, "project");
        let size = match form {
            Form::Json => format!(" ({})", file_words::size(written.text.len())),
            Form::Page => String::new(),
        };
        workspace.say(Toast::new(
            Tone::Good,
            format!("{what} exported to {file_name}{size}."),
        ));
    });
}
