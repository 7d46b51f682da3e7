//! How often the team checks in, and when next.

use lastmile::edit::settings::{self, Setting};
use lastmile::finish::rhythm;
use lastmile::present::{rhythm as said, words};
use lastmile::project::Settings;
use leptos::prelude::*;

use crate::app::components::{Choice, DateField, Panel, Select, TextField, When};
use crate::app::workspace::Workspace;

/// The rhythms that are offered, in working days; the first stands for none.
const RHYTHMS: [&str; 4] = ["", "1", "2", "5"];
/// So many days to come are named.
const NEXT: usize = 4;

/// The rhythm, its time of day, and the next days.
pub fn panel() -> AnyView {
    let workspace = expect_context::<Workspace>();
    let of = move |read: fn(&Settings) -> String| {
        Memo::new(move |_| workspace.read(|project| read(&project.settings)))
    };
    let every = of(|it| {
        it.check_in_days
            .map_or_else(String::new, |days| days.to_string())
    });
    let time = of(|it| {
        it.check_in_minute
            .map_or_else(String::new, said::time_of_day)
    });
    let first = Memo::new(move |_| workspace.read(|project| project.settings.check_in_first));
    let is_planned = Memo::new(move |_| !every.with(String::is_empty));
    let options: Vec<Choice> = RHYTHMS
        .into_iter()
        .map(|value| Choice::new(value, said::check_ins(value.parse().ok())))
        .collect();
    let set = move |setting: Setting| {
        workspace.act(|project, _, _| settings::set(project, &setting));
    };
    let choose = move |value: String| {
        let from = first.get_untracked();
        let from = from.unwrap_or_else(|| untrack(|| workspace.today()).0);
        set(Setting::CheckIns(
            value.parse().ok().map(|days| (days, from)),
        ));
    };
    let unread = RwSignal::new(None::<String>);
    let set_time = move |text: String| {
        let minute = said::read_time(&text);
        let is_wrong = minute.is_none() && !text.trim().is_empty();
        unread.set(is_wrong.then(|| "Write a time such as 9:30.".to_owned()));
        if !is_wrong {
            set(Setting::CheckInMinute(minute));
        }
    };
    let set_first = move |day| {
        let days = every.get_untracked().parse().ok();
        if let (Some(days), Some(day)) = (days, day) {
            set(Setting::CheckIns(Some((days, day))));
        }
    };
    let next = move || {
        let today = workspace.today();
        workspace.read(|project| {
            let end = today.0 + chrono::Days::new(31);
            let days = rhythm::check_in_days(project, today.0, end).into_iter();
            let days: Vec<String> = days.take(NEXT).map(|day| words::date(day, today)).collect();
            format!("Next: {}.", days.join(", "))
        })
    };
    view! {
        <Panel
            title="Check-ins"
            lead="Short and often: each person says what is left, what is in the way and what help they need. A date that is asked for every day cannot surprise anyone."
        >
            <div class="rhythm__fields">
                <Select label="How often" options=options value=every on_change=choose />
                <When holds=is_planned>
                    <TextField
                        label="Time of day"
                        placeholder="9:30"
                        value=time
                        error=unread
                        on_change=set_time
                    />
                    <DateField
                        label="Counted from"
                        value=first
                        required=true
                        on_change=set_first
                    />
                </When>
            </div>
            <When holds=is_planned>
                <p class="rhythm__next">{next}</p>
            </When>
        </Panel>
    }
    .into_any()
}
