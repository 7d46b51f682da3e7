//! What the plan had to work around, in sentences that say where it can be mended.

use crate::present::words;
use crate::project::{Id, Person, Project, Task};
use crate::schedule::Problem;

/// Where something is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Among the gaps of the audit.
    Gaps,
    /// At a task.
    Task(Id<Task>),
    /// Among the people and the working hours.
    People,
}

/// A problem in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What is wrong, and what is assumed instead.
    pub text: String,
    /// Where one mends it.
    pub mend: Mend,
}

/// What the remarks are in all: “1 problem and 2 assumptions in this plan”. What merely lacks is
/// assumed; anything else is a problem.
#[must_use]
pub fn heading(remarks: &[Remark]) -> String {
    let assumed = remarks.iter().filter(|it| it.mend == Mend::Gaps).count();
    let problems = words::count(remarks.len() - assumed, "problem");
    let assumptions = words::count(assumed, "assumption");
    match (remarks.len() - assumed, assumed) {
        (0, _) => format!("{assumptions} in this plan"),
        (_, 0) => format!("{problems} in this plan"),
        _ => format!("{problems} and {assumptions} in this plan"),
    }
}

/// Says what had to be worked around; what many tasks have in common is said once, last.
#[must_use]
pub fn remarks(project: &Project, problems: &[Problem]) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = problems
        .iter()
        .filter_map(|problem| of_one(project, problem))
        .collect();
    let count = |is_one: fn(&Problem) -> bool| problems.iter().filter(|it| is_one(it)).count();
    let unestimated = count(|it| matches!(it, Problem::NotEstimated(_)));
    let unowned = count(|it| matches!(it, Problem::NobodyDoesIt(_)));
    for (tasks, lack) in [
        (unestimated, "no estimate. 4 hours each are assumed."),
        (unowned, "no owner. Someone is assumed to be free for each."),
    ] {
        if tasks > 0 {
            let has = if tasks == 1 { "has" } else { "have" };
            remarks.push(Remark {
                text: format!("{} {has} {lack}", words::count(tasks, "open task")),
                mend: Mend::Gaps,
            });
        }
    }
    remarks
}

/// The remark on a problem that is told alone.
fn of_one(project: &Project, problem: &Problem) -> Option<Remark> {
    let (text, mend) = match problem {
        Problem::NotEstimated(_) | Problem::NobodyDoesIt(_) => return None,
        Problem::Cycle(tasks) => {
            let circle = tasks.iter().chain(tasks.first());
            let names: Vec<String> = circle.map(|id| words::task(project, id)).collect();
            let text = format!(
                "These wait for each other: {}. Their links are passed over until you cut one.",
                names.join(" → ")
            );
            (text, Mend::Task(tasks.first()?.clone()))
        }
        Problem::LinkDangling(link) => {
            let link = project.dependencies.get(link)?;
            let ends = [&link.successor, &link.predecessor];
            let end = ends
                .into_iter()
                .find(|id| project.tasks.contains_key(*id))?;
            let text = format!(
                "{} is linked to a task that is not there.",
                words::task(project, end)
            );
            (text, Mend::Task(end.clone()))
        }
        Problem::LinkToOwnPart(link) => {
            let end = &project.dependencies.get(link)?.successor;
            let text = format!(
                "{} is linked to a part of itself.",
                words::task(project, end)
            );
            (text, Mend::Task(end.clone()))
        }
        Problem::AssigneeMissing(task, _) => (
            format!(
                "{} is given to someone who is not there.",
                words::task(project, task)
            ),
            Mend::Task(task.clone()),
        ),
        Problem::PoolTooSmall(task, person) => (
            format!(
                "{} needs more of {} than there are.",
                words::task(project, task),
                name(project, person)
            ),
            Mend::Task(task.clone()),
        ),
        Problem::NoWorkingTime(person) => (
            format!(
                "{} never works. The project’s hours are assumed.",
                name(project, person)
            ),
            Mend::People,
        ),
        Problem::NoProjectTime => (
            "The project has no working hours. Eight hours from Monday to Friday are assumed."
                .to_owned(),
            Mend::People,
        ),
        Problem::NeverTogether(task) => (
            format!(
                "The people of {} never work at the same time. It is planned as if they shared it.",
                words::task(project, task)
            ),
            Mend::Task(task.clone()),
        ),
        Problem::NeverFinishes(task) => (
            format!("{} would never finish.", words::task(project, task)),
            Mend::Task(task.clone()),
        ),
    };
    Some(Remark { text, mend })
}

fn name(project: &Project, id: &Id<Person>) -> String {
    let person = project.people.get(id);
    person.map_or_else(|| "Someone".to_owned(), |person| person.name.clone())
}
