//! Projects of any size, made by counter-based chance: the same on every machine.

use chrono::{Days, NaiveDate};
use lastmile::forecast::Seed;
use lastmile::forecast::random::{Purpose, uniform};
use lastmile::project::{
    Dependency, Estimate, HistoryPair, Id, Milestone, Person, Priority, Project, Task, Today,
    WorkMinutes,
};

/// The day the generated projects are looked at.
pub(crate) fn today() -> Today {
    Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default())
}

/// A project of so many tasks and people: one to two links to each task from one of the twenty
/// before it, estimates from one hour to three days, a third of them with three points, a tenth of
/// the tasks under way, some of them stale.
pub(crate) fn project(tasks: u32, people: u32) -> Project {
    let chance = |task: u32, what: u64| uniform(Seed(1), task, what, Purpose::Work);
    let mut project = Project::default();
    project.settings.target_date = today().0.checked_add_days(Days::new(60));
    for number in 0..people {
        let person = Person {
            name: format!("Person {number}"),
            ..Person::default()
        };
        project.people.insert(person_id(number), person);
    }
    for number in 0..tasks {
        let id = task_id(number);
        let likely = whole(60.0 * libm::exp(libm::log(24.0) * chance(number, 0)));
        let mut estimate = Estimate::single(WorkMinutes(likely));
        if chance(number, 1) < 0.33 {
            estimate = Estimate::three(
                WorkMinutes(likely * 2 / 3),
                WorkMinutes(likely),
                WorkMinutes(likely * 2),
            );
        }
        let priority = match chance(number, 2) {
            share if share < 0.6 => Priority::Must,
            share if share < 0.85 => Priority::Should,
            _ => Priority::Nice,
        };
        let mut task = Task {
            title: format!("Task {number}"),
            estimate: Some(estimate),
            priority: Some(priority),
            assignees: [(person_id(below(chance(number, 3), people)), 1)].into(),
            ..Task::default()
        };
        if chance(number, 4) < 0.1 {
            task.actual = Some(WorkMinutes(likely / 2));
        }
        if chance(number, 5) < 0.1 {
            task.added_on = today().0.checked_sub_days(Days::new(90));
        }
        project.tasks.insert(id.clone(), task);
        for link in 0..2 {
            let back = 1 + below(chance(number, 6 + link), 20);
            if back <= number && chance(number, 8 + link) < 0.75 {
                let from = task_id(number - back);
                let link = Dependency::finish_to_start(from.clone(), id.clone());
                project
                    .dependencies
                    .insert(Dependency::id_of(&from, &id), link);
            }
        }
    }
    for number in 0..30 {
        let estimate = whole(60.0 * (1.0 + 20.0 * chance(number, 20)));
        let pair = HistoryPair {
            estimate: WorkMinutes(estimate),
            actual: WorkMinutes(estimate + estimate / 4),
            person: format!("Person {}", number % people.max(1)),
            finished_on: today()
                .0
                .checked_sub_days(Days::new(u64::from(number) * 10)),
            ..HistoryPair::default()
        };
        project.history.insert(Id::new(&format!("h{number}")), pair);
    }
    let half = Milestone {
        title: "Half-way".into(),
        tasks: (0..tasks / 2).map(task_id).collect(),
        ..Milestone::default()
    };
    project.milestones.insert(Id::new("half"), half);
    project
}

/// The id of a generated task.
pub(crate) fn task_id(number: u32) -> Id<Task> {
    Id::new(&format!("t{number:05}"))
}

/// The id of a generated person.
pub(crate) fn person_id(number: u32) -> Id<Person> {
    Id::new(&format!("p{number}"))
}

fn below(chance: f64, most: u32) -> u32 {
    whole(chance * f64::from(most))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small and positive"
)]
fn whole(number: f64) -> u32 {
    number as u32
}
