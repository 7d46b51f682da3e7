//! The verdict on a change request, and the reply to whoever asked.

use lastmile::edit::change_request::{self as edit, Ruling};
use lastmile::engine::Price;
use lastmile::present::risks as said;
use lastmile::project::{ChangeRequest, Id, Verdict};
use leptos::prelude::*;

use super::change::work;
use super::fields::{line, typed};
use super::price::minutes;
use crate::app::components::{
    Button, ButtonKind, Choice, Disclosure, IconName, SegmentedControl, When, piece,
};
use crate::app::views::to_clipboard::to_clipboard;
use crate::app::workspace::Workspace;

const CHOICES: [(Verdict, &str); 3] = [
    (Verdict::Accept, "Accept"),
    (Verdict::Defer, "Defer"),
    (Verdict::Reject, "Reject"),
];

/// Chooses a verdict and carries it out.
#[component]
pub fn VerdictForm(
    /// The request.
    id: Id<ChangeRequest>,
    /// The same, followed.
    request: Memo<ChangeRequest>,
    /// Its price, as far as it is known.
    price: Memo<Option<(Price, bool)>>,
) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let verdict = RwSignal::new(Verdict::Accept);
    let (reason, phase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ruling = Memo::new(move |_| {
        let today = workspace.today();
        let request = request.get();
        let is_new = request.tasks.is_empty();
        Ruling {
            verdict: verdict.get(),
            reason: reason.get(),
            phase: phase.get(),
            work: workspace.read(|project| work(project, &request, today).0),
            price: price.get().map(|(price, _)| minutes(&price, is_new)),
        }
    });
    let refusal = move || {
        let ruling = ruling.get();
        let checked = request.with(|it| edit::check(it, &ruling, &ruling.reason, &ruling.phase));
        checked.err().map(|refusal| refusal.to_string())
    };
    let decide = move |()| {
        let ruling = ruling.get_untracked();
        workspace.act(|project, author, ids| edit::decide(project, &id, &ruling, author, ids));
    };
    let name = move || {
        let chosen = verdict.get();
        let mut all = CHOICES.iter();
        let name = all.find(|(it, _)| *it == chosen).map(|(_, name)| *name);
        name.unwrap_or_default().to_owned()
    };
    let choose = move |name: String| {
        if let Some((chosen, _)) = CHOICES.iter().find(|(_, it)| *it == name) {
            verdict.set(*chosen);
        }
    };
    let is_deferred = Signal::derive(move || verdict.get() == Verdict::Defer);
    view! {
        <section class="risks__verdict" aria-label="Verdict">
            <SegmentedControl
                label="Verdict"
                options=CHOICES.map(|(_, name)| Choice::new(name, name)).to_vec()
                value=Signal::derive(name)
                on_change=choose
            />
            <When holds=is_deferred>
                {line(
                    "To which later phase",
                    phase.into(),
                    "",
                    Callback::new(move |text| phase.set(text)),
                )}
            </When>
            {typed("Reason for the verdict", reason)}
            <p class="risks__lead">{move || refusal()}</p>
            <Button
                label=Signal::derive(move || format!("{} it", name()))
                kind=ButtonKind::Primary
                refusal=Signal::derive(refusal)
                on_press=decide
            />
        </section>
        {reply(workspace, request, Signal::derive(move || ruling.get()))}
    }
    .into_any()
}

/// The reply to whoever asked, ready to be copied.
pub fn reply(
    workspace: Workspace,
    request: Memo<ChangeRequest>,
    ruling: Signal<Ruling>,
) -> AnyView {
    let text = Memo::new(move |_| {
        let (request, ruling) = (request.get(), ruling.get());
        let me = workspace.read_shelf(|shelf| shelf.settings.me.clone());
        // Before there is a verdict the reply is the one that goes with the choice, once it says why.
        let is_said = request.verdict.is_some()
            || !ruling.reason.trim().is_empty()
            || !ruling.phase.trim().is_empty();
        let verdict = is_said.then_some(ruling.verdict);
        workspace.read(|project| {
            let price = ruling.price.map(|(_, minutes)| {
                format!("{} at 80 %.", said::cost_of_minutes(project, minutes))
            });
            let price = price.unwrap_or_default().to_lowercase();
            let (reason, phase) = (&ruling.reason, &ruling.phase);
            said::reply(project, &request, verdict, reason, phase, &price, &me)
        })
    });
    let copy = move |()| {
        let text = text.get_untracked();
        let otherwise = "Select the reply and copy it.";
        to_clipboard(workspace, text, "reply", otherwise);
    };
    view! {
        <Disclosure summary="A reply to whoever asked">
            {piece(move || view! { <pre class="risks__reply">{text.get()}</pre> })}
            <Button label="Copy the reply" icon=IconName::Copy on_press=copy />
        </Disclosure>
    }
    .into_any()
}
