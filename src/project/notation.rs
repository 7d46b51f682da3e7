//! A tiny text notation for whole projects, for tests only.
//!
//! One record per line; a task's subtasks are indented below it by two spaces:
//! ```text
//! hours 8/8/8/8/8/0/0
//! holiday 2026-03-06
//! person ann 50% off=2026-03-04..2026-03-05 hours=8/8/8/8/0/0/0
//! person pool x3
//! task launch due=2026-03-20
//!   task copy 2h/4h/8h @ann must from=2026-03-04 <draft <review:ss+4h
//!   task demo 6h @ann @pool*2 together doing=2026-03-01 left=2h blocked
//! task draft 8h done=2026-02-27
//! milestone ready launch,draft due=2026-03-21
//! target 2026-03-22
//! ```
//! Names are ids and titles at once. Words: `must should nice`, `doing done deferred dropped`,
//! `blocked together`, `rank=…`, `<id[:fs|ss|ff|sf][+4h|-30m]`.

use chrono::NaiveDate;

use super::order::OrderKey;
use super::{
    Blocker, BlockerKind, Dependency, DependencyKind, Estimate, Holiday, Id, Milestone, Person,
    Priority, Project, Status, Task, Teamwork, TimeOff, WeekHours, WorkMinutes,
};

/// The project a text stands for. Panics at the first word it does not know: it is for tests.
pub(crate) fn project(text: &str) -> Project {
    let mut project = Project::default();
    let mut parents: Vec<(usize, Id<Task>)> = Vec::new();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let keys = OrderKey::spread(None, None, lines.clone().count());
    let margin = lines.clone().map(indent).min().unwrap_or(0);
    for (line, order) in lines.zip(keys) {
        let mut words = line.split_whitespace();
        let kind = words.next().unwrap();
        let rest: Vec<&str> = words.collect();
        match kind {
            "hours" => project.settings.hours = hours(rest[0]),
            "target" => project.settings.target_date = Some(date(rest[0])),
            "holiday" => {
                let day = Holiday {
                    date: Some(date(rest[0])),
                    ..Holiday::default()
                };
                project.holidays.insert(Id::new(rest[0]), day);
            }
            "person" => person(&mut project, &rest),
            "milestone" => milestone(&mut project, &rest, order),
            "task" => {
                let depth = indent(line) - margin;
                parents.retain(|(other, _)| *other < depth);
                let parent = parents.last().map(|(_, id)| id.clone());
                let id = Id::new(rest[0]);
                let task = Task {
                    title: rest[0].to_owned(),
                    parent,
                    order,
                    ..Task::default()
                };
                let task = task_words(&mut project, &id, task, &rest[1..]);
                project.tasks.insert(id.clone(), task);
                parents.push((depth, id));
            }
            _ => panic!("unknown line {line:?}"),
        }
    }
    project
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("no date: {text:?}"))
}

fn minutes(text: &str) -> Option<u32> {
    let number = |unit, text: &str| text.strip_suffix(unit)?.parse::<f64>().ok();
    let (number, unit) = number('h', text)
        .map(|hours| (hours, 60.0))
        .or_else(|| number('m', text).map(|minutes| (minutes, 1.0)))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "tests write small positive numbers"
    )]
    Some((number * unit) as u32)
}

fn hours(text: &str) -> WeekHours {
    let mut hours = [0; 7];
    for (day, text) in hours.iter_mut().zip(text.split('/')) {
        *day = text.parse::<u16>().unwrap() * 60;
    }
    WeekHours(hours)
}

fn person(project: &mut Project, words: &[&str]) {
    let id = Id::new(words[0]);
    let mut person = Person {
        name: words[0].to_owned(),
        ..Person::default()
    };
    for word in &words[1..] {
        if let Some(percent) = word.strip_suffix('%') {
            person.availability_percent = percent.parse().unwrap();
        } else if let Some(capacity) = word.strip_prefix('x') {
            person.capacity = capacity.parse().unwrap();
        } else if let Some(week) = word.strip_prefix("hours=") {
            person.hours = Some(hours(week));
        } else if let Some(days) = word.strip_prefix("off=") {
            let (first, last) = days.split_once("..").unwrap_or((days, days));
            let away = TimeOff {
                person: Some(id.clone()),
                first: Some(date(first)),
                last: Some(date(last)),
                ..TimeOff::default()
            };
            let key = format!("{id}{}", project.time_off.len());
            project.time_off.insert(Id::new(&key), away);
        } else {
            panic!("unknown word {word:?}");
        }
    }
    project.people.insert(id, person);
}

fn milestone(project: &mut Project, words: &[&str], order: OrderKey) {
    let mut milestone = Milestone {
        title: words[0].to_owned(),
        order,
        ..Milestone::default()
    };
    for word in &words[1..] {
        if let Some(due) = word.strip_prefix("due=") {
            milestone.due = Some(date(due));
        } else {
            milestone.tasks = word.split(',').map(Id::new).collect();
        }
    }
    project.milestones.insert(Id::new(words[0]), milestone);
}

fn task_words(project: &mut Project, id: &Id<Task>, mut task: Task, words: &[&str]) -> Task {
    for word in words {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let day = || (!value.is_empty()).then(|| date(value));
        match name {
            "must" => task.priority = Some(Priority::Must),
            "should" => task.priority = Some(Priority::Should),
            "nice" => task.priority = Some(Priority::Nice),
            "together" => task.teamwork = Teamwork::Together,
            "due" => task.due = day(),
            "from" => task.not_before = day(),
            "doing" => (task.status, task.started) = (Status::Doing, day()),
            "done" => (task.status, task.finished) = (Status::Done, day()),
            "deferred" => task.status = Status::Deferred,
            "dropped" => task.status = Status::Dropped,
            "left" => task.remaining = minutes(value).map(WorkMinutes),
            "rank" => {
                task.plan_rank = serde_json::from_value(serde_json::Value::from(value)).ok();
            }
            "blocked" => {
                task.blocker = Some(Blocker {
                    kind: BlockerKind::Approval,
                    waiting_on: None,
                    since: day(),
                    note: String::new(),
                });
            }
            _ => short_word(project, id, &mut task, word),
        }
    }
    task
}

/// An assignee, a link or an estimate.
fn short_word(project: &mut Project, id: &Id<Task>, task: &mut Task, word: &str) {
    if let Some(who) = word.strip_prefix('@') {
        let (who, units) = who.split_once('*').unwrap_or((who, "1"));
        task.assignees.insert(Id::new(who), units.parse().unwrap());
    } else if let Some(link) = word.strip_prefix('<') {
        let (link, lag_minutes) = match link.find(['+', '-']) {
            Some(at) => {
                let lag = i32::try_from(minutes(&link[at + 1..]).unwrap()).unwrap();
                (
                    &link[..at],
                    if link[at..].starts_with('-') {
                        -lag
                    } else {
                        lag
                    },
                )
            }
            None => (link, 0),
        };
        let (from, kind) = link.split_once(':').unwrap_or((link, "fs"));
        let kind = match kind {
            "fs" => DependencyKind::FinishToStart,
            "ss" => DependencyKind::StartToStart,
            "ff" => DependencyKind::FinishToFinish,
            "sf" => DependencyKind::StartToFinish,
            _ => panic!("unknown kind of link {kind:?}"),
        };
        let dependency = Dependency {
            predecessor: Id::new(from),
            successor: id.clone(),
            kind,
            lag_minutes,
        };
        let key = Dependency::id_of(&dependency.predecessor, id);
        project.dependencies.insert(key, dependency);
    } else {
        let values: Vec<WorkMinutes> = word
            .split('/')
            .filter_map(minutes)
            .map(WorkMinutes)
            .collect();
        task.estimate = Some(match values[..] {
            [likely] => Estimate::single(likely),
            [optimistic, likely, pessimistic] => Estimate::three(optimistic, likely, pessimistic),
            _ => panic!("unknown word {word:?}"),
        });
    }
}
