//! How well the recipe for single estimates holds: `cargo bench --bench estimates -- FOLDER`.
//!
//! FOLDER holds `Sip-task-info.csv` and `est-act-dates.csv` of the `SiP` data set by Derek M. Jones
//! and Stephen Cullum. Every task of the later half is forecast from what was finished before it
//! was estimated, once from all of that and once from the extract a project would carry.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use lastmile::forecast::{History, Profile, extract};
use lastmile::project::{
    Estimate, HistoryPair, Id, Person, Project, Table, Task, Today, WorkMinutes,
};

fn main() -> Result<(), Box<dyn Error>> {
    let Some(folder) = std::env::args().skip(1).find(|word| !word.starts_with('-')) else {
        println!("no folder given: nothing to measure");
        return Ok(());
    };
    let tasks = read(Path::new(&folder))?;
    println!("{} finished tasks", tasks.len());
    let mut named = [Score::default(), Score::default(), Score::default()];
    let mut unnamed = Score::default();
    for task in tasks.iter().skip(tasks.len() / 2).step_by(4) {
        let today = Today(task.estimated_on);
        let past = tasks
            .iter()
            .filter(|other| other.completed_on < task.estimated_on);
        let past: Table<HistoryPair> = past.map(|other| (other.id(), other.pair())).collect();
        let hours = task.estimate.as_hours();
        let profile = Profile::new(task.estimate, [&*task.person], [&*task.kind]);
        let ratios = |pairs: &Table<HistoryPair>| History::of(pairs, today).ratios(&profile);
        named[0].add(task, |_| 1.25 * hours);
        let all = ratios(&past);
        named[1].add(task, |level| hours * all.quantile(level));
        let some = ratios(&extract(&past, &task.project(), WorkMinutes::ZERO, today));
        named[2].add(task, |level| hours * some.quantile(level));
        let blank = |(id, pair): (&Id<_>, &HistoryPair)| {
            let pair = HistoryPair {
                person: String::new(),
                kind: String::new(),
                ..pair.clone()
            };
            (id.clone(), pair)
        };
        let blank = ratios(&past.iter().map(blank).collect());
        unnamed.add(task, |level| hours * blank.quantile(level));
    }
    let [flat, all, some] = named;
    flat.print("estimate + 25 %");
    all.print("recipe, all finished tasks");
    some.print("recipe, extract of the project");
    unnamed.print("recipe, finished tasks without names");
    Ok(())
}

struct Finished {
    number: String,
    estimate: WorkMinutes,
    actual: WorkMinutes,
    person: String,
    kind: String,
    estimated_on: NaiveDate,
    completed_on: NaiveDate,
}

impl Finished {
    fn id(&self) -> Id<HistoryPair> {
        Id::new(&self.number)
    }

    fn pair(&self) -> HistoryPair {
        HistoryPair {
            estimate: self.estimate,
            actual: self.actual,
            person: self.person.clone(),
            kind: self.kind.clone(),
            finished_on: Some(self.completed_on),
            ..HistoryPair::default()
        }
    }

    /// A project with this as its only task, for the extract.
    fn project(&self) -> Project {
        let mut project = Project::default();
        let person = Person {
            name: self.person.clone(),
            ..Person::default()
        };
        project.people.insert(Id::new("p"), person);
        let task = Task {
            estimate: Some(Estimate::single(self.estimate)),
            assignees: [(Id::new("p"), 1)].into(),
            labels: [self.kind.clone()].into(),
            ..Task::default()
        };
        project.tasks.insert(Id::new("t"), task);
        project
    }
}

/// Pinball loss at 10, 50, 80 and 90 %, and how often 80 and 90 % held.
#[derive(Default)]
struct Score {
    tasks: f64,
    actual: f64,
    pinball: f64,
    held: [f64; 2],
}

impl Score {
    fn add(&mut self, task: &Finished, quantile: impl Fn(f64) -> f64) {
        let actual = task.actual.as_hours();
        self.tasks += 1.0;
        self.actual += actual;
        for level in [0.1, 0.5, 0.8, 0.9] {
            let over = actual - quantile(level);
            self.pinball += (level * over).max((level - 1.0) * over) / 4.0;
        }
        for (held, level) in self.held.iter_mut().zip([0.8, 0.9]) {
            *held += if actual <= quantile(level) + 1e-9 {
                1.0
            } else {
                0.0
            };
        }
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: pinball/mean actual {:.3}, P80 holds in {:.3}, P90 in {:.3} of {} tasks",
            self.pinball / self.actual,
            self.held[0] / self.tasks,
            self.held[1] / self.tasks,
            self.tasks,
        );
    }
}

/// The finished tasks with both dates, in the order in which they were estimated.
fn read(folder: &Path) -> Result<Vec<Finished>, Box<dyn Error>> {
    let mut dates = BTreeMap::new();
    for row in csv::Reader::from_path(folder.join("est-act-dates.csv"))?.into_byte_records() {
        let row = row?;
        let day = |column| {
            let text = String::from_utf8_lossy(row.get(column).unwrap_or_default()).into_owned();
            NaiveDate::parse_from_str(&text, "%d-%b-%y").ok()
        };
        if let (Some(number), Some(from), Some(to)) = (row.get(0), day(1), day(3)) {
            dates.insert(number.to_vec(), (from, to));
        }
    }
    let mut tasks = BTreeMap::new();
    for row in csv::Reader::from_path(folder.join("Sip-task-info.csv"))?.into_byte_records() {
        let row = row?;
        let text =
            |column| String::from_utf8_lossy(row.get(column).unwrap_or_default()).into_owned();
        let minutes = |column| {
            text(column)
                .parse()
                .ok()
                .map(|hours: f64| whole(hours * 60.0))
        };
        let (Some(estimate), Some(actual)) = (minutes(11), minutes(12)) else {
            continue;
        };
        let Some(&(estimated_on, completed_on)) = dates.get(row.get(0).unwrap_or_default()) else {
            continue;
        };
        let is_over = ["FINISHED", "COMPLETED", "RELEASED"].contains(&&*text(6));
        if estimate == 0 || actual == 0 || !is_over {
            continue;
        }
        tasks.entry(text(0)).or_insert(Finished {
            number: text(0),
            estimate: WorkMinutes(estimate),
            actual: WorkMinutes(actual),
            person: text(13),
            kind: text(10),
            estimated_on,
            completed_on,
        });
    }
    let mut tasks: Vec<Finished> = tasks.into_values().collect();
    tasks.sort_by_key(|task| task.estimated_on);
    Ok(tasks)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "hours of one task"
)]
fn whole(minutes: f64) -> u32 {
    libm::rint(minutes) as u32
}
