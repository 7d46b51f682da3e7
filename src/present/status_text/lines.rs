//! Lines that the status of the day and messages have in common.

use chrono::NaiveDate;

use super::Facts;
use crate::finish::audit::{Bottleneck, Scope, bottlenecks};
use crate::finish::focus::focus;
use crate::finish::standup::progress;
use crate::present::{forecast, words};
use crate::project::{Id, Outline, Project, Status, Task, Today};

pub(super) fn name(project: &Project) -> &str {
    match project.settings.name.trim() {
        "" => "The project",
        name => name,
    }
}

pub(super) fn title(project: &Project, id: &Id<Task>) -> String {
    let title = project.tasks.get(id).map_or("", |task| task.title.trim());
    let title = if title.is_empty() { "Untitled" } else { title };
    title.to_owned()
}

pub(super) fn how_far(project: &Project, outline: &Outline) -> String {
    let progress = progress(project, outline);
    format!(
        "{} % of the work is done, {} in {} left.",
        progress.percent(),
        words::work(progress.left),
        words::count(progress.open_tasks, "open task"),
    )
}

/// The dates, the weakest promise last.
pub(super) fn when(facts: &Facts<'_>) -> Vec<String> {
    let mut said = Vec::new();
    let Some(found) = facts.forecast.filter(|it| !it.tasks.is_empty()) else {
        return said;
    };
    let date = |date| words::date(date, facts.today);
    let finish = found.finish();
    said.push(format!(
        "Finish: {} with a chance of 80 in 100, {} with 50 in 100.",
        date(finish.p80),
        date(finish.p50)
    ));
    if let Some(promised) = &found.promised {
        said.push(format!(
            "Promised for {}: the chance is {}.",
            date(promised.date),
            forecast::chance(promised.probability)
        ));
    }
    said
}

pub(super) fn finished(project: &Project, outline: &Outline, since: NaiveDate) -> Vec<String> {
    let done = outline.leaves().into_iter().filter(|id| {
        let task = project.tasks.get(id);
        task.is_some_and(|it| {
            it.status == Status::Done && it.finished.is_some_and(|day| day >= since)
        })
    });
    done.map(|id| title(project, &id)).collect()
}

pub(super) fn on_what(project: &Project, outline: &Outline) -> Vec<String> {
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

pub(super) fn in_the_way(facts: &Facts<'_>, counts: impl Fn(&Bottleneck) -> bool) -> Vec<String> {
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

pub(super) fn help(project: &Project, today: Today) -> Vec<String> {
    let asked = project.check_ins.values().filter_map(|it| {
        let person = project.people.get(it.person.as_ref()?)?;
        let help = it.help.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_asked = it.date == Some(today.0) && !help.is_empty();
        is_asked.then(|| format!("{}: {help}", person.name))
    });
    asked.collect()
}
