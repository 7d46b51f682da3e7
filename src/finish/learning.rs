//! What a project teaches: facts for looking back, and how far estimates and forecasts were off.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::project::{
    BlockerKind, HistoryPair, Project, Status, Table, Today, Verdict, WorkMinutes, fold,
};

/// Fewer pairs say nothing about a group.
pub const LEAST_PAIRS: usize = 3;

/// What estimates of one group were worth: actual effort divided by the likely estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// The group, as it was written first.
    pub name: String,
    /// How many pairs.
    pub pairs: usize,
    /// One time in ten it was less.
    pub p10: f64,
    /// The middle.
    pub p50: f64,
    /// One time in ten it was more.
    pub p90: f64,
}

/// By what pairs are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// All together.
    All,
    /// Who did it.
    Person,
    /// The kind of work.
    Kind,
    /// The size of the estimate.
    Size,
}

/// What estimates were worth, by group name. Groups of fewer than [`LEAST_PAIRS`] pairs and pairs
/// that do not say who or what are left out; quantiles are interpolated between pairs.
#[must_use]
pub fn worth(history: &Table<HistoryPair>, by: By) -> Vec<Worth> {
    let mut groups: BTreeMap<String, (String, Vec<f64>)> = BTreeMap::new();
    for pair in history.values() {
        let name = group(pair, by);
        if pair.estimate == WorkMinutes::ZERO || pair.actual == WorkMinutes::ZERO || name.is_empty()
        {
            continue;
        }
        let ratio = pair.actual.as_hours() / pair.estimate.as_hours();
        let key = match by {
            By::Size => size(pair).0.to_string(),
            By::All | By::Person | By::Kind => fold(&name),
        };
        groups
            .entry(key)
            .or_insert_with(|| (name, Vec::new()))
            .1
            .push(ratio);
    }
    let groups = groups
        .into_values()
        .filter(|(_, ratios)| ratios.len() >= LEAST_PAIRS);
    groups
        .map(|(name, mut ratios)| {
            ratios.sort_by(f64::total_cmp);
            Worth {
                name,
                pairs: ratios.len(),
                p10: quantile(&ratios, 0.1),
                p50: quantile(&ratios, 0.5),
                p90: quantile(&ratios, 0.9),
            }
        })
        .collect()
}

fn group(pair: &HistoryPair, by: By) -> String {
    match by {
        By::All => "All estimates".to_owned(),
        By::Person => pair.person.trim().to_owned(),
        By::Kind => pair.kind.trim().to_owned(),
        By::Size => size(pair).1.to_owned(),
    }
}

/// The size of an estimate: its rank and its name.
fn size(pair: &HistoryPair) -> (u8, &'static str) {
    match pair.estimate.0 {
        ..=240 => (0, "Up to 4 hours"),
        241..=960 => (1, "Up to 2 days"),
        _ => (2, "More than 2 days"),
    }
}

/// The value below which this share of ascending values lies, interpolated.
fn quantile(ascending: &[f64], share: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else {
        return 1.0;
    };
    let at = share * last as f64;
    let low = libm::floor(at);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of values"
    )]
    let index = low as usize;
    let value = |at: usize| ascending.get(at.min(last)).copied().unwrap_or(1.0);
    value(index) + (value(index + 1) - value(index)) * (at - low)
}

/// How a project ended, or stands today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// The days of its last mile so far.
    pub last_mile_days: Option<u32>,
    /// The days of all of it so far.
    pub whole_days: Option<u32>,
    /// The days after the promised one; negative before it.
    pub late_days: Option<i32>,
    /// On how many earlier days a P80 date was written down …
    pub p80_days: u32,
    /// … and on how many of these it lies on the end or after it, …
    pub p80_held: u32,
    /// … the P50 date of the same day …
    pub p50_held: u32,
    /// … and its P90 date.
    pub p90_held: u32,
}

impl Ending {
    /// The share of the last mile in the whole, in percent.
    #[must_use]
    pub fn last_mile_percent(&self) -> Option<u32> {
        let whole = self.whole_days.filter(|days| *days > 0)?;
        Some(self.last_mile_days? * 100 / whole)
    }
}

/// How a project ended: on the day it was closed, or today while it is open. P80 dates are counted
/// only once it is closed: before, nobody knows whether they hold.
#[must_use]
pub fn ending(project: &Project, today: Today) -> Ending {
    let settings = &project.settings;
    let end = settings.closed_on.unwrap_or(today.0);
    let since = |day: NaiveDate| u32::try_from((end - day).num_days() + 1).ok();
    let late = |day: NaiveDate| i32::try_from((end - day).num_days()).ok();
    let mut ending = Ending {
        last_mile_days: settings.last_mile_start.and_then(since),
        whole_days: settings.project_start.and_then(since),
        late_days: settings.target_date.and_then(late),
        ..Ending::default()
    };
    if settings.closed_on.is_some() {
        for day in project.days.values().filter(|it| it.date < Some(end)) {
            let Some(p80) = day.p80 else { continue };
            ending.p80_days += 1;
            ending.p80_held += u32::from(p80 >= end);
            ending.p50_held += u32::from(day.p50.is_some_and(|date| date >= end));
            ending.p90_held += u32::from(day.p90.is_some_and(|date| date >= end));
        }
    }
    ending
}

/// What is laid on the table before a retrospective.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Finished tasks that were estimated and say what they took.
    pub compared: usize,
    /// What those were estimated at …
    pub estimated: WorkMinutes,
    /// … and what they took.
    pub actual: WorkMinutes,
    /// Days waited by kind of obstacle, waits that go on included: how many waits, and their days.
    pub waits: BTreeMap<BlockerKind, (usize, u32)>,
    /// Changes that were accepted, deferred, rejected, and are undecided.
    pub changes: [usize; 4],
    /// How much of the buffer is used, in percent, as last written down; 0 while more room is left
    /// than the buffer needs, and more than 100 once the promise is passed.
    pub buffer_used_percent: Option<u64>,
    /// How it ended.
    pub ending: Ending,
}

/// The facts of a project.
#[must_use]
pub fn facts(project: &Project, today: Today) -> Facts {
    let mut facts = Facts {
        ending: ending(project, today),
        ..Facts::default()
    };
    for task in project
        .tasks
        .values()
        .filter(|task| task.status == Status::Done)
    {
        if let (Some(estimate), Some(actual)) = (task.estimate, task.actual) {
            facts.compared += 1;
            facts.estimated += estimate.likely;
            facts.actual += actual;
        }
    }
    let mut waited = |kind, since: Option<NaiveDate>, until: NaiveDate| {
        let days = since.map_or(0, |since| Today(until).days_since(since));
        let sum = facts.waits.entry(kind).or_default();
        *sum = (sum.0 + 1, sum.1 + days);
    };
    for wait in project.waits.values() {
        waited(
            wait.kind.unwrap_or(BlockerKind::Other),
            wait.since,
            wait.until.unwrap_or(today.0),
        );
    }
    for task in project.tasks.values().filter(|task| task.is_open()) {
        if let Some(blocker) = &task.blocker {
            waited(blocker.kind, blocker.since, today.0);
        }
    }
    for request in project.change_requests.values() {
        let [accepted, deferred, rejected, open] = &mut facts.changes;
        *match request.verdict {
            Some(Verdict::Accept) => accepted,
            Some(Verdict::Defer) => deferred,
            Some(Verdict::Reject) => rejected,
            None => open,
        } += 1;
    }
    let last = project.days.values().max_by_key(|it| it.date);
    facts.buffer_used_percent = last.and_then(|day| {
        let all = day.buffer_minutes.filter(|all| *all > 0)?;
        u64::try_from((all - day.buffer_left_minutes?).max(0) * 100 / all).ok()
    });
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{day, id, project};
    use crate::project::{DayRecord, Estimate, Wait};

    fn pair(estimate: u32, actual: u32, person: &str) -> HistoryPair {
        HistoryPair {
            estimate: WorkMinutes(estimate),
            actual: WorkMinutes(actual),
            person: person.to_owned(),
            ..HistoryPair::default()
        }
    }

    #[test]
    fn three_pairs_of_one_person_say_what_their_estimates_are_worth() {
        let mut history = Table::new();
        history.insert(id("a"), pair(60, 60, "Ann"));
        history.insert(id("b"), pair(60, 120, "ann"));
        assert_eq!(worth(&history, By::Person), []);
        history.insert(id("c"), pair(60, 300, "Ann "));
        history.insert(id("d"), pair(60, 60, ""));
        let said = worth(&history, By::Person);
        assert_eq!((said.len(), said[0].pairs, said[0].p50), (1, 3, 2.0));
        assert!((said[0].p90 - 4.4).abs() < 1e-9, "{said:?}");
        assert_eq!(worth(&history, By::All)[0].pairs, 4);
        assert_eq!(worth(&history, By::Kind), []);
        assert_eq!(worth(&history, By::Size)[0].name, "Up to 4 hours");
    }

    #[test]
    fn a_p80_date_held_when_the_project_was_closed_on_it_or_before() {
        let mut project = project("");
        for (on, p80) in [("2026-03-02", "2026-03-10"), ("2026-03-03", "2026-03-09")] {
            let record = DayRecord {
                date: Some(day(on)),
                p80: Some(day(p80)),
                p90: Some(day("2026-03-10")),
                ..DayRecord::default()
            };
            project.days.insert(id(on), record);
        }
        let today = Today(day("2026-03-12"));
        assert_eq!(ending(&project, today).p80_days, 0);
        project.settings.closed_on = Some(day("2026-03-10"));
        project.settings.project_start = Some(day("2026-02-19"));
        project.settings.last_mile_start = Some(day("2026-03-07"));
        let ended = ending(&project, today);
        assert_eq!((ended.p80_days, ended.p80_held), (2, 1));
        assert_eq!((ended.p50_held, ended.p90_held), (0, 2));
        assert_eq!(ended.last_mile_percent(), Some(20));
    }

    #[test]
    fn more_room_than_the_buffer_needs_is_nothing_used_and_an_overrun_more_than_all() {
        let used = |left| {
            let mut project = project("");
            let record = DayRecord {
                date: Some(day("2026-03-02")),
                buffer_minutes: Some(400),
                buffer_left_minutes: Some(left),
                ..DayRecord::default()
            };
            project.days.insert(id("today"), record);
            facts(&project, Today(day("2026-03-12"))).buffer_used_percent
        };
        assert_eq!([400, 1_000].map(used), [Some(0), Some(0)]);
        assert_eq!([300, -100].map(used), [Some(25), Some(125)]);
    }

    #[test]
    fn waits_that_go_on_count_up_to_today() {
        let mut project = project("A");
        let task = project.tasks.get_mut(&id("A")).unwrap();
        task.status = Status::Done;
        task.estimate = Some(Estimate::single(WorkMinutes(60)));
        let today = Today(day("2026-03-12"));
        assert_eq!(facts(&project, today).compared, 0);
        project.tasks.get_mut(&id("A")).unwrap().actual = Some(WorkMinutes(90));
        let wait = Wait {
            kind: Some(BlockerKind::Approval),
            since: Some(day("2026-03-10")),
            ..Wait::default()
        };
        project.waits.insert(id("w"), wait);
        let facts = facts(&project, today);
        assert_eq!(facts.waits[&BlockerKind::Approval], (1, 2));
        assert_eq!((facts.compared, facts.actual), (1, WorkMinutes(90)));
    }
}
