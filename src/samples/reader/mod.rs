//! From the text of a sample to the change that makes it.

mod agreement;
mod control;
mod rhythm;
mod task;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::notation::{Days, Misread, hours, number, week};
use crate::edit::Change;
use crate::project::order::OrderKey;
use crate::project::{
    Baseline, BaselineTask, Deliverable, HistoryPair, Holiday, Id, Milestone, MilestoneSize,
    Outcome, Person, Record, ReviewItem, ReviewKind, Settings, Stakeholder, Task, TimeOff, Today,
    WorkMinutes, Workstream,
};

/// Reads a whole sample. Lines that cannot be read are left out and named.
pub(super) fn read(
    text: &str,
    today: Today,
    mint: &mut dyn FnMut() -> String,
) -> (Change, Vec<Misread>) {
    let mut reader = Reader::new(Days::from(today), mint);
    let mut problems = Vec::new();
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    for line in lines() {
        reader.name(line);
    }
    for line in lines() {
        if let Err(problem) = reader.line(line) {
            problems.push(format!("{line}: {problem}"));
        }
    }
    (reader.finish(), problems)
}

struct Reader<'a> {
    days: Days,
    mint: &'a mut dyn FnMut() -> String,
    /// Ids by the sign of their kind (as in `@ann`, `-task`) and key.
    ids: BTreeMap<String, String>,
    change: Change,
    settings: Settings,
    baseline: Baseline,
    baseline_work: BTreeMap<Id<Task>, WorkMinutes>,
    stream: Option<Id<Workstream>>,
    summary: Option<Id<Task>>,
    tasks: Vec<(Id<Task>, Task)>,
    /// The last place given in a list of deliverables, streams or milestones.
    place: OrderKey,
    agreement: agreement::Agreement,
    /// The last day that was noted, and what was left of some tasks then.
    last_day: Option<NaiveDate>,
    left_then: BTreeMap<Id<Task>, WorkMinutes>,
}

impl<'a> Reader<'a> {
    fn new(days: Days, mint: &'a mut dyn FnMut() -> String) -> Self {
        Self {
            days,
            mint,
            ids: BTreeMap::new(),
            change: Change::default(),
            settings: Settings::default(),
            baseline: Baseline::default(),
            baseline_work: BTreeMap::new(),
            stream: None,
            summary: None,
            tasks: Vec::new(),
            place: OrderKey::default(),
            agreement: agreement::Agreement::default(),
            last_day: None,
            left_then: BTreeMap::new(),
        }
    }

    /// Mints the id of what a line is about, so that lines can name what comes later.
    fn name(&mut self, line: &str) {
        let (what, rest) = word(line);
        let sign = match what {
            "person" => '@',
            "stakeholder" => '%',
            "deliverable" => '^',
            "stream" => '=',
            "-" | "--" => '-',
            "point" => '+',
            _ => return,
        };
        // An integration point is called by its title.
        let key = match sign {
            '+' => rest.split('|').next().unwrap_or_default().trim(),
            _ => word(rest).0,
        };
        let id = (self.mint)();
        self.ids.insert(format!("{sign}{key}"), id);
    }

    fn id<R>(&self, sign: char, key: &str) -> Result<Id<R>, Misread> {
        self.ids
            .get(&format!("{sign}{key}"))
            .map(|id| Id::new(id))
            .ok_or_else(|| format!("nothing is called {sign}{key}"))
    }

    fn add_new<R: Record>(&mut self, record: &R) {
        let id = Id::new(&(self.mint)());
        self.change.add(&id, record);
    }

    fn next_place(&mut self) -> OrderKey {
        self.place = OrderKey::between(Some(&self.place), None);
        self.place.clone()
    }

    fn line(&mut self, line: &str) -> Result<(), Misread> {
        let (what, rest) = word(line);
        let columns: Vec<_> = rest.split('|').map(str::trim).collect();
        match what {
            "project" => rest.clone_into(&mut self.settings.name),
            "purpose" => rest.clone_into(&mut self.settings.purpose),
            "dates" => self.dates(rest)?,
            "baseline" => self.baseline(rest)?,
            "person" => self.person(&columns)?,
            "off" => self.time_off(rest)?,
            "holiday" => self.holiday(rest)?,
            "stakeholder" => self.stakeholder(&columns)?,
            "deliverable" => self.deliverable(&columns)?,
            "stream" => self.stream(&columns)?,
            "-" | "--" => self.task(what == "--", rest)?,
            "!" => self.blocker(rest)?,
            ">" => rest.clone_into(&mut self.last_task()?.notes),
            "milestone" => self.milestone(&columns)?,
            "wait" => self.wait(&columns)?,
            "criterion" | "sign" | "review" | "answered" | "reserve" => {
                self.agreement(what, &columns)?;
            }
            "history" => self.history(&columns)?,
            "sprint" => self.sprint(&columns)?,
            "day" => self.noted_day(&columns)?,
            "was" => self.was(rest)?,
            "checkin" => self.check_in(&columns)?,
            "pulse" => self.pulse(rest)?,
            "message" => self.message(&columns)?,
            "costs" => self.costs(&columns)?,
            "said" => self.said(&columns)?,
            "risk" => self.risk(&columns)?,
            "request" => self.request(&columns)?,
            "decision" => self.decision(&columns)?,
            "point" => self.point(&columns)?,
            _ => return Err(format!("“{what}” is no kind of line")),
        }
        Ok(())
    }

    fn dates(&mut self, text: &str) -> Result<(), Misread> {
        for date in text.split_whitespace() {
            let (what, day) = date.split_at(date.find(['+', '-']).unwrap_or(date.len()));
            let slot = match what {
                "start" => &mut self.settings.project_start,
                "planned" => &mut self.settings.planned_end,
                "mile" => &mut self.settings.last_mile_start,
                "target" => &mut self.settings.target_date,
                _ => return Err(format!("“{what}” is no date of a project")),
            };
            *slot = Some(self.days.day(day)?);
        }
        Ok(())
    }

    fn baseline(&mut self, text: &str) -> Result<(), Misread> {
        let (day, rest) = word(text);
        let (by, name) = word(rest);
        self.baseline.taken_on = Some(self.days.day(day)?);
        self.baseline.taken_by = Some(self.id('@', by)?);
        name.clone_into(&mut self.baseline.name);
        Ok(())
    }

    fn person(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let hours = Some(column(columns, 5)).filter(|text| !text.is_empty());
        let capacity = Some(column(columns, 6)).filter(|text| !text.is_empty());
        let person = Person {
            name: column(columns, 1).to_owned(),
            role: column(columns, 2).to_owned(),
            contact: column(columns, 4).to_owned(),
            availability_percent: number(column(columns, 3))?,
            hours: hours.map(week).transpose()?,
            capacity: capacity.map_or(Ok(1), number)?,
            hour_cost: None,
        };
        let id = self.id('@', column(columns, 0))?;
        self.change.add(&id, &person);
        Ok(())
    }

    fn time_off(&mut self, text: &str) -> Result<(), Misread> {
        let (person, rest) = word(text);
        let (first, rest) = word(rest);
        let (last, note) = word(rest);
        let time_off = TimeOff {
            person: Some(self.id('@', person)?),
            first: Some(self.days.day(first)?),
            last: Some(self.days.day(last)?).filter(|_| last != first),
            note: note.to_owned(),
        };
        self.add_new(&time_off);
        Ok(())
    }

    fn holiday(&mut self, text: &str) -> Result<(), Misread> {
        let (day, name) = word(text);
        let date = self.days.day(day)?;
        let holiday = Holiday {
            date: Some(date),
            name: name.to_owned(),
        };
        self.change.add(&Id::new(&date.to_string()), &holiday);
        Ok(())
    }

    fn stakeholder(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (interest, rest) = word(column(columns, 3));
        let (influence, cadence) = word(rest);
        let person = Some(column(columns, 6)).filter(|key| !key.is_empty());
        let stakeholder = Stakeholder {
            name: column(columns, 1).to_owned(),
            role: column(columns, 2).to_owned(),
            interest: Some(number(interest)?),
            influence: Some(number(influence)?),
            decides: column(columns, 5).to_owned(),
            channel: column(columns, 4).to_owned(),
            cadence_days: Some(number(cadence)?),
            person: person.map(|key| self.id('@', key)).transpose()?,
        };
        let id = self.id('%', column(columns, 0))?;
        self.change.add(&id, &stakeholder);
        Ok(())
    }

    fn deliverable(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (owner, due) = word(column(columns, 2));
        let deliverable = Deliverable {
            name: column(columns, 1).to_owned(),
            notes: column(columns, 3).to_owned(),
            owner: Some(self.id('@', owner)?),
            due: Some(self.days.day(due)?),
            order: self.next_place(),
        };
        let id = self.id('^', column(columns, 0))?;
        self.change.add(&id, &deliverable);
        Ok(())
    }

    fn stream(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let stream = Workstream {
            name: column(columns, 1).to_owned(),
            lead: Some(self.id('@', column(columns, 2))?),
            order: self.next_place(),
        };
        let id = self.id('=', column(columns, 0))?;
        self.change.add(&id, &stream);
        self.stream = Some(id);
        Ok(())
    }

    fn milestone(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let keys = column(columns, 4).split_whitespace();
        let mut milestone = Milestone {
            title: column(columns, 1).to_owned(),
            size: match column(columns, 2) {
                "micro" => MilestoneSize::Micro,
                _ => MilestoneSize::Full,
            },
            due: Some(self.days.day(column(columns, 3))?),
            tasks: keys
                .map(|key| self.id('-', key))
                .collect::<Result<_, _>>()?,
            reward: column(columns, 5).to_owned(),
            reached_on: None,
            order: self.next_place(),
        };
        let ends = self.tasks.iter();
        let ends = ends.filter(|(id, _)| milestone.tasks.contains(id));
        // One end missing makes the whole `None`: not reached yet.
        let ends: Option<Vec<NaiveDate>> = ends.map(|(_, task)| task.finished).collect();
        milestone.reached_on = ends.and_then(|ends| ends.into_iter().max());
        self.add_new(&milestone);
        Ok(())
    }

    fn history(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let pair = HistoryPair {
            title: column(columns, 0).to_owned(),
            estimate: hours(column(columns, 1))?,
            actual: hours(column(columns, 2))?,
            person: column(columns, 3).to_owned(),
            kind: column(columns, 4).to_owned(),
            finished_on: Some(self.days.day(column(columns, 5))?),
            project: column(columns, 6).to_owned(),
        };
        self.add_new(&pair);
        Ok(())
    }

    fn costs(&mut self, columns: &[&str]) -> Result<(), Misread> {
        column(columns, 0).clone_into(&mut self.settings.currency);
        self.settings.hour_cost = Some(number(column(columns, 1))?);
        self.settings.delay_cost_per_week = Some(number(column(columns, 2))?);
        Ok(())
    }

    fn said(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (kind, outcome) = match column(columns, 0) {
            "well" => (ReviewKind::WentWell, None),
            "delay" => (ReviewKind::CausedDelay, None),
            "improve" => (ReviewKind::Improve, None),
            "action" => (ReviewKind::Action, None),
            "idea" => (ReviewKind::Suggestion, None),
            "seen" => (ReviewKind::Walkthrough, None),
            "accepted" => (ReviewKind::Walkthrough, Some(Outcome::Accepted)),
            "remarks" => (ReviewKind::Walkthrough, Some(Outcome::WithRemarks)),
            other => return Err(format!("nothing is said as “{other}”")),
        };
        let votes = column(columns, 2).split_whitespace();
        let (day, by) = word(column(columns, 1));
        let item = ReviewItem {
            kind,
            outcome,
            title: column(columns, 3).to_owned(),
            notes: column(columns, 4).to_owned(),
            votes: votes
                .map(|key| self.id('@', key))
                .collect::<Result<_, _>>()?,
            added_on: Some(self.days.day(day)?),
            added_by: Some(self.id('@', by)?),
            order: self.next_place(),
            ..ReviewItem::default()
        };
        self.add_new(&item);
        Ok(())
    }

    /// Adds what can only be said at the end: the order of the tasks and what the baseline froze.
    fn finish(mut self) -> Change {
        let tasks = std::mem::take(&mut self.tasks);
        self.keep_state(&tasks);
        self.tasks = tasks;
        let places = OrderKey::spread(None, None, self.tasks.len());
        let summaries: BTreeSet<_> = self
            .tasks
            .iter()
            .filter_map(|(_, task)| task.parent.clone())
            .collect();
        for ((id, mut task), place) in std::mem::take(&mut self.tasks).into_iter().zip(places) {
            task.order = place;
            if !summaries.contains(&id) && was_open(&task, self.baseline.taken_on) {
                let likely = task.estimate.map(|estimate| estimate.likely);
                let work = self.baseline_work.get(&id).copied().or(likely);
                let frozen = BaselineTask {
                    work,
                    priority: task.priority,
                    start: None,
                    finish: task.due,
                };
                self.baseline.tasks.insert(id.clone(), frozen);
            }
            self.change.add(&id, &task);
        }
        let baseline = std::mem::take(&mut self.baseline);
        self.add_new(&baseline);
        self.change.add(&Id::new(Settings::ID), &self.settings);
        self.agree();
        self.change.label = format!("Open the sample “{}”", self.settings.name);
        self.change
    }
}

/// Whether the task was known and not done yet when the baseline was taken.
fn was_open(task: &Task, taken_on: Option<NaiveDate>) -> bool {
    task.added_on <= taken_on
        && task
            .finished
            .is_none_or(|finished| Some(finished) > taken_on)
}

/// The first word and the rest.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(' ')
        .map_or((text, ""), |(first, rest)| (first, rest.trim()))
}

/// A column by number; missing ones at the end of a line are empty.
fn column<'t>(columns: &[&'t str], number: usize) -> &'t str {
    columns.get(number).copied().unwrap_or("")
}
