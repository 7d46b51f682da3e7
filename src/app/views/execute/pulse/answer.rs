//! The form for one answer.

use lastmile::edit::pulse as edit_pulse;
use lastmile::present::people as people_words;
use lastmile::project::{Id, Person};
use leptos::prelude::*;

use crate::app::components::{
    Button, ButtonKind, Choice, IconName, Panel, SegmentedControl, Select, TextArea,
};
use crate::app::drafts::{FormText, Owner};
use crate::app::route::Place;
use crate::app::views::execute::state::Execute;

const REMARK: &str = "Anything to say?";

/// The form for one answer.
pub(super) fn form(execute: Execute) -> AnyView {
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
