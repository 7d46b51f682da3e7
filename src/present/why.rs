//! Why a task is where it is in the plan, in a sentence.

use crate::project::{Id, Person, Project, Task, Today};
use crate::schedule::{Binding, Timetable};

use super::words;

/// What keeps a task from starting earlier, as a sentence; empty for a task that is not open.
///
/// “Waits for Mia, who is on “Pricing page” until Thu 12 Mar.”
#[must_use]
pub fn why(project: &Project, schedule: &Timetable, task: &Id<Task>, today: Today) -> String {
    let open = schedule.tasks.get(task).and_then(|task| task.open.as_ref());
    open.map_or_else(String::new, |open| {
        sentence(project, schedule, &open.binding, today)
    })
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
            task: Some(task), ..
        } => {
            let finish = schedule.tasks.get(task).and_then(|task| task.finish);
            let when = finish.map_or_else(String::new, |date| {
                format!(
                    ", which is planned to be done on {}",
                    words::date(date, today)
                )
            });
            format!("Comes after {}{when}.", title(project, task))
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
    use crate::project::notation;
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
}
