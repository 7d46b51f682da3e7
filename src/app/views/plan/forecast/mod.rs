//! The forecast: how likely which date is, what moves it, why it is that date, and what would
//! change it.

mod dates;
mod pay;
mod what_if;

use std::sync::Arc;

use lastmile::engine::Outlook;
use lastmile::present::chart::Chart;
use lastmile::present::outlook;
use lastmile::project::Today;
use leptos::prelude::*;

use super::ranked;
use super::waiting::WithOpenWork;
use crate::app::components::{
    Button, ButtonKind, ChartView, Disclosure, HeadingLevel, Panel, ProgressBar, piece,
};
use crate::app::engine::{Engine, Heavy};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// Lines of a ranked list.
const LINES: usize = 8;

/// What the parts of the forecast share.
#[derive(Clone, Copy)]
struct Forecasting {
    workspace: Workspace,
    router: Router,
    engine: Engine,
    /// The last forecast, out of date or not.
    outlook: Memo<Option<Arc<Outlook>>>,
}

impl Forecasting {
    /// A chart of the last forecast.
    fn chart(self, draw: fn(&lastmile::forecast::Forecast, Today) -> Chart) -> AnyView {
        let chart = Memo::new(move |_| {
            let today = self.workspace.today();
            self.outlook.with(|outlook| {
                let outlook = outlook.as_ref();
                outlook.map_or_else(Chart::default, |it| draw(&it.forecast, today))
            })
        });
        view! { <ChartView chart=chart /> }.into_any()
    }

    /// Something made of the last forecast and the project as it is now.
    fn of(
        self,
        draw: impl Fn(&lastmile::project::Project, &Outlook) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        piece(move || {
            self.outlook.with(|outlook| {
                let outlook = outlook.as_ref()?;
                Some(self.workspace.peek(|project| draw(project, outlook)))
            })
        })
    }
}

/// The forecast of the open project.
pub fn part() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let router = expect_context::<Router>();
    let engine = expect_context::<Engine>();
    let forecast = engine.forecast();
    let state = Forecasting {
        workspace,
        router,
        engine,
        outlook: Memo::new(move |_| forecast.with(|it| it.value().cloned())),
    };
    let is_there = Memo::new(move |_| state.outlook.with(Option::is_some));
    let body = move || {
        view! {
            {progress(state, forecast)}
            {piece(move || is_there.get().then(|| body(state)))}
        }
    };
    view! {
        <WithOpenWork
            headline="Nothing left to forecast"
            text="Write down what remains in the audit, with who does it and how long it takes. Three tasks are enough for a first date."
            body=body
        />
    }
    .into_any()
}

/// How far the runs are, and the way to stop them. The line is always there, so that nothing below
/// it moves when runs are made.
fn progress(state: Forecasting, forecast: Signal<Heavy<Arc<Outlook>>>) -> AnyView {
    let label = Memo::new(move |_| {
        let today = state.workspace.today();
        forecast.with(|forecast| progress_label(forecast, today))
    });
    let percent = Memo::new(move |_| forecast.with(Heavy::percent));
    let goes_on = Memo::new(move |_| forecast.with(Heavy::goes_on));
    let rests = Memo::new(move |_| forecast.with(|it| matches!(it, Heavy::Resting(..))));
    let button = move |label: &'static str, rests: bool| {
        let engine = state.engine;
        view! { <Button label=label kind=ButtonKind::Quiet on_press=move |()| engine.rest(rests) /> }
    };
    let line = piece(move || {
        if goes_on.get() {
            let value = Signal::derive(move || f64::from(percent.get()) / 100.0);
            let text = Signal::derive(move || format!("{} %", percent.get()));
            view! { <div class="outlook__runs"><ProgressBar label=label value=value text=text /></div> {button("Stop here", true)} }
                .into_any()
        } else {
            let go_on = rests.get().then(|| button("Go on", false));
            let role = rests.get().then_some("status");
            view! { <p class="outlook__quiet" role=role>{label}</p> {go_on} }.into_any()
        }
    });
    let still = move || (!goes_on.get()).then_some("");
    view! { <div class="outlook__progress" data-still=Signal::derive(still)>{line}</div> }
        .into_any()
}

/// What is being done, and what the figures below it are worth until then.
fn progress_label(forecast: &Heavy<Arc<Outlook>>, today: Today) -> String {
    match forecast {
        Heavy::Running(_) => "Playing the plan through many times".to_owned(),
        Heavy::Stale(..) => "The figures below are from before your last change".to_owned(),
        Heavy::Part(outlook, _) => outlook::part(&outlook.forecast),
        Heavy::Resting(outlook, _) => outlook::resting(&outlook.forecast, today),
        Heavy::Fresh(outlook) => outlook::complete(&outlook.forecast),
    }
}

fn body(state: Forecasting) -> AnyView {
    view! {
        {dates::tiles(state)}
        <div class="outlook__pair">
            {state.chart(outlook::curve)}
            {state.chart(outlook::histogram)}
        </div>
        <div class="outlook__pair">
            <Panel
                title="Tasks that move the date most"
                lead="Shorten or settle one of these first. Open a line to see why it is there."
            >
                {movers(state, outlook::tasks, "Tasks that move the date most")}
            </Panel>
            <Panel
                title="People the date depends on most"
                lead="Take work off them, or keep them free of anything else."
            >
                {movers(state, outlook::people, "People the date depends on most")}
            </Panel>
        </div>
        {dates::why_this_date(state)}
        {what_if::panel(state)}
        {pay::panel(state)}
        {how(state)}
    }
    .into_any()
}

type Ranking = fn(
    &lastmile::project::Project,
    &lastmile::forecast::Forecast,
    usize,
) -> Vec<lastmile::present::outlook::Mover>;

fn movers(state: Forecasting, rank: Ranking, label: &'static str) -> AnyView {
    state.of(move |project, outlook| {
        let lines = rank(project, &outlook.forecast, LINES);
        if lines.is_empty() {
            return view! { <p class="outlook__quiet">"Nothing stands out: no task alone moves the date."</p> }.into_any();
        }
        ranked::list(state.router, label, "Open the task that moves it most", lines)
    })
}

/// Where the figures come from.
fn how(state: Forecasting) -> AnyView {
    let sentences = move |texts: Vec<String>| {
        let items = texts
            .into_iter()
            .map(|text| view! { <li>{text}</li> }.into_any());
        view! { <ul class="outlook__sentences">{items.collect_view()}</ul> }.into_any()
    };
    let sources = state.of(move |project, outlook| {
        let mut said = outlook::sources(project, &outlook.forecast);
        let problems = outlook.problems.iter();
        said.extend(problems.map(|it| lastmile::present::forecast::problem(project, it)));
        sentences(said)
    });
    let method = state.of(move |_, outlook| sentences(outlook::method(&outlook.forecast)));
    view! {
        <Panel title="Where the estimates come from" level=HeadingLevel::Two>
            {sources}
            <Disclosure summary="How this is computed">{method}</Disclosure>
        </Panel>
    }
    .into_any()
}
