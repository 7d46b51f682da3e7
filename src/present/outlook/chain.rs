//! Why the end is when it is: the tasks that follow each other up to it, in sentences.

use crate::present::{why, words};
use crate::project::{Id, Project, Task, Today};
use crate::schedule::{Binding, Timetable};

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

/// What the chain leads to, and why it begins where it does; nothing when nothing is open.
#[must_use]
pub fn chain_end(project: &Project, timetable: &Timetable, today: Today) -> Option<String> {
    let finish = timetable.finish?;
    let tasks = match timetable.chain.len() {
        1 => "1 task leads".to_owned(),
        tasks => format!("{tasks} tasks lead"),
    };
    Some(format!(
        "If every task took just what is left of it, the last would end on {}. {tasks} there \
         without a gap{}",
        words::date(finish, today),
        chain_begin(project, timetable, today).unwrap_or_else(|| ":".to_owned())
    ))
}

/// Why the chain does not begin today, where it does not.
fn chain_begin(project: &Project, timetable: &Timetable, today: Today) -> Option<String> {
    let first = timetable.chain.first()?;
    let title = &project.tasks.get(first)?.title;
    match &timetable.tasks.get(first)?.open.as_ref()?.binding {
        Binding::NotBefore(date) => Some(format!(
            ". It begins with a date, not with work: “{title}” may not start before {}, so what \
             comes earlier has time to spare.",
            words::date(*date, today)
        )),
        Binding::Blocker => Some(format!(
            ". It begins with “{title}”, which is blocked: each day that lasts longer is a day at \
             the end."
        )),
        Binding::StatusDate
        | Binding::Predecessor { .. }
        | Binding::Person { .. }
        | Binding::Calendar { .. } => None,
    }
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
            chain_end(&project, &timetable, today),
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
    fn a_chain_that_begins_with_a_date_or_a_blocker_says_so() {
        let end = |text: &str| told(text).1.unwrap();
        let date = end("person ann\n task copy 16h @ann\n task live 8h @ann from=2026-03-16");
        assert!(
            date.contains("“live” may not start before Mon 16 Mar"),
            "{date}"
        );
        let work = end("person ann\n task copy 16h @ann\n task live 8h @ann");
        assert!(work.ends_with("without a gap:"), "{work}");
        let blocked = end("person ann\n task copy 16h @ann blocked");
        assert!(blocked.contains("“copy”, which is blocked"), "{blocked}");
    }

    #[test]
    fn without_open_tasks_there_is_no_chain() {
        let (steps, end) = told("person ann\n task copy 16h @ann done=2026-03-01");
        assert_eq!((steps.len(), end), (0, None));
    }
}
