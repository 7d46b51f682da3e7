//! Warning signs: each pitfall with what its detector says, on what evidence, and what helps.

use std::collections::BTreeMap;

use lastmile::finish::audit::Scope;
use lastmile::finish::health::{DETECTORS, Detector, Level, Reading, Sign};
use lastmile::present::words;
use lastmile::project::{Id, Task, Today};
use leptos::prelude::*;

use super::GuideState;
use crate::app::components::{Badge, Disclosure, IconName, Panel, Tone, piece};
use crate::app::later::later;
use crate::app::route::Router;
use crate::app::views::remedy::remedy;

/// How many of the tasks a sign was seen in are named.
const NAMED: usize = 5;

type Read = (Reading, BTreeMap<Id<Task>, String>);

/// All pitfalls, in their order; those that fire carry their evidence.
pub fn part(state: GuideState) -> AnyView {
    let router = expect_context::<Router>();
    let found = later(state.workspace, |project, today| {
        let scope = Scope::of(project, today);
        let mut read: BTreeMap<&'static str, Read> = BTreeMap::new();
        for detector in DETECTORS {
            let reading = (detector.read)(&scope);
            let mut titles = BTreeMap::new();
            if let Reading::Fires(sign) = &reading {
                for id in sign.tasks.iter().take(NAMED) {
                    if let Some(task) = project.tasks.get(id) {
                        titles.insert(id.clone(), task.title.clone());
                    }
                }
            }
            read.insert(detector.id, (reading, titles));
        }
        (read, today)
    });
    let firing = Memo::new(move |_| {
        found.with(|found| {
            let Some((read, _)) = found else { return 0 };
            let fires = |(reading, _): &&Read| matches!(reading, Reading::Fires(_));
            read.values().filter(fires).count()
        })
    });
    let summary = move || match firing.get() {
        0 => "None of the pitfalls shows in this project.".to_owned(),
        1 => "1 pitfall shows in this project.".to_owned(),
        count => format!("{count} pitfalls show in this project."),
    };
    let panels: Vec<AnyView> = DETECTORS
        .iter()
        .map(|detector| {
            let reading = Memo::new(move |_| {
                found.with(|found| {
                    let (read, today) = found.as_ref()?;
                    let (reading, titles) = read.get(detector.id)?;
                    Some((reading.clone(), titles.clone(), *today))
                })
            });
            pitfall(state, router, detector, reading)
        })
        .collect();
    view! {
        <div class="guide-part">
            <p class="guide__lead">
                {summary} " Each is noticed from what is written down here; what is missing for that is said."
            </p>
            {panels}
        </div>
    }
    .into_any()
}

type Shown = Option<(Reading, BTreeMap<Id<Task>, String>, Today)>;

fn pitfall(
    state: GuideState,
    router: Router,
    detector: &'static Detector,
    reading: Memo<Shown>,
) -> AnyView {
    let badge = move || {
        let (text, tone) = reading.with(|it| match it {
            None => (String::new(), Tone::Neutral),
            Some((Reading::Blind, ..)) => ("Cannot tell yet".to_owned(), Tone::Neutral),
            Some((Reading::Quiet, ..)) => ("Nothing to see".to_owned(), Tone::Good),
            Some((Reading::Fires(sign), ..)) => match sign.level {
                Level::Act => ("Act now".to_owned(), Tone::Bad),
                Level::Watch => ("Keep an eye on it".to_owned(), Tone::Warning),
            },
        });
        (!text.is_empty()).then(|| view! { <Badge text=text tone=tone icon=IconName::of(tone) /> })
    };
    let body = piece(move || {
        reading.with(|it| match it.as_ref()? {
            (Reading::Blind, ..) => Some(
                view! { <p class="guide__quiet">{format!("It needs {}.", detector.needs)}</p> }
                    .into_any(),
            ),
            (Reading::Quiet, ..) => None,
            (Reading::Fires(sign), titles, today) => {
                Some(evidence(state, router, sign, titles, *today))
            }
        })
    });
    view! {
        <Panel title=detector.title framed=true actions=move || piece(badge)>
            {body}
            <Disclosure summary="How it is noticed, and what helps">
                <p>{detector.rule}</p>
                <p>{detector.advice}</p>
            </Disclosure>
        </Panel>
    }
    .into_any()
}

fn evidence(
    state: GuideState,
    router: Router,
    sign: &Sign,
    titles: &BTreeMap<Id<Task>, String>,
    today: Today,
) -> AnyView {
    let since = sign.since.map(|day| {
        let (on, ago) = (words::date(day, today), words::from_today(day, today));
        view! { <p class="guide__quiet">{format!("Since {on}, {ago}.")}</p> }
    });
    let facts: Vec<AnyView> = sign
        .facts
        .iter()
        .map(|fact| view! { <li>{fact.clone()}</li> }.into_any())
        .collect();
    let tasks: Vec<AnyView> = titles
        .iter()
        .map(|(id, title)| {
            let id = id.clone();
            let open = move |_| router.open_task(Some(id.clone()));
            view! { <li><button type="button" class="link" on:click=open>{title.clone()}</button></li> }
                .into_any()
        })
        .collect();
    let more = sign.tasks.len().saturating_sub(titles.len());
    let more =
        (more > 0).then(|| view! { <li class="guide__quiet">{format!("and {more} more")}</li> });
    view! {
        {since}
        <ul class="guide-facts">{facts}</ul>
        <ul class="guide-tasks" role="list" aria-label="Where it was seen">{tasks}{more}</ul>
        <div class="guide__ways">{remedy(state.workspace, &sign.remedy)}</div>
    }
    .into_any()
}
