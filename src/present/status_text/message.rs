//! Drafts of messages: what each audience is told.

use chrono::NaiveDate;

use super::Facts;
use super::lines::{finished, help, how_far, in_the_way, name, title, when};
use super::text::{Format, Text};
use crate::present::words;
use crate::project::{
    Audience, Communication, Decision, Id, Party, Project, RiskStatus, Task, Today,
};

/// A message drafted from the project for whom it is written for. `None` of the plan's fields is
/// changed by it.
#[must_use]
pub fn message(facts: &Facts<'_>, plan: &Communication) -> String {
    let Facts { project, today, .. } = *facts;
    let (outline, _) = project.outline();
    let mut text = Text::new(Format::Plain);
    text.say(greeting(project, plan));
    let since = plan.last_sent;
    let done = since.map(|since| finished(project, &outline, since));
    let mut standing = vec![format!("{}: {}", name(project), how_far(project, &outline))];
    standing.extend(when(facts));
    match plan.audience {
        Audience::Sponsor => {
            text.say(standing.join("\n"));
            text.list("Decisions we need from you", &asked_of(facts, plan));
            text.list("What may still move the date", &risks(project));
            text.list("Done since my last message", &done.unwrap_or_default());
        }
        Audience::Client => {
            text.say(format!("here is where {} stands.", name(project)));
            text.list("What you get, and when", &deliverables(facts));
            text.list("What we need from you", &asked_of(facts, plan));
            text.list("Done since my last message", &done.unwrap_or_default());
        }
        Audience::Team => {
            text.say(standing.join("\n"));
            text.list("Next on the way to the end", &next(facts));
            text.list("In the way", &in_the_way(facts, |_| true));
            text.list("Help wanted", &help(project, today));
            text.list("Next milestone", &milestone(project, today));
        }
        Audience::Other => {
            text.say(standing.join("\n"));
            text.list("Done since my last message", &done.unwrap_or_default());
        }
    }
    if !plan.note.trim().is_empty() {
        text.say(plan.note.trim());
    }
    text.say(format!("Kind regards\n{}", facts.me.trim()).trim_end());
    text.end()
}

/// What waits for whom a message goes to, and what they are to decide. A message to everyone of its
/// audience asks for what any stakeholder is to give.
fn asked_of(facts: &Facts<'_>, plan: &Communication) -> Vec<String> {
    let is_theirs = |party: Option<&Party>| match &plan.to {
        Some(to) => party == Some(to),
        None => matches!(party, Some(Party::Stakeholder(_))),
    };
    let mut lines = in_the_way(facts, |it| is_theirs(it.waiting_on.as_ref()));
    let decisions = facts.project.decisions.values();
    let open = decisions.filter(|it: &&Decision| it.is_open() && is_theirs(it.decider.as_ref()));
    lines.extend(open.map(|it| match it.needed_by {
        Some(day) => format!("{}, by {}", it.title, words::date(day, facts.today)),
        None => it.title.clone(),
    }));
    lines
}

fn risks(project: &Project) -> Vec<String> {
    let open = project
        .risks
        .values()
        .filter(|it| it.status != RiskStatus::Closed);
    let size = |steps: [Option<u8>; 2]| steps.map(|it| u16::from(it.unwrap_or(0)));
    let mut ranked: Vec<(u16, String)> = open
        .map(|it| {
            let [probability, impact] = size([it.probability, it.impact]);
            (probability * impact, it.title.clone())
        })
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(3).map(|(_, title)| title).collect()
}

/// Each deliverable with the day by which it is done four times out of five, where that is known.
fn deliverables(facts: &Facts<'_>) -> Vec<String> {
    let mut lines: Vec<(NaiveDate, String)> = Vec::new();
    for (id, deliverable) in &facts.project.deliverables {
        let tasks = facts.project.tasks.iter();
        let open = tasks.filter(|(_, it)| it.deliverable.as_ref() == Some(id) && it.is_open());
        let days = open.filter_map(|(id, _)| {
            let likely = facts.forecast.and_then(|it| it.tasks.get(id));
            let likely = likely.map(|it| it.finish.p80);
            likely.or_else(|| facts.dates.get(id)?.finish)
        });
        if let Some(day) = days.max() {
            let line = format!("{}: {}", deliverable.name, words::date(day, facts.today));
            lines.push((day, line));
        }
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The open tasks of the critical chain, with who does them and when they are done by the plan.
fn next(facts: &Facts<'_>) -> Vec<String> {
    let mut chain: Vec<_> = facts
        .dates
        .iter()
        .filter(|(id, it)| {
            it.open.as_ref().is_some_and(|open| open.is_on_chain)
                && !facts
                    .project
                    .tasks
                    .values()
                    .any(|task| task.parent.as_ref() == Some(id))
        })
        .map(|(id, it)| (it.start, it.finish, id))
        .collect();
    chain.sort();
    let line = |(_, finish, id): (_, Option<NaiveDate>, &Id<Task>)| {
        let task = facts.project.tasks.get(id);
        let people = task.into_iter().flat_map(|it| it.assignees.keys());
        let people = people.filter_map(|id| facts.project.people.get(id));
        let names: Vec<_> = people.map(|it| it.name.as_str()).collect();
        let mut line = title(facts.project, id);
        if !names.is_empty() {
            line.extend([format!(" ({})", names.join(", "))]);
        }
        if let Some(day) = finish {
            line.extend([format!(", until {}", words::date(day, facts.today))]);
        }
        line
    };
    chain.into_iter().map(line).collect()
}

fn milestone(project: &Project, today: Today) -> Vec<String> {
    let open = project
        .milestones
        .values()
        .filter(|it| it.reached_on.is_none());
    let first = open.min_by_key(|it| (it.due.is_none(), it.due));
    let line = first.map(|it| {
        let mut line = it.title.clone();
        if let Some(due) = it.due {
            line.extend([format!(", {}", words::date(due, today))]);
        }
        if !it.reward.is_empty() {
            line.extend([format!(". Then: {}", it.reward)]);
        }
        line
    });
    line.into_iter().collect()
}

/// Whom a message goes to, in words: its party, else its audience.
#[must_use]
pub fn recipient(project: &Project, plan: &Communication) -> String {
    let to = plan.to.as_ref().and_then(|to| words::party(project, to));
    to.unwrap_or_else(|| {
        match plan.audience {
            Audience::Sponsor => "all sponsors",
            Audience::Client => "the client",
            Audience::Team => "the team",
            Audience::Other => "everyone",
        }
        .to_owned()
    })
}

fn greeting(project: &Project, plan: &Communication) -> String {
    match plan.to.as_ref().and_then(|to| words::party(project, to)) {
        Some(name) => format!("Hello {name},"),
        None if plan.audience == Audience::Team => "Hello all,".to_owned(),
        None => "Hello,".to_owned(),
    }
}
