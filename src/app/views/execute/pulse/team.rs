//! The figures of all together.

use chrono::Days;
use lastmile::finish::pulse::{LEAST_ANSWERS, TeamPulse, WINDOW_DAYS, team_pulse};
use lastmile::present::words;
use leptos::prelude::*;

use crate::app::components::{
    EmptyState, HeadingLevel, IconName, Reason, StatTile, Tone, WhyButton,
};
use crate::app::views::execute::state::Execute;

/// The figures of all together, with last week's.
pub(super) fn figures(execute: Execute) -> AnyView {
    let today = execute.workspace.today();
    let (now, before) = execute.workspace.read(|project| {
        let week_ago = today.0.checked_sub_days(Days::new(WINDOW_DAYS));
        let before = week_ago.and_then(|day| team_pulse(project, day).ok());
        (team_pulse(project, today.0), before)
    });
    match now {
        Err(answers) => {
            let more = LEAST_ANSWERS.saturating_sub(answers);
            view! {
                <EmptyState
                    icon=IconName::People
                    level=HeadingLevel::Three
                    headline=match answers {
                        0 => "Nobody has answered this week".to_owned(),
                        _ => format!("{} so far", words::count(answers, "answer")),
                    }
                    text=format!("{} more and the figures of the team are shown.", more)
                />
            }
            .into_any()
        }
        Ok(pulse) => shown(&pulse, before.as_ref()),
    }
}

fn shown(pulse: &TeamPulse, before: Option<&TeamPulse>) -> AnyView {
    let change = |now: f64, before: Option<f64>| match before {
        Some(before) => format!("{:+.1} since last week", now - before).replace('-', "−"),
        None => "Nothing to compare with yet".to_owned(),
    };
    let morale_tone = match pulse.morale {
        low if low < 2.5 => Tone::Bad,
        low if low < 3.25 => Tone::Warning,
        _ => Tone::Good,
    };
    let workload_tone = match pulse.workload {
        high if high > 4.25 => Tone::Bad,
        high if high > 3.75 => Tone::Warning,
        _ => Tone::Good,
    };
    let remarks = pulse
        .remarks
        .iter()
        .map(|it| view! { <li>{it.clone()}</li> });
    let remarks = (!pulse.remarks.is_empty()).then(|| {
        view! {
            <h3>"What they say"</h3>
            <ul class="remarks">{remarks.collect_view()}</ul>
        }
    });
    let reasons = vec![Reason {
        text: format!(
            "The mean of {}: the last one of each person, and all without a name.",
            words::count(pulse.answers, "answer")
        ),
        href: String::new(),
    }];
    let why = StoredValue::new(reasons);
    view! {
        <div class="tiles">
            <StatTile
                label="Morale"
                value=format!("{:.1} of 5", pulse.morale)
                detail=change(pulse.morale, before.map(|it| it.morale))
                tone=morale_tone
                why=move || view! { <WhyButton about="the morale" reasons=why.get_value() rule="From 1, bad, to 5, great." /> }
            />
            <StatTile
                label="Workload"
                value=format!("{:.1} of 5", pulse.workload)
                detail=change(pulse.workload, before.map(|it| it.workload))
                tone=workload_tone
                why=move || view! { <WhyButton about="the workload" reasons=why.get_value() rule="From 1, too little, over 3, right, to 5, too much." /> }
            />
            <StatTile label="Answers" value=pulse.answers.to_string() />
        </div>
        {remarks}
    }
    .into_any()
}
