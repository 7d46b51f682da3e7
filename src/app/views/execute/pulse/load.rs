//! Load against hours, person by person.

use chrono::Days;
use lastmile::finish::pulse::{Load, loads};
use lastmile::present::people::name;
use lastmile::present::words;
use lastmile::project::{Project, Today, WorkMinutes};
use leptos::prelude::*;

use crate::app::components::{Meter, Tone};
use crate::app::views::execute::state::{Dates, Execute};

/// Without a promised day, load is looked at for so many days.
const LOOK_AHEAD_DAYS: u64 = 14;

/// The load of everyone until the promised day (or two weeks from now), and that day in words.
pub(super) fn all(project: &Project, dates: &Dates, today: Today) -> (String, Vec<Load>) {
    let promised = project.settings.target_date.filter(|day| *day > today.0);
    let ahead = today.0.checked_add_days(Days::new(LOOK_AHEAD_DAYS));
    let until = promised.or(ahead).unwrap_or(today.0);
    (
        words::date(until, today),
        loads(project, dates, until, today),
    )
}

pub(super) fn list(execute: Execute, until: &str, loads: &[Load]) -> AnyView {
    let busy = || loads.iter().filter(|it| it.work.0 > 0);
    if busy().next().is_none() {
        return view! {
            <p class="quiet">{format!("Nothing has to be done by {until}.")}</p>
        }
        .into_any();
    }
    let rows = execute.workspace.read(|project| {
        let rows = busy().map(|load| {
            let hours = words::work(minutes(load.hours));
            let text = format!("{} in {hours}", words::work(load.work));
            let (tone, text) = if load.is_over() {
                (Tone::Bad, format!("{text}: too much"))
            } else {
                (Tone::Accent, text)
            };
            let share = load.percent().map_or(1.0, |percent| {
                f64::from(i32::try_from(percent.min(1_000)).unwrap_or(0)) / 100.0
            });
            view! {
                <li><Meter label=name(project, &load.person) value=share text=text tone=tone /></li>
            }
        });
        rows.collect_view()
    });
    view! {
        <p class="quiet">
            {format!("What must be done by {until} so that no date is missed, against the hours until then.")}
        </p>
        <ul class="loads" role="list">{rows}</ul>
    }
    .into_any()
}

fn minutes(minutes: i64) -> WorkMinutes {
    WorkMinutes(u32::try_from(minutes).unwrap_or(0))
}
