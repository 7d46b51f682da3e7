//! Risks, change requests, decisions and integration points of a sample.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::{Reader, column, word};
use crate::project::{
    ChangeRequest, Decision, Id, IntegrationPoint, Person, Risk, RiskStatus, Task, TestRun,
};
use crate::samples::notation::{Misread, number};

impl Reader<'_> {
    pub(super) fn risk(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (probability, impact) = word(column(columns, 1));
        let mut risk = Risk {
            title: column(columns, 0).to_owned(),
            probability: Some(number(probability)?),
            impact: Some(number(impact)?),
            category: Some(named(column(columns, 2))?),
            tasks: self.tasks_of(column(columns, 3))?,
            response: optional(column(columns, 4), named)?,
            owner: self.owner(column(columns, 5))?,
            mitigations: self.tasks_of(column(columns, 6))?,
            cause: column(columns, 7).to_owned(),
            effect: column(columns, 8).to_owned(),
            trigger: column(columns, 9).to_owned(),
            raised_on: Some(self.days.day("-10")?),
            review_on: Some(self.days.day("+4")?),
            ..Risk::default()
        };
        let state = column(columns, 10);
        if let Some(day) = state.strip_prefix("happened") {
            risk.status = RiskStatus::Happened;
            risk.happened_on = Some(self.days.day(day)?);
        } else if let Some(day) = state.strip_prefix("closed") {
            risk.status = RiskStatus::Closed;
            risk.closed_on = Some(self.days.day(day)?);
        }
        self.add_new(&risk);
        Ok(())
    }

    pub(super) fn request(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (verdict, day) = word(column(columns, 4));
        let verdict = optional(verdict.trim_matches('-'), named)?;
        let request = ChangeRequest {
            title: column(columns, 0).to_owned(),
            requester: self.party(column(columns, 1))?.0,
            asked_on: Some(self.days.day(column(columns, 2))?),
            is_critical: match column(columns, 3) {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            verdict,
            decided_on: optional(day, |day| self.days.day(day))?,
            reason: column(columns, 5).to_owned(),
            work: column(columns, 6).replace("; ", "\n"),
            tasks: self.tasks_of(column(columns, 7))?,
            verdict_reason: column(columns, 8).to_owned(),
            phase: column(columns, 9).to_owned(),
            ..ChangeRequest::default()
        };
        self.add_new(&request);
        Ok(())
    }

    pub(super) fn decision(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let (asked, needed) = word(column(columns, 2));
        let decision = Decision {
            title: column(columns, 0).to_owned(),
            decider: self.party(column(columns, 1))?.0,
            asked_on: Some(self.days.day(asked)?),
            needed_by: optional(needed, |day| self.days.day(day))?,
            tasks: self.tasks_of(column(columns, 3))?,
            options: column(columns, 4).replace("; ", "\n"),
            decided_on: optional(column(columns, 5), |day| self.days.day(day))?,
            outcome: column(columns, 6).to_owned(),
            reason: column(columns, 7).to_owned(),
            superseded_by: None,
        };
        self.add_new(&decision);
        Ok(())
    }

    pub(super) fn point(&mut self, columns: &[&str]) -> Result<(), Misread> {
        let parts = column(columns, 1).split(", ").map(str::to_owned);
        let mut point = IntegrationPoint {
            title: column(columns, 0).to_owned(),
            parts: parts.collect(),
            owner: self.owner(column(columns, 2))?,
            tasks: self.tasks_of(column(columns, 3))?,
            environment: column(columns, 4).to_owned(),
            method: column(columns, 5).to_owned(),
            next_test_on: optional(column(columns, 6), |day| self.days.day(day))?,
            rework_days: optional(column(columns, 7), number)?,
            ..IntegrationPoint::default()
        };
        for run in column(columns, 8).split_whitespace() {
            let day = run.trim_start_matches(['p', 'f']);
            let run = TestRun {
                on: Some(self.days.day(day)?),
                passed: run.starts_with('p'),
                note: String::new(),
            };
            point.runs.insert(format!("{}", point.runs.len() + 1), run);
        }
        let id = self.id::<IntegrationPoint>('+', &point.title)?;
        self.change.add(&id, &point);
        Ok(())
    }

    fn owner(&self, key: &str) -> Result<Option<Id<Person>>, Misread> {
        optional(key, |key| self.id('@', key))
    }

    fn tasks_of(&self, keys: &str) -> Result<BTreeSet<Id<Task>>, Misread> {
        let keys = keys.split_whitespace();
        keys.map(|key| self.id('-', key)).collect()
    }
}

/// Nothing for an empty column.
fn optional<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, Misread>,
) -> Result<Option<T>, Misread> {
    if text.is_empty() {
        Ok(None)
    } else {
        read(text).map(Some)
    }
}

/// A word that files use for one of a few things.
fn named<T: DeserializeOwned>(word: &str) -> Result<T, Misread> {
    serde_json::from_value(word.into()).map_err(|_| format!("“{word}” is none of the words here"))
}
