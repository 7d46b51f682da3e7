//! The criteria in groups: the definition of done of the project and of each deliverable, and apart
//! from it the acceptance criteria of single tasks.

use lastmile::finish::signing::{Standing, standing};
use lastmile::present::words;
use lastmile::project::{
    Approval, Criterion, CriterionKind, Deliverable, Id, Project, SignOff, Subject,
};
use leptos::prelude::*;

use super::DoneState;
use super::add::{AddCriterion, Templates};
use super::criterion::row;
use crate::app::components::{
    Badge, ButtonKind, EmptyState, HeadingLevel, IconName, Menu, MenuItem, Panel, Tone, piece,
};

/// Some criteria that belong together.
#[derive(Clone, PartialEq)]
struct Group {
    title: String,
    /// `None`: the whole project, or the single tasks.
    deliverable: Option<Id<Deliverable>>,
    /// Whether it is part of the definition of done.
    is_definition: bool,
    criteria: Vec<(CriterionKind, Id<Criterion>)>,
}

/// All groups, and the field for a new criterion.
#[component]
pub fn Groups(state: DoneState) -> AnyView {
    let workspace = state.workspace;
    let found = Memo::new(move |_| workspace.read(groups));
    let is_empty = Memo::new(move |_| workspace.read(|project| project.criteria.is_empty()));
    view! {
        <div class="done__part">
            <AddCriterion state=state />
            {piece(move || {
                if is_empty.get() {
                    return nothing(state);
                }
                let (definition, single): (Vec<_>, Vec<_>) =
                    found.get().into_iter().partition(|group| group.is_definition);
                let panels = definition.into_iter().map(|it| group(state, it)).collect_view();
                let single = single.into_iter().map(|it| group(state, it)).collect_view();
                view! { {panels} {single} }.into_any()
            })}
        </div>
    }
    .into_any()
}

fn nothing(state: DoneState) -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Done
            headline="When is it done?"
            text="Write down what must hold, in words that two people would answer alike, and have it signed. Begin with a template and change what does not fit."
        >
            <Templates state=state />
        </EmptyState>
    }
    .into_any()
}

fn groups(project: &Project) -> Vec<Group> {
    let deliverables = project.deliverables.in_order();
    let whole = ("The whole project".to_owned(), None, true);
    let mut heads = vec![whole];
    for (id, it) in deliverables {
        heads.push((it.name.clone(), Some(id.clone()), true));
    }
    heads.push(("Acceptance of single tasks".to_owned(), None, false));
    let groups = heads
        .into_iter()
        .map(|(title, deliverable, is_definition)| {
            let belongs = |it: &Criterion| {
                let known = |id: &Id<Deliverable>| project.deliverables.contains_key(id);
                let of = it.deliverable.clone().filter(known);
                it.task.is_none() == is_definition && (!is_definition || of == deliverable)
            };
            let mut found = project.criteria.in_order();
            found.retain(|(_, it)| belongs(it));
            found.sort_by_key(|(_, it)| it.kind);
            let found = found.into_iter();
            Group {
                title,
                criteria: found.map(|(id, it)| (it.kind, id.clone())).collect(),
                deliverable,
                is_definition,
            }
        });
    groups
        .filter(|it| it.is_definition || !it.criteria.is_empty())
        .collect()
}

/// What was said on the criteria of a deliverable, or on all of them.
fn signed(project: &Project, deliverable: Option<&Id<Deliverable>>) -> Vec<(String, Tone)> {
    let mut said = Vec::new();
    for sign_off in project.sign_offs.values() {
        let what = match sign_off.subject {
            Subject::Definition => "agreed",
            Subject::Acceptance => "accepted",
            Subject::Milestone | Subject::Review | Subject::FinalReview => continue,
        };
        if sign_off.deliverable.as_ref() != deliverable {
            continue;
        }
        let name = &sign_off.name;
        said.push(match (standing(project, sign_off), sign_off.verdict) {
            (Standing::Asked, _) => (format!("{name}: asked"), Tone::Warning),
            (_, Some(Approval::Rejected)) => (format!("{name}: no"), Tone::Bad),
            (Standing::Void(changes), _) => {
                let changes = words::count(changes.len(), "change");
                (format!("{name}: void, {changes} since"), Tone::Bad)
            }
            (Standing::Stands, _) => (format!("{name}: {what}"), Tone::Good),
        });
    }
    said
}

fn group(state: DoneState, group: Group) -> AnyView {
    let Group {
        title,
        deliverable,
        is_definition,
        criteria,
    } = group;
    let lead = match (is_definition, criteria.is_empty(), deliverable.is_some()) {
        (false, ..) => {
            "What decides whether one task is accepted. Kept apart from what done means for the whole."
        }
        (true, true, true) => "No criteria of its own yet.",
        (true, true, false) => "Nothing for the project as a whole yet.",
        (true, false, _) => "",
    };
    // Apart from the rows: a word that turns void must not draw the field anew that is being left.
    let of = deliverable.clone();
    let said = Memo::new(move |_| {
        let workspace = state.workspace;
        if is_definition {
            workspace.read(|project| signed(project, of.as_ref()))
        } else {
            Vec::new()
        }
    });
    let badges = piece(move || {
        let badges = said.get().into_iter().map(|(text, tone)| {
            view! { <Badge text=text tone=tone icon=IconName::of(tone) /> }
        });
        badges.collect_view()
    });
    let named = title.clone();
    let about = move |subject| SignOff {
        subject,
        deliverable: deliverable.clone(),
        ..SignOff::default()
    };
    let entries = move || {
        let (definition, acceptance) = (about(Subject::Definition), about(Subject::Acceptance));
        let begin = state.signing;
        vec![
            MenuItem::new("What done means is agreed", move || {
                begin.begin(definition.clone());
            })
            .into(),
            MenuItem::new("It is done, and accepted", move || {
                begin.begin(acceptance.clone());
            })
            .into(),
        ]
    };
    let entries = Signal::derive(entries);
    let has_criteria = !criteria.is_empty();
    let rows = CriterionKind::ALL
        .map(|kind| of_kind(state, kind, &criteria))
        .collect_view();
    view! {
        <Panel
            title=title
            level=HeadingLevel::Two
            lead=lead
            framed=true
            actions=move || {
                let named = named.clone();
                (is_definition && has_criteria).then(|| view! {
                    <Menu
                        label=format!("Sign off: {named}")
                        icon=IconName::Sign
                        kind=ButtonKind::Quiet
                        icon_only=true
                        entries=entries
                    />
                })
            }
        >
            <div class="done__signed">{badges}</div>
            {rows}
        </Panel>
    }
    .into_any()
}

fn of_kind(
    state: DoneState,
    kind: CriterionKind,
    criteria: &[(CriterionKind, Id<Criterion>)],
) -> AnyView {
    let mut of_kind = criteria.iter().filter(|(of, _)| *of == kind).peekable();
    if of_kind.peek().is_none() {
        return ().into_any();
    }
    let name = lastmile::present::agreement::kind(kind);
    let rows = of_kind.map(|(_, id)| row(state, id)).collect_view();
    view! {
        <div class="criteria" role="group" aria-label=name>
            <h3 class="criteria__kind">{name}</h3>
            <ul class="criteria__list" role="list">{rows}</ul>
        </div>
    }
    .into_any()
}
