//! Why the end is when it is: the tasks that follow each other up to it, in sentences.

use crate::present::{why, words};
use crate::project::{Id, Project, Task, Today};
use crate::schedule::Timetable;

/// One task of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainStep {
    /// The task.
    pub task: Id<Task>,
    /// Its title.
    pub title: String,
    /// When, and how much work: "Mon 2 Mar – Wed 4 Mar, 16 h left".
    pub when: String,
    /// What keeps it from starting earlier.
    pub why: String,
}

/// The tasks of the critical chain, first to last.
#[must_use]
pub fn chain(project: &Project, timetable: &Timetable, today: Today) -> Vec<ChainStep> {
    let step = |id: &Id<Task>| {
        let (task, dates) = (project.tasks.get(id)?, timetable.tasks.get(id)?);
        let (start, finish) = (dates.start?, dates.finish?);
        let days = if start == finish {
            words::date(start, today)
        } else {
            format!(
                "{} – {}",
                words::date(start, today),
                words::date(finish, today)
            )
        };
        Some(ChainStep {
            task: id.clone(),
            title: task.title.clone(),
            when: format!("{days}, {} left", words::work(dates.remaining)),
            why: why::why(project, timetable, id, today),
        })
    };
    timetable.chain.iter().filter_map(step).collect()
}

/// What the chain leads to, in a sentence; nothing when nothing is open.
#[must_use]
pub fn chain_end(timetable: &Timetable, today: Today) -> Option<String> {
    let finish = timetable.finish?;
    let tasks = match timetable.chain.len() {
        1 => "1 task leads".to_owned(),
        tasks => format!("{tasks} tasks lead"),
    };
    Some(format!(
        "If every task took just what is left of it, the last would end on {}. {tasks} there \
         without a gap:",
        words::date(finish, today)
    ))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::project::notation;
    use crate::schedule::{Options, schedule};

    fn told(text: &str) -> (Vec<ChainStep>, Option<String>) {
        let project = notation::project(text);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule(&project, today, &Options::default());
        let timetable = schedule.timetable(&project, problems);
        (
            chain(&project, &timetable, today),
            chain_end(&timetable, today),
        )
    }

    #[test]
    fn the_chain_goes_from_today_to_the_end_each_task_with_its_reason() {
        let (steps, end) = told(
            "person ann
             task copy 16h @ann
             task review 8h @ann <copy",
        );
        let said: Vec<String> = steps
            .iter()
            .map(|it| format!("{}: {}. {}", it.title, it.when, it.why))
            .collect();
        assert_eq!(
            said,
            [
                "copy: Mon 2 Mar – Tue 3 Mar, 16 h left. Nothing holds it up.",
                "review: Wed 4 Mar, 8 h left. Comes after “copy”, which is planned to be done on \
                 Tue 3 Mar."
            ]
        );
        assert!(end.unwrap().contains("end on Wed 4 Mar. 2 tasks lead"));
    }

    #[test]
    fn without_open_tasks_there_is_no_chain() {
        let (steps, end) = told("person ann\n task copy 16h @ann done=2026-03-01");
        assert_eq!((steps.len(), end), (0, None));
    }
}
