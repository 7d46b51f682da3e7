//! Which rows there are, in which order, and where their bars lie.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Arrange, Asked, Axis, Form, Row, RowKey, Show, Sources, Span, Timeline, links, rhythm,
};
use crate::project::{Baseline, Id, Outline, Project, Status, Task};
use crate::schedule::{DAY, Scheduled, Time, WorkCalendar};

/// The key of the group of what is in no group: no id is empty.
const NOWHERE: &str = "";

pub(super) fn timeline(sources: Sources<'_>, asked: &Asked) -> Timeline {
    let axis = axis(sources, asked);
    let (outline, _) = sources.project.outline();
    let drawing = Drawing {
        sources,
        asked,
        lead: f64::from(
            i32::try_from((sources.schedule.origin - axis.first).num_days()).unwrap_or(0),
        ),
        axis: &axis,
        outline: &outline,
        baseline: latest_baseline(sources),
        feeding: feeding(sources),
        calendar: working_time(sources.project, sources.schedule.origin),
    };
    let mut rows = Vec::new();
    drawing.head(&mut rows);
    match asked.arrange {
        Arrange::Outline => drawing.tree(&mut rows),
        Arrange::Start | Arrange::Workstream | Arrange::Person => drawing.groups(&mut rows),
    }
    let lines = links::lines(sources, &rows);
    Timeline { axis, rows, lines }
}

/// How long the buffer behind the last task of each chain that joins the critical one is.
fn feeding(sources: Sources<'_>) -> BTreeMap<&Id<Task>, i64> {
    let mut feeding = BTreeMap::new();
    for buffer in &sources.buffer.feeding {
        feeding.entry(&buffer.last).or_insert(buffer.fits_minutes);
    }
    feeding
}

fn latest_baseline(sources: Sources<'_>) -> Option<&Baseline> {
    let baselines = sources.project.baselines.values();
    baselines.max_by_key(|baseline| baseline.taken_on)
}

/// When the project works, from a day on.
pub(super) fn working_time(project: &Project, origin: NaiveDate) -> WorkCalendar {
    let hours = project.settings.hours.0.map(u32::from);
    let free: BTreeSet<NaiveDate> = project.holidays.values().filter_map(|it| it.date).collect();
    WorkCalendar::new(origin, hours, free.last().copied(), |date, usual| {
        if free.contains(&date) { 0 } else { usual }
    })
}

/// From the first thing that is shown to the last.
fn axis(sources: Sources<'_>, asked: &Asked) -> Axis {
    let (mut first, mut last) = (sources.today.0, sources.today.0);
    for (id, scheduled) in &sources.schedule.tasks {
        if !is_shown(asked, scheduled) {
            continue;
        }
        let due = sources.project.tasks.get(id).and_then(|task| task.due);
        for date in [scheduled.start, scheduled.finish, due]
            .into_iter()
            .flatten()
        {
            first = first.min(date);
            last = last.max(date);
        }
    }
    let ends = [
        sources.buffer.end,
        sources.project.settings.target_date,
        sources.forecast.map(|forecast| forecast.finish().p80),
    ];
    for date in ends.into_iter().flatten() {
        last = last.max(date);
    }
    let mut axis = Axis::of(first, last, Some(sources.today.0));
    axis.target = sources
        .project
        .settings
        .target_date
        .map(|date| axis.end_of(date));
    axis.read_off(sources.project);
    axis
}

fn is_shown(asked: &Asked, scheduled: &Scheduled) -> bool {
    match (asked.show, &scheduled.open) {
        (Show::All, _) | (Show::Open, Some(_)) => true,
        (Show::Chain, Some(open)) => open.is_on_chain,
        (Show::Open | Show::Chain, None) => false,
    }
}

/// What all rows are drawn from.
struct Drawing<'a> {
    sources: Sources<'a>,
    asked: &'a Asked,
    axis: &'a Axis,
    outline: &'a Outline,
    baseline: Option<&'a Baseline>,
    /// Minutes of buffer behind the last task of a joining chain.
    feeding: BTreeMap<&'a Id<Task>, i64>,
    /// When the project works.
    calendar: WorkCalendar,
    /// Days from the beginning of the axis to the status date.
    lead: f64,
}

impl Drawing<'_> {
    /// Where a moment of the plan lies.
    fn at(&self, time: Time) -> f64 {
        let days = self.lead + f64::from(time) / f64::from(DAY);
        days.clamp(0.0, f64::from(self.axis.days))
    }

    /// From the start of a day to the end of another.
    fn days(&self, start: NaiveDate, finish: NaiveDate) -> Span {
        let from = self.axis.start_of(start);
        Span {
            from,
            to: self.axis.end_of(finish).max(from),
        }
    }

    fn row(key: RowKey, form: Form) -> Row {
        Row {
            key,
            form,
            depth: 0,
            unfolded: None,
            span: None,
            progress: 0.0,
            on_chain: false,
            is_late: false,
            is_blocked: false,
            due: None,
            p80: None,
            baseline: None,
            buffer: None,
            marks: Vec::new(),
        }
    }

    /// The finish with its buffer, and the milestones in the order in which they are reached.
    fn head(&self, rows: &mut Vec<Row>) {
        let Sources {
            project, schedule, ..
        } = self.sources;
        let end = schedule.spans.values().map(|span| span.finish).max();
        if let Some(end) = end {
            let buffer = self.behind(end, self.sources.buffer.minutes);
            let end = self.at(end);
            rows.push(Row {
                span: Some(Span {
                    from: self.lead.min(end),
                    to: end,
                }),
                buffer: Some(buffer),
                due: self.axis.target,
                is_late: (self.axis.target).is_some_and(|target| end > target),
                p80: self
                    .sources
                    .forecast
                    .map(|forecast| self.axis.end_of(forecast.finish().p80)),
                ..Self::row(RowKey::Finish, Form::Finish)
            });
        }
        let mut milestones: Vec<(NaiveDate, Row)> = Vec::new();
        for (id, milestone) in &project.milestones {
            let reached = schedule.milestones.get(id);
            let is_reached = reached.is_some_and(|it| it.is_reached);
            let date = reached.and_then(|it| it.date).or(milestone.due);
            let (Some(date), true) = (date, !is_reached || self.asked.show == Show::All) else {
                continue;
            };
            let end = self.axis.end_of(date);
            let forecast = self.sources.forecast.filter(|_| !is_reached);
            let row = Row {
                span: Some(Span { from: end, to: end }),
                progress: if is_reached { 1.0 } else { 0.0 },
                is_late: reached
                    .and_then(|it| it.due_slack_minutes)
                    .is_some_and(|slack| slack < 0 && !is_reached),
                due: milestone.due.map(|due| self.axis.end_of(due)),
                p80: forecast
                    .and_then(|forecast| forecast.milestones.get(id))
                    .map(|dates| self.axis.end_of(dates.p80)),
                ..Self::row(RowKey::Milestone(id.clone()), Form::Milestone)
            };
            milestones.push((date, row));
        }
        milestones.sort_by_key(|(date, _)| *date);
        rows.extend(milestones.into_iter().map(|(_, row)| row));
        self.rhythm(rows);
    }

    /// What is planned beside the work, up to the end of it or the day it is promised for.
    fn rhythm(&self, rows: &mut Vec<Row>) {
        let Sources {
            project,
            schedule,
            buffer,
            ..
        } = self.sources;
        let ends = [schedule.finish, buffer.end, project.settings.target_date];
        let Some(last) = ends.into_iter().flatten().max() else {
            return;
        };
        let marks = rhythm::marks(self.sources, self.axis, last);
        let is_shown = self.asked.show != Show::Chain && schedule.finish.is_some();
        if is_shown && !marks.is_empty() {
            rows.push(Row {
                marks,
                ..Self::row(RowKey::Rhythm, Form::Rhythm)
            });
        }
    }

    /// The tasks in people's own order, summary tasks around those of their parts that are shown.
    fn tree(&self, rows: &mut Vec<Row>) {
        // From the last row to the first: a summary task comes after all its parts.
        let mut built: Vec<Row> = Vec::new();
        let mut spans: Vec<Option<Span>> = Vec::new();
        for (id, depth) in self.outline.rows().into_iter().rev() {
            let inside = spans.get(depth + 1).copied().flatten();
            spans.truncate(depth + 1);
            spans.resize(depth + 1, None);
            let is_summary = self.outline.is_summary(&id);
            let Some(mut row) = self.task(&id, NOWHERE, is_summary) else {
                continue;
            };
            if is_summary {
                if inside.is_none() {
                    continue;
                }
                row.span = inside;
                row.unfolded = Some(!self.asked.folded.contains(id.as_str()));
            }
            row.depth = depth;
            if let (Some(slot), Some(span)) = (spans.get_mut(depth), row.span) {
                *slot = Some(slot.map_or(span, |other| other.union(span)));
            }
            built.push(row);
        }
        let mut hidden_below = usize::MAX;
        for row in built.into_iter().rev() {
            if row.depth > hidden_below {
                continue;
            }
            hidden_below = if row.unfolded == Some(false) {
                row.depth
            } else {
                usize::MAX
            };
            rows.push(row);
        }
    }

    /// The tasks that are worked on, in groups, what starts first above.
    fn groups(&self, rows: &mut Vec<Row>) {
        let mut groups: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for id in self.outline.leaves() {
            for group in self.groups_of(&id) {
                if let Some(row) = self.task(&id, &group, false) {
                    groups.entry(group).or_default().push(row);
                }
            }
        }
        let named = self.asked.arrange != Arrange::Start;
        let mut ordered: Vec<(&String, &mut Vec<Row>)> = groups.iter_mut().collect();
        // By name, what is in no group last.
        ordered.sort_by_cached_key(|(key, _)| {
            (
                key.as_str() == NOWHERE,
                group_name(self.sources, self.asked.arrange, key),
            )
        });
        for (key, tasks) in ordered {
            let start = |row: &Row| row.span.map_or(f64::MAX, |span| span.from);
            tasks.sort_by(|a, b| start(a).total_cmp(&start(b)));
            let folded = named && self.asked.folded.contains(key);
            if named {
                let spans = tasks.iter().filter_map(|row| row.span);
                rows.push(Row {
                    unfolded: Some(!folded),
                    span: spans.reduce(Span::union),
                    ..Self::row(RowKey::Group(key.clone()), Form::Group)
                });
            }
            if !folded {
                rows.append(tasks);
            }
        }
    }

    /// The keys of the groups a task stands in; at least one.
    fn groups_of(&self, id: &Id<Task>) -> Vec<String> {
        let project = self.sources.project;
        let Some(task) = project.tasks.get(id) else {
            return Vec::new();
        };
        let keys: Vec<String> = match self.asked.arrange {
            Arrange::Outline | Arrange::Start => Vec::new(),
            Arrange::Workstream => {
                let stream = task.workstream.iter();
                let known = stream.filter(|id| project.workstreams.contains_key(*id));
                known.map(ToString::to_string).collect()
            }
            Arrange::Person => {
                let people = task.assignees.keys();
                let known = people.filter(|id| project.people.contains_key(*id));
                known.map(ToString::to_string).collect()
            }
        };
        if keys.is_empty() {
            vec![NOWHERE.to_owned()]
        } else {
            keys
        }
    }

    /// The row of a task; `None` when it is not to be shown.
    fn task(&self, id: &Id<Task>, group: &str, is_summary: bool) -> Option<Row> {
        let Sources {
            project, schedule, ..
        } = self.sources;
        let task = project.tasks.get(id)?;
        let scheduled = schedule.tasks.get(id)?;
        if !is_shown(self.asked, scheduled) {
            return None;
        }
        let form = match (&scheduled.open, is_summary, task.status) {
            (_, true, _) => Form::Summary,
            (None, false, _) => Form::Done,
            (Some(_), false, Status::Doing) => Form::Doing,
            (Some(_), false, _) => Form::Todo,
        };
        let is_open = scheduled.open.is_some();
        let key = RowKey::Task(id.clone(), group.to_owned());
        Some(Row {
            span: self.span(id, task, scheduled),
            progress: if is_open { progress(task) } else { 1.0 },
            on_chain: scheduled.open.as_ref().is_some_and(|open| open.is_on_chain),
            is_late: is_open && scheduled.due_slack_minutes.is_some_and(|slack| slack < 0),
            is_blocked: is_open && task.blocker.is_some(),
            due: task
                .due
                .filter(|_| is_open)
                .map(|due| self.axis.end_of(due)),
            p80: self
                .sources
                .forecast
                .and_then(|forecast| forecast.tasks.get(id))
                .filter(|_| is_open)
                .map(|task| self.axis.end_of(task.finish.p80)),
            baseline: self.planned(id),
            buffer: self.feeding(id),
            ..Self::row(key, form)
        })
    }

    /// From the moment a task starts, or the day it was begun, to the moment it is done.
    fn span(&self, id: &Id<Task>, task: &Task, scheduled: &Scheduled) -> Option<Span> {
        let schedule = self.sources.schedule;
        if let Some(planned) = schedule.spans.get(id) {
            let (from, to) = (self.at(planned.start), self.at(planned.finish));
            let begun = task.started.map(|date| self.axis.start_of(date));
            let from = begun.map_or(from, |begun| begun.min(from));
            return Some(Span {
                from,
                to: to.max(from),
            });
        }
        let finish = scheduled.finish.or(scheduled.start)?;
        Some(self.days(scheduled.start.unwrap_or(finish), finish))
    }

    fn planned(&self, id: &Id<Task>) -> Option<Span> {
        let planned = self.baseline?.tasks.get(id)?;
        let finish = planned.finish?;
        Some(self.days(planned.start.unwrap_or(finish), finish))
    }

    /// The room between the end of a joining chain and the task of the critical chain it joins.
    fn feeding(&self, id: &Id<Task>) -> Option<Span> {
        let minutes = *self.feeding.get(id).filter(|minutes| **minutes > 0)?;
        let end = self.sources.schedule.spans.get(id)?.finish;
        Some(self.behind(end, minutes))
    }

    /// So many working minutes of the project from a moment on.
    fn behind(&self, end: Time, minutes: i64) -> Span {
        let length = i32::try_from(minutes).unwrap_or(i32::MAX);
        Span {
            from: self.at(end),
            to: self.at(self.calendar.finish(end, length)),
        }
    }
}

/// The name of a group.
pub(super) fn group_name(sources: Sources<'_>, arrange: Arrange, key: &str) -> String {
    let project = sources.project;
    let name = match arrange {
        Arrange::Workstream => project
            .workstreams
            .get(&Id::new(key))
            .map(|stream| stream.name.clone()),
        Arrange::Person => project
            .people
            .get(&Id::new(key))
            .map(|person| person.name.clone()),
        Arrange::Outline | Arrange::Start => None,
    };
    name.unwrap_or_else(|| {
        match arrange {
            Arrange::Person => "Nobody yet",
            Arrange::Workstream => "No workstream",
            Arrange::Outline | Arrange::Start => "",
        }
        .to_owned()
    })
}

/// The share of a task's work that is done, as far as anyone has said.
fn progress(task: &Task) -> f64 {
    let left = task.remaining_work().unwrap_or_default().as_hours();
    let estimate = task
        .estimate
        .map_or(0.0, |estimate| estimate.likely.as_hours());
    let spent = match task.actual {
        Some(actual) => actual.as_hours(),
        None => (estimate - left).max(0.0),
    };
    if spent + left <= 0.0 {
        return 0.0;
    }
    (spent / (spent + left)).clamp(0.0, 1.0)
}
