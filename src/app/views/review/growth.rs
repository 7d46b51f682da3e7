//! What one can show for it: statements made of recorded figures, and notes for those who learn.

use lastmile::present::{growth, practice};
use lastmile::project::LessonKind;
use leptos::prelude::*;

use super::lessons;
use crate::app::components::{
    Button, ButtonKind, ButtonLink, Disclosure, IconName, Panel, Switch, piece,
};
use crate::app::route::Route;
use crate::app::views::to_clipboard::to_clipboard;
use crate::app::workspace::Workspace;

/// Evidence and mentoring notes.
pub fn part(workspace: Workspace) -> AnyView {
    let named = RwSignal::new(false);
    let statements = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| growth::statements(project, today, named.get()))
    });
    let take = move |()| copy(workspace, statements.with_untracked(|all| all.join("\n")));
    let none = Signal::derive(move || {
        statements
            .with(Vec::is_empty)
            .then(|| "Nothing is recorded yet.".to_owned())
    });
    view! {
        <Panel
            title="Evidence for a review or a CV"
            lead="Sentences made only of figures recorded in this project. What is not recorded is not claimed."
            framed=true
            actions=move || view! {
                <Button label="Copy" icon=IconName::Copy refusal=none on_press=take />
            }
        >
            <Switch
                label="Name the project"
                checked=named
                on_change=move |on| named.set(on)
                hint="Names of people and clients never appear."
            />
            {piece(move || {
                statements.with(|all| {
                    if all.is_empty() {
                        let text = "Finish tasks, close the project, and what it shows stands here.";
                        return view! { <p class="guide__quiet">{text}</p> }.into_any();
                    }
                    let lines: Vec<AnyView> =
                        all.iter().map(|line| view! { <li>{line.clone()}</li> }.into_any()).collect();
                    view! { <ul class="guide-facts">{lines}</ul> }.into_any()
                })
            })}
        </Panel>
        {practice(workspace, named)}
        {persistence(workspace)}
        <Panel
            title="Mentoring notes"
            lead="What you would tell someone who does this for the first time."
            framed=true
        >
            {lessons::list(
                workspace,
                &[LessonKind::Mentoring],
                "Mentoring notes",
                "Add a note",
                "Ask what could stop us, not whether we are on time",
            )}
        </Panel>
    }
    .into_any()
}

/// Puts a text of this page on the clipboard.
fn copy(workspace: Workspace, text: String) {
    let otherwise = "Select the text and copy it by hand.";
    to_clipboard(workspace, text, "text", otherwise);
}

/// How this project was finished, for others who have one to finish.
fn practice(workspace: Workspace, named: RwSignal<bool>) -> AnyView {
    let summary = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| practice::summary(project, today, named.get()))
    });
    let take = move |()| copy(workspace, summary.get_untracked());
    view! {
        <Panel
            title="Share your practice"
            lead="How you worked and what you learned, for a colleague, a talk or a wiki. It names nobody."
            framed=true
            actions=move || view! { <Button label="Copy the summary" icon=IconName::Copy on_press=take /> }
        >
            <Disclosure summary="Read it first">
                <pre class="review-summary" tabindex="0">{summary}</pre>
            </Disclosure>
        </Panel>
    }
    .into_any()
}

/// What keeps people going when the last mile is long, and how it stands here.
fn persistence(workspace: Workspace) -> AnyView {
    let lines = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| practice::persistence(project, today))
    });
    let id = untrack(|| workspace.open_id());
    let rows = move || {
        let id = id.clone()?;
        let rows = lines.get().into_iter().map(|line| {
            let (title, said, label, place, part) = line;
            let href = Route::spot(&id, place, part, None).map(|route| route.hash());
            view! {
                <li class="review-item">
                    <div class="review-item__words">
                        <strong>{title}</strong>
                        <span class="guide__quiet">{said}</span>
                    </div>
                    <div class="review-item__tools">
                        <ButtonLink label=label href=href.unwrap_or_default() kind=ButtonKind::Plain />
                    </div>
                </li>
            }
        });
        Some(view! { <ul class="review-items" role="list">{rows.collect_view()}</ul> })
    };
    view! {
        <Panel
            title="When it takes long"
            lead="Small steps with something to look forward to, other work for a while, and asking how people are."
            framed=true
        >
            {piece(rows)}
        </Panel>
    }
    .into_any()
}
