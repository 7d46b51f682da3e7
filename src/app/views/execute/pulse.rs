//! How the team is doing: answers, load against hours, and what would help.

use chrono::Days;
use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::edit::{Change, person as edit_person, pulse as edit_pulse, time_off};
use lastmile::engine::{Answer, Price};
use lastmile::finish::pulse::{LEAST_ANSWERS, Load, TeamPulse, WINDOW_DAYS, loads, team_pulse};
use lastmile::present::{forecast as said, people as people_words, words};
use lastmile::project::{Id, Person, Project, Status, Task, Today};
use leptos::prelude::*;

use super::state::{Dates, Execute, title};
use crate::app::components::{
    Button, ButtonKind, Choice, EmptyState, HeadingLevel, IconName, Meter, Panel, Reason,
    SegmentedControl, Select, StatTile, TextArea, Tone, WhyButton, piece,
};
use crate::app::drafts::{FormText, Owner};
use crate::app::route::Place;

/// Without a promised day, load is looked at for so many days.
const LOOK_AHEAD_DAYS: u64 = 14;
/// So many overloaded people get suggestions.
const HELPED: usize = 2;
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
    let loads = loads(project, dates, until, today);
    let busy = loads.into_iter().filter(|it| it.work.0 > 0).collect();
    (words::date(until, today), busy)
}

fn load_list(execute: Execute, until: &str, loads: &[Load]) -> AnyView {
    if loads.is_empty() {
        return view! {
            <p class="quiet">{format!("Nothing has to be done by {until}.")}</p>
        }
        .into_any();
    }
    let rows = execute.workspace.read(|project| {
        let rows = loads.iter().map(|load| {
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

/// Something that could be done for someone.
#[derive(Clone, Debug, PartialEq)]
struct Suggestion {
    kind: Kind,
    person: Id<Person>,
    text: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// Someone else takes a task over.
    Rotate(Id<Task>, Id<Person>),
    /// A day off.
    Break,
    /// An hour more a day. Never offered as a button: it is what to avoid.
    Overtime,
}

impl Suggestion {
    /// The edit it stands for.
    fn change(
        &self,
        project: &Project,
        today: Today,
        ids: &mut dyn lastmile::edit::MintId,
    ) -> Result<Change, lastmile::edit::Refusal> {
        match &self.kind {
            Kind::Rotate(task, to) => {
                let mut after = project
                    .tasks
                    .get(task)
                    .map(|it| it.assignees.clone())
                    .unwrap_or_default();
                after.remove(&self.person);
                after.entry(to.clone()).or_insert(1);
                let one = std::slice::from_ref(task);
                edit_task::set(project, one, &Setting::Assignees(after))
            }
            Kind::Break => {
                let day = lastmile::finish::team::Team::of(project, today)
                    .working_days(2)
                    .last()
                    .copied()
                    .unwrap_or(today.0);
                time_off::add(project, &self.person, day, day, "Break", ids)
                    .map(|(_, change)| change)
            }
            Kind::Overtime => {
                let person = project.people.get(&self.person);
                let mut hours = person
                    .and_then(|it| it.hours)
                    .unwrap_or(project.settings.hours);
                for day in hours.0.iter_mut().filter(|day| **day > 0) {
                    *day = day.saturating_add(60);
                }
                let setting = edit_person::Setting::Hours(Some(hours));
                edit_person::set(project, &self.person, &setting)
            }
        }
    }
}

fn suggested(project: &Project, loads: &[Load]) -> Vec<Suggestion> {
    let mut all = Vec::new();
    let free = loads.iter().rev().find(|it| !it.is_over());
    for load in loads.iter().filter(|it| it.is_over()).take(HELPED) {
        let who = name(project, &load.person);
        let last = load.tasks.iter().rev().find(|id| {
            let task = project.tasks.get(id);
            task.is_some_and(|it| it.status == Status::Todo && it.assignees.len() == 1)
        });
        if let (Some(task), Some(free)) = (last, free) {
            all.push(Suggestion {
                kind: Kind::Rotate(task.clone(), free.person.clone()),
                person: load.person.clone(),
                text: format!(
                    "{} takes “{}” over from {who}",
                    name(project, &free.person),
                    title(project, task)
                ),
            });
        }
        all.push(Suggestion {
            kind: Kind::Break,
            person: load.person.clone(),
            text: format!("{who} takes the next working day off"),
        });
        all.push(Suggestion {
            kind: Kind::Overtime,
            person: load.person.clone(),
            text: format!("{who} works an hour more every day"),
        });
    }
    all
}

fn suggestions(execute: Execute, loads: Memo<(String, Vec<Load>)>) -> AnyView {
    let suggested = Memo::new(move |_| {
        loads.with(|(_, loads)| execute.workspace.read(|project| suggested(project, loads)))
    });
    let ask = execute.engine.ask();
    Effect::new(move || {
        let today = execute.workspace.today();
        let changes: Vec<Change> = suggested.with(|all| {
            execute.workspace.peek(|project| {
                let mut ids = || "what-if".to_owned();
                all.iter()
                    .map(|it| it.change(project, today, &mut ids).unwrap_or_default())
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
                    "Nobody has more to do than fits. Keep it so: plan breaks and leave overtime for a real emergency."
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
        let rows = execute.workspace.read(|project| {
            let rows = all
                .iter()
                .enumerate()
                .map(|(at, it)| suggestion(execute, project, it, prices.get(at)));
            rows.collect_view()
        });
        view! { <ul class="suggestions" role="list">{rows}</ul> }.into_any()
    })
}

fn suggestion(
    execute: Execute,
    project: &Project,
    it: &Suggestion,
    price: Option<&Price>,
) -> AnyView {
    let effect = price.map_or_else(
        || "Trying it in the forecast…".to_owned(),
        |price| format!("80 % date: {}", said::shift(project, price.difference.p80)),
    );
    let effect = match it.kind {
        Kind::Overtime => {
            format!("{effect}. Avoid it: tired people make the mistakes that cost days.")
        }
        Kind::Rotate(..) | Kind::Break => effect,
    };
    let button = (it.kind != Kind::Overtime).then(|| {
        let done = it.clone();
        let label = match it.kind {
            Kind::Rotate(..) => "Hand it over",
            Kind::Break | Kind::Overtime => "Plan it",
        };
        let act = move |()| {
            execute
                .workspace
                .act(|project, author, ids| done.change(project, author.today, ids));
        };
        view! { <Button label=label kind=ButtonKind::Quiet on_press=act /> }
    });
    view! {
        <li class="suggestion">
            <div>
                <p>{it.text.clone()}</p>
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
