//! The lines about the daily work: sprints, updates, how people are doing.

use std::collections::BTreeMap;

use super::{Reader, column, word};
use crate::project::{
    Audience, CheckIn, Communication, DayRecord, DayState, Id, Moved, Priority, Pulse, Sprint,
    Status, Task, TaskThen, WorkMinutes,
};
use crate::samples::notation::{Misread, hours, number};

impl Reader<'_> {
    pub(super) fn sprint(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (start, end) = word(column(columns, 0));
        let sprint = Sprint {
            goal: column(columns, 1).to_owned(),
            start: Some(self.days.day(start)?),
            end: Some(self.days.day(end)?),
            tasks: self.work(column(columns, 2))?,
            note: column(columns, 3).to_owned(),
            ..Sprint::default()
        };
        self.add_new(&sprint);
        Ok(())
    }

    pub(super) fn check_in(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (person, day) = word(column(columns, 0));
        let (person, date) = (self.id('@', person)?, self.days.day(day)?);
        let check_in = CheckIn {
            remaining_minutes: self.work(column(columns, 1))?,
            done: column(columns, 2).to_owned(),
            next: column(columns, 3).to_owned(),
            blocker: column(columns, 4).to_owned(),
            help: column(columns, 5).to_owned(),
            person: Some(person.clone()),
            date: Some(date),
            ..CheckIn::default()
        };
        self.change.add(&CheckIn::id_of(&person, date), &check_in);
        Ok(())
    }

    pub(super) fn pulse(&mut self, text: &str) -> Result<(), Misread> {
        let (person, rest) = word(text);
        let (day, rest) = word(rest);
        let (morale, rest) = word(rest);
        let (workload, remark) = word(rest);
        let person = Some(person).filter(|key| *key != "-");
        let pulse = Pulse {
            person: person.map(|key| self.id('@', key)).transpose()?,
            date: Some(self.days.day(day)?),
            morale: Some(number(morale)?),
            workload: Some(number(workload)?),
            remark: remark.to_owned(),
        };
        self.add_new(&pulse);
        Ok(())
    }

    pub(super) fn message(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (first, every) = word(column(columns, 4));
        let sent = Some(column(columns, 6)).filter(|day| !day.is_empty());
        let message = Communication {
            title: column(columns, 0).to_owned(),
            audience: match column(columns, 1) {
                "sponsor" => Audience::Sponsor,
                "client" => Audience::Client,
                "team" => Audience::Team,
                "other" => Audience::Other,
                other => return Err(format!("“{other}” is no audience")),
            },
            to: self.party(column(columns, 2))?.0,
            channel: column(columns, 3).to_owned(),
            first_due: Some(self.days.day(first)?),
            every_days: Some(number(every)?),
            owner: Some(self.id('@', column(columns, 5))?),
            last_sent: sent.map(|day| self.days.day(day)).transpose()?,
            order: self.next_place(),
            ..Communication::default()
        };
        self.add_new(&message);
        Ok(())
    }

    /// How the project stood on a day: dates in days from today, lengths in hours.
    pub(super) fn noted_day(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let date = self.days.day(column(columns, 0))?;
        let mut dates = column(columns, 1).split_whitespace();
        let mut next = || {
            let day = dates.next().unwrap_or_default();
            self.days.day(day).map(Some)
        };
        let (finish, p50, p80, p90) = (next()?, next()?, next()?, next()?);
        let on_time_percent = dates.next().map(number).transpose()?;
        let [must, should, nice] = numbers(column(columns, 2))?;
        let [musts, shoulds, nices] = numbers(column(columns, 3))?;
        let [done, done_hours, out, out_hours] = numbers(column(columns, 4))?;
        let [blocked, ready] = numbers(column(columns, 5))?;
        let [chain, chain_left, buffer, buffer_left] = numbers(column(columns, 6))?;
        let each = |numbers: [u32; 3]| Priority::ALL.into_iter().zip(numbers);
        let minutes = |hours: u32| Some(i64::from(hours) * 60);
        let day = DayRecord {
            date: Some(date),
            chain_minutes: minutes(chain),
            chain_remaining_minutes: minutes(chain_left),
            buffer_minutes: minutes(buffer),
            buffer_left_minutes: minutes(buffer_left),
            finish,
            promised: self.settings.target_date,
            p50,
            p80,
            p90,
            on_time_percent,
            open_tasks: each([musts, shoulds, nices]).collect(),
            open_minutes: each([must, should, nice])
                .map(|(priority, hours)| (priority, WorkMinutes::hours(hours)))
                .collect(),
            done_tasks: Some(done),
            done_minutes: Some(WorkMinutes::hours(done_hours)),
            out_tasks: Some(out),
            out_minutes: Some(WorkMinutes::hours(out_hours)),
            blocked_tasks: Some(blocked),
            ready_questions: Some(ready),
            moved: self.moved(column(columns, 7))?,
            ..DayRecord::default()
        };
        self.last_day = Some(date);
        self.change.add(&Id::new(&date.to_string()), &day);
        Ok(())
    }

    /// What moved the 80 % date since the day noted before, in hours.
    fn moved(&self, text: &str) -> Result<Option<Moved>, Misread> {
        if text.is_empty() {
            return Ok(None);
        }
        let hours: Result<Vec<i64>, Misread> = text.split_whitespace().map(number).collect();
        let hours: Result<[i64; 6], _> = hours?.try_into();
        let hours = hours.map_err(|_| format!("“{text}” is not 6 numbers"))?;
        let [progress, estimates, added, left_out, waiting, risks] = hours.map(|it| it * 60);
        Ok(Some(Moved {
            since: self.last_day,
            plan: 0,
            progress,
            estimates,
            added,
            left_out,
            waiting,
            risks,
        }))
    }

    /// What the last noted day kept, where it was not as it is now: what was left of some tasks.
    pub(super) fn was(&mut self, text: &str) -> Result<(), Misread> {
        self.left_then = self.work(text)?;
        Ok(())
    }

    /// Lets the last noted day keep what was known of these tasks.
    pub(super) fn keep_state(&mut self, tasks: &[(Id<Task>, Task)]) {
        let Some(date) = self.last_day else { return };
        let left = std::mem::take(&mut self.left_then);
        let mut state = DayState::default();
        for (id, task) in tasks {
            let mut then = TaskThen {
                status: task.status,
                estimate: task.estimate.filter(|_| task.is_open()),
                remaining: task.remaining.filter(|_| task.is_open()),
                actual: task.actual.filter(|_| task.is_open()),
                assignees: task.assignees.clone(),
            };
            if !task.is_open() {
                then.assignees.clear();
            }
            if let Some(left) = left.get(id) {
                if !task.is_open() {
                    then.status = Status::Doing;
                }
                then.estimate = task.estimate;
                then.remaining = Some(*left);
            }
            state.tasks.insert(id.clone(), then);
        }
        let id: Id<DayRecord> = Id::new(&date.to_string());
        let kept = DayRecord {
            state: Some(state),
            ..DayRecord::default()
        };
        self.change.update(&id, &DayRecord::default(), &kept);
    }

    /// Hours by task: `copy:6 page:4`.
    fn work(&self, text: &str) -> Result<BTreeMap<Id<Task>, WorkMinutes>, Misread> {
        let each = text.split_whitespace().map(|part| {
            let (key, work) = part
                .split_once(':')
                .ok_or_else(|| format!("“{part}” is no task with hours"))?;
            Ok((self.id('-', key)?, hours(work)?))
        });
        each.collect()
    }
}

/// As many numbers as are wanted, no fewer.
fn numbers<const N: usize>(text: &str) -> Result<[u32; N], Misread> {
    let all: Result<Vec<u32>, Misread> = text.split_whitespace().map(number).collect();
    let all: Result<[u32; N], _> = all?.try_into();
    all.map_err(|_| format!("“{text}” is not {N} numbers"))
}
