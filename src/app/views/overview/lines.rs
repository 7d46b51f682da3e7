//! Lines that lead somewhere, and what to do next.

use lastmile::present::overview::{Line, Sign, To};
use lastmile::project::{Id, Project};
use leptos::prelude::*;

use crate::app::components::{Icon, IconName, Reason, Tone, WhyButton};
use crate::app::route::{Place, Route};
use crate::app::views::remedy::remedy;
use crate::app::workspace::Workspace;

/// The project lines lead into.
#[derive(Clone)]
pub(super) struct Destination {
    pub(super) workspace: Workspace,
    pub(super) project: Id<Project>,
}

impl Destination {
    /// The address a line leads to; empty when it leads nowhere.
    fn of(&self, to: &To) -> String {
        let id = &self.project;
        match to {
            To::Nowhere => String::new(),
            To::Task(task) => Route::task(id, Place::Overview, Some(task.clone())).hash(),
            To::Place(place, part) => {
                Route::spot(id, place, part, None).map_or_else(String::new, |route| route.hash())
            }
        }
    }
}

/// A line as a reason.
pub(super) fn reason(destination: &Destination, line: &Line) -> Reason {
    Reason::new(line.text.clone()).at(destination.of(&line.to))
}

/// Lines below each other, or what is said when there are none.
pub(super) fn line_list(lines: Vec<Line>, empty: &'static str) -> AnyView {
    let destination = expect_context::<Destination>();
    let rows = lines.iter().map(|line| row(&destination, line, None));
    list(rows.collect(), empty)
}

/// Warning signs below each other, each with its evidence and the one press that helps.
pub(super) fn sign_list(signs: Vec<Sign>) -> AnyView {
    let destination = expect_context::<Destination>();
    let rows = signs.into_iter().map(|sign| {
        let reasons: Vec<_> = sign.facts.iter().map(Reason::new).collect();
        let about = sign.line.text.clone();
        let tools = view! {
            <div class="overview-line__tools">
                {remedy(destination.workspace, &sign.remedy)}
                <WhyButton about=about reasons=Signal::stored(reasons) rule=sign.rule />
            </div>
        };
        row(&destination, &sign.line, Some(tools.into_any()))
    });
    list(
        rows.collect(),
        "None of the pitfalls shows in this project.",
    )
}

fn list(rows: Vec<AnyView>, empty: &'static str) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="overview__none">{empty}</p> }.into_any();
    }
    view! { <ul class="overview-lines" role="list">{rows}</ul> }.into_any()
}

fn row(destination: &Destination, line: &Line, tools: Option<AnyView>) -> AnyView {
    let icon = if line.tone == Tone::Neutral {
        IconName::ChevronRight
    } else {
        IconName::of(line.tone)
    };
    view! {
        <li class="overview-line" data-tone=line.tone.name()>
            <Icon name=icon />
            <div>
                {linked(destination.of(&line.to), line.text.clone())}
                <p class="overview-line__detail">{line.detail.clone()}</p>
            </div>
            {tools}
        </li>
    }
    .into_any()
}

fn linked(href: String, text: String) -> AnyView {
    if href.is_empty() {
        view! { <span class="overview-line__text">{text}</span> }.into_any()
    } else {
        view! { <a class="overview-line__text" href=href>{text}</a> }.into_any()
    }
}

/// What to do next with its reason, and what after that.
#[component]
pub(super) fn NextAction(
    /// What is to be done, the most urgent first.
    lines: Vec<Line>,
) -> AnyView {
    let destination = expect_context::<Destination>();
    let mut lines = lines.into_iter();
    let Some(first) = lines.next() else {
        return ().into_any();
    };
    let then = lines.take(2).map(|line| {
        view! {
            <li>
                {linked(destination.of(&line.to), line.text)}
                <span class="overview-line__detail">{line.detail}</span>
            </li>
        }
    });
    let then: Vec<_> = then.collect();
    let has_more = !then.is_empty();
    view! {
        <section class="overview-next" aria-labelledby="overview-next">
            <h2 class="overview-next__label" id="overview-next">"Do next"</h2>
            <p class="overview-next__what">{linked(destination.of(&first.to), first.text)}</p>
            <p class="overview-next__why">{first.detail}</p>
            {has_more.then(|| view! { <ol class="overview-next__then" start="2">{then}</ol> })}
        </section>
    }
    .into_any()
}
