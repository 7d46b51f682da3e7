//! The lines about tasks: what they are, wait for, and waited for.

use super::{Reader, column, word};
use crate::project::{
    Blocker, Dependency, DependencyKind, Id, Party, Status, Task, Teamwork, Wait,
};
use crate::samples::notation::{Mark, Misread, blocker_kind};

impl Reader<'_> {
    pub(super) fn task(&mut self, is_part: bool, text: &str) -> Result<(), Misread> {
        let (key, rest) = word(text);
        let (title, marks) = rest.split_once('|').unwrap_or((rest, ""));
        let id = self.id('-', key)?;
        if !is_part {
            self.summary = Some(id.clone());
        }
        let mut task = Task {
            title: title.trim().to_owned(),
            parent: self.summary.clone().filter(|_| is_part),
            workstream: self.stream.clone(),
            added_on: self.settings.last_mile_start,
            added_by: self.baseline.taken_by.clone(),
            ..Task::default()
        };
        for mark in marks.split_whitespace() {
            self.mark(&id, &mut task, mark)?;
        }
        self.tasks.push((id, task));
        Ok(())
    }

    fn mark(&mut self, id: &Id<Task>, task: &mut Task, text: &str) -> Result<(), Misread> {
        match Mark::read(text, self.days)? {
            Mark::Priority(priority) => task.priority = Some(priority),
            Mark::Assignee(key, units) => {
                task.assignees.insert(self.id('@', key)?, units);
            }
            Mark::Estimate(estimate) => task.estimate = Some(estimate),
            Mark::Actual(work) => task.actual = Some(work),
            Mark::Remaining(work) => task.remaining = Some(work),
            Mark::AtBaseline(work) => {
                self.baseline_work.insert(id.clone(), work);
            }
            Mark::Due(day) => task.due = Some(day),
            Mark::NotBefore(day) => task.not_before = Some(day),
            Mark::Doing(day) => {
                task.status = Status::Doing;
                task.started = Some(day);
            }
            Mark::Done(first, last) => {
                task.status = Status::Done;
                task.started = Some(first);
                task.finished = Some(last);
            }
            Mark::Closed(status) => task.status = status,
            Mark::After(key, kind, lag_minutes) => self.link(key, id, kind, lag_minutes)?,
            Mark::Deliverable(key) => task.deliverable = Some(self.id('^', key)?),
            Mark::Value(value) => task.value = Some(value),
            Mark::Together => task.teamwork = Teamwork::Together,
            Mark::Label(label) => {
                task.labels.insert(label.to_owned());
            }
            Mark::New(day) => task.added_on = Some(day),
            Mark::By(key) => task.added_by = Some(self.id('@', key)?),
        }
        Ok(())
    }

    fn link(
        &mut self,
        predecessor: &str,
        successor: &Id<Task>,
        kind: DependencyKind,
        lag_minutes: i32,
    ) -> Result<(), Misread> {
        let predecessor = self.id('-', predecessor)?;
        let id = Dependency::id_of(&predecessor, successor);
        let dependency = Dependency {
            kind,
            lag_minutes,
            ..Dependency::finish_to_start(predecessor, successor.clone())
        };
        self.change.add(&id, &dependency);
        Ok(())
    }

    pub(super) fn last_task(&mut self) -> Result<&mut Task, Misread> {
        self.tasks
            .last_mut()
            .map(|(_, task)| task)
            .ok_or_else(|| "no task stands above".to_owned())
    }

    pub(super) fn blocker(&mut self, text: &str) -> Result<(), Misread> {
        let (kind, rest) = word(text);
        let (since, rest) = word(rest);
        let (waiting_on, note) = self.party(rest)?;
        let blocker = Blocker {
            kind: blocker_kind(kind)?,
            waiting_on,
            since: Some(self.days.day(since)?),
            note: note.to_owned(),
        };
        self.last_task()?.blocker = Some(blocker);
        Ok(())
    }

    /// The party at the start of a text, and what follows it.
    pub(super) fn party<'t>(&self, text: &'t str) -> Result<(Option<Party>, &'t str), Misread> {
        if let Some((name, rest)) = text.strip_prefix('"').and_then(|t| t.split_once('"')) {
            return Ok((Some(Party::Named(name.to_owned())), rest.trim()));
        }
        let (party, rest) = word(text);
        let party = match party.split_at_checked(1) {
            Some(("@", key)) => Some(Party::Person(self.id('@', key)?)),
            Some(("%", key)) => Some(Party::Stakeholder(self.id('%', key)?)),
            Some(("-", "")) => None,
            _ => return Err(format!("“{party}” is nobody")),
        };
        Ok((party, rest))
    }

    pub(super) fn wait(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (since, until) = word(column(columns, 3));
        let wait = Wait {
            task: Some(self.id('-', column(columns, 0))?),
            kind: Some(blocker_kind(column(columns, 1))?),
            waiting_on: self.party(column(columns, 2))?.0,
            since: Some(self.days.day(since)?),
            until: Some(self.days.day(until)?),
        };
        self.add_new(&wait);
        Ok(())
    }
}
