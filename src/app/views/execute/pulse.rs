//! How the team is doing: answers, load against hours, and what would help.

use chrono::Days;
use lastmile::edit::{Change, pulse as edit_pulse, relief as edit_relief};
use lastmile::engine::{Answer, Price};
use lastmile::finish::pulse::{LEAST_ANSWERS, Load, TeamPulse, WINDOW_DAYS, loads, team_pulse};
use lastmile::finish::relief::{Kind, Relief, is_strained, reliefs};
use lastmile::present::{forecast as said, people as people_words, words};
use lastmile::project::{Id, Person, Project, Today};
use leptos::prelude::*;

use super::state::{Dates, Execute, title};
use crate::app::components::{
    Button, ButtonKind, Choice, EmptyState, HeadingLevel, IconName, Meter, Panel, Reason,
    SegmentedControl, Select, StatTile, TextArea, Tone, WhyButton, piece,
};
use crate::app::drafts::{FormText, Owner};
use crate::app::engine::prices::{author, tried_ids};
use crate::app::route::Place;

/// Without a promised day, load is looked at for so many days.
const LOOK_AHEAD_DAYS: u64 = 14;
/// Runs behind each effect.
const RUNS: u32 = 600;

const REMARK: &str = "Anything to say?";

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let loads = Memo::new(move |_| execute.read(all_loads));
    view! {
        <div class="execute-part execute-part--two">
            <div class="execute-part__main">
                {ask(execute)}
                <Panel
                    title="The team"
                    lead=format!(
                        "Shown from {LEAST_ANSWERS} answers of the last {WINDOW_DAYS} days on, so that nobody can be told from the others.",
                    )
                >
                    {piece(move || team(execute))}
                </Panel>
            </div>
            <div class="execute-part__side">
                <Panel title="Load against hours" framed=true>
                    {piece(move || loads.with(|(until, loads)| load_list(execute, until, loads)))}
                </Panel>
                <Panel title="What would help" framed=true>
                    {suggestions(execute, loads)}
                </Panel>
            </div>
        </div>
    }
    .into_any()
}

/// The form for one answer.
fn ask(execute: Execute) -> AnyView {
    let workspace = execute.workspace;
    let me = workspace.me().map(|it| it.to_string()).unwrap_or_default();
    let who = RwSignal::new(me);
    let morale = RwSignal::new(String::new());
    let workload = RwSignal::new(String::new());
    let form = Owner::Form(Place::Execute, "pulse", String::new());
    let remark = FormText::new(workspace, form, REMARK, String::new());
    let people = move || {
        let named = workspace.read(|project| people_words::by_name(&project.people, |it| &it.name));
        let people = named
            .into_iter()
            .map(|(id, name)| Choice::new(id.as_str(), name));
        [Choice::new("", "Someone without a name")]
            .into_iter()
            .chain(people)
            .collect::<Vec<_>>()
    };
    let refusal = move || {
        let missing = morale.with(String::is_empty) || workload.with(String::is_empty);
        missing.then(|| "Choose one of the five for both.".to_owned())
    };
    let give = move |()| {
        let person = who.get_untracked();
        let person = (!person.is_empty()).then(|| Id::<Person>::new(&person));
        let answer = edit_pulse::Answer {
            morale: morale.get_untracked().parse().unwrap_or(0),
            workload: workload.get_untracked().parse().unwrap_or(0),
            remark: remark.value.get_untracked(),
        };
        let done = workspace.act(|project, author, ids| {
            edit_pulse::give(project, person.as_ref(), &answer, author, ids)
        });
        if done {
            morale.set(String::new());
            workload.set(String::new());
            remark.set(String::new());
        }
    };
    let set_remark = move |text: String| remark.set(text);
    view! {
        <Panel
            title="How are you doing?"
            lead="Two clicks, once or twice a week. An answer without a name carries none in files either."
            framed=true
        >
            <div class="pulse-form">
                <Select
                    label="Answer of"
                    options=Signal::derive(people)
                    value=who
                    on_change=move |value| who.set(value)
                />
                {five("How do you feel about the work?", morale, ["Bad", "Low", "So-so", "Good", "Great"])}
                {five(
                    "How much is it?",
                    workload,
                    ["Too little", "Little", "Right", "Much", "Too much"],
                )}
                <TextArea
                    label=REMARK
                    value=remark.value
                    on_change=set_remark
                    on_input=set_remark
                    rows=2
                />
                <Button
                    label="Give this answer"
                    icon=IconName::Check
                    kind=ButtonKind::Primary
                    refusal=Signal::derive(refusal)
                    on_press=give
                />
            </div>
        </Panel>
    }
    .into_any()
}

fn five(label: &'static str, value: RwSignal<String>, words: [&'static str; 5]) -> AnyView {
    let options: Vec<Choice> = words
        .into_iter()
        .zip(1..)
        .map(|(word, step)| Choice::new(step.to_string(), format!("{step} {word}")))
        .collect();
    view! {
        <SegmentedControl
            label=label
            options=options
            value=value
            on_change=move |chosen| value.set(chosen)
        />
    }
    .into_any()
}

/// The figures of all together, with last week's.
fn team(execute: Execute) -> AnyView {
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
        Ok(pulse) => figures(&pulse, before.as_ref()),
    }
}

fn figures(pulse: &TeamPulse, before: Option<&TeamPulse>) -> AnyView {
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

/// The load of everyone until the promised day (or two weeks from now), and that day in words.
fn all_loads(project: &Project, dates: &Dates, today: Today) -> (String, Vec<Load>) {
    let promised = project.settings.target_date.filter(|day| *day > today.0);
    let ahead = today.0.checked_add_days(Days::new(LOOK_AHEAD_DAYS));
    let until = promised.or(ahead).unwrap_or(today.0);
    (
        words::date(until, today),
        loads(project, dates, until, today),
    )
}

fn load_list(execute: Execute, until: &str, loads: &[Load]) -> AnyView {
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

fn minutes(minutes: i64) -> lastmile::project::WorkMinutes {
    lastmile::project::WorkMinutes(u32::try_from(minutes).unwrap_or(0))
}

fn suggestions(execute: Execute, loads: Memo<(String, Vec<Load>)>) -> AnyView {
    let workspace = execute.workspace;
    let strained = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|project| {
            let pulse = team_pulse(project, today.0).ok()?;
            is_strained(&pulse).then_some((pulse.morale, pulse.workload))
        })
    });
    let suggested = Memo::new(move |_| {
        let strained = strained.get().is_some();
        loads.with(|(_, loads)| workspace.read(|project| reliefs(project, loads, strained)))
    });
    let ask = execute.engine.ask();
    Effect::new(move || {
        let author = author(workspace);
        let changes: Vec<Change> = suggested.with(|all| {
            workspace.peek(|project| {
                let mut ids = tried_ids();
                let change = |it| edit_relief::give(project, it, &author, &mut ids);
                all.iter()
                    .map(change)
                    .map(Result::unwrap_or_default)
                    .collect()
            })
        });
        if changes.is_empty() {
            ask.stop();
        } else {
            ask.price_each(&changes, RUNS);
        }
    });
    let answer = ask.answer();
    piece(move || {
        let all = suggested.get();
        if all.is_empty() {
            return view! {
                <p class="quiet">
                    "Nobody has more to do than fits, and the team does not say otherwise. Keep it so: plan breaks and leave overtime for a real emergency."
                </p>
            }
            .into_any();
        }
        let prices = answer.with(|answer| {
            match answer.as_ref().and_then(|it| it.value()).map(AsRef::as_ref) {
                Some(Answer::Prices(prices)) => prices.clone(),
                _ => Vec::new(),
            }
        });
        let rows = workspace.read(|project| {
            let rows = all
                .iter()
                .enumerate()
                .map(|(at, it)| suggestion(execute, project, it, prices.get(at)));
            rows.collect_view()
        });
        let why = strained.get().map(|(morale, workload)| {
            format!("The team says that it is too much: workload {workload:.1}, morale {morale:.1} of 5. So those with the most work get a suggestion, even where the hours fit.")
        });
        view! {
            {why.map(|why| view! { <p class="quiet">{why}</p> })}
            <ul class="suggestions" role="list">{rows}</ul>
        }
        .into_any()
    })
}

fn suggestion(execute: Execute, project: &Project, it: &Relief, price: Option<&Price>) -> AnyView {
    let who = name(project, &it.person);
    let (text, press) = match &it.kind {
        Kind::Rotate(task, to) => (
            format!(
                "{} takes “{}” over from {who}",
                name(project, to),
                title(project, task)
            ),
            Some("Hand it over"),
        ),
        Kind::Break => (
            format!("{who} takes the next working day off"),
            Some("Plan it"),
        ),
        Kind::Overtime => (format!("{who} works an hour more every day"), None),
    };
    let mut effect = price.map_or_else(
        || "Trying it in the forecast…".to_owned(),
        |price| format!("80 % date: {}", said::shift(project, price.difference.p80)),
    );
    if press.is_none() {
        effect.push_str(". Avoid it: tired people make the mistakes that cost days.");
    }
    let button = press.map(|label| {
        let done = it.clone();
        let act = move |()| {
            execute
                .workspace
                .act(|project, author, ids| edit_relief::give(project, &done, author, ids));
        };
        view! { <Button label=label on_press=act /> }
    });
    view! {
        <li class="suggestion">
            <div>
                <p>{text}</p>
                <p class="quiet">{effect}</p>
            </div>
            {button}
        </li>
    }
    .into_any()
}

fn name(project: &Project, id: &Id<Person>) -> String {
    let person = project.people.get(id);
    person.map_or_else(|| "Someone who left".to_owned(), |it| it.name.clone())
}
