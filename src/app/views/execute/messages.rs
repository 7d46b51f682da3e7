//! Who must be told what: overdue first, drafted from the project, marked as sent.

use chrono::NaiveDate;
use lastmile::edit::communication;
use lastmile::finish::rhythm::{next_due, overdue_days};
use lastmile::present::status_text::{self, Facts};
use lastmile::present::words;
use lastmile::project::{Communication, Id, Project, Today};
use leptos::prelude::*;

use super::state::Execute;
use crate::app::components::{
    Badge, Button, ButtonKind, ButtonLink, Dialog, EmptyState, IconName, Panel, TextArea, Tone,
    piece,
};
use crate::app::route::{Place, Route};

/// A message in words.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    id: Id<Communication>,
    title: String,
    /// To whom, how and by whom.
    way: String,
    sent: String,
    due: String,
    tone: Tone,
}

/// What is being written.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    id: Id<Communication>,
    title: String,
    text: String,
}

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let rows = Memo::new(move |_| {
        let today = execute.workspace.today();
        execute.workspace.read(|project| rows(project, today))
    });
    let draft = RwSignal::new(None::<Draft>);
    view! {
        <div class="execute-part">
            <p class="execute-part__lead">
                "Silence makes people nervous, above all when the news is bad. Everyone who must be told stands here with the day they hear from you next."
            </p>
            {piece(move || {
                rows.with(|rows| {
                    if rows.is_empty() {
                        nothing(execute)
                    } else {
                        let rows = rows.iter().map(|told| row(execute, draft, told)).collect_view();
                        view! {
                            <Panel title="Messages" actions=move || plan_link(execute, "Change the plan")>
                                <ul class="messages" role="list">{rows}</ul>
                            </Panel>
                        }
                            .into_any()
                    }
                })
            })}
            {writing(execute, draft)}
        </div>
    }
    .into_any()
}

/// All messages of the plan: what is due first first, what never is last.
fn rows(project: &Project, today: Today) -> Vec<Told> {
    let mut rows: Vec<((bool, Option<NaiveDate>), Told)> = Vec::new();
    for (id, plan) in &project.communications {
        let due = next_due(project, plan);
        let late = overdue_days(project, plan, today);
        let (said, tone) = match due {
            None => ("Done".to_owned(), Tone::Good),
            Some(_) if late > 0 => {
                let days = usize::try_from(late).unwrap_or(usize::MAX);
                (format!("{} overdue", words::count(days, "day")), Tone::Bad)
            }
            Some(day) if day == today.0 => ("Due today".to_owned(), Tone::Warning),
            Some(day) => (format!("Due {}", words::date(day, today)), Tone::Neutral),
        };
        let owner = plan.owner.as_ref().and_then(|id| project.people.get(id));
        let way = [
            Some(format!("to {}", status_text::recipient(project, plan))),
            Some(plan.channel.clone()).filter(|it| !it.is_empty()),
            owner.map(|it| format!("by {}", it.name)),
        ];
        rows.push((
            (due.is_none(), due),
            Told {
                id: id.clone(),
                title: plan.title.clone(),
                way: way.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                sent: plan.last_sent.map_or_else(
                    || "Never sent".to_owned(),
                    |day| format!("Last sent {}", words::from_today(day, today)),
                ),
                due: said,
                tone,
            },
        ));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.title.cmp(&b.1.title)));
    rows.into_iter().map(|(_, told)| told).collect()
}

fn plan_link(execute: Execute, label: &'static str) -> AnyView {
    let href = untrack(|| execute.workspace.open_id())
        .map(|id| Route::part(&id, Place::Plan, "rhythm").hash())
        .unwrap_or_default();
    view! { <ButtonLink label=label href=href icon=IconName::Calendar /> }.into_any()
}

fn nothing(execute: Execute) -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Message
            headline="No messages are planned"
            text="Plan who hears from you, how and how often: the sponsor, the client, the team. What is due then stands here with a draft."
        >
            {plan_link(execute, "Plan messages")}
        </EmptyState>
    }
    .into_any()
}

fn row(execute: Execute, draft: RwSignal<Option<Draft>>, told: &Told) -> AnyView {
    let Told {
        id,
        title,
        way,
        sent,
        due,
        tone,
    } = told.clone();
    let write = {
        let (id, title) = (id.clone(), title.clone());
        move |()| draft.set(Some(drafted(execute, &id, &title)))
    };
    let about = (title.clone(), title.clone());
    let mark = move |()| sent_today(execute, &id);
    view! {
        <li class="message">
            <Badge text=due tone=tone icon=IconName::Message />
            <div class="message__words">
                <p class="message__title">{title}</p>
                <p class="quiet">{way}</p>
            </div>
            <span class="quiet message__sent">{sent}</span>
            <Button label="Draft" about=about.0 icon=IconName::Edit on_press=write />
            <Button
                label="Mark as sent"
                about=about.1
                icon=IconName::Check
                kind=ButtonKind::Quiet
                on_press=mark
            />
        </li>
    }
    .into_any()
}

fn sent_today(execute: Execute, id: &Id<Communication>) {
    execute
        .workspace
        .act(|project, author, _| communication::mark_sent(project, id, author));
}

fn drafted(execute: Execute, id: &Id<Communication>, title: &str) -> Draft {
    let outlook = untrack(|| execute.outlook());
    let me = execute
        .workspace
        .peek_shelf(|shelf| shelf.settings.me.clone());
    let text = untrack(|| {
        execute.read(|project, dates, today| {
            let plan = project.communications.get(id).cloned();
            let facts = Facts {
                project,
                dates,
                forecast: outlook.as_ref().map(|it| &it.forecast),
                today,
                me: &me,
            };
            status_text::message(&facts, &plan.unwrap_or_default())
        })
    });
    Draft {
        id: id.clone(),
        title: title.to_owned(),
        text,
    }
}

/// The draft, to be changed and copied.
fn writing(execute: Execute, draft: RwSignal<Option<Draft>>) -> AnyView {
    let text = Signal::derive(move || {
        draft.with(|it| it.as_ref().map(|it| it.text.clone()).unwrap_or_default())
    });
    let change = move |text: String| {
        draft.update(|it| {
            if let Some(it) = it {
                it.text = text;
            }
        });
    };
    let title = move || draft.with(|it| it.as_ref().map(|it| it.title.clone()).unwrap_or_default());
    let send = move |()| {
        if let Some(it) = draft.get_untracked() {
            sent_today(execute, &it.id);
            draft.set(None);
        }
    };
    view! {
        <Dialog
            title=Signal::derive(title)
            open=Signal::derive(move || draft.with(Option::is_some))
            on_close=move |()| draft.set(None)
            actions=move || {
                view! {
                    <Button
                        label="Copy the text"
                        icon=IconName::Copy
                        on_press=move |()| execute.copy(text.get_untracked())
                    />
                    <Button
                        label="Mark as sent today"
                        icon=IconName::Check
                        kind=ButtonKind::Primary
                        on_press=send
                    />
                }
            }
        >
            <TextArea
                label="The message, drafted from the project"
                value=text
                on_change=change
                on_input=change
                rows=16
                hint="Nothing is sent from here: copy it into your mail or chat, then mark it as sent."
            />
        </Dialog>
    }
    .into_any()
}
