//! The buffers: how large, how much is used, and what that asks one to do.

use std::sync::Arc;

use lastmile::edit::settings::{self, Setting};
use lastmile::engine::Outlook;
use lastmile::present::{buffer as said, chart::Chart, forecast as days, outlook, words};
use lastmile::project::{BufferRule, Project, Today};
use lastmile::schedule::{self, BUFFER_PERCENT, BUFFER_PERCENT_RANGE, Buffer, Timetable};
use leptos::prelude::*;

use super::ranked::{self, task_href};
use super::waiting::WithOpenWork;
use crate::app::components::{
    Callout, ChartView, IconName, NumberField, Panel, StatTile, Tone, piece,
};
use crate::app::engine::Engine;
use crate::app::route::{Place, Route, Router};
use crate::app::workspace::Workspace;

/// What the parts of the buffer share.
#[derive(Clone, Copy)]
struct Buffers {
    workspace: Workspace,
    router: Router,
    timetable: Memo<Option<Arc<Timetable>>>,
    outlook: Memo<Option<Arc<Outlook>>>,
}

impl Buffers {
    /// Something made of the present plan; nothing before the first.
    fn of<V: IntoAny + 'static>(
        self,
        draw: impl Fn(&Project, &Timetable, &Buffer, Today) -> V + Send + Sync + 'static,
    ) -> AnyView {
        piece(move || {
            let today = self.workspace.today();
            let timetable = self.timetable.get()?;
            let outlook = self.outlook.get();
            // A buffer by simulation is known only where the forecast is.
            let buffer = outlook.as_ref().map_or(&timetable.buffer, |it| &it.buffer);
            Some(
                self.workspace
                    .read(|project| draw(project, &timetable, buffer, today).into_any()),
            )
        })
    }
}

/// The buffers of the open project.
pub fn part() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let engine = expect_context::<Engine>();
    let (schedule, forecast) = (engine.schedule(), engine.forecast());
    let state = Buffers {
        workspace,
        router: expect_context::<Router>(),
        timetable: Memo::new(move |_| schedule.with(|it| it.value().cloned())),
        outlook: Memo::new(move |_| forecast.with(|it| it.value().cloned())),
    };
    let body = move || {
        view! {
            {tiles(state)}
            <div class="outlook__pair">
                {rules(state)}
                {used(state)}
            </div>
            {chain(state)}
            {feeding(state)}
        }
    };
    view! {
        <WithOpenWork
            headline="Nothing left to protect"
            text="A buffer stands behind the last open task. Write down what remains in the audit first."
            body=body
        />
    }
    .into_any()
}

fn tiles(state: Buffers) -> AnyView {
    state.of(|project, timetable, buffer, today| {
        let length = |minutes: i64| days::days(project, minutes as f64);
        let end = buffer.end.map_or_else(String::new, |end| {
            format!("ends {}", words::date(end, today))
        });
        let chain = words::count(timetable.chain.len(), "task");
        let (left, tone) = match timetable.buffer_left_minutes {
            None => ("No target".to_owned(), Tone::Neutral),
            Some(left) if left < 0 => (format!("{} short", length(-left)), Tone::Bad),
            Some(left) if left < buffer.minutes => (length(left), Tone::Warning),
            Some(left) => (length(left), Tone::Good),
        };
        let detail = timetable.promised.map_or_else(String::new, |day| {
            format!("up to {}", words::date(day, today))
        });
        view! {
            <div class="outlook__tiles">
                <StatTile label="Critical chain" value=length(buffer.chain_minutes) detail=chain />
                <StatTile label="Project buffer" value=length(buffer.minutes) detail=end />
                <StatTile label="Room before the target" value=left detail=detail tone=tone />
            </div>
            <p class="outlook__quiet">{said::room(project, timetable, buffer, today)}</p>
        }
    })
}

fn rules(state: Buffers) -> AnyView {
    let workspace = state.workspace;
    let set = Callback::new(move |setting: Setting| {
        workspace.act(|project, _, _| settings::set(project, &setting));
    });
    let lines = state.of(move |project, timetable, buffer, _| {
        let spread = state
            .outlook
            .with(|it| Some(i64::from(it.as_ref()?.forecast.buffer().0)));
        let sizes = schedule::sizes(project, &timetable.chain, buffer.chain_minutes, spread);
        let lines = said::rules(project, sizes).into_iter();
        let chosen = project.settings.buffer_rule;
        let lines = lines.map(|line| rule_line(line, chosen, set));
        view! {
            <fieldset class="rules">
                <legend class="visually-hidden">"How the buffer is sized"</legend>
                {lines.collect_view()}
            </fieldset>
        }
    });
    let percent = Memo::new(move |_| {
        workspace
            .read(|project| f64::from(project.settings.buffer_percent.unwrap_or(BUFFER_PERCENT)))
    });
    let by_percent = Memo::new(move |_| {
        workspace.read(|project| project.settings.buffer_rule == BufferRule::Percent)
    });
    let (least, most) = BUFFER_PERCENT_RANGE;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field takes 20 to 30"
    )]
    let set_percent = move |share: Option<f64>| {
        let share = share.map_or(BUFFER_PERCENT, |share| share as u8);
        set.run(Setting::BufferPercent(share));
    };
    let field = piece(move || {
        by_percent.get().then(|| {
            view! {
                <NumberField
                    label="Share of the chain"
                    unit="%"
                    min=f64::from(least)
                    max=f64::from(most)
                    value=Signal::derive(move || Some(percent.get()))
                    on_change=set_percent
                />
            }
        })
    });
    view! {
        <Panel
            title="How large it is"
            lead="Safety is not hidden in each task; it stands together at the end, where all can use it."
        >
            {lines}
            <div class="rules__percent">{field}</div>
        </Panel>
    }
    .into_any()
}

fn rule_line(line: said::RuleLine, chosen: BufferRule, set: Callback<Setting>) -> AnyView {
    let rule = line.rule;
    view! {
        <label class="rules__line">
            <input
                type="radio"
                name="buffer-rule"
                checked=rule == chosen
                on:change=move |_| set.run(Setting::BufferRule(rule))
            />
            <span class="rules__name">{line.name}</span>
            <span class="rules__gives">{line.gives}</span>
            <span class="rules__why">{line.why}</span>
        </label>
    }
    .into_any()
}

/// The fever chart, and what its last point asks one to do.
fn used(state: Buffers) -> AnyView {
    let workspace = state.workspace;
    let points = Memo::new(move |_| workspace.read(|project| schedule::fever(&project.days)));
    let is_empty = Memo::new(move |_| points.with(Vec::is_empty));
    let chart = Memo::new(move |_| -> Chart {
        let today = workspace.today();
        points.with(|points| said::fever(points, today))
    });
    let advice = move || {
        let zone = points.with(|points| points.last().map(schedule::FeverPoint::zone))?;
        let (name, look, text) = said::zone(zone);
        let tone = match look.name() {
            "good" => Tone::Good,
            "bad" => Tone::Bad,
            _ => Tone::Warning,
        };
        let title = format!("{name}: what to do");
        Some(view! { <Callout title=title tone=tone>{text}</Callout> })
    };
    let shown = piece(move || {
        if is_empty.get() {
            let baseline = state.workspace.open_id();
            let baseline = baseline.map_or_else(String::new, |id| {
                Route::part(&id, Place::Audit, "scope").hash()
            });
            return view! {
                <p class="outlook__quiet">
                    "The chart begins on the first day after a baseline: it freezes the chain and the buffer that later days are compared with. "
                    <a href=baseline>"Take a baseline"</a> "."
                </p>
            }
            .into_any();
        }
        view! {
            {piece(advice)}
            <ChartView chart=chart />
        }
        .into_any()
    });
    view! {
        <Panel
            title="How much is used"
            lead="One point a day: work done to the right, buffer used upwards."
        >
            {shown}
        </Panel>
    }
    .into_any()
}

fn chain(state: Buffers) -> AnyView {
    let list = state.of(move |project, timetable, _, today| {
        view! {
            <p>{outlook::chain_end(project, timetable, today)}</p>
            {ranked::chain(state.router, outlook::chain(project, timetable, today))}
        }
    });
    view! {
        <Panel
            title="The critical chain"
            lead="These tasks set the end, by links or by people. A day lost here is a day of buffer lost; anywhere else it is not."
        >
            {list}
        </Panel>
    }
    .into_any()
}

fn feeding(state: Buffers) -> AnyView {
    let list = state.of(move |project, _, buffer, _| {
        let lines = said::feeding(project, buffer);
        if lines.is_empty() {
            return view! { <p class="outlook__quiet">"No other chain joins the critical one."</p> }
                .into_any();
        }
        let lines = lines.into_iter().map(|line| {
            let (icon, tone) = if line.fits {
                (IconName::Done, "good")
            } else {
                (IconName::Warning, "warning")
            };
            view! {
                <li data-tone=tone>
                    <crate::app::components::Icon name=icon />
                    <div>
                        <p>
                            <a href=task_href(state.router, &line.task)>{line.title}</a>
                        </p>
                        <p class="outlook__quiet">{line.text}</p>
                    </div>
                </li>
            }
            .into_any()
        });
        view! {
            <ul class="feeding" role="list">
                {lines.collect_view()}
            </ul>
        }
        .into_any()
    });
    view! {
        <Panel
            title="Feeding buffers"
            lead="Where another chain joins the critical one, it gets a buffer of its own, as far as there is room."
        >
            {list}
        </Panel>
    }
    .into_any()
}
