//! The form in which a word is taken down.

use lastmile::finish::signing::content;
use lastmile::present::agreement as said;
use lastmile::project::{Approval, Given};
use leptos::prelude::*;

use super::Signing;
use crate::app::components::{
    Button, ButtonKind, Callout, Choice, DateField, Dialog, Disclosure, SegmentedControl, Select,
    TextArea, TextField, Tone, When, piece,
};

/// The form; it is open while something is being signed.
#[component]
pub fn SignDialog(
    /// What is being signed.
    signing: Signing,
) -> AnyView {
    let close = move |()| signing.about.set(None);
    let title = Signal::derive(move || {
        signing.about.with(|about| {
            let about = about.as_ref()?;
            let today = signing.workspace.today();
            let subject = signing
                .workspace
                .read(|project| said::subject(project, about, today));
            Some(format!("Sign-off: {subject}"))
        })
    });
    let refusal = move || {
        let nobody = signing
            .workspace
            .read(|project| project.stakeholders.is_empty());
        match signing.stakeholder.with(String::is_empty) {
            true if nobody => Some("Add a stakeholder under People and settings first.".to_owned()),
            true => Some("Choose who gives it.".to_owned()),
            false => None,
        }
    };
    view! {
        <Dialog
            title=Signal::derive(move || title.get().unwrap_or_default())
            open=Signal::derive(move || signing.about.with(Option::is_some))
            on_close=close
            actions=move || {
                view! {
                    <Button label="Cancel" on_press=close />
                    <Button
                        label="Record it"
                        kind=ButtonKind::Primary
                        refusal=Signal::derive(refusal)
                        on_press=move |()| signing.record()
                    />
                }
            }
        >
            {form(signing)}
        </Dialog>
    }
    .into_any()
}

fn form(signing: Signing) -> AnyView {
    let workspace = signing.workspace;
    let stakeholders = Signal::derive(move || {
        let named = workspace.read(|project| {
            lastmile::present::people::by_name(&project.stakeholders, |it| &it.name)
        });
        let mut choices = vec![Choice::new("", "Choose a stakeholder")];
        choices.extend(
            named
                .into_iter()
                .map(|(id, name)| Choice::new(id.as_str(), name)),
        );
        choices
    });
    let nobody = move || workspace.read(|project| project.stakeholders.is_empty());
    let decides = Signal::derive(move || {
        let id = lastmile::project::Id::new(&signing.stakeholder.get());
        let decides =
            workspace.read(|project| Some(project.stakeholders.get(&id)?.decides.clone()));
        decides
            .filter(|it| !it.is_empty())
            .map_or_else(String::new, |it| format!("Decides: {it}"))
    });
    view! {
        <When holds=Signal::derive(nobody)>
            <Callout title="Nobody can sign yet" tone=Tone::Warning>
                <p>"Write down who decides under People and settings, Stakeholders. Then come back."</p>
            </Callout>
        </When>
        <Select
            label="Who gives it"
            options=stakeholders
            value=signing.stakeholder
            on_change=move |value: String| signing.stakeholder.set(value)
            hint=decides
        />
        <SegmentedControl
            label="What they say"
            options=verdicts()
            value=Signal::derive(move || verdict_value(signing.verdict.get()).to_owned())
            on_change=move |value: String| signing.verdict.set(verdict_of(&value))
        />
        <When holds=Signal::derive(move || {
            signing.verdict.get() == Some(Approval::WithConditions)
        })>
            <TextArea
                label="Conditions, one in each line"
                value=signing.conditions
                on_change=move |text: String| signing.conditions.set(text)
                on_input=move |text: String| signing.conditions.set(text)
                hint="Each becomes a task that must be done."
                rows=2
            />
        </When>
        <div class="form-grid">
            <DateField
                label="Given on"
                value=signing.date
                on_change=move |day| signing.date.set(day)
                required=true
            />
            <Select
                label="How it was given"
                options=given_choices()
                value=Signal::derive(move || signing.given.with(|it| said::given(*it).to_owned()))
                on_change=move |value: String| {
                    let given = Given::ALL.into_iter().find(|it| said::given(*it) == value);
                    signing.given.set(given.unwrap_or_default());
                }
            />
            <TextField
                label="Where the proof is"
                value=signing.proof
                on_change=move |text: String| signing.proof.set(text)
                on_input=move |text: String| signing.proof.set(text)
                placeholder="Mail of 12 March, minutes, a link"
            />
        </div>
        <TextArea
            label="Remark"
            value=signing.remark
            on_change=move |text: String| signing.remark.set(text)
            on_input=move |text: String| signing.remark.set(text)
            rows=2
        />
        {piece(move || what(signing))}
    }
    .into_any()
}

/// What exactly is signed.
fn what(signing: Signing) -> AnyView {
    let lines: Vec<String> = signing.about.with(|about| {
        let about = about.as_ref();
        let content = about.map(|it| signing.workspace.read(|project| content(project, it)));
        let items = content.unwrap_or_default().into_values();
        items.map(|it| it.replace('\n', " · ")).collect()
    });
    let summary = match lines.len() {
        1 => "What exactly is signed: 1 item".to_owned(),
        number => format!("What exactly is signed: {number} items"),
    };
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! {
        <Disclosure summary=summary>
            <p class="signed-note">
                "The sign-off is bound to exactly this. When it changes, the sign-off shows as void, with the change."
            </p>
            <ul class="signed-items">{lines.collect_view()}</ul>
        </Disclosure>
    }
    .into_any()
}

fn verdicts() -> Vec<Choice> {
    vec![
        Choice::new("yes", "Yes"),
        Choice::new("conditions", "Yes, with conditions"),
        Choice::new("no", "No"),
        Choice::new("asked", "Only asked"),
    ]
}

fn verdict_value(verdict: Option<Approval>) -> &'static str {
    match verdict {
        Some(Approval::Approved) => "yes",
        Some(Approval::WithConditions) => "conditions",
        Some(Approval::Rejected) => "no",
        None => "asked",
    }
}

fn verdict_of(value: &str) -> Option<Approval> {
    match value {
        "yes" => Some(Approval::Approved),
        "conditions" => Some(Approval::WithConditions),
        "no" => Some(Approval::Rejected),
        _ => None,
    }
}

fn given_choices() -> Vec<Choice> {
    let choice = |it: Given| Choice::new(said::given(it), said::given(it));
    Given::ALL.map(choice).into()
}
