//! What comes in the next days: check-ins, messages, milestones and deadlines.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Line, To};
use crate::finish::rhythm;
use crate::present::tone::Tone;
use crate::present::words;
use crate::project::{Id, Project, Task, Today};
use crate::schedule::Timetable;

/// So many days ahead.
const AHEAD_DAYS: u64 = 14;
/// No more lines than these.
const MOST: usize = 8;

/// What is overdue and what comes within two weeks, the earliest first.
#[must_use]
pub fn coming(project: &Project, timetable: &Timetable, today: Today) -> Vec<Line> {
    let end = today.0.checked_add_days(Days::new(AHEAD_DAYS));
    let end = end.unwrap_or(today.0);
    let mut found: Vec<(NaiveDate, Line)> = Vec::new();
    if let Some(date) = rhythm::next_check_in(project, today) {
        found.push((
            date,
            Line::new("Check-in").at(To::Place("execute", "standup")),
        ));
    }
    for communication in project.communications.values() {
        if let Some(due) = rhythm::next_due(project, communication) {
            let mut line =
                Line::new(communication.title.clone()).at(To::Place("execute", "messages"));
            if due < today.0 {
                line.tone = Tone::Bad;
            }
            found.push((due, line));
        }
    }
    for (id, milestone) in &project.milestones {
        let reached = timetable.milestones.get(id);
        if reached.is_some_and(|it| it.is_reached) {
            continue;
        }
        let planned = reached.and_then(|it| it.date);
        let Some(date) = milestone.due.or(planned) else {
            continue;
        };
        let mut line =
            Line::new(format!("Milestone “{}”", milestone.title)).at(To::Place("plan", "rhythm"));
        if let Some(planned) = planned.filter(|planned| *planned > date) {
            line.tone = Tone::Bad;
            line.detail = format!("planned {}", words::date(planned, today));
        }
        found.push((date, line));
    }
    for ((due, id), task) in earliest(project, end) {
        let mut line = Line::new(format!("“{}” is due", task.title)).at(To::Task(id.clone()));
        let planned = timetable.tasks.get(id).and_then(|task| task.finish);
        if let Some(planned) = planned.filter(|planned| *planned > due) {
            line.tone = Tone::Bad;
            line.detail = format!("planned {}", words::date(planned, today));
        }
        found.push((due, line));
    }
    found.retain(|(date, _)| *date <= end);
    found.sort_by_key(|(date, _)| *date);
    let lines = found.into_iter().take(MOST).map(|(date, mut line)| {
        let when = format!(
            "{}, {}",
            words::date(date, today),
            words::from_today(date, today)
        );
        line.detail = if line.detail.is_empty() {
            when
        } else {
            format!("{when}; {}", line.detail)
        };
        line
    });
    lines.collect()
}

/// The open tasks that are due first, no more than there are lines: of a large project thousands may
/// be overdue.
fn earliest(project: &Project, end: NaiveDate) -> BTreeMap<(NaiveDate, &Id<Task>), &Task> {
    let mut due = BTreeMap::new();
    for (id, task) in &project.tasks {
        if let Some(date) = task.due.filter(|due| *due <= end && task.is_open()) {
            due.insert((date, id), task);
            if due.len() > MOST {
                due.pop_last();
            }
        }
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Communication, notation};
    use crate::schedule::{Options, schedule};

    #[test]
    fn what_comes_stands_in_the_order_of_days_and_says_what_will_be_late() {
        let mut project = notation::project(
            "person ann
             task copy 40h @ann due=2026-03-04
             task done 1h done=2026-03-01 due=2026-03-03
             task far 8h @ann due=2026-05-04
             milestone live copy due=2026-03-10",
        );
        let first = NaiveDate::from_ymd_opt(2026, 2, 27);
        let message = Communication {
            title: "Status to the board".into(),
            first_due: first,
            ..Communication::default()
        };
        project.communications.insert(Id::new("m"), message);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule(&project, today, &Options::default());
        let lines = coming(&project, &schedule.timetable(&project, problems), today);
        let texts: Vec<_> = lines.iter().map(|line| (&*line.text, line.tone)).collect();
        let expected = [
            ("Status to the board", Tone::Bad),
            ("“copy” is due", Tone::Bad),
            ("Milestone “live”", Tone::Neutral),
        ];
        assert_eq!(texts, expected);
        assert_eq!(lines[1].detail, "Wed 4 Mar, in 2 days; planned Fri 6 Mar");
    }

    #[test]
    fn of_many_that_are_due_the_earliest_are_named() {
        let due = |number| format!("task t{number} 1h due=2026-03-0{}", 1 + number % 7);
        let mut tasks = vec!["task last 1h due=2026-03-09".to_owned()];
        tasks.extend((0..MOST).map(due));
        let project = notation::project(&tasks.join("\n"));
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule(&project, today, &Options::default());
        let lines = coming(&project, &schedule.timetable(&project, problems), today);
        let texts: Vec<_> = lines.iter().map(|line| &*line.text).collect();
        assert_eq!(texts.len(), MOST);
        assert_eq!(texts[..3], ["“t0” is due", "“t7” is due", "“t1” is due"]);
        assert!(!texts.contains(&"“last” is due"));
    }
}
