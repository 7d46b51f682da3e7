//! The status of the day and drafts of messages, as text to be copied: plain for mail, Markdown for
//! chat tools.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::words;
use crate::finish::audit::{Bottleneck, Scope, bottlenecks};
use crate::finish::focus::focus;
use crate::finish::standup::progress;
use crate::forecast::Forecast;
use crate::project::{
    Audience, Communication, Decision, Id, Outline, Party, Project, RiskStatus, Status, Task, Today,
};
use crate::schedule::Scheduled;

/// A list goes on as "and 3 more" after so many lines.
const LINES: usize = 6;

/// What the texts are made of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The project.
    pub project: &'a Project,
    /// When everything happens.
    pub dates: &'a BTreeMap<Id<Task>, Scheduled>,
    /// How likely which date is; `None` while it is worked out.
    pub forecast: Option<&'a Forecast>,
    /// The day.
    pub today: Today,
    /// Who writes; empty when nobody has said.
    pub me: &'a str,
}

/// How a text marks its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As text alone.
    Plain,
    /// With `**` around headings.
    Markdown,
}

/// A text of paragraphs and lists under headings.
struct Text {
    format: Format,
    parts: Vec<String>,
}

impl Text {
    fn new(format: Format) -> Self {
        Self {
            format,
            parts: Vec::new(),
        }
    }

    fn say(&mut self, paragraph: impl Into<String>) {
        self.parts.push(paragraph.into());
    }

    /// A heading with a list below it; nothing for an empty list.
    fn list(&mut self, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let mut part = self.marked(heading);
        for line in lines.iter().take(LINES) {
            part.push_str("\n- ");
            part.push_str(line);
        }
        if lines.len() > LINES {
            part.extend([format!("\n- and {} more", lines.len() - LINES)]);
        }
        self.parts.push(part);
    }

    fn marked(&self, heading: &str) -> String {
        match self.format {
            Format::Plain => heading.to_owned(),
            Format::Markdown => format!("**{heading}**"),
        }
    }

    fn end(self) -> String {
        self.parts.join("\n\n")
    }
}

/// The status of the day, for the team's channel: how far the work is, the dates, what was done
/// since a day, who is on what, what is in the way, what help is asked for.
#[must_use]
pub fn status(facts: &Facts<'_>, since: NaiveDate, format: Format) -> String {
    let Facts { project, today, .. } = *facts;
    let (outline, _) = project.outline();
    let mut text = Text::new(format);
    let heading = format!(
        "{}: status of {}",
        name(project),
        words::date(today.0, today)
    );
    text.say(text.marked(&heading));
    let mut standing = vec![how_far(project, &outline)];
    standing.extend(when(facts));
    text.say(standing.join("\n"));
    text.list(
        &format!("Done since {}", words::date(since, today)),
        &finished(project, &outline, since),
    );
    text.list("Now", &on_what(project, &outline));
    text.list("In the way", &in_the_way(facts, |_| true));
    text.list("Help wanted", &help(project, today));
    text.end()
}

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

fn name(project: &Project) -> &str {
    match project.settings.name.trim() {
        "" => "The project",
        name => name,
    }
}

fn title(project: &Project, id: &Id<Task>) -> String {
    let title = project.tasks.get(id).map_or("", |task| task.title.trim());
    let title = if title.is_empty() { "Untitled" } else { title };
    title.to_owned()
}

fn how_far(project: &Project, outline: &Outline) -> String {
    let progress = progress(project, outline);
    format!(
        "{} % of the work is done, {} in {} left.",
        progress.percent(),
        words::work(progress.left),
        words::count(progress.open_tasks, "open task"),
    )
}

/// The dates, the weakest promise last.
fn when(facts: &Facts<'_>) -> Vec<String> {
    let mut said = Vec::new();
    let Some(forecast) = facts.forecast.filter(|it| !it.tasks.is_empty()) else {
        return said;
    };
    let date = |date| words::date(date, facts.today);
    let finish = forecast.finish();
    said.push(format!(
        "Finish: {} with a chance of 80 in 100, {} with 50 in 100.",
        date(finish.p80),
        date(finish.p50)
    ));
    if let Some(promised) = &forecast.promised {
        said.push(format!(
            "Promised for {}: the chance is {}.",
            date(promised.date),
            super::forecast::chance(promised.probability)
        ));
    }
    said
}

fn finished(project: &Project, outline: &Outline, since: NaiveDate) -> Vec<String> {
    let done = outline.leaves().into_iter().filter(|id| {
        let task = project.tasks.get(id);
        task.is_some_and(|it| {
            it.status == Status::Done && it.finished.is_some_and(|day| day >= since)
        })
    });
    done.map(|id| title(project, &id)).collect()
}

fn on_what(project: &Project, outline: &Outline) -> Vec<String> {
    let mut lines = Vec::new();
    for (person, focus) in focus(project, outline) {
        let Some(person) = project.people.get(&person) else {
            continue;
        };
        if let Some(task) = focus.primary() {
            lines.push(format!("{}: {}", person.name, title(project, task)));
        }
    }
    lines.sort();
    lines
}

fn in_the_way(facts: &Facts<'_>, counts: impl Fn(&Bottleneck) -> bool) -> Vec<String> {
    let found = bottlenecks(&Scope::of(facts.project, facts.today));
    let found = found.iter().filter(|it| counts(it));
    found.map(|it| waits(facts.project, it)).collect()
}

/// "Terms of use waits for Ravi Kapoor, 4 days, holds up 2 tasks".
fn waits(project: &Project, it: &Bottleneck) -> String {
    let whom = it.waiting_on.as_ref();
    let whom = whom.and_then(|whom| words::party(project, whom));
    let mut line = title(project, &it.task);
    match whom {
        Some(whom) => line.extend([format!(" waits for {whom}")]),
        None => line.extend([format!(": {}", words::blocker_kind(it.kind).to_lowercase())]),
    }
    if let Some(days) = it.days.filter(|days| *days > 0) {
        line.extend([format!(", {}", words::count(days as usize, "day"))]);
    }
    if it.holds_up.tasks > 0 {
        line.extend([format!(
            ", holds up {}",
            words::count(it.holds_up.tasks, "task")
        )]);
    }
    line
}

fn help(project: &Project, today: Today) -> Vec<String> {
    let asked = project.check_ins.values().filter_map(|it| {
        let person = project.people.get(it.person.as_ref()?)?;
        let help = it.help.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_asked = it.date == Some(today.0) && !help.is_empty();
        is_asked.then(|| format!("{}: {help}", person.name))
    });
    asked.collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation::project;
    use crate::project::{Blocker, BlockerKind, CheckIn, Deliverable, Risk, Stakeholder};
    use crate::schedule;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn launch() -> Project {
        let mut project = project(
            "
            person ann
            person bob
            task copy 8h @ann done=2026-03-03
            task page 8h @ann doing=2026-03-03 left=4h
            task terms 8h @bob blocked
            task live 4h @bob <terms <page
            target 2026-03-20
            ",
        );
        project.settings.name = "Launch".into();
        let board = Stakeholder {
            name: "The board".into(),
            ..Stakeholder::default()
        };
        project.stakeholders.insert(Id::new("board"), board);
        let terms = project.tasks.get_mut(&Id::new("terms")).unwrap();
        terms.blocker = Some(Blocker {
            kind: BlockerKind::Approval,
            waiting_on: Some(Party::Stakeholder(Id::new("board"))),
            since: Some(day(2)),
            note: String::new(),
        });
        let site = Deliverable {
            name: "Website".into(),
            ..Deliverable::default()
        };
        project.deliverables.insert(Id::new("site"), site);
        project.tasks.get_mut(&Id::new("live")).unwrap().deliverable = Some(Id::new("site"));
        let asked = CheckIn {
            person: Some(Id::new("ann")),
            date: Some(day(4)),
            help: "Someone who\nknows CSS".into(),
            ..CheckIn::default()
        };
        project.check_ins.insert(Id::new("x"), asked);
        for (name, probability) in [("Servers fail", 2), ("Legal says no", 4)] {
            let risk = Risk {
                title: name.into(),
                probability: Some(probability),
                impact: Some(3),
                ..Risk::default()
            };
            project.risks.insert(Id::new(name), risk);
        }
        project
    }

    fn with<T>(project: &Project, tell: impl FnOnce(&Facts<'_>) -> T) -> T {
        let today = Today(day(4));
        let dates = schedule::schedule(project, today, &schedule::Options::default()).0;
        tell(&Facts {
            project,
            dates: &dates.tasks,
            forecast: None,
            today,
            me: "Ann Lee",
        })
    }

    #[test]
    fn the_status_of_the_day_says_how_far_and_what_is_in_the_way() {
        let text = with(&launch(), |facts| status(facts, day(3), Format::Plain));
        assert_eq!(
            text,
            "Launch: status of Wed 4 Mar\n\n\
             42 % of the work is done, 16 h in 3 open tasks left.\n\n\
             Done since Tue 3 Mar\n- copy\n\n\
             Now\n- ann: page\n\n\
             In the way\n- terms waits for The board, 2 days, holds up 1 task\n\n\
             Help wanted\n- ann: Someone who knows CSS"
        );
        let marked = with(&launch(), |facts| status(facts, day(4), Format::Markdown));
        assert!(marked.starts_with("**Launch: status of Wed 4 Mar**\n\n"));
        assert!(marked.contains("\n\n**Now**\n- ann"));
        assert!(!marked.contains("Done since"), "{marked}");
    }

    #[test]
    fn each_audience_hears_what_it_needs() {
        let to = |audience| {
            let plan = Communication {
                audience,
                to: Some(Party::Stakeholder(Id::new("board"))),
                last_sent: Some(day(2)),
                note: "See you on Friday.".into(),
                ..Communication::default()
            };
            with(&launch(), |facts| message(facts, &plan))
        };
        let sponsor = to(Audience::Sponsor);
        assert!(
            sponsor.starts_with("Hello The board,\n\nLaunch: 42 %"),
            "{sponsor}"
        );
        assert!(sponsor.contains("Decisions we need from you\n- terms waits for The board"));
        assert!(sponsor.contains("move the date\n- Legal says no\n- Servers fail"));
        assert!(sponsor.contains("Done since my last message\n- copy"));
        assert!(sponsor.ends_with("See you on Friday.\n\nKind regards\nAnn Lee"));
        let client = to(Audience::Client);
        assert!(
            client.contains("and when\n- Website: Fri 6 Mar") || client.contains("- Website: ")
        );
        assert!(!client.contains("Legal says no"), "{client}");
        let team = to(Audience::Team);
        assert!(team.contains("Help wanted\n- ann"), "{team}");
        assert!(
            team.contains("Next on the way to the end\n- terms (bob)"),
            "{team}"
        );
        assert!(!to(Audience::Other).contains("In the way"));
    }

    #[test]
    fn a_message_to_everyone_asks_for_what_any_stakeholder_is_to_give() {
        let plan = Communication::default();
        let all = with(&launch(), |facts| message(facts, &plan));
        assert!(all.contains("Decisions we need from you\n- terms"), "{all}");
        let other = Communication {
            to: Some(Party::Named("Press".into())),
            ..plan
        };
        let press = with(&launch(), |facts| message(facts, &other));
        assert!(!press.contains("Decisions we need"), "{press}");
    }

    #[test]
    fn long_lists_end_with_how_many_more() {
        let mut text = Text::new(Format::Plain);
        let lines: Vec<_> = (1..=8).map(|number| number.to_string()).collect();
        text.list("Done", &lines);
        assert!(text.end().ends_with("- 6\n- and 2 more"));
    }
}
