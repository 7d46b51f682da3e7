//! What must hold before the work counts as done, who has signed it, and how far it is.

mod add;
mod criterion;
mod details;
mod figures;
mod groups;
mod record;
mod waive;

use lastmile::present::agreement;
use lastmile::project::{Criterion, Id, SignOff, Subject};
use leptos::prelude::*;

use self::figures::Figures;
use self::groups::Groups;
use self::record::AcceptanceRecord;
use self::waive::WaiveDialog;
use super::head;
use super::parts::Parts;
use super::signing::{SignDialog, SignOffs, Signing};
use crate::app::components::{EmptyState, IconName, Menu, MenuEntry, MenuItem, piece};
use crate::app::engine::Engine;
use crate::app::route::{Place, Router};
use crate::app::workspace::Workspace;

/// What the parts of the place share.
#[derive(Clone, Copy)]
struct DoneState {
    workspace: Workspace,
    router: Router,
    engine: Engine,
    signing: Signing,
    /// The criterion that is about to be waived.
    waiving: RwSignal<Option<Id<Criterion>>>,
}

/// The place.
pub fn page() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let state = DoneState {
        workspace,
        router: expect_context(),
        engine: expect_context(),
        signing: Signing::new(workspace),
        waiving: RwSignal::new(None),
    };
    let summary = Memo::new(move |_| workspace.read(agreement::summary));
    view! {
        <div class="done">
            <header class="page-head">
                <div>
                    {head::title(Place::Done)}
                    <p class="page-head__summary">{summary}</p>
                </div>
            </header>
            <Figures state=state />
            <Parts place=Place::Done>
                {piece(move || match state.router.part().get() {
                    "sign-offs" => signed(state),
                    "record" => view! { <AcceptanceRecord state=state /> }.into_any(),
                    _ => view! { <Groups state=state /> }.into_any(),
                })}
            </Parts>
        </div>
        <SignDialog signing=state.signing />
        <WaiveDialog state=state />
    }
    .into_any()
}

/// What has been signed so far, and the way to more.
fn signed(state: DoneState) -> AnyView {
    let workspace = state.workspace;
    let is_empty = Memo::new(move |_| {
        workspace.read(|project| !project.sign_offs.values().any(|it| is_here(it.subject)))
    });
    view! {
        <div class="done__part">
            <div class="done__lead">
                <p>
                    "A sign-off is bound to exactly what was signed. When that changes, it shows as void, with the change."
                </p>
                <Menu
                    label="Record a sign-off"
                    icon=IconName::Sign
                    entries=Signal::derive(move || choices(state))
                />
            </div>
            {piece(move || is_empty.get().then(|| view! {
                <EmptyState
                    icon=IconName::Sign
                    headline="Nothing is signed yet"
                    text="Have those who decide agree on what done means before the last mile begins, and accept each deliverable when it is there. Write down who said it, when, and where the proof is."
                />
            }))}
            <SignOffs signing=state.signing router=state.router wanted=is_here />
        </div>
    }
    .into_any()
}

/// The subjects that belong to this place; reviews are signed where they are held.
fn is_here(subject: Subject) -> bool {
    subject != Subject::Review
}

/// Everything that can be signed here.
fn choices(state: DoneState) -> Vec<MenuEntry> {
    let item = |label: &str, about: SignOff| {
        MenuEntry::from(MenuItem::new(label, move || {
            state.signing.begin(about.clone());
        }))
    };
    let mut entries = Vec::new();
    state.workspace.read(|project| {
        let deliverables = project.deliverables.in_order();
        for (subject, title, verb) in [
            (Subject::Definition, "What done means", "Agree"),
            (Subject::Acceptance, "That it is done", "Accept"),
        ] {
            let about = |deliverable| SignOff {
                subject,
                deliverable,
                ..SignOff::default()
            };
            entries.push(MenuEntry::Title(title.to_owned()));
            entries.push(item(&format!("{verb}: the whole project"), about(None)));
            for (id, it) in &deliverables {
                let label = format!("{verb}: {}", it.name);
                entries.push(item(&label, about(Some(Id::clone(id)))));
            }
        }
        let milestones = project.milestones.in_order();
        if !milestones.is_empty() {
            entries.push(MenuEntry::Title("A milestone is reached".to_owned()));
        }
        for (id, it) in milestones {
            let about = SignOff {
                subject: Subject::Milestone,
                milestone: Some(id.clone()),
                ..SignOff::default()
            };
            entries.push(item(&format!("Reached: {}", it.title), about));
        }
    });
    entries
}
