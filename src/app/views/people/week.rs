//! The hours of a week, of the project or of one person.

use lastmile::edit::settings::{self, Setting};
use lastmile::present::people::{hours_text, week_minutes};
use lastmile::project::WeekHours;
use leptos::prelude::*;

use super::holidays::Holidays;
use crate::app::components::{NumberField, Panel};
use crate::app::workspace::Workspace;

const DAYS: [(&str, &str); 7] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

/// The project's hours and the days on which nobody works.
#[component]
pub fn WorkingTime() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let hours = Memo::new(move |_| workspace.read(|project| project.settings.hours));
    let on_change = move |hours| {
        workspace.act(|project, _, _| settings::set(project, &Setting::Hours(hours)));
    };
    view! {
        <Panel
            title="Working time"
            lead="When work happens. Whoever works other hours says so in their own row below."
        >
            <WeekFields legend="Hours of each weekday" hours=hours on_change=on_change />
            <Holidays />
        </Panel>
    }
}

/// Seven small fields, one for each weekday, and their sum.
#[component]
pub fn WeekFields(
    /// Whose hours they are.
    #[prop(into)]
    legend: Signal<String>,
    /// The hours.
    #[prop(into)]
    hours: Signal<WeekHours>,
    /// Called with all seven when one has changed.
    #[prop(into)]
    on_change: Callback<WeekHours>,
) -> AnyView {
    let field = move |(at, (short, _)): (usize, (&'static str, &'static str))| {
        let value = Signal::derive(move || {
            let minutes = hours.with(|hours| hours.0.get(at).copied());
            minutes.map(|minutes| libm::round(f64::from(minutes) / 0.6) / 100.0)
        });
        let change = move |typed: Option<f64>| {
            let mut after = hours.get_untracked();
            if let Some(day) = after.0.get_mut(at) {
                *day = minutes(typed.unwrap_or(0.0));
            }
            on_change.run(after);
        };
        view! {
            <NumberField label=short value=value on_change=change max=24.0 step=0.5 />
        }
    };
    let sum = move || format!("{} h a week", hours_text(hours.with(week_minutes)));
    view! {
        <fieldset class="week">
            <legend class="field__label">{legend}</legend>
            <div class="week__days">
                {DAYS.into_iter().enumerate().map(field).collect_view()}
            </div>
            <p class="field__hint">{sum}</p>
        </fieldset>
    }
    .into_any()
}

/// Hours as whole minutes, at most a day's.
fn minutes(hours: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most a day's minutes, and not negative"
    )]
    {
        libm::round(hours.clamp(0.0, 24.0) * 60.0) as u16
    }
}
