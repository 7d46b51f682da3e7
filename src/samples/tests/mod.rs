//! Every sample says what a sample must say, on any day.

mod dates;
mod reading;
mod story;
mod variety;

use std::collections::BTreeMap;

use super::*;
use crate::edit::{Change, DELETED};
use crate::project::{Fields, Model, Project, Task};

fn date(text: &str) -> Today {
    Today(text.parse().unwrap())
}

/// Each weekday, a leap day, both sides of a year's end, far past and future.
fn days() -> Vec<Today> {
    let days = "2026-11-16 2026-11-17 2026-11-18 2026-11-19 2026-11-20 2026-11-21 2026-11-22 \
        2028-02-29 2027-12-31 2028-01-01 1999-12-31 2400-02-29";
    days.split_whitespace().map(date).collect()
}

fn change(sample: &Sample, today: Today) -> Change {
    let mut minted = 0;
    let (change, problems) = reader::read(sample.text(), today, &mut || {
        minted += 1;
        format!("s-{minted}")
    });
    assert_eq!(problems, Vec::<String>::new(), "{}", sample.key);
    change
}

fn records(change: &Change) -> BTreeMap<(String, String), Fields> {
    let mut records: BTreeMap<(String, String), Fields> = BTreeMap::new();
    for write in &change.writes {
        let fields = records
            .entry((write.kind.clone(), write.id.clone()))
            .or_default();
        let twice = fields.insert(write.field.clone(), write.value.clone());
        assert_eq!(twice, None, "{} {} {}", write.kind, write.id, write.field);
    }
    for fields in records.values_mut() {
        assert_eq!(fields.remove(DELETED), Some(false.into()));
    }
    records
}

fn project(sample: &Sample, today: Today) -> Project {
    let mut project = Project::default();
    for ((kind, id), fields) in &records(&change(sample, today)) {
        assert_eq!(project.put(kind, id, Some(fields)), [], "{}", sample.key);
    }
    project
}

fn each(mut check: impl FnMut(&Sample, &Project)) {
    for sample in all() {
        check(sample, &project(sample, date("2026-11-18")));
    }
}

fn leaves(project: &Project) -> Vec<&Task> {
    let (outline, _) = project.outline();
    let leaves = outline.leaves();
    leaves.iter().map(|id| &project.tasks[id]).collect()
}
