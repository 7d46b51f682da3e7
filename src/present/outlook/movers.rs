//! What moves the date most: tasks and people, each with its reasons.

use std::collections::BTreeMap;

use crate::forecast::{Forecast, TaskForecast};
use crate::present::{forecast as said, words};
use crate::project::{Id, Person, Project, Task};

/// One line of a ranked list.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover {
    /// The task it is about; of a person the one that moves the date most.
    pub task: Id<Task>,
    /// What it is called.
    pub title: String,
    /// Its share of the largest, 0 to 1.
    pub share: f64,
    /// The figure behind the bar.
    pub figure: String,
    /// Why it is so large.
    pub reasons: Vec<String>,
}

/// The tasks that move the date most, the first most, at most so many.
#[must_use]
pub fn tasks(project: &Project, forecast: &Forecast, most: usize) -> Vec<Mover> {
    let ranking = forecast.ranking();
    let largest = ranking.first().map_or(1.0, |(_, sensitivity)| *sensitivity);
    let line = |(id, sensitivity): &(&Id<Task>, f64)| {
        let (task, believed) = (project.tasks.get(*id)?, forecast.tasks.get(*id)?);
        Some(Mover {
            task: (*id).clone(),
            title: task.title.clone(),
            share: sensitivity / largest,
            figure: format!("{:.0} %", sensitivity * 100.0),
            reasons: reasons(project, believed),
        })
    };
    ranking.iter().take(most).filter_map(line).collect()
}

fn reasons(project: &Project, task: &TaskForecast) -> Vec<String> {
    vec![
        format!(
            "It is on the chain that sets the end in {:.0} of 100 runs.",
            task.criticality * 100.0
        ),
        format!(
            "Its own length varies by about {}.",
            said::days(project, task.span_sigma)
        ),
        said::recipe(&task.belief),
    ]
}

/// The people whose tasks move the date most, the first most, at most so many. A task that several
/// share counts for each in equal parts.
#[must_use]
pub fn people(project: &Project, forecast: &Forecast, most: usize) -> Vec<Mover> {
    let mut sums: BTreeMap<&Id<Person>, (f64, Vec<&Id<Task>>)> = BTreeMap::new();
    for (id, sensitivity) in forecast.ranking() {
        let Some(task) = project.tasks.get(id) else {
            continue;
        };
        let part = sensitivity / task.assignees.len().max(1) as f64;
        for person in task.assignees.keys() {
            let (sum, tasks) = sums.entry(person).or_default();
            *sum += part;
            tasks.push(id);
        }
    }
    let mut ranked: Vec<_> = sums.into_iter().collect();
    ranked.sort_by(|(_, (a, _)), (_, (b, _))| b.total_cmp(a));
    let largest = ranked.first().map_or(1.0, |(_, (sum, _))| *sum);
    let line = |(person, (sum, tasks)): &(&Id<Person>, (f64, Vec<&Id<Task>>))| {
        let named = words::tasks(project, tasks.iter().copied().take(3));
        Some(Mover {
            task: (*tasks.first()?).clone(),
            title: project.people.get(*person)?.name.clone(),
            share: sum / largest,
            figure: words::count(tasks.len(), "task"),
            reasons: vec![format!(
                "Of their tasks these move the date most: {}.",
                named.join(", ")
            )],
        })
    };
    ranked.iter().take(most).filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::forecast::{Options, Simulation};
    use crate::project::{Today, notation};

    fn forecast(text: &str) -> (Project, Forecast) {
        let project = notation::project(text);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let options = Options {
            runs: 200,
            ..Options::of(&project, today)
        };
        let forecast = Simulation::new(&project, today, &options).0.complete();
        (project, forecast)
    }

    #[test]
    fn the_long_uncertain_task_comes_first_with_its_reasons() {
        let (project, forecast) = forecast(
            "person ann
             person bob
             task small 4h @ann
             task large 20h/40h/90h @ann <small
             task side 2h @bob",
        );
        let ranked = tasks(&project, &forecast, 2);
        assert_eq!(ranked[0].title, "large");
        assert!((ranked[0].share - 1.0).abs() < 1e-9);
        assert!(
            ranked[0].reasons[0].contains("100 of 100 runs"),
            "{ranked:?}"
        );
        assert!(ranked.len() <= 2);
    }

    #[test]
    fn a_person_carries_the_sum_of_their_tasks() {
        let (project, forecast) = forecast(
            "person ann
             person bob
             task a 30h @ann
             task b 30h @ann <a
             task c 20h @bob <b",
        );
        let ranked = people(&project, &forecast, 5);
        let names: Vec<&str> = ranked.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(names, ["ann", "bob"]);
        assert_eq!(ranked[0].figure, "2 tasks");
    }

    #[test]
    fn with_nothing_to_do_nothing_moves_the_date() {
        let (project, forecast) = forecast("person ann\n task a 8h @ann done=2026-03-01");
        assert!(tasks(&project, &forecast, 5).is_empty());
        assert!(people(&project, &forecast, 5).is_empty());
    }
}
