//! How safely everything is kept: the badge, how much room is left, how old the last file is.

use lastmile::present::backup::Insistence;
use lastmile::present::words;
use lastmile::storage::{QUOTA_UNITS, SaveState};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::backup::Unfiled;
use crate::app::browser::{persistence, rescue};
use crate::app::components::{
    Button, ButtonKind, Dialog, DialogSize, Icon, IconName, Meter, Tone, When, piece,
};
use crate::app::route::{Place, Route};
use crate::app::workspace::Workspace;

/// Says where the last edit lies; pressing it explains that.
#[component]
pub fn SaveBadge() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let state = workspace.keeper().save_state();
    let open = RwSignal::new(false);
    let name = move || {
        state.with(|state| match state {
            SaveState::Saved => "saved",
            SaveState::SavedInThisBrowser => "here",
            SaveState::NotSaved(_) => "not",
        })
    };
    let said = move || {
        state.with(|state| match state {
            SaveState::Saved => "Saved",
            SaveState::SavedInThisBrowser => "Saved in this browser",
            SaveState::NotSaved(_) => "Not saved",
        })
    };
    let icon = Signal::derive(move || {
        state.with(|state| match state {
            SaveState::Saved | SaveState::SavedInThisBrowser => IconName::Check,
            SaveState::NotSaved(_) => IconName::Warning,
        })
    });
    view! {
        <button
            type="button"
            class="save-badge"
            data-state=name
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            <Icon name=icon />
            <span>{said}</span>
        </button>
        <Dialog
            title="Where your work is"
            open=open
            on_close=move |()| open.set(false)
            size=DialogSize::Middle
        >
            <Explained state=state />
        </Dialog>
    }
}

/// What the state means, and what can be done about it.
#[component]
fn Explained(state: Signal<SaveState>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let text = move || {
        state.with(|state| match state {
            SaveState::Saved => {
                "Every change is in this browser's local storage and in its database, which keeps it even when the machine loses power.".to_owned()
            }
            SaveState::SavedInThisBrowser => {
                "Every change is in this browser's local storage. Its database has not confirmed the last one yet, or this browser has none: a power cut within the next minute could lose it.".to_owned()
            }
            SaveState::NotSaved(reason) => {
                format!("The last changes are only in this page. {reason} Export the project as a file before you close the page.")
            }
        })
    };
    let damaged = move || workspace.keeper().quarantined().with(Vec::len);
    view! {
        <p>{text}</p>
        <p>
            "Nothing leaves this browser unless you export it. Clearing the browser's data deletes it, so keep a file elsewhere."
        </p>
        <When holds=Signal::derive(move || damaged() > 0)>
            <p>
                {piece(move || {
                    format!(
                        "{} could not be read and was set aside untouched. The rest is here.",
                        words::count(damaged(), "stored text"),
                    )
                })}
            </p>
        </When>
        <Promise />
        <Deleted />
        <div class="save-actions">
            <When holds=Signal::derive(move || state.with(|state| matches!(state, SaveState::NotSaved(_))))>
                <Button
                    label="Try again"
                    kind=ButtonKind::Primary
                    on_press=move |()| workspace.keeper().retry()
                />
            </When>
            <Button
                label="Download all raw data"
                icon=IconName::Download
                on_press=move |()| rescue::download_raw()
            />
        </div>
    }
}

/// Whether the browser has promised not to clear the storage by itself.
#[component]
fn Promise() -> AnyView {
    let promised = RwSignal::new(None::<bool>);
    let refused = RwSignal::new(false);
    let learn = move |answer: Option<bool>| {
        let _ = promised.try_set(answer);
    };
    spawn_local(async move { learn(persistence::is_promised().await) });
    let ask = move |()| {
        spawn_local(async move {
            let answer = persistence::request().await;
            let _ = refused.try_set(answer != Some(true));
            learn(answer);
        });
    };
    let said = move || match (promised.get(), refused.get()) {
        (Some(true), _) => "The browser has promised to keep this data until you clear it.",
        (_, true) => {
            "The browser has not given that promise. It may clear this data when the disk is nearly full, so keep a file."
        }
        (Some(false), false) => "The browser may clear this data when the disk is nearly full.",
        (None, false) => "",
    };
    view! {
        <p>{said}</p>
        <When holds=Signal::derive(move || promised.get() == Some(false) && !refused.get())>
            <Button label="Ask the browser to keep it" icon=IconName::Lock on_press=ask />
        </When>
    }
    .into_any()
}

/// Deleted projects can be taken back until they are removed here.
#[component]
fn Deleted() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let count = Memo::new(move |_| workspace.deleted().len());
    let gone = RwSignal::new(false);
    view! {
        <When holds=Signal::derive(move || count.get() > 0 && !gone.get())>
            <p>
                {piece(move || format!("{} still here and can be taken back by undo on the list of projects.", are(count.get())))}
            </p>
            <Button
                label="Remove deleted projects for good"
                icon=IconName::Trash
                kind=ButtonKind::Danger
                on_press=move |()| {
                    gone.set(true);
                    spawn_local(workspace.purge_deleted());
                }
            />
        </When>
    }
}

fn are(count: usize) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} {are}", words::count(count, "deleted project"))
}

/// How much of the quota is used, and when a file was last taken out of the browser.
#[component]
pub fn StorageMeter() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let usage = workspace.keeper().usage();
    let share = Signal::derive(move || {
        usage.with(|usage| (usage.own + usage.foreign) as f64 / QUOTA_UNITS as f64)
    });
    let said = Signal::derive(move || {
        let percent = share.get() * 100.0;
        if percent < 1.0 {
            "under 1 %".to_owned()
        } else {
            format!("{percent:.0} %")
        }
    });
    let tone = Signal::derive(move || match share.get() {
        share if share > 0.9 => Tone::Bad,
        share if share > 0.7 => Tone::Warning,
        _ => Tone::Neutral,
    });
    let Unfiled(file) = expect_context();
    let exported = move || {
        let (id, backup) = (workspace.open_id()?, file.get()?);
        let insists = backup.insistence > Insistence::Quiet;
        let href = Route::place(&id, Place::Share).hash();
        Some(view! {
            <a class="storage-meter__file" href=href data-insists=insists.then_some("")>
                {insists.then(|| view! { <Icon name=IconName::Warning /> })}
                <span>{backup.line}</span>
            </a>
        })
    };
    view! {
        <div class="storage-meter">
            <Meter label="Browser storage used" value=share text=said tone=tone />
            {piece(exported)}
        </div>
    }
}
