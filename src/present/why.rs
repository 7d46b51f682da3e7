//! Why a task is where it is in the plan, in a sentence.

use crate::project::{DependencyKind, Id, Person, Project, Task, Today};
use crate::schedule::{Binding, Timetable};

use super::{links, words};

/// What keeps a task from starting earlier, as a sentence; empty for a task that is not open.
///
/// “Waits for Mia, who is on “Pricing page” until Thu 12 Mar.”
#[must_use]
pub fn why(project: &Project, schedule: &Timetable, task: &Id<Task>, today: Today) -> String {
    let open = schedule.tasks.get(task).and_then(|task| task.open.as_ref());
    open.map_or_else(String::new, |open| {
        match (&open.binding, open_decision(project, task)) {
            (Binding::Blocker, Some(question)) => format!("Waits for a decision: “{question}”."),
            (binding, _) => sentence(project, schedule, binding, today),
        }
    })
}

/// What is to be decided before a task, or one that it is a part of, can go on; `None` where
/// something else blocks it.
fn open_decision<'a>(project: &'a Project, task: &Id<Task>) -> Option<&'a str> {
    let mut next = Some(task);
    for _ in 0..=project.tasks.len() {
        let id = next?;
        let task = project.tasks.get(id)?;
        if task.blocker.is_some() {
            return None;
        }
        let decisions = project.decisions.values();
        let mut holding = decisions.filter(|it| it.is_open() && it.tasks.contains(id));
        if let Some(decision) = holding.next() {
            return Some(&decision.title);
        }
        next = task.parent.as_ref();
    }
    None
}

fn sentence(project: &Project, schedule: &Timetable, binding: &Binding, today: Today) -> String {
    let until = |task: &Id<Task>| {
        let finish = schedule.tasks.get(task).and_then(|task| task.finish);
        finish.map_or_else(String::new, |date| {
            format!(" until {}", words::date(date, today))
        })
    };
    match binding {
        Binding::Person { person, task } => format!(
            "Waits for {}, who is on {}{}.",
            person_name(project, person),
            title(project, task),
            until(task)
        ),
        Binding::Predecessor {
            dependency,
            task: Some(task),
        } => {
            let link = project.dependencies.get(dependency);
            let (kind, lag) =
                link.map_or_else(Default::default, |link| (link.kind, link.lag_minutes));
            after(project, schedule, task, (kind, lag), today)
        }
        Binding::Predecessor {
            dependency,
            task: None,
        } => {
            let link = project.dependencies.get(dependency);
            let before = link.map_or_else(
                || "a task that is over".to_owned(),
                |link| title(project, &link.predecessor),
            );
            format!("Keeps its distance to {before}.")
        }
        Binding::Calendar { people, until, .. } => {
            let names: Vec<String> = people
                .iter()
                .map(|person| person_name(project, person))
                .collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            format!(
                "{} {verb} away until {}.",
                listed(&names),
                words::date(*until, today)
            )
        }
        Binding::NotBefore(date) => format!("May not start before {}.", words::date(*date, today)),
        Binding::Blocker => "Could go on as soon as it is no longer blocked.".to_owned(),
        Binding::StatusDate => "Nothing holds it up.".to_owned(),
    }
}

/// How a task follows another over a link of this kind and lag.
fn after(
    project: &Project,
    schedule: &Timetable,
    task: &Id<Task>,
    (kind, lag_minutes): (DependencyKind, i32),
    today: Today,
) -> String {
    let of_finish = matches!(
        kind,
        DependencyKind::FinishToStart | DependencyKind::FinishToFinish
    );
    let dates = schedule.tasks.get(task);
    let date = dates.and_then(|dates| if of_finish { dates.finish } else { dates.start });
    let name = title(project, task);
    if kind == DependencyKind::FinishToStart && lag_minutes == 0 {
        let when = date.map_or_else(String::new, |date| {
            format!(
                ", which is planned to be done on {}",
                words::date(date, today)
            )
        });
        return format!("Comes after {name}{when}.");
    }
    let when = date.map_or_else(String::new, |date| {
        format!(", which is planned for {}", words::date(date, today))
    });
    let starts = matches!(
        kind,
        DependencyKind::FinishToStart | DependencyKind::StartToStart
    );
    let verb = if starts { "Starts" } else { "Finishes" };
    let lag = links::show_lag(lag_minutes.saturating_abs());
    let distance = match lag_minutes {
        0 => "after".to_owned(),
        ..0 => format!("at most {lag} before"),
        1.. => format!("{lag} after"),
    };
    let end = if of_finish { "is done" } else { "begins" };
    format!("{verb} {distance} {name} {end}{when}.")
}

/// “Ann, Bob and Cem”.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn person_name(project: &Project, id: &Id<Person>) -> String {
    let person = project.people.get(id).map(|person| person.name.trim());
    person
        .filter(|name| !name.is_empty())
        .unwrap_or("someone")
        .to_owned()
}

fn title(project: &Project, id: &Id<Task>) -> String {
    let task = project.tasks.get(id);
    format!(
        "“{}”",
        task.map_or("a task that is not there", |task| &task.title)
    )
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use expect_test::{Expect, expect};

    use super::*;
    use crate::forecast;
    use crate::project::{Decision, notation};
    use crate::schedule::{Options, schedule};

    fn check(text: &str, expected: Expect) {
        let project = notation::project(text);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule(&project, today, &Options::default());
        let timetable = schedule.timetable(&project, problems);
        let lines: Vec<String> = project
            .tasks
            .keys()
            .map(|id| format!("{id}: {}", why(&project, &timetable, id, today)))
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn every_kind_of_bond_has_its_sentence() {
        check(
            "
            person Mia
            person Tom off=2026-03-02..2026-03-04
            task a_pricing 64h @Mia must
            task b_copy 8h @Mia should
            task c_review 8h <a_pricing
            task d_talk 4h @Tom
            task e_demo 4h from=2026-03-10
            task f_legal 4h blocked
            task g_over 4h done=2026-02-27
            task h_dry 4h <g_over+24h
            ",
            expect![[r#"
                a_pricing: Nothing holds it up.
                b_copy: Waits for Mia, who is on “a_pricing” until Wed 11 Mar.
                c_review: Comes after “a_pricing”, which is planned to be done on Wed 11 Mar.
                d_talk: Tom is away until Thu 5 Mar.
                e_demo: May not start before Tue 10 Mar.
                f_legal: Could go on as soon as it is no longer blocked.
                g_over: 
                h_dry: Keeps its distance to “g_over”."#]],
        );
    }

    #[test]
    fn a_link_that_is_not_the_usual_one_says_which_ends_it_binds() {
        check(
            "
            task a_build 16h
            task b_begun 40h <a_build:ss+4h
            task c_ready 4h <a_build:ff+8h
            task d_over 4h <a_build:sf+16h
            task e_early 4h <a_build-4h
            ",
            expect![[r#"
                a_build: Nothing holds it up.
                b_begun: Starts 4h after “a_build” begins, which is planned for Mon 2 Mar.
                c_ready: Finishes 8h after “a_build” is done, which is planned for Tue 3 Mar.
                d_over: Finishes 16h after “a_build” begins, which is planned for Mon 2 Mar.
                e_early: Starts at most 4h before “a_build” is done, which is planned for Tue 3 Mar."#]],
        );
    }

    #[test]
    fn what_an_open_decision_holds_up_names_it_unless_it_is_blocked_itself() {
        let mut project = notation::project("task page\n  task copy 4h\n  task art 4h blocked");
        let decision = Decision {
            title: "Which colours?".to_owned(),
            tasks: [Id::new("page")].into(),
            ..Decision::default()
        };
        project.decisions.insert(Id::new("d"), decision);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let options = forecast::Options::of(&project, today).of_schedule();
        let (schedule, problems) = schedule(&project, today, &options);
        let timetable = schedule.timetable(&project, problems);
        let said = |task| why(&project, &timetable, &Id::new(task), today);
        assert_eq!(said("copy"), "Waits for a decision: “Which colours?”.");
        assert!(said("art").contains("blocked"));
    }
}
